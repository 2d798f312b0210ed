"""Cleaning of metadata that a file carries: single lines, dates, languages, web addresses."""

import re
from datetime import date
from urllib.parse import urlsplit

from newsdesk.parsing.ingest import ingest_text

MAX_LINE_CHARS = 500
MAX_URL_CHARS = 2_000

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)
_GERMAN_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)


def single_line(value: str) -> str:
    """Return `value` in stored form, blanks collapsed, cut at `MAX_LINE_CHARS` characters."""
    return " ".join(ingest_text(value).split())[:MAX_LINE_CHARS].rstrip()


def parse_date(value: str) -> date | None:
    """Read an ISO 8601 date or timestamp, or a German dd.mm.yyyy; None for anything else."""
    value = value.strip()
    german = _GERMAN_DATE.fullmatch(value)
    try:
        if german:
            day, month, year = map(int, german.groups())
            return date(year, month, day)
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def parse_language(value: str) -> str:
    """Return the ISO 639-1 code of a language tag such as "de-AT", or an empty string."""
    match = _LANGUAGE.fullmatch(value.strip())
    return match[1].lower() if match else ""


def parse_url(value: str) -> str:
    """Return `value` where it is an absolute http(s) address, else an empty string."""
    value = value.strip()
    if len(value) > MAX_URL_CHARS or not value.isprintable() or " " in value:
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in {"http", "https"} and parts.hostname else ""
