"""Partial quotations: the words in marks inside what is reported, or behind a verb that quotes."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.quotations.governors import is_in_brackets
from newsdesk.nlp.languages.de.claims.quotations.quoting import read_quoting, read_within_report
from newsdesk.nlp.languages.de.claims.quotations.titles import is_name
from newsdesk.nlp.languages.de.clauses.kinds import NOUN
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Range

_SHORTEST_ALONE = 5  # words of a quotation that can be no name
_MOST_PAIRS = 20  # quotations of one unit that are looked at
_INDEFINITE = word_set("ein eine einen einem einer kein keine keinen als von")


def with_partial(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """The drafts, each followed by the partial quotations that it holds.

    Sie sei „erschüttert“, sagte X: what stands in marks is direct speech, with the frame, cue and
    speaker of the report around it.
    """
    owners: dict[Range, Draft] = {}
    for draft in drafts:
        for first, end in draft.quote:
            for pair in passage.pairs_within(first, end):
                owners[pair] = draft
    parts: dict[int, list[Draft]] = {}
    for pair, owner in owners.items():
        if owner.quote == [(pair[0], pair[1] + 1)]:
            owner.type = "Direct"
        elif owner.type != "Direct" and _is_said(passage, pair, owner):
            parts.setdefault(id(owner), []).append(_part(pair, owner))
    return [each for draft in drafts for each in (draft, *parts.get(id(draft), ()))]


def _is_said(passage: Passage, pair: Range, owner: Draft) -> bool:
    """Whether somebody said the words: no name, no hearsay, no lone noun that is only set apart.

    Das sei ein „Irrtum“ quotes; neue „Farbspiele“ seien möglich need not, nor der Rang eines „Siegels“.
    """
    words, (opening, closing) = passage.words, pair
    if is_name(passage, pair) or (owner.is_hearsay and not owner.has_speaker):
        return False
    if is_in_brackets(passage, pair) or any(first <= opening < end for first, end in owner.speaker):
        return False
    is_noun = closing == opening + 2 and words.exact[opening + 1][0].isupper()
    if is_noun and _is_genitive(passage, opening):
        return False
    return bool(owner.frame) or not is_noun or words.lower[opening - 1] in _INDEFINITE


def _is_genitive(passage: Passage, opening: int) -> bool:
    """Whether an article in the genitive stands between a noun and a quotation: der Rang eines „Siegels“."""
    words = passage.words
    return opening > 1 and words.lower[opening - 1] in grammar.GENITIVES and words.kinds[opening - 2] == NOUN


def _part(pair: Range, owner: Draft) -> Draft:
    return Draft(
        "Direct",
        [(pair[0], pair[1] + 1)],
        "quotation inside a report",
        owner.medium,
        cue=list(owner.cue),
        frame=list(owner.frame),
        speaker=list(owner.speaker),
        addressee=list(owner.addressee),
        inherits=owner.inherits,
        parent=owner.parent,
    )


def read_partial(
    passage: Passage, first: int, end: int, found: list[Draft], previous: Draft | None
) -> list[Draft]:
    """The drafts of a unit, and those of the quotations outside them that a verb quotes."""
    stop = passage.without_stop(first, end)
    taken = {
        pair
        for draft in found
        for span in (*draft.quote, *draft.speaker)
        for pair in passage.pairs_within(*span)
    }
    pairs = [pair for pair in passage.pairs_within(first, end) if pair not in taken]
    last = found[-1] if found else previous
    drafts = [
        read_quoting(passage, pair, first, stop) or _without_frame(passage, pair, first, last)
        for pair in pairs[:_MOST_PAIRS]
    ]
    quoted = [draft for draft in drafts if draft is not None]
    return sorted([*found, *quoted], key=_first_word) if quoted else found


def _without_frame(passage: Passage, pair: Range, first: int, previous: Draft | None) -> Draft | None:
    """Words too many for a name: whoever spoke before is quoted, or nobody that the text names."""
    words, (opening, closing) = passage.words, pair
    if (
        closing - opening <= _SHORTEST_ALONE
        or is_name(passage, pair)
        or not words.exact[opening + 1][0].islower()
    ):
        return None
    quote = [(opening, closing + 1)]
    alone = Draft("Direct", quote, "quotation without a frame", "SW", inherits=previous)
    return read_within_report(passage, pair, first) or alone


def _first_word(draft: Draft) -> int:
    return draft.quote[0][0]
