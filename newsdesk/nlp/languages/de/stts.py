"""The Stuttgart-Tübingen tag set, and what taggers make of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_TAGS = (
    "ADJA ADJD ADV APPR APPRART APPO APZR ART CARD FM ITJ KOUI KOUS KON KOKOM NN NE PDS PDAT PIS PIAT PPER "
    "PPOSS PPOSAT PRELS PRELAT PRF PWS PWAT PWAV PAV PTKZU PTKNEG PTKVZ PTKANT PTKA TRUNC VVFIN VVIMP "
    "VVINF VVIZU VVPP VAFIN VAIMP VAINF VAPP VMFIN VMINF VMPP XY $, $. $("
)
STTS: Final = frozenset(_TAGS.split())
STTS_VARIANTS: Final = {
    "PROAV": "PAV",
    "PROP": "PAV",
    "PIDAT": "PIAT",
    "NNE": "NE",
    "$[": "$(",
    "$*LRB*": "$(",
}
STTS_CORE: Final = frozenset({"ADJA", "ART", "NN", "VAFIN", "VVFIN", "VVINF", "VVPP"})


def stts_tag(label: str) -> str:
    """The STTS tag that a tagger's label means; empty where it means none, as _SP for white space."""
    tag = STTS_VARIANTS.get(label, label)
    return tag if tag in STTS else ""


def is_stts(labels: Iterable[str]) -> bool:
    """Whether a tagger with these labels writes STTS: the core of the tag set is there."""
    return {stts_tag(label) for label in labels} >= STTS_CORE
