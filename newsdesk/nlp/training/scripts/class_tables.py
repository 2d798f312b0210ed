"""Makes the tables of word classes: names by list, Brown clusters, possible tags.

Usage: class_tables.py DATA LEXICON OUTPUT
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import srsly

from newsdesk.nlp.languages.de.name_table import (
    Certainty,
    Entry,
    name_table,
    people_adjectives,
    people_nouns,
)
from newsdesk.nlp.word_classes import (
    CLUSTERS,
    GIVEN_NAME,
    NAMES,
    ORGANISATION,
    PEOPLE,
    PLACE,
    STATE,
    SURNAME,
    TAGS,
    THING,
    WordClasses,
    WordTable,
)

_NO_GENITIVE = ("s", "x", "z", "ß")


def given_names(path: Path) -> list[str]:
    """The first column; some lines were saved in the wrong encoding, and are read back."""
    return [
        _repaired(line.split("\t")[0].strip())
        for line in path.read_text("utf-8").replace("\x85", "").split("\n")
    ]


def _repaired(name: str) -> str:
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def name_classes(data: Path) -> dict[str, int]:
    """The sum of the classes of every name of one word, in all its forms."""
    classes: Counter[str] = Counter()
    for number, name in _listed(data):
        classes[name] |= number
    for name, number in list(classes.items()):
        if not name.endswith(_NO_GENITIVE):
            classes.setdefault(f"{name}s", number)
    for form, entry in name_table().entries.items():
        if entry.certainty is Certainty.SURE and " " not in form:
            classes[form] |= _class_of(entry)
    for form in (*people_adjectives(), *people_nouns()):
        classes[form] |= PEOPLE
    return classes


def _listed(data: Path) -> list[tuple[int, str]]:
    """(class, name) for the lists of names of persons and states."""
    surnames = (data / "names/inDBnachnamen.txt").read_text("utf-8").split("\n")
    states = (data / "names/laendernamen.list").read_text("utf-8").split("\n")
    lists = {
        GIVEN_NAME: given_names(data / "names/vornameList.txt"),
        SURNAME: [name.strip() for name in surnames],
        STATE: [name.strip() for name in states],
    }
    named = [(number, name) for number, names in lists.items() for name in names]
    return [(number, name) for number, name in named if _is_one_name(name)]


def _is_one_name(name: str) -> bool:
    return len(name) > 1 and name[0].isupper() and " " not in name


def _class_of(entry: Entry) -> int:
    if entry.label == "LOC":
        return STATE if entry.subtype == "STATE" else PLACE
    return ORGANISATION if entry.label == "ORG" else THING


def read_clusters() -> dict[str, int]:
    """Cluster by word, the most frequent word first."""
    file = files("spacy_lookups_data") / "data" / "de_lexeme_cluster.json.gz"
    clusters: dict[str, int] = srsly.json_loads(gzip.decompress(file.read_bytes()).decode("utf-8"))
    return clusters


def tag_classes(lexicon: Path) -> dict[str, int]:
    """A number for the tags that a word can have: equal tags, equal number, the most frequent first."""
    lines = lexicon.read_text("utf-8").splitlines()
    tags = {word: tuple(tags) for word, tags in map(json.loads, lines)}
    numbers = {kind: number for number, (kind, _) in enumerate(Counter(tags.values()).most_common(), 1)}
    return {word: numbers[kind] for word, kind in tags.items()}


def main(data: Path, lexicon: Path, output: Path) -> None:
    component = WordClasses()
    component.tables[NAMES] = WordTable.of(name_classes(data))
    component.tables[CLUSTERS] = WordTable.of({word: number + 1 for word, number in read_clusters().items()})
    component.tables[TAGS] = WordTable.of(tag_classes(lexicon))
    component.to_disk(output)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
