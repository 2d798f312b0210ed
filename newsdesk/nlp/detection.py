"""Which language a text is in, and which of its paragraphs are in another one.

The model is py3langid's, a naive Bayes over byte sequences. It takes most of a second to load, so it is
loaded at the first question and kept. Its time is bounded for a stretch of text, of which it is shown a
sample, and so linear for the paragraphs of one.

Newsdesk's own languages have the benefit of the doubt: one is ruled out only where another is a hundred
times as probable. A dialect, a list of foreign names or a line of headwords is no other language, and
stretches that are in one rule out German a thousand times over. All that the model knows is compared, for
without Swedish a Swedish text would be German; the configured languages are the answers that can be given.
docs/decisions/0015-languages.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

from newsdesk.nlp.configuration import configuration
from newsdesk.nlp.languages import DEFAULT_LANGUAGE, language_codes
from newsdesk.nlp.records import Offsets
from newsdesk.nlp.spans import paragraphs

FEWEST_LETTERS: Final = 20
FEWEST_LETTERS_OF_A_PARAGRAPH: Final = 40
SLIGHTEST: Final = 0.01
LEAST_SHARE: Final = 1 / 3
UNDETERMINED: Final = "und"
WINDOW: Final = 100
WINDOWS_OF_A_TEXT: Final = 20
WINDOWS_OF_A_PARAGRAPH: Final = 3

_LATIN_LETTERS: Final = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"
_LATIN: Final = re.compile(f"[{_LATIN_LETTERS}]+")
_OTHER: Final = re.compile(rf"[^\W\d_{_LATIN_LETTERS}]+")
_SHOUTED: Final = re.compile("[A-ZÄÖÜ]{4}")
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@\S+|[@#]\w+")


@dataclass(frozen=True, slots=True)
class Detection:
    """What language a text is in, and how probable that is, 0..1.

    `language` is the code of one of the languages to choose from, "und" for a text that is in none of
    them, and None for one with too few letters to tell.
    """

    language: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of text as the model is shown it."""

    text: str
    letter_count: int


def detect_language(text: str, languages: Sequence[str] | None = None) -> Detection:
    """The language of most of a text, of the configured ones or those of `languages`.

    A text in several languages counts as one that newsdesk reads if a third of its letters stand in
    paragraphs that can be in it. Any text has an answer, in linear time.
    """
    chosen = configuration().languages if languages is None else tuple(languages)
    if len(chosen) == 1:
        return Detection(chosen[0], 1.0)
    stretch = _shown(text, WINDOWS_OF_A_TEXT)
    if stretch.letter_count < FEWEST_LETTERS:
        return Detection(None, 0.0)
    found = _likeliest(stretch, chosen)
    return found if found.language in language_codes() else _read_in_part(text, chosen) or found


def likely_language(text: str) -> str:
    """The language that a text is read in where no person says which: German unless the letters tell."""
    return detect_language(text).language or DEFAULT_LANGUAGE


def foreign_paragraphs(text: str, language: str) -> list[Offsets]:
    """The paragraphs of a text in `language` that are in another one, in the order of the text.

    Shorter ones are too short to tell, and go with their neighbours where both are foreign. Offsets are
    code points, half-open.
    """
    if len(configuration().languages) == 1:
        return []
    verdicts = [(span, _is_foreign(text[slice(*span)], language)) for span in paragraphs(text)]
    return [span for span, is_foreign in _with_short_ones(verdicts) if is_foreign]


def load_detection() -> None:
    """Load the model, if there is something to choose: the next question is answered at once."""
    if len(configuration().languages) > 1:
        _model()


def _likeliest(stretch: _Stretch, languages: tuple[str, ...]) -> Detection:
    """The likeliest language that newsdesk reads, unless it is ruled out; then the likeliest of all."""
    ranked = _model().rank(stretch.text)
    best, highest = ranked[0]
    for code, probability in ranked:
        if probability >= SLIGHTEST * highest and code in language_codes() and code in languages:
            return Detection(code, probability)
    return Detection(best if best in languages else UNDETERMINED, highest)


def _read_in_part(text: str, languages: tuple[str, ...]) -> Detection | None:
    """The language that newsdesk reads in which enough of the text stands, with its share."""
    letters: dict[str | None, int] = {}
    for start, end in paragraphs(text):
        stretch = _shown(text[start:end], WINDOWS_OF_A_PARAGRAPH)
        if stretch.letter_count >= FEWEST_LETTERS_OF_A_PARAGRAPH:
            language = _likeliest(stretch, languages).language
            letters[language] = letters.get(language, 0) + end - start
    most = max(language_codes(), key=lambda code: letters.get(code, 0))
    share = letters.get(most, 0) / max(1, sum(letters.values()))
    return Detection(most, share) if share >= LEAST_SHARE else None


def _is_foreign(paragraph: str, language: str) -> bool | None:
    """Whether a paragraph cannot be in `language`; None where it is too short to tell."""
    if len(paragraph) < FEWEST_LETTERS_OF_A_PARAGRAPH:
        return None
    stretch = _shown(paragraph, WINDOWS_OF_A_PARAGRAPH)
    if stretch.letter_count < FEWEST_LETTERS_OF_A_PARAGRAPH:
        return None
    best, highest = _model().classify(stretch.text)
    if best == language:
        return False
    probabilities: dict[str, float] = dict(_model().rank(stretch.text))
    return bool(probabilities.get(language, 1.0) < SLIGHTEST * highest)


def _with_short_ones(verdicts: list[tuple[Offsets, bool | None]]) -> Iterator[tuple[Offsets, bool]]:
    """The verdicts, with one for the paragraphs that had none: foreign between foreign ones."""
    runs = [list(run) for _, run in groupby(verdicts, key=lambda verdict: verdict[1])]
    for index, run in enumerate(runs):
        is_foreign = run[0][1]
        if is_foreign is None:
            is_foreign = 0 < index < len(runs) - 1 and bool(runs[index - 1][0][1] and runs[index + 1][0][1])
        yield from ((span, is_foreign) for span, _ in run)


def _shown(text: str, windows: int) -> _Stretch:
    """A sample of `text` in the script that most of it is in, without addresses, in lower case if shouted.

    A foreign name in its own script says nothing of the language around it, and neither does a link.
    """
    sample = _ADDRESS.sub(" ", _sample(text, windows))
    latin_count, other_count = _length(_LATIN, sample), _length(_OTHER, sample)
    if latin_count and other_count:
        sample = (_OTHER if latin_count >= other_count else _LATIN).sub(" ", sample)
    letter_count = max(latin_count, other_count)
    if _SHOUTED.search(sample) and 2 * sum(map(str.isupper, sample)) > letter_count:
        sample = sample.lower()
    return _Stretch(sample, letter_count)


def _length(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def _sample(text: str, windows: int) -> str:
    """The text, or of a long one so many stretches of WINDOW characters, evenly spread over it."""
    if len(text) <= windows * WINDOW:
        return text
    step = (len(text) - WINDOW) // (windows - 1)
    return "\n".join(text[start : start + WINDOW] for start in range(0, windows * step, step))


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
