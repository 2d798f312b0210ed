"""What the rules read, and what they write: drafts of claims, in word indices."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter

from newsdesk.nlp.clauses import Clause, Tense
from newsdesk.nlp.languages.de.claims.datelines import dateline_end
from newsdesk.nlp.languages.de.claims.tree import ClauseTree
from newsdesk.nlp.languages.de.clauses.finding import find_clauses
from newsdesk.nlp.languages.de.clauses.tagging import read_kinds
from newsdesk.nlp.languages.de.quotation import nested_quotations
from newsdesk.nlp.records import Mention, mentions_from
from newsdesk.nlp.words import Name, Range, Words

PARTICLES = ("von", "zu", "van", "de")
STOPS = frozenset({".", "!", "?", "…", "...", ";"})


@dataclass(slots=True, eq=False)
class Draft:
    """A claim before its attributes are read; every range is half-open, in word indices.

    `inherits` is the earlier draft whose speaker says this too, where the text does not repeat it. `tense`
    is that of what a speech act is about, where the act alone tells (forderte höhere Löhne).
    """

    type: str
    quote: list[Range]
    rule: str
    medium: str = "SW"
    cue: list[Range] = field(default_factory=list)
    frame: list[Range] = field(default_factory=list)
    speaker: list[Range] = field(default_factory=list)
    addressee: list[Range] = field(default_factory=list)
    denies: bool = False
    tense: Tense | None = None
    is_hearsay: bool = False
    estimate: Range | None = None
    inherits: Draft | None = None
    parent: Draft | None = None

    @property
    def has_speaker(self) -> bool:
        """Whether it names its speaker, or has that of another claim."""
        return bool(self.speaker) or self.inherits is not None


class Passage:
    """One text with its quotations: `quotation[i]` is the pair around word i, or None.

    Units are sentences, joined where a quotation runs over several of them.
    """

    def __init__(self, words: Words, mentions: Sequence[Mention] = ()) -> None:
        words = self.words = replace(words)  # what is set here is for the rules of claims alone
        words.clauses = words.clauses or find_clauses(words)
        words.kinds = words.kinds or read_kinds(words)
        self.mentions = sorted(mentions, key=attrgetter("start_char"))
        self.surnames = _with_particles(words.text, self.mentions)
        words.names = _with_persons(words, self.mentions)
        self.tree = ClauseTree(words)
        self._finite = sorted(
            ((clause.finite, clause) for clause in words.clauses if clause.finite is not None),
            key=itemgetter(0),
        )
        self._predicates = sorted(_with_verbs(words), key=itemgetter(0))
        self.pairs, self._inner_pairs = nested_quotations(words)
        self.quotation: list[Range | None] = [None] * len(words)
        for first, last in self.pairs:
            for index in range(first, last + 1):
                self.quotation[index] = (first, last)
        self._inner = {index: pair for pair in self._inner_pairs for index in range(pair[0], pair[1] + 1)}
        self.units = self._units()

    def _units(self) -> list[Range]:
        units: list[Range] = []
        named = (mention.start_char for mention in self.mentions if mention.label == "LOC")
        places = frozenset(bisect_left(self.words.start, start) for start in named)
        for first, end in self.words.sentences:
            if units and self._is_within_quotation(first):
                units[-1] = (units[-1][0], end)
                continue
            start = dateline_end(self.words, (first, end), places)
            if start < end:
                units.append((start, end))
        return units

    def unit_before(self, first: int) -> Range | None:
        """The unit that ends where another one begins."""
        at = bisect_left(self.units, (first, first))
        return self.units[at - 1] if at else None

    def _is_within_quotation(self, index: int) -> bool:
        pair = self.quotation[index]
        return pair is not None and pair[0] < index

    def pairs_within(self, first: int, end: int) -> list[Range]:
        """The quotations that lie in a range; of a range in a quotation those inside that one."""
        pairs = self._inner_pairs if self._is_within_quotation(first) else self.pairs
        at = bisect_left(pairs, first, key=itemgetter(0))
        stop = bisect_left(pairs, end, key=itemgetter(0))
        return [pair for pair in pairs[at:stop] if pair[1] < end]

    def begins_quotation(self, index: int) -> bool:
        """Whether the first mark of a quotation stands there."""
        pair = self.quotation[index] if index < len(self.quotation) else None
        return pair is not None and pair[0] == index

    def is_masked(self, index: int, first: int) -> bool:
        """Whether a quotation that begins at or after `first` hides word `index`."""
        pair = self.quotation[index]
        if pair is None:
            return False
        inner = self._inner.get(index, pair)
        return pair[0] >= first or inner[0] >= first

    def finite_clauses(self, first: int, end: int) -> list[Clause]:
        """The clauses whose finite verb stands, unhidden, in a range; in the order of their verbs."""
        at = bisect_left(self._finite, first, key=itemgetter(0))
        stop = bisect_left(self._finite, end, key=itemgetter(0))
        return [clause for index, clause in self._finite[at:stop] if not self.is_masked(index, first)]

    def has_verb(self, first: int, end: int) -> bool:
        """Whether a finite verb stands, unhidden, in a range."""
        at = bisect_left(self._finite, first, key=itemgetter(0))
        stop = bisect_left(self._finite, end, key=itemgetter(0))
        return any(not self.is_masked(self._finite[place][0], first) for place in range(at, stop))

    def predicates(self, first: int, end: int) -> list[Clause]:
        """The clauses whose finite verb, or last verb if none is finite, stands in a range, hidden or not."""
        at = bisect_left(self._predicates, first, key=itemgetter(0))
        stop = bisect_left(self._predicates, end, key=itemgetter(0))
        return [clause for _, clause in self._predicates[at:stop]]

    def sentence_end(self, index: int) -> int:
        """The end of the sentence that word `index` stands in."""
        at = bisect_right(self.words.sentences, index, key=itemgetter(0))
        return self.words.sentences[at - 1][1]

    def commas(self, first: int, end: int, marks: str = ",") -> list[int]:
        """The unhidden commas of a range."""
        exact = self.words.exact
        return [i for i in range(first, end) if exact[i] in marks and not self.is_masked(i, first)]

    def behind_marks(self, first: int, end: int, marks: str = ",") -> int:
        """Where the words of a range behind its last comma begin; its first word where it has none."""
        cuts = self.commas(first, end, marks)
        return cuts[-1] + 1 if cuts else first

    def mentions_in(self, first: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in a range."""
        return mentions_from(self.mentions, *self.words.chars(first, end))

    def clauses(self, first: int, end: int) -> list[Range]:
        """The stretches between unhidden commas, colons, semicolons and dashes."""
        cuts = self.commas(first, end, ",:;–—")
        return list(zip([first, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))

    def without_stop(self, first: int, end: int) -> int:
        """The end of a unit before its final full stop."""
        while end > first and self.words.exact[end - 1] in STOPS:
            end -= 1
        return end


def _with_verbs(words: Words) -> Iterator[tuple[int, Clause]]:
    for clause in words.clauses:
        if clause.finite is not None:
            yield clause.finite, clause
        elif clause.predicate:
            yield max(clause.predicate), clause


def _with_persons(words: Words, mentions: Sequence[Mention]) -> list[Name]:
    """The recognised names and the persons among the mentions beside them: Kern, where Tom Kern is known."""
    taken = {index for name in words.names for index in range(name.first, name.last)}
    found = list(words.names)
    for mention in mentions:
        if mention.label == "PER":
            first = bisect_left(words.start, mention.start_char)
            last = bisect_left(words.start, mention.end_char)
            if first < last and taken.isdisjoint(range(first, last)):
                found.append(Name(first, last, "PER"))
    return sorted(found, key=attrgetter("first"))


def _with_particles(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """The surnames of the text's persons that begin with a particle, in lower case: von der leyen."""
    names = (text[m.start_char : m.end_char].lower() for m in mentions if m.label == "PER")
    tails = (name.partition(f" {particle} ") for name in names for particle in PARTICLES)
    return frozenset(f"{particle.strip()} {rest}" for _, particle, rest in tails if rest)
