"""Indirect speech: frames behind, before and inside what is reported."""

from __future__ import annotations

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.cues import Cue, Subject, cue_in, subject_of
from newsdesk.nlp.languages.de.claims.direct import may_report, reporting_at
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_nominal, noun_phrase
from newsdesk.nlp.words import Range

_SHORTEST_QUOTE = 2
_SHORTEST_CLAUSE = 4
_MOST_FRAMES = 40  # tried in one sentence, and words looked at behind a frame: both keep it linear
_FARTHEST = 200
_PURPOSES = word_set("um ohne statt anstatt")
_ADVERBIAL = word_set("als nachdem bevor während obwohl seit seitdem sobald indem")


def read_frame_behind(passage: Passage, first: int, end: int) -> Draft | None:
    """[what is claimed], sagte X …[, what is claimed]."""
    commas = [comma for comma in passage.commas(first, end) if may_report(passage, comma + 1)]
    for comma in commas[:_MOST_FRAMES]:
        if comma - first < _SHORTEST_QUOTE or not _can_be_claimed(passage, first, comma):
            continue
        frame_end, rest = _continuation(passage, first, comma, end)
        cue, subject = reporting_at(passage, comma + 1, frame_end)
        is_konjunktiv = konjunktiv(passage, first, comma) is not None
        if cue is None or not (is_konjunktiv or cue.form is None or cue.takes("frame after indicative")):
            continue
        if "nicht" in passage.words.lower[slice(*passage.clauses(comma + 1, frame_end)[0])]:
            continue
        quote = [(first, comma)] + ([rest] if rest else [])
        mood = ", Konjunktiv" if is_konjunktiv else ""
        rule = f"clause before ', {passage.words.lower[cue.first]} X'{mood}"
        return _draft(quote, rule, cue, subject, (comma, frame_end))
    return None


def _can_be_claimed(passage: Passage, first: int, comma: int) -> bool:
    """Whether the words before the verb are a clause, and not its adverbial or its subject.

    Als sie ankam, sagte er …; X, der Chef der Y, forderte …
    """
    clauses = passage.clauses(first, comma)
    if len(clauses) == 1 and passage.words.lower[first] in _ADVERBIAL:
        return False
    if not is_nominal(passage.words, *clauses[0]):
        return True
    main = [clause for clause in clauses[1:] if clause[0] < clause[1] and not is_dependent(passage, *clause)]
    return any(konjunktiv(passage, *clause) is not None for clause in main)


def is_dependent(passage: Passage, first: int, end: int) -> bool:
    """Whether a clause begins with a relative pronoun or a conjunction that subordinates it."""
    lower = passage.words.lower
    return _opens_frame_part(passage, first, end) or lower[first] in grammar.SUBORDINATORS


def _continuation(passage: Passage, first: int, comma: int, end: int) -> tuple[int, Range | None]:
    """The end of a frame that begins at `comma`, and the rest of the claim behind it.

    Appositions and relative clauses belong to the frame; another clause goes on with the claim.
    """
    words = passage.words
    for index in passage.commas(comma + 1, min(end, comma + _FARTHEST)):
        after = index + 1
        if after >= end or _opens_frame_part(passage, after, end):
            continue
        is_begun = comma - first < _SHORTEST_CLAUSE
        goes_on = konjunktiv(passage, after, min(end, after + _FARTHEST)) is not None or words.lower[
            after
        ] in (
            "dass",
            "wenn",
            "weil",
        )
        if is_begun or goes_on:
            return after, (after, end)
    return end, None


def _opens_frame_part(passage: Passage, index: int, end: int) -> bool:
    lower = passage.words.lower
    if lower[index] in grammar.RELATIVES:
        return True
    return lower[index] in grammar.PREPOSITIONS and index + 1 < end and lower[index + 1] in grammar.RELATIVES


def read_frame_before(passage: Passage, first: int, end: int, previous: Draft | None = None) -> list[Draft]:
    """X sagte, dass …; X sagte, es sei …; X kündigte an, … zu …: all of one unit, from the left."""
    found: list[Draft] = []
    clauses = passage.clauses(first, end)
    for position in range(len(clauses) - 1):
        frame = clauses[position]
        if found and frame[0] < found[-1].quote[-1][1] and not _is_second_frame(passage, frame):
            continue
        draft = _frame_before(passage, clauses, position, first, end)
        if draft is None:
            continue
        if found and not draft.speaker:
            draft.speaker = list(found[-1].speaker)
        if found:
            _cut(found[-1], draft.frame[0][0], passage)
        found.append(draft)
    return found


def _is_second_frame(passage: Passage, clause: Range) -> bool:
    """… und forderte, …: the same speaker goes on with another verb."""
    start, end = clause
    cue = cue_in(passage, start, end)
    return cue is not None and cue.form is not None and passage.words.lower[cue.first - 1] in ("und", "aber")


def _cut(draft: Draft, at: int, passage: Passage) -> None:
    first, end = draft.quote[-1]
    end = min(end, at)
    while end > first + 1 and passage.words.exact[end - 1] in ",;":
        end -= 1
    draft.quote[-1] = (first, end)


def _frame_before(
    passage: Passage, clauses: list[Range], position: int, first: int, end: int
) -> Draft | None:
    start, comma = clauses[position]
    cue = cue_in(passage, start, comma)
    if cue is None or comma + 1 >= end or passage.words.exact[comma] not in ",:":
        return None
    if _is_denied_knowledge(passage, cue, start, comma):
        return None
    complement = _complement(passage, cue, clauses, position)
    if complement is None:
        return None
    if passage.words.lower[cue.first - 1] == "und" and cue.first > start:
        start = cue.first - 1
        subject = Subject(None)
    else:
        subject = subject_of(passage, cue, first, start, comma)
    if subject.speaker and subject.speaker[0] < start:
        start = subject.speaker[0]
    word = " ".join(passage.words.phrase(*span) for span in cue.spans)
    rule = f"'{word}' with {complement}"
    draft = _draft([(comma + 1, end)], rule, cue, subject, (start, comma + 1))
    # ließ das dementieren: … : what is denied stands before, what follows is said.
    draft.denies = cue.denies and passage.words.exact[comma] == ","
    return draft


def _is_denied_knowledge(passage: Passage, cue: Cue, start: int, comma: int) -> bool:
    """sagte nicht, ob …; es hieß nicht, …: nothing is claimed."""
    lower = passage.words.lower[start:comma]
    return "nicht" in lower or "ob" in lower[:1] or "kein" in lower


def _complement(passage: Passage, cue: Cue, clauses: list[Range], position: int) -> str | None:
    start, end = clauses[position + 1]
    if start >= end:
        return None
    word = passage.words.lower[start]
    if word == "dass":
        return "dass" if cue.takes("that") else None
    if word == "ob":
        return "ob" if cue.takes("question") else None
    if cue.takes("that") and cue.noun is None and _is_konjunktiv_clause(passage, start, end):
        return "a clause in Konjunktiv"
    if word in _PURPOSES:
        return None
    if cue.takes("infinitive") and _has_infinitive(passage, clauses[position + 1 : position + 4]):
        return "an infinitive"
    return None


def _is_konjunktiv_clause(passage: Passage, start: int, end: int) -> bool:
    lower = passage.words.lower
    verb = konjunktiv(passage, start, end)
    if verb is None or verb == start or lower[start] in grammar.SUBORDINATORS - {"wie"}:
        return False
    is_relative = _opens_frame_part(passage, start, end) and verb == end - 1
    return not is_relative


def konjunktiv(passage: Passage, start: int, end: int) -> int | None:
    """The index of the first verb in Konjunktiv I (or II in its place) of a clause."""
    words = passage.words
    if "ich" in words.lower[start:end]:
        return None
    forms = grammar.konjunktiv_forms() | grammar.SECOND_KONJUNKTIV
    for index in range(start, end):
        if words.exact[index] in forms and not passage.is_masked(index, start):
            return index
    return regular_konjunktiv(passage, start, end)


def regular_konjunktiv(passage: Passage, start: int, end: int) -> int | None:
    """The verb behind the first noun phrase of a main clause, if it ends in -e (werfe, not warf)."""
    index = noun_phrase(passage.words, start, end)
    if index == start or index >= end:
        return None
    word = passage.words.exact[index]
    is_subjunctive = len(word) > 3 and word[0].islower() and word.endswith("e") and not word.endswith("te")
    return index if is_subjunctive and word not in grammar.NOT_ADJECTIVES else None


def _has_infinitive(passage: Passage, clauses: list[Range]) -> bool:
    words = passage.words
    for start, end in clauses:
        if start >= end:
            continue
        last = words.lower[end - 1]
        if grammar.is_zu_infinitive(last):
            return True
        if (
            "zu" in words.lower[max(start, end - 3) : end - 1]
            and last.endswith("n")
            and words.exact[end - 1][0].islower()
        ):
            return True
    return False


def read_wie_frame(passage: Passage, first: int, end: int) -> Draft | None:
    """…, wie X mitteilte[, …]; Wie X mitteilte, …"""
    clauses = passage.clauses(first, end)
    for position, (start, stop) in enumerate(clauses):
        if start >= stop or passage.words.lower[start] != "wie":
            continue
        cue = cue_in(passage, start + 1, stop)
        if cue is None or cue.spans[-1][1] < stop - 1 or cue.noun is not None:
            continue
        subject = subject_of(passage, cue, first, start + 1, stop)
        if subject.speaker is None and cue.form is not None:
            continue
        frame_first = max(first, start - 1) if position else start
        frame_end = min(stop + 1, end)
        quote = [
            span for span in ((first, frame_first), (frame_end, end)) if span[1] - span[0] >= _SHORTEST_QUOTE
        ]
        if quote:
            spans = [*cue.spans] if cue.form is None else [(start, start + 1), *cue.spans]
            draft = _draft(quote, "'wie X …' beside the claim", cue, subject, (frame_first, frame_end))
            draft.cue = spans
            return draft
    return None


def _draft(quote: list[Range], rule: str, cue: Cue, subject: Subject, frame: Range) -> Draft:
    return Draft(
        "Indirect",
        quote,
        rule,
        cue.medium,
        cue=list(cue.spans),
        frame=[frame],
        speaker=[subject.speaker] if subject.speaker else [],
        addressee=[subject.addressee] if subject.addressee else [],
        denies=cue.denies,
        estimate=(cue.noun, cue.noun + 1) if cue.noun is not None else None,
    )
