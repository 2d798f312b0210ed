"""On whose authority a speaker relies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsdesk.nlp.languages.de.claims.attributes.chains import subject_of_perfect
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.reporting.cues import verb_forms
from newsdesk.nlp.languages.de.clauses import kinds
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import noun_phrase
from newsdesk.nlp.words import Range

_RELIANCE = word_set("berufung verweis bezug hinweis bezugnahme rückgriff")
_BEFORE_RELIANCE = ("unter", "mit")
_RELIES = word_set(
    "beruft berufe berufen berief beriefen stützt stütze stützen stützte stützten bezieht beziehe beziehen "
    "bezog bezogen"
)
_REFERS = word_set("verwies verwiesen verweist verweise verweisen")
_BESIDE_REFERS = word_set("dabei dazu hierzu zudem auch")
_LEARNT = word_set("erfahren gehört vernommen wisse weiß wissen wusste erfuhr hörte höre")
_Way = Callable[[list[str], int, int, int], bool]
_SOMEBODY = word_set("einer eine jemand viele manche mehrere einige")
_THAT = ("das", "dies")
_SOURCES = ("aus", "von", "durch", "über", "vom")
_FARTHEST = 40
_LONGEST_SCAN = 400


def read_evidence(passage: Passage, draft: Draft, children: list[Draft]) -> list[Range]:
    """What the frame relies on, from whom the speaker knows it, and who is quoted inside the quote."""
    is_framed = draft.type != "Reported"
    frames = [*_around(passage, draft), *_relatives_of_speaker(passage, draft)] if is_framed else draft.quote
    ways = _WAYS if is_framed else _WAYS[:2]
    found = [span for frame in frames for span in _in_frame(passage, frame, ways)]
    found += [span for part in [*draft.frame, *draft.quote] for span in _learnt_from(passage, part)]
    found += [span for child in children for span in child.speaker if _is_other(passage, draft, child)]
    if draft.type == "IndirectFreeIndirect":
        found += _confirmed_by(passage, draft)
    return _disjoint(found)


def _confirmed_by(passage: Passage, draft: Draft) -> list[Range]:
    """Das habe ihm auch der Nachbar bestätigt: the Nachbar."""
    words = passage.words
    first, end = draft.quote[0]
    stop = passage.without_stop(first, end)
    clause = words.clause_at(first)
    if clause is None or clause.last != stop or words.lower[first] not in _THAT or clause.finite != first + 1:
        return []
    if not any(form.kind == "participle" for form in verb_forms(passage, stop - 1)):
        return []
    subject = subject_of_perfect(passage, first + 2, stop - 1).speaker
    return [subject] if subject and words.kinds[subject[0]] != kinds.PERSONAL else []


def _disjoint(spans: list[Range]) -> list[Range]:
    kept: list[Range] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _is_other(passage: Passage, draft: Draft, child: Draft) -> bool:
    """Whether a report inside a report has a speaker of its own, whom the text names."""
    if child.inherits is not None or not child.speaker:
        return False
    words = passage.words
    first, end = child.speaker[0]
    if end - first == 1 and words.kinds[first] != kinds.NOUN and words.lower[first] not in _SOMEBODY:
        return False
    return all(words.phrase(*span) != words.phrase(first, end) for span in draft.speaker)


def _around(passage: Passage, draft: Draft) -> list[Range]:
    """The frames, each with what goes on behind it: sagte X [und berief sich dabei auf Zeugen]."""
    lower = passage.words.lower
    found = []
    for first, end in draft.frame:
        goes_on = end < len(lower) and lower[end] in ("und", ",")
        stops = [passage.sentence_end(end - 1), *(start for start, _ in draft.quote if start >= end)]
        found.append((first, min(stops) if goes_on else end))
    return found


def _relatives_of_speaker(passage: Passage, draft: Draft) -> list[Range]:
    """laut einem Blatt, das sich auf Insider beruft: the relative clause."""
    words = passage.words
    found = []
    for _, end in draft.speaker:
        clause = words.clause_at(end + 1) if end + 1 < len(words) and words.exact[end] == "," else None
        if clause is not None and clause.kind == "relative":
            found.append((clause.first, clause.last))
    return found


def _in_frame(passage: Passage, frame: Range, ways: tuple[_Way, ...]) -> Iterator[Range]:
    """unter Berufung auf X; gestützt auf X; das sich auf X beruft; und verwies dabei auf X."""
    lower = passage.words.lower
    first, end = frame[0], min(frame[1], frame[0] + _LONGEST_SCAN)
    for index in range(first, end - 1):
        if lower[index] != "auf" or passage.is_masked(index, first):
            continue
        if any(relies(lower, index, first, end) for relies in ways):
            after = noun_phrase(passage.words, index + 1, end)
            if after > index + 1:
                yield index + 1, after


def _is_reliance(lower: list[str], index: int, first: int, end: int) -> bool:
    is_noun = index > first and lower[index - 1] in _RELIANCE
    return is_noun and any(word in _BEFORE_RELIANCE for word in lower[max(first, index - 4) : index - 1])


def _is_based(lower: list[str], index: int, first: int, end: int) -> bool:
    return index > first and lower[index - 1] == "gestützt"


def _is_relying_verb(lower: list[str], index: int, first: int, end: int) -> bool:
    if "sich" not in lower[max(first, index - 4) : index]:
        return False
    before = lower[max(first, index - 5) : index]
    behind = lower[index + 1 : min(end, index + _FARTHEST)]
    behind = behind[: behind.index(",")] if "," in behind else behind
    return not _RELIES.isdisjoint(before) or not _RELIES.isdisjoint(behind)


def _is_referring_verb(lower: list[str], index: int, first: int, end: int) -> bool:
    verb = index - 1
    while verb > first and lower[verb] in _BESIDE_REFERS:
        verb -= 1
    return verb > first and lower[verb] in _REFERS and lower[verb - 1] in ("und", "der", "die", "das")


_WAYS: tuple[_Way, ...] = (
    _is_reliance,
    _is_based,
    _is_relying_verb,
    _is_referring_verb,
)


def _announces(passage: Passage, stop: int, end: int) -> bool:
    """Whether what was learnt follows in a clause: er habe aus der Stadt gehört, dass …"""
    return (
        stop + 1 < end
        and passage.words.exact[stop] == ","
        and passage.words.kind_at(stop + 1) != kinds.RELATIVE
    )


def _learnt_from(passage: Passage, part: Range) -> Iterator[Range]:
    """wie er aus X erfahren habe; aus X habe er gehört."""
    words = passage.words
    first, end = part[0], min(part[1], part[0] + _LONGEST_SCAN)
    for start, stop in passage.clauses(first, end):
        if start >= stop or _LEARNT.isdisjoint(words.lower[start:stop]):
            continue
        is_linked = words.lower[start] == "wie" or words.lower[start] in _THAT
        if not is_linked and not _announces(passage, stop, part[1]):
            continue
        sources = ("aus",) if words.lower[start] in _THAT else _SOURCES
        preposition = next((i for i in range(start, stop) if words.lower[i] in sources), None)
        if preposition is None:
            continue
        after = noun_phrase(words, preposition + 1, stop)
        if after > preposition + 1:
            yield preposition + 1, after
