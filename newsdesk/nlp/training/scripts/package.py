"""Puts a trained pipeline where the product finds it, with its description in meta.json.

Usage: package.py MODEL CARD TARGET
       package.py --scores SCORES TARGET

The first form copies the model and drops what reading does not need; the second adds measured scores.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import spacy
import srsly

from newsdesk.nlp import word_classes  # noqa: F401  (registers its factory)

KEPT_COMPONENTS = ("word_classes", "tagger", "ner")


def package(model: Path, card: Path, target: Path) -> None:
    """Write the pipeline to `target`, replacing what is there."""
    nlp = spacy.load(model)
    for name in [name for name in nlp.pipe_names if name not in KEPT_COMPONENTS]:
        nlp.remove_pipe(name)
    nlp.meta.update(srsly.read_yaml(card))
    nlp.meta["performance"] = {}
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    nlp.to_disk(target)
    (target / "vocab" / "lookups.bin").unlink(missing_ok=True)
    # Without the words of the training texts: reading adds those of its own text, and hashes them alike.
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    srsly.write_json(target / "vocab" / "strings.json", sorted(labels))


def add_scores(scores: Path, target: Path) -> None:
    """Write the measured scores into the meta.json of a packaged pipeline."""
    path = target / "meta.json"
    meta: dict[str, Any] = srsly.read_json(path)
    meta["newsdesk"] = {**meta.get("newsdesk", {}), "scores": srsly.read_json(scores)}
    srsly.write_json(path, meta)


if __name__ == "__main__":
    if sys.argv[1] == "--scores":
        add_scores(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        package(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
