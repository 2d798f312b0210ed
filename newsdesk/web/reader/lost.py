"""Decisions whose mention or claim the newest reading does not have: listed, with where they were taken."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.analysis.models import PipelineRun
from newsdesk.annotation.held import Held, Holdings
from newsdesk.articles.models import Article
from newsdesk.web.reader.words import Words
from newsdesk.web.review.places import Places
from newsdesk.web.review.trails import Trail, look_of, trails_of
from newsdesk.web.review.words import gist_of, speaker_of, thing_of


@dataclass(frozen=True)
class Lost:
    """A decision that stands all the same; `sign` and `status` are what its item comes to."""

    thing: Words
    gist: str
    speaker: str
    sign: str
    status: Words
    by: str
    url: str


def lost_decisions(article: Article, run: PipelineRun, held: Holdings) -> list[Lost]:
    """In the order of the text; a fixed number of queries, none where nothing is lost."""
    lost = [each for each in (*held.claims, *held.mentions) if each.is_lost and each.decision]
    if not lost:
        return []
    places = Places(article, run)
    trails = trails_of([each.item for each in lost], run.text).by_item
    found = [(trails[each.item], each) for each in lost if each.item in trails]
    return [lost_of(trail, each, places) for trail, each in sorted(found, key=lambda pair: place_of(pair[0]))]


def place_of(trail: Trail) -> int:
    value = trail.known or {}
    spans = value["roles"]["quote"] if "roles" in value else [value]
    return int(spans[0].get("start_char", 0))


def lost_of(trail: Trail, held: Held, places: Places) -> Lost:
    sign, status = look_of(trail.now, trail.item)
    value = trail.known
    return Lost(
        thing=thing_of(trail.item.kind, value),
        gist=gist_of(value),
        speaker=speaker_of(value),
        sign=sign,
        status=status,
        by=held.by,
        url=places.url_of(trail, value),
    )
