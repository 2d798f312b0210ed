"""Weapons and weapon systems, by name or by kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.name_table import Entry, name_table, people_nouns, rows, same_signs
from newsdesk.nlp.languages.de.names.candidates import Candidate, Source
from newsdesk.nlp.languages.de.names.page import Page

_OWNED: Final = ("-waffen", "-waffe")
_FARTHEST_TYPE: Final = 6
_LONGEST_NAME: Final = 4


def weapons(page: Page) -> Iterator[Candidate]:
    """Candidates of label WEAPON; `canonical` is the name of the system where the words hold it."""
    for index, lower in enumerate(page.words.lower):
        if lower[0] == "-":
            yield from _behind_quoted_name(page, index)
        elif page.words.is_capitalised(index) and is_weapon_kind(lower):
            canonical = _system(page, index) or _plural_nominative(page.words.exact[index])
            yield Candidate(index, index + 1, "WEAPON", Source.KIND, canonical=canonical)
            yield from _named_behind_kind(page, index)
        elif lower.endswith(_OWNED) and _owner(page.words.exact[index]):
            yield Candidate(index, index + 1, "WEAPON", Source.PATTERN)
        elif lower in load_set("names", "weapon_types"):
            yield from _of_type(page, index)


def _behind_quoted_name(page: Page, index: int) -> Iterator[Candidate]:
    """ "Storm Shadow"-Raketen, of which a tokenizer makes five words."""
    first = _quoted_name(page, index)
    if first is not None and is_weapon_kind(page.words.lower[index].strip("-")):
        name = page.words.phrase(first + 1, index - 1)
        yield Candidate(first, index + 1, "WEAPON", Source.PATTERN, canonical=_canonical(name))


@lru_cache(50_000)
def is_weapon_kind(word: str) -> bool:
    """Whether a word in lower case is a kind of weapon or a compound that ends in one."""
    whole, endings, excepted = _kinds()
    if word in whole:
        return True
    last_part = word.rpartition("-")[2]
    if word in excepted or last_part in excepted:
        return False
    if "-" in word and last_part in whole:
        return True
    return any(last_part[-length:] in endings[length] for length in endings if length < len(last_part))


@cache
def _kinds() -> tuple[frozenset[str], dict[int, frozenset[str]], frozenset[str]]:
    """The kinds as whole words, those that end compounds by their length, and words that are no weapons."""
    whole: set[str] = set()
    endings: dict[int, set[str]] = {}
    excepted: set[str] = set()
    for row in rows("weapon_kinds"):
        forms = {form.lower() for form in (row["name"], *row["forms"])}
        whole |= forms
        excepted |= set(row.get("except", ()))
        for form in forms if row["match"] == "ending" else ():
            endings.setdefault(len(form), set()).add(form)
    return (
        frozenset(whole),
        {length: frozenset(forms) for length, forms in endings.items()},
        frozenset(excepted),
    )


def _plural_nominative(word: str) -> str | None:
    """Marschflugkörpern -> Marschflugkörper, Waffensystemen -> Waffensysteme; Raketen are Raketen."""
    lower = word.lower()
    dative = next((form for form in _datives() if lower.endswith(form)), None)
    return word[:-1] if dative else None


@cache
def _datives() -> tuple[str, ...]:
    """Forms of kinds that are a dative plural and nothing else."""
    found: list[str] = []
    for row in rows("weapon_kinds"):
        forms = {row["name"].lower(), *(form.lower() for form in row["forms"])}
        is_feminine = row["name"].endswith("e")
        found += [form for form in forms if form.endswith("n") and form[:-1] in forms and not is_feminine]
    return tuple(found)


def _owner(word: str) -> Entry | None:
    """The state or force before -Waffen: US-Waffen are a mention, Schuss-Waffen are not."""
    entry = name_table().entries.get(word.rpartition("-")[0])
    return entry if entry and entry.label in ("LOC", "ORG") else None


def _quoted_name(page: Page, index: int) -> int | None:
    """The opening mark of "Storm Shadow" before -Raketen."""
    if index < 3 or not page.is_mark(index - 1) or page.words.has_space_before(index):
        return None
    for first in range(index - 2, max(-1, index - 6), -1):
        if page.is_mark(first):
            return first if first < index - 2 else None
    return None


def _system(page: Page, index: int) -> str | None:
    """Storm-Shadow-Raketen -> Storm Shadow: the parts before the kind, if they name a weapon."""
    before, hyphen, _ = page.words.exact[index].rpartition("-")
    if not hyphen:
        return None
    entry = _weapon_entry(before) or _weapon_entry(before.replace("-", " "))
    return entry.canonical if entry else None


def _canonical(name: str) -> str:
    entry = _weapon_entry(name)
    return entry.canonical if entry else name


def _weapon_entry(name: str) -> Entry | None:
    entry = name_table().entries.get(same_signs(name))
    return entry if entry and entry.label == "WEAPON" else None


def _named_behind_kind(page: Page, index: int) -> Iterator[Candidate]:
    """Zerstörer „Muster“ und „Probe“, Raketensystem Muster: names directly behind a kind."""
    first = index + 1
    while first < len(page) and page.same_line(index, first):
        last, behind = _weapon_name(page, first)
        if not last:
            return
        first += page.is_mark(first)
        canonical = _canonical(page.words.phrase(first, last))
        yield Candidate(first, last, "WEAPON", Source.PATTERN, canonical=canonical)
        if behind >= len(page) or page.words.lower[behind] not in ("und", ","):
            return
        first = behind + 1


def _weapon_name(page: Page, first: int) -> tuple[int, int]:
    """The end of a name that begins at a word or a mark, and what stands behind it; zeros for no name."""
    is_quoted = page.is_mark(first)
    last = first + is_quoted + 1
    if last > len(page) or not _could_name_weapon(page, last - 1, is_quoted):
        return 0, 0
    if not is_quoted:
        return last, last
    while last < len(page) and last - first < _LONGEST_NAME and not page.is_mark(last):
        last += 1
    return (last, last + 1) if page.is_mark(last) else (0, 0)


def _could_name_weapon(page: Page, index: int, is_quoted: bool) -> bool:
    word = page.words.exact[index]
    if not word[0].isupper() or (index in page.recognised and page.recognised[index].label == "PER"):
        return False
    if is_quoted:
        return True
    entry = name_table().entries.get(word)
    is_known = (entry is not None and entry.label != "WEAPON") or word in people_nouns() or word.endswith("s")
    return page.tags[index] in ("NE", "FM") and not is_known


def _of_type(page: Page, index: int) -> Iterator[Candidate]:
    """Haubitzen vom Typ "Koksan": what stands behind Typ, if a kind of weapon stands before it."""
    lower = page.words.lower
    before = range(max(0, index - _FARTHEST_TYPE), index)
    if not any(is_weapon_kind(lower[other].lstrip("-")) or "-" in lower[other] for other in before):
        return
    if not any(is_weapon_kind(lower[other].lstrip("-0123456789")) for other in before):
        return
    first = index + 1 + page.is_mark(index + 1)
    last = first
    while last < len(page) and last - first < 3 and _is_type_name(page, last, first):
        last += 1
    if last > first:
        yield Candidate(
            first, last, "WEAPON", Source.PATTERN, canonical=_canonical(page.words.phrase(first, last))
        )


def _is_type_name(page: Page, index: int, first: int) -> bool:
    word = page.words.exact[index]
    if index > first and not (word.isdigit() or any(map(str.isdigit, word)) or page.is_quoted_from(first)):
        return False
    return (
        (word[0].isupper() or word[0].isdigit())
        and word not in people_nouns()
        and page.same_line(first, index)
    )
