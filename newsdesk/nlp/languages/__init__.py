"""One package a language: its rules, its lexicons, its names.

A language is a package in this folder, named by its two-letter code, with a module `rules` that holds
RULES. It is known by its folder, and imported when the first text in it is read: docs/languages.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.records import Claim, Mention
from newsdesk.nlp.words import Range, Words

DEFAULT_LANGUAGE: Final = "de"
"""What a text is taken for where neither people nor its letters say what it is in."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language brings, in the order in which it is asked.

    Each gets the words of a text. Sentences are half-open ranges of word indices that cover all words,
    mentions and claims stand in the order of the text; relative dates count from the given day.
    """

    find_sentences: Callable[[Words], list[Range]]
    find_clauses: Callable[[Words], list[Clause]]
    find_mentions: Callable[[Words, date | None], list[Mention]]
    read_claims: Callable[[Words, list[Mention]], list[Claim]]


@cache
def language_codes() -> tuple[str, ...]:
    """The codes of the languages that there are rules for, in alphabetical order."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if module.ispkg))


def language_code(tag: str | None) -> str:
    """The code of the language that a tag (de, de-AT, de_CH) means; no tag means the default language."""
    return (tag or DEFAULT_LANGUAGE).replace("_", "-").split("-")[0].lower()


def has_rules(tag: str | None) -> bool:
    """Whether texts in the language of a tag are read; so is a text without a tag."""
    return language_code(tag) in language_codes()


@cache
def rules_of(code: str) -> Rules:
    """The rules of one of the `language_codes`. Raises ModuleNotFoundError for any other."""
    rules: Rules = import_module(f"{__name__}.{code}.rules").RULES
    return rules
