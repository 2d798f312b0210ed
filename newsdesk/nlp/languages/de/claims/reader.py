"""The claims of a text: every unit through the rules, in the order of their reliability."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.anaphora import read_anaphor
from newsdesk.nlp.languages.de.claims.attribution import read_attributions
from newsdesk.nlp.languages.de.claims.building import build_claims
from newsdesk.nlp.languages.de.claims.direct import read_direct
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.frames_before import read_frame_before
from newsdesk.nlp.languages.de.claims.frames_behind import read_frame_behind
from newsdesk.nlp.languages.de.claims.frames_with_wie import read_wie_frame
from newsdesk.nlp.languages.de.claims.free import continues, read_free
from newsdesk.nlp.languages.de.claims.hearsay import read_hearsay
from newsdesk.nlp.languages.de.claims.moods import konjunktiv
from newsdesk.nlp.languages.de.claims.partial import read_partial, with_partial
from newsdesk.nlp.records import Claim, Mention
from newsdesk.nlp.words import Range, Words

_DEEPEST = 3


def read_claims(words: Words, mentions: list[Mention]) -> list[Claim]:
    """The claims of a German text, in the order of the text, parents before their children."""
    passage = Passage(words, mentions)
    drafts: list[Draft] = []
    previous: Draft | None = None
    latest: Draft | None = None
    before: Range | None = None
    for first, end in passage.units:
        answered = read_anaphor(passage, first, end, before, previous)
        if answered:
            drafts += [answered] if answered is not previous else []
            previous, before = answered, (first, end)
            continue
        unit = _read_unit(passage, first, end, previous, before, latest)
        found = read_partial(passage, first, end, unit, previous)
        for draft in found:
            inside = _read_inside(passage, draft, 1)
            if previous is not None and continues(passage, previous, draft):
                drafts += _go_on(previous, draft, inside)
                continue
            drafts += [draft, *inside]
            previous = draft
        previous = previous if found else None
        latest = previous if previous and previous.has_speaker else latest
        before = (first, end)
    return build_claims(passage, mentions, with_partial(passage, drafts))


def _go_on(draft: Draft, more: Draft, inside: list[Draft]) -> list[Draft]:
    """Lengthens a claim by the next sentence; gives back the reports in that as reports in the claim."""
    draft.quote[-1] = (draft.quote[-1][0], more.quote[-1][1])
    for child in inside:
        child.parent = draft if child.parent is more else child.parent
    return inside


def _read_unit(
    passage: Passage,
    first: int,
    end: int,
    previous: Draft | None,
    before: Range | None,
    latest: Draft | None,
) -> list[Draft]:
    stop = passage.without_stop(first, end)
    direct = read_direct(passage, first, end, previous, before)
    if direct:
        return direct
    single = read_frame_behind(passage, first, stop) or read_wie_frame(passage, first, stop)
    if single:
        return [single]
    attributed = read_attributions(passage, first, stop, previous, before)
    framed = read_frame_before(passage, first, stop)
    if framed:
        if attributed and _stands_above(attributed[0], framed[0]):
            return attributed
        # Der Verband sei der Ansicht, dass …: the speaker before it says even that.
        is_reported = konjunktiv(passage, *framed[0].frame[0]) is not None
        outer = read_free(passage, first, end, previous, before, latest) if is_reported else None
        return [outer] if outer else framed
    if attributed:
        return attributed
    alone = read_hearsay(passage, first, end, previous) or read_free(
        passage, first, end, previous, before, latest
    )
    return [alone] if alone else []


def _stands_above(source: Draft, framed: Draft) -> bool:
    """Whether a source stands before a report and vouches for it: Laut X habe Y gesagt, dass …"""
    start = framed.quote[0][0]
    return source.cue[0][0] < start and source.quote[-1][1] > start


def _read_inside(passage: Passage, draft: Draft, depth: int) -> list[Draft]:
    """Reports within what is reported."""
    if depth > _DEEPEST:
        return []
    found: list[Draft] = []
    for child in _read_around_source(passage, draft):
        child.parent = draft
        found += [child, *_read_inside(passage, child, depth + 1)]
    if found:
        return found
    for first, end in draft.quote:
        for start, stop in _sentences(passage, first, end):
            for child in _read_reports(passage, start, stop):
                child.parent = draft
                found += [child, *_read_inside(passage, child, depth + 1)]
    return found


def _read_around_source(passage: Passage, draft: Draft) -> list[Draft]:
    """The reports in a quote that a source interrupts: Keller hat laut der Zeitung gesagt, dass …"""
    first, end = draft.quote[0][0], draft.quote[-1][1]
    if draft.type != "Indirect" or len(draft.quote) != 2 or len(draft.frame) != 1:
        return []
    is_source = first < draft.frame[0][0] < end and not passage.finite_clauses(*draft.frame[0])
    found = read_frame_before(passage, first, end) if is_source else []
    return [child for child in found if child.quote[0][0] >= draft.quote[1][0]]


def _read_reports(passage: Passage, first: int, stop: int) -> list[Draft]:
    before = read_frame_before(passage, first, stop)
    if before:
        return before
    single = read_frame_behind(passage, first, stop)
    return [single] if single else read_attributions(passage, first, stop, None, None)


def _sentences(passage: Passage, first: int, end: int) -> list[Range]:
    """The sentences of a quote, without its marks and full stops."""
    if passage.quotation[first] == (first, end - 1):
        first, end = first + 1, end - 1
    found: list[Range] = []
    start = first
    for index in range(first, end):
        if passage.words.exact[index] in ".!?":
            found.append((start, index))
            start = index + 1
    found.append((start, passage.without_stop(start, end)))
    return [(start, stop) for start, stop in found if stop > start]
