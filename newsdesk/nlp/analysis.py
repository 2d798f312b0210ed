"""`analyse`: one text through the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from newsdesk.nlp.fingerprint import is_german, pipeline_info
from newsdesk.nlp.records import Analysis, digest

Progress = Callable[[str, float], None]

_STAGE_STARTS = {
    "newsdesk_sentences": ("tokens", 0.2),
    "newsdesk_mentions": ("mentions", 0.3),
    "newsdesk_claims": ("claims", 0.6),
}


def analyse(
    text: str,
    *,
    published_at: date | None = None,
    language: str | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Read one article: its mentions and its attributed claims.

    `text` is taken as it is; all offsets are code points into it, half-open. `language` is a tag
    such as "de" or "de-AT", and None means German; a text in a language without rules gets an
    analysis with no mentions and no claims, never a German reading. `progress(stage, fraction)`
    is told the stage ("tokens", "mentions", "claims") and the share done, 0..1.
    Raises ValueError if `text` is not a str.
    """
    if not isinstance(text, str):
        raise ValueError(f"a text must be str, not {type(text).__name__}")
    language = language or "de"
    if not is_german(language):
        return Analysis(digest(text), language, pipeline_info(language))
    return _analyse_german(text, language, published_at, progress or _ignore)


def warm_up() -> None:
    """Import spaCy, load the pipeline and read one sentence: the next call is fast."""
    analyse("Es gehe ihr gut, sagte die Ministerin.")


def _analyse_german(text: str, language: str, published_at: date | None, progress: Progress) -> Analysis:
    from newsdesk.nlp.pipeline import load_pipeline, readings

    nlp = load_pipeline("de")
    with nlp.memory_zone():
        progress("tokens", 0.0)
        doc = nlp.make_doc(text)
        readings(doc).published_at = published_at
        for name, component in nlp.pipeline:
            progress(*_STAGE_STARTS[name])
            doc = component(doc)
        found = readings(doc)
        mentions, claims = tuple(found.mentions), tuple(found.claims)
    progress("claims", 1.0)
    return Analysis(digest(text), language, pipeline_info(language), mentions, claims)


def _ignore(_stage: str, _fraction: float) -> None:
    return None
