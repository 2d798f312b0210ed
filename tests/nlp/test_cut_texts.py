"""A text may break off anywhere: in a word, after a comma, inside a quotation."""

from pathlib import Path

import pytest

from newsdesk import demo
from newsdesk.nlp import analyse

ARTICLES = sorted((Path(demo.__file__).parent / "articles").glob("*.md"))


def test_a_sentence_in_konjunktiv_may_end_with_a_comma() -> None:
    analyse("Man habe gewarnt, sagte Trainer Ole Brandt. Es sei ein Versuch. Wen er in Verdacht habe, ")


@pytest.mark.long
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_demo_article_can_be_cut_after_any_comma(path: Path) -> None:
    text = path.read_text("utf-8")
    commas = [index for index, character in enumerate(text) if character == ","]

    for index in commas:
        cut = text[: index + 2]
        analyse(cut).check_text(cut)
