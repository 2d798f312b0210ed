"""The claims of a text: every unit through the rules, in the order of their reliability."""

from __future__ import annotations

from newsdesk.nlp.languages.de.claims.attributes.chains import read_inside
from newsdesk.nlp.languages.de.claims.building import build_claims
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.frames.anaphora import read_anaphor
from newsdesk.nlp.languages.de.claims.frames.before import read_frame_before
from newsdesk.nlp.languages.de.claims.frames.behind import read_frame_behind
from newsdesk.nlp.languages.de.claims.frames.with_wie import read_wie_frame
from newsdesk.nlp.languages.de.claims.quotations.beside import with_reports_beside
from newsdesk.nlp.languages.de.claims.quotations.direct import read_direct
from newsdesk.nlp.languages.de.claims.quotations.partial import read_partial, with_partial
from newsdesk.nlp.languages.de.claims.reporting.moods import konjunktiv
from newsdesk.nlp.languages.de.claims.sources.attribution import read_attributions
from newsdesk.nlp.languages.de.claims.unframed.free import continues, read_free
from newsdesk.nlp.languages.de.claims.unframed.hearsay import read_hearsay
from newsdesk.nlp.languages.de.claims.unframed.reported import read_reported
from newsdesk.nlp.records import Claim, Mention
from newsdesk.nlp.words import Range, Words

_SHORTEST_REST = 5  # words that can hold a claim with its frame


def read_claims(words: Words, mentions: list[Mention]) -> list[Claim]:
    """The claims of a German text, in the order of the text, parents before their children."""
    passage = Passage(words, mentions)
    drafts: list[Draft] = []
    previous: Draft | None = None
    latest: Draft | None = None
    before: Range | None = None
    for first, end in passage.units:
        answered = read_anaphor(passage, first, end, before, previous, drafts[-1] if drafts else None)
        if answered:
            drafts += [answered, *read_inside(passage, answered)] if answered is not previous else []
            previous, before = answered, (first, end)
            continue
        unit = _read_unit(passage, first, end, previous, before, latest)
        found = read_partial(passage, first, end, unit, previous)
        for draft in found:
            inside = read_inside(passage, draft)
            if previous is not None and continues(passage, previous, draft):
                drafts += _go_on(previous, draft, inside)
                continue
            drafts += [draft, *inside]
            previous = draft
        previous = previous if found else None
        latest = previous if previous and previous.has_speaker else latest
        before = (first, end)
    return build_claims(passage, mentions, sorted(with_partial(passage, drafts), key=_place))


def _place(draft: Draft) -> int:
    """Where a draft stands in the text: with the one that it stands in."""
    while draft.parent is not None:
        draft = draft.parent
    return draft.quote[0][0]


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
    """The claims of a unit by the first rule that finds one: quotations, frames, sources, the rest."""
    stop = passage.without_stop(first, end)
    direct = read_direct(passage, first, end, previous)
    if direct:
        above = _report_above(passage, first, stop, direct[0]) or _source_above(passage, first, stop, direct)
        if not above and previous is not None and _is_reported(passage, direct[0]):
            # Y habe gesagt: „…“: the speaker before it says even that.
            going_on = read_free(passage, first, end, previous, before, latest)
            above = [going_on] if going_on else []
        return above or with_reports_beside(passage, direct, first, stop)
    single = read_frame_behind(passage, first, stop) or read_wie_frame(passage, first, stop)
    if single:
        return _with_rest(passage, single, first, stop)
    attributed = read_attributions(passage, first, stop, previous, before)
    framed = read_frame_before(passage, first, stop)
    if not framed:
        return attributed or _read_unframed(passage, first, end, previous, before, latest)
    if attributed and _stands_above(attributed[0], framed[0]):
        return attributed
    # Der Verband sei der Ansicht, dass …: the speaker before it says even that.
    is_reported = konjunktiv(passage, *framed[0].frame[0]) is not None
    outer = read_free(passage, first, end, previous, before, latest) if is_reported else None
    outer = outer or _hearsay_above(passage, first, end, framed[0])
    return [outer] if outer else framed


def _read_unframed(
    passage: Passage,
    first: int,
    end: int,
    previous: Draft | None,
    before: Range | None,
    latest: Draft | None,
) -> list[Draft]:
    """What no frame reports: hearsay, what an earlier speaker goes on to say, a speech act."""
    alone = read_hearsay(passage, first, end, previous) or read_free(
        passage, first, end, previous, before, latest
    )
    # X sprach von 94 Drohnen; 60 habe man abgefangen: the act and what goes on behind it.
    is_half = alone is not None and alone.inherits is None and alone.quote[0][0] > first
    reported = read_reported(passage, first, end) if alone is None or is_half else None
    return [draft for draft in (reported, alone) if draft]


def _with_rest(passage: Passage, draft: Draft, first: int, stop: int) -> list[Draft]:
    """A claim with those of the words of its sentence before it and behind it."""
    spans = [*draft.quote, *draft.frame]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    return [*_read_rest(passage, first, start), draft, *_read_rest(passage, end, stop)]


def _read_rest(passage: Passage, first: int, stop: int) -> list[Draft]:
    while stop > first and passage.words.exact[stop - 1] in ",:;":
        stop -= 1
    if stop - first < _SHORTEST_REST:
        return []
    return read_frame_before(passage, first, stop) or read_attributions(passage, first, stop, None, None)


def _report_above(passage: Passage, first: int, stop: int, direct: Draft) -> list[Draft]:
    """X erzählte, Y habe gesagt: „…“: what X said holds the quotation of Y."""
    if not _is_reported(passage, direct):
        return []
    above = read_frame_before(passage, first, stop)
    return above if above and above[0].quote[0][0] <= direct.cue[0][0] else []


def _is_reported(passage: Passage, direct: Draft) -> bool:
    """Whether the frame of a quotation is itself in Konjunktiv: somebody says that it was said."""
    clause = passage.words.clause_at(direct.cue[-1][0]) if direct.cue else None
    return clause is not None and clause.is_konjunktiv


def _source_above(passage: Passage, first: int, stop: int, direct: list[Draft]) -> list[Draft]:
    """„…“, sagte X laut Y; Wie Y berichtet, sagte X: „…“: what Y says holds the quotation of X."""
    start, end = direct[0].quote[0][0], direct[-1].quote[-1][1]
    wie = read_wie_frame(passage, first, stop)
    if wie and any(span[0] <= start and end <= span[1] for span in wie.quote):
        return [wie]
    frame = direct[0].frame[0] if direct[0].frame else (0, 0)
    for source in read_attributions(passage, *frame, None, None):
        if len(direct) == 1 and direct[0].cue and source.cue[0] not in direct[0].cue:
            spans = [(min(start, frame[0]), source.frame[0][0]), (source.frame[0][1], max(end, frame[1]))]
            source.quote = [span for span in spans if span[1] > span[0]]
            return [source]
    return []


def _hearsay_above(passage: Passage, first: int, end: int, framed: Draft) -> Draft | None:
    """X soll gesagt haben, dass …: even that is hearsay."""
    clause = passage.words.clause_at(framed.cue[0][0])
    is_hearsay = clause is not None and clause.modality == "evidential"
    return read_hearsay(passage, first, end, None) if is_hearsay else None


def _stands_above(source: Draft, framed: Draft) -> bool:
    """Whether a source stands before a report and vouches for it: Laut X habe Y gesagt, dass …"""
    start = framed.quote[0][0]
    return source.cue[0][0] < start and source.quote[-1][1] > start
