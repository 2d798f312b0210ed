"""Hearsay, for which nobody vouches: evidential sollen and wollen, angeblich."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.words import Range

_WOLLEN = ("will", "wollen")
_ALLEGEDLY = "angeblich"
_QUESTIONS = grammar.QUESTIONS - grammar.RELATIVES


def read_hearsay(passage: Passage, first: int, end: int, previous: Draft | None = None) -> Draft | None:
    """X soll … getan haben; Zeugen wollen … gesehen haben; Angeblich …

    The whole sentence is the claim, or the dependent clause that is hearsay (ein Mann, der … getan
    haben soll). What goes on behind indirect speech, the claim `previous`, is its speaker's.
    """
    stop = passage.without_stop(first, end)
    for clause in passage.finite_clauses(first, stop):
        if clause.kind == "main" and _is_evidential(passage, clause, _WOLLEN):
            return _own_story(passage, clause, (first, end))
        if is_hearsay(passage, clause) and not _is_question(passage, clause):
            is_main = clause.kind == "main"
            quote = (
                (_behind_colon(passage, clause.first, first), end) if is_main else (clause.first, clause.last)
            )
            return _hearsay(passage, quote, clause.finite or first, previous)
    word = _allegedly(passage, first, stop)
    if word is None:
        return None
    return _hearsay(passage, (_behind_colon(passage, word, first), end), word, previous)


def _behind_colon(passage: Passage, index: int, first: int) -> int:
    """Where what a word belongs to begins: Ein Fall wurde bekannt: Ein Mann soll … getan haben."""
    return passage.behind_marks(first, index + 1, ":;")


def is_hearsay(passage: Passage, clause: Clause) -> bool:
    """Whether others say so: soll … getan haben, soll in Rom leben; a duty or a plan has neither."""
    return _is_evidential(passage, clause, grammar.SOLLEN)


def _is_evidential(passage: Passage, clause: Clause, forms: tuple[str, ...]) -> bool:
    finite = clause.finite
    return clause.modality == "evidential" and finite is not None and passage.words.lower[finite] in forms


def _hearsay(passage: Passage, quote: Range, word: int, previous: Draft | None) -> Draft:
    rule = f"'{passage.words.lower[word]}' as hearsay"
    draft = Draft("FreeIndirect", [quote], rule, "SW", is_hearsay=True)
    if previous is not None and _goes_on(passage, previous, quote[0]):
        draft.inherits = previous
    return draft


def _goes_on(passage: Passage, previous: Draft, first: int) -> bool:
    """Whether who was cited goes on with hearsay: not behind a quotation or the story of a witness."""
    paragraph = passage.words.paragraph
    is_own_story = previous.is_hearsay and bool(previous.speaker)
    is_next = paragraph[previous.quote[-1][1] - 1] == paragraph[first]
    return previous.has_speaker and previous.type != "Direct" and not is_own_story and is_next


def _own_story(passage: Passage, clause: Clause, quote: Range) -> Draft:
    """The subject itself says so."""
    finite = clause.finite or clause.first
    draft = _hearsay(passage, quote, finite, None)
    draft.medium = "Speech"
    for start in (clause.first, finite + 1):
        end = noun_phrase(passage.words, start, clause.last)
        if end > start:
            draft.speaker = [(start, end)]
            break
    return draft


def _is_question(passage: Passage, clause: Clause) -> bool:
    """Wer den Auftrag gegeben haben soll, ist offen: nobody says who did."""
    return clause.kind != "main" and passage.words.lower[clause.first] in _QUESTIONS


def _allegedly(passage: Passage, first: int, stop: int) -> int | None:
    """angeblich beside the verb of a main clause; an adjective behind it is all that it doubts."""
    words = passage.words
    for index in range(first, stop):
        if words.lower[index] == _ALLEGEDLY and not passage.is_masked(index, first):
            clause = words.clause_at(index)
            is_main = clause is not None and clause.kind == "main" and not clause.is_konjunktiv
            return index if is_main and not _is_in_phrase(passage, index) else None
    return None


def _is_in_phrase(passage: Passage, index: int) -> bool:
    """die angeblich alte Münze, des angeblich von ihr geschlagenen Opfers"""
    lower = passage.words.lower
    return index > 0 and lower[index - 1] in grammar.DETERMINERS
