"""Requests as the reader's page sends them."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.db import models
from django.test import Client

from newsdesk.analysis.models import Claim
from newsdesk.articles.models import Article

HTMX = {"HX-Request": "true"}


def act(kind: str, **fields: Any) -> dict[str, Any]:
    """A decision as the page sends it; `row` may be a machine row."""
    row = fields.pop("row", None)
    if isinstance(row, models.Model):
        row = {"claim" if isinstance(row, Claim) else "mention": row.pk}
    ids = {name: str(value) if value else None for name, value in fields.items() if name in IDS}
    return {"uuid": str(uuid4()), "kind": kind, "row": row} | fields | ids


IDS = ("item", "previous", "undoes")


def post(client: Client, article: Article, *acts: dict[str, Any], **fields: Any) -> Any:
    """The answer to decisions about an article; `fields` are the rest of the body."""
    body = {"version": 1} | ({"acts": list(acts)} if acts else {}) | fields
    return send(client, article, json.dumps(body, default=str))


def send(client: Client, article: Article, body: str | bytes, **headers: str) -> Any:
    return client.post(
        f"/articles/{article.pk}/decisions/",
        body,
        content_type="application/json",
        headers=HTMX | headers,
    )


def span(text: str, exact: str) -> dict[str, Any]:
    """The first stretch of those words after the title."""
    start = text.index(exact, text.find("\n") + 1)
    return {"start_char": start, "end_char": start + len(exact), "exact": exact}
