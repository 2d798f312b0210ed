"""What kind of speaker a noun phrase without a known name is."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.cases import head_of, number_of
from newsdesk.nlp.languages.de.claims.sources.phrases import is_report, is_saying
from newsdesk.nlp.languages.de.lexicons import load_endings, load_names, load_set, word_set
from newsdesk.nlp.languages.de.names import is_office
from newsdesk.nlp.languages.de.names.institution_words import institution_kind
from newsdesk.nlp.words import Words

_INDEFINITE = word_set("ein eine einem einer eines zwei drei vier fünf")
_DISTRICTS = ("land", "wahl", "stadt", "kirchen", "bezirks")
_PLURALS = ("en", "er", "ern", "leute", "kreise", "te", "ten")
_ALWAYS_OFFICES = ("sprecher", "sprecherin", "sprechers", "angaben")
_WITNESSES = word_set(
    "augenzeuge augenzeugin zeuge zeugin experte expertin fachmann beobachter beobachterin kritiker anwohner"
)
_LONGEST_NAME = 3


def is_document(noun: str) -> bool:
    """Whether a noun in lower case is a text that speaks: Abschlussbericht, Studie."""
    return noun in load_set("reported_speech", "documents") or is_report(noun)


def is_generic_institution(noun: str) -> bool:
    """Whether a noun in lower case is an institution that needs a place or a nationality to be a name."""
    return institution_kind(noun) is not None or noun.endswith(load_endings("institutions"))


def kind_of(words: Words, first: int, end: int) -> str:
    """office, group, document, anonymous, named or none, by the head noun and its article."""
    head = head_of(words, first, end)
    noun = words.lower[head]
    if is_document(noun):
        return "document"
    if any(is_unnamed(words.lower[i]) for i in range(head, end) if words.is_capitalised(i)):
        return "anonymous"
    if noun.endswith(_ALWAYS_OFFICES):
        return "office"
    return _kind_of_person(words, first, end, noun) or _kind_of_thing(words, first, end, noun)


def _kind_of_person(words: Words, first: int, end: int, noun: str) -> str | None:
    """ein Zeuge, zwei Beamte: anonymous; die Buchhalterin: an office; Anwohner: a group."""
    is_person = is_office(noun) or noun in _WITNESSES
    if words.lower[first] in _INDEFINITE and (is_person or number_of(words, first, end) == "plural"):
        return "anonymous"
    if noun.endswith(grammar.AGES):
        return "anonymous"
    is_woman = noun.endswith("in") and words.lower[first] in ("die", "der")
    if not (is_person or is_woman):
        return None
    return "group" if _is_plural(words, first, end, noun) else "office"


def _kind_of_thing(words: Words, first: int, end: int, noun: str) -> str:
    if is_saying(noun):
        return "none"
    if is_generic_institution(noun):
        return "group" if number_of(words, first, end) == "plural" else "office"
    return "named" if _is_name(words, first, end) else "group"


def _is_plural(words: Words, first: int, end: int, noun: str) -> bool:
    article = words.lower[first]
    if number_of(words, first, end) == "plural":
        return True
    is_bare = article not in grammar.DETERMINERS
    may_be_plural = article in ("die", "den") or is_bare
    return may_be_plural and not noun.endswith(("in", "te")) and noun.endswith(_PLURALS)


def _is_name(words: Words, first: int, end: int) -> bool:
    """Capitalised words without an article that are no plural: Hafenbau Nord, Ada Muster."""
    if words.lower[first] in grammar.DETERMINERS or end - first > _LONGEST_NAME:
        return False
    if end - first > 1 and words.exact[first] in load_names("given_names"):
        return True
    if words.tags and "NE" not in words.tags[first:end]:
        return False
    are_nouns = all(words.is_capitalised(index) for index in range(first, end))
    return are_nouns and not words.lower[end - 1].endswith(_PLURALS)


def is_unnamed(noun: str) -> bool:
    """Quellen, Insider, and the circles of those who know: Regierungskreise, but no Landkreis."""
    is_circle = noun.endswith(("kreise", "kreisen")) and not noun.startswith(_DISTRICTS)
    return is_circle or noun in load_set("reported_speech", "anonymous")
