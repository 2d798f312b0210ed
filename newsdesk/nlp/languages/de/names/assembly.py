"""From readings to mentions: one flat reading, titles, canonical names, and what is nested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from newsdesk.nlp.languages.de.names.candidates import Candidate, Source, best_flat
from newsdesk.nlp.languages.de.names.compounds import Part, parts_of_compounds
from newsdesk.nlp.languages.de.names.consistency import Memory, remember, repeated, same_label
from newsdesk.nlp.languages.de.names.institution_words import subtype_by_form
from newsdesk.nlp.languages.de.names.institutions import institutions
from newsdesk.nlp.languages.de.names.listed import listed_names
from newsdesk.nlp.languages.de.names.mending import with_apostrophe
from newsdesk.nlp.languages.de.names.nominative import nominative
from newsdesk.nlp.languages.de.names.organisations import acronyms_in_brackets, organisations
from newsdesk.nlp.languages.de.names.page import Page
from newsdesk.nlp.languages.de.names.people import peoples
from newsdesk.nlp.languages.de.names.person_titles import title_of
from newsdesk.nlp.languages.de.names.persons import joined, persons
from newsdesk.nlp.languages.de.names.places import places
from newsdesk.nlp.languages.de.names.purposes import institutions_for
from newsdesk.nlp.languages.de.names.recognised import recognised_names
from newsdesk.nlp.languages.de.names.weapons import weapons
from newsdesk.nlp.languages.de.names.works import events, laws, of_miscellaneous, works
from newsdesk.nlp.records import Mention
from newsdesk.nlp.words import Words

_MAY_BE_NESTED: Final = frozenset({"LOC", "ORG", "NORP"})


def find_names(words: Words) -> list[Mention]:
    """All names of a text, the nested ones too, sorted by start and then by falling end."""
    page = Page.of(words)
    proposed = list(_readings(page))
    flat, _ = best_flat(proposed)
    memory = remember(page, flat)
    unified = [same_label(page, candidate, memory) for candidate in proposed]
    flat, lost = best_flat([*unified, *repeated(page, memory)])
    flat = [_in_genitive(page, name) for name in _with_acronyms(page, joined(page, flat))]
    mentions = [_mention(page, candidate, memory) for candidate in flat]
    mentions += _nested(page, flat, lost)
    mentions += _inside_tokens(page, flat, memory)
    return sorted(mentions, key=lambda mention: (mention.start_char, -mention.end_char))


def _readings(page: Page) -> Iterator[Candidate]:
    recognised = list(recognised_names(page))
    yield from listed_names(page)
    yield from peoples(page)
    yield from persons(page, recognised)
    yield from organisations(page)
    yield from institutions(page)
    yield from institutions_for(page)
    yield from places(page)
    yield from weapons(page)
    yield from laws(page)
    yield from events(page)
    yield from works(page)
    for name in recognised:
        if name.label in ("ORG", "LOC"):
            subtype = subtype_by_form(page, name)
            yield Candidate(name.first, name.last, name.label, Source.RECOGNISED, subtype)
        elif name.label == "MISC":
            candidate = of_miscellaneous(page, name)
            if candidate:
                yield candidate


def _in_genitive(page: Page, name: Candidate) -> Candidate:
    """The apostrophe of a genitive belongs to the span, as its s does."""
    last = with_apostrophe(page, name.last) if name.label in ("PER", "LOC", "ORG") else name.last
    return replace(name, last=last) if last > name.last else name


def _with_acronyms(page: Page, flat: list[Candidate]) -> list[Candidate]:
    """The acronym in brackets behind a name, and everywhere else, means what the name means."""
    ends = {name.last: name for name in flat if name.label in ("ORG", "LOC", "EVENT", "LAW")}
    meanings: dict[str, Candidate] = {}
    for index, name in acronyms_in_brackets(page, ends):
        meanings.setdefault(page.words.exact[index], name)
    if not meanings:
        return flat
    added = []
    for index, word in enumerate(page.words.exact):
        if word in meanings:
            name = meanings[word]
            canonical = name.canonical or page.words.phrase(name.first, name.last)
            added.append(Candidate(index, index + 1, name.label, Source.PATTERN, name.subtype, canonical))
    kept = {name.first for name in added}
    others = [name for name in flat if name.last - name.first > 1 or name.first not in kept]
    return best_flat([*others, *added])[0]


def _mention(page: Page, name: Candidate, memory: Memory) -> Mention:
    start, end = page.words.chars(name.first, name.last)
    exact = page.words.text[start:end]
    canonical, title = name.canonical or _described(name, exact), None
    if name.label == "PER":
        base = exact.rstrip("'’")
        canonical = memory.full_name(base) or _nominative(page, base)
        if not canonical and base != exact:
            canonical = base
        title = title_of(page, name.first, name.last)
    return Mention(
        start, end, name.label, name.subtype, canonical if canonical != exact else None, title=title
    )


def _described(name: Candidate, exact: str) -> str | None:
    """What a name means that no list holds: its nominative."""
    return nominative(exact) if name.label in ("ORG", "LOC", "EVENT", "LAW") else None


def _nominative(page: Page, exact: str) -> str | None:
    """Ada Musters -> Ada Muster, if the article has that too."""
    base = exact.removesuffix("s")
    return base if base != exact and len(base) > 2 and f"{base} " in page.words.text else None


def _nested(page: Page, flat: list[Candidate], lost: list[Candidate]) -> list[Mention]:
    """The names inside longer ones: russischen in russischen Militärs, Seoul in Parlament in Seoul."""
    holders = {index: name for name in flat for index in range(name.first, name.last)}
    inner = [
        candidate
        for candidate in lost
        if candidate.label in _MAY_BE_NESTED and _is_inside(candidate, holders.get(candidate.first))
    ]
    kept, _ = best_flat(inner)
    return [
        Mention(*page.words.chars(c.first, c.last), c.label, c.subtype, _other(page, c), nested=True)
        for c in kept
    ]


def _is_inside(candidate: Candidate, holder: Candidate | None) -> bool:
    """A part that says more than the whole: no PEN in PEN Berlin, no Landtag in Stuttgarter Landtag."""
    if holder is None or not holder.contains(candidate) or holder.label in ("PER", "NORP"):
        return False
    is_shorter = candidate.last - candidate.first < holder.last - holder.first
    is_trusted = candidate.source in (Source.LISTED, Source.KIND) or candidate.label == "LOC"
    is_other = candidate.label != holder.label and not (
        candidate.label == "NORP" and _is_listed_place(holder)
    )
    return is_shorter and is_trusted and is_other


def _is_listed_place(name: Candidate) -> bool:
    return name.label == "LOC" and name.source is Source.LISTED


def _other(page: Page, name: Candidate) -> str | None:
    return name.canonical if name.canonical != page.words.phrase(name.first, name.last) else None


def _inside_tokens(page: Page, flat: list[Candidate], memory: Memory) -> list[Mention]:
    holders = {index: name for name in flat for index in range(name.first, name.last)}
    return [
        _part_mention(page, part, part.word in holders)
        for part in parts_of_compounds(page, memory)
        if part.word not in holders or _has_parts(holders[part.word], part)
    ]


def _has_parts(holder: Candidate, part: Part) -> bool:
    """A compound that is a name has parts, unless it means what its part means (RSF-Miliz)."""
    if part.is_whole and holder.last - holder.first == 1:
        return False
    return holder.label not in ("PER", "WORK", "NORP") and holder.canonical != part.canonical


def _part_mention(page: Page, part: Part, is_nested: bool) -> Mention:
    exact = page.words.text[part.start_char : part.end_char]
    canonical = part.canonical if part.canonical != exact else None
    return Mention(
        part.start_char,
        part.end_char,
        part.label,
        part.subtype,
        canonical,
        nested=is_nested,
        inside_token=not (part.is_whole and is_nested),
    )
