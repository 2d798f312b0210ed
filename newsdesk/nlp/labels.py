"""From the labels that recognisers give names to the four that the rules read."""

from __future__ import annotations

from typing import Final

NAME_LABELS: Final = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "MISC": "MISC",
    "OTH": "MISC",
    "NORP": "MISC",
    "PRODUCT": "MISC",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "LANGUAGE": "MISC",
}
"""The names of WikiNER, GermEval and OntoNotes; dates and numbers are the rules' own business."""


def name_label(label: str) -> str:
    """PER, ORG, LOC or MISC for the label of a recognised name; empty for what is none."""
    return NAME_LABELS.get(label.upper(), "")
