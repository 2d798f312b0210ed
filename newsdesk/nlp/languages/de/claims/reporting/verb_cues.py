"""The predicate of a clause as a cue: every word of the verb that reports, however far apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, verb_forms
from newsdesk.nlp.languages.de.clauses.kinds import PREFIX
from newsdesk.nlp.languages.de.conjugation import finite_form
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.verbs import ReportingVerb, VerbForm
from newsdesk.nlp.words import Range

_PRONOMINAL = re.compile(r"(da|dar)(an|auf|aus|bei|durch|für|gegen|hin|in|mit|nach|über|um|von|vor|zu)$")
_BEFORE_PARTNERS = word_set("zu zum zur in im auf")
_ENDS = frozenset(',:;.–—-()"„“”»«')
_COUPLED = word_set("und sowie oder aber dass daß")
_FORMS_OF_PUTS = word_set(
    "zeigt zeigte zeigten zeigen zeige gibt gab gaben gebe äußert äußerte äußerten erklärte"
)
_NAMING = word_set("nennt nennen nannte nannten findet finden fand fanden")
_NO_ATTITUDE = word_set("es so dermaßen derart")
_NOT_REFLEXIVE = word_set("ergeben entscheiden bestätigen ermitteln bestimmen befinden ändern zeigen")
_THOUGHTS = ("ST", "Thought")
_BECOME = ("worden", "geworden")
_HEARD = ("hören", "vernehmen")  # war aus X zu hören


def verb_cue(passage: Passage, clause: Clause, first: int, end: int, takes: str) -> Cue | None:
    """The verb of a clause that reports such a complement, with all its words before `end`."""
    own = own_words(passage, clause, first, end)
    verbs = [
        index for index in clause.predicate if first <= index < end and not passage.is_masked(index, first)
    ]
    # A participle at the end of its clause may have been read as an adverb: hat ausgerechnet.
    for index in sorted({*verbs, *own[-1:]}, key=lambda index: (index == clause.finite, -index)):
        for form in verb_forms(passage, index):
            spans = takes in form.verb.takes and _spans(passage, clause, form, index, own, verbs)
            if spans:
                return Cue(spans, form)
    return None


def own_words(passage: Passage, clause: Clause, first: int, end: int) -> list[int]:
    """The words of a range that belong to a clause itself, without those in its quotations."""
    return [i for i in passage.tree.own(clause, first, end) if not passage.is_masked(i, first)]


def _spans(
    passage: Passage, clause: Clause, form: VerbForm, index: int, own: list[int], verbs: list[int]
) -> tuple[Range, ...]:
    """The words of the cue, none where this form is no predicate of the clause."""
    lower = passage.words.lower
    is_reflexive = any(lower[i] == "sich" for i in own)
    if not _is_predicate(passage, clause, form, index) or (
        is_reflexive and form.verb.infinitive in _NOT_REFLEXIVE
    ):
        return ()
    prefix = _with_prefix(passage, clause, form, index, own)
    partners = _with_partners(passage, form, own, verbs)
    if prefix is None or partners is None:
        return ()
    auxiliaries = {verb for verb in verbs if _is_auxiliary(passage, clause, verb)}
    parts = {index} | auxiliaries | prefix | partners
    last = next((i for i in reversed(own) if i not in parts), None)
    is_contrast = last is not None and lower[last] == "dagegen" and "frame after" in form.verb.takes
    if last is not None and last > clause.first and _PRONOMINAL.match(lower[last]) and not is_contrast:
        parts.add(last)
    return ranges(parts)


def _with_prefix(
    passage: Passage, clause: Clause, form: VerbForm, index: int, own: list[int]
) -> set[int] | None:
    """The prefix that a form needs, nothing where it needs none; None where the clause has another verb."""
    if form.needs_prefix:
        prefix = _prefix(passage, clause, form.verb.prefix, index, own)
        return None if prefix is None else {prefix}
    kinds = passage.words.kinds
    others = (i for i in clause.predicate if i > index and kinds[i] == PREFIX)
    is_other = form.kind == "finite" and any(passage.words.lower[i] != "weiter" for i in others)
    return None if is_other else set()  # sagte … ab is not sagte


def _with_partners(passage: Passage, form: VerbForm, own: list[int], verbs: list[int]) -> set[int] | None:
    """The words that a verb needs beside it, with a preposition before them; None where they are missing."""
    exact, lower, wanted = passage.words.exact, passage.words.lower, form.verb.partners
    found = {i for i in (*own, *verbs) if exact[i] in wanted or lower[i] in wanted}
    if wanted and not found:
        return None
    return found | {i - 1 for i in found if lower[i - 1] in _BEFORE_PARTNERS}


def _is_predicate(passage: Passage, clause: Clause, form: VerbForm, index: int) -> bool:
    """Whether a form can be the main verb of a clause: finite, or beside its auxiliary or modal."""
    if clause.finite is None:  # sagen and berichtet may have been read as an infinitive and a participle
        return clause.kind != "infinitive"
    if index == clause.finite:
        return form.kind != "participle"
    if form.kind == "finite":  # … kam und berichtet, which may have been read as a participle
        return (
            passage.words.lower[index - 1] == "und"
            and not finite_form(passage.words.lower[clause.finite]).is_auxiliary
        )
    finite = finite_form(passage.words.lower[clause.finite])
    if form.verb.infinitive == "verlauten" or _is_let(form, finite.verb):  # ließ verlauten is another verb
        return False
    if form.kind == "infinitive" and passage.words.lower[clause.finite].startswith("wurde"):
        return False
    if form.kind == "infinitive":
        return clause.modality != "intention" and (
            finite.is_modal
            or finite.verb in ("werden", "lassen", "haben")
            or (finite.verb == "sein" and form.verb.infinitive in _HEARD)
        )
    if finite.verb == "sein" and not form.verb.infinitive.endswith(("gehen", "kommen")):
        return any(passage.words.lower[i] in _BECOME for i in clause.predicate)
    return finite.is_auxiliary or finite.is_modal


def _is_let(form: VerbForm, verb: str) -> bool:
    """das Wetter lässt hoffen: who lets others think says nothing, but for lässt wissen."""
    return verb == "lassen" and form.verb.medium in _THOUGHTS and form.verb.infinitive != "wissen"


def _is_auxiliary(passage: Passage, clause: Clause, verb: int) -> bool:
    """hat, wurde … worden, konnte, ließ."""
    word = passage.words.lower[verb]
    return (
        verb == clause.finite
        or word in _BECOME
        or finite_form(word).is_auxiliary
        or finite_form(word).is_modal
    )


def _prefix(passage: Passage, clause: Clause, prefix: str, index: int, own: list[int]) -> int | None:
    """The separable prefix behind a verb: at the end of a stretch of words."""
    words = passage.words
    for i in reversed(own):
        if i <= index:
            break
        if words.lower[i] == prefix:
            after = i + 1
            is_last = after >= len(words) or words.exact[after] in _ENDS or words.lower[after] in _COUPLED
            if is_last or i in clause.predicate:
                return i
    return None


def attitude_cue(passage: Passage, clause: Clause, first: int, end: int) -> Cue | None:
    """ist überzeugt, zeigte sich besorgt: an adjective that says what somebody thinks."""
    own, lower = own_words(passage, clause, first, end), passage.words.lower
    if clause.finite is None or not first <= clause.finite < end or not own:
        return None
    tail = [i for i in own[-3:] if i != clause.finite and not _PRONOMINAL.match(lower[i])]
    adjective = tail[-1] if tail else None
    if adjective is None or lower[adjective] not in load_set("reported_speech", "attitudes"):
        return None
    verb = lower[clause.finite]
    reflexive = [i for i in own if lower[i] == "sich"]
    if finite_form(verb).verb != "sein" and not (verb in _FORMS_OF_PUTS and reflexive):
        return None
    if not _NO_ATTITUDE.isdisjoint(lower[i] for i in own):
        return None
    parts = {clause.finite, adjective, *(i for i in own[-2:] if _PRONOMINAL.match(lower[i]))}
    return Cue(ranges(parts | set(reflexive)), carried("ST"))


def evaluation_cue(passage: Passage, clause: Clause, first: int, end: int) -> Cue | None:
    """hält es für möglich, sah es als erwiesen an: what is held to be so follows."""
    own, lower = own_words(passage, clause, first, end), passage.words.lower
    es = next((i for i in own if lower[i] == "es"), None)
    if es is None or clause.finite is None:
        return None
    verbs = [i for i in clause.predicate if first <= i < end]
    link = next((i for i in own if lower[i] in ("für", "als") and i + 1 < end), None)
    if link is None and lower[clause.finite] in _NAMING:  # nannte es einen Fehler, …
        link = es
    if link is None or not any(lower[i] in load_set("reported_speech", "evaluating_verbs") for i in verbs):
        return None
    tail = [i for i in own if i >= link]
    return Cue(ranges({*verbs, es, *tail}), carried("ST"))


def any_cue(clause: Clause, first: int, end: int) -> Cue | None:
    """The verb of a clause that no lexicon needs to hold: what follows is said, by its mood."""
    verbs = [index for index in clause.predicate if first <= index < end]
    return Cue(ranges(verbs), carried("SW")) if verbs and clause.modality is None else None


def carried(medium: str) -> VerbForm:
    """The form of a verb that no lexicon holds: what follows shows that it reports."""
    return VerbForm(
        ReportingVerb("", "", medium, frozenset(("that", "infinitive", "frame after indicative"))), "finite"
    )


def ranges(indices: Iterable[int]) -> tuple[Range, ...]:
    """Indices as half-open ranges, neighbours joined."""
    found: list[Range] = []
    for index in sorted(set(indices)):
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return tuple(found)
