"""Verbs of reporting: all their forms, made from the principal parts in the lexicon."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from newsdesk.nlp.languages.de.lexicons import load_lines, word_set

FormKind = Literal["finite", "participle", "infinitive"]
_HARD_STEMS = ("t", "d", "chn", "ffn", "gn")
_E_DROPPING = ("er", "el")
_INSEPARABLE = (
    "be",
    "emp",
    "ent",
    "er",
    "ge",
    "ver",
    "zer",
    "miss",
    "unter",
    "über",
    "wider",
    "wieder",
    "hinter",
)


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """`takes`: "frame after" (es sei so, drohte X), "frame after indicative" (es ist so, sagte X),
    "that" (dass, Konjunktiv), "infinitive", "question".

    A verb with `partners` reports only beside one of them: davon of ausgehen, deutlich of machen.
    """

    infinitive: str
    prefix: str
    medium: str
    takes: frozenset[str]
    denies: bool = False
    partners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One form of a verb; `needs_prefix` where the prefix stands apart (teilte … mit)."""

    verb: ReportingVerb
    kind: FormKind
    needs_prefix: bool = False


@cache
def reporting_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Forms of the verbs that report, by their spelling in lower case."""
    return _forms_of("reporting_verbs")


@cache
def quoting_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Forms of the verbs that quote a part of a sentence, by their spelling in lower case.

    Their verbs take what stands before the quotation: "as" (bezeichnete X als „…“), a preposition
    (sprach von „…“), "object" (nannte X „…“, forderte einen „…“), "reflexive" (zeigte sich „…“);
    "dative" too, where a noun before it is somebody (warf der Stadt „…“ vor).
    """
    return _forms_of("quoting_verbs")


@cache
def speech_act_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Forms of the verbs that are a speech act with a nominal complement, by their spelling in lower case."""
    return _forms_of("speech_acts")


def _forms_of(lexicon: str) -> dict[str, tuple[VerbForm, ...]]:
    forms: dict[str, list[VerbForm]] = defaultdict(list)
    for entry in load_lines(lexicon):
        for spelling, form in _forms(entry):
            if form not in forms[spelling]:
                forms[spelling].append(form)
    return {spelling: tuple(found) for spelling, found in forms.items()}


def _forms(entry: dict[str, Any]) -> list[tuple[str, VerbForm]]:
    prefix, _, base = entry["verb"].rpartition("|")
    verb = ReportingVerb(
        prefix + base,
        prefix,
        entry["medium"],
        frozenset(entry["takes"]),
        entry.get("denies", False),
        word_set(entry.get("with", "")),
    )
    parts = _principal_parts(base) | entry
    finite = _finite_forms(parts, base)
    joined: list[tuple[str, VerbForm]] = [(prefix + form, VerbForm(verb, "finite")) for form in finite]
    apart = [(form, VerbForm(verb, "finite", needs_prefix=True)) for form in [*finite, base] if prefix]
    return [
        *joined,
        *apart,
        (prefix + str(parts["participle"]), VerbForm(verb, "participle")),
        (prefix + base, VerbForm(verb, "infinitive")),
    ]


def _principal_parts(base: str) -> dict[str, Any]:
    """Third person, past and participle of a verb without its separable prefix."""
    strong, inseparable = _strong(base)
    if strong is None:
        return {"participle": _regular_participle(base)}
    participle = inseparable + (
        strong["participle"].removeprefix("ge") if inseparable else strong["participle"]
    )
    return {
        "third": inseparable + strong["third"],
        "past": inseparable + strong["past"],
        "participle": participle,
    }


def _strong(base: str) -> tuple[dict[str, Any] | None, str]:
    """The principal parts of a strong verb, and the inseparable prefix before it."""
    verbs = _strong_verbs()
    if base in verbs:
        return verbs[base], ""
    prefix = next((prefix for prefix in _INSEPARABLE if base.removeprefix(prefix) in verbs), None)
    return (None, "") if prefix is None else (verbs[base.removeprefix(prefix)], prefix)


@cache
def _strong_verbs() -> dict[str, dict[str, Any]]:
    return {entry["verb"]: entry for entry in load_lines("strong_verbs") if "third" in entry}


def _finite_forms(parts: dict[str, Any], base: str) -> list[str]:
    """Third persons of present, past and Konjunktiv I (sagt, sagte, sagten, sage)."""
    stem = _stem(base)
    past = parts.get("past") or f"{stem}{_link(stem)}te"
    plural = past + ("n" if past.endswith("e") else "en")
    subjunctive = base.removesuffix("n") if base.endswith("en") else f"{stem}e"
    return [parts.get("third") or f"{stem}{_link(stem)}t", past, plural, subjunctive]


def _regular_participle(base: str) -> str:
    stem = _stem(base)
    has_ge = not base.startswith(_INSEPARABLE) and not base.endswith("ieren")
    return f"{'ge' if has_ge else ''}{stem}{_link(stem)}t"


def _stem(base: str) -> str:
    return base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")


def _link(stem: str) -> str:
    return "e" if stem.endswith(_HARD_STEMS) and not stem.endswith(_E_DROPPING) else ""
