"""Reports that go on without a frame: in Konjunktiv, or as what a source named before plans."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.reporting.moods import (
    first_main_clause,
    is_set_phrase,
    stands_for_first,
)
from newsdesk.nlp.languages.de.claims.unframed.topics import source_in
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_GOES_ON = "Konjunktiv goes on behind a claim"
_BEHIND_SPEAKER = "Konjunktiv behind a sentence about the speaker"
_PLANNED = "'soll' behind a claim"
_SAID = ("Indirect", "IndirectFreeIndirect", "FreeIndirect", "Reported")
_ADDING = word_set(
    "so auch außerdem zudem ebenfalls ebenso ferner hinaus weiterhin zusätzlich demnach danach"
)
_NEAR = 8  # words of a clause among which one adds it to the sentence before
_FREE_TYPES = ("IndirectFreeIndirect", "FreeIndirect")
_MOST_HALVES = 5  # looked at in one sentence
_FARTHEST = 120  # words back to a claim whose speaker goes on
_SPEAKERS = word_set("ich wir mich uns mir")
_MODALS = word_set("könnten müssten sollten dürften wollten möchten")
_UNREAL = word_set("können müssen sollen dürfen wollen sein")
_CONDITIONS = word_set("wenn falls sonst ansonsten andernfalls fast beinahe")


def read_free(
    passage: Passage,
    first: int,
    end: int,
    previous: Draft | None,
    before: Range | None,
    latest: Draft | None = None,
) -> Draft | None:
    """A sentence in Konjunktiv: who was just cited goes on, or who the sentence before is about.

    `previous` is the claim of the unit `before` it, `latest` the claim found last.
    """
    stop = passage.without_stop(first, end)
    clause = first_main_clause(passage, first, stop)
    if clause is not None and previous is not None and _is_plan(passage, clause, first, previous):
        return _inheriting("FreeIndirect", (first, end), previous, _PLANNED)
    if clause is None or not _SPEAKERS.isdisjoint(passage.words.lower[first:stop]):
        return None
    if previous is not None and _goes_on(passage, clause, first, stop, previous):
        return _inheriting("IndirectFreeIndirect", (first, end), previous, _GOES_ON)
    half = _half(passage, clause, first, stop)
    if half is not None:
        return _begun(passage, clause, (half, end), None, (first, half), latest)
    if before is None or not _begins_report(passage, clause, first, stop):
        return None
    return _begun(passage, clause, (first, end), previous, before, latest)


def _half(passage: Passage, clause: Clause, first: int, stop: int) -> int | None:
    """Where the second half of a sentence begins that is in Konjunktiv: Sie lehnt das ab; es sei zu teuer."""
    if clause.mood != "indicative":
        return None
    for cut in passage.commas(first, stop, ";")[:_MOST_HALVES]:
        main = first_main_clause(passage, cut + 1, stop)
        if main is not None and main.is_konjunktiv and _begins_report(passage, main, cut + 1, stop):
            return cut + 1
    return None


def _begun(
    passage: Passage,
    clause: Clause,
    unit: Range,
    previous: Draft | None,
    before: Range,
    latest: Draft | None,
) -> Draft | None:
    """A report that begins behind a sentence without one; that sentence too, if it was in Konjunktiv II."""
    first = unit[0]
    if (
        previous is None
        and _is_unread_report(passage, *before)
        and _is_same_paragraph(passage, before, first)
    ):
        first, before = before[0], passage.unit_before(before[0]) or before
    is_near = latest is not None and first - latest.quote[-1][1] <= _FARTHEST
    goes_on = is_near and not _is_same_paragraph(passage, before, first)
    is_hearsay = previous is not None and previous.is_hearsay
    source = None if is_hearsay or goes_on else source_in(passage, *before)
    if source is None and latest is not None and is_near:
        return _inheriting("IndirectFreeIndirect", (first, unit[1]), latest, _GOES_ON)
    if source is None and (clause.mood == "konjunktiv2" or _is_recipe(passage, *before)):
        return None
    speaker = [source] if source is not None else []
    return Draft("IndirectFreeIndirect", [(first, unit[1])], _BEHIND_SPEAKER, "SW", speaker=speaker)


def _is_unread_report(passage: Passage, first: int, end: int) -> bool:
    """Er hätte gewartet: alone it may be unreal, before a sentence in Konjunktiv I it is reported too."""
    clause = first_main_clause(passage, first, end)
    is_second = clause is not None and clause.mood == "konjunktiv2" and clause.is_mood_certain
    return is_second and _SPEAKERS.isdisjoint(passage.words.lower[first:end])


def _is_same_paragraph(passage: Passage, before: Range, first: int) -> bool:
    return passage.words.paragraph[before[0]] == passage.words.paragraph[first]


def continues(passage: Passage, previous: Draft | None, draft: Draft) -> bool:
    """Whether a draft is the next sentence of the same report in the same paragraph: they are one claim."""
    if previous is None or previous.type not in _FREE_TYPES or draft.type != previous.type:
        return False
    last, first = previous.quote[-1][1] - 1, draft.quote[0][0]
    is_next = first == last + 1 and passage.words.paragraph[first] == passage.words.paragraph[last]
    return is_next and draft.inherits is previous and draft.is_hearsay == previous.is_hearsay


def _inheriting(type_: str, quote: Range, source: Draft, rule: str) -> Draft:
    return Draft(type_, [quote], rule, source.medium, inherits=source)


def _is_plan(passage: Passage, clause: Clause, first: int, previous: Draft) -> bool:
    """… kündigte X an. Außerdem soll die Straße breiter werden: a plan that is added to what was reported."""
    words = passage.words
    is_said = previous.has_speaker and previous.type in _SAID and not previous.is_hearsay
    is_next = words.paragraph[previous.quote[-1][1] - 1] == words.paragraph[first]
    is_plan = (
        clause.modality in ("intention", "obligation") and words.lower[clause.finite or 0] in grammar.SOLLEN
    )
    is_added = not _ADDING.isdisjoint(words.lower[clause.first : min(clause.last, clause.first + _NEAR)])
    return is_said and is_next and is_plan and is_added


def _goes_on(passage: Passage, clause: Clause, first: int, stop: int, previous: Draft) -> bool:
    """Whether a main clause can be what the claim before it goes on to say."""
    if not (previous.has_speaker or previous.type == "IndirectFreeIndirect"):
        return False
    if clause.mood == "konjunktiv1":
        return not is_set_phrase(passage, clause, first)
    if clause.mood != "konjunktiv2" or not clause.is_mood_certain:
        return False
    verb = passage.words.lower[clause.finite or 0]
    if verb.startswith("möcht"):
        return False
    if previous.type == "IndirectFreeIndirect":
        return True
    can_be_own = passage.words.lower[first] in ("das", "dies") or verb == "könnte"
    if not can_be_own and _has_first_konjunktiv(passage, previous):
        return True
    return stands_for_first(verb) and not _is_conditional(passage, first, stop)


def _is_recipe(passage: Passage, first: int, end: int) -> bool:
    """Man nehme sechs Eier. Die Butter sei weich: a sentence that wishes makes those behind it wishes."""
    clause = first_main_clause(passage, first, end)
    return clause is not None and clause.mood == "konjunktiv1" and is_set_phrase(passage, clause, first)


def _is_conditional(passage: Passage, first: int, stop: int) -> bool:
    """Wäre sie gefahren, hätten alle gelacht; sonst hätten alle gelacht."""
    opening = passage.words.clause_at(first)
    is_inverted = opening is not None and opening.finite == first and opening.mood == "konjunktiv2"
    return is_inverted or not _CONDITIONS.isdisjoint(passage.words.lower[first:stop])


def _has_first_konjunktiv(passage: Passage, draft: Draft) -> bool:
    clauses = (clause for span in draft.quote for clause in passage.finite_clauses(*span))
    return any(clause.mood == "konjunktiv1" for clause in clauses)


def _begins_report(passage: Passage, clause: Clause, first: int, stop: int) -> bool:
    """Whether a main clause must be a report, whatever stands before it.

    Only plurals of the Konjunktiv II that stand in for a Konjunktiv I (sie hätten gewartet) do, and
    no modal verbs: sie könnten scheitern is the reporter's own guess.
    """
    if clause.mood == "konjunktiv1":
        return not is_set_phrase(passage, clause, first)
    lower = passage.words.lower
    verb = lower[clause.finite or 0]
    if clause.mood != "konjunktiv2" or not clause.is_mood_certain or not stands_for_first(verb):
        return False
    is_unreal = len(clause.predicate) > 2 and lower[clause.predicate[-1]] in _UNREAL
    return not is_unreal and verb not in _MODALS and not _is_conditional(passage, first, stop)
