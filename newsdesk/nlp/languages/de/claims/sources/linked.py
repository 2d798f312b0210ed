"""Sources that stand in what came before: demnach; Berichte, wonach …; ein Gutachten, laut dem …"""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.sources.coverage import attributed, clause_around, is_in_front
from newsdesk.nlp.languages.de.claims.sources.phrases import LONGEST_SOURCE, is_report, is_saying
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.phrases import noun_phrase, phrase_before
from newsdesk.nlp.words import Range

_FARTHEST = 60  # words back in the sentence before
_RELATIVE_DATIVES = ("dem", "der", "denen", "welchem", "welcher", "welchen")


def according_to_that(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """demnach, danach: what was just cited says this too."""
    return attributed(passage, (index, index + 1), None, (index, index + 1), first, end)


def goes_back(passage: Passage, draft: Draft, previous: Draft | None, before: Range | None) -> bool:
    """Whether demnach or danach has a source to go back to: the claim before, or a text named before it."""
    words = passage.words
    cue = draft.cue[0][0]
    clause = words.clause_at(cue)
    is_danach = words.lower[cue] == "danach"
    named = _antecedent(passage, *before) if before else None
    if is_danach and (clause is None or (clause.tense == "past" and not clause.is_konjunktiv)):
        return False
    if is_danach and (named is None or words.exact[cue - 1] == ","):
        return False
    if clause is not None and clause.kind != "main":
        return False
    if previous is not None and not _is_only_quoted(previous, clause):
        draft.inherits = previous
        return True
    if named:
        draft.speaker = [named]
        return True
    is_front = clause is not None and is_in_front(passage, clause, cue)
    return is_front and before is not None and clause is not None and clause.mood != "konjunktiv2"


def _is_only_quoted(previous: Draft, clause: Clause | None) -> bool:
    """Whether somebody just spoke in their own words, whom nothing but a Konjunktiv lets go on."""
    return previous.type == "Direct" and (clause is None or clause.mood != "konjunktiv1")


def wonach(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """Es gibt Berichte, wonach …"""
    return _relative_frame(passage, (index, index + 1), (index, index + 1), first, end)


def relative(passage: Passage, index: int, first: int, end: int, needs_report: bool = False) -> Draft | None:
    """ein Gutachten, laut dem …; Berichte, nach denen …"""
    words = passage.words
    if index + 1 >= end or words.lower_at(index + 1) not in _RELATIVE_DATIVES:
        return None
    if words.kind_at(index + 1) != k.RELATIVE and words.lower_at(index + 1) != "denen":
        return None
    return _relative_frame(passage, (index, index + 1), (index, index + 2), first, end, needs_report)


def relative_before(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """Berichte, denen zufolge …"""
    if index < first + 2 or passage.words.lower[index - 1] not in _RELATIVE_DATIVES:
        return None
    return _relative_frame(passage, (index, index + 1), (index - 1, index + 1), first, end)


def _relative_frame(
    passage: Passage, cue: Range, opening: Range, first: int, end: int, needs_report: bool = False
) -> Draft | None:
    """A dependent clause that says what the noun before it says; the clause of that noun is the frame."""
    words = passage.words
    comma = opening[0] - 1
    clause = clause_around(passage, opening[0], first, end)
    if comma <= first or words.exact[comma] != "," or clause is None or clause.first != opening[0]:
        return None
    source = _antecedent(passage, first, comma)
    if source is None and not needs_report:
        source = phrase_before(words, max(first, comma - LONGEST_SOURCE), comma)
    if source is None and needs_report:
        return None
    outer = words.clause_at(comma)
    start = max(first, outer.first) if outer else first
    quote = (opening[1], min(end, clause.last))
    if quote[1] - quote[0] < 2:
        return None
    rule = f"'{words.lower[cue[0]]}' with a source"
    return Draft(
        "Indirect",
        [quote],
        rule,
        "SW",
        cue=[cue],
        frame=[(start, opening[1])],
        speaker=[source] if source else [opening],
    )


def _antecedent(passage: Passage, first: int, end: int) -> Range | None:
    """The noun phrase nearest before `end` whose noun is one of saying, or a text."""
    words = passage.words
    for index in range(end - 1, max(first, end - _FARTHEST) - 1, -1):
        noun = words.exact[index]
        if noun[0].isupper() and (is_saying(noun) or is_report(noun)):
            start = index
            while start > first and words.kinds[start - 1] in (k.ARTICLE, k.DETERMINER, k.ADJECTIVE):
                start -= 1
            return start, max(noun_phrase(words, start, end), index + 1)
    return None
