"""Articles that hide what the machine suggests: none of it gets into a layer before they are submitted.

To submit an article is to decide on the desk's layer that it is done, or that nothing is in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsdesk.annotation.models import Decision, ItemKind, Layer, LayerKind
from newsdesk.annotation.states import DONE
from newsdesk.annotation.values import InvalidValue
from newsdesk.articles.services import show_suggestions


def is_hidden(layer: Layer) -> bool:
    """Whether the layer's article hides suggestions; asked anew where it did when it was loaded."""
    article = layer.text.article
    if article.hides_suggestions:
        article.refresh_from_db(fields=["hides_suggestions"])
    return article.hides_suggestions


def check_shown(layer: Layer) -> None:
    """Before a decision on a machine row. Raises InvalidValue as for a row that does not exist."""
    if is_hidden(layer):
        raise InvalidValue("there is no such row")


def show_if_submitted(layer: Layer, decisions: Iterable[Decision]) -> bool:
    """Shows the suggestions from now on if one of the decisions submits the article; whether it did."""
    is_submitted = layer.kind == LayerKind.DESK and any(
        decision.item.kind == ItemKind.ARTICLE and decision.kind in DONE for decision in decisions
    )
    if not is_submitted or not is_hidden(layer):
        return False
    show_suggestions(layer.text.article)
    return True
