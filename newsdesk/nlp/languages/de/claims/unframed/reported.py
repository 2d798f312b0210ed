"""Speech acts with a nominal complement: Die Gewerkschaft forderte höhere Löhne."""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.claims.drafts import Draft, Passage
from newsdesk.nlp.languages.de.claims.quotations.titles import is_name
from newsdesk.nlp.languages.de.claims.reporting.complements import PURPOSES
from newsdesk.nlp.languages.de.claims.reporting.cues import Cue, Subject, spelled
from newsdesk.nlp.languages.de.claims.speakers.constituents import is_possible_subject, parts_of, whole_behind
from newsdesk.nlp.languages.de.claims.speakers.subjects import subject_of
from newsdesk.nlp.languages.de.claims.unframed.topics import can_speak
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.languages.de.phrases import is_time
from newsdesk.nlp.languages.de.speech_acts import SpeechAct, speech_acts
from newsdesk.nlp.languages.de.verbs import VerbForm, speech_act_forms
from newsdesk.nlp.words import Range

_WIDEST = 200  # words of a clause
_MOST_CLAUSES = 20  # of a sentence
_LONGEST_LABEL = 5  # with its colon
_HABEN = word_set("hat haben hatte hatten")
_HATTE = word_set("hatte hatten")
_WERDEN = word_set("wird werden wurde wurden")
_NOBODY = word_set("es das dies ich wir man was")
_ANAPHORS = word_set("das dies")
_ANY = word_set("ein eine einen einem einer")
_NAMING = word_set("nennt nennen nannte nannten genannt")
_CONTENT = word_set("dass daß ob")
_CONDITIONS = word_set("wenn falls sofern sobald")
_FUSED = {"zum": "zu", "zur": "zu", "vom": "von", "am": "an", "im": "in", "ans": "an", "ins": "in"}


def read_reported(passage: Passage, first: int, end: int) -> Draft | None:
    """A sentence with a main verb that is a speech act: X lehnte den Vorschlag ab."""
    first = _behind_label(passage, first, end)
    if _is_left_to_others(passage, first, end):
        return None
    for clause in passage.finite_clauses(first, end)[:_MOST_CLAUSES]:
        form = _speech_act(passage, clause)
        if form is None:
            continue
        cue = Cue(tuple((index, index + 1) for index in clause.predicate), form)
        subject = subject_of(passage, cue, first, clause.first, clause.last)
        speaker = _who_can_speak(passage, clause, subject.speaker) if subject.speaker else None
        speaker = _without_content(passage, clause, form, speaker) if speaker else None
        if speaker and _is_complete(passage, clause, form, speaker):
            quote = _own_half(passage, clause, speaker, first, end)
            return _draft(passage, quote, cue, form, Subject(speaker, subject.addressee))
    return None


def _behind_label(passage: Passage, first: int, end: int) -> int:
    """Ulm: Rat fordert Aufklärung: where what a headline says begins behind the words that file it."""
    cuts = passage.commas(first, min(end, first + _LONGEST_LABEL), ":")
    is_label = bool(cuts) and cuts[0] + 1 < end and k.FINITE not in passage.words.kinds[first : cuts[0]]
    return cuts[0] + 1 if is_label else first


def _own_half(passage: Passage, clause: Clause, speaker: Range, first: int, end: int) -> Range:
    """Die einen wollen bleiben, die Grünen fordern den Umzug: the half that tells of the speech act.

    Halves are main clauses with subjects of their own, between commas or semicolons.
    """
    if not clause.first <= speaker[0] < clause.last:
        return first, end
    kinds, mains = passage.words.kinds, passage.finite_clauses(first, end)[:_MOST_CLAUSES]
    mains = [other for other in mains if other.kind == "main" and other.mood == "indicative"]
    before = any(other.last <= clause.first for other in mains)
    if before and kinds[clause.first - 1] == k.COMMA and kinds[clause.first] not in (k.FINITE, k.CONJUNCTION):
        first = clause.first
    return first, end


def _who_can_speak(passage: Passage, clause: Clause, subject: Range) -> Range:
    """Die Vorwürfe wies der Rat zurück: where the subject may be an object, who can speak behind the verb."""
    if clause.finite is None or subject[0] > clause.finite or can_speak(passage, *subject):
        return subject
    verb = passage.words.lower[clause.finite]
    behind = parts_of(passage, clause.finite + 1, clause.last, clause)
    others = (
        part
        for part in behind
        if is_possible_subject(passage, part, verb)
        and passage.words.kinds[part.first - 2 : part.first - 1] != [k.PREPOSITION]
    )
    other = next((part for part in others if can_speak(passage, *part.span)), None)
    return whole_behind(passage, other, clause.last) if other else subject


def _without_content(passage: Passage, clause: Clause, form: VerbForm, speaker: Range) -> Range:
    """sprach Keller von einem Versehen: what the verb takes with von is no part of the speaker behind it."""
    takes_von = any("von" in wanted for wanted in speech_acts()[form.verb.infinitive].takes)
    own = passage.tree.own(clause, clause.first, clause.last)
    found = [index for index in own if passage.words.lower[index] in ("von", "vom")]
    if not takes_von or len(found) != 1 or not speaker[0] < found[0] < speaker[1]:
        return speaker
    return speaker[0], found[0]


def _draft(passage: Passage, quote: Range, cue: Cue, form: VerbForm, subject: Subject) -> Draft | None:
    speaker = subject.speaker
    if speaker is None or _has_quotation(passage, *quote, speaker):
        return None
    return Draft(
        "Reported",
        [quote],
        f"'{spelled(passage, cue)}' as a speech act",
        form.verb.medium,
        speaker=[speaker],
        addressee=[subject.addressee] if subject.addressee else [],
        denies=form.verb.denies,
        tense=speech_acts()[form.verb.infinitive].tense,
    )


def _is_left_to_others(passage: Passage, first: int, end: int) -> bool:
    """Whether a sentence asks, is conditional, or has a clause of content: forderte ihn auf, zu gehen."""
    words = passage.words
    is_condition = words.lower[first] in _CONDITIONS
    if words.exact[end - 1] == "?" or is_condition or passage.commas(first, end, ":"):
        return True
    for start, stop in passage.clauses(first, end):
        if start in (first, stop):
            continue
        is_infinitive = any(clause.kind == "infinitive" for clause in passage.tree.starting(start))
        if words.lower[start] in _CONTENT or (is_infinitive and words.lower[start] not in PURPOSES):
            return True
    return False


def _has_quotation(passage: Passage, first: int, end: int, speaker: Range) -> bool:
    """Whether a sentence quotes: nannte das „Unsinn“; but not the name of a thing (den Film „Unsinn“)."""
    return any(
        not speaker[0] <= opening < speaker[1]
        and not (is_name(passage, (opening, closing)) and _names_thing(passage, opening))
        for opening, closing in passage.pairs_within(first, end)
    )


def _names_thing(passage: Passage, opening: int) -> bool:
    """Whether a noun or an article stands before a quotation (der „Blick“), and no verb gives a name."""
    before = opening - 1
    is_thing = passage.words.kinds[before] in (k.NOUN, k.ARTICLE)
    clause = passage.words.clause_at(before)
    is_naming = clause is not None and any(passage.words.lower[i] in _NAMING for i in clause.predicate)
    return is_thing and not is_naming and passage.words.lower[before] not in _ANY


def _speech_act(passage: Passage, clause: Clause) -> VerbForm | None:
    """The verb of a main clause that asserts it, in the second place: forderte, hat gefordert."""
    finite, lower = clause.finite, passage.words.lower
    if clause.kind != "main" or clause.last - clause.first > _WIDEST or finite is None:
        return None
    is_asserted = clause.mood == "indicative" and not clause.is_negated and not clause.modality
    others = [lower[index] for index in clause.predicate if index != finite]
    if not is_asserted or finite == clause.first or finite != min(clause.predicate) or len(others) > 1:
        return None
    if others and lower[finite] in _HABEN | _WERDEN:
        forms = (form for form in speech_act_forms().get(others[0], ()) if form.kind == "participle")
        form = next(forms, None)
        is_background = lower[finite] in _HATTE and form and not speech_acts()[form.verb.infinitive].before
        return None if is_background else form
    prefix = "".join(others) or _loose_prefix(passage, clause)
    for form in speech_act_forms().get(lower[finite], ()):
        is_whole = form.verb.prefix == prefix if form.needs_prefix else not prefix
        if form.kind != "participle" and is_whole:
            return form
    return None


def _is_complete(passage: Passage, clause: Clause, form: VerbForm, speaker: Range) -> bool:
    """Whether a clause has what its speech act needs: somebody who speaks, and what it is about."""
    act, words = speech_acts()[form.verb.infinitive], passage.words
    if words.lower[speaker[0]] in _NOBODY and speaker[1] == speaker[0] + 1:
        return False
    is_passive = words.lower[clause.finite or clause.first] in _WERDEN
    if (act.of_persons or is_passive) and not can_speak(passage, *speaker):
        return False
    everything = list(passage.tree.own(clause, clause.first, clause.last))
    said = {words.lower[index] for index in everything}
    if not said.isdisjoint(grammar.FIRST_PERSONS) or any(word.endswith(act.unless) for word in said):
        return False
    own = [index for index in everything if not speaker[0] <= index < speaker[1]]
    objects = _objects(passage, clause, speaker)
    if not form.verb.denies and ("object",) in act.takes and _has_anaphor(passage, objects):
        return False
    return _takes(passage, act, own, len(objects))


def _has_anaphor(passage: Passage, objects: list[Range]) -> bool:
    """Dies bestätigte X: what the sentence before says is what X says."""
    return any(passage.words.lower[first] in _ANAPHORS and end == first + 1 for first, end in objects)


def _objects(passage: Passage, clause: Clause, speaker: Range) -> list[Range]:
    """The noun phrases beside the speaker that no preposition governs; das, dies and numbers too."""
    words = passage.words
    parts = parts_of(passage, clause.first, clause.last, clause)
    inside = {index for part in parts for index in range(part.first, part.end)}
    found = [part.span for part in parts if part.preposition is None and not is_time(words, *part.span)]
    found += [
        (index, index + 1)
        for index in passage.tree.own(clause, clause.first, clause.last)
        if words.kinds[index] in (k.DEMONSTRATIVE, k.NUMBER) and index not in inside
    ]
    return [span for span in found if not speaker[0] <= span[0] < speaker[1]]


def _loose_prefix(passage: Passage, clause: Clause) -> str:
    """A preposition that governs nothing, which must be a prefix (gibt Fehler zu); else nothing."""
    words = passage.words
    for index in passage.tree.own(clause, clause.first, clause.last):
        is_last = index + 1 == clause.last or words.kind_at(index + 1) == k.DASH
        if is_last and words.kinds[index] == k.PREPOSITION:
            return words.lower[index]
    return ""


def _takes(passage: Passage, act: SpeechAct, own: list[int], objects: int) -> bool:
    words = passage.words
    present = {_FUSED.get(words.lower[index], words.lower[index]) for index in own}
    present.update(words.lower[index] for index in own)
    if words.tags and any(words.tags[index] == "ADJD" for index in own):
        present.add("adjective")
    return any(
        objects >= wanted.count("object")
        and {*wanted} - {"object"} <= present
        and ("sich" in wanted or "sich" not in present)
        for wanted in act.takes
    )
