"""What a reader chose to see: from the address' parameters, and back into addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from newsdesk.analysis.models import Certainty, ClaimType, Label
from newsdesk.annotation.reading import ReadClaim, Status
from newsdesk.web.reader.words import UNNAMED_KINDS

Parameter = tuple[str, str]


@dataclass(frozen=True)
class Filters:
    """The chosen labels, statuses, claim types and certainties (none chosen: all), and one speaker.

    `unnamed` keeps the claims whose speaker the text leaves unnamed; `entity` is the key of the
    entity whose mentions are lit. `kept` are parameters of the address that are no filters.
    """

    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    speaker: str = ""
    unnamed: bool = False
    entity: str = ""
    kept: tuple[Parameter, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict, *, kept: tuple[Parameter, ...] = ()) -> Self:
        """Values that do not exist are left out."""
        return cls(
            labels=_known(query.getlist("label"), Label.values),
            types=_known(query.getlist("type"), ClaimType.values),
            certainties=_known(query.getlist("certainty"), Certainty.values),
            statuses=_known(query.getlist("status"), Status.values),
            speaker=query.get("speaker", ""),
            unnamed=query.get("unnamed") == "1",
            entity=query.get("entity", ""),
            kept=kept,
        )

    @property
    def narrows(self) -> bool:
        """Whether some claims or mentions may be hidden."""
        chosen = (self.labels, self.types, self.certainties, self.statuses, self.speaker)
        return any(chosen) or self.unnamed

    def admits(self, claim: ReadClaim) -> bool:
        return (
            (not self.types or claim.type in self.types)
            and (not self.certainties or claim.certainty in self.certainties)
            and (not self.statuses or claim.status in self.statuses)
            and (not self.speaker or claim.speaker_entity == self.speaker)
            and (not self.unnamed or claim.speaker_kind in UNNAMED_KINDS)
        )

    def admits_label(self, label: str) -> bool:
        return not self.labels or label in self.labels

    def parameters(self) -> list[Parameter]:
        return [
            *self.kept,
            *(("label", label) for label in self.labels),
            *(("type", type_) for type_ in self.types),
            *(("certainty", certainty) for certainty in self.certainties),
            *(("status", status) for status in self.statuses),
            *([("speaker", self.speaker)] if self.speaker else []),
            *([("unnamed", "1")] if self.unnamed else []),
            *([("entity", self.entity)] if self.entity else []),
        ]

    def query(self) -> str:
        """The filters as the query of an address, with its question mark; empty where none is set."""
        return _query(self.parameters())

    def without(self) -> str:
        """The query that lifts every filter."""
        return _query(list(self.kept)) or "?"

    def toggled(self, name: str, value: str) -> str:
        """The query with one value chosen that was not, or the other way round."""
        parameters = self.parameters()
        if (name, value) in parameters:
            parameters.remove((name, value))
        else:
            if name in {"speaker", "entity"}:
                parameters = [parameter for parameter in parameters if parameter[0] != name]
            parameters.append((name, value))
        return _query(parameters) or "?"


def _known(values: list[str], choices: list[str]) -> tuple[str, ...]:
    return tuple(choice for choice in choices if choice in values)


def _query(parameters: list[Parameter]) -> str:
    return f"?{urlencode(parameters)}" if parameters else ""
