"""The annotated text: paragraphs of flat, disjoint segments, each knowing what covers it.

Offsets are Unicode code points of the whole text, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from newsdesk.analysis.models import Certainty, Claim, Label, Mention, SpanRole
from newsdesk.nlp.spans import Segment, Span, paragraphs, segments
from newsdesk.web.reader.entities import name_of
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.notes import Note, ancestors
from newsdesk.web.reader.pieces import Piece
from newsdesk.web.reader.rows import RoleSpans, Rows
from newsdesk.web.reader.words import entity_key, role_key


@dataclass(frozen=True, slots=True)
class Look:
    """How the stretches of one key look. `word` is what the label is called, for a mention."""

    classes: tuple[str, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A segment as the page draws it; without classes it is plain text.

    `numbers` are those of the claims whose quote begins here, `step` is the place in the chain of
    the opened claim that begins here, if any.
    """

    text: str
    classes: str = ""
    keys: str = ""
    word: str = ""
    numbers: str = ""
    step: str = ""


@dataclass
class Paragraph:
    """A paragraph, or the part of one that lies in a piece, with the notes that stand beside it."""

    start_char: int
    end_char: int
    marked: list[Marked] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    is_title: bool = False
    is_continued: bool = False

    @property
    def start(self) -> str:
        """`start_char` as the page's script needs it: without a thousands separator."""
        return str(self.start_char)


@dataclass(frozen=True)
class Marks:
    """All that is drawn into a piece: spans by key, the look of each key, and what begins where."""

    spans: list[Span] = field(default_factory=list)
    looks: dict[str, Look] = field(default_factory=dict)
    numbers: dict[int, list[int]] = field(default_factory=dict)
    steps: dict[int, str] = field(default_factory=dict)


def paragraphs_in(text: str, piece: Piece) -> list[Paragraph]:
    """The paragraphs of a piece, by their offsets in the whole text."""
    start = piece.start_char
    cut = text[start : piece.end_char]
    found = [Paragraph(start + a, start + b) for a, b in paragraphs(cut)]
    if found and start and text[start - 1] != "\n" and found[0].start_char == start:
        found[0].is_continued = True
    return found


def marks_of(
    text: str, rows: Rows, shown: Collection[Claim], filters: Filters, open_note: Note | None
) -> Marks:
    """The marks of the mentions, of the claims that are shown, and of who speaks around those."""
    marks = Marks(steps=steps_of(open_note))
    for mention in rows.mentions:
        if filters.admits_label(mention.label):
            add_mention(marks, text, mention, filters)
    for claim in shown:
        add_claim(marks, claim, rows.spans.get(claim.pk, {}), open_note)
    for claim in hidden_ancestors(shown, rows):
        add_role(marks, claim, SpanRole.SPEAKER, rows.spans.get(claim.pk, {}), is_open=False)
    return marks


def hidden_ancestors(shown: Collection[Claim], rows: Rows) -> list[Claim]:
    """The claims around the shown ones that are not shown themselves: links of a chain all the same."""
    pks = {claim.pk for claim in shown}
    around = {each.pk: each for claim in shown for each in ancestors(claim, rows.claims)}
    return [claim for pk, claim in around.items() if pk not in pks]


def add_mention(marks: Marks, text: str, mention: Mention, filters: Filters) -> None:
    span = mention_span(text, mention)
    marks.spans.append(span)
    marks.looks[span.key] = mention_look(mention, is_lit=span.key == filters.entity)


def add_claim(marks: Marks, claim: Claim, spans: RoleSpans, open_note: Note | None) -> None:
    is_open = open_note is not None and open_note.claim.pk == claim.pk
    for role in spans:
        add_role(marks, claim, role, spans, is_open=is_open)
    marks.numbers.setdefault(claim.start_char, []).append(claim.ordinal + 1)


def add_role(marks: Marks, claim: Claim, role: str, spans: RoleSpans, *, is_open: bool) -> None:
    key = role_key(claim.pk, role)
    marks.looks[key] = claim_look(claim, role, is_open=is_open)
    marks.spans.extend(Span(start, end, key) for start, end in spans.get(role, ()))


def mention_span(text: str, mention: Mention) -> Span:
    name = name_of(text, mention.canonical, mention.start_char, mention.end_char)
    return Span(mention.start_char, mention.end_char, entity_key(mention.label, name))


def mention_look(mention: Mention, *, is_lit: bool) -> Look:
    classes = ("mention", mention.label.lower(), *(["lit"] if is_lit else []))
    return Look(classes, str(Label(mention.label).label))


def claim_look(claim: Claim, role: str, *, is_open: bool) -> Look:
    classes = [role]
    if role == SpanRole.QUOTE and claim.certainty == Certainty.UNKNOWN:
        classes.append("hearsay")
    if is_open:
        classes += ["on", f"on-{role}"]
    return Look(tuple(classes))


def steps_of(open_note: Note | None) -> dict[int, str]:
    """Where each link of the opened claim's chain begins, with its number."""
    steps: dict[int, str] = {}
    for link in open_note.chain if open_note else []:
        if link.start_char is not None:
            steps.setdefault(link.start_char, str(link.step))
    return steps


def draw(text: str, paragraph_list: list[Paragraph], marks: Marks) -> None:
    """Fills each paragraph with its segments."""
    inside = spans_by_paragraph(paragraph_list, marks.spans)
    for paragraph, spans in zip(paragraph_list, inside, strict=True):
        paragraph.marked = list(marked(text, paragraph, spans, marks))


def spans_by_paragraph(paragraph_list: list[Paragraph], spans: Iterable[Span]) -> list[list[Span]]:
    """The spans that touch each paragraph, cut to it, with offsets that count from its start."""
    starts = [paragraph.start_char for paragraph in paragraph_list]
    result: list[list[Span]] = [[] for _ in paragraph_list]
    for span in spans:
        index = max(0, bisect_right(starts, span.start_char) - 1)
        while index < len(starts) and starts[index] < span.end_char:
            paragraph = paragraph_list[index]
            start = max(span.start_char, paragraph.start_char) - paragraph.start_char
            end = min(span.end_char, paragraph.end_char) - paragraph.start_char
            if start < end:
                result[index].append(Span(start, end, span.key))
            index += 1
    return result


def marked(text: str, paragraph: Paragraph, spans: list[Span], marks: Marks) -> Iterator[Marked]:
    """The segments of one paragraph, whose texts joined are the paragraph's."""
    shift = paragraph.start_char
    for segment in segments(text[shift : paragraph.end_char], spans):
        start, end = shift + segment.start_char, shift + segment.end_char
        if not segment.keys:
            yield Marked(text[start:end])
            continue
        yield Marked(
            text[start:end],
            classes=classes_of(segment, marks.looks),
            keys=" ".join(segment.keys),
            word=next((marks.looks[key].word for key in reversed(segment.keys) if marks.looks[key].word), ""),
            numbers=" ".join(map(str, marks.numbers.get(start, []))),
            step=marks.steps.get(start, ""),
        )


def classes_of(segment: Segment, looks: dict[str, Look]) -> str:
    """The classes of everything that covers the segment; `inner` where quotes lie in one another."""
    names = dict.fromkeys(name for key in segment.keys for name in looks[key].classes)
    if sum("quote" in looks[key].classes for key in segment.keys) > 1:
        names["inner"] = None
    return " ".join(names)
