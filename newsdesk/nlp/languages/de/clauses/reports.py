"""Verbs of reporting in a clause, from the lexicon that the claims read too."""

from __future__ import annotations

from collections.abc import Collection

from newsdesk.nlp.languages.de.clauses.kinds import FINITE, PARTICIPLE
from newsdesk.nlp.languages.de.clauses.units import Unit
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.verbs import reporting_forms

_SAYS_IT = word_set("heißt hieß heisst hiess")
_FORM_OF_KIND = {FINITE: "finite", PARTICIPLE: "participle"}


def reports(unit: Unit, position: int, words: Collection[str]) -> bool:
    """Whether the verb at a position reports: sagte, heißt es; teilte with mit among `words`."""
    word = unit.lower[position]
    if word in _SAYS_IT:
        return unit.lower[position + 1 : position + 2] == ["es"]
    kind = _FORM_OF_KIND.get(unit.kinds[position])
    return any(
        form.kind == kind
        and (not form.needs_prefix or form.verb.prefix in words)
        and (not form.verb.partners or not form.verb.partners.isdisjoint(words))
        for form in reporting_forms().get(word, ())
    )
