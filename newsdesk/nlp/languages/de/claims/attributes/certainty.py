"""How far a source commits itself as worded, and the words that say so."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.attributes.predicates import Predicate, governs_that, is_denied
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.clauses import kinds
from newsdesk.nlp.languages.de.conjugation import finite_form
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.words import Range

Certainty = tuple[str, list[Range]]
_HEARSAY = word_set("angeblich")
_SOURCES = ("sollen", "wollen")
_LIMITS = word_set("nur lediglich ausschließlich erst weiterhin künftig")
_EPISTEMIC = {"können": "possible", "mögen": "possible", "dürfen": "probable", "scheinen": "probable"}
_WELLBEING = word_set("fühlen fühle fühlt fühlte fühlten gefühlt befinden tat tue tut täte bekommt bekomme")
_BEFORE_WELL = word_set("sehr so zu pudel rundum besonders ganz nicht richtig das sein ihr dem zum")
_BEHIND_WELL = word_set("wie oder wissend bekannt")
_SOURCE_WORDS = word_set("nach laut zufolge gemäß wonach")
_LIKELIHOOD = "wahrscheinlichkeit"
_LIKELY_BEFORE = word_set("aller großer hoher höchster")
_CIRCUMSTANCES = ["unter", "umständen"]


def read_certainty(passage: Passage, draft: Draft, main: Predicate) -> Certainty:
    """The level of certainty of a claim, and the words that carry it."""
    readers = (_of_hearsay, _of_thought, _of_modal, _of_adverbs, _of_source, _of_cue)
    return next((found for reader in readers if (found := reader(passage, draft, main))), ("certain", []))


def _of_hearsay(passage: Passage, draft: Draft, main: Predicate) -> Certainty | None:
    """soll geflohen sein, will gesehen haben, angeblich."""
    lower, clause = passage.words.lower, main.clause
    if clause is not None and clause.modal is not None:
        is_evidential = clause.modality == "evidential" or draft.is_hearsay
        if is_evidential and finite_form(lower[clause.modal]).verb in _SOURCES:
            return "unknown", [(clause.modal, clause.modal + 1)]
    hedges = _hedges(passage, main, _HEARSAY)
    if hedges or draft.is_hearsay:
        return "unknown", hedges
    return None


def _of_thought(passage: Passage, draft: Draft, main: Predicate) -> Certainty | None:
    """es sei denkbar, dass …; es könne sein, dass …; nicht auszuschließen sei, dass …"""
    if main.clause is None or not governs_that(passage, main):
        return None
    lower = passage.words.lower
    verbs = [lower[index] for index in main.clause.predicate]
    if not any(finite_form(verb).verb in ("sein", "können") or verb == "sein" for verb in verbs):
        return None
    for level in ("possible", "probable"):
        for index in main.words:
            if lower[index] in load_set("cue_classes", f"thought_{level}"):
                is_excluded = (lower[index] in load_set("cue_classes", "negates")) != is_denied(passage, main)
                is_open = level == "probable" or not is_excluded
                return (level, [(index, index + 1)]) if is_open else None
    modal = main.clause.modal
    is_might = verbs[-1] == "sein" and modal is not None and finite_form(lower[modal]).verb == "können"
    return ("possible", [(modal, modal + 1)]) if is_might and modal is not None else None


def _of_modal(passage: Passage, draft: Draft, main: Predicate) -> Certainty | None:
    """könnte brechen, dürfte sicher sein; but not what is allowed, and not what somebody can do."""
    clause = main.clause
    if clause is None or clause.modality != "epistemic" or clause.modal is None:
        return None
    verb = finite_form(passage.words.lower[clause.modal]).verb
    level = _EPISTEMIC.get(verb)
    if level is None or _is_about_leave(passage, draft, main, verb):
        return None
    return level, [(clause.modal, clause.modal + 1)]


def _is_about_leave(passage: Passage, draft: Draft, main: Predicate, verb: str) -> bool:
    """Reported plurals: they dürften (may) only …, they könnten (can) not …"""
    clause = main.clause
    if clause is None or clause.modal is None or draft.type not in ("Indirect", "IndirectFreeIndirect"):
        return False
    words = passage.words.lower
    if not words[clause.modal].endswith("ten") or clause.tense == "past":
        return False
    is_limited = verb == "dürfen" and any(words[index] in _LIMITS for index in main.words)
    return clause.is_negated or is_limited


def _of_adverbs(passage: Passage, draft: Draft, main: Predicate) -> Certainty | None:
    for level in ("possible", "probable"):
        hedges = _hedges(passage, main, load_set("cue_classes", level))
        hedges = hedges or _phrases(passage, main, level)
        if hedges:
            return level, hedges
    return None


def _hedges(passage: Passage, main: Predicate, wanted: frozenset[str]) -> list[Range]:
    lower = passage.words.lower
    return [
        (index, index + 1)
        for index in main.words
        if lower[index] in wanted and not _is_attribute(passage, index) and _is_guess(passage, main, index)
    ]


def _is_attribute(passage: Passage, index: int) -> bool:
    """die vielleicht mächtigste Frau: the adverb belongs to a noun phrase."""
    if index == 0 or passage.words.kinds[index - 1] not in (kinds.ARTICLE, kinds.DETERMINER):
        return False
    return passage.words.lower[index - 1] in grammar.DETERMINERS


def _is_guess(passage: Passage, main: Predicate, index: int) -> bool:
    """wohl as a guess, and not das Wohl, sich wohl fühlen, sehr wohl."""
    lower = passage.words.lower
    if lower[index] != "wohl":
        return True
    if passage.words.is_capitalised(index) and passage.words.kinds[index] == kinds.NOUN:
        return False
    before = lower[index - 1] if index > 0 else ""
    behind = passage.words.lower_at(index + 1)
    is_state = any(lower[position] in _WELLBEING for position in main.words)
    return not (is_state or before in _BEFORE_WELL or behind in _BEHIND_WELL)


def _phrases(passage: Passage, main: Predicate, level: str) -> list[Range]:
    """unter Umständen; aller Wahrscheinlichkeit nach."""
    lower = passage.words.lower
    for index in main.words:
        if level == "possible" and lower[index : index + 2] == _CIRCUMSTANCES:
            return [(index, index + 2)]
        if level == "probable" and lower[index] == _LIKELIHOOD and lower[index - 1] in _LIKELY_BEFORE:
            return [(index, index + 1)]
    return []


def _of_source(passage: Passage, draft: Draft, main: Predicate) -> Certainty | None:
    """nach Einschätzung der Stadt; Schätzungen der Stadt zufolge; äußerte die Vermutung, dass …; Gerüchte"""
    if draft.type != "Indirect":
        return None
    indices = [*([draft.estimate[0]] if draft.estimate else []), *main.reporting]
    head = next(iter(draft.speaker), None)
    if head and not main.cue.isdisjoint(_SOURCE_WORDS):
        indices += _head(passage, head)
    for level, name in (("unknown", "rumours"), ("probable", "estimates")):
        nouns = load_set("cue_classes", name)
        found = next((index for index in indices if passage.words.lower[index] in nouns), None)
        if found is not None:
            return level, [(found, found + 1)]
    return None


def _head(passage: Passage, phrase: Range) -> list[int]:
    """The first noun of a phrase."""
    return [index for index in range(*phrase) if passage.words.is_capitalised(index)][:2]


def _of_cue(passage: Passage, draft: Draft, main: Predicate) -> Certainty | None:
    """vermutet, dass …; hält es für möglich, dass …; schließt nicht aus, dass …"""
    if draft.type != "Indirect" or not draft.cue:
        return None
    lower = passage.words.lower
    at = next((span for span in draft.cue if lower[span[0]] not in grammar.AUXILIARIES), draft.cue[0])
    for level in ("possible", "probable"):
        for index in _judgement(passage, draft):
            if lower[index] in load_set("cue_classes", f"thought_{level}"):
                is_excluded = level == "possible" and lower[index] in load_set("cue_classes", "negates")
                is_open = not is_excluded or is_frame_negated(passage, draft)
                return (level, [(index, index + 1)]) if is_open else None
    if "ausschließen" in main.cue and is_frame_negated(passage, draft):
        return "possible", [at]
    return ("probable", [at]) if main.has_cue("guess") else None


def _judgement(passage: Passage, draft: Draft) -> list[int]:
    """The words behind für in the frame: hält es für sehr wahrscheinlich."""
    for first, end in draft.frame:
        for index in range(first, min(end, first + 60)):
            if passage.words.lower[index] == "für":
                return list(range(index + 1, min(end, index + 4)))
    return []


def is_frame_negated(passage: Passage, draft: Draft) -> bool:
    """Whether the reporting clause is negated: bestritt nicht, glaubt nicht."""
    cue = {index for first, end in draft.cue for index in range(first, end)}
    clause = passage.words.clause_at(min(cue)) if cue else None
    return clause is not None and clause.is_negated and not cue.isdisjoint(clause.predicate)
