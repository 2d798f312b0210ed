"""What a source vouches for: how much of its sentence, and the claim of it."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.reporting.cues import cue_in
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.verbs import quoting_forms
from newsdesk.nlp.words import Range

_FARTHEST = 200
_OPENERS = frozenset((k.CONJUNCTION, k.ADVERB, k.MARK))
_LONGEST_OPENING = 3
_ENDS = (k.COMMA, k.STOP, k.DASH, k.OPENING, k.CONJUNCTION)
_PART_OPENERS = word_set("darunter davon")
_AMOUNTS = (k.NUMBER, k.NOUN, k.ARTICLE)


def clause_around(passage: Passage, index: int, first: int, end: int) -> Clause | None:
    """The innermost clause of a unit that holds a word."""
    clause = passage.words.clause_at(index)
    return clause if clause and clause.last > first and clause.first < end else None


def is_in_front(passage: Passage, clause: Clause | None, index: int) -> bool:
    """Whether nothing but a conjunction or an adverb stands before a word in its main clause."""
    if clause is None or clause.kind != "main" or clause.finite is None or clause.finite < index:
        return False
    before = passage.words.kinds[clause.first : index]
    return len(before) <= _LONGEST_OPENING and all(kind in _OPENERS for kind in before)


def _covered(passage: Passage, frame: Range, first: int, end: int) -> Range:
    """The words that a source phrase at `frame` is about: a clause, a part of one, a noun phrase."""
    bracket = _bracket(passage, frame[0], first, end)
    first, end = bracket
    part = _part(passage, frame, first, end)
    if part:
        return part
    clause = clause_around(passage, frame[0], first, end)
    if clause is None:
        return _between(passage, frame[0], first, end, ";")
    if clause.finite is not None and frame[0] <= clause.finite < frame[1]:
        # A name in the source was read as a verb.
        clause = next(iter(passage.finite_clauses(frame[1], min(end, frame[1] + _FARTHEST))), clause)
    start, last = max(first, min(clause.first, frame[0])), min(end, clause.last)
    if clause.kind == "main":
        last = _goes_on(passage, clause, frame[0], last, end)
        start = _vorfeld(passage, clause, start, first)
        is_fronted = clause.finite is not None and clause.finite >= frame[1]
        is_behind_comma = frame[0] > first and passage.words.exact[frame[0] - 1] == ","
        marks = ",;:" if is_fronted and is_behind_comma else ";:"
        start = _between(passage, frame[0], start, last, marks)[0]
    return _with_marks(passage, start, last, first, end)


def _vorfeld(passage: Passage, clause: Clause, start: int, first: int) -> int:
    """Where a main clause begins: with the unit, if no verb stands before it, and never with its verb."""
    if not passage.has_verb(first, start):
        return first
    if clause.finite != start or passage.words.kinds[start - 1] in _ENDS:
        return start
    return _between(passage, start - 1, first, start, ",;:–")[0]


def _bracket(passage: Passage, index: int, first: int, end: int) -> Range:
    """The inside of the brackets around a word, else the whole range."""
    kinds = passage.words.kinds
    opening = next(
        (
            i
            for i in range(index, max(first, index - _FARTHEST) - 1, -1)
            if kinds[i] in (k.OPENING, k.CLOSING)
        ),
        None,
    )
    if opening is None or kinds[opening] != k.OPENING:
        return first, end
    closing = next((i for i in range(index, min(end, index + _FARTHEST)) if kinds[i] == k.CLOSING), None)
    return (opening + 1, closing) if closing else (first, end)


def _part(passage: Passage, frame: Range, first: int, end: int) -> Range | None:
    """…, darunter laut Polizei zwei Kinder; …, laut Polizei 30 Meter: the stretch between its commas."""
    words = passage.words
    start, stop = _between(passage, frame[0], first, end, ",;:–")
    if start == first or passage.has_verb(start, stop):
        return None
    is_amount = frame[0] == start and frame[1] < stop and words.kinds[frame[1]] in _AMOUNTS
    return (start, stop) if is_amount or words.lower[start] in _PART_OPENERS else None


def _between(passage: Passage, index: int, first: int, end: int, marks: str) -> Range:
    cuts = passage.commas(max(first, index - _FARTHEST), min(end, index + _FARTHEST), marks)
    before = [cut for cut in cuts if cut < index]
    behind = [cut for cut in cuts if cut > index]
    return (before[-1] + 1 if before else first), (behind[0] if behind else end)


def _goes_on(passage: Passage, clause: Clause, index: int, last: int, end: int) -> int:
    """The end of the main clauses that go on with what the source says.

    A source in front of its sentence vouches for all of it; one in the middle for its own clause, and
    for what follows with the same subject or in Konjunktiv.
    """
    is_front = is_in_front(passage, clause, index)
    following = [c for c in passage.finite_clauses(last, min(end, last + _FARTHEST)) if c.kind == "main"]
    seen = clause
    for other in following:
        if other.first < last:
            continue
        is_said = (is_front and not _reports(passage, other)) or _continues(passage, seen, other)
        is_cut = not other.is_konjunktiv and bool(passage.commas(last, other.first, ";"))
        if is_cut or not is_said:
            return last
        seen, last = other, min(end, other.last)
    return end


def _continues(passage: Passage, before: Clause, clause: Clause) -> bool:
    if clause.is_konjunktiv:
        return True
    lower = passage.words.lower
    is_hearsay = before.finite is not None and lower[before.finite] in grammar.SOLLEN
    if before.is_konjunktiv or is_hearsay:
        return False
    is_coordinated = lower[clause.first] in ("und", "oder", "sowie")
    if is_coordinated:
        return clause.finite == clause.first + 1
    return not _reports(passage, clause)


def _reports(passage: Passage, clause: Clause) -> bool:
    """Whether a clause says who else says so: die Stadt sprach von 300."""
    if clause.finite is None or passage.words.kinds[clause.first] == k.CONJUNCTION:
        return False
    if (
        passage.words.lower[clause.first] == "laut"
        or "zufolge" in passage.words.lower[clause.first : clause.finite]
    ):
        return True
    word = passage.words.lower[clause.finite]
    is_quoting = any(form.kind == "finite" for form in quoting_forms().get(word, ()))
    return is_quoting or cue_in(passage, clause.first, clause.last) is not None


def _with_marks(passage: Passage, start: int, last: int, first: int, end: int) -> Range:
    """A clause with the quotation mark before it, and with what closes behind it."""
    kinds = passage.words.kinds
    if (
        start > first
        and kinds[start - 1] == k.MARK
        and passage.quotation[start - 1] == passage.quotation[start]
    ):
        start -= 1
    while last < end and kinds[last] in (k.MARK, k.CLOSING):
        last += 1
    return start, last


def _is_in_noun_phrase(passage: Passage, frame: Range, first: int) -> bool:
    """Whether a source stands inside a noun phrase: die nach seiner Ansicht falschen Zahlen."""
    words = passage.words
    if frame[0] <= first or frame[1] >= len(words) or words.kinds[frame[0] - 1] != k.ARTICLE:
        return False
    behind = frame[1] + (words.kinds[frame[1]] == k.ADVERB)
    return behind < len(words) and words.kinds[behind] in (k.ADJECTIVE, k.NUMBER)


def _states(passage: Passage, frame: Range, start: int, stop: int) -> bool:
    """Whether words can be so or not: with a verb, or behind darunter; but not: laut Polizei 30 Meter."""
    words = passage.words
    near = slice(max(start, frame[0] - _FARTHEST), min(stop, frame[1] + _FARTHEST))
    return k.FINITE in words.kinds[near] or words.lower[start] in _PART_OPENERS


def attributed(
    passage: Passage, cue: Range, speaker: Range | None, frame: Range, first: int, end: int
) -> Draft | None:
    """The claim of a source: what its phrase at `frame` is about, without the phrase and its commas."""
    if _is_in_noun_phrase(passage, frame, first):
        return None
    start, stop = _covered(passage, frame, first, end)
    if not _states(passage, frame, start, stop):
        return None
    frame = _with_commas(passage, frame, start, stop)
    quote = [span for span in ((start, frame[0]), (frame[1], stop)) if span[1] > span[0]]
    if sum(last - begin for begin, last in quote) < 2:
        return None
    rule = f"'{passage.words.lower[cue[0]]}' with a source"
    return Draft(
        "Indirect", quote, rule, "SW", cue=[cue], frame=[frame], speaker=[speaker] if speaker else []
    )


def _with_commas(passage: Passage, frame: Range, first: int, end: int) -> Range:
    """A phrase between two commas, dashes or brackets takes both along; one in front the comma behind it."""
    start, stop = frame
    exact = passage.words.exact
    has_left = start > first and exact[start - 1] in ",–—-("
    has_right = stop < end and exact[stop] in ",–—-)"
    if has_left and (has_right or stop == end):
        return start - 1, stop + has_right
    return (start, stop + 1) if has_right and start == first else frame
