"""The measures: counting, and gold words found again in the raw text."""

from newsdesk.nlp.training.scripts.evaluate import Counts, joined
from newsdesk.nlp.training.scripts.readers import UdWord


def test_counts_give_precision_recall_and_f1() -> None:
    counts = Counts()
    counts.add({1, 2, 3}, {2, 3, 4, 5})

    assert round(counts.precision, 1) == 66.7
    assert counts.recall == 50
    assert round(counts.f1, 1) == 57.1


def test_nothing_found_and_nothing_wanted_is_no_error() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0, 0, 0)


def test_gold_words_keep_their_places_in_the_joined_text() -> None:
    def sentence(text: str) -> tuple[str, list[UdWord]]:
        return text, [UdWord(form, "NN", "_", True) for form in text.removesuffix(".").split()]

    text, located, starts = joined([sentence("Wind und Wind."), sentence("Und Regen.")])

    assert text == "Wind und Wind. Und Regen."
    assert [text[start:end] for start, end, _ in located] == ["Wind", "und", "Wind", "Und", "Regen"]
    assert [start for start, _, _ in located][:3] == [0, 5, 9]
    assert starts == [0, 15]
