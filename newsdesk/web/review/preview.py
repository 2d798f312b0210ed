"""What would be accepted at once: all that is shown and that nobody has decided about."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.http import QueryDict

from newsdesk.analysis.models import Certainty, Label, SpanRole, SpeakerKind
from newsdesk.annotation.anchoring import follow
from newsdesk.annotation.held import Offsets
from newsdesk.annotation.reading import ReadClaim, ReadMention, read_stretch
from newsdesk.articles.models import Article
from newsdesk.web.reader.entities import name_of
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.rows import desk_layer
from newsdesk.web.reader.words import CERTAINTY_SIGNS, LABEL_PLURALS, Words, exact_words
from newsdesk.web.review.places import newest_run
from newsdesk.web.review.words import shortened

LINES_SHOWN: Final = 6
NAMES_SHOWN: Final = 6
SCOPES: Final = {"claims": (True, False), "mentions": (False, True), "both": (True, True)}


@dataclass(frozen=True)
class ClaimLine:
    """A claim in one line."""

    sign: str
    certainty: Words
    speaker: str
    quote: str


@dataclass(frozen=True)
class LabelLine:
    """The mentions of one kind: the names that come first, and how many there are of all."""

    title: Words
    label: str
    count: int
    names: list[str]
    more: int


@dataclass(frozen=True)
class Preview:
    """The machine's rows that would be accepted, in the order of the text."""

    text: str
    claims: list[ReadClaim]
    mentions: list[ReadMention]
    narrows: bool

    @property
    def count(self) -> int:
        return len(self.claims) + len(self.mentions)

    @property
    def claim_rows(self) -> str:
        return json.dumps([claim.row for claim in self.claims])

    @property
    def mention_rows(self) -> str:
        return json.dumps([mention.row for mention in self.mentions])

    @property
    def claim_lines(self) -> list[ClaimLine]:
        return [self._line(claim) for claim in self.claims[:LINES_SHOWN]]

    @property
    def more_claims(self) -> int:
        return len(self.claims) - LINES_SHOWN

    @cached_property
    def label_lines(self) -> list[LabelLine]:
        names: dict[str, Counter[str]] = {}
        for mention in self.mentions:
            name = name_of(self.text, mention.canonical, mention.start_char, mention.end_char)
            names.setdefault(mention.label, Counter())[name] += 1
        return [_label_line(label, names[label]) for label in Label.values if label in names]

    def _line(self, claim: ReadClaim) -> ClaimLine:
        speaker = claim.speaker_entity or exact_words(self.text, claim.spans.get(SpanRole.SPEAKER, []))
        certainty = Certainty(claim.certainty)
        return ClaimLine(
            sign=CERTAINTY_SIGNS[certainty],
            certainty=certainty.label,
            speaker=speaker or str(SpeakerKind.NONE.label),
            quote=shortened(exact_words(self.text, claim.spans[SpanRole.QUOTE])),
        )


def _label_line(label: str, names: Counter[str]) -> LabelLine:
    first = [name for name, _ in names.most_common(NAMES_SHOWN)]
    return LabelLine(LABEL_PLURALS[label], label.lower(), names.total(), first, len(names) - len(first))


def preview_of(article: Article, query: QueryDict) -> Preview:
    """What the filters of a page's address admit: in the whole text, or in [start, end) of it.

    A claim is where it begins. `scope` may leave only claims or only mentions. A fixed number of queries.
    """
    run = newest_run(article)
    if run is None:
        return Preview("", [], [], narrows=False)
    layer, text = desk_layer(run.text), run.text.text
    if layer:
        follow(layer, run)
    filters = Filters.from_query(query)
    start, end = stretch_in(query, len(text))
    reading = read_stretch(run, layer, start, end)
    begin_here = (each for each in reading.claims.values() if start <= each.start_char < end)
    has_claims, has_mentions = SCOPES.get(query.get("scope", ""), SCOPES["both"])
    claims = [each for each in begin_here if is_open(each) and filters.admits(each)]
    mentions = [each for each in reading.mentions if is_open(each) and filters.admits_label(each.label)]
    return Preview(
        text, claims if has_claims else [], mentions if has_mentions else [], narrows=filters.narrows
    )


def is_open(each: ReadClaim | ReadMention) -> bool:
    return each.is_open and each.row is not None


def stretch_in(query: QueryDict, length: int) -> Offsets:
    """The stretch that an address names, as far as it is one of a text of `length` code points."""
    start, end = offset_from(query.get("start", "")), offset_from(query.get("end", ""))
    return min(start or 0, length), min(length if end is None else end, length)


def offset_from(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
