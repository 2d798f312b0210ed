"""Measures the product's own reading of German, from raw text, against corpora that it was not trained on.

Usage: evaluate.py DATA [--output FILE] [--only NAME ...]

Tags and finite verbs: UD German GSD test. Konjunktiv and sentences: UD German PUD. Names: GermEval 2014 dev.
A word is right where the pipeline has a word of exactly the same characters with the same tag. The figure
for tags is F1 over words, as the CoNLL 2018 shared task counts raw text: the treebank cuts compounds at
their hyphens, which our words are not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Set
from dataclasses import asdict, dataclass
from pathlib import Path

from newsdesk.nlp.installed import Score
from newsdesk.nlp.pipeline import load_pipeline, readings
from newsdesk.nlp.records import Mention, flat
from newsdesk.nlp.training.scripts.readers import UdWord, read_conllu, read_germeval
from newsdesk.nlp.words import Words

SENTENCES_AT_ONCE = 25
FINITE = ("VVFIN", "VAFIN", "VMFIN")
NAMES = ("PER", "LOC", "ORG", "MISC")
_MISC = frozenset({"WEAPON", "EVENT", "LAW", "WORK", "MISC"})
LabelledSpan = tuple[int, int, str]


@dataclass(slots=True)
class Counts:
    """Right, found and wanted items."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: Set[object], wanted: Set[object]) -> None:
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def precision(self) -> float:
        return 100 * self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return 100 * self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, self.found + self.wanted)


def read(text: str) -> Words:
    """The words of a text with everything that the pipeline knows of them."""
    return readings(load_pipeline("de")(text)).words


def read_mentions(text: str) -> list[Mention]:
    """The mentions of a text, the nested ones left out."""
    return flat(readings(load_pipeline("de")(text)).mentions)


Located = list[tuple[int, int, UdWord]]


def joined(
    sentences: Iterable[tuple[str, list[UdWord]]], between: str = " "
) -> tuple[str, Located, list[int]]:
    """Sentences as one raw text, its gold words with their offsets, and where sentences begin."""
    text, located, starts = "", [], []
    for raw, words in sentences:
        text += between if text else ""
        starts.append(len(text))
        cursor = len(text)
        text += raw
        for word in words:
            start = text.index(word.form, cursor)
            cursor = start + len(word.form)
            located.append((start, cursor, word))
    return text, located, starts


def groups(path: Path, between: str = " ") -> list[tuple[str, Located, list[int]]]:
    """A treebank as texts of some sentences, with this sign between them."""
    sentences = list(read_conllu(path))
    return [
        joined(sentences[first : first + SENTENCES_AT_ONCE], between)
        for first in range(0, len(sentences), SENTENCES_AT_ONCE)
    ]


def measure_tags(data: Path) -> list[Score]:
    """STTS tags of all words; the words that are the finite verb of a clause."""
    tags, finite = Counts(), Counts()
    for text, located, _ in groups(data / "ud_german/gsd-test.conllu"):
        words = read(text)
        found = {(*words.chars(i, i + 1), tag) for i, tag in enumerate(words.tags)}
        wanted = {(start, end, word.tag) for start, end, word in located}
        tags.add(found, wanted)
        verbs = {words.chars(c.finite, c.finite + 1) for c in words.clauses if c.finite is not None}
        finite.add(verbs, {(start, end) for start, end, word in located if word.tag in FINITE})
    test_set = "UD German GSD test"
    return [
        Score("STTS tags", tags.f1, "%", test_set),
        Score("finite verbs, precision", finite.precision, "%", test_set),
        Score("finite verbs, recall", finite.recall, "%", test_set),
    ]


def measure_konjunktiv(data: Path) -> list[Score]:
    """Finite verbs in Konjunktiv I or II. The sentences are no running text: each is a paragraph."""
    counts = Counts()
    for text, located, _ in groups(data / "ud_german/pud.conllu", between="\n"):
        words = read(text)
        found = {
            words.chars(clause.finite, clause.finite + 1)
            for clause in words.clauses
            if clause.finite is not None and (clause.mood or "").startswith("konjunktiv")
        }
        counts.add(found, {(start, end) for start, end, word in located if "Mood=Sub" in word.features})
    return [
        Score("Konjunktiv, precision", counts.precision, "%", "UD German PUD"),
        Score("Konjunktiv, recall", counts.recall, "%", "UD German PUD"),
    ]


def measure_sentences(data: Path) -> list[Score]:
    """Sentences that begin and end where the gold ones do, in texts of 25."""
    counts = Counts()
    for text, _, starts in groups(data / "ud_german/pud.conllu"):
        words = read(text)
        ours = [words.start[first] for first, _ in words.sentences]
        counts.add(_ranges(ours, len(text)), _ranges(starts, len(text)))
    return [Score("sentences, F1", counts.f1, "%", "UD German PUD")]


def _ranges(starts: list[int], end: int) -> set[tuple[int, int]]:
    return set(zip(starts, [*starts[1:], end], strict=True))


def measure_names(data: Path) -> list[Score]:
    """Flat PER, LOC, ORG and MISC, exact spans."""
    counts: dict[str, Counts] = {label: Counts() for label in (*NAMES, "all")}
    for sentence in read_germeval(data / "germeval2014/NER-de-dev.tsv"):
        text, wanted = _plain(sentence)
        found = {
            (mention.start_char, mention.end_char, "MISC" if mention.label in _MISC else mention.label)
            for mention in read_mentions(text)
        }
        found = {item for item in found if item[2] in NAMES}
        counts["all"].add(found, wanted)
        for label in NAMES:
            counts[label].add(_only(label, found), _only(label, wanted))
    return [
        Score(
            f"names, {label}, F1",
            counts[label].f1,
            "%",
            "GermEval 2014 dev",
        )
        for label in ("all", *NAMES)
    ]


def _only(label: str, names: Set[LabelledSpan]) -> set[LabelledSpan]:
    return {name for name in names if name[2] == label}


def _plain(sentence: list[tuple[str, str]]) -> tuple[str, set[LabelledSpan]]:
    """The words with blanks between them, and the gold names as (start_char, end_char, label)."""
    offsets, cursor = [], 0
    for word, _ in sentence:
        offsets.append((cursor, cursor + len(word)))
        cursor += len(word) + 1
    names: list[LabelledSpan] = []
    for (start, end), (_, outer) in zip(offsets, sentence, strict=True):
        kind = {"OTH": "MISC"}.get(outer[2:], outer[2:])
        if outer.startswith("B"):
            names.append((start, end, kind))
        elif outer.startswith("I") and names:
            names[-1] = (names[-1][0], end, kind)
    return " ".join(word for word, _ in sentence), {name for name in names if name[2] in NAMES}


MEASURES: dict[str, Callable[[Path], list[Score]]] = {
    "tags": measure_tags,
    "konjunktiv": measure_konjunktiv,
    "sentences": measure_sentences,
    "names": measure_names,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    options = parser.parse_args()
    scores = [score for name in options.only for score in MEASURES[name](options.data)]
    for score in scores:
        print(f"{score.what:28} {score.figure:6.2f} {score.unit:16} {score.test_set}")
    if options.output:
        options.output.write_text(json.dumps([asdict(score) for score in scores], indent=2), "utf-8")


if __name__ == "__main__":
    main()
