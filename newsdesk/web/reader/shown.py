"""A claim in signs and words: the same in the margin of its article and in the list of its desk."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.analysis.models import Certainty, ClaimType, SpeakerKind
from newsdesk.annotation.reading import ReadClaim
from newsdesk.web.reader.words import CERTAINTY_SIGNS, MOVED_SIGN, STATUS_SIGNS, UNNAMED_KINDS, Words


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """What pages say of a claim beside the words of the text."""

    claim: ReadClaim

    @property
    def id(self) -> str:
        """The claim's id, as addresses and the page's script need it."""
        return self.claim.id

    @property
    def sign(self) -> str:
        return CERTAINTY_SIGNS[Certainty(self.claim.certainty)]

    @property
    def certainty(self) -> Words:
        return Certainty(self.claim.certainty).label

    @property
    def type(self) -> Words:
        return ClaimType(self.claim.type).label

    @property
    def speaker_kind(self) -> Words:
        return SpeakerKind(self.claim.speaker_kind).label

    @property
    def is_unnamed(self) -> bool:
        return self.claim.speaker_kind in UNNAMED_KINDS

    @property
    def status_sign(self) -> str:
        return STATUS_SIGNS[self.claim.status]

    @property
    def status(self) -> Words:
        return self.claim.status.label

    @property
    def moved_sign(self) -> str:
        """A further sign where the claim was found again at another place."""
        return MOVED_SIGN if self.claim.is_moved and not self.claim.is_open else ""
