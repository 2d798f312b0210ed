"""One piece of an article, ready to draw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from newsdesk.annotation.comments.threads import NOTHING_SAID, Tallies
from newsdesk.annotation.held import Offsets
from newsdesk.annotation.reading import LayerReading, ReadClaim
from newsdesk.annotation.stretches import paragraph_item
from newsdesk.articles.models import Article
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.marks import Paragraph, draw, marks_of, paragraphs_in
from newsdesk.web.reader.mentions import place_mentions
from newsdesk.web.reader.notes import Note, Source, ancestors, in_reading_order, note_of
from newsdesk.web.reader.pieces import Piece


@dataclass(frozen=True)
class Asked:
    """What the reader asked for: filters, and the id of the claim to open, if any."""

    filters: Filters
    claim_id: str | None = None


def paragraphs_of(
    article: Article,
    text: str,
    piece: Piece,
    reading: LayerReading,
    asked: Asked,
    source: Source,
    *,
    unread: Collection[int] = (),
    spans: Collection[Offsets] | None = None,
    tallies: Tallies | None = None,
) -> list[Paragraph]:
    """The paragraphs of a piece with their segments, and each claim's note where the claim begins.

    `unread` is where paragraphs begin that the run left out. With `spans` only the paragraphs that these
    touch; the reading needs to cover no more than those. `tallies` is how much is said of the items.
    """
    said = tallies or {}
    found = paragraphs_in(text, piece)
    mark_unread(found, unread)
    if piece.is_first and found:
        found[0].is_title = is_title(article.title, text[found[0].start_char : found[0].end_char])
    shown = {claim.id: claim for claim in reading.claims.values() if is_shown(claim, asked)}
    notes = {
        claim.id: note_of(
            claim,
            reading,
            text,
            article_id=article.pk,
            source=source,
            depth=len(ancestors(claim, shown)),
            is_open=claim.id == asked.claim_id,
            comments=said.get(claim.item, NOTHING_SAID) if claim.item else NOTHING_SAID,
        )
        for claim in shown.values()
    }
    place_notes(found, piece, shown, notes)
    place_mentions(found, text, reading.mentions, asked.filters, said)
    if spans is not None:
        found = [each for each in found if any(a < each.end_char and each.start_char < b for a, b in spans)]
    open_note = notes.get(asked.claim_id or "")
    draw(text, found, marks_of(text, reading, list(shown.values()), asked.filters, open_note))
    return found


def name_items(found: list[Paragraph], text_pk: int, reading: LayerReading) -> None:
    """Notes the item of the desk's layer about each paragraph, and what holds of it."""
    for paragraph in found:
        item = paragraph_item(text_pk, paragraph.start_char, paragraph.end_char)
        paragraph.item = str(item)
        if known := reading.paragraphs.get(item):
            paragraph.head = str(known.head or "")
            paragraph.status = known.kind
            paragraph.decided_by = known.decided_by


def mark_unread(found: list[Paragraph], unread: Collection[int]) -> None:
    """Notes which paragraphs were left out, and with which of them a row of such begins."""
    before = False
    for paragraph in found:
        paragraph.is_unread = paragraph.start_char in unread
        paragraph.begins_unread = paragraph.is_unread and not before
        before = paragraph.is_unread


def is_shown(claim: ReadClaim, asked: Asked) -> bool:
    """Whether the filters admit the claim; the one that was asked for always is."""
    return claim.id == asked.claim_id or asked.filters.admits(claim)


def place_notes(
    found: list[Paragraph], piece: Piece, shown: dict[str, ReadClaim], notes: dict[str, Note]
) -> None:
    """Puts each note beside the paragraph in which its claim begins, if that is in this piece."""
    starts = [paragraph.start_char for paragraph in found]
    beside: dict[int, list[ReadClaim]] = {}
    for claim in shown.values():
        if found and piece.start_char <= claim.start_char < piece.end_char:
            index = max(0, bisect_right(starts, claim.start_char) - 1)
            beside.setdefault(index, []).append(claim)
    for index, claims in beside.items():
        found[index].notes = [notes[claim.id] for claim in in_reading_order(claims)]


def is_title(title: str, first_paragraph: str) -> bool:
    return bool(title) and title.split() == first_paragraph.split()


def is_opening(title: str, text: str) -> bool:
    """Whether the title is only the first words of a text that came without one."""
    opening = title.removesuffix(" …").split()
    return title.endswith(" …") and text[: 4 * len(title)].split()[: len(opening)] == opening
