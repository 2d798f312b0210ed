"""A spaCy pipeline package made by hand and installed in a folder of its own: no download, no pip.

It is small but real: a tagger trained on a few sentences with TIGER's variants of the tags, and a
recogniser of two invented names that the rules alone do not know.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from newsdesk.nlp import configure, fingerprint, model

NAME = "de_stand_in"
VERSION = "1.2.0"
PATTERNS = [
    {"label": "PERSON", "pattern": "Quirin Ö"},
    {"label": "ORG", "pattern": "die blaue Mole"},
    {"label": "DATE", "pattern": "gestern"},
]
SENTENCES = [
    "Die/ART kleine/ADJA Stadt/NN hat/VAFIN gestern/ADV davon/PROAV gesprochen/VVPP ./$.",
    "Der/ART Rat/NN sagte/VVFIN ,/$, beide/PIDAT Orte/NN könne/VMFIN man/PIS schließen/VVINF ./$.",
    "Quirin/NE Ö/NE sagte/VVFIN der/ART Zeitung/NN etwas/PIS davon/PROAV ./$.",
]
INIT = """from pathlib import Path

from spacy.util import load_model_from_init_py


def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""
SMALL = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 24,
    "depth": 1,
    "embed_size": 200,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": False,
}


def trained(sentences: list[str] | None = None) -> Language:
    """A tagger that knows the sentences by heart, a recogniser, and parts that newsdesk does not need."""
    fix_random_seed(7)
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": SMALL}})
    examples = [example(nlp, sentence) for sentence in sentences or SENTENCES]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    attributes, names = (
        cast("Any", nlp.add_pipe("attribute_ruler")),
        cast("Any", nlp.add_pipe("entity_ruler")),
    )
    attributes.add([[{"ORTH": "."}]], {"POS": "PUNCT"})
    names.add_patterns(PATTERNS)
    return nlp


def example(nlp: Language, sentence: str) -> Example:
    words, tags = zip(*(pair.rsplit("/", 1) for pair in sentence.split()), strict=True)
    doc = Doc(nlp.vocab, words=list(words))
    return Example.from_dict(doc, {"tags": list(tags)})


def build_package(site: Path, nlp: Language, *, name: str = NAME, requires: str = "", **meta: Any) -> None:
    """Put what `pip install` of a spaCy package leaves into the folder `site`."""
    inner = site / name / f"{name}-{VERSION}"
    inner.parent.mkdir(parents=True)
    nlp.meta.update(
        {
            "name": name.partition("_")[2],
            "version": VERSION,
            "license": "CC BY-SA 4.0",
            "author": "Stand-in Works",
            "description": "Knows two names.",
            "sources": [{"name": "Three Sentences", "license": "CC0", "url": "", "author": "Stand-in Works"}],
            "performance": {"tag_acc": 0.9712, "ents_f": 0.5, "speed": 9000.0},
        }
    )
    nlp.to_disk(inner)
    written = json.loads((inner / "meta.json").read_text("utf-8")) | meta
    for folder in (inner, inner.parent):
        (folder / "meta.json").write_text(json.dumps(written), "utf-8")
    (inner.parent / "__init__.py").write_text(INIT, "utf-8")
    write_dist_info(site, name, requires)


def write_dist_info(site: Path, name: str, requires: str = "") -> None:
    info = site / f"{name}-{VERSION}.dist-info"
    info.mkdir()
    wanted = f"Requires-Dist: {requires}\n" if requires else ""
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n{wanted}", "utf-8"
    )
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n", "utf-8")
    files = sorted(path for path in (site / name).rglob("*") if path.is_file())
    lines = [f"{path.relative_to(site).as_posix()},{recorded(path)}" for path in files]
    (info / "RECORD").write_text("\n".join([*lines, f"{info.name}/RECORD,,"]) + "\n", "utf-8")


def recorded(path: Path) -> str:
    """A file's hash and size, as RECORD keeps them."""
    data = path.read_bytes()
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"sha256={digest},{len(data)}"


@contextmanager
def installed(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The packages in `site` are installed; afterwards nothing of them is left in this process."""
    before = set(sys.modules)
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(site))
        forget()
        yield
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(site)):
            del sys.modules[name]
    importlib.invalidate_caches()
    configure()
    forget()


def forget() -> None:
    """What a process keeps for its life about pipelines."""
    fingerprint._with_rules.cache_clear()
    model._load.cache_clear()
