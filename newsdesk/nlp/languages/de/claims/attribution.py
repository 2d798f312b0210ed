"""Prepositions that name a source: laut, zufolge, nach Angaben; demnach."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.words import Range

_LONGEST_SOURCE = 14
_ADVERBS = word_set("indes unterdes stets bereits meines alles eines besonders")


def read_attribution(passage: Passage, first: int, end: int, previous: Draft | None) -> Draft | None:
    """The claim of a unit that names its source by a preposition."""
    for index in range(first, end):
        reader = _READERS.get(passage.words.lower[index])
        draft = reader(passage, index, first, end) if reader and not passage.is_masked(index, first) else None
        if draft is None or (not draft.speaker and previous is None):
            continue
        draft.inherits = None if draft.speaker else previous
        return draft
    return None


def _according_to_that(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """demnach: what was just cited says this too."""
    return _draft(passage, (index, index + 1), None, (index, index + 1), first, end)


def _source_behind(passage: Passage, cue: int, first: int, end: int) -> Draft | None:
    """laut dem Bericht"""
    source = cue + 1
    after = noun_phrase(passage.words, source, min(end, source + _LONGEST_SOURCE))
    if after == source or passage.words.lower[source] in grammar.PRONOUNS:
        return None
    return _draft(passage, (cue, cue + 1), (source, after), (cue, after), first, end)


def _nach(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    return _according_to(passage, index, first, end) or _in_the_view_of(passage, index, first, end)


def _according_to(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """nach Angaben der Polizei, nach Einschätzung von X, nach eigenen Angaben."""
    words = passage.words
    if not any(_is_attribution_noun(word) for word in words.exact[index + 1 : min(end, index + 4)]):
        return None
    after = _with_origin(passage, noun_phrase(words, index + 1, min(end, index + _LONGEST_SOURCE)), end)
    named = [i for i in range(index + 1, after) if _is_attribution_noun(words.exact[i])]
    if not named:
        return None
    if after < end and words.lower[after] == "zufolge":
        return None
    draft = _draft(passage, (index, index + 1), (index + 1, after), (index, after), first, end)
    if draft and words.lower[named[0]] in load_set("reported_speech", "estimates"):
        draft.estimate = (named[0], named[0] + 1)
    return draft


def _with_origin(passage: Passage, after: int, end: int) -> int:
    """Informationen aus dem Umfeld der Firma: where the words come from belongs to the source."""
    if after < end and passage.words.lower[after] == "aus":
        longer = noun_phrase(passage.words, after + 1, end)
        return longer if longer > after + 1 else after
    return after


def _in_the_view_of(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """seiner Ansicht nach, ihren Angaben nach: a noun phrase that ends in a noun of saying."""
    if index == first or not _is_attribution_noun(passage.words.exact[index - 1]):
        return None
    return _source_before(passage, index, first, end)


def _is_attribution_noun(word: str) -> bool:
    nouns = load_set("reported_speech", "attribution_nouns")
    return word in nouns or (word[0].isupper() and word.endswith(("angaben", "berichten")))


def _source_before(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """amtlichen Angaben zufolge: the longest noun phrase that ends before the word."""
    for start in range(max(first, index - _LONGEST_SOURCE), index):
        if passage.is_masked(start, first) or passage.words.lower[start] in grammar.PRONOUNS:
            continue
        is_adverb = passage.words.lower[start] in _ADVERBS
        if not is_adverb and noun_phrase(passage.words, start, index) == index:
            return _draft(passage, (index, index + 1), (start, index), (start, index + 1), first, end)
    return None


def _draft(
    passage: Passage, cue: Range, speaker: Range | None, frame: Range, first: int, end: int
) -> Draft | None:
    first, end = _bounds(passage, cue[0], first, end)
    frame = _with_commas(passage, frame, first, end)
    quote = [span for span in ((first, frame[0]), (frame[1], end)) if span[1] > span[0]]
    if sum(stop - start for start, stop in quote) < 2:
        return None
    rule = f"'{passage.words.lower[cue[0]]}' with a source"
    return Draft(
        "Indirect", quote, rule, "SW", cue=[cue], frame=[frame], speaker=[speaker] if speaker else []
    )


def _bounds(passage: Passage, index: int, first: int, end: int) -> Range:
    """The subordinate clause around a word, or the whole unit if the word is in its main clause."""
    lower = passage.words.lower
    for start, stop in passage.clauses(first, end):
        if (
            start <= index < stop
            and start > first
            and lower[start] in grammar.RELATIVES | grammar.SUBORDINATORS
        ):
            return start, stop
    cuts = passage.commas(first, end, ";")
    before = [cut for cut in cuts if cut < index]
    behind = [cut for cut in cuts if cut > index]
    return (before[-1] + 1 if before else first), (behind[0] if behind else end)


def _with_commas(passage: Passage, frame: Range, first: int, end: int) -> Range:
    """A phrase between two commas takes both along."""
    start, stop = frame
    exact = passage.words.exact
    has_left = start - 1 > first and exact[start - 1] in ",–("
    has_right = stop < end and exact[stop] in ",–)"
    return (start - has_left, stop + has_right) if has_left and (has_right or stop == end) else frame


_READERS = {
    "laut": _source_behind,
    "nach": _nach,
    "zufolge": _source_before,
    "demnach": _according_to_that,
}
