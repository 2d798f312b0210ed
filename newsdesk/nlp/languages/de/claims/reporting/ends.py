"""Where a report ends behind its frame: at a semicolon, where the frame goes on, or the reporter does."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.reporting.complements import THAT, Complement
from newsdesk.nlp.languages.de.claims.reporting.cues import verb_forms
from newsdesk.nlp.languages.de.clauses.kinds import INFINITIVE
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import MARKS

_JOINS = word_set("und oder sowie sondern")
_TURNS = word_set("wobei woraufhin worauf während wohingegen")
_MARKS = [[mark] for mark in MARKS]
_LONGEST = 60  # words behind a semicolon in which a verb is looked for
_FARTHEST = 4  # words before a colon in which its verb stands
_BETWEEN = frozenset((*MARKS, *",;–—-"))


def reported_end(
    passage: Passage, complement: Complement, frame: Clause | None, end: int, *, is_noun: bool = False
) -> int:
    """Where the report ends: before the frame goes on, or a main clause of the reporter begins.

    Behind a noun (`is_noun`: die Ankündigung, …, überraschte) the frame can go on without a verb.
    """
    marks = passage.commas(complement.first, end, ";:")
    end = next((cut for cut in marks if _closes(passage, cut, frame)), end)
    turn = _turn(passage, complement)
    if turn is not None:
        return turn
    at = complement.last if complement.clause else _next_cut(passage, complement.first + 1, end)
    holders = passage.tree.around(complement.first) if complement.clause else []
    outer = [
        clause for clause in holders if clause is not complement.clause and clause.first < complement.first
    ]
    outer = [clause for clause in outer if clause is not frame or is_noun]
    if is_noun and frame is not None and complement.clause:
        outer.append(frame)
    while at < end:
        start = _next_start(passage, at, end)
        if start >= end:
            return end
        if _is_outside(passage, start, complement, outer) or _goes_on(passage, frame, start):
            return at
        after = max((clause.last for clause in passage.tree.starting(start)), default=0)
        at = after if after > start else _next_cut(passage, start, end)
    return end


def _closes(passage: Passage, cut: int, frame: Clause | None) -> bool:
    """A semicolon that no Konjunktiv goes on behind; a colon before a quotation that nothing frames."""
    exact = passage.words.exact
    if exact[cut] == ";":
        bound = min(cut + _LONGEST, len(exact))
        stop = next(iter(passage.commas(cut + 1, bound)), bound)
        is_word = stop == cut + 2  # wann, sei noch offen
        following = next(iter(passage.finite_clauses(cut + 1, bound if is_word else stop)), None)
        goes_on = following is not None and following.is_konjunktiv
        return not goes_on or frame is None or frame.is_konjunktiv
    framing = (form for index in range(max(0, cut - _FARTHEST), cut) for form in verb_forms(passage, index))
    return exact[cut + 1 : cut + 2] in _MARKS and not any(
        "frame after" in form.verb.takes for form in framing
    )


def _turn(passage: Passage, complement: Complement) -> int | None:
    """The comma in a clause where the reporter turns to somebody else: er sei alt, während sie schwieg."""
    if complement.clause is None:
        return None
    for cut in passage.commas(complement.first, complement.last):
        begun = passage.tree.starting(cut + 1)
        if begun and passage.words.lower_at(cut + 1) in _TURNS and begun[0].mood == "indicative":
            is_reported = (
                complement.kind in ("dass", "ob", "question") and not complement.clause.is_konjunktiv
            )
            return None if is_reported else cut
    return None


def _next_start(passage: Passage, at: int, end: int) -> int:
    while at < end and passage.words.exact[at] in _BETWEEN:
        at += 1
    return at


def _next_cut(passage: Passage, start: int, end: int) -> int:
    cuts = passage.commas(start, min(end, start + 200), ",;–—")
    return cuts[0] if cuts else end


def _shares_modal(passage: Passage, clause: Clause, complement: Complement) -> bool:
    """… werde A tun und B lassen: the second infinitive was read as a plural."""
    if clause.finite is None or clause.finite + 1 < clause.last or complement.clause is None:
        return clause.finite is None
    has_infinitive = any(passage.words.kinds[verb] == INFINITIVE for verb in complement.clause.predicate)
    is_joined = passage.words.lower[clause.first] in _JOINS and passage.words.lower[clause.finite].endswith(
        "n"
    )
    return has_infinitive and is_joined


def _goes_on(passage: Passage, frame: Clause | None, start: int) -> bool:
    """Whether a frame has words at `start`, and a verb yet to come."""
    innermost = passage.words.clause_at(start)
    return frame is not None and innermost is frame and any(verb >= start for verb in frame.predicate)


def _is_outside(passage: Passage, start: int, complement: Complement, outer: list[Clause]) -> bool:
    words = passage.words
    if passage.is_masked(start, complement.first) or words.lower[start] in THAT:
        return False
    innermost = words.clause_at(start)
    if innermost is not None and any(innermost is clause for clause in outer):
        return True
    begun = passage.tree.starting(start)
    main = next((clause for clause in begun if clause.kind == "main"), None)
    if main is not None:
        return (
            main.mood == "indicative"
            and start > complement.first
            and not _shares_modal(passage, main, complement)
        )
    return words.lower[start] in _TURNS and any(clause.mood == "indicative" for clause in begun)
