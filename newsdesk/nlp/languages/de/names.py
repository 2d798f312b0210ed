"""Names of persons and organisations by pattern, and listed names."""

from __future__ import annotations

import re

from newsdesk.nlp.languages.de import gazetteer
from newsdesk.nlp.languages.de.dates import MONTHS, WEEKDAYS
from newsdesk.nlp.languages.de.lexicons import load_names, load_set, word_set
from newsdesk.nlp.records import Mention
from newsdesk.nlp.words import MARKS, Words

_PARTICLES = word_set("von van de der den zu bin ibn al el da di du la le ten")
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}$")
_NAME = re.compile(r"[^\W\d_]+([-'’.][^\W\d_]*)*$")
_LONGEST_PERSON = 5


def find_listed_names(words: Words) -> list[Mention]:
    """States, places and organisations of the lists; the longest name at a word wins."""
    entries, longest = gazetteer.names(), gazetteer.longest_name()
    firsts = {name[0] for name in entries}
    found: list[Mention] = []
    for index, word in enumerate(words.exact):
        if word not in firsts:
            continue
        for length in range(min(longest, len(words) - index), 0, -1):
            entry = entries.get(tuple(words.exact[index : index + length]))
            if entry and _is_marked_if_needed(words, index, entry):
                start, end = words.chars(index, index + length)
                canonical = entry.canonical if entry.canonical != words.text[start:end] else None
                found.append(Mention(start, end, entry.label, entry.subtype, canonical))
                break
    return found


def _is_marked_if_needed(words: Words, index: int, entry: gazetteer.Entry) -> bool:
    """Spiegel, Zeit and Stern are papers in quotation marks only."""
    return not entry.only_in_marks or (index > 0 and words.exact[index - 1] in MARKS)


def find_nationalities(words: Words) -> list[Mention]:
    """Adjectives and nouns of nationality: russischen, US-amerikanische, Französin."""
    adjectives, nouns = gazetteer.nationality_adjectives(), gazetteer.nationality_nouns()
    found: list[Mention] = []
    for index, word in enumerate(words.exact):
        state = nouns.get(word) or adjectives.get(words.lower[index])
        if state and word.lower() != "deutsch" and not word.isupper():
            start, end = words.chars(index, index + 1)
            found.append(Mention(start, end, "NORP", canonical=state))
    return found


def find_organisations(words: Words) -> list[Mention]:
    """Acronyms, names with a legal form, and compounds such as Umweltministerium."""
    found: list[Mention] = []
    for index in range(len(words)):
        first = _organisation_start(words, index)
        if first is not None:
            start, end = words.chars(first, index + 1)
            found.append(Mention(start, end, "ORG"))
    return found


def _organisation_start(words: Words, index: int) -> int | None:
    word = words.exact[index]
    if not word[0].isupper():
        return None
    if word in load_set("name_patterns", "legal_forms"):
        return _company_start(words, index)
    if _ACRONYM.match(word) and word not in load_set("name_patterns", "not_acronyms"):
        return None if _stands_in_capitals(words, index) else index
    return index if _is_organisation_noun(words.lower[index]) else None


def _company_start(words: Words, index: int) -> int | None:
    first = index
    while first > 0 and index - first < 4 and _is_name_word(words, first - 1):
        first -= 1
    return first if first < index else None


def _stands_in_capitals(words: Words, index: int) -> bool:
    neighbours = words.exact[max(0, index - 1) : index] + words.exact[index + 1 : index + 2]
    return any(len(word) > 3 and word.isupper() for word in neighbours)


def _is_organisation_noun(word: str) -> bool:
    if word in load_set("name_patterns", "bare_nouns"):
        return False
    return word.endswith(tuple(load_set("name_patterns", "organisation_endings")))


def find_weapons(words: Words) -> list[Mention]:
    """Weapons that are named by their kind: Landminen, Raketen, Kampfdrohnen."""
    endings = tuple(load_set("name_patterns", "weapon_endings"))
    found: list[Mention] = []
    for index, word in enumerate(words.lower):
        if word.endswith(endings) and words.is_capitalised(index):
            start, end = words.chars(index, index + 1)
            found.append(Mention(start, end, "WEAPON"))
    return found


def find_persons(words: Words) -> list[Mention]:
    """Persons by office or given name, then the later mentions of one part of a full name."""
    found: list[Mention] = []
    index = 0
    while index < len(words):
        mention, index = _person_at(words, index)
        if mention:
            found.append(mention)
    return sorted(found + _short_mentions(words, found), key=lambda mention: mention.start_char)


def _person_at(words: Words, index: int) -> tuple[Mention | None, int]:
    if not words.is_capitalised(index):
        return None, index + 1
    first = index
    while first < len(words) and is_office(words.lower[first]) and words.is_capitalised(first):
        first += 1
    has_office = first > index
    if first == len(words) or not (has_office or words.exact[first] in load_names("given_names")):
        return None, max(first, index + 1)
    end = _end_of_name(words, first)
    if end == first or (not has_office and end - first < 2):
        return None, max(first, index + 1)
    start_char, end_char = words.chars(first, end)
    if has_office and end - first == 1 and end_char - start_char < 3:
        return None, end
    title = words.phrase(index, first) if has_office else None
    name = words.text[start_char:end_char]
    return Mention(start_char, end_char, "PER", canonical=name, title=title), end


def is_office(word: str) -> bool:
    """Whether a word in lower case names an office, a profession or a form of address."""
    return word.endswith(tuple(load_set("name_patterns", "office_endings")))


def _end_of_name(words: Words, first: int) -> int:
    """The index after the capitalised words from `first`; particles only between two of them."""
    end = index = first
    while index < len(words) and index - first < _LONGEST_PERSON:
        if _is_name_word(words, index):
            end = index = index + 1
        elif end == first + 1 and words.exact[index] in _PARTICLES:
            index += 1
        else:
            break
    return end


def _is_name_word(words: Words, index: int) -> bool:
    word = words.exact[index]
    if not word[0].isupper() or not _NAME.match(word) or (len(word) > 3 and word.isupper()):
        return False
    lower = words.lower[index]
    is_institution = lower in load_set("name_patterns", "bare_nouns") or _is_organisation_noun(lower)
    if lower in MONTHS or lower in WEEKDAYS or is_office(lower) or is_institution:
        return False
    if lower.endswith(("ischen", "ische", "ischer", "ung", "ungen", "heit", "keit", "schaft")):
        return False
    is_listed = (word,) in gazetteer.names() or word in gazetteer.nationality_nouns()
    return not is_listed and not _ACRONYM.match(word)


def _short_mentions(words: Words, persons: list[Mention]) -> list[Mention]:
    """Later mentions of one name of a person; a part that two persons share is left alone."""
    taken = {position for person in persons for position in range(person.start_char, person.end_char)}
    full_names = _full_names(words, persons)
    found: list[Mention] = []
    for index, word in enumerate(words.exact):
        owner = full_names.get(word) or full_names.get(word.removesuffix("s"))
        if owner and words.start[index] not in taken and words.start[index] > owner.start_char:
            length = len(word) if word in full_names else len(word) - 1
            start = words.start[index]
            found.append(Mention(start, start + length, "PER", canonical=owner.canonical))
    return found


def _full_names(words: Words, persons: list[Mention]) -> dict[str, Mention]:
    owners: dict[str, Mention] = {}
    shared: set[str] = set()
    for person in persons:
        parts = words.text[person.start_char : person.end_char].split()
        if len(parts) < 2:
            continue
        for part in {parts[-1], _family_name_in_front(parts)} - {""}:
            if part in owners and owners[part].canonical != person.canonical:
                shared.add(part)
            owners.setdefault(part, person)
    return {part: owner for part, owner in owners.items() if part not in shared}


def _family_name_in_front(parts: list[str]) -> str:
    """The first of three names of which none is a given name of the list (Kim Min Jae)."""
    return parts[0] if len(parts) == 3 and parts[0] not in load_names("given_names") else ""
