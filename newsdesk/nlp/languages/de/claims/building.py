"""From drafts in words to claim records in code points."""

from __future__ import annotations

from collections import defaultdict

from newsdesk.nlp.languages.de.claims.attributes import polarity_and_tense as attributes
from newsdesk.nlp.languages.de.claims.attributes.certainty import read_certainty
from newsdesk.nlp.languages.de.claims.attributes.evidence import read_evidence
from newsdesk.nlp.languages.de.claims.attributes.medium import read_medium
from newsdesk.nlp.languages.de.claims.attributes.predicates import read_predicate
from newsdesk.nlp.languages.de.claims.confidence import confidence_of
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.speakers.cast import Cast
from newsdesk.nlp.languages.de.claims.speakers.entities import Identifier, Speaker
from newsdesk.nlp.records import Claim, Mention, RoleSpans
from newsdesk.nlp.words import Range


def build_claims(passage: Passage, mentions: list[Mention], drafts: list[Draft]) -> list[Claim]:
    """Records of the drafts, which stand in the order of the text with parents first."""
    ordinals = {id(draft): ordinal for ordinal, draft in enumerate(drafts)}
    children: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.parent is not None:
            children[id(draft.parent)].append(draft)
    speaker_spans: dict[int, list[Range]] = {}
    speakers: dict[int, Speaker] = {}
    media: dict[int, str] = {}
    claims: list[Claim] = []
    last: Speaker | None = None
    identifier = Identifier(Cast(passage.words, mentions))
    for draft in drafts:
        speaker = _speaker(identifier, draft, last, speakers)
        speakers[id(draft)] = speaker
        if draft.parent is None and speaker.entity:
            last = speaker
        parent = ordinals[id(draft.parent)] if draft.parent else None
        spans = speaker_spans[id(draft)] = _speaker_spans(draft, speaker_spans)
        evidence = read_evidence(passage, draft, children[id(draft)])
        inherited = media.get(id(draft.inherits), draft.medium)
        media[id(draft)] = read_medium(passage, draft, speaker, spans, inherited)
        claims.append(_build(passage, draft, speaker, spans, evidence, media[id(draft)], parent))
    return claims


def _speaker(
    identifier: Identifier, draft: Draft, last: Speaker | None, speakers: dict[int, Speaker]
) -> Speaker:
    if draft.speaker:
        return identifier.identify(draft.speaker[0], last)
    if draft.inherits:
        return speakers.get(id(draft.inherits), Speaker())
    return Speaker()


def _build(
    passage: Passage,
    draft: Draft,
    speaker: Speaker,
    speaker_spans: list[Range],
    evidence: list[Range],
    medium: str,
    parent: int | None,
) -> Claim:
    main = read_predicate(passage, draft)
    certainty, hedges = read_certainty(passage, draft, main)
    return Claim(
        type=draft.type,
        medium=medium,
        certainty=certainty,
        polarity=attributes.polarity(passage, draft, main),
        tense=attributes.tense(passage, draft, main),
        confidence=confidence_of(draft.rule, has_speaker=bool(speaker_spans)),
        explanation=draft.rule,
        parent=parent,
        speaker_entity=speaker.entity,
        speaker_kind=speaker.kind,
        quote=_offsets(passage, draft.quote),
        speaker=_offsets(passage, speaker_spans),
        cue=_offsets(passage, draft.cue),
        frame=_offsets(passage, draft.frame),
        addressee=_offsets(passage, draft.addressee),
        evidence=_offsets(passage, evidence),
        hedge=_offsets(passage, hedges),
    )


def _speaker_spans(draft: Draft, known: dict[int, list[Range]]) -> list[Range]:
    """Where a draft names its speaker, or the nearest draft does that it inherits one from."""
    seen = draft
    while not seen.speaker and seen.inherits and id(seen) not in known:
        seen = seen.inherits
    return known.get(id(seen), seen.speaker)


def _offsets(passage: Passage, ranges: list[Range]) -> RoleSpans:
    """Code point offsets of word ranges, those that touch or overlap joined."""
    spans: list[tuple[int, int]] = []
    for first, end in sorted(ranges):
        if first >= end:
            continue
        start_char, end_char = passage.words.chars(first, end)
        if spans and start_char <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end_char, spans[-1][1]))
        else:
            spans.append((start_char, end_char))
    return tuple(spans)
