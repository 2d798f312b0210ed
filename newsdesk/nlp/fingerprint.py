"""Which pipeline this is: its name, its version, and a fingerprint of all that decides its output."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from newsdesk.nlp.configuration import Configuration, configuration
from newsdesk.nlp.installed import InstalledPipeline, pipeline_for
from newsdesk.nlp.languages import DEFAULT_LANGUAGE, has_rules, language_code
from newsdesk.nlp.records import PipelineInfo

NO_RULES = "no_rules"
NO_RULES_VERSION = "0.1.0"
ROOT = Path(__file__).parent
SUFFIXES = (".py", ".json", ".jsonl", ".txt")
NO_CODE = {"training", "pipelines"}
LANGUAGES = "languages"
LIBRARIES = ("spacy", "py3langid")


def pipeline_info(language: str | None = None) -> PipelineInfo:
    """Name, version and fingerprint of what `analyse` reads a text of this language by, as configured.

    spaCy is not imported. All languages without rules share one fingerprint, which no new code changes.
    """
    code = language_code(language)
    return _with_rules(code, configuration()) if has_rules(code) else _no_rules()


@cache
def _with_rules(language: str, settings: Configuration) -> PipelineInfo:
    pipeline = pipeline_for(language, settings.pipeline)
    parts = [
        code_digest(ROOT, language),
        weights_digest(pipeline),
        pipeline.name,
        pipeline.version,
        *(f"{name} {version(name)}" for name in LIBRARIES),
        *sorted(settings.languages),
    ]
    return PipelineInfo(pipeline.name, pipeline.version, fingerprint(parts))


@cache
def _no_rules() -> PipelineInfo:
    return PipelineInfo(NO_RULES, NO_RULES_VERSION, sha256(NO_RULES.encode()).hexdigest()[:16])


def fingerprint(parts: Iterable[str]) -> str:
    """16 hexadecimal digits over the parts, in their order."""
    return _digest(parts)[:16]


def code_digest(root: Path, language: str = DEFAULT_LANGUAGE) -> str:
    """Over the code and lexicons below `root`: not the recipes of training, weights, or other languages."""
    files = (path for path in root.rglob("*") if path.suffix in SUFFIXES)
    return _digest_of_files(root, (path for path in files if _counts(path.relative_to(root).parts, language)))


def _counts(parts: tuple[str, ...], language: str) -> bool:
    """Whether the file at a path decides how texts in a language are read."""
    of_another = parts[0] == LANGUAGES and len(parts) > 2 and parts[1] != language
    return not of_another and NO_CODE.isdisjoint(parts)


def weights_digest(pipeline: InstalledPipeline) -> str:
    """Over all files of a pipeline but its description; of an installed package, over its RECORD's hashes.

    Name and version count apart from this: new scores in meta.json make no other pipeline of it.
    """
    if pipeline.folder is None:
        return ""
    recorded = [] if pipeline.shipped else recorded_hashes(pipeline.name, pipeline.folder.name)
    if recorded:
        return _digest(recorded)
    description = pipeline.folder / "meta.json"
    files = (
        path for path in pipeline.folder.rglob("*") if "__pycache__" not in path.parts and path != description
    )
    return _digest_of_files(pipeline.folder, files)


def recorded_hashes(package: str, folder: str) -> list[str]:
    """The lines of a package's RECORD about files below `folder`: the same whoever installed it.

    Empty where there is no such record, as in an editable installation.
    """
    try:
        record = distribution(package).read_text("RECORD") or ""
    except PackageNotFoundError:
        return []
    return sorted(
        line for line in record.splitlines() if line.startswith(f"{folder}/") and ",sha256=" in line
    )


def _digest_of_files(root: Path, paths: Iterable[Path]) -> str:
    files = {path.relative_to(root).as_posix(): path for path in paths if path.is_file()}
    return _digest(part for name in sorted(files) for part in (name, _digest_of_file(files[name])))


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digest(parts: Iterable[str]) -> str:
    """SHA-256 over the parts, each with its length, in hexadecimal."""
    hashed = sha256()
    for part in parts:
        data = part.encode()
        hashed.update(f"{len(data)}\0".encode() + data)
    return hashed.hexdigest()
