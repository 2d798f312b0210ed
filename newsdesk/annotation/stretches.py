"""The names of the items that are no rows: paragraphs, and the article. Everybody makes the same ones."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from newsdesk.annotation.models import Layer, LayerKind


def paragraph_item(of: Layer | int, start_char: int, end_char: int) -> UUID:
    """The item of the stretch [start_char, end_char) in a layer; of a text's key: in the desk's layer."""
    return uuid5(NAMESPACE_URL, f"{_root(of)}/paragraph/{start_char}-{end_char}")


def article_item(of: Layer | int) -> UUID:
    """The item of the whole article in a layer; of a text's key: in the desk's layer."""
    return uuid5(NAMESPACE_URL, f"{_root(of)}/article")


def _root(of: Layer | int) -> str:
    if isinstance(of, int):
        return f"newsdesk:text/{of}/{LayerKind.DESK}"
    return f"newsdesk:text/{of.text_id}/{of.kind}" + f"/{of.user_id}" * (of.user_id is not None)
