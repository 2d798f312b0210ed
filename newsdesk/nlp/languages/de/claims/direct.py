"""Direct speech: quotations with a frame before, behind or between, and those that go on."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.cues import (
    Cue,
    Subject,
    cue_in,
    framed,
    has_partner,
    says_it_cue,
    verb_forms,
)
from newsdesk.nlp.languages.de.claims.drafts import STOPS, Draft, Passage
from newsdesk.nlp.languages.de.claims.subjects import subject_after, subject_of
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.words import Range

_SHORTEST_SENTENCE = 4
_FRAME_WORDS = ("so", "heißt", "hieß")
_MOST_PAIRS = 20  # quotations of one unit that are looked at
_EMPTY_SUBJECTS = word_set("es das dies man sein seine ihr ihre diese dieser")


def read_direct(passage: Passage, first: int, end: int, previous: Draft | None) -> list[Draft]:
    """Direct claims of a unit; `previous` is the claim of the unit before it."""
    pairs = _pairs(passage, first, end)
    if not pairs:
        return []
    for position, (opening, _) in enumerate(pairs[:_MOST_PAIRS]):
        if opening != first and passage.words.exact[opening - 1] not in ":,":
            continue
        found: list[Draft] = []
        if opening == first or passage.words.exact[opening - 1] == ":":
            found = _frame_behind(passage, pairs[position : position + 2], end)
        if opening != first:
            found = found or _frame_before(passage, pairs[position], first, end, previous)
        if found:
            return found
    return _goes_on(passage, pairs[0], end, previous) if pairs[0][0] == first else []


def _pairs(passage: Passage, first: int, end: int) -> list[Range]:
    found: list[Range] = []
    index = first
    while index < end:
        pair = passage.quotation[index]
        if pair and pair[0] == index and pair[1] < end:
            found.append(pair)
            index = pair[1]
        index += 1
    return found


def _frame_behind(passage: Passage, pairs: list[Range], end: int) -> list[Draft]:
    """„…“, sagte X[, „…“]."""
    words, (opening, closing) = passage.words, pairs[0]
    verb = closing + 1 + (closing + 1 < end and words.exact[closing + 1] == ",")
    more = [pair for pair in pairs[1:] if words.exact[pair[0] - 1] in ",:"]
    bound = more[0][0] if more else passage.without_stop(closing, end)
    cue, subject = reporting_at(passage, verb, bound)
    if cue is None:
        return []
    quote = [(opening, closing + 1), *((pair[0], pair[1] + 1) for pair in more[:1])]
    rule = "quotation around its frame" if more else "quotation before its frame"
    return [framed("Direct", quote, rule, cue, subject, (closing + 1, bound))]


def may_report(passage: Passage, index: int) -> bool:
    """Whether a frame can begin with the word at `index`."""
    words = passage.words
    return index < len(words) and (words.exact[index] in _FRAME_WORDS or bool(verb_forms(passage, index)))


def reporting_at(passage: Passage, index: int, end: int) -> tuple[Cue | None, Subject]:
    """A frame that begins with its verb (sagte X, teilte X mit, so X, heißt es in X)."""
    if index >= end:
        return None, Subject(None)
    says_it = says_it_cue(passage, index, end)
    if says_it:
        return says_it, subject_of(passage, says_it, index, index, end)
    if passage.words.exact[index] == "so":
        after = noun_phrase(passage.words, index + 1, end)
        if after > index + 1:
            return Cue(((index, index + 1),)), subject_after(passage, index + 1, end)
        return None, Subject(None)
    for form in verb_forms(passage, index):
        prefix = _prefix(passage, form.verb.prefix, index, end) if form.needs_prefix else None
        if (
            "frame after" in form.verb.takes
            and form.kind != "participle"
            and (prefix or not form.needs_prefix)
            and has_partner(passage, form, index, end)
        ):
            spans = ((index, index + 1), *(((prefix, prefix + 1),) if prefix else ()))
            cue = Cue(spans, form)
            subject = subject_of(passage, cue, index, index, prefix or end)
            return (cue, subject) if subject.speaker else (None, Subject(None))
    return None, Subject(None)


def _prefix(passage: Passage, prefix: str, first: int, end: int) -> int | None:
    words = passage.words
    for index in range(first + 1, end):
        is_last = index + 1 == end or not words.exact[index + 1][0].isalpha()
        if words.exact[index] == prefix and is_last:
            return index
    return None


def _frame_before(passage: Passage, pair: Range, first: int, end: int, previous: Draft | None) -> list[Draft]:
    """X sagte: „…“; X war zufrieden: „…“"""
    words, (opening, closing) = passage.words, pair
    if closing - opening <= _SHORTEST_SENTENCE and words.exact[closing - 1] not in STOPS:
        return []
    start = _clause_start(passage, first, opening - 1)
    cue = cue_in(passage, start, opening - 1)
    if words.exact[opening - 1] == "," and (cue is None or not _can_frame(cue)):
        return []
    quote = [(opening, closing + 1)]
    if cue is None:
        return _introduced(passage, quote, first, previous)
    subject = subject_of(passage, cue, first, start, opening - 1)
    return [framed("Direct", quote, "quotation behind its frame", cue, subject, (start, opening))]


def _introduced(passage: Passage, quote: list[Range], first: int, previous: Draft | None) -> list[Draft]:
    """A sentence of its own introduces the quotation: its first noun phrase speaks, or who spoke before."""
    words, opening = passage.words, quote[0][0]
    after = noun_phrase(words, first, opening - 1)
    is_speaker = first < after < opening - 1 and words.lower[first] not in _EMPTY_SUBJECTS
    speaker = [(first, after)] if is_speaker else []
    draft = Draft("Direct", quote, "quotation behind a colon", "SW", speaker=speaker)
    draft.inherits = None if speaker else previous
    return [draft]


def _clause_start(passage: Passage, first: int, end: int) -> int:
    commas = passage.commas(first, end)
    return commas[-1] + 1 if commas and cue_in(passage, commas[-1] + 1, end) else first


def _can_frame(cue: Cue) -> bool:
    return cue.form is not None and cue.takes("frame after")


def _goes_on(passage: Passage, pair: Range, end: int, previous: Draft | None) -> list[Draft]:
    """A unit that is one quotation of whole sentences; the speaker before it goes on."""
    words, (opening, closing) = passage.words, pair
    is_whole_unit = passage.without_stop(closing, end) == closing + 1
    has_stop = words.exact[closing - 1] in STOPS or closing + 1 < end
    if not is_whole_unit or not has_stop or closing - opening <= _SHORTEST_SENTENCE:
        return []
    if previous is None and words.exact[closing - 1] not in STOPS:
        return []
    rule = "quotation that goes on" if previous else "quotation without a frame"
    medium = previous.medium if previous else "SW"
    return [Draft("Direct", [(opening, closing + 1)], rule, medium, inherits=previous)]
