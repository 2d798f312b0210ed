"""Frames before a quotation: X sagte: „…“; X blieb hart: „…“; X betonte, „…“; mit den Worten „…“."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import STOPS, Draft, Passage
from newsdesk.nlp.languages.de.claims.quotations.quoting import main_cue, with_reflexive
from newsdesk.nlp.languages.de.claims.quotations.titles import SAYING, is_name, is_sentence, names_something
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, cue_in, framed, verb_forms
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_after, subject_of
from newsdesk.nlp.languages.de.claims.unframed.topics import can_speak
from newsdesk.nlp.languages.de.clauses.kinds import ADVERB
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_time, noun_phrase
from newsdesk.nlp.words import Range

_SHORTEST_SENTENCE = 4
_FARTHEST = 20
_EMPTY_SUBJECTS = word_set("es das dies man sein seine ihr ihre diese dieser dieses darauf was")
_GOES_ON = word_set("und weiter zudem ferner außerdem oder auch dann aber später wörtlich")
_QUOTING_NOUNS = word_set(
    "zitat zitate aussage fazit meinung kommentar prognose antwort urteil bilanz appell rat"
)
_POSSESSIVES = word_set("sein seine ihr ihre")
_GOING_ON = _GOES_ON | _QUOTING_NOUNS


def read_before(passage: Passage, pair: Range, first: int, end: int, previous: Draft | None) -> Draft | None:
    """The claim of a quotation whose frame stands before it, from word `first`."""
    mark = passage.words.exact[pair[0] - 1]
    if mark == ":":
        return _behind_colon(passage, pair, first, previous)
    if not is_sentence(passage, pair) or is_name(passage, pair):
        return None
    is_last = passage.without_stop(pair[1], end) <= pair[1] + 1
    if mark == ",":
        return _behind_comma(passage, pair, first) if is_last else None
    if is_last:
        return _behind_saying(passage, pair, first)
    return _with_the_words(passage, pair, first, end)


def _behind_colon(passage: Passage, pair: Range, first: int, previous: Draft | None) -> Draft | None:
    words, (opening, closing) = passage.words, pair
    if _is_bracketed(passage, first, opening):
        return None
    if not is_sentence(passage, pair) and names_something(passage, max(first, opening - _FARTHEST), opening):
        return None
    is_short = closing - opening <= _SHORTEST_SENTENCE and words.exact[closing - 1] not in STOPS
    start = _clause_start(passage, first, opening - 1)
    cue = cue_in(passage, start, opening - 1)
    if cue is not None and not (is_short and is_name(passage, pair)):
        subject = subject_of(passage, cue, first, start, opening - 1)
        if subject.speaker and names_something(passage, *subject.speaker):
            return None
        return _framed(passage, pair, cue, subject, (first, opening))
    if is_short or (is_name(passage, pair) and not is_sentence(passage, pair)):
        return None
    return _introduced(passage, pair, first, previous)


def _is_bracketed(passage: Passage, first: int, end: int) -> bool:
    """(auf Deutsch: „…“)"""
    before = passage.words.exact[max(first, end - _FARTHEST) : end]
    return any(before.count(left) > before.count(right) for left, right in ("()", "[]"))


def _clause_start(passage: Passage, first: int, end: int) -> int:
    commas = passage.commas(first, end)
    return commas[-1] + 1 if commas and cue_in(passage, commas[-1] + 1, end) else first


def _framed(passage: Passage, pair: Range, cue: Cue, subject: Subject, frame: Range) -> Draft:
    quote = [(pair[0], pair[1] + 1)]
    cue = with_reflexive(passage, cue)
    return framed("Direct", quote, "quotation behind its frame", cue, subject, frame)


def _introduced(passage: Passage, pair: Range, first: int, previous: Draft | None) -> Draft | None:
    """A sentence without a verb of saying: its subject speaks, or who spoke before."""
    opening = pair[0]
    clause = _main_clause(passage, first, opening - 1)
    draft = Draft("Direct", [(opening, pair[1] + 1)], "quotation behind a colon", "SW")
    if clause is None:
        draft.speaker = _named(passage, first, opening - 1)
        draft.cue = [(i, i + 1) for i in range(first, opening) if passage.words.lower[i] in _QUOTING_NOUNS]
        if not draft.speaker and _GOING_ON.isdisjoint(passage.words.lower[first:opening]):
            return None
    elif not (clause.is_konjunktiv and previous):
        _describe(passage, draft, clause, first)
    if any(names_something(passage, *span) for span in draft.speaker):
        return None
    draft.frame = [] if clause and clause.is_konjunktiv else [(first, opening)]
    draft.inherits = None if draft.speaker else previous
    return draft


def _main_clause(passage: Passage, first: int, end: int) -> Clause | None:
    clauses = passage.finite_clauses(first, end)
    return next((clause for clause in reversed(clauses) if clause.kind == "main"), None)


def _describe(passage: Passage, draft: Draft, clause: Clause, first: int) -> None:
    """The subject of a clause as the speaker, and its verb as the cue where it can be one."""
    opening = draft.quote[0][0]
    cue, is_listed = main_cue(passage, clause)
    start = max(first, passage.behind_marks(clause.first, cue.first))
    subject = subject_of(passage, cue, max(first, clause.first), start, opening - 1)
    other = _without_its_verb(passage, clause, opening - 1)
    if other is not None:
        draft.speaker = [other]
    elif subject.speaker and passage.words.phrase(*subject.speaker).lower() not in _EMPTY_SUBJECTS:
        draft.speaker = [subject.speaker]
        draft.addressee = [subject.addressee] if subject.addressee else []
    if is_listed:
        draft.cue, draft.medium = list(with_reflexive(passage, cue).spans), cue.medium


def _without_its_verb(passage: Passage, clause: Clause, end: int) -> Range | None:
    """X war dagegen, Y dafür: „…“: who stands last, where a clause leaves out the verb of the one before."""
    words, commas = passage.words, passage.commas(clause.first, end)
    start = commas[-1] + 1 if commas else end
    after = noun_phrase(words, start, end)
    has_rest = start < after < end and all(kind == ADVERB for kind in words.kinds[after:end])
    is_second = clause.finite is not None and clause.finite < start
    return (start, after) if is_second and has_rest and can_speak(passage, start, after) else None


def _named(passage: Passage, first: int, end: int) -> list[Range]:
    """Minister Muster: „…“; Zitat von Muster: „…“; Ein Beamter nach der Tat: „…“."""
    words = passage.words
    start = first
    if end - first > 2 and words.lower[first] in _QUOTING_NOUNS and words.lower_at(first + 1) == "von":
        start = first + 2
    if words.lower[start] in _POSSESSIVES and words.lower_at(start + 1) in _QUOTING_NOUNS:
        return [(start, start + 1)]
    if words.exact[start][0].isdigit() or words.lower[start] in _GOES_ON | grammar.PREPOSITIONS:
        return []
    if all(map(words.is_capitalised, range(start, end))):
        return [(start, end)]
    after = noun_phrase(words, start, end)
    return [(start, after)] if after > start and not is_time(words, start, after) else []


def _behind_comma(passage: Passage, pair: Range, first: int) -> Draft | None:
    """X betonte auch, „das Wehr ist sicher.“"""
    start = _clause_start(passage, first, pair[0] - 1)
    cue = cue_in(passage, start, pair[0] - 1)
    if cue is None or cue.form is None or not (cue.takes("frame after") or cue.takes("that")):
        return None
    subject = subject_of(passage, cue, first, start, pair[0] - 1)
    return _framed(passage, pair, cue, subject, (min((start, *(subject.speaker or ()))), pair[0]))


def _behind_saying(passage: Passage, pair: Range, first: int) -> Draft | None:
    """X rief „Das Wehr bricht!“; X eröffnete das Fest mit den Worten „Nun geht es los“."""
    opening = pair[0]
    is_said = passage.words.lower[opening - 1] in SAYING or bool(verb_forms(passage, opening - 1))
    clause = _main_clause(passage, first, opening) if is_said else None
    if clause is None:
        return None
    cue, _ = main_cue(passage, clause)
    start = max(first, passage.behind_marks(clause.first, cue.first))
    subject = subject_of(passage, cue, max(first, clause.first), start, opening)
    if subject.speaker is None or passage.words.phrase(*subject.speaker).lower() in _EMPTY_SUBJECTS:
        return None
    return _framed(passage, pair, cue, subject, (max(first, clause.first), opening))


def _with_the_words(passage: Passage, pair: Range, first: int, end: int) -> Draft | None:
    """Mit den Worten „Nun reicht es“ ging X: the sentence goes on with its verb."""
    words, (opening, closing) = passage.words, pair
    clause = words.clause_at(closing + 1)
    is_opened = (
        opening - first < _FARTHEST and words.lower[first] == "mit" and words.lower[opening - 1] in SAYING
    )
    if not is_opened or clause is None or clause.finite != closing + 1:
        return None
    subject = subject_after(passage, closing + 2, min(clause.last, end))
    if subject.speaker is None:
        return None
    draft = _framed(passage, pair, Cue(((first, opening),)), subject, (first, opening))
    draft.frame.append((closing + 1, min(clause.last, end)))
    return draft
