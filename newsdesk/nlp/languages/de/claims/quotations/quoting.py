"""Verbs that quote a part of a sentence: nannte es „…“, sprach von „…“, wies das als „…“ zurück."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.quotations.governors import governor_of, is_only_named
from newsdesk.nlp.languages.de.claims.quotations.titles import is_name
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, framed, has_partner, spelled
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_of
from newsdesk.nlp.languages.de.clauses.kinds import (
    CONJUNCTION,
    INFINITIVE,
    PARTICIPLE,
)
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.languages.de.verbs import ReportingVerb, VerbForm, quoting_forms, reporting_forms
from newsdesk.nlp.words import Range

_UNLISTED = VerbForm(ReportingVerb("", "", "SW", frozenset(), denies=False), "finite")
_LONGEST_CLAUSE = 200
_PASSIVES = grammar.PASSIVES | {"worden"}
_IS = word_set("ist sind war waren bleibt bleiben wäre")
_WILL = word_set("will wollen wolle wollte wollten möchte möchten")


def read_quoting(passage: Passage, pair: Range, first: int, end: int) -> Draft | None:
    """The claim of a quotation that a verb of its clause quotes, and whose speaker the clause names."""
    clause = _clause_around(passage, pair, first, end)
    if clause is None:
        return None
    governor = governor_of(passage, pair, max(first, clause.first))
    if governor == "von" and _talk(passage, clause):
        return _quoted(passage, pair, clause, Cue(_talk(passage, clause)), first)
    form = _form(passage, clause, governor) or _will(passage, pair, clause)
    if form is None:
        return _in_the_eyes_of(passage, pair, first, end)
    if is_only_named(passage, pair, governor, form):
        return None
    return _quoted(passage, pair, clause, Cue(_spans(passage, clause), form), first)


def read_within_report(passage: Passage, pair: Range, first: int) -> Draft | None:
    """The claim of words too long for a name behind a main clause of saying (bat darum, „… zu …“)."""
    for clause in reversed(passage.finite_clauses(first, pair[0])):
        cue, is_listed = main_cue(passage, clause)
        is_active = clause.finite is not None and passage.words.lower[clause.finite] not in _PASSIVES
        if clause.kind == "main" and is_listed and is_active and pair[0] - clause.first < _LONGEST_CLAUSE:
            return _quoted(passage, pair, clause, cue, first)
    return None


def _quoted(passage: Passage, pair: Range, clause: Clause, cue: Cue, first: int) -> Draft | None:
    """The claim, if the clause names somebody who quotes."""
    if "man" in passage.words.lower[clause.first : clause.last]:
        return None
    subject = _subject(passage, clause, cue, first)
    if subject.speaker is None or passage.words.phrase(*subject.speaker).lower() in grammar.EMPTY_SUBJECTS:
        return None
    if subject.speaker[0] <= pair[1] and pair[0] < subject.speaker[1]:
        return None
    if subject.addressee:
        subject = replace(subject, addressee=_before_quotations(passage, subject.addressee))
    quote = [(pair[0], pair[1] + 1)]
    rule = f"quotation behind '{spelled(passage, cue)}'"
    draft = framed("Direct", quote, rule, with_reflexive(passage, cue), subject, quote[0])
    draft.frame = _frame(passage, pair, clause, cue)
    return draft


def _before_quotations(passage: Passage, phrase: Range) -> Range:
    """warf der Stadt „Willkür“ vor: the addressee ends where somebody is quoted."""
    inside = passage.pairs_within(*phrase)
    return (phrase[0], inside[0][0]) if inside and inside[0][0] > phrase[0] else phrase


def _in_the_eyes_of(passage: Passage, pair: Range, first: int, end: int) -> Draft | None:
    """Für X ist das „…“; für X war das Wort „…“: the words are those of X."""
    clause = _clause_around(passage, pair, first, end)
    words = passage.words
    if clause is None or clause.finite is None or words.lower[clause.finite] not in _IS:
        return None
    start = clause.first if words.lower[clause.first] == "für" else clause.finite + 1
    after = noun_phrase(words, start + 1, clause.last) if words.lower_at(start) == "für" else start
    is_told = after > start + 1 and governor_of(passage, pair, max(first, clause.first)) == "object"
    if not is_told or is_name(passage, pair):
        return None
    cue = Cue(((clause.finite, clause.finite + 1),), _UNLISTED)
    subject = Subject((start + 1, after))
    draft = framed("Direct", [(pair[0], pair[1] + 1)], "quotation behind 'für'", cue, subject, pair)
    draft.frame = _frame(passage, pair, clause, cue)
    return draft


def _clause_around(passage: Passage, pair: Range, first: int, end: int) -> Clause | None:
    """The clause with a finite verb outside quotations that the quotation stands in."""
    beside = [index for index in (pair[0] - 1, pair[1] + 1) if first <= index < end]
    for clause in map(passage.words.clause_at, beside):
        if clause is None or clause.finite is None or clause.last - clause.first > _LONGEST_CLAUSE:
            continue
        if passage.quotation[clause.finite] is None and first <= clause.first and clause.last <= end:
            return clause
    return None


def _form(passage: Passage, clause: Clause, governor: str) -> VerbForm | None:
    """The form of a verb that quotes in this way, if the clause has one for its main verb."""
    lower = passage.words.lower
    verbs = [index for index in clause.predicate if passage.quotation[index] is None]
    if sum(passage.words.kinds[index] == PARTICIPLE and lower[index] != "worden" for index in verbs) > 1:
        return None
    prefixes = {lower[index] for index in verbs if passage.words.kinds[index] == "v"}
    for index in reversed(verbs):
        for form in quoting_forms().get(lower[index], ()):
            is_whole = form.verb.prefix in prefixes if form.needs_prefix else not prefixes
            if governor in form.verb.takes and is_whole and _is_main(passage, clause, index, form):
                return form
    return None


def _talk(passage: Passage, clause: Clause) -> tuple[Range, ...]:
    """in dem Papier ist von einer „…“ die Rede: ist … die Rede."""
    lower = passage.words.lower
    for index in range(clause.first + 1, clause.last):
        if lower[index] == "rede" and lower[index - 1] == "die" and passage.quotation[index] is None:
            verbs = [span for span in _spans(passage, clause) if lower[span[0]] in grammar.AUXILIARIES]
            return tuple(sorted([*verbs, (index - 1, index + 1)]))
    return ()


def _will(passage: Passage, pair: Range, clause: Clause) -> VerbForm | None:
    """er will „das Wehr bald erneuern“: whose will it is has said so."""
    words = passage.words
    is_will = clause.finite is not None and words.lower[clause.finite] in _WILL
    return _UNLISTED if is_will and words.kinds[pair[1] - 1] == INFINITIVE else None


def _is_main(passage: Passage, clause: Clause, index: int, form: VerbForm) -> bool:
    """Whether a form is what it looks like: finite, or a participle with its auxiliary."""
    if form.kind == "participle":
        return passage.words.lower[clause.finite or 0] in grammar.AUXILIARIES
    return index == clause.finite


def main_cue(passage: Passage, clause: Clause) -> tuple[Cue, bool]:
    """The verb of a clause as a cue, whatever it means, and whether it is a verb of saying."""
    spans = _spans(passage, clause) or ((clause.first, clause.first + 1),)
    verbs = {passage.words.lower[first] for first, _ in spans}
    for first, _ in reversed(spans):
        word = passage.words.lower[first]
        for form in (*reporting_forms().get(word, ()), *quoting_forms().get(word, ())):
            has_prefix = not form.needs_prefix or form.verb.prefix in verbs
            if has_prefix and has_partner(passage, form, clause.first, clause.last):
                return Cue(spans, form), True
    return Cue(spans, _UNLISTED), False


def with_reflexive(passage: Passage, cue: Cue) -> Cue:
    """erinnerte sich, zeigte sich: the pronoun tight behind a verb belongs to it."""
    lower = passage.words.lower
    spans = [
        (first, end + (cue.form is not None and lower[end : end + 1] == ["sich"])) for first, end in cue.spans
    ]
    return replace(cue, spans=tuple(spans))


def _spans(passage: Passage, clause: Clause) -> tuple[Range, ...]:
    return tuple((i, i + 1) for i in clause.predicate if passage.quotation[i] is None)


def _subject(passage: Passage, clause: Clause, cue: Cue, first: int) -> Subject:
    """Who quotes: the agent of a passive, the subject, or that of the clause that und goes on with."""
    lower = passage.words.lower
    if cue.form is None:
        return subject_of(passage, cue, clause.first, clause.first, clause.last)
    form = cue.form
    if form.kind == "participle" and any(lower[span[0]] in _PASSIVES for span in cue.spans):
        return Subject(_agent(passage, clause))
    begins = clause.first + (passage.words.kinds[clause.first] == CONJUNCTION)
    if begins == clause.finite:
        before = [each for each in passage.finite_clauses(first, clause.first) if each.kind == "main"]
        return _subject_at(passage, before[-1], form) if before else Subject(None)
    return _subject_at(passage, clause, form)


def _subject_at(passage: Passage, clause: Clause, form: VerbForm) -> Subject:
    finite = clause.first if clause.finite is None else clause.finite
    start = passage.behind_marks(clause.first, finite)
    at_finite = Cue(((finite, finite + 1),), form)
    return subject_of(passage, at_finite, clause.first, start, clause.last)


def _agent(passage: Passage, clause: Clause) -> Range | None:
    """wurde von X als „…“ bezeichnet: X."""
    for index in range(clause.first, clause.last):
        if passage.words.lower[index] in ("von", "vom", "durch"):
            after = noun_phrase(passage.words, index + 1, clause.last)
            if after > index + 1:
                return (index + 1, after)
    return None


def _frame(passage: Passage, pair: Range, clause: Clause, cue: Cue) -> list[Range]:
    """The clause as far as its verb, without the quotations in it."""
    end = max((*(span[1] for span in cue.spans), pair[0]))
    if clause.finite is not None and clause.finite > pair[1]:
        end = clause.last
    spans: list[Range] = []
    start = clause.first
    for first, last in passage.pairs_within(clause.first, max(clause.last, pair[1] + 1)):
        spans.append((start, min(first, end)))
        start = last + 1
    spans.append((start, end))
    return [(first, last) for first, last in spans if first < last]
