"""Cues of reporting in a clause."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.lexicons import load_set
from newsdesk.nlp.languages.de.verbs import VerbForm, reporting_forms
from newsdesk.nlp.words import Range

_WIDEST_BRACE = 60  # words between the parts of a verb
_WIDEST_PARTNERS = 30  # words between a verb and the word that it needs beside it
_SAYS_IT = ("heißt", "hieß")


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that report. `form` is None for heißt es and for nouns of opinion."""

    spans: tuple[Range, ...]
    form: VerbForm | None = None
    noun: int | None = None
    is_carried: bool = False  # a noun whose verb says nothing of its own: vertrat die Ansicht

    @property
    def first(self) -> int:
        return self.spans[0][0]

    def takes(self, complement: str) -> bool:
        """Whether such a complement can follow: "that", "infinitive", "frame after" …"""
        return complement == "that" if self.form is None else complement in self.form.verb.takes

    @property
    def denies(self) -> bool:
        return self.form is not None and self.form.verb.denies

    @property
    def medium(self) -> str:
        if self.noun is not None and self.form is None:
            return "ST"
        return self.form.verb.medium if self.form else "SW"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks, and to whom."""

    speaker: Range | None
    addressee: Range | None = None


def framed(type_: str, quote: list[Range], rule: str, cue: Cue, subject: Subject, frame: Range) -> Draft:
    """The draft of a claim whose frame has a cue and, mostly, a subject."""
    return Draft(
        type_,
        quote,
        rule,
        cue.medium,
        cue=list(cue.spans),
        frame=[frame],
        speaker=[subject.speaker] if subject.speaker else [],
        addressee=[subject.addressee] if subject.addressee else [],
        denies=type_ == "Indirect" and cue.denies,
        estimate=(cue.noun, cue.noun + 1) if type_ == "Indirect" and cue.noun is not None else None,
    )


def spelled(passage: Passage, cue: Cue) -> str:
    """The words of a cue, for the explanation of a claim: teilte … mit."""
    shown, last = "", cue.first
    for first, end in cue.spans:
        gap = "" if not shown else " " if first == last else " … "
        shown, last = shown + gap + passage.words.phrase(first, end), end
    return shown


def cue_in(passage: Passage, first: int, end: int) -> Cue | None:
    """The last cue of a clause that reports what follows it."""
    for index in range(end - 1, first - 1, -1):
        if passage.is_masked(index, first):
            continue
        cue = (
            _verb_cue(passage, index, first, end)
            or says_it_cue(passage, index, end)
            or _opinion_cue(passage, index, first, end)
        )
        if cue:
            return cue
    return None


def verb_forms(passage: Passage, index: int) -> tuple[VerbForm, ...]:
    """The reporting verbs that the word at `index` can be a form of, with what they need beside them."""
    word = passage.words.exact[index]
    forms = reporting_forms().get(word, ()) if word[0].islower() else ()
    if not any(form.verb.partners for form in forms):
        return forms
    clause = passage.words.clause_at(index)
    first = max(clause.first if clause else 0, index - _WIDEST_PARTNERS)
    end = min(clause.last if clause else len(passage.words), index + _WIDEST_PARTNERS)
    return tuple(form for form in forms if has_partner(passage, form, first, end))


def has_partner(passage: Passage, form: VerbForm, first: int, end: int) -> bool:
    """Whether one of the words stands in a range that a verb needs beside it: ging davon aus."""
    partners = form.verb.partners
    return not partners or not partners.isdisjoint(
        passage.words.exact[first : min(end, first + _WIDEST_BRACE)]
    )


def _verb_cue(passage: Passage, index: int, first: int, end: int) -> Cue | None:
    words = passage.words
    for form in sorted(verb_forms(passage, index), key=lambda form: form.kind != "participle"):
        if not has_partner(passage, form, first, end):
            continue
        if form.needs_prefix:
            if end - 1 > index and words.exact[end - 1] == form.verb.prefix:
                return Cue(((index, index + 1), (end - 1, end)), form)
        elif form.kind == "participle":
            auxiliary = _auxiliary(passage, first, index, end)
            if auxiliary is not None:
                spans = sorted([(auxiliary, auxiliary + 1), (index, index + 1)])
                return Cue(tuple(spans), form)
        elif form.kind == "finite" or _is_plural_present(passage, index, first, end):
            return Cue(((index, index + 1),), form)
    return None


def _auxiliary(passage: Passage, first: int, participle: int, end: int) -> int | None:
    lower = passage.words.lower
    candidates = [*range(max(first, participle - _WIDEST_BRACE), participle), participle + 1]
    for index in candidates:
        if index < end and lower[index] in grammar.AUXILIARIES:
            return int(index)
    return None


def _is_plural_present(passage: Passage, index: int, first: int, end: int) -> bool:
    """sagen is finite unless a modal verb or zu makes it an infinitive."""
    words = passage.words
    if index > 0 and words.lower[index - 1] == "zu":
        return False
    others = grammar.MODALS | grammar.AUXILIARIES
    window = range(max(first, index - _WIDEST_BRACE), min(end, index + _WIDEST_BRACE))
    return not any(words.lower[i] in others for i in window)


def says_it_cue(passage: Passage, index: int, end: int) -> Cue | None:
    """heißt es, hieß es; es … heißt at the end of a clause."""
    words = passage.words
    if words.exact[index] in _SAYS_IT:
        if index + 1 < end and words.lower_at(index + 1) == "es":
            return Cue(((index, index + 2),))
        if index == end - 1 and "es" in words.lower[max(0, index - 8) : index]:
            return Cue(((index, index + 1),))
    return None


def _opinion_cue(passage: Passage, index: int, first: int, end: int) -> Cue | None:
    """zu der Einschätzung gelangt, der Meinung sein, die Hoffnung äußern: noun at the clause's end."""
    words = passage.words
    if words.exact[index] not in load_set("reported_speech", "opinion_nouns") or end - index > 2:
        return None
    support = load_set("reported_speech", "support_verbs")
    supporting = [i for i in range(max(first, index - 40), end) if words.lower[i] in support]
    if not supporting or (end - index == 2 and words.lower[end - 1] not in support):
        return None
    start = index
    while start > first and words.lower[start - 1] in grammar.DETERMINERS | {"zu", "zur", "zum"}:
        start -= 1
    return Cue(((start, end),), noun=index)
