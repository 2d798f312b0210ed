"""The annotated text: paragraphs of flat, disjoint segments, each knowing what covers it.

Offsets are Unicode code points of the whole text, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from newsdesk.analysis.models import Certainty, SpanRole
from newsdesk.annotation.reading import LayerReading, ReadClaim, ReadMention, Status
from newsdesk.nlp.spans import Span, paragraphs, segments
from newsdesk.web.reader.details import Details
from newsdesk.web.reader.entities import name_of
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.notes import Note, ancestors
from newsdesk.web.reader.pieces import Piece
from newsdesk.web.reader.words import decided_signs, decided_words, entity_key, mention_key, role_key


@dataclass(frozen=True, slots=True)
class Look:
    """How a span looks, and the keys by which the page names what it is of.

    `label` and `words` are of a mention: which kind it is, and what the page says of it. Only the outermost
    of the mentions that cover a stretch has the shape of its label; those inside it have a thin line.
    `sign` stands where a mention begins that people have decided about, at `start_char`.
    """

    keys: tuple[str, ...]
    classes: tuple[str, ...] = ()
    label: str = ""
    words: str = ""
    is_lit: bool = False
    sign: str = ""
    start_char: int = -1


@dataclass(frozen=True, slots=True)
class Marked:
    """A segment as the page draws it; without classes it is plain text.

    `words` say what the mentions are that cover it, the innermost first, a line each. `numbers` are those
    of the claims whose quote begins here, each with the sign of its status where somebody has decided,
    `signs` those of the mentions that begin here. `step` is the place in the chain of the opened claim that
    begins here, if any.
    """

    text: str
    classes: str = ""
    keys: str = ""
    words: str = ""
    numbers: str = ""
    step: str = ""
    signs: str = ""


@dataclass
class Paragraph:
    """A paragraph, or the part of one that lies in a piece, with the notes that stand beside it."""

    start_char: int
    end_char: int
    marked: list[Marked] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    is_title: bool = False
    is_continued: bool = False
    is_unread: bool = False
    begins_unread: bool = False
    gap: int = 1
    item: str = ""
    head: str = ""
    status: str = ""
    decided_by: str = ""
    mentions: str = "[]"
    sentences: str = ""
    clauses: str = ""

    @property
    def start(self) -> str:
        """`start_char` as the page's script needs it: without a thousands separator."""
        return str(self.start_char)

    @property
    def end(self) -> str:
        return str(self.end_char)

    @property
    def tag(self) -> str:
        """The title's is a heading."""
        return "h1" if self.is_title else "p"

    @property
    def text_state(self) -> str:
        """A short name for what its text shows while no claim is open."""
        segments = [
            (len(each.text), resting(each.classes), each.keys, each.words, each.numbers, each.signs)
            for each in self.marked
        ]
        return digest(self.start_char, self.item, self.head, self.status, segments)

    @property
    def margin_state(self) -> str:
        """A short name for what stands beside it, whichever note is open."""
        notes = [replace(note, is_open=False) for note in self.notes]
        return digest(self.start_char, self.begins_unread, self.status, self.decided_by, self.mentions, notes)


def resting(classes: str) -> str:
    """The classes that a segment has while no claim is open."""
    return " ".join(name for name in classes.split() if name != "on" and not name.startswith("on-"))


def digest(*shown: object) -> str:
    """Equal for what looks the same: then the page need not swap it."""
    return blake2b(repr(shown).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Marks:
    """All that is drawn into a piece: spans, the look of each by the span's own key, what begins where."""

    spans: list[Span] = field(default_factory=list)
    looks: dict[str, Look] = field(default_factory=dict)
    numbers: dict[int, list[str]] = field(default_factory=dict)
    steps: dict[int, str] = field(default_factory=dict)


def paragraphs_in(text: str, piece: Piece) -> list[Paragraph]:
    """The paragraphs of a piece, by their offsets in the whole text."""
    start = piece.start_char
    cut = text[start : piece.end_char]
    found = [Paragraph(start + a, start + b) for a, b in paragraphs(cut)]
    for paragraph in found:
        paragraph.gap = newlines_before(text, paragraph.start_char)
        paragraph.is_continued = paragraph.gap == 0 and paragraph.start_char > 0
    return found


def newlines_before(text: str, offset: int) -> int:
    """How many newlines end at `offset`."""
    start = offset
    while start and text[start - 1] == "\n":
        start -= 1
    return offset - start


def marks_of(
    text: str,
    reading: LayerReading,
    shown: Collection[ReadClaim],
    filters: Filters,
    open_note: Note | None,
) -> Marks:
    """The marks of the mentions, of the claims that are shown, and of who speaks around those."""
    marks = Marks(steps=steps_of(open_note))
    for mention in reading.mentions:
        if filters.admits_label(mention.label) and not mention.is_rejected:
            add_mention(marks, text, mention, filters)
    for claim in shown:
        add_claim(marks, claim, open_note)
    for claim in hidden_ancestors(shown, reading):
        add_role(marks, claim, SpanRole.SPEAKER, is_open=False)
    return marks


def hidden_ancestors(shown: Collection[ReadClaim], reading: LayerReading) -> list[ReadClaim]:
    """The claims around the shown ones that are not shown themselves: links of a chain all the same."""
    ids = {claim.id for claim in shown}
    around = {each.id: each for claim in shown for each in ancestors(claim, reading.claims)}
    return [claim for id_, claim in around.items() if id_ not in ids]


def add_mention(marks: Marks, text: str, mention: ReadMention, filters: Filters) -> None:
    """Each mention is a span of its own, so that it says what is known of itself."""
    span = Span(mention.start_char, mention.end_char, mention_key(mention.id))
    marks.spans.append(span)
    marks.looks[span.key] = mention_look(text, mention, filters)


def add_claim(marks: Marks, claim: ReadClaim, open_note: Note | None) -> None:
    is_open = open_note is not None and open_note.id == claim.id
    for role in claim.spans:
        add_role(marks, claim, role, is_open=is_open)
    if not claim.is_rejected:
        marks.numbers.setdefault(claim.start_char, []).append(number_of(claim))


def number_of(claim: ReadClaim) -> str:
    """The number with the sign of the status; that of an added claim begins with it."""
    return claim.number if claim.status == Status.ADDED else claim.number + decided_signs(claim)


def add_role(marks: Marks, claim: ReadClaim, role: str, *, is_open: bool) -> None:
    key = role_key(claim.id, role)
    marks.looks[key] = Look((key,), claim_classes(claim, role, is_open=is_open))
    marks.spans.extend(Span(start, end, key) for start, end in claim.spans.get(role, ()))


def mention_look(text: str, mention: ReadMention, filters: Filters) -> Look:
    name = name_of(text, mention.canonical, mention.start_char, mention.end_char)
    key = entity_key(mention.label, name)
    return Look(
        keys=(key, mention_key(mention.id)),
        label=mention.label.lower(),
        is_lit=key == filters.entity,
        words=mention_words(text, mention, name),
        sign=decided_signs(mention),
        start_char=mention.start_char,
    )


def mention_words(text: str, mention: ReadMention, name: str) -> str:
    """What kind of thing it is, its name where the text does not spell that out, what is known of it, and who
    has decided about it.
    """
    details = Details.of(mention)
    is_named = name.casefold() in text[mention.start_char : mention.end_char].casefold()
    words = [details.kind, "" if is_named else name, details.meaning, decided_words(mention)]
    return " · ".join(word for word in words if word)


def claim_classes(claim: ReadClaim, role: str, *, is_open: bool) -> tuple[str, ...]:
    """A rejected claim has no look until it is opened."""
    classes = ["rejected"] if claim.is_rejected else [role]
    if not claim.is_rejected and role == SpanRole.QUOTE and claim.certainty == Certainty.UNKNOWN:
        classes.append("hearsay")
    if is_open:
        classes += ["on", f"on-{role}"]
    return tuple(classes)


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
        looks = [marks.looks[key] for key in segment.keys]
        yield Marked(
            text[start:end],
            classes=" ".join(classes_of(looks)),
            keys=" ".join(dict.fromkeys(key for look in looks for key in look.keys)),
            words="\n".join(dict.fromkeys(look.words for look in reversed(looks) if look.words)),
            numbers=" ".join(marks.numbers.get(start, [])),
            step=marks.steps.get(start, ""),
            signs="".join(dict.fromkeys(look.sign for look in looks if look.start_char == start)),
        )


def classes_of(looks: Sequence[Look]) -> list[str]:
    """The classes of everything that covers a segment, outermost first; `inner` for a quote in a quote."""
    labels = [look.label for look in looks if look.label]
    names = ["mention", labels[0]] if labels else []
    names += ["within", f"in-{labels[-1]}"] if len(labels) > 1 else []
    names += ["lit"] if any(look.is_lit for look in looks) else []
    names += [name for look in looks for name in look.classes]
    names += ["inner"] if sum("quote" in look.classes for look in looks) > 1 else []
    return list(dict.fromkeys(names))
