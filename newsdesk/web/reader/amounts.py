"""Amounts in plain words: value, unit and comparator of a quantity or a sum of money."""

from __future__ import annotations

from typing import Final

from babel.numbers import format_compact_decimal, format_decimal
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from newsdesk.web.reader.words import Words

Number = float | int
Amount = Number | tuple[Number, ...] | None

SCALES: Final = (10**12, 10**9, 10**6)
FRACTION_DIGITS: Final = 3
SIGNS: Final = {"Prozent": "%"}
COMPARED: Final[dict[str, Words]] = {
    ">": gettext_lazy("more than %(amount)s"),
    "<": gettext_lazy("less than %(amount)s"),
    "≥": gettext_lazy("at least %(amount)s"),
    "≤": gettext_lazy("at most %(amount)s"),
    "≈": gettext_lazy("about %(amount)s"),
}


def amount_words(value: Amount, *, unit: str = "", comparator: str = "", vague: bool = False) -> str:
    """`more than 10,000 Soldaten`, `20 to 30 %`; a vague amount without a number says that it has none."""
    unit = SIGNS.get(unit, unit)
    if value is None:
        return ", ".join(part for part in (_("no exact number"), unit) if part) if vague else ""
    amount = " ".join(part for part in (number_words(value), unit) if part)
    return compared(amount, comparator or ("≈" if vague else ""))


def compared(amount: str, comparator: str) -> str:
    """The amount with its comparator in words; as it is for a comparator that has none."""
    return str(COMPARED[comparator]) % {"amount": amount} if comparator in COMPARED else amount


def number_words(value: Number | tuple[Number, ...]) -> str:
    """A number, or two with a word between them."""
    if isinstance(value, tuple):
        low, high = (number_words(number) for number in (value[0], value[-1]))
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    locale = get_language() or "en"
    if is_round(value):
        return format_compact_decimal(
            value, format_type="long", locale=locale, fraction_digits=FRACTION_DIGITS
        )
    return format_decimal(value, format="#,##0.####", locale=locale)


def is_round(value: Number) -> bool:
    """Whether millions or billions with three decimals say all of it: 3.5 billion, not 1,234,567."""
    scale = next((scale for scale in SCALES if abs(value) >= scale), 0)
    return scale > 0 and value * 10**FRACTION_DIGITS % scale == 0
