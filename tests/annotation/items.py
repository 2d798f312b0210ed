"""Items and values of machine rows, as the services make them."""

from __future__ import annotations

from django.db import transaction

from newsdesk.annotation.anchoring import lock
from newsdesk.annotation.chains import Chains
from newsdesk.annotation.machine import Row, name_of
from newsdesk.annotation.models import Item, Layer
from newsdesk.annotation.values import Value


@transaction.atomic
def item_about(layer: Layer, row: Row) -> Item:
    """The item of a row, made where there is none."""
    lock(layer)
    chains = Chains(layer)
    chains.know_rows([name_of(row)])
    item = chains.about(name_of(row), row.run_id)
    chains.write()
    return item


def value_of(layer: Layer, row: Row) -> Value:
    """What a row says; the item of a claim around it is made where there is none."""
    with transaction.atomic():
        chains = Chains(layer)
        value = chains.value_of(name_of(row))
        chains.write()
    return value
