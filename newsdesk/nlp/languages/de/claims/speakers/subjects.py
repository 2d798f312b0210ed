"""Who speaks in a reporting clause, and to whom."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject
from newsdesk.nlp.languages.de.claims.speakers.addressees import (
    ASKS,
    addressee_of,
    medium_behind,
    split_dative,
)
from newsdesk.nlp.languages.de.claims.speakers.agents import agent, shared_subject, source
from newsdesk.nlp.languages.de.claims.speakers.constituents import Part, parts_of, whole_behind
from newsdesk.nlp.languages.de.claims.speakers.fields import (
    Field,
    before_cue,
    in_passive,
    lay_out,
    subject_part,
    whole,
)
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.phrases import is_time
from newsdesk.nlp.words import Range

IMPERSONAL = ("verlauten", "hervorgehen", "hören", "vernehmen")


def subject_of(passage: Passage, cue: Cue, unit_first: int, first: int, end: int) -> Subject:
    """The speaker and the addressee of a clause first..end with a cue, in a sentence from `unit_first`."""
    clause = _clause_of(passage, cue, first, end)
    verb = clause.finite if clause and clause.finite is not None else _verb_of(passage, cue, first, end)
    start = max(unit_first, clause.first) if clause else first
    if _is_impersonal(cue):
        return Subject(source(passage, start, end, clause))
    field = lay_out(passage, clause, verb, start, end)
    if cue.noun is not None:
        field = before_cue(field, max(first for first, last in cue.spans if first <= cue.noun))
    is_passive = _is_passive(passage, cue, clause)
    if is_passive:
        field = in_passive(passage, field)
    part = subject_part(passage, field, takes_person=_verb(cue) in ASKS)
    part, heard = _with_addressee(passage, cue, field, part, is_passive=is_passive)
    if _verb(cue) == "zitieren":
        part = part if is_passive else _other(field, part)
    elif is_passive:
        return Subject(agent(passage, field.parts), heard)
    if part is None:
        return Subject(shared_subject(passage, clause, unit_first, verb), heard)
    return Subject(whole(passage, field, part), heard)


def subject_after(passage: Passage, first: int, end: int) -> Subject:
    """The speaker behind a word that is no verb: so X gegenüber Y."""
    behind = parts_of(passage, first, end, None)
    part = next((p for p in behind if p.preposition is None and not is_time(passage.words, *p.span)), None)
    if part is None:
        return Subject(None)
    addressee = addressee_of(passage, None, behind, part, is_passive=False)
    return Subject(whole_behind(passage, part, end), addressee.span if addressee else None)


def subject_in(passage: Passage, clause: Clause, first: int, end: int) -> Range | None:
    """The subject of a clause in a sentence first..end, whether it can speak or not."""
    if clause.finite is None:
        return None
    field = lay_out(passage, clause, clause.finite, max(first, clause.first), min(end, clause.last))
    part = subject_part(passage, field)
    return whole(passage, field, part) if part else None


def agent_in(passage: Passage, clause: Clause, first: int, end: int) -> Range | None:
    """Who does what a clause in the passive says, or the text that does: wurde von X, wird im Bericht."""
    parts = tuple(parts_of(passage, max(first, clause.first), min(end, clause.last), clause))
    verb = clause.last if clause.finite is None else clause.finite
    return agent(passage, in_passive(passage, Field(clause, verb, first, end, parts, ())).parts)


def _with_addressee(
    passage: Passage, cue: Cue, field: Field, part: Part | None, *, is_passive: bool
) -> tuple[Part | None, Range | None]:
    """The subject without a dative that looked like its genitive, and who is spoken to."""
    parts = list(field.parts)
    found = addressee_of(passage, cue.form, parts, part, is_passive=is_passive)
    is_open = part is not None and (part.first > field.verb or not field.is_main)
    split = split_dative(passage, cue.form, part) if part and is_open and found is None else None
    if split:
        part = split[0]
        found = addressee_of(passage, cue.form, [*parts, *split], part, is_passive=is_passive)
    found = found or medium_behind(passage, cue.form, parts)
    return part, whole(passage, field, found) if found else None


def _other(field: Field, part: Part | None) -> Part | None:
    """zitierte X: who is quoted speaks."""
    return next((other for other in field.behind if other is not part and other.preposition is None), None)


def _verb(cue: Cue) -> str:
    return cue.form.verb.infinitive if cue.form else ""


def _clause_of(passage: Passage, cue: Cue, first: int, end: int) -> Clause | None:
    """The clause of a cue, if its finite verb stands in first..end."""
    clause = passage.words.clause_at(cue.first if cue.noun is None else cue.noun)
    is_here = clause is not None and clause.finite is not None and first <= clause.finite < end
    return clause if is_here else None


def _verb_of(passage: Passage, cue: Cue, first: int, end: int) -> int:
    if cue.noun is None:
        return cue.first
    support = load_set("reported_speech", "support_verbs")
    return next((i for i in range(first, end) if passage.words.lower[i] in support), cue.first)


def _is_impersonal(cue: Cue) -> bool:
    """es heißt, aus dem Amt verlautete: no nominative speaks."""
    return cue.noun is None if cue.form is None else _verb(cue) in IMPERSONAL


def _is_passive(passage: Passage, cue: Cue, clause: Clause | None) -> bool:
    """wurde gefordert, ist gefordert worden, but not werde gefordert haben."""
    if clause is None or clause.finite is None or not _has_participle(passage, cue, clause):
        return False
    lower = passage.words.lower
    verbs = {lower[index] for index in clause.predicate}
    return "haben" not in verbs and ("worden" in verbs or lower[clause.finite] in grammar.PASSIVES)


def _has_participle(passage: Passage, cue: Cue, clause: Clause) -> bool:
    if cue.form is not None and cue.form.kind == "participle":
        return True
    return any(passage.words.kinds[index] == k.PARTICIPLE for index in clause.predicate)
