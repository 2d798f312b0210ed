"""`analyse`: one text through the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from newsdesk.nlp.detection import foreign_paragraphs, likely_language, load_detection
from newsdesk.nlp.fingerprint import pipeline_info
from newsdesk.nlp.languages import has_rules, language_code
from newsdesk.nlp.records import Analysis, Offsets, digest
from newsdesk.nlp.sentences import find_sentences, sentences_of

Progress = Callable[[str, float], None]

_STAGE_STARTS = {
    "newsdesk_sentences": ("tokens", 0.1),
    "newsdesk_model": ("tokens", 0.2),
    "newsdesk_clauses": ("mentions", 0.6),
    "newsdesk_mentions": ("mentions", 0.7),
    "newsdesk_claims": ("claims", 0.8),
}


def analyse(
    text: str,
    *,
    published_at: date | None = None,
    language: str | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Read one article: its mentions and its attributed claims.

    `text` is taken as it is; all offsets are code points into it, half-open. `language` is a tag such
    as "de" or "de-AT" from a person who knows; None has it detected, and the analysis says what the text
    was read as. A text in a language without rules gets its sentences, no mentions and no claims; so
    does each paragraph that is in another language than its text. `progress(stage, fraction)` is told the
    stage ("tokens", "mentions", "claims") and the share done, 0..1.
    Raises ValueError if `text` is not a str, or has a lone surrogate.
    """
    if not isinstance(text, str):
        raise ValueError(f"a text must be str, not {type(text).__name__}")
    language = language or likely_language(text)
    if has_rules(language):
        return _read(text, language, published_at, progress or _ignore)
    return Analysis(digest(text), language, pipeline_info(language), sentences=tuple(find_sentences(text)))


def warm_up() -> None:
    """Load what telling and reading languages takes, and read one sentence: the next call is fast.

    The weights of the detection are unpacked beside the imports of the pipeline, on a second core.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        detection = beside.submit(load_detection)
        from newsdesk.nlp.pipeline import load_pipeline

        load_pipeline()("Es gehe ihr gut, sagte die Ministerin.")
        detection.result()


def _read(text: str, language: str, published_at: date | None, progress: Progress) -> Analysis:
    from newsdesk.nlp.boundaries import side_by_side
    from newsdesk.nlp.pipeline import load_pipeline, readings

    code = language_code(language)
    foreign = foreign_paragraphs(text, code)
    nlp = load_pipeline(code)
    with nlp.memory_zone():
        progress("tokens", 0.0)
        doc = nlp.make_doc(_blanked(text, foreign))
        readings(doc).published_at = published_at
        for name, component in nlp.pipeline:
            progress(*_STAGE_STARTS[name])
            doc = component(doc)
        found = readings(doc)
        mentions, claims = tuple(found.mentions), tuple(found.claims)
        sentences = [found.words.chars(first, last) for first, last in found.words.sentences]
        clauses = side_by_side(found.words)
    progress("claims", 1.0)
    sentences += [sentence for start, end in foreign for sentence in sentences_of(text, start, end)]
    return Analysis(
        digest(text),
        language,
        pipeline_info(language),
        mentions,
        claims,
        sentences=tuple(sorted(sentences)),
        clauses=tuple(clauses),
        unread=tuple(foreign),
    )


def _blanked(text: str, spans: Sequence[Offsets]) -> str:
    """The text with blanks in the place of some stretches: what no rule sees, at unchanged offsets."""
    pieces: list[str] = []
    cursor = 0
    for start, end in spans:
        pieces += [text[cursor:start], " " * (end - start)]
        cursor = end
    return "".join([*pieces, text[cursor:]])


def _ignore(_stage: str, _fraction: float) -> None:
    return None
