"""Articles whose readings are made by hand: nothing has to be analysed, and there may be many rows."""

from __future__ import annotations

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, ClaimSpan, Mention, PipelineRun
from newsdesk.common.work import WorkState
from newsdesk.demo import builders

TEXT = "Der Damm halte, sagte Ministerin Jette Molander in Adorf. Laut der Feuerwehr steigt das Wasser."
PLACES = 80


def filled_run(desk: Desk, user: User, count: int) -> PipelineRun:
    """An article with `count` rows: half of them mentions, half claims, each third claim inside another."""
    run = builders.build_run(desk, user, builders.parse_text(f"{TEXT} {count}"), execute=lambda pk: None)
    PipelineRun.objects.filter(pk=run.pk).update(state=WorkState.SUCCEEDED)
    Mention.objects.bulk_create(
        Mention(run=run, label="LOC", start_char=n % PLACES, end_char=n % PLACES + 2)
        for n in range(count // 2)
    )
    attributes = {"type": "Indirect", "certainty": "certain", "polarity": "affirmed", "tense": "present"}
    claims = Claim.objects.bulk_create(
        Claim(run=run, ordinal=n, start_char=n % PLACES, **attributes) for n in range(count // 2)
    )
    for outer, inner in zip(claims[::3], claims[1::3], strict=False):
        inner.parent = outer
    Claim.objects.bulk_update(claims, ["parent"])
    ClaimSpan.objects.bulk_create(
        ClaimSpan(claim=claim, role=role, ordinal=0, start_char=n % PLACES, end_char=n % PLACES + length)
        for n, claim in enumerate(claims)
        for role, length in (("quote", 9), ("speaker", 3))
    )
    run.refresh_from_db()
    return run
