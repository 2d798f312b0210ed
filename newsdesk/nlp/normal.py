"""The spelling in which a trained model meets a word: one sign for each quotation mark and dash.

Straight and typographic marks are the same to a reader; a model that has met one kind in training
trips over the other. The text itself is never changed.
"""

from __future__ import annotations

_SIGNS = (
    dict.fromkeys("„“”»«›‹", '"')
    | dict.fromkeys("’‘‚`´", "'")
    | dict.fromkeys("—―", "–")
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("\u00ad\u200b\u200e\u200f\u2066\u2067\u2068\u2069", "")
)
_TABLE = str.maketrans(_SIGNS)
_WHOLE = {"''": '"', "``": '"', ",,": '"', "...": "…"}


def normal_form(word: str) -> str:
    """The word with its signs unified; never empty unless `word` is."""
    form = word if word.isascii() else word.translate(_TABLE) or word
    return _WHOLE.get(form, form)
