"""Quotation marks around what nobody says: names, titles, terms of art, mottos."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from newsdesk.nlp.languages.de.claims.drafts import STOPS, Passage
from newsdesk.nlp.languages.de.clauses.kinds import FINITE, NOUN
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_time
from newsdesk.nlp.words import Range

_SHORTEST_SENTENCE = 3
_LONGEST_TITLE = 9
_LONGEST_LABEL = 4  # beyond it a name ends with a noun
_NAMING = word_set(
    "sogenannte sogenannten sogenannter sogenanntes sogenanntem sog genannte genannten genannter kurz "
    "bekannt bekannte bekannten bekannter bekanntes namens titel motto namen codenamen spitznamen "
    "schlagwort stichwort thema überschrift aufschrift schriftzug"
)
SAYING = word_set(
    "worte worten wort satz sätze sätzen feststellung aussage aussagen äußerung äußerungen begründung "
    "frage fragen antwort behauptung kommentar appell hinweis bemerkung zwischenruf ausruf aufforderung "
    "zitat fazit urteil vorwurf ergänzung versprechen ankündigung mahnung warnung forderung formulierung "
    "parole parolen ruf rufen sprechchöre sprechchören"
)
_NAMED = frozenset(("WORK", "ORG", "EVENT", "LOC", "PER", "WEAPON", "LAW"))


def is_name(passage: Passage, pair: Range) -> bool:
    """Whether a quotation is a name or a title, as far as its words and neighbours tell."""
    words, (opening, closing) = passage.words, pair
    if closing - opening - 1 > _LONGEST_TITLE or words.exact[closing - 1] in STOPS:
        return False
    return is_label(passage, pair) or _is_mentioned(passage, pair) or _stands_behind_its_noun(passage, pair)


def is_label(passage: Passage, pair: Range) -> bool:
    """Whether the text itself sets a quotation apart as a name: sogenannt, in brackets, part of a word."""
    words, (opening, closing) = passage.words, pair
    beside = [*words.lower[max(0, opening - 2) : opening], *words.lower[closing + 1 : closing + 2]]
    return not _NAMING.isdisjoint(beside) or _is_part_of_a_word(passage, pair) or _is_proper(passage, pair)


def _is_mentioned(passage: Passage, pair: Range) -> bool:
    """Whether one mention of a name holds all words of the quotation."""
    words, (opening, closing) = passage.words, pair
    start, end = words.start[opening + 1], words.end[closing - 1]
    at = bisect_left(passage.mentions, start, key=attrgetter("start_char"))
    near = [mention for mention in passage.mentions[max(0, at - 2) : at + 2] if mention.label in _NAMED]
    if words.exact[opening + 1][0].islower():
        return any((mention.start_char, mention.end_char) == (start, end) for mention in near)
    return any(mention.start_char <= start and mention.end_char >= end for mention in near)


def _is_part_of_a_word(passage: Passage, pair: Range) -> bool:
    """die „Jamaika“-Koalition; in brackets: (kurz „Fed“)."""
    words, (opening, closing) = passage.words, pair
    behind = words.exact[closing + 1] if closing + 1 < len(words) else " "
    is_first_part = behind[0] in "-–/" and not words.has_space_after(closing)
    return is_first_part or (opening > 0 and words.exact[opening - 1] in ("(", "-"))


def _stands_behind_its_noun(passage: Passage, pair: Range) -> bool:
    """die Zeitung „Die Woche“, but: mit den Worten „Die Woche war gut“, das Wort „Skandal“."""
    words, (opening, closing) = passage.words, pair
    if opening == 0 or not words.exact[opening + 1][0].isupper():
        return False
    if closing - opening > _LONGEST_LABEL and words.kinds[closing - 1] != NOUN:
        return False
    is_thing = words.lower[opening - 1] not in SAYING and not is_time(words, opening - 1, opening)
    return is_thing and words.kinds[opening - 1] == NOUN


def _is_proper(passage: Passage, pair: Range) -> bool:
    """Two or more words, each with a capital letter, or one with a digit in it."""
    names = [word for word in passage.words.exact[pair[0] + 1 : pair[1]] if word[0].isalpha()]
    if len(names) == 1:
        return any(letter.isdigit() for letter in names[0])
    return len(names) > 1 and all(word[0].isupper() for word in names)


def is_sentence(passage: Passage, pair: Range) -> bool:
    """Whether a quotation is a sentence of its own: it has a full stop, or a finite verb."""
    words, (opening, closing) = passage.words, pair
    if words.exact[closing - 1] in STOPS or words.exact[closing] in STOPS:
        return True
    return closing - opening > _SHORTEST_SENTENCE and FINITE in words.kinds[opening + 1 : closing]


def names_something(passage: Passage, first: int, end: int) -> bool:
    """Whether words announce a name or a title (Der Film trägt den Titel:)."""
    return not _NAMING.isdisjoint(passage.words.lower[first:end])
