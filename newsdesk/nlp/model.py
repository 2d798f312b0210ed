"""The trained part of the pipeline: what gives words their tags and names."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from newsdesk.nlp.configuration import Configuration, configuration
from newsdesk.nlp.installed import InstalledPipeline, pipeline_for
from newsdesk.nlp.languages import DEFAULT_LANGUAGE
from newsdesk.nlp.words import Words


class Model(Protocol):
    """Tags words and finds names."""

    def annotate(self, words: Words) -> None:
        """Set `words.tags`, parallel to the words or empty, and `words.names`, in the order of the text."""


class UnusablePipeline(RuntimeError):
    """The configured pipeline cannot be used; `name` is its name, `reason` says why not."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


def configured_model(language: str = DEFAULT_LANGUAGE) -> Model | None:
    """The model that is configured for a language, loaded once a process; None for the rules alone.

    Raises UnusablePipeline where the configuration names nothing that can be used or loaded.
    """
    return _load(language, configuration())


@cache
def _load(language: str, settings: Configuration) -> Model | None:
    pipeline = pipeline_for(language, settings.pipeline)
    if pipeline.reason:
        raise UnusablePipeline(pipeline.name, str(pipeline.reason))
    return None if pipeline.folder is None else _loaded(pipeline)


def _loaded(pipeline: InstalledPipeline) -> Model:
    from newsdesk.nlp.trained import load_trained

    try:
        return load_trained(pipeline)
    except Exception as error:  # whatever somebody else's package raises
        raise UnusablePipeline(pipeline.name, f"It cannot be loaded: {type(error).__name__}.") from error
