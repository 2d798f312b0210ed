"""What the recogniser found: mended, split and joined, and without what is no name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.lexicons import load_json, load_set, word_set
from newsdesk.nlp.languages.de.name_table import name_table, people_nouns
from newsdesk.nlp.languages.de.names.mending import is_time, mend
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import is_city_adjective, is_people_word
from newsdesk.nlp.languages.de.names.places import is_place_end
from newsdesk.nlp.languages.de.names.titles import is_office, is_simple_office
from newsdesk.nlp.words import Name

_BETWEEN_PERSONS: Final = word_set("und , sowie /")
_OF_FAMILIES: Final = word_set("van von de der den")
_DIRECTIONS: Final = word_set(
    "norden süden westen osten nordosten nordwesten südosten südwesten nordens südens westens ostens"
)
_OTHERS: Final = word_set("st chr chr. silvester weihnachten ostern pfingsten neujahr advent ramadan")
_NEVER_ALONE: Final = grammar.DETERMINERS | grammar.PREPOSITIONS | _DIRECTIONS | _OTHERS
_BEFORE_COMMON_NOUNS: Final = frozenset({"ART", "APPRART", "ADJA", "PIAT", "PPOSAT", "PDAT"})


def recognised_names(page: Page) -> Iterator[Name]:
    """The recogniser's names as far as they can be names, each with a label that its words allow."""
    for name in _joined(page, page.words.names):
        for part in _parts(page, name):
            mended = mend(page, part)
            if mended and not _is_no_name(page, mended):
                yield Name(mended.first, mended.last, _label(page, mended, part))


def _joined(page: Page, names: list[Name]) -> Iterator[Name]:
    """Two persons with nothing between them are one."""
    last: Name | None = None
    for name in names:
        if last and _continues(page, last, name):
            last = Name(last.first, name.last, "PER")
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _continues(page: Page, last: Name, name: Name) -> bool:
    touches = last.last == name.first and page.same_line(last.first, name.first)
    return touches and last.label == name.label == "PER" and not is_office(page.words.lower[name.first])


def _parts(page: Page, name: Name) -> Iterator[Name]:
    """Merkel und Scholz are two persons."""
    first = name.first
    if name.label == "PER":
        for index in range(name.first, name.last):
            if page.words.lower[index] in _BETWEEN_PERSONS:
                if index > first:
                    yield Name(first, index, "PER")
                first = index + 1
    if first < name.last:
        yield Name(first, name.last, name.label)


def _is_no_name(page: Page, name: Name) -> bool:
    if name.last - name.first == 1:
        return _is_no_word_of_names(page, name.first, name.label)
    if name.label == "LOC" and is_city_adjective(page.words.exact[name.first]):
        return page.tags[name.last - 1] == "NN" and not is_place_end(page.words.lower[name.last - 1])
    return name.label == "ORG" and _is_common_phrase(page, name)


def _is_common_phrase(page: Page, name: Name) -> bool:
    """Adjective and nouns, where no capital says that the adjective belongs to a name."""
    tags = page.tags[name.first : name.last]
    is_common = tags[0] == "ADJA" and set(tags[1:]) == {"NN"}
    return is_common and (page.words.exact[name.first][0].islower() or name.first in page.starts)


def _is_no_word_of_names(page: Page, index: int, label: str) -> bool:
    """Whether one recognised word is a day, a title, a direction, a people or a common noun."""
    word, lower = page.words.exact[index], page.words.lower[index]
    if word[0].islower() and label in ("PER", "LOC"):
        return True
    if is_time(page, index) or lower in _NEVER_ALONE:
        return True
    if is_office(lower) and (page.tags[index] == "NN" or not is_simple_office(lower)):
        return True
    if _is_compound_with_name(page, index):
        return True
    if label == "PER":
        return False
    if label == "ORG" and _is_no_organisation(page, index):
        return True
    return is_people_word(word) or (label == "LOC" and _is_common_noun(page, index))


def _is_no_organisation(page: Page, index: int) -> bool:
    """A common noun, a word in lower case, the front half of a compound, an acronym of something else."""
    word = page.words.exact[index]
    is_common = page.tags[index] == "NN" and word.isalpha() and word[1:].islower()
    is_lower = word.isalpha() and word.islower() and page.tags[index] != "NE"
    return is_common or is_lower or word[-1] == "-" or word in load_set("names", "not_acronyms")


def _is_common_noun(page: Page, index: int) -> bool:
    """A noun behind an article or adjective that is neither listed nor ends like a place."""
    before = page.tags[index - 1] if index else ""
    if (
        page.tags[index] != "NN"
        or before not in _BEFORE_COMMON_NOUNS
        or page.words.exact[index] in name_table().entries
    ):
        return False
    endings: list[str] = load_json("names")["places"]["endings"]
    return not page.words.lower[index].endswith(tuple(endings))


def _is_compound_with_name(page: Page, index: int) -> bool:
    """Saudi-Arabien-Reise: what only begins like a name."""
    before, _, head = page.words.exact[index].rpartition("-")
    is_common = head.lower() in load_set("names", "compound_heads") or is_office(head.lower())
    return is_common and before in name_table().entries


def _label(page: Page, name: Name, found: Name) -> str:
    """The label that the words allow: a street is a place, der Pole Ada Muster and Ada van Muster persons."""
    if found.first < name.first and _is_citizen(page, name):
        return "PER"
    if name.label in ("ORG", "MISC") and _is_street(page, name):
        return "LOC"
    return "PER" if name.label != "PER" and _has_particle(page, name) else name.label


def _is_citizen(page: Page, name: Name) -> bool:
    """Words that are tagged as a name, behind a people, a city (then two at least) or an office."""
    before = page.words.exact[name.first - 1]
    if set(page.tags[name.first : name.last]) != {"NE"}:
        return False
    is_citizen = before in people_nouns() or is_city_adjective(before)
    return is_office(before.lower()) or (is_citizen and name.last - name.first > 1)


def _is_street(page: Page, name: Name) -> bool:
    last = page.words.exact[name.last - 1]
    return name.last - name.first > 1 and last[0].isupper() and is_place_end(last.lower())


def _has_particle(page: Page, name: Name) -> bool:
    """Ada van Muster: two words that are tagged as names, with a particle of families between them."""
    inner = page.words.exact[name.first + 1 : name.last - 1]
    if not inner or inner[0] not in ("van", "von", "de") or not all(word in _OF_FAMILIES for word in inner):
        return False
    ends = {page.tags[name.first], page.tags[name.last - 1]}
    return ends == {"NE"} and page.words.exact[name.first] not in name_table().entries
