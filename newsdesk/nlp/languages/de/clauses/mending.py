"""Tags that contradict one another: two finite verbs where a clause can have only one.

A German clause has one finite verb, and a complex of verbs one that is finite. Where a tagger saw
two, their forms and places tell which of them is an infinitive, a participle or an adjective.
"""

from __future__ import annotations

from itertools import pairwise

from newsdesk.nlp.languages.de.clauses.kinds import (
    ADJECTIVE,
    ARTICLE,
    DETERMINER,
    FINITE,
    INFINITIVE,
    MARKS_AND_STOPS,
    NOUN,
    PARTICIPLE,
    QUESTION,
    RELATIVE,
    SUBORDINATOR,
    VERBS,
)
from newsdesk.nlp.languages.de.clauses.units import Unit
from newsdesk.nlp.languages.de.conjugation import finite_form
from newsdesk.nlp.languages.de.grammar import is_participle
from newsdesk.nlp.languages.de.lexicons import word_set

_LONGEST_REST = 40
JOINING = word_set("und oder sowie sondern denn bzw. beziehungsweise &")
_OPENING = frozenset((RELATIVE, SUBORDINATOR, QUESTION))
_BEFORE_ATTRIBUTE = frozenset((NOUN, ARTICLE, ADJECTIVE, DETERMINER))


def mend_verbs(unit: Unit, first: int, last: int) -> None:
    """Of two seeming finite verbs in one complex, one is an infinitive, a participle or an adjective."""
    kinds, lower = unit.kinds, unit.lower
    verbs = [position for position in range(first, last) if kinds[position] == FINITE]
    if not verbs:
        _mend_relative(unit, first, last)
        return
    for left, right in pairwise(verbs):
        if right == left + 1:  # gesagt hat, kommen wollen
            kinds[left] = _kind_beside(lower[right], lower[left]) or FINITE
        elif _is_infinitive_behind(unit, left, right):  # soll … gesagt haben, hätte … kommen müssen
            kinds[right] = INFINITIVE
        elif JOINING.isdisjoint(lower[left:right]) and _OPENING.isdisjoint(kinds[left:right]):
            for verb in (left, right):
                if _is_attribute(unit, first, verb, last):
                    kinds[verb] = ADJECTIVE
    _mend_last_verb(unit, verbs[0], verbs[-1], last)


def _mend_relative(unit: Unit, first: int, last: int) -> None:
    """Leute, die keinen Garten haben, …: the last verb is finite, though it looks like an infinitive."""
    kinds = unit.kinds
    verb = last - 1
    if kinds[first] != RELATIVE or kinds[verb] != INFINITIVE or not VERBS.isdisjoint(kinds[first:verb]):
        return
    behind = range(last + 1, min(len(kinds), last + _LONGEST_REST))
    end = next((position for position in behind if kinds[position] in MARKS_AND_STOPS), len(kinds))
    goes_on = any(kinds[position] == FINITE for position in range(last + 1, end))
    if not goes_on or kinds[last + 1] == FINITE:  # die kochen, putzen und waschen können
        kinds[verb] = FINITE


def _mend_last_verb(unit: Unit, left: int, right: int, last: int) -> None:
    """wird … kommen, hat … bestätigt: the verb at the very end belongs to the auxiliary."""
    kinds, lower = unit.kinds, unit.lower
    is_last = MARKS_AND_STOPS.issuperset(kinds[right + 1 : last])
    if not is_last or kinds[left] != FINITE or kinds[right] != FINITE:
        return
    if JOINING.isdisjoint(lower[left:right]) and _OPENING.isdisjoint(kinds[left:right]):
        kinds[right] = _kind_beside(lower[left], lower[right]) or FINITE


def _kind_beside(auxiliary: str, word: str) -> str | None:
    """What a seeming finite verb is in one complex with this auxiliary, if it can be."""
    form, full = finite_form(auxiliary), finite_form(word)
    if form.is_modal:
        return INFINITIVE if word.endswith("n") and not full.is_past else None
    if form.is_auxiliary and not full.is_auxiliary and not full.is_modal and is_participle(word):
        return PARTICIPLE
    return INFINITIVE if form.verb == "werden" and word.endswith("n") and not full.is_past else None


def _is_infinitive_behind(unit: Unit, left: int, right: int) -> bool:
    """haben, sein and modals behind a participle or an infinitive that a modal or hätte came before."""
    before, word = unit.kinds[right - 1], unit.lower[right]
    form, full = finite_form(unit.lower[left]), finite_form(word)
    if full.is_past or not word.endswith("n") or not _OPENING.isdisjoint(unit.kinds[left:right]):
        return False
    if full.is_modal:
        return before == INFINITIVE and form.is_auxiliary
    return full.is_auxiliary and before == PARTICIPLE and (form.is_modal or form.verb == "werden")


def _is_attribute(unit: Unit, first: int, verb: int, last: int) -> bool:
    """ein auf Brücken spezialisierte Betrieb: between two nouns, beside another finite verb."""
    if verb + 1 >= last or verb == first or not unit.lower[verb].endswith(("te", "ten")):
        return False
    if finite_form(unit.lower[verb]).verb:
        return False
    return unit.kinds[verb + 1] == NOUN and unit.kinds[verb - 1] in _BEFORE_ATTRIBUTE
