"""Claims as margin notes: who, on whose authority, how certainly, and one line of what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from newsdesk.analysis.models import Certainty, ClaimType, Polarity, SpanRole, SpeakerKind, Tense
from newsdesk.annotation.comments.threads import NOTHING_SAID, Tally
from newsdesk.annotation.reading import NO_MEDIUM, LayerReading, ReadClaim
from newsdesk.annotation.values import Value
from newsdesk.web.reader.explanations import in_words
from newsdesk.web.reader.shown import ShownClaim
from newsdesk.web.reader.words import (
    REMARKABLE_MEDIA,
    Words,
    exact_words,
    role_key,
)
from newsdesk.web.review.words import Change, changes_between, lines_of

DEEPEST_INDENT = 3


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation says of the article: where it appeared and when."""

    title: str = ""
    outlet: str = ""
    published_at: date | None = None
    address: str = ""

    def words(self) -> str:
        appeared = date_format(self.published_at, "DATE_FORMAT") if self.published_at else ""
        return ", ".join(part for part in (self.outlet or self.title, appeared) if part)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: who or what is relied on. `key` names its spans in the page, if it has any,
    and `start_char` is where they begin.
    """

    role: str
    words: str
    key: str = ""
    start_char: int | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of an opened note."""

    name: str
    words: Words
    role: str = ""


@dataclass(frozen=True, slots=True)
class Note(ShownClaim):
    """A claim as the margin shows it. `depth` counts the claims it stands inside that are shown too.

    `changes` are what people made of what the machine says.
    """

    url: str
    depth: int
    who: list[Link]
    chain: list[Link]
    what: str
    facts: list[Fact]
    citation: str
    is_open: bool
    changes: list[Change] = field(default_factory=list)
    comments: Tally = NOTHING_SAID

    @property
    def row(self) -> str:
        return "" if self.claim.row is None else str(self.claim.row)

    @property
    def number(self) -> str:
        return self.claim.number

    @property
    def value(self) -> str:
        """What a correction starts from, as JSON."""
        return json.dumps(value_of(self.claim), ensure_ascii=False, separators=(",", ":"))

    @property
    def chain_keys(self) -> str:
        return " ".join(link.key or "-" for link in self.chain)

    @property
    def indent(self) -> int:
        return min(self.depth, DEEPEST_INDENT)


def value_of(claim: ReadClaim) -> dict[str, Any]:
    """The claim as its page's script takes it; what is in no medium says so."""
    names = ("type", "certainty", "polarity", "tense", "speaker_kind", "speaker_entity", "parent")
    return {
        "roles": claim.spans,
        "medium": claim.medium or NO_MEDIUM,
        **{name: getattr(claim, name) or None for name in names},
    }


def ancestors(claim: ReadClaim, claims: dict[str, ReadClaim]) -> list[ReadClaim]:
    """The claims that `claim` stands inside, outermost first, as far as they are among `claims`.

    Rejected ones are no links of a chain.
    """
    found: list[ReadClaim] = []
    while claim.parent in claims and claims[claim.parent] not in found:
        claim = claims[claim.parent]
        found.insert(0, claim)
    return [each for each in found if not each.is_rejected]


def speaker_link(claim: ReadClaim, text: str) -> Link:
    """Who says it: the name where it is known, else the words of the text, else that nobody is named."""
    place = claim.spans.get(SpanRole.SPEAKER, [])
    words = claim.speaker_entity or exact_words(text, place) or str(SpeakerKind.NONE.label)
    if not place:
        return Link(SpanRole.SPEAKER, words)
    return Link(SpanRole.SPEAKER, words, role_key(claim.id, SpanRole.SPEAKER), place[0][0])


def evidence_links(claim: ReadClaim, text: str) -> list[Link]:
    """On whose authority the speaker relies: one link, with all its stretches, or none."""
    place = claim.spans.get(SpanRole.EVIDENCE, [])
    if not place:
        return []
    key = role_key(claim.id, SpanRole.EVIDENCE)
    return [Link(SpanRole.EVIDENCE, exact_words(text, place), key, place[0][0])]


def chain_of(claim: ReadClaim, reading: LayerReading, text: str) -> list[Link]:
    """The speakers of the parents from the outside in, then the own speaker, then the own evidence."""
    speakers = [*ancestors(claim, reading.claims), claim]
    links = [speaker_link(each, text) for each in speakers]
    links += evidence_links(claim, text)
    return [replace(link, step=step) for step, link in enumerate(links, start=1)]


def facts_of(claim: ReadClaim, text: str) -> Iterator[Fact]:
    """What an opened note says beyond its head, as far as it is known or remarkable."""
    named = ((SpanRole.CUE, _("Cue")), (SpanRole.HEDGE, _("Hedge")), (SpanRole.ADDRESSEE, _("Said to")))
    for role, name in named:
        if claim.spans.get(role):
            yield Fact(name, exact_words(text, claim.spans[role]), role)
    remarks: list[Words] = []
    if claim.polarity == Polarity.NEGATED:
        remarks.append(_("denies something"))
    if claim.tense == Tense.FUTURE:
        remarks.append(_("about the future"))
    remarks += [REMARKABLE_MEDIA[medium] for medium in [claim.medium] if medium in REMARKABLE_MEDIA]
    if remarks:
        yield Fact(_("Note"), ", ".join(map(str, remarks)))
    if claim.explanation:
        yield Fact(_("Found by"), in_words(claim.explanation))


def decision_facts(claim: ReadClaim) -> Iterator[Fact]:
    """Who decided about it and when, why it was rejected, and what another run did to that."""
    if not claim.is_open and claim.decided_at:
        when = date_format(localtime(claim.decided_at), "DATETIME_FORMAT")
        yield Fact(_("Decided"), f"{claim.decided_by}, {when}")
    if claim.reason:
        yield Fact(_("Reason"), claim.reason)
    if claim.is_moved and not claim.is_open:
        yield Fact(_("Moved"), _("The newest reading has it at a place nearby."))
    if claim.is_lost:
        yield Fact(_("Not found"), _("The newest reading does not have it. The decision stands."))


def changes_of(claim: ReadClaim, claims: dict[str, ReadClaim], text: str) -> list[Change]:
    """What people say in another way than the machine."""
    if claim.machine is None:
        return []
    numbers = {each.id: each.number for each in claims.values()}
    machine, people = (lines_of(told(each, text), numbers) for each in (claim.machine, claim))
    return changes_between(machine, people)


def told(claim: ReadClaim, text: str) -> Value:
    """The claim as the words of decisions are made of it."""
    spans = {role: [{"exact": text[a:b]} for a, b in places] for role, places in claim.spans.items()}
    return value_of(claim) | {"roles": spans}


def citation_of(note_link: Link, evidence: list[Link], quote: str, claim: ReadClaim, source: Source) -> str:
    """The claim as a line to paste: speaker, quote, how it is reported, outlet, date and link.

    Only what is word for word stands in quotation marks.
    """
    speaker = note_link.words
    if evidence:
        speaker = _("%(speaker)s, relying on %(evidence)s") % {
            "speaker": speaker,
            "evidence": evidence[0].words,
        }
    if claim.type == ClaimType.DIRECT:
        quote = _("“%(quote)s”") % {"quote": quote.strip('"„“”»« ')}
    line = _("%(speaker)s: %(quote)s [%(type)s, %(certainty)s]") % {
        "speaker": speaker,
        "quote": quote,
        "type": ClaimType(claim.type).label,
        "certainty": Certainty(claim.certainty).label,
    }
    return ". ".join(part for part in (line, source.words()) if part) + f".\n{source.address}"


def note_of(
    claim: ReadClaim,
    reading: LayerReading,
    text: str,
    *,
    article_id: int,
    source: Source,
    depth: int,
    is_open: bool,
    comments: Tally = NOTHING_SAID,
) -> Note:
    """`source.address` is where the site stands, such as https://example.org; the note's path follows it."""
    url = address_of(article_id, claim)
    chain = chain_of(claim, reading, text)
    evidence = [link for link in chain if link.role == SpanRole.EVIDENCE]
    speaker = chain[len(chain) - len(evidence) - 1]
    quote = exact_words(text, claim.spans.get(SpanRole.QUOTE, []))
    cited = replace(source, address=source.address + url)
    return Note(
        claim=claim,
        url=url,
        depth=depth,
        who=[speaker, *evidence],
        chain=chain,
        what=quote,
        facts=[*facts_of(claim, text), *decision_facts(claim)],
        changes=changes_of(claim, reading.claims, text),
        citation=citation_of(speaker, evidence, quote, claim, cited),
        is_open=is_open,
        comments=comments,
    )


def address_of(article_id: int, claim: ReadClaim) -> str:
    """The permanent link: of the machine's claim where there is one, else of people's."""
    if claim.row is not None:
        return reverse("claim-detail", args=[article_id, claim.row])
    return reverse("desk-claim-detail", args=[article_id, claim.item])


def in_reading_order(claims: Iterable[ReadClaim]) -> list[ReadClaim]:
    """By where they begin, each followed by the claims inside it."""
    ordered = sorted(claims, key=lambda claim: claim.place)
    here = {claim.id for claim in ordered}
    inside: dict[str | None, list[ReadClaim]] = {}
    for claim in ordered:
        inside.setdefault(claim.parent if claim.parent in here else None, []).append(claim)
    result: list[ReadClaim] = []
    waiting = list(reversed(inside.get(None, [])))
    while waiting:
        claim = waiting.pop()
        result.append(claim)
        waiting += reversed(inside.get(claim.id, []))
    return result
