"""How many mentions of annotated articles are found: exact spans and labels, the nested ones left out."""

from __future__ import annotations

import pytest

from tests.nlp.scoring import ARTICLES, annotated, flat_f1, reference_folder

LEAST = 0.93


def test_the_mentions_of_our_ten_articles_are_found() -> None:
    articles = annotated(ARTICLES)
    assert len(articles) == 10
    assert flat_f1(articles) >= LEAST


def test_the_mentions_of_the_reference_article_are_found() -> None:
    folder = reference_folder()
    if folder is None:
        pytest.skip("the reference article is not here")
    assert flat_f1(annotated(folder)) >= LEAST
