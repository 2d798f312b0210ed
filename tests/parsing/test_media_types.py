"""The format is told by content; the name decides between plain text and Markdown only."""

import io
import zipfile

import pytest

from newsdesk.parsing import ParseError, detect_media_type, parse, supported_media_types

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "filename", "media_type"),
    [
        (b"Ein Satz.", "", "text/plain"),
        (b"Ein Satz.", "meldung.html", "text/plain"),
        (b"# Titel", "meldung.txt", "text/plain"),
        (b"# Titel", "MELDUNG.MD", "text/markdown"),
        (b"<!DOCTYPE html><p>x", "meldung.md", "text/html"),
        (b"\n <!-- a - b --> <HTML>", "", "text/html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>', "", "text/html"),
        ("<html>".encode("utf-16"), "", "text/html"),
        (b"\xef\xbb\xbf<p class='a'>x</p>", "", "text/html"),
        (b"<b>fett</b> im Text", "", "text/plain"),
        (b"<pfeil> kein Tag", "", "text/plain"),
        (b"BMW und MZ melden GIF8-Rekord", "", "text/plain"),
        (b'<?xml version="1.0"?><rss/>', "", "application/xml"),
        (b"%PDF-1.4 nur ASCII", "meldung.txt", "application/pdf"),
        (b"{\\rtf1 Hallo}", "meldung.txt", "application/rtf"),
        (zipped(word__document_xml="<w/>"), "a.zip", DOCX),
        (zipped(mimetype=ODT), "", ODT),
        (zipped(a_txt="x"), "a.txt", "application/zip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", "image/png"),
        (b"\0\1\2\3nichts Bekanntes", "a.txt", "application/octet-stream"),
    ],
)
def test_media_type_follows_from_content(data: bytes, filename: str, media_type: str) -> None:
    assert detect_media_type(data, filename=filename) == media_type


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (zipped(word__document_xml="<w/>"), DOCX),
        (b"{\\rtf1 a}", "application/rtf"),
    ],
)
def test_document_of_another_format_is_unsupported(data: bytes, media_type: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse(data, filename="meldung.txt")
    assert (refusal.value.code, refusal.value.params) == ("unsupported", {"media_type": media_type})


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0",
        b"MZ\x90\0\3\0",
        b"\x1f\x8b\x08\0\0\0",
        b"GIF89a\1\0",
        zipped(a_txt="x"),
        "a\0b".encode("utf-16"),
    ],
    ids=["png", "exe", "gzip", "gif", "zip", "nul in utf-16"],
)
def test_what_is_no_text_is_binary(data: bytes) -> None:
    with pytest.raises(ParseError) as refusal:
        parse(data, filename="meldung.txt")
    assert refusal.value.code == "binary"


def test_a_stray_control_character_makes_no_binary() -> None:
    text = "Der Rat tagte bis Mitternacht.\x0c\x1fDann gingen alle. " + "Auch der Bürgermeister ging. " * 9
    assert parse(text.encode()).text.startswith("Der Rat tagte bis Mitternacht.\nDann gingen alle.")


def test_formats_with_a_signature_are_asked_before_plain_text() -> None:
    assert supported_media_types() == ("text/html", "text/markdown", "text/plain")


def test_media_type_that_the_caller_knows_is_believed() -> None:
    document = parse(b"<p>ist ein Absatz, schrieb sie.", media_type="text/plain")
    assert (document.media_type, document.text) == ("text/plain", "<p>ist ein Absatz, schrieb sie.")


def test_media_type_that_no_format_reads_is_refused() -> None:
    with pytest.raises(ParseError, match="unsupported"):
        parse(b"Text", media_type="application/pdf")
