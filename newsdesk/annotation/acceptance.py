"""Accepting what the machine says, many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

from newsdesk.accounts.models import User
from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.anchoring import bind
from newsdesk.annotation.chains import Chains
from newsdesk.annotation.hiding import check_shown
from newsdesk.annotation.machine import RowName
from newsdesk.annotation.models import Decision, DecisionKind, Item, ItemKind, Layer
from newsdesk.annotation.services import stored_decisions
from newsdesk.annotation.values import InvalidValue
from newsdesk.annotation.writing import write, writing


def accept_rows(
    *,
    user: User,
    layer: Layer,
    run: PipelineRun,
    mentions: Sequence[int],
    claims: Sequence[int],
    batch_id: UUID,
) -> tuple[list[Decision], list[Item]]:
    """Accept these rows of a run as one act: the decisions, and the items that have been decided meanwhile.

    What was undone counts as open. Sent twice, it is stored once. The statements are few, however many the
    rows. Raises PermissionDenied, and InvalidValue for rows of another run.
    """
    rows = {ItemKind.MENTION: dict.fromkeys(mentions), ItemKind.CLAIM: dict.fromkeys(claims)}
    named = {uuid5(batch_id, f"{kind}/{pk}"): (kind, pk) for kind, pks in rows.items() for pk in pks}
    with writing(user, layer):
        check_shown(layer)
        stored = stored_decisions(layer, list(named))
        others = {uuid: row for uuid, row in named.items() if uuid not in stored}
        chains = _chains_of(layer, run, list(others.values()))
        left_out = [item for row in others.values() if (item := chains.by_row.get(row)) and item.holds_id]
        decided = {item.pk for item in left_out}
        new = {} if stored else others  # it was stored as a whole: sent again, it takes nothing more
        for uuid, row in new.items():
            item = chains.about(row, run.pk)
            if item.pk not in decided:
                chains.append(
                    item,
                    uuid=uuid,
                    user=user,
                    batch_id=batch_id,
                    row=row,
                    kind=DecisionKind.ACCEPT,
                    value=chains.value_of(row),
                )
        write(chains)
    return [*stored.values(), *chains.new_decisions], left_out


def _chains_of(layer: Layer, run: PipelineRun, rows: Sequence[RowName]) -> Chains:
    if run.pk != layer.run_id:
        if run.text_id != layer.text_id:
            raise InvalidValue("the run is of another text")
        bind(layer, run)
    chains = Chains(layer)
    chains.know_sources(rows)
    if any(row not in chains.sources or chains.sources[row].run_id != run.pk for row in rows):
        raise InvalidValue("a row is of another run")
    chains.know_rows(rows)
    return chains
