"""Which pipelines there are, read from their metadata: no model is loaded, and spaCy is not imported.

Three kinds: the rules alone, which are always there; the pipelines shipped below `pipelines/`; and
the installed packages that announce themselves in the entry point group "spacy_models", as every
package made by `spacy package` does. docs/pipelines.md describes the metadata.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import Distribution, PackageNotFoundError, distribution, entry_points, version
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from newsdesk.nlp.configuration import configuration
from newsdesk.nlp.labels import name_label
from newsdesk.nlp.languages import DEFAULT_LANGUAGE, language_codes
from newsdesk.nlp.languages.de.stts import is_stts

ENTRY_POINTS = "spacy_models"
SHIPPED = Path(__file__).parent / "pipelines"
RULES = "de_newsdesk_rules"
RULES_VERSION = "0.1.0"

OTHER_LANGUAGE = "It reads %(detail)s, and newsdesk's rules are for German."
OTHER_SPACY = "It was made for spaCy %(detail)s."
MISSING_PACKAGE = "It needs %(detail)s, which is not installed."
NO_METADATA = "Its meta.json cannot be read: %(detail)s."
NO_PIPELINE = "The package %(detail)s is installed, but it is no spaCy pipeline."
NOT_INSTALLED = "There is no installed package %(detail)s."
REASONS = (OTHER_LANGUAGE, OTHER_SPACY, MISSING_PACKAGE, NO_METADATA, NO_PIPELINE, NOT_INSTALLED)

PERFORMANCE = {
    "tag_acc": "tags",
    "ents_p": "names, precision",
    "ents_r": "names, recall",
    "ents_f": "names, F1",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pipeline cannot be used: one of REASONS, and what fills it."""

    template: str
    detail: str

    def __str__(self) -> str:
        return self.template % {"detail": self.detail}


@dataclass(frozen=True, slots=True)
class Score:
    """One figure. `test_set` is empty where the makers do not name it, `command` repeats the measurement."""

    what: str
    figure: float
    unit: str = ""
    test_set: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class DataSource:
    """What a pipeline was made from, under which licence; `use` says what for."""

    name: str
    licence: str = ""
    url: str = ""
    author: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class InstalledPipeline:
    """A pipeline as its metadata describes it. `folder` holds its files; None for the rules alone.

    `gives_tags` and `gives_names` say whether its words carry STTS tags, and whether it finds names.
    """

    name: str
    version: str
    language: str
    licence: str = ""
    author: str = ""
    description: str = ""
    sources: tuple[DataSource, ...] = ()
    scores: tuple[Score, ...] = ()
    shipped: bool = False
    folder: Path | None = None
    reason: Reason | None = None
    gives_tags: bool = True
    gives_names: bool = True

    @property
    def usable(self) -> bool:
        """Whether texts can be read with it; `reason` says why not."""
        return self.reason is None


RULES_ALONE = InstalledPipeline(
    name=RULES,
    version=RULES_VERSION,
    language="de",
    licence="MIT",
    author="newsdesk",
    description="Rules and word lists, without a trained model.",
    shipped=True,
    gives_tags=False,
    gives_names=False,
)


def pipeline_in_use() -> InstalledPipeline:
    """The pipeline of this process's configuration.

    Without a configured name, the shipped one, or the rules alone where none is shipped. A configured
    name that means nothing comes back as a pipeline that is not usable, with the reason.
    """
    return find_pipeline(configuration().pipeline)


def pipeline_for(language: str, name: str | None) -> InstalledPipeline:
    """What reads texts in a language where `name` is configured.

    The configured pipeline, if that is its language; else the shipped one for it, else its rules alone.
    A configured pipeline that cannot be used stands for the default language, so that this is noticed.
    """
    named = find_pipeline(name) if name else None
    if named and (named.language if named.usable else DEFAULT_LANGUAGE) == language:
        return named
    shipped = (each for each in shipped_pipelines() if each.usable and each.language == language)
    return next(shipped, replace(RULES_ALONE, name=f"{language}_newsdesk_rules", language=language))


def find_pipeline(name: str | None) -> InstalledPipeline:
    """The pipeline of that name, or the default for None, as `pipeline_in_use` says."""
    if name is None:
        return pipeline_for(DEFAULT_LANGUAGE, None)
    ours = (*shipped_pipelines(), RULES_ALONE)
    found = next((each for each in (*ours, *package_pipelines()) if each.name == name), None)
    return found or InstalledPipeline(name, "", "", reason=_why_missing(name))


def installed_pipelines() -> list[InstalledPipeline]:
    """All pipelines: the shipped ones, the rules alone, then the installed packages by name."""
    return [*shipped_pipelines(), RULES_ALONE, *package_pipelines()]


def shipped_pipelines(root: Path | None = None) -> list[InstalledPipeline]:
    """The pipelines in the folders below `root` (by default those of this package), by name."""
    folders = sorted(path.parent for path in (root or SHIPPED).glob("*/meta.json"))
    return [_described(folder.name, folder, shipped=True) for folder in folders]


def package_pipelines() -> list[InstalledPipeline]:
    """The pipelines of installed packages, by name."""
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    return [_of_package(name, found[name].module, found[name].dist) for name in sorted(found)]


def _of_package(name: str, module: str, package: Distribution | None) -> InstalledPipeline:
    if package is None:
        return InstalledPipeline(name, "", "", reason=Reason(NO_METADATA, "the package has none"))
    folder = Path(str(package.locate_file(module.replace(".", "/"))))
    return _described(name, folder, shipped=False, requirements=package.requires or ())


def _described(
    name: str, folder: Path, *, shipped: bool, requirements: Iterable[str] = ()
) -> InstalledPipeline:
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        return _from_meta(name, meta, folder, shipped=shipped, requirements=requirements)
    except OSError as error:
        complaint = error.strerror or type(error).__name__
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        complaint = type(error).__name__
    reason = Reason(NO_METADATA, complaint)
    return InstalledPipeline(name, "", "", shipped=shipped, folder=folder, reason=reason)


def _from_meta(
    name: str, meta: dict[str, Any], folder: Path, *, shipped: bool, requirements: Iterable[str]
) -> InstalledPipeline:
    ours = meta.get("newsdesk") or {}
    return InstalledPipeline(
        name=name,
        version=str(meta["version"]),
        language=str(meta["lang"]),
        licence=str(meta.get("license") or ""),
        author=str(meta.get("author") or ""),
        description=str(meta.get("description") or ""),
        sources=tuple(_sources(ours.get("data") or meta.get("sources") or ())),
        scores=tuple(_scores(ours.get("scores") or ()) or _performance(meta.get("performance") or {})),
        shipped=shipped,
        folder=folder,
        reason=_why_unusable(meta, (*requirements, *map(str, meta.get("requirements") or ()))),
        gives_tags=any(is_stts(labels) for labels in _labels(meta)),
        gives_names=any(name_label(label) for labels in _labels(meta) for label in labels),
    )


def _labels(meta: dict[str, Any]) -> list[list[str]]:
    """The labels of each component of the pipeline."""
    return [[str(label) for label in labels] for labels in (meta.get("labels") or {}).values()]


def _sources(rows: Iterable[dict[str, Any] | str]) -> Iterator[DataSource]:
    for row in rows:
        if isinstance(row, str):
            yield DataSource(row)
        else:
            texts = {key: str(value) for key, value in row.items() if value}
            yield DataSource(
                texts.get("name", ""),
                texts.get("license", ""),
                texts.get("url", ""),
                texts.get("author", ""),
                texts.get("use", ""),
            )


def _scores(rows: Iterable[dict[str, Any]]) -> list[Score]:
    return [
        Score(
            str(row["what"]),
            float(row["figure"]),
            str(row.get("unit") or ""),
            str(row.get("test_set") or ""),
            str(row.get("command") or ""),
        )
        for row in rows
    ]


def _performance(figures: dict[str, Any]) -> list[Score]:
    """What spaCy's own metadata say of the parts that newsdesk uses: shares of 1, here in per cent."""
    return [
        Score(what, round(100 * float(figures[key]), 2), "%")
        for key, what in PERFORMANCE.items()
        if isinstance(figures.get(key), float | int)
    ]


def _why_unusable(meta: dict[str, Any], requirements: Iterable[str]) -> Reason | None:
    if meta["lang"] not in language_codes():
        return Reason(OTHER_LANGUAGE, str(meta["lang"]))
    wanted = str(meta.get("spacy_version") or "")
    if wanted and not _admits(wanted, version("spacy")):
        return Reason(OTHER_SPACY, wanted)
    missing = next((text for text in requirements if not _is_met(text)), None)
    return Reason(MISSING_PACKAGE, missing) if missing else None


def _admits(constraint: str, found: str) -> bool:
    exact = "==" if constraint[0].isdigit() else ""
    try:
        return SpecifierSet(exact + constraint).contains(found, prereleases=True)
    except InvalidSpecifier:
        return False


def _is_met(text: str) -> bool:
    """Whether an installed package satisfies a line of Requires-Dist; those of extras are not needed."""
    try:
        wanted = Requirement(text)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            return True
        return wanted.specifier.contains(version(wanted.name), prereleases=True)
    except (InvalidRequirement, PackageNotFoundError):
        return False


def _why_missing(name: str) -> Reason:
    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):
        return Reason(NOT_INSTALLED, name)
    return Reason(NO_PIPELINE, name)
