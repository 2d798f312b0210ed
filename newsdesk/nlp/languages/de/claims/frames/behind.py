"""Frames behind or inside what is reported: …, sagte X; …, so X, …; … – so X – …"""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.frames.inverted import (
    end_of_frame,
    is_subject,
    may_report,
    reporting_at,
)
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, framed, spelled
from newsdesk.nlp.languages.de.claims.reporting.moods import behind_semicolon, konjunktiv
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_MOST_FRAMES = 40  # tried in one sentence, and words looked at behind a frame: both keep it linear
_FARTHEST = 200
_OPENINGS = ",–—-("
_CLOSINGS = {",": ",", "–": "–", "—": "—", "-": "-", "(": ")"}
_OBJECT_CLAUSES = word_set("dass daß ob warum weshalb wieso wann inwieweit inwiefern")
_MILD = frozenset({"ohne", "nur", "zuletzt", "minder", "weniger", "ungern"})
_ADVERBIAL = word_set("als nachdem bevor während obwohl seit seitdem sobald indem wenn falls weil da")
_REASONS = word_set(
    "dass wenn weil da falls sofern um ohne obwohl obgleich damit sodass sondern darunter solange ehe"
)


def read_frame_behind(passage: Passage, first: int, end: int) -> Draft | None:
    """[what is claimed], sagte X …[, what is claimed]."""
    openings = [mark for mark in passage.commas(first, end, _OPENINGS) if may_report(passage, mark + 1)]
    for opening in openings[:_MOST_FRAMES]:
        draft = _frame_at(passage, first, opening, end) if opening > first else None
        if draft:
            return draft
    return None


def _frame_at(passage: Passage, first: int, opening: int, end: int) -> Draft | None:
    words = passage.words
    first = _start(passage, first, opening)
    verb = opening + 1 + (words.lower_at(opening + 1) in ("das", "dies"))
    if verb >= end or _is_main_verb(passage, first, opening, verb):
        return None
    is_konjunktiv = konjunktiv(passage, first, opening) is not None
    reported = _is_reported(passage, first, opening)
    bound = _bound(passage, opening, min(end, verb + _FARTHEST))
    cue, subject = reporting_at(passage, verb, bound, is_reported=reported)
    if cue is None or _is_denied(passage, cue, verb, end) or not _is_inverted(passage, verb, subject, bound):
        return None
    stop = end_of_frame(passage, cue, subject, bound)
    closing = _closing(passage, opening, stop, end)
    if closing is None:
        return None
    rest = _rest(passage, first, opening, closing, end)
    if not _can_be_claimed(passage, cue, first, opening, rest):
        return None
    if not (is_konjunktiv or (rest and konjunktiv(passage, *rest)) or _is_certain(passage, cue, subject)):
        return None
    if rest is None and words.exact[opening] == "," and not passage.has_verb(closing, end):
        closing = end
    if rest:
        first, rest = _inside_dependent(passage, first, opening, rest)
    quote = [(first, opening)] + ([rest] if rest else [])
    mood = ", Konjunktiv" if any(konjunktiv(passage, *span) is not None for span in quote) else ""
    rule = f"clause before ', {spelled(passage, cue)} X'{mood}"
    return framed("Indirect", quote, rule, cue, subject, (opening, closing))


def _start(passage: Passage, first: int, opening: int) -> int:
    """Where the claim begins: a sentence before a semicolon or colon is the reporter's own."""
    cuts = passage.commas(max(first, opening - _FARTHEST), opening, ":;")
    return cuts[-1] + 1 if cuts and cuts[-1] + 1 < opening else first


def _is_inverted(passage: Passage, verb: int, subject: Subject, end: int) -> bool:
    """Whether the subject stands behind its verb; not: X, der Chef der Y, sagte, das Haus sei alt."""
    commas = passage.commas(verb, end)
    return subject.speaker is None or not commas or subject.speaker[0] < commas[0]


def _is_main_verb(passage: Passage, first: int, opening: int, verb: int) -> bool:
    """Der Hafen, den die Stadt gebaut habe, schreibe …: the verb of a clause whose words stand before it."""
    words = passage.words
    clause = words.clause_at(verb)
    if clause is None or clause.finite != verb or clause.mood == "indicative" or clause.first >= opening:
        return False
    before = range(max(first, clause.first), min(opening, clause.first + _FARTHEST))
    return any(words.clause_at(i) is clause and words.exact[i][0].isalpha() for i in before)


def _bound(passage: Passage, opening: int, end: int) -> int:
    """Where a frame ends at the latest: at its second dash, at the comma before a verb or quotation."""
    words = passage.words
    for mark in passage.commas(opening + 2, end, _OPENINGS + ")"):
        if words.exact[opening] == "," and words.kinds[mark + 1 : mark + 2] == [k.FINITE]:
            return mark
        if words.exact[opening] == words.exact[mark] == "," and passage.begins_quotation(mark + 1):
            return mark
        if words.exact[opening] != "," and words.exact[mark] == _CLOSINGS[words.exact[opening]]:
            return mark
    return end


def _inside_dependent(passage: Passage, first: int, opening: int, rest: Range) -> tuple[int, Range]:
    """The claim around a frame inside a relative clause: a town that, so X, has no money; else all of it."""
    clause = passage.words.clause_at(opening)
    if clause and clause.kind == "relative" and first < clause.first < opening and clause.last > rest[0]:
        return clause.first, (rest[0], min(rest[1], clause.last))
    return first, rest


def _is_reported(passage: Passage, first: int, opening: int) -> bool:
    """Whether the sentence begins with a main clause in the Konjunktiv of reports."""
    clauses = passage.finite_clauses(first, min(opening, first + _FARTHEST))
    is_first = bool(clauses) and clauses[0].first == first and clauses[0].kind == "main"
    return is_first and clauses[0].mood == "konjunktiv1" and clauses[0].finite != first


def _is_denied(passage: Passage, cue: Cue, verb: int, end: int) -> bool:
    """…, sagte sie nicht: nothing is claimed, unless it is denied with a verb of denying."""
    clause = passage.words.clause_at(verb)
    stop = min(clause.last if clause and clause.finite == verb else verb + 12, end)
    lower = passage.words.lower
    for index in range(verb, stop):
        if passage.words.exact[index] in ",;:–":
            return False
        if lower[index] in grammar.NEGATIONS and _MILD.isdisjoint(lower[index + 1 : index + 2]):
            return not cue.denies
    return False


def _closing(passage: Passage, opening: int, stop: int, end: int) -> int | None:
    """The end of a frame with the mark that closes it; None where a dash or bracket stays open."""
    words = passage.words
    if words.exact[opening] == ",":
        return stop + 1 if stop < end and words.exact[stop] == "," else stop
    if stop == end:
        return end if words.exact[opening] != "(" else None
    if words.exact[stop] != _CLOSINGS[words.exact[opening]]:
        return None
    return stop + 1 + (stop + 1 < end and words.exact[stop + 1] == ",")


def _rest(passage: Passage, first: int, opening: int, closing: int, end: int) -> Range | None:
    """What stands behind a frame, if the claim goes on there."""
    if closing < end and passage.words.exact[closing] == ";":
        return behind_semicolon(passage, closing, end)
    if closing >= end or passage.words.exact[closing] == ":":
        return None
    if _is_begun(passage, first, opening, closing, end) or passage.begins_quotation(closing):
        return closing, end
    if passage.words.exact[opening] != ",":
        return closing, end
    is_konjunktiv = konjunktiv(passage, closing, min(end, closing + _FARTHEST)) is not None
    return (closing, end) if is_konjunktiv or passage.words.lower[closing] in _REASONS else None


def _is_begun(passage: Passage, first: int, opening: int, closing: int, end: int) -> bool:
    """Whether the clause before a frame ends behind it: Man habe, sagte X, alles geprüft."""
    if passage.words.kinds[closing] == k.FINITE:
        return True
    before = passage.words.clause_at(opening - 1)
    if before is not None and before.kind == "main" and before.finite == opening - 1 > first:
        return True
    if not passage.has_verb(first, opening):
        return passage.has_verb(closing, min(end, closing + _FARTHEST))
    return any(
        verb >= closing for clause in _main_clauses(passage, first, opening) for verb in clause.predicate
    )


def _main_clauses(passage: Passage, first: int, end: int) -> list[Clause]:
    return [
        clause for clause in passage.finite_clauses(max(first, end - _FARTHEST), end) if clause.kind == "main"
    ]


def _can_be_claimed(passage: Passage, cue: Cue, first: int, opening: int, rest: Range | None) -> bool:
    """Whether the words before the frame are a clause, and not its adverbial or its subject.

    Als sie ankam, sagte er …; X, der Chef der Y, forderte …
    """
    lower = passage.words.lower[first]
    if passage.words.kinds[first] == k.FINITE and not _follows_condition(passage, first, opening):
        return False
    is_answered = rest is not None and passage.words.kinds[rest[0]] == k.FINITE
    is_verb = passage.words.lower[cue.first] != "so"
    is_adverbial = lower in _ADVERBIAL and passage.words.kinds[first] in (k.SUBORDINATOR, k.COMPARATOR)
    if is_adverbial and is_verb and not (is_answered or passage.commas(first, opening)):
        return False
    if rest and is_verb and _is_own_clause(passage, first, opening, rest):
        return False
    if rest and _is_begun(passage, first, opening, *rest):
        return True
    verb = opening + 1
    frame = passage.words.clause_at(verb)
    if frame is not None and frame.finite == verb and frame.first < opening:
        # It begins with the clause before its verb.
        return lower in _OBJECT_CLAUSES and cue.takes("that")
    if _main_clauses(passage, first, opening) or (not is_verb and passage.has_verb(first, opening)):
        return True
    return passage.has_verb(first, opening) and lower in _OBJECT_CLAUSES and cue.takes("that")


def _is_own_clause(passage: Passage, first: int, opening: int, rest: Range) -> bool:
    """Ada Muster, die Chefin, hat angeregt, der Bau solle ruhen: what follows needs nothing before."""
    return not passage.finite_clauses(first, opening) and passage.words.kinds[rest[0]] != k.FINITE


def _follows_condition(passage: Passage, first: int, opening: int) -> bool:
    """Sollte der Damm halten, bleibt er: a main clause behind a condition that begins with its verb."""
    mains = _main_clauses(passage, first, opening)
    return len(mains) > 1 or (bool(mains) and mains[0].finite != first)


def _is_certain(passage: Passage, cue: Cue, subject: Subject) -> bool:
    """Whether a frame behind an indicative reports it: so X, heißt es, sagte X."""
    if cue.form is None:
        return True
    if "aber" in passage.words.lower[cue.first : (subject.speaker or cue.spans[-1])[1]]:
        return False
    return subject.speaker is not None and is_subject(passage, subject.speaker, cue.spans[0][0])
