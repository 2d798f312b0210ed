"""Which pipeline this is: its name, its version, and a fingerprint of all that decides its output."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from newsdesk.nlp.records import PipelineInfo

NAME = "de_newsdesk_rules"
NO_RULES = "no_rules"
VERSION = "0.1.0"
ROOT = Path(__file__).parent
SUFFIXES = (".py", ".json", ".jsonl", ".txt")


def is_german(language: str | None) -> bool:
    """Whether a language tag (de, de-AT, de_CH) means German; so does none."""
    return (language or "de").replace("_", "-").split("-")[0].lower() == "de"


def pipeline_info(language: str | None = None) -> PipelineInfo:
    """Name, version and fingerprint of the rules that `analyse` reads a text of this language by.

    spaCy is not imported. All languages without rules share one fingerprint, which no new code changes.
    """
    return _german_rules() if is_german(language) else _no_rules()


@cache
def _german_rules() -> PipelineInfo:
    return PipelineInfo(NAME, VERSION, fingerprint(ROOT, version("spacy")))


@cache
def _no_rules() -> PipelineInfo:
    return PipelineInfo(NO_RULES, VERSION, sha256(NO_RULES.encode()).hexdigest()[:16])


def fingerprint(root: Path, spacy_version: str) -> str:
    """16 hexadecimal digits over the code and lexicons below `root` and the version of spaCy."""
    hashed = sha256(spacy_version.encode())
    for name, path in sorted((str(path.relative_to(root)), path) for path in _sources(root)):
        content = path.read_bytes()
        hashed.update(f"\0{name}\0{len(content)}\0".encode())
        hashed.update(content)
    return hashed.hexdigest()[:16]


def _sources(root: Path) -> list[Path]:
    return [
        path
        for path in root.rglob("*")
        if path.suffix in SUFFIXES and "training" not in path.relative_to(root).parts
    ]
