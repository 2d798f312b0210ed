"""The records that `analyse` returns, and their JSON form.

Every offset is a Unicode code point, half-open: `text[start_char:end_char]` is the exact text.
A record that breaks the rules of its spans cannot be built: the constructors raise ValueError.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from itertools import pairwise
from operator import attrgetter
from typing import Any

LABELS = (
    "PER",
    "ORG",
    "LOC",
    "NORP",
    "WEAPON",
    "EVENT",
    "LAW",
    "WORK",
    "DATE",
    "QUANTITY",
    "MONEY",
)
ROLES = ("quote", "speaker", "cue", "frame", "addressee", "evidence", "hedge")
CLAIM_TYPES = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
MEDIA = ("Speech", "Thought", "Writing", "SW", "ST", "TW", "none")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
POLARITIES = ("affirmed", "negated")
TENSES = ("past", "present", "future")
SPEAKER_KINDS = ("named", "office", "group", "document", "anonymous", "none")
MAX_PARENTS = 8

Offsets = tuple[int, int]
RoleSpans = tuple[Offsets, ...]
Value = float | int | str | tuple[float, float] | None


def _check_choice(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{field}: {value!r} is none of {', '.join(allowed)}")


def _check_confidence(confidence: float | None) -> None:
    if confidence is not None and not 0 <= confidence <= 1:
        raise ValueError(f"confidence: {confidence} is not between 0 and 1")


def _check_spans(role: str, spans: RoleSpans) -> None:
    for start, end in spans:
        if not 0 <= start < end:
            raise ValueError(f"{role}: [{start}, {end}) is empty or starts before the text")
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            raise ValueError(f"{role}: spans must be sorted, disjoint and not touching")


def is_inside(inner: RoleSpans, outer: RoleSpans) -> bool:
    """Whether every span of `inner` lies within one span of `outer`."""
    return all(any(lo <= start and end <= hi for lo, hi in outer) for start, end in inner)


@dataclass(frozen=True, slots=True)
class PipelineInfo:
    """Which pipeline made an analysis: equal fingerprints mean equal code, lexicons and weights."""

    name: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of text that names or counts something.

    `value` is a number, a (low, high) pair, or an ISO 8601 date or interval.
    """

    start_char: int
    end_char: int
    label: str
    subtype: str | None = None
    canonical: str | None = None
    title: str | None = None
    value: Value = None
    unit: str | None = None
    comparator: str | None = None
    vague: bool = False
    nested: bool = False
    inside_token: bool = False
    confidence: float | None = None

    def __post_init__(self) -> None:
        _check_spans("mention", ((self.start_char, self.end_char),))
        _check_choice("label", self.label, LABELS)
        _check_confidence(self.confidence)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that the text attributes to somebody, or marks as hearsay.

    Each role is a tuple of (start_char, end_char): sorted, disjoint, not touching. `quote` is
    never empty. `parent` is the index, in `Analysis.claims`, of the claim this one stands inside.
    """

    type: str
    quote: RoleSpans
    medium: str = "none"
    certainty: str = "certain"
    polarity: str = "affirmed"
    tense: str = "present"
    confidence: float | None = None
    explanation: str = ""
    parent: int | None = None
    speaker_entity: str | None = None
    speaker_kind: str = "none"
    speaker: RoleSpans = ()
    cue: RoleSpans = ()
    frame: RoleSpans = ()
    addressee: RoleSpans = ()
    evidence: RoleSpans = ()
    hedge: RoleSpans = ()

    def __post_init__(self) -> None:
        if not self.quote:
            raise ValueError("quote: a claim needs at least one span")
        for role in ROLES:
            _check_spans(role, getattr(self, role))
        _check_choice("type", self.type, CLAIM_TYPES)
        _check_choice("medium", self.medium, MEDIA)
        _check_choice("certainty", self.certainty, CERTAINTIES)
        _check_choice("polarity", self.polarity, POLARITIES)
        _check_choice("tense", self.tense, TENSES)
        _check_choice("speaker_kind", self.speaker_kind, SPEAKER_KINDS)
        _check_confidence(self.confidence)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything one pipeline read in one text, in the order of the text.

    `language` is what the text was read as. `sentences` are there in every language, mentions, claims and
    `clauses` where there are rules for it; `unread` are the paragraphs of such a text that are in another
    language. Sentences and clauses stand side by side, with nothing but blanks between them.
    """

    text_sha256: str
    language: str
    pipeline: PipelineInfo
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    sentences: tuple[Offsets, ...] = ()
    clauses: tuple[Offsets, ...] = ()
    unread: tuple[Offsets, ...] = ()

    def __post_init__(self) -> None:
        for index, claim in enumerate(self.claims):
            self._check_ancestors(index, claim)

    def _check_ancestors(self, index: int, claim: Claim) -> None:
        depth, child = 0, claim
        while child.parent is not None:
            depth += 1
            if depth > MAX_PARENTS:
                raise ValueError(f"claim {index}: more than {MAX_PARENTS} parents, or a circle")
            if not 0 <= child.parent < len(self.claims):
                raise ValueError(f"claim {index}: there is no claim {child.parent}")
            parent = self.claims[child.parent]
            if not is_inside(child.quote, parent.quote):
                raise ValueError(f"claim {index}: its quote is not inside its parent's")
            child = parent

    def check_text(self, text: str) -> None:
        """Raise ValueError unless this is an analysis of `text` and every span lies inside it."""
        if digest(text) != self.text_sha256:
            raise ValueError("the text is not the one that was analysed")
        if max(self._ends(), default=0) > len(text):
            raise ValueError("a span ends after the text")

    def _ends(self) -> Iterable[int]:
        yield from (mention.end_char for mention in self.mentions)
        yield from (end for _, end in (*self.sentences, *self.clauses))
        for claim in self.claims:
            yield from (end for role in ROLES for _, end in getattr(claim, role))

    def to_record(self, text: str, id: str) -> dict[str, Any]:  # noqa: A002 (the record's own word)
        """The JSON form (plain dicts and lists); raises ValueError if `text` is another text."""
        self.check_text(text)
        return {
            "id": id,
            "text_sha256": self.text_sha256,
            "offset_unit": "codepoint",
            "language": self.language,
            "pipeline": _plain(self.pipeline),
            "mentions": [_mention_record(mention, text) for mention in self.mentions],
            "claims": [_plain(claim) for claim in self.claims],
            "sentences": _listed(self.sentences),
            "clauses": _listed(self.clauses),
        }


def flat(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that are neither nested nor a part of a compound, in the given order: no two overlap."""
    return [mention for mention in mentions if not (mention.nested or mention.inside_token)]


def mentions_from(mentions: Sequence[Mention], start_char: int, end_char: int) -> Sequence[Mention]:
    """Those of the mentions, sorted by their start, that begin in text[start_char:end_char]."""
    first = bisect_left(mentions, start_char, key=attrgetter("start_char"))
    return mentions[first : bisect_left(mentions, end_char, lo=first, key=attrgetter("start_char"))]


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()


def _mention_record(mention: Mention, text: str) -> dict[str, Any]:
    exact = {"exact": text[mention.start_char : mention.end_char]}
    record = _plain(mention)
    offsets = {key: record.pop(key) for key in ("start_char", "end_char")}
    return {**offsets, **exact, **record}


def _plain(record: PipelineInfo | Mention | Claim) -> dict[str, Any]:
    return {field.name: _listed(getattr(record, field.name)) for field in fields(record)}


def _listed(value: Any) -> Any:
    return [_listed(item) for item in value] if isinstance(value, tuple) else value
