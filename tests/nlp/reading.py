"""What the tests of the rules look at: claims and mentions with their exact texts."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.nlp import Mention, analyse
from newsdesk.nlp.records import Claim, RoleSpans


@dataclass(frozen=True)
class Read:
    """A claim with the exact text of each role; the parts of a discontinuous one joined by ' | '."""

    claim: Claim
    quote: str
    speaker: str
    cue: str
    frame: str
    addressee: str
    evidence: str
    hedge: str


def claims_of(text: str) -> list[Read]:
    def exact(spans: RoleSpans) -> str:
        return " | ".join(text[start:end] for start, end in spans)

    return [
        Read(
            claim=claim,
            quote=exact(claim.quote),
            speaker=exact(claim.speaker),
            cue=exact(claim.cue),
            frame=exact(claim.frame),
            addressee=exact(claim.addressee),
            evidence=exact(claim.evidence),
            hedge=exact(claim.hedge),
        )
        for claim in analyse(text).claims
    ]


def claim_of(text: str) -> Read:
    """The only claim of a text."""
    (claim,) = claims_of(text)
    return claim


def mentions_of(text: str, label: str) -> list[tuple[str, Mention]]:
    """Exact text and record of the mentions with a label."""
    return [(text[m.start_char : m.end_char], m) for m in analyse(text).mentions if m.label == label]


def names_of(text: str, label: str) -> list[str]:
    return [exact for exact, _ in mentions_of(text, label)]
