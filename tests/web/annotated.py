"""Articles whose mentions and claims a test states word by word, written through the services."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.rows import write_analysis
from newsdesk.demo import builders
from newsdesk.nlp import Analysis, Claim, Mention, pipeline_info
from newsdesk.nlp.records import digest
from newsdesk.parsing import ParsedDocument

TEXT = (
    "Der Deich bei Norderkoog hält\n"
    "Der Deich bei Norderkoog sei sicher, sagte Deichgräfin Wiebke Harms unter Berufung auf das Deichamt. "
    "Man habe alles geprüft.\n"
    "Laut Anwohnern soll es im Mai Risse gegeben haben."
)
PHRASE = "Der Rat vertagte gestern die Entscheidung über den Haushalt weil mehrere Abgeordnete fehlten"


def spans(text: str, *stretches: str) -> tuple[tuple[int, int], ...]:
    """Where the stretches stand for the first time after the first paragraph."""
    after = text.find("\n") + 1
    found = [(text.index(stretch, after), stretch) for stretch in stretches]
    return tuple((start, start + len(stretch)) for start, stretch in found)


def mention(text: str, exact: str, label: str, **fields: Any) -> Mention:
    [(start, end)] = spans(text, exact)
    return Mention(start, end, label, **fields)


def build_reading(
    desk: Desk,
    user: User,
    text: str,
    *,
    mentions: Sequence[Mention] = (),
    claims: Sequence[Claim] = (),
    title: str = "",
    language: str = "de",
) -> PipelineRun:
    """An article that a run has read, and found exactly this in it."""

    def execute(run_id: int) -> None:
        run = PipelineRun.objects.claim(run_id)
        assert run is not None
        found = Analysis(digest(text), language, pipeline_info(), tuple(mentions), tuple(claims))
        write_analysis(run, found, 0.25)

    document = ParsedDocument(
        text=text,
        title=title or text.partition("\n")[0],
        outlet="Küstenbote",
        author="",
        published_at=date(2026, 3, 4),
        url="",
        language=language,
        media_type="text/plain",
    )
    return builders.build_run(desk, user, document, execute=execute)


def dike_claims(text: str = TEXT) -> list[Claim]:
    """An indirect claim that relies on somebody, its continuation, and hearsay from nobody named."""
    harms: dict[str, Any] = {"speaker_entity": "Wiebke Harms", "speaker_kind": "named"}
    return [
        Claim(
            type="Indirect",
            quote=spans(text, "Der Deich bei Norderkoog sei sicher"),
            speaker=spans(text, "Deichgräfin Wiebke Harms"),
            cue=spans(text, "sagte"),
            evidence=spans(text, "das Deichamt"),
            explanation="clause before a reporting verb",
            confidence=0.91,
            **harms,
        ),
        Claim(
            type="IndirectFreeIndirect",
            quote=spans(text, "Man habe alles geprüft."),
            speaker=spans(text, "Wiebke Harms"),
            **harms,
        ),
        Claim(
            type="Indirect",
            certainty="unknown",
            quote=spans(text, "es im Mai Risse gegeben haben"),
            speaker=spans(text, "Anwohnern"),
            cue=spans(text, "Laut"),
            hedge=spans(text, "soll"),
            speaker_kind="anonymous",
        ),
    ]


def dike_mentions(text: str = TEXT) -> list[Mention]:
    return [
        mention(text, "Norderkoog", "LOC", canonical="Norderkoog"),
        mention(text, "Wiebke Harms", "PER", canonical="Wiebke Harms"),
        mention(text, "Deichamt", "ORG"),
        mention(text, "im Mai", "DATE"),
    ]


def build_dike(desk: Desk, user: User) -> PipelineRun:
    return build_reading(desk, user, TEXT, mentions=dike_mentions(), claims=dike_claims())


def query_count(action: Callable[[], object]) -> int:
    """How many queries an action makes."""
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def build_long(desk: Desk, owner: User, words: int, span_count: int) -> PipelineRun:
    """An article of so many words with so many spans: six for each claim and the two mentions beside it."""
    source = cycle(PHRASE.split())
    paragraphs = [" ".join(next(source) for _ in range(80)) + "." for _ in range(words // 80)]
    text = "Titel\n" + "\n".join(paragraphs)
    tokens = [match.span() for match in re.finditer(r"\S+", text)]
    step = len(tokens) // (span_count // 6)
    claims, mentions = [], []
    for first in range(0, len(tokens) - step + 1, step):
        here = tokens[first : first + 20]
        claims.append(
            Claim(
                type="Indirect",
                quote=((here[1][0], here[12][1]),),
                cue=(here[13],),
                speaker=((here[14][0], here[15][1]),),
                evidence=((here[17][0], here[18][1]),),
                speaker_entity=f"Person {first % 23}",
                speaker_kind="named",
            )
        )
        mentions += [Mention(*here[3], label="LOC"), Mention(*here[14], label="PER")]
    return build_reading(desk, owner, text, claims=claims, mentions=mentions)
