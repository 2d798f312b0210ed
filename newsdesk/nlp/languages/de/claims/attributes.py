"""What the text says of a claim: certainty, polarity, tense, evidence."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.free import hearsay_verb
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.words import Range

_RELIANCE = ("berufung", "verweis", "bezug", "hinweis")
_PAST_AUXILIARIES = word_set("habe hat haben hatte hatten hätte hätten sei ist sind seien wäre wären")
_FUTURE = word_set("werde werden wird")


def certainty(passage: Passage, draft: Draft) -> tuple[str, list[Range]]:
    """How far the source commits itself as worded, and the words that say so."""
    hearsay = _hearsay_words(passage, draft)
    if hearsay:
        return "unknown", hearsay
    for level in ("possible", "probable"):
        hedges = _words_in(passage, draft.quote, load_set("reported_speech", level))
        if hedges:
            return level, hedges
    if draft.estimate:
        return _certainty_of_noun(passage, draft.estimate)
    return "certain", []


def _certainty_of_noun(passage: Passage, noun: Range) -> tuple[str, list[Range]]:
    is_estimate = passage.words.lower[noun[0]] in load_set("reported_speech", "estimates")
    return ("probable", [noun]) if is_estimate else ("certain", [])


def _hearsay_words(passage: Passage, draft: Draft) -> list[Range]:
    first, end = draft.quote[0][0], draft.quote[-1][1]
    stop = passage.without_stop(first, end)
    for start, clause_end in _main_clauses(passage, first, stop):
        index = hearsay_verb(passage, start, clause_end, stop)
        if index is not None:
            return [(index, index + 1)]
    return _words_in(passage, draft.quote, load_set("reported_speech", "hearsay"))


def _main_clauses(passage: Passage, first: int, stop: int) -> list[Range]:
    relatives = grammar.RELATIVES
    return [
        (start, end)
        for start, end in passage.clauses(first, stop)
        if start < end and (start == first or passage.words.lower[start] not in relatives)
    ]


def _words_in(passage: Passage, spans: list[Range], wanted: frozenset[str]) -> list[Range]:
    lower = passage.words.lower
    return [(i, i + 1) for first, end in spans for i in range(first, end) if lower[i] in wanted]


def main_clause(passage: Passage, draft: Draft) -> list[str]:
    """The words, in lower case, of the first clause of a quote that has a verb's length."""
    words: list[str] = []
    for first, end in draft.quote:
        start = first + (passage.quotation[first] == (first, end - 1))
        for clause_first, clause_end in _main_clauses(passage, start, end):
            words += passage.words.lower[clause_first:clause_end]
            if len(words) > 3:
                return words
    return words


def polarity(passage: Passage, draft: Draft) -> str:
    """Whether the main predicate is negated, or the cue denies."""
    is_negated = any(word in grammar.NEGATIONS for word in main_clause(passage, draft))
    return "negated" if is_negated != draft.denies else "affirmed"


def tense(passage: Passage, draft: Draft) -> str:
    """The tense of the main predicate: past, present or future."""
    words = [word for word in main_clause(passage, draft) if word[0].isalpha()]
    if set(words) & grammar.PRETERITES or "worden" in words:
        return "past"
    tail = words[-3:]
    if set(words) & _PAST_AUXILIARIES and any(grammar.is_participle(word) for word in tail):
        return "past"
    if words and words[-1] in ("haben", "sein") and len(words) > 1 and grammar.is_participle(words[-2]):
        return "past"
    is_future = set(words) & _FUTURE and any(word.endswith(("en", "eln", "ern")) for word in tail)
    return "future" if is_future and not any(grammar.is_participle(word) for word in tail) else "present"


def evidence(passage: Passage, spans: list[Range]) -> list[Range]:
    """unter Berufung auf X, unter Verweis auf X in a frame: X."""
    words = passage.words
    found: list[Range] = []
    for first, end in spans:
        for index in range(first, end - 2):
            if words.lower[index] in _RELIANCE and words.lower[index + 1] == "auf":
                after = noun_phrase(words, index + 2, end)
                if after > index + 2:
                    found.append((index + 2, after))
    return found
