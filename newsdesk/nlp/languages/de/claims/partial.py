"""Partial quotations: the words in marks inside what is reported, or behind a verb that quotes."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.titles import is_name
from newsdesk.nlp.words import Range


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
        elif owner.type != "Direct" and not is_name(passage, pair):
            parts.setdefault(id(owner), []).append(_part(pair, owner))
    return [each for draft in drafts for each in (draft, *parts.get(id(draft), ()))]


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
        parent=owner,
    )
