"""What each format makes of its own peculiarities."""

from datetime import date

import pytest

from newsdesk.parsing import ParseError, parse
from newsdesk.parsing.formats.plain import headline
from newsdesk.parsing.metadata import MAX_LINE_CHARS, parse_date, parse_language, parse_url

ARTICLE = "<p>Der Rat von Wendlohe hat am Dienstag den Haushalt beschlossen, sagte der Kämmerer.</p>"


def page(head: str = "", body: str = ARTICLE) -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def markdown(front_matter: str, body: str = "Ein Satz.") -> bytes:
    return f"---\n{front_matter}\n---\n\n{body}\n".encode()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rat tagt\n\nText.", "Rat tagt"),
        ("Rat tagt?\n \nText.", "Rat tagt?"),
        ("„Wir bleiben“\n\nText.", "„Wir bleiben“"),
        ("Rat tagt.\n\nText.", ""),
        ("„Wir bleiben.“\n\nText.", ""),
        ("Rat tagt\nText.", ""),
        ("Rat tagt", ""),
        ("***\n\nText.", ""),
        ("Wort " * 50 + "\n\nText.", ""),
    ],
)
def test_headline_of_plain_text_is_told_by_its_shape(text: str, title: str) -> None:
    assert headline(text) == title


def test_blank_lines_around_plain_text_are_dropped_and_those_inside_kept() -> None:
    assert parse(b"\n\n  Rat tagt\n\n\n  Text\n  bleibt.\n\n").text == "Rat tagt\n\n\n  Text\n  bleibt."


def test_norwegian_stays_norwegian_in_front_matter() -> None:
    assert parse(markdown("lang: no"), filename="a.md").language == "no"


def test_front_matter_may_use_other_words() -> None:
    document = parse(
        markdown("headline: T\npublisher: P\nauthors: [A, B]\npublished: 03.02.2026"), filename="a.md"
    )
    assert (document.title, document.outlet, document.author) == ("T", "P", "A, B")
    assert document.published_at == date(2026, 2, 3)


def test_title_in_front_matter_is_not_doubled_by_the_heading() -> None:
    document = parse(markdown("title: Rat tagt", "# Rat  *tagt*\n\nText."), filename="a.md")
    assert document.text == "Rat tagt\n\nText."


@pytest.mark.parametrize(
    "source", ["---\n\nErst.\n\n---\n\nDann.\n", "---\nErst.\n---\nDann.\n", "---\nErst. Dann.\n"]
)
def test_thematic_breaks_are_no_front_matter(source: str) -> None:
    text = parse(source.encode(), filename="a.md").text
    assert "Erst." in text
    assert "Dann." in text


def test_front_matter_with_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ParseError, match="surrogates"):
        parse(markdown('title: "\\ud800"'), filename="a.md")


def test_script_in_markdown_is_dropped_and_other_html_loses_its_tags() -> None:
    source = b"<script>\nalert(1)\n</script>\n\n<div>Ein <b>Wort</b></div>\n\nNoch <i>eins</i>."
    assert parse(source, filename="a.md").text == "Ein Wort\n\nNoch eins."


def test_address_of_a_page_is_kept_only_where_it_is_a_web_address() -> None:
    canonical = '<link rel="canonical" href="{}">'.format
    assert parse(page(canonical("https://example.org/a"))).url == "https://example.org/a"
    assert parse(page(canonical("javascript:alert(1)"))).url == ""


def test_outlet_keeps_its_own_spelling() -> None:
    assert parse(page('<meta property="og:site_name" content="wendloher bote">')).outlet == "wendloher bote"


def test_host_name_is_no_outlet() -> None:
    assert parse(page('<link rel="canonical" href="https://example.org/a">')).outlet == ""


def test_date_of_a_page_does_not_depend_on_the_clock() -> None:
    head = '<meta property="article:published_time" content="2031-12-24T08:00:00Z">'
    assert parse(page(head)).published_at == date(2031, 12, 24)
    assert parse(page(body=ARTICLE + "<footer>© 2019 Bote</footer>")).published_at is None


def test_title_of_a_page_stands_first_and_once() -> None:
    body = f"<article><p>Haushalt</p><h1>Rat tagt lange</h1>{ARTICLE}</article>"
    document = parse(page('<meta property="og:title" content="Rat tagt lange">', body))
    assert document.title == "Rat tagt lange"
    assert document.text.startswith("Rat tagt lange\n\nHaushalt\n\nDer Rat")
    assert document.text.count("Rat tagt lange") == 1


def test_comments_scripts_and_entities_of_a_page_do_not_get_into_the_text() -> None:
    body = f'{ARTICLE}<script>alert(1)</script><div id="comments"><p>Erster Kommentar hier unten!</p></div>'
    text = parse(page(body=body)).text
    assert "alert" not in text
    assert "Kommentar" not in text


def test_overlong_metadata_is_cut() -> None:
    document = parse(markdown(f"outlet: {'x' * (MAX_LINE_CHARS + 1)}"), filename="a.md")
    assert document.outlet == "x" * MAX_LINE_CHARS


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        ("2026-02-03T23:59:00+01:00", date(2026, 2, 3)),
        ("3.2.2026", date(2026, 2, 3)),
        ("03. 02. 2026", date(2026, 2, 3)),
        ("2026-02-30", None),
        ("31.02.2026", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_date_is_read_or_left_out(value: str, expected: date | None) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    ("value", "code"), [("de", "de"), ("de-AT", "de"), ("EN_gb", "en"), ("gsw", ""), ("", ""), ("d", "")]
)
def test_language_is_a_two_letter_code(value: str, code: str) -> None:
    assert parse_language(value) == code


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "//example.org/a",
        "/a",
        "https://",
        "http://[",
        "https://example.org/a b",
        "data:text/html,x",
        "x" * 3000,
    ],
)
def test_what_is_no_web_address_is_left_out(value: str) -> None:
    assert parse_url(value) == ""
