"""How sure the rules are of a claim: how often claims like it are right in annotated articles of our own."""

from __future__ import annotations

import re
from typing import Final

from newsdesk.nlp.languages.de.lexicons import load_json

_WORD = re.compile(r"'[^']*'")
WITH_SPEAKER: Final = "with speaker"
WITHOUT_SPEAKER: Final = "without speaker"


def confidence_of(explanation: str, *, has_speaker: bool) -> float | None:
    """The share of right claims among those that this rule found; None where it found none to count."""
    shares = load_json("claim_confidence").get(rule_of(explanation))
    return shares[speaker_key(has_speaker=has_speaker)] if shares else None


def rule_of(explanation: str) -> str:
    """The rule of an explanation, without the word that it saw."""
    return _WORD.sub("'…'", explanation)


def speaker_key(*, has_speaker: bool) -> str:
    """The key of a share in data/claim_confidence.json."""
    return WITH_SPEAKER if has_speaker else WITHOUT_SPEAKER
