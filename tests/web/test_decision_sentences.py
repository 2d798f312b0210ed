"""Whatever people can do wrong while they decide is said in their language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsdesk import annotation
from newsdesk.annotation.nesting import NO_PARENT
from newsdesk.annotation.values import InvalidValue
from newsdesk.web.review.sentences import PATTERNS, in_words

SAID = [
    "parent: more than 8 claims around one, or a circle",
    "parent: a claim inside this one would have more than 8 around it",
    NO_PARENT,
    "parent: the quote is not inside the other claim's",
    "that is not the next decision to be taken back",
    "what is there already cannot be added",
    "reject: there is nothing yet to decide about",
    "there is nothing to accept",
    "quote: a claim needs at least one span",
    "speaker: spans must be sorted, disjoint and not touching",
    "reason: must be text of at most 500 characters",
    "canonical: must be text of at most 300 characters, or nothing",
    "the row is of another text",
    "a row is of another run",
    "there is no such row",
    "the item is in another layer",
    "the item is not about that machine row",
]


@pytest.mark.parametrize("said", SAID)
def test_what_the_services_say_has_a_sentence(said: str) -> None:
    sentence = in_words(InvalidValue(said))
    assert "cannot be stored" not in sentence
    assert re.fullmatch(r"[A-Z][^%()]+\.", sentence)


def test_what_only_a_broken_page_sends_is_told_as_it_is() -> None:
    assert "(must be an object)" in in_words(InvalidValue("must be an object"))
    assert len(in_words(InvalidValue("x" * 10_000))) < 300


def test_every_sentence_is_about_something_that_the_services_say() -> None:
    """A message that is worded anew in a service has to be worded anew here too."""
    assert [words for pattern, words in PATTERNS if not any(pattern.fullmatch(said) for said in SAID)] == []
    sources = "".join(path.read_text("utf-8") for path in Path(annotation.__file__).parent.glob("*.py"))
    constant = [re.sub(r"^\w+: |\d+.*$", "", said) for said in SAID]
    assert [part for part in constant if part not in sources] == []
