"""Who speaks in a reporting clause, and to whom."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.addressees import ASKS, addressee_of, split_dative
from newsdesk.nlp.languages.de.claims.constituents import (
    Part,
    is_certain_subject,
    is_possible_subject,
    parts_of,
    whole_behind,
    whole_in_front,
)
from newsdesk.nlp.languages.de.claims.cues import Cue, Subject
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.sources import is_report
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.languages.de.phrases import is_time, noun_phrase
from newsdesk.nlp.words import Range

_IMPERSONAL = ("verlauten", "hervorgehen")
_QUOTING = ("zitieren",)
_SOURCE_PREPOSITIONS = word_set("in im aus bei beim seitens vonseiten vom von auf")
_AGENTS = ("von", "vom", "durch", "seitens", "vonseiten")
_EMPTY = word_set("es das dies was")
_PASSIVES = word_set("wird werden wurde wurden werde würde würden")
_MOST_SHARED = 6  # clauses before, among which the one with the shared subject is looked for
_LONGEST_ANTECEDENT = 15


def subject_of(passage: Passage, cue: Cue, unit_first: int, first: int, end: int) -> Subject:
    """The speaker and the addressee of a clause first..end with a cue, in a sentence from `unit_first`."""
    clause = _clause_of(passage, cue, first, end)
    verb = clause.finite if clause and clause.finite is not None else _verb_of(passage, cue, first, end)
    start = max(unit_first, clause.first) if clause else first
    if _is_impersonal(cue):
        return Subject(_source(passage, start, end, clause))
    before = parts_of(passage, start, verb, clause)
    behind = parts_of(passage, verb + 1, end, clause)
    is_passive = _is_passive(passage, cue, clause)
    if is_passive:
        before, behind = _with_agents(passage, before), _with_agents(passage, behind)
    part = _choose(passage, cue, before, behind, verb, clause, start)
    parts = [*before, *behind]
    split = (
        split_dative(passage, cue.form, part)
        if part and (part.first > verb or not _is_main(clause))
        else None
    )
    if split and addressee_of(passage, cue.form, parts, part, is_passive=False) is None:
        part, parts = split[0], [*parts, *split]
    addressee = addressee_of(passage, cue.form, parts, part, is_passive=is_passive)
    heard = _whole(passage, addressee, verb, end, clause) if addressee else None
    is_quoting = cue.form is not None and cue.form.verb.infinitive in _QUOTING
    if is_passive and not is_quoting:
        return Subject(_agent(passage, parts), heard)
    if is_quoting and not is_passive:
        part = next((other for other in behind if other is not part and other.preposition is None), None)
    if part is None:
        return Subject(_shared(passage, cue, clause, unit_first, verb), heard)
    return Subject(_whole(passage, part, verb, end, clause), heard)


def subject_in(passage: Passage, clause: Clause, first: int, end: int) -> Range | None:
    """The subject of a clause in a sentence first..end, whether it can speak or not."""
    verb = clause.finite
    if verb is None:
        return None
    start, stop = max(first, clause.first), min(end, clause.last)
    before, behind = parts_of(passage, start, verb, clause), parts_of(passage, verb + 1, stop, clause)
    part = _choose(passage, None, before, behind, verb, clause, start)
    return _whole(passage, part, verb, stop, clause) if part else None


def agent_in(passage: Passage, clause: Clause, first: int, end: int) -> Range | None:
    """Who does what a clause in the passive says, or the text that does: wurde von X, wird im Bericht."""
    parts = parts_of(passage, max(first, clause.first), min(end, clause.last), clause)
    return _agent(passage, _with_agents(passage, parts))


def _whole(passage: Passage, part: Part, verb: int, end: int, clause: Clause | None) -> Range:
    """A noun phrase with its appositions; in front of the verb with all that stands there."""
    if part.first < verb and _is_main(clause):
        return whole_in_front(passage, part, verb)
    return whole_behind(passage, part, end if part.first > verb else verb)


def _with_agents(passage: Passage, parts: list[Part]) -> list[Part]:
    """In the passive a von-phrase is no part of a noun phrase: wurde die Regierung vom Verband gebeten."""
    found: list[Part] = []
    for part in parts:
        inner = range(part.first + 1, part.end - 1)
        at = next((i for i in inner if passage.words.lower[i] in ("von", "vom")), None)
        found += (
            [part] if at is None else [Part(part.first, at, part.preposition), Part(at + 1, part.end, at)]
        )
    return found


def subject_after(passage: Passage, first: int, end: int) -> Subject:
    """The speaker behind a word that is no verb: so X gegenüber Y."""
    behind = parts_of(passage, first, end, None)
    part = next((p for p in behind if p.preposition is None and not is_time(passage.words, *p.span)), None)
    if part is None:
        return Subject(None)
    addressee = addressee_of(passage, None, behind, part, is_passive=False)
    return Subject(whole_behind(passage, part, end), addressee.span if addressee else None)


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


def _is_main(clause: Clause | None) -> bool:
    return clause is None or clause.kind == "main"


def _is_impersonal(cue: Cue) -> bool:
    """es heißt, aus dem Amt verlautete: no nominative speaks."""
    if cue.form is None:
        return cue.noun is None
    return cue.form.verb.infinitive in _IMPERSONAL


def _is_passive(passage: Passage, cue: Cue, clause: Clause | None) -> bool:
    """wurde gefordert, ist gefordert worden, but not werde gefordert haben."""
    if clause is None or clause.finite is None or not _has_participle(passage, cue, clause):
        return False
    lower = passage.words.lower
    verbs = {lower[index] for index in clause.predicate}
    return "haben" not in verbs and ("worden" in verbs or lower[clause.finite] in _PASSIVES)


def _has_participle(passage: Passage, cue: Cue, clause: Clause) -> bool:
    if cue.form is not None:
        return cue.form.kind == "participle"
    return any(passage.words.kinds[index] == k.PARTICIPLE for index in clause.predicate)


def _choose(
    passage: Passage,
    cue: Cue | None,
    before: list[Part],
    behind: list[Part],
    verb: int,
    clause: Clause | None,
    start: int,
) -> Part | None:
    """The subject among the phrases before and behind the verb."""
    word = passage.words.lower[verb]
    if not _is_main(clause):
        part = _first(passage, _with_relative(passage, before, start, cue), word)
        is_object = (
            part
            and cue
            and cue.form
            and cue.form.verb.infinitive in ASKS
            and not is_certain_subject(passage, part)
        )
        return None if is_object and passage.words.kinds[start] == k.CONJUNCTION else part
    head = before[:1] if before and _opens(passage, before[0], start) else []
    in_front = _first(passage, head, word)
    later = [part for part in behind if is_possible_subject(passage, part, word)]
    if not (head or later):
        later = [part for part in behind if is_possible_subject(passage, part, "")]
    certain = next((part for part in later if is_certain_subject(passage, part)), None)
    if in_front is None:
        if certain is None and _shares_subject(passage, start, verb):
            return None
        return certain or next(iter(later), None)
    is_empty = passage.words.lower[in_front.first] in _EMPTY and in_front.end - in_front.first == 1
    if certain and not is_certain_subject(passage, in_front):
        return certain
    return next(iter(later), in_front) if is_empty else in_front


def _asks(cue: Cue | None) -> bool:
    return cue is not None and cue.form is not None and cue.form.verb.infinitive in ASKS


def _first(passage: Passage, parts: list[Part], verb: str) -> Part | None:
    possible = [part for part in parts if is_possible_subject(passage, part, verb)]
    certain = (part for part in possible if is_certain_subject(passage, part))
    return next(certain, None) or next(iter(possible), None)


def _with_relative(passage: Passage, parts: list[Part], start: int, cue: Cue | None) -> list[Part]:
    """The relative pronoun that opens a clause is its first phrase, unless a person acts on it.

    Keller, die sagte, …; but: die Marke, die Keller für erreicht erklärt hatte
    """
    if passage.words.kinds[start] != k.RELATIVE:
        return parts
    name = name_at(passage.words, parts[0].first) if parts and parts[0].preposition is None else None
    is_object = passage.words.lower[start] != "der" and name is not None and name.label == "PER"
    return parts if is_object and not _asks(cue) else [Part(start, start + 1), *parts]


def _opens(passage: Passage, part: Part, start: int) -> bool:
    """Whether nothing but conjunctions and focus particles stands before a phrase: auch Keller."""
    words = passage.words
    before = range(start, part.first)
    return all(
        words.kinds[i] in (k.CONJUNCTION, k.MARK, k.DASH, k.COMMA) or words.lower[i] in _FOCUS for i in before
    )


_FOCUS = word_set("einzig lediglich auch selbst sogar nur allein gerade insbesondere vor allem")


def _shares_subject(passage: Passage, start: int, verb: int) -> bool:
    """… und forderte: nothing but a conjunction stands before the verb."""
    kinds = passage.words.kinds
    return (
        start < verb
        and all(kinds[i] in (k.CONJUNCTION, k.COMMA, k.ADVERB) for i in range(start, verb))
        and (kinds[start] == k.CONJUNCTION)
    )


def _shared(passage: Passage, cue: Cue, clause: Clause | None, unit_first: int, verb: int) -> Range | None:
    """The subject of the clause before, which another verb goes on with: X kam und sagte, …"""
    if clause is None or passage.words.kinds[clause.first] not in (k.CONJUNCTION, k.FINITE, k.COMMA):
        return None
    earlier = passage.finite_clauses(unit_first, clause.first)[-_MOST_SHARED:]
    word = passage.words.lower[verb]
    for other in reversed(earlier):
        if other.kind != clause.kind or other.is_konjunktiv != clause.is_konjunktiv or other.finite is None:
            continue
        stop = min(other.last, clause.first)
        start = max(unit_first, other.first)
        before = parts_of(passage, start, other.finite, other)
        behind = parts_of(passage, other.finite + 1, stop, other)
        part = _choose(passage, None, before, behind, other.finite, other, start)
        if part is None:
            continue
        if not is_possible_subject(passage, part, word):
            return None
        is_in_front = part.first < other.finite and _is_main(other)
        return (
            whole_in_front(passage, part, other.finite) if is_in_front else whole_behind(passage, part, stop)
        )
    return None


def _agent(passage: Passage, parts: list[Part]) -> Range | None:
    """wurde von der Opposition gefordert: the opposition."""
    lower = passage.words.lower
    for part in parts:
        is_agent = part.preposition is not None and lower[part.preposition] in _AGENTS
        if is_agent and not is_time(passage.words, *part.span):
            is_side = lower[part.first] == "seiten" and part.end - part.first > 1
            return part.first + is_side, part.end
    return next((part.span for part in parts if _is_document(passage, part)), None)


def _is_document(passage: Passage, part: Part) -> bool:
    """in einer Mitteilung des Amtes"""
    lower, documents = passage.words.lower, load_set("reported_speech", "documents")
    is_inside = part.preposition is not None and lower[part.preposition] in ("in", "im")
    return is_inside and any(
        lower[index] in documents or is_report(lower[index]) for index in range(part.first, part.end)
    )


def _source(passage: Passage, first: int, end: int, clause: Clause | None) -> Range | None:
    """The text or place that heißt es points at (in dem Bericht, aus dem Ministerium)."""
    words = passage.words
    if words.kinds[first] == k.PREPOSITION and first + 1 < end and words.kinds[first + 1] == k.RELATIVE:
        return _antecedent(passage, first)
    for part in parts_of(passage, first, end, clause):
        is_source = part.preposition is not None and words.lower[part.preposition] in _SOURCE_PREPOSITIONS
        if is_source and not is_time(words, *part.span):
            return whole_behind(passage, part, end)
    return None


def _antecedent(passage: Passage, clause_first: int) -> Range | None:
    """The noun phrase before a relative clause: eine Erklärung des Amtes, in der es heißt, …"""
    words, end = passage.words, clause_first - 1
    for start in range(max(0, end - _LONGEST_ANTECEDENT), end):
        if words.kinds[start] not in (k.PREPOSITION, k.ADVERB) and noun_phrase(words, start, end) == end:
            return start, end
    return None
