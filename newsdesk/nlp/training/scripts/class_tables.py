"""Makes the tables of word classes: given names, surnames, cities, states; Brown clusters.

Usage: class_tables.py DATA OUTPUT
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import spacy_lookups_data
import srsly

from newsdesk.nlp.languages.de.lexicons import load_names
from newsdesk.nlp.word_classes import (
    CITY,
    CLUSTERS,
    GIVEN_NAME,
    NAMES,
    STATE,
    SURNAME,
    WordClasses,
    WordTable,
)

_NO_GENITIVE = ("s", "x", "z", "ß")
_CLUSTER_FILE = Path(spacy_lookups_data.__file__).parent / "data" / "de_lexeme_cluster.json.gz"


def given_names(path: Path) -> list[str]:
    """The first column; some lines were saved in the wrong encoding, and are read back."""
    return [
        _repaired(line.split("\t")[0]) for line in path.read_text("utf-8").replace("\x85", "").split("\n")
    ]


def _repaired(name: str) -> str:
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def name_classes(data: Path) -> dict[str, int]:
    """The sum of the classes of every single-word name, and of its genitive."""
    lists = {
        GIVEN_NAME: given_names(data / "names/vornameList.txt"),
        SURNAME: (data / "names/inDBnachnamen.txt").read_text("utf-8").split("\n"),
        STATE: (data / "names/laendernamen.list").read_text("utf-8").split("\n"),
        CITY: sorted(load_names("places")),
    }
    classes: Counter[str] = Counter()
    for number, names in lists.items():
        for name in {name.strip() for name in names}:
            if len(name) > 1 and name[0].isupper() and " " not in name:
                classes[name] |= number
    for name, number in list(classes.items()):
        if not name.endswith(_NO_GENITIVE):
            classes.setdefault(f"{name}s", number)
    return classes


def main(data: Path, output: Path) -> None:
    clusters = srsly.read_gzip_json(_CLUSTER_FILE)
    component = WordClasses()
    component.tables[NAMES] = WordTable.of(name_classes(data))
    component.tables[CLUSTERS] = WordTable.of({word: number + 1 for word, number in clusters.items()})
    component.to_disk(output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
