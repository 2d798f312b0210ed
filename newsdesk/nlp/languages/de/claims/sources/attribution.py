"""Sources named in a phrase: laut X, X zufolge, nach Angaben von X, aus Sicht von X; demnach; wonach."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.appositions import with_apposition
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.sources.coverage import attributed, clause_around, is_in_front
from newsdesk.nlp.languages.de.claims.sources.linked import (
    according_to_that,
    goes_back,
    relative,
    relative_before,
    wonach,
)
from newsdesk.nlp.languages.de.claims.sources.phrases import (
    LONGEST_SOURCE,
    Source,
    front_end,
    is_report,
    is_saying,
    says,
    source_at,
    with_places,
)
from newsdesk.nlp.languages.de.claims.speakers.addressees import told
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.words import Range

_WANTS = ("suche", "frage", "fragen", "ruf", "rufe", "forderung", "forderungen", "bedarf", "verlangen")
_SEEKS = (
    "such",
    "gesuch",
    "zu such",
    "frag",
    "gefrag",
    "befrag",
    "verlang",
    "fahnd",
    "forsch",
    "streb",
    "rief",
    "ruf",
)
_WHOSE = ("deren", "dessen")
_MOST_SOURCES = 10  # of one sentence


def read_attributions(
    passage: Passage, first: int, end: int, previous: Draft | None, before: Range | None
) -> list[Draft]:
    """The claims of a range that name their source in a phrase; `before` is the unit before it."""
    found: list[Draft] = []
    start = first
    while len(found) < _MOST_SOURCES:
        draft = _read_attribution(passage, start, first, end, previous, before)
        if draft is None:
            break
        found.append(draft)
        start = max(draft.quote[-1][1], draft.frame[-1][1])
    return found


def _read_attribution(
    passage: Passage, start: int, first: int, end: int, previous: Draft | None, before: Range | None
) -> Draft | None:
    """The first claim from `start` on."""
    for index in range(start, end):
        reader = _READERS.get(passage.words.lower[index])
        if reader is None or passage.is_masked(index, first):
            continue
        draft = reader(passage, index, first, end)
        if draft is None:
            continue
        if draft.speaker:
            return _without_nobody(passage, draft)
        if goes_back(passage, draft, previous, before):
            return draft
    return None


def _without_nobody(passage: Passage, draft: Draft) -> Draft:
    """dem Vernehmen nach: nobody says it, and the noun tells how sure it is."""
    rumour = next((end for _, end in draft.speaker if passage.words.lower[end - 1] == "vernehmen"), None)
    if rumour is not None:
        draft.speaker, draft.estimate = [], (rumour - 1, rumour)
    return draft


def _laut(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """laut dem Bericht; but not: laut und deutlich"""
    linked = relative(passage, index, first, end)
    if linked or index + 1 >= end or passage.words.kind_at(index + 1) == k.PERSONAL:
        return linked
    source = source_at(passage, index + 1, end)
    return _from_preposition(passage, index, source, first, end) if source else None


def _nach(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """nach Angaben der Polizei, ihrer Ansicht nach, …, nach dem …; but not: nach Berlin, nach dem Spiel"""
    words = passage.words
    if index > first and (is_saying(words.exact[index - 1]) or is_report(words.exact[index - 1])):
        draft = _source_before(passage, index, first, end)
        if draft:
            return draft
    linked = relative(passage, index, first, end, needs_report=True)
    source = source_at(passage, index + 1, end)
    if linked or source is None or not says(passage, source) or _is_sought(passage, index):
        return linked
    if source.last < end and words.lower[source.last] == "zufolge":
        return None
    return _from_preposition(passage, index, source, first, end)


def _is_sought(passage: Passage, index: int) -> bool:
    """suchte nach Informationen, die Frage nach Daten: the phrase is what somebody wants."""
    words = passage.words
    if index > 0 and words.lower[index - 1].endswith(_WANTS):
        return True
    clause = words.clause_at(index)
    if clause is None or is_in_front(passage, clause, index):
        return False
    return any(words.lower[verb].startswith(_SEEKS) for verb in clause.predicate)


def _gemaess(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """gemäß einem Sprecher; but not: gemäß dem Gesetz"""
    source = source_at(passage, index + 1, end)
    if source is None:
        return _source_before(passage, index, first, end)
    words, nouns = passage.words, passage.words.exact[slice(*source.nouns)]
    is_named = any(name_at(words, i) for i in range(source.first, source.last))
    is_speaker = is_named or any(is_office(noun.lower()) or _is_speaker(noun) for noun in nouns)
    if is_speaker or any(is_saying(noun) or is_report(noun) for noun in nouns):
        return _from_preposition(passage, index, source, first, end)
    return None


def _is_speaker(noun: str) -> bool:
    return noun.lower().endswith(("sprecher", "zeitung", "agentur", "ministerium", "polizei", "behörde"))


def _aus(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """aus Sicht der Stadt, aus seiner Sicht, aus Behördensicht; but not: aus heutiger Sicht"""
    words = passage.words
    source = source_at(passage, index + 1, end)
    if source is None or not _is_view(words.lower[source.nouns[1] - 1]):
        return None
    before = words.lower_at(index + 1)
    if words.kind_at(index + 1) == k.ADJECTIVE:
        return None
    is_owned = source.last > source.nouns[1] or before.startswith(grammar.POSSESSIVES)
    is_owned = is_owned or source.nouns[1] - source.nouns[0] > 1 or words.lower[source.nouns[0]] != "sicht"
    return _from_preposition(passage, index, source, first, end) if is_owned else None


def _is_view(noun: str) -> bool:
    return noun.endswith("sicht") and not noun.endswith(tuple(load_set("sources", "no_sayings")))


def _from_preposition(passage: Passage, cue: int, source: Source, first: int, end: int) -> Draft | None:
    """The claim of a source behind its preposition.

    One phrase stands in front of a finite verb: all of it is the source (laut Angaben vom Mai ist …).
    """
    clause = clause_around(passage, cue, first, end)
    speaker, stop, bound = (source.first, source.last), source.last, end
    if clause and clause.finite is not None and is_in_front(passage, clause, cue):
        finite = min(clause.finite, end)
        if source.last <= finite and cue < finite - 1 <= cue + 2 * LONGEST_SOURCE:
            speaker = (source.first, front_end(passage, source, finite))
            stop = bound = finite
    closed = with_apposition(passage.words, speaker[1], bound, before_verb=bound < end)
    if speaker[1] < closed < end:
        speaker = (speaker[0], closed)
    behind = max(speaker[1], _behind_relative(passage, speaker[1], end))
    if behind > source.last and behind < end and passage.words.exact[behind] == ",":
        behind += 1
    heard = told(passage, speaker[1], end)
    stop = max(stop, behind, heard[1] if heard else stop)
    draft = attributed(passage, (cue, cue + 1), speaker, (cue, stop), first, end)
    if draft and heard:
        draft.addressee = [heard]
    return _with_estimate(passage, draft, source.nouns)


def _behind_relative(passage: Passage, at: int, end: int) -> int:
    """The end of the relative clause that follows a source at its comma: laut X, die dort wohnt, …"""
    if at + 1 >= end or passage.words.exact[at] != ",":
        return at
    clause = passage.words.clause_at(at + 1)
    return clause.last if clause and clause.kind == "relative" and clause.first == at + 1 else at


def _zufolge(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    return relative_before(passage, index, first, end) or _source_before(passage, index, first, end)


def _folge(passage: Passage, index: int, first: int, end: int) -> Draft | None:
    """Angaben zu Folge"""
    if index == first or passage.words.lower[index - 1] != "zu":
        return None
    return _source_before(passage, index - 1, first, end, 2)


def _source_before(passage: Passage, index: int, first: int, end: int, width: int = 1) -> Draft | None:
    """amtlichen Angaben zufolge, ihrer Ansicht nach: the longest noun phrase that ends before the word."""
    clause = clause_around(passage, index, first, end)
    lowest = max(first, index - LONGEST_SOURCE, clause.first if clause else first)
    for start in range(lowest, index):
        if not _can_begin_source(passage, start, lowest):
            continue
        source = source_at(passage, start, index)
        if source and (
            with_places(passage, source.last, index) == index
            or _is_whole_front(passage, clause, start, index, width)
        ):
            stop = index + width
            behind = _behind_relative(passage, stop, end)
            if behind > stop:
                stop = behind + (behind < end and passage.words.exact[behind] == ",")
            draft = attributed(passage, (index, index + width), (start, index), (start, stop), first, end)
            return _with_estimate(passage, draft, source.nouns)
    return None


def _can_begin_source(passage: Passage, start: int, first: int) -> bool:
    """Whether a noun phrase can begin at `start`: neither its determiner nor its adjective stands before."""
    words = passage.words
    pair = passage.quotation[start]
    if (pair and pair[0] != start) or words.lower[start] in grammar.PRONOUNS:
        return False
    kind = words.kinds[start]
    if words.lower[start] == "sich" or (kind == k.RELATIVE and words.lower[start] not in _WHOSE):
        return False
    if kind in (k.ADVERB, k.PREPOSITION, k.FINITE):
        return False
    if kind in (k.ARTICLE, k.DETERMINER):
        return kind == k.DETERMINER or words.kind_at(start + 1) not in (k.DETERMINER, k.ARTICLE)
    return start == first or words.kinds[start - 1] not in (k.ARTICLE, k.DETERMINER, k.ADJECTIVE)


def _is_whole_front(passage: Passage, clause: Clause | None, start: int, index: int, width: int) -> bool:
    """Whether the phrase is all that stands before the finite verb: Dem Portal hafen.example zufolge ist …"""
    return clause is not None and clause.finite == index + width and is_in_front(passage, clause, start)


def _with_estimate(passage: Passage, draft: Draft | None, nouns: Range) -> Draft | None:
    estimates = load_set("cue_classes", "estimates")
    estimate = next((i for i in range(*nouns) if passage.words.lower[i] in estimates), None)
    if draft and estimate is not None:
        draft.estimate = (estimate, estimate + 1)
    return draft


_READERS = {
    "laut": _laut,
    "nach": _nach,
    "gemäß": _gemaess,
    "aus": _aus,
    "zufolge": _zufolge,
    "folge": _folge,
    "demnach": according_to_that,
    "danach": according_to_that,
    "wonach": wonach,
}
