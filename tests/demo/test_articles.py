"""The demo articles are complete, of a sensible length and all different."""

import re
from pathlib import Path

import pytest

import newsdesk.demo
from newsdesk.parsing import ParsedDocument, parse

ARTICLES = sorted((Path(newsdesk.demo.__path__[0]) / "articles").glob("*.md"))
BENCHMARK_NAME = "hafenausbau.md"


def read(path: Path) -> ParsedDocument:
    return parse(path.read_bytes(), filename=path.name)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_article_carries_all_its_metadata(path: Path) -> None:
    document = read(path)
    assert document.title
    assert document.text.startswith(f"{document.title}\n\n")
    assert document.outlet
    assert document.author
    assert document.published_at is not None
    assert document.published_at.year == 2026
    assert document.language == "de"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_article_lies_under_the_reserved_domain(path: Path) -> None:
    assert re.match(r"https://[a-z]+\.example\.org/", read(path).url)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_article_has_150_to_600_words(path: Path) -> None:
    assert 150 <= len(read(path).text.split()) <= 600


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_quotation_marks_of_an_article_are_balanced(path: Path) -> None:
    text = read(path).text
    for opening, closing in ("„“", "»«"):
        assert text.count(opening) == text.count(closing)
    assert text.count('"') % 2 == 0


def test_benchmark_article_has_500_words() -> None:
    benchmark = next(path for path in ARTICLES if path.name == BENCHMARK_NAME)
    assert len(read(benchmark).text.split()) == 500


def test_there_are_at_least_eight_articles_from_as_many_days() -> None:
    assert len(ARTICLES) >= 8
    assert len({read(path).published_at for path in ARTICLES}) == len(ARTICLES)


def test_no_paragraph_stands_in_two_articles() -> None:
    paragraphs = [paragraph for path in ARTICLES for paragraph in read(path).text.split("\n\n")]
    assert len(set(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize(
    "form",
    [
        r"„[^“]+“, (sagte|rief|klagte)",
        r"(sagte|erklärte)[^.„“]*: „",
        r"»[^«]+«",
        r'"[^"]+", ',
        r"‚[^‘]+‘",
        r"\b[Ll]aut [A-Z]",
        r"zufolge\b",
        r"[Nn]ach (eigenen )?Angaben",
        r"[Nn]ach Einschätzung",
        r"\bWie [^.]+ mitteilte,",
        r"unter Berufung auf",
        r"in dem Bericht heißt es|In dem Bericht heißt es",
        r"\bsoll\b[^.]+ haben\b",
        r"\bwill\b[^.]+ haben\b",
        r"\b(angeblich|mutmaßlich)",
        r"\b(bestritt|dementierte)\b",
        r"\bwies [^.]+ zurück\b",
        r"\b(hofft|befürchte)",
        r"\bauf der Plattform\b",
        r"[Rr]egierungskreisen",
        r"\bnamentlich nicht genannt\b",
        r"\b(vermutlich|voraussichtlich)\b",
        r"\b(dürfte|könnte)\b",
        r"\b[Mm]öglicherweise\b",
        r", dass \w+ [^.]*\b(werde|habe|sei)\b",
        r"\b[Oo]b [^.]+,",
    ],
)
def test_articles_show_each_form_of_reported_speech(form: str) -> None:
    assert any(re.search(form, read(path).text) for path in ARTICLES)
