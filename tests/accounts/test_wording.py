"""What allauth says in German, newsdesk says again without du."""

from __future__ import annotations

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.functional import Promise

from newsdesk.accounts.wording import SAID_AGAIN

DU = re.compile(r"\b(du|dich|dir|dein\w*|gib|versuche)\b", re.IGNORECASE)


@pytest.mark.parametrize("sentence", SAID_AGAIN, ids=str)
def test_nobody_is_called_du(sentence: Promise) -> None:
    with translation.override("de"):
        german = str(sentence)
    with translation.override("en"):
        assert german != str(sentence)
    assert not DU.search(german)


def test_each_is_a_sentence_of_allauth() -> None:
    with (Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po").open("rb") as file:
        known = {message.id for message in read_po(file, locale="de")}
    with translation.override("en"):
        assert [str(sentence) for sentence in SAID_AGAIN if str(sentence) not in known] == []
