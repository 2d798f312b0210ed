"""What a mention says beyond its words, for people: its kind, an office, a date or an amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from newsdesk.analysis.models import Label
from newsdesk.annotation.reading import ReadMention
from newsdesk.web.reader.amounts import Amount, amount_words
from newsdesk.web.reader.times import time_words
from newsdesk.web.reader.words import Words

AMOUNTS: Final = {Label.QUANTITY, Label.MONEY}
SUBTYPES: Final[dict[str, Words]] = {
    "MEDIA": gettext_lazy("news outlet"),
    "AGENCY": gettext_lazy("news agency"),
    "PARTY": gettext_lazy("political party"),
    "MILITARY": gettext_lazy("armed forces"),
    "GOVERNMENT": pgettext_lazy("organisation", "government"),
    "COMPANY": gettext_lazy("company"),
    "INTERNATIONAL": gettext_lazy("international organisation"),
    "INTELLIGENCE": gettext_lazy("intelligence service"),
    "COURT": gettext_lazy("court"),
    "POLICE": gettext_lazy("police"),
    "PLATFORM": gettext_lazy("online platform"),
    "STATE": pgettext_lazy("place", "state"),
    "REGION": gettext_lazy("region"),
    "CITY": gettext_lazy("city"),
}
DURATION: Final = "DURATION"


@dataclass(frozen=True, slots=True)
class Details:
    """The attributes of a mention; an empty string or None where the run knows none.

    `value` is a number, a (low, high) pair, or an ISO 8601 date, interval or duration.
    """

    label: str
    subtype: str = ""
    title: str = ""
    value: Amount | str = None
    unit: str = ""
    comparator: str = ""
    vague: bool = False

    @classmethod
    def of(cls, mention: ReadMention) -> Self:
        value = tuple(mention.value) if isinstance(mention.value, list) else mention.value
        return cls(
            mention.label,
            mention.subtype,
            mention.title,
            value,
            mention.unit,
            mention.comparator,
            mention.vague,
        )

    @property
    def kind(self) -> str:
        """The label in words, with what is known more closely: `organisation, news agency`."""
        if self.subtype == DURATION:
            return _("period of time")
        words: list[Words] = [Label(self.label).label] if self.label in Label.values else [self.label]
        words += [SUBTYPES[self.subtype]] if self.subtype in SUBTYPES else []
        return ", ".join(map(str, words))

    @property
    def meaning(self) -> str:
        """The office of a person, when a date is, how much an amount is; empty where that is not known."""
        if self.title:
            return self.title
        if self.label == Label.DATE:
            value = self.value if isinstance(self.value, str) else ""
            return time_words(value, comparator=self.comparator, vague=self.vague)
        if self.label in AMOUNTS and not isinstance(self.value, str):
            return amount_words(self.value, unit=self.unit, comparator=self.comparator, vague=self.vague)
        return ""
