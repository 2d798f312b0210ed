"""Bytes become the characters that their author saw, or are refused; never wrong letters."""

import pytest

from newsdesk.parsing import ParseError, parse
from newsdesk.parsing.decoding import decode
from newsdesk.parsing.formats.html import declared_charset

GERMAN = "„Über die Brücke fährt nur, wer größer denkt“, sagte Frau Möhring – für 3 € Maut."
CZECH = "Starosta města v úterý oznámil výstavbu nového mostu, řekl novinářům po zasedání."
POLISH = "Burmistrz ogłosił we wtorek budowę mostu. Żółta łódź płynęła po rzece, powiedział."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_german_text_is_decoded(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)).removeprefix("\ufeff") == GERMAN


@pytest.mark.parametrize(
    "text", ["Grüße aus Köln", "Äpfel", "5 € für René", "Größe: 3 m²", "»Ja«, sagte er …"]
)
def test_short_german_text_in_cp1252_is_decoded(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Grüße aus Köln. Schöne Brücke.", "cp850"),
        ("Er könnte hätte sagen sollen.", "cp850"),
        (GERMAN.replace("€", "Euro"), "mac-roman"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859-2"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (GERMAN, "cp500"),
    ],
)
def test_undecidable_encoding_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse(text.encode(encoding, "replace"))
    assert refusal.value.code in {"encoding", "binary"}


def test_damaged_utf8_is_refused() -> None:
    damaged = "Die Brücke über die Lorme wird größer.".encode().replace("ü".encode(), b"\xc3", 1)
    with pytest.raises(ParseError, match="encoding"):
        parse(damaged)


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_declared_charset_is_believed(encoding: str) -> None:
    page = f"<html><head><meta charset='{encoding}'></head><body><p>{CZECH}</p></body></html>"
    assert parse(page.encode(encoding)).text == CZECH


def test_declared_latin1_means_cp1252_as_in_browsers() -> None:
    assert decode(GERMAN.encode("cp1252"), declared="ISO-8859-1") == GERMAN


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(GERMAN.encode(), declared="windows-1252") == GERMAN


@pytest.mark.parametrize("declared", ["utf-7", "punycode", "rot13", "hex", "no\0name", "nichts", "idna"])
def test_declared_codec_that_is_no_charset_is_ignored(declared: str) -> None:
    assert decode(GERMAN.encode("cp1252"), declared=declared) == GERMAN


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ('<meta charset="UTF-8">', "UTF-8"),
        ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=iso-8859-15'>", "iso-8859-15"),
        ("<?xml version='1.0' encoding='windows-1252'?><html>", "windows-1252"),
        ("<html><p>charset=utf-8", ""),
    ],
)
def test_declared_charset_is_found(head: str, charset: str) -> None:
    assert declared_charset(head) == charset
