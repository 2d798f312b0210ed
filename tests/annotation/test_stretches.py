"""Paragraphs and the article have one name each, in each layer."""

from __future__ import annotations

from uuid import uuid4

import pytest

from newsdesk.accounts.models import User
from newsdesk.annotation import services
from newsdesk.annotation.models import DecisionKind, ItemKind, Layer, LayerKind
from newsdesk.annotation.stretches import article_item, paragraph_item
from newsdesk.annotation.values import InvalidValue
from tests.annotation.acting import act, finish, span
from tests.annotation.conftest import TEXT

pytestmark = pytest.mark.django_db

PARAGRAPH = span(TEXT, TEXT.split("\n\n")[1])
START, END = PARAGRAPH["start_char"], PARAGRAPH["end_char"]


def test_everybody_makes_the_same_names(layer: Layer, annotator: User, reviewer: User) -> None:
    """The page knows the desk's before there is a layer."""
    text = layer.text_id
    assert paragraph_item(layer, START, END) == paragraph_item(text, START, END)
    assert article_item(layer) == article_item(text)
    own = [services.layer_of(layer.text, LayerKind.ANNOTATOR, user) for user in (annotator, reviewer)]
    places: list[Layer | int] = [text, text + 1, *own]
    names = {name for of in places for name in (article_item(of), paragraph_item(of, 1, 2))}
    assert len(names) == 8
    assert paragraph_item(text, 1, 23) != paragraph_item(text, 12, 3)


def test_a_paragraph_is_named_by_where_it_is(layer: Layer, reviewer: User) -> None:
    for name in (uuid4(), paragraph_item(layer, START, END + 1), article_item(layer)):
        with pytest.raises(InvalidValue):
            act(
                reviewer,
                layer,
                DecisionKind.NOTHING_HERE,
                item=name,
                item_kind=ItemKind.PARAGRAPH,
                value=PARAGRAPH,
            )


def test_the_article_is_named_by_its_text(layer: Layer, reviewer: User) -> None:
    for kind in (DecisionKind.NOTHING_HERE, DecisionKind.ACCEPT):
        with pytest.raises(InvalidValue):
            act(reviewer, layer, kind, item=uuid4(), item_kind=ItemKind.ARTICLE)
    assert finish(reviewer, layer).value is None


@pytest.mark.parametrize(
    ("item_kind", "kind"),
    [
        (ItemKind.ARTICLE, DecisionKind.REJECT),
        (ItemKind.ARTICLE, DecisionKind.CORRECT),
        (ItemKind.ARTICLE, DecisionKind.ADD),
        (ItemKind.PARAGRAPH, DecisionKind.ACCEPT),
        (ItemKind.PARAGRAPH, DecisionKind.ADD),
        (ItemKind.MENTION, DecisionKind.NOTHING_HERE),
        (ItemKind.CLAIM, DecisionKind.NOTHING_HERE),
        (ItemKind.CLAIM, DecisionKind.ACCEPT),
        (ItemKind.MENTION, DecisionKind.REJECT),
        (ItemKind.MENTION, DecisionKind.CORRECT),
    ],
)
def test_what_cannot_be_decided_about_a_new_item_is_refused(
    layer: Layer, reviewer: User, item_kind: ItemKind, kind: DecisionKind
) -> None:
    names = {ItemKind.ARTICLE: article_item(layer), ItemKind.PARAGRAPH: paragraph_item(layer, START, END)}
    value = PARAGRAPH if item_kind == ItemKind.PARAGRAPH else PARAGRAPH | {"label": "LOC"}
    with pytest.raises(InvalidValue):
        act(reviewer, layer, kind, item=names.get(item_kind, uuid4()), item_kind=item_kind, value=value)
