"""What a process reads texts with: which pipeline, and which languages it tells apart.

This package reads no environment: who starts a process calls `configure` once, before the first text.
"""

from __future__ import annotations

from dataclasses import dataclass

# The languages of Europe, and those elsewhere with most readers.
DEFAULT_LANGUAGES = (
    *("de", "en", "fr", "es", "it", "nl", "pl", "ru", "uk", "tr"),
    *("af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "el", "eo", "et", "eu", "fa", "fi"),
    *("ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "ja", "ka", "ko", "la", "lb", "lt", "lv", "mk"),
    *("ms", "mt", "nn", "no", "pt", "ro", "sk", "sl", "sq", "sr", "sv", "sw", "th", "ur", "vi", "zh"),
)


@dataclass(frozen=True, slots=True)
class Configuration:
    """`pipeline` names an installed spaCy pipeline, None means the shipped one.

    `languages` are the two-letter codes that the detection of a text's language can answer with. Where
    there is but one, every text is in it.
    """

    pipeline: str | None = None
    languages: tuple[str, ...] = DEFAULT_LANGUAGES


_current = Configuration()


def configure(*, pipeline: str | None = None, languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> None:
    """Set the configuration of this process. Whether there is such a pipeline is not asked here.

    Raises ValueError where there is no language to choose from.
    """
    global _current  # noqa: PLW0603  (one configuration a process, which every cache is keyed by)
    codes = tuple(dict.fromkeys(code.strip().lower() for code in languages if code.strip()))
    if not codes:
        raise ValueError("languages: there must be at least one")
    _current = Configuration(pipeline or None, codes)


def configuration() -> Configuration:
    """What `configure` was told last, or the defaults."""
    return _current
