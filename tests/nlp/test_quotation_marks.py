from __future__ import annotations

import pytest
import spacy

from newsdesk.nlp.languages.de.quotation import nested_quotations
from newsdesk.nlp.words import Words, split_words

_TOKENIZER = spacy.blank("de").tokenizer


def words_of(text: str) -> Words:
    return split_words(text, [(token.text, token.idx) for token in _TOKENIZER(text)])


def quotations_of(text: str) -> list[str]:
    words = words_of(text)
    return [words.phrase(first, last + 1) for first, last in nested_quotations(words)[0]]


@pytest.mark.parametrize(
    "quotation",
    ["„Ja gut“", "“Ja gut”", '"Ja gut"', "»Ja gut«", "«Ja gut»", "‚Ja gut‘", "›Ja gut‹", "„Ja gut”"],
)
def test_all_kinds_of_marks_are_paired(quotation: str) -> None:
    assert quotations_of(f"Sie sagte {quotation} und ging") == [quotation]


def test_the_outer_of_two_nested_quotations_is_found() -> None:
    assert quotations_of("„Er rief ‚Ja‘ und ging“") == ["„Er rief ‚Ja‘ und ging“"]


def test_a_mark_without_a_partner_is_left_alone() -> None:
    assert quotations_of("Sie sagte „Ja und ging") == []


def test_a_quotation_does_not_leave_its_paragraph() -> None:
    assert quotations_of('Sie sagte "Ja\nund "ging') == []


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("Er rief:„Der Deich bricht“.", "„Der Deich bricht“"),
        ("„Der Deich bricht“,rief er.", "„Der Deich bricht“"),
        ("Er rief„Der Deich bricht“ und lief.", "„Der Deich bricht“"),
        ("Er rief: ,,Der Deich bricht.'' Dann lief er.", ",,Der Deich bricht.''"),
        ("''Der Deich bricht'', rief er.", "''Der Deich bricht''"),
        ('Er rief: „Der Deich bricht".', '„Der Deich bricht"'),
        ("Er rief „der Deich bricht„ und lief.", "„der Deich bricht„"),
        ('Er rief: "Der Deich bricht“.', '"Der Deich bricht“'),
        ("Er rief: „Der Deich bricht “ und lief.", "„Der Deich bricht “"),
    ],
)
def test_broken_marks_are_paired(text: str, quotation: str) -> None:
    assert quotations_of(text) == [quotation]


def test_a_missing_mark_costs_no_other_quotation() -> None:
    text = "Der „Deich liegt am Ufer, und „das Wehr“ liegt im Fluss."
    assert quotations_of(text) == ["„das Wehr“"]


def test_a_quotation_behind_a_colon_ends_with_its_sentence_if_nothing_closes_it() -> None:
    assert quotations_of("Er rief: „Der Deich bricht! Dann lief er.") == ["„Der Deich bricht!"]


def test_a_quotation_may_run_over_paragraphs() -> None:
    text = "Sie schrieb: „Das Wehr hält.\n\nDer Deich auch.“ Dann ging sie."
    assert quotations_of(text) == ["„Das Wehr hält.\n\nDer Deich auch.“"]


def test_a_quotation_may_begin_anew_in_each_paragraph() -> None:
    text = "„Das Wehr hält.\n\n„Der Deich auch“, sagte sie."
    assert quotations_of(text) == ["„Das Wehr hält.", "„Der Deich auch“"]


def test_marks_are_read_in_linear_time() -> None:
    assert len(nested_quotations(words_of("„Ja " * 10_000))[0]) == 0
    assert len(nested_quotations(words_of("„Ja “ " * 5_000))[0]) == 5_000
