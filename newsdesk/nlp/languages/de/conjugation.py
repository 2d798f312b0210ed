"""Finite verbs by their form alone: which mood and tense an ending or a vowel can mean.

The forms of strong verbs are made from their principal parts (data/strong_verbs.jsonl); every
other verb is told by its ending. ß is read as ss, and ä as ae, where a text spells it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from newsdesk.nlp.languages.de.lexicons import load_lines, load_set, word_set

Reading = Literal[
    "present",
    "preterite",
    "konjunktiv1",
    "konjunktiv2",
    "present_or_konjunktiv1",
    "preterite_or_konjunktiv2",
]
AUXILIARIES = word_set("sein haben werden")
MODALS = word_set("können müssen dürfen sollen wollen mögen")
_MOST_FORMS = 50_000
_SHORTEST_PREFIX, _LONGEST_PREFIX = 2, 12
_SEPARABLE = ("ge", "marsch")  # an|gekommen, ein|marschiert; but begangen, and no prefix before those
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Weak verbs whose present looks like a past of a strong one (fahren, dringen, gelingen …).
_TWINS = word_set("führen drängen zwängen tränken gelangen")
_SEIN: tuple[tuple[Reading, str], ...] = (
    ("present", "bin bist ist sind seid"),
    ("preterite", "warst wart"),
    ("konjunktiv1", "sei seist seiest seien seiet"),
)
_OTHER_PERSONS: dict[str, str] = {
    "haben": "hast habt hab",
    "werden": "wirst werdet",
    "können": "kannst könnt",
    "müssen": "musst müsst",
    "dürfen": "darfst dürft",
    "sollen": "sollst sollt",
    "wollen": "willst wollt",
    "mögen": "magst mögt",
    "wissen": "weißt wisst",
    "lassen": "lasst",
}


@dataclass(frozen=True, slots=True)
class FiniteForm:
    """What a finite form can be. `verb` is the infinitive of an irregular verb without prefix, else ''.

    A form with "or" in its reading needs its context: ich gehe but er gehe, gingen as a past or
    as a Konjunktiv II.
    """

    reading: Reading
    verb: str = ""

    @property
    def is_auxiliary(self) -> bool:
        return self.verb in AUXILIARIES

    @property
    def is_modal(self) -> bool:
        return self.verb in MODALS

    @property
    def is_past(self) -> bool:
        return self.reading in ("preterite", "preterite_or_konjunktiv2")


@lru_cache(_MOST_FORMS)
def finite_form(word: str) -> FiniteForm:
    """The reading of a word in lower case that is known to be a finite verb."""
    folded = word.replace("ß", "ss")
    known = _irregular_forms().get(folded) or _without_prefix(folded)
    if known:
        return known
    if folded.endswith(("te", "ten", "test")) and len(folded) > 3:
        return FiniteForm("preterite_or_konjunktiv2")
    return FiniteForm("present_or_konjunktiv1" if folded.endswith("e") else "present")


@lru_cache(_MOST_FORMS)
def takes_sein(participle: str) -> bool:
    """Whether ist with this participle is a Perfekt (ist gestorben) and no state (ist geschlossen)."""
    folded = participle.replace("ß", "ss")
    known, prefixes = _participles_with_sein(), _prefixes()
    return folded in known or any(
        folded[:at] in prefixes and folded[at:] in known and folded[at:].startswith(_SEPARABLE)
        for at in range(_SHORTEST_PREFIX, min(_LONGEST_PREFIX, len(folded)))
    )


def is_irregular(word: str) -> bool:
    """Whether a word in lower case is a finite form in the lexicon, with or without a prefix."""
    folded = word.replace("ß", "ss")
    return folded in _irregular_forms() or _without_prefix(folded) is not None


@cache
def auxiliary_konjunktivs() -> frozenset[str]:
    """Forms of sein, haben, werden and the modals, in lower case, that are a Konjunktiv only."""
    forms = {
        spelling
        for spelling, form in _irregular_forms().items()
        if (form.is_auxiliary or form.is_modal) and form.reading in ("konjunktiv1", "konjunktiv2")
    }
    return frozenset(forms | {spelling.replace("ss", "ß") for spelling in forms})


def stem_of(infinitive: str) -> str:
    """geb of geben, handel of handeln, tu of tun."""
    return infinitive[:-2] if infinitive.endswith("en") else infinitive.removesuffix("n")


def _without_prefix(word: str) -> FiniteForm | None:
    """The form behind a prefix: angab, entstünde, bearbeite."""
    forms, prefixes = _irregular_forms(), _prefixes()
    for at in range(_SHORTEST_PREFIX, min(_LONGEST_PREFIX, len(word) - 1)):
        if word[:at] in prefixes:
            known = forms.get(word[at:])
            if known and known.verb != "sein":
                return FiniteForm(known.reading)
    return None


@cache
def _irregular_forms() -> dict[str, FiniteForm]:
    """Forms by spelling; where two verbs share one, the first of these wins."""
    forms: dict[str, FiniteForm] = {}
    for spelling, reading, verb in _all_forms():
        folded = spelling.replace("ß", "ss")
        forms.setdefault(folded, FiniteForm(reading, verb))
        forms.setdefault(folded.translate(_DIGRAPHS), FiniteForm(reading, verb))
    return forms


def _all_forms() -> Iterator[tuple[str, Reading, str]]:
    verbs = load_lines("strong_verbs")
    for reading, spellings in _SEIN:
        yield from _spelled(spellings.split(), reading, "sein")
    for verb, spellings in _OTHER_PERSONS.items():
        yield from _spelled(spellings.split(), "present", verb)
    for entry in verbs:
        if entry["verb"] != "sein":
            yield from _present_forms(entry)
    for verb in sorted(_TWINS):
        yield from _regular_present(stem_of(verb), verb)
    for stem in sorted(load_set("verb_classes", "t_stems")):
        yield from _regular_present(stem, "")
    for entry in verbs:
        yield from _past_forms(entry)


def _spelled(spellings: Iterable[str], reading: Reading, verb: str) -> Iterator[tuple[str, Reading, str]]:
    yield from ((spelling, reading, verb) for spelling in spellings)


def _present_forms(entry: dict[str, Any]) -> Iterator[tuple[str, Reading, str]]:
    """gibt, geben, gebe. Modals and wissen have no indicative in -e: er könne, ich kann."""
    verb, third = entry["verb"], entry["third"]
    reading: Reading = "present_or_konjunktiv1" if third[-1] in "td" else "konjunktiv1"
    yield third, "present", verb
    yield verb, "present", verb
    yield stem_of(verb) + "e", reading, verb


def _regular_present(stem: str, verb: str) -> Iterator[tuple[str, Reading, str]]:
    """arbeiten and arbeite, which only look like a preterite."""
    yield stem + "en", "present", verb
    yield stem + "e", "present_or_konjunktiv1", verb


def _past_forms(entry: dict[str, Any]) -> Iterator[tuple[str, Reading, str]]:
    """gab, gaben, gäbe, gäben. ging has its plural in common with ginge, wollte all its forms."""
    verb, past = entry["verb"], entry["past"]
    moods = entry.get("konjunktiv", [])
    plural = past + ("n" if past.endswith("e") else "en")
    is_twin = past in moods
    shared: Reading = "preterite_or_konjunktiv2" if is_twin else "preterite"
    yield past, shared, verb
    yield plural, "preterite_or_konjunktiv2" if is_twin or past + "e" in moods else "preterite", verb
    for mood in moods:
        yield from _spelled(
            (mood, mood + "n", mood + "st", mood[:-1] + "st", mood + "t"), "konjunktiv2", verb
        )


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(
        spelling
        for prefix in load_set("verb_classes", "prefixes")
        for spelling in (prefix.replace("ß", "ss"), prefix.translate(_DIGRAPHS))
    )


@cache
def _participles_with_sein() -> frozenset[str]:
    strong = {entry["participle"] for entry in load_lines("strong_verbs") if "perfect" in entry}
    known = strong | load_set("verb_classes", "perfect_with_sein") | {"worden"}
    return frozenset(participle.replace("ß", "ss") for participle in known)
