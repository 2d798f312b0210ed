"""How decisions are written: by who may, one writer at a time, with what is computed from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from newsdesk.accounts.access import require_role
from newsdesk.accounts.models import Role, User
from newsdesk.annotation.anchoring import bind, follow_shown, lock
from newsdesk.annotation.chains import Chains
from newsdesk.annotation.hiding import show_if_submitted
from newsdesk.annotation.models import Layer, LayerKind
from newsdesk.annotation.states import keep_state
from newsdesk.annotation.values import InvalidValue

LOWEST_ROLE: Final = {
    LayerKind.DESK: Role.REVIEWER,
    LayerKind.ANNOTATOR: Role.ANNOTATOR,
    LayerKind.GOLD: Role.CURATOR,
}


@contextmanager
def writing(user: User, layer: Layer) -> Iterator[None]:
    """One transaction that writes to a layer, bound to a run: who else wants to write to it, waits.

    Raises PermissionDenied, and InvalidValue where a new name turns out to be taken in another layer.
    """
    require_role(user, layer.desk_id, LOWEST_ROLE[LayerKind(layer.kind)])
    if layer.user_id not in (None, user.pk):
        raise PermissionDenied
    try:
        with transaction.atomic():
            lock(layer)
            if layer.run_id is None:
                follow_shown(layer)
            yield
    except IntegrityError as error:
        raise InvalidValue("there is something else of that name") from error


def write(chains: Chains) -> None:
    """Writes what is new, and the state of the article after it; shows suggestions if that submits it."""
    if not chains.new_decisions:
        return
    chains.write()
    layer = chains.layer
    if any(anchor.run_id != layer.run_id for anchor in chains.new_anchors) and layer.run is not None:
        bind(layer, layer.run)
    if show_if_submitted(layer, chains.new_decisions):
        follow_shown(layer)
    keep_state(layer, decided_at=chains.new_decisions[-1].at)
