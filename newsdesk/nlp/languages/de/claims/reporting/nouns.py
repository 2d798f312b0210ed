"""Nouns of saying with what is said behind them: die Behauptung, …; vertrat die Ansicht, dass …"""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue
from newsdesk.nlp.languages.de.claims.reporting.verb_cues import carried, own_words, ranges
from newsdesk.nlp.languages.de.clauses.kinds import PREPOSITION
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.phrases import core, is_nominal, noun_phrase
from newsdesk.nlp.words import Range

_FARTHEST = 9
_LONGEST_HEADING = 15
_BEFORE = grammar.DETERMINERS | {"zu", "zur", "zum"}
_BEING = word_set("ist sind war waren sei seien")
_STANDING = word_set("lautet lautete lauten besteht bestand liegt lag gibt gab erging")
_LINKS = ("von", "vom", "an", "gegen", "seitens")


def noun_cue(passage: Passage, clause: Clause, first: int, end: int, takes: str) -> Cue | None:
    """The last noun of saying of a clause, with its verb where that only carries it."""
    own = own_words(passage, clause, first, end)
    nouns = load_set("reported_speech", "saying_nouns" if takes == "that" else "asking_nouns")
    noun = next((i for i in reversed(own[-_FARTHEST:]) if passage.words.exact[i] in nouns), None)
    if noun is None or passage.words.lower[noun - 1] == "vom" or not _ends_with(passage, clause, noun, end):
        return None
    start = noun - (noun > first and passage.words.lower[noun - 1] in _BEFORE)
    start -= start > first and passage.words.lower[start - 1] in ("zu", "von")
    is_beside = passage.words.lower[start - 1] == "mit" and start > first
    parts = set(range(start - is_beside, noun + 1))
    support = load_set("reported_speech", "support_verbs")
    is_carried = any(passage.words.lower[i] in support for i in clause.predicate if first <= i < end)
    if is_carried:
        parts.update(i for i in clause.predicate if first <= i < end)
    is_somebodys = is_carried or is_beside or owner(passage, noun, end) is not None
    if not is_somebodys and passage.words.exact[noun] not in load_set("reported_speech", "rumours"):
        return None
    is_thought = passage.words.exact[noun] in load_set("reported_speech", "opinion_nouns")
    verb = carried("ST" if is_thought else "SW")
    return Cue(ranges(parts), verb, noun=noun, is_carried=is_carried or is_beside)


def heading_cue(passage: Passage, first: int, end: int) -> Cue | None:
    """Die Begründung der Behörde: …, a noun of saying without a verb, before a colon."""
    words = passage.words
    nouns = load_set("reported_speech", "saying_nouns") | load_set("reported_speech", "asking_nouns")
    noun = next((i for i in range(first, min(end, first + _FARTHEST)) if words.exact[i] in nouns), None)
    if noun is None or end - first > _LONGEST_HEADING or not is_nominal(words, first, end):
        return None
    return Cue(((noun, noun + 1),), carried("SW"), noun=noun)


def is_owned(passage: Passage, cue: Cue) -> bool:
    """Whether nobody but the owner of a noun can speak: der Verdacht besteht, der Vorwurf lautet."""
    if cue.noun is None:
        return False
    verbs = {passage.words.lower[index] for span in cue.spans for index in range(*span)}
    return not cue.is_carried or bool(verbs & _STANDING)


def speaker_of(passage: Passage, cue: Cue, end: int) -> Range | None:
    """Whose saying a noun names, where its verb has no speaker of its own."""
    if cue.noun is None:
        return None
    verbs = {passage.words.lower[index] for span in cue.spans for index in range(*span)}
    return owner(passage, cue.noun, end) if is_owned(passage, cue) or verbs & _BEING else None


def _ends_with(passage: Passage, clause: Clause, noun: int, end: int) -> bool:
    """Whether nothing but who says it, or the verb at the end, stands behind a noun."""
    at = noun_phrase(passage.words, noun, end)
    is_last = (
        passage.words.lower[end - 1] in _BEING | _STANDING
    )  # Ergebnis der Prüfung nach dem Unfall war, dass …
    while at < end:
        if at in clause.predicate or passage.words.lower[at] in ("vor", "auf", "zurück", "laut"):
            at += 1
        elif passage.words.lower[at] in _LINKS or (is_last and passage.words.kinds[at] == PREPOSITION):
            after = noun_phrase(passage.words, at + 1, end)
            if after == at + 1:
                return False
            at = after
        else:
            return False
    return True


def owner(passage: Passage, noun: int, end: int) -> Range | None:
    """Whose saying it is: die Behauptung der Firma, die Forderung von X."""
    words = passage.words
    at = noun + 1
    if words.lower[noun - 1].startswith(grammar.POSSESSIVES):
        return (noun - 1, noun)
    if at >= end:
        return None
    if words.lower[at] in ("von", "vom", "seitens"):
        at += 1
    elif words.lower[at] not in grammar.GENITIVES:
        return None
    after = noun_phrase(words, at, end)
    return (at, max(after, core(words, at, end))) if after > at else None
