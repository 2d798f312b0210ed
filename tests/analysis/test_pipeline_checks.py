"""A pipeline or a set of languages that cannot be read with is said before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from django.core.checks import run_checks
from pytest_django import Settings

from newsdesk.nlp import installed
from tests.nlp import stand_in


def complaints() -> dict[str, str]:
    found = [message for message in run_checks() if (message.id or "").startswith("newsdesk.")]
    return {str(message.id): message.msg for message in found}


def test_the_defaults_are_in_order() -> None:
    assert complaints() == {}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("de_absent_lg", "There is no installed package de_absent_lg."),
        ("django", "The package django is installed, but it is no spaCy pipeline."),
    ],
)
def test_a_name_that_means_no_pipeline_is_said(name: str, reason: str, settings: Settings) -> None:
    settings.NEWSDESK_PIPELINE = name

    assert complaints() == {
        "newsdesk.E002": f"NEWSDESK_PIPELINE={name} names no pipeline that can read German here. {reason}"
    }


def test_an_installed_german_pipeline_is_in_order_and_another_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    stand_in.build_package(tmp_path, spacy.blank("de"))
    stand_in.build_package(tmp_path, spacy.blank("en"), name="en_stand_in")
    with stand_in.installed(tmp_path, monkeypatch):
        settings.NEWSDESK_PIPELINE = stand_in.NAME
        assert complaints() == {}

        settings.NEWSDESK_PIPELINE = "en_stand_in"
        assert "It reads en" in complaints()["newsdesk.E002"]


def test_a_shipped_pipeline_that_cannot_be_used_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "de_broken").mkdir()
    (tmp_path / "de_broken/meta.json").write_text("{", "utf-8")
    monkeypatch.setattr(installed, "SHIPPED", tmp_path)

    assert "de_broken cannot be used" in complaints()["newsdesk.W005"]


def test_languages_without_german_are_said(settings: Settings) -> None:
    settings.NEWSDESK_LANGUAGES = ["en", "fr"]

    assert complaints() == {"newsdesk.E003": "NEWSDESK_LANGUAGES=en,fr leaves out de."}
