"""The work of the claim rules grows with the text, and no faster."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.claims import read_claims
from newsdesk.nlp.pipeline import load_pipeline, readings
from tests.nlp.effort import instructions_of

WORDS = 500
TIMES = 4
SLACK = 1.25
UNITS = {
    "marks in a row": '"',
    "opening marks": "„ ",
    "pairs of marks": "„Ja“ ",
    "whole quotations": "„Es regnet heute.“ ",
    "one sentence": "der Minister sagte dass es in Berlin so sei ",
    "one sentence with commas": "der Minister sagte, dass es in Berlin so sei, ",
    "frames without end": "er sei, sagte er, ",
    "hearsay without end": "soll, ",
    "perfect infinitives": "er soll es getan haben und ",
    "sources without end": "zufolge ",
    "sources in front": "laut dem Bericht der Polizei ",
    "nouns without end": "Minister Ada Muster der Stadt ",
    "commas": ", ",
    "colons": "Er sagte: ",
    "brackets": "( ",
    "sentences in Konjunktiv": "Er sei dort gewesen. ",
    "sentences in Konjunktiv II": "Er hätte es dort getan. ",
    "halves of sentences": "er ging; es sei so; ",
    "sentences of hearsay": "Er soll es getan haben. ",
    "things between reports": "Das Wasser steigt. Es sei so. ",
    "reports in sentences": "Er sagte, dass er komme. ",
    "anaphors": "Das teilte er mit. ",
    "pronouns": "Sie meint er sagt ",
    "speech acts": "Er forderte mehr Geld. ",
    "speech acts in one sentence": "er forderte mehr Geld und lehnte das ab, ",
    "wie": "wie er sagt, ",
    "reliance": "unter Berufung auf ",
    "views without end": "aus Sicht der Stadt ",
    "demnach in one sentence": "er kam demnach ",
    "persons by their titles": "Ministerin Ada Muster kam. Die Ministerin sagte, es sei so. ",
    "organisations by their class": "Die Hafenbau AG baut. Das Blatt sagte, es sei so. ",
    "relative pronouns": "Ada Muster kam. Der Mann, der sagte, er sei da, ging. ",
}


def work_of(text: str) -> int:
    doc = load_pipeline("de")(text, disable=["newsdesk_claims"])
    reading = readings(doc)
    return instructions_of(lambda: read_claims(reading.words, reading.mentions))


@pytest.mark.parametrize("unit", [pytest.param(unit, id=name) for name, unit in UNITS.items()])
def test_a_text_four_times_as_long_is_at_most_that_much_more_work(unit: str, rules_alone: None) -> None:
    small = unit * max(1, WORDS // len(unit.split() or unit))
    assert work_of(small * TIMES) <= SLACK * TIMES * work_of(small)
