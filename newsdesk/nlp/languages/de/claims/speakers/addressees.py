"""To whom something is said: gegenüber X, im Gespräch mit X, a dative, the accusative of bitten."""

from __future__ import annotations

from newsdesk.nlp.languages.de import cases
from newsdesk.nlp.languages.de.claims.drafts import Passage
from newsdesk.nlp.languages.de.claims.sources.phrases import is_saying
from newsdesk.nlp.languages.de.claims.speakers.constituents import Part, is_apposition
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.noun_groups import name_at
from newsdesk.nlp.languages.de.phrases import is_time, noun_phrase
from newsdesk.nlp.languages.de.verbs import VerbForm
from newsdesk.nlp.words import MARKS, Range, Words

ASKS = word_set(
    "auffordern aufrufen bitten fragen warnen drängen ermahnen mahnen anweisen beauftragen beschuldigen "
    "bezichtigen informieren unterrichten überzeugen erinnern ermuntern ermutigen beschwören anflehen "
    "verpflichten verdächtigen anhalten ersuchen"
)
_TELLS = word_set(
    "sagen mitteilen vorwerfen erklären empfehlen raten versichern versprechen zusichern drohen androhen "
    "befehlen vorschlagen anbieten bestätigen berichten erzählen antworten zurufen verbieten nahelegen "
    "unterstellen attestieren bescheinigen garantieren erlauben untersagen zusagen klarmachen signalisieren "
    "schildern entgegnen erwidern verraten anvertrauen vorhalten ausrichten eröffnen gestehen "
    "widersprechen danken gratulieren"
)
_DEAF = word_set("zuschreiben zutrauen zustimmen beipflichten anhören entnehmen hinzufügen")
_NO_LISTENERS = word_set("eindruck verdacht gerücht idee plan plänen vorhaben antrag verbot")
_NEEDS_DATIVE = word_set(
    "vorwerfen vorhalten unterstellen empfehlen raten nahelegen bescheinigen attestieren"
)
_TURNS_TO = word_set("appellieren schreiben richten wenden")
_TALKS = word_set(
    "gespräch interview telefonat unterredung telefoninterview exklusivinterview gesprächen interviews"
)
_LETTERS = word_set(
    "brief schreiben appell botschaft mitteilung videobotschaft e-mail mail rundschreiben antrag anfrage rede"
)
_WHEN = ("nach", "vor", "bei", "am", "während")
_MEDIA = ("zeitung", "sender", "agentur", "magazin", "blatt", "schau", "funk", "presse", "radio", "sport")


def addressee_of(
    passage: Passage, form: VerbForm | None, parts: list[Part], subject: Part | None, *, is_passive: bool
) -> Part | None:
    """The addressee among the noun phrases of a reporting clause."""
    governed = next((part for part in parts if _is_governed(passage, form, part, parts)), None)
    if governed:
        return governed
    verb = form.verb.infinitive if form else ""
    if verb in _DEAF:
        return None
    free = [part for part in parts if part.preposition is None and _can_listen(passage, part)]
    if verb in ASKS:
        return subject if is_passive else _accusative(passage, [part for part in free if part is not subject])
    certain = next((p for p in free if p is not subject and _is_dative(passage, p, verb, subject)), None)
    if certain or verb not in _TELLS:
        return certain
    if is_passive:
        return subject if subject and _is_bare_name(passage, subject) else None
    others = [part for part in free if part is not subject and subject is not None]
    return next((part for part in others if _is_bare_name(passage, part)), None)


def told(passage: Passage, index: int, end: int) -> Range | None:
    """Behind a source: (laut einem Sprecher) gegenüber der Zeitung."""
    if index >= end or passage.words.lower[index] != "gegenüber":
        return None
    after = noun_phrase(passage.words, index + 1, end)
    return (index + 1, after) if after > index + 1 else None


def split_dative(passage: Passage, form: VerbForm | None, part: Part) -> tuple[Part, Part] | None:
    """warf der Verein der Behörde vor: what looks like a genitive is the dative that the verb needs.

    Of two genitives the second is one where it names a medium: teilte die Leiterin der Wache der Presse mit.
    """
    verb, lower = form.verb.infinitive if form else "", passage.words.lower
    inner = range(part.first + 2, part.end - 1)
    starts = [i for i in inner if lower[i] in ("der", "einer") and _is_oblique(passage, Part(i, part.end))]
    genitives = [i for i in inner if lower[i] in ("der", "des", "einer", "eines")]
    is_medium = verb in _TELLS and lower[part.end - 1].endswith(_MEDIA)
    is_second = is_medium and bool(starts) and starts[-1] > genitives[0]
    if not starts or not (is_second or verb in _NEEDS_DATIVE):
        return None
    at = starts[-1] if is_second else starts[0]
    return Part(part.first, at), Part(at, part.end)


def medium_behind(passage: Passage, form: VerbForm | None, parts: list[Part]) -> Part | None:
    """sagte er nach der Sitzung der „Inselpost“: what looks like a genitive of when names a medium."""
    words, verb = passage.words, form.verb.infinitive if form else ""
    if verb not in _TELLS:
        return None
    for part in parts:
        at = next((i for i in range(part.first + 2, part.end - 1) if words.lower[i] in ("der", "dem")), None)
        if part.preposition is None or at is None or words.lower[part.preposition] not in _WHEN:
            continue
        is_title = words.exact[at + 1] in MARKS and words.exact[part.end - 1] in MARKS
        if is_title or words.lower[part.end - 1].endswith(_MEDIA):
            return Part(at, part.end)
    return None


def _can_listen(passage: Passage, part: Part) -> bool:
    words = passage.words
    noun = words.exact[part.end - 1]
    is_opinion = noun in load_set("reported_speech", "saying_nouns") or is_saying(noun)
    is_opinion = is_opinion or words.lower[part.end - 1] in _NO_LISTENERS
    is_source = part.end < len(words) and words.lower[part.end] in ("zufolge", "nach")
    is_behind_mark = words.exact[max(0, part.first - 1)] in MARKS
    is_apart = is_behind_mark or is_apposition(passage, part)
    if is_opinion or is_source or is_apart or words.lower[part.first] == "sich":
        return False
    return not is_time(words, *part.span)


def _is_governed(passage: Passage, form: VerbForm | None, part: Part, parts: list[Part]) -> bool:
    """Whether a preposition makes a noun phrase an addressee."""
    words = passage.words
    if part.preposition is None:
        is_before = part.end < len(words) and words.lower[part.end] == "gegenüber"
        return is_before and _is_oblique(passage, part) and all(p.preposition != part.end for p in parts)
    word, before = words.lower[part.preposition], words.lower[max(0, part.preposition - 1)]
    if word in ("gegenüber", "vor"):
        return word == "gegenüber" or _listens(passage, part)
    if word == "mit":
        return before in _TALKS
    if word == "an":
        return before in _LETTERS or (form is not None and form.verb.infinitive in _TURNS_TO)
    return word in ("zu", "zum", "zur") and form is not None and _is_told(passage, part)


def _is_oblique(passage: Passage, part: Part) -> bool:
    return cases.DATIVE in cases.cases_of(passage.words, *part.span)


def _listens(passage: Passage, part: Part) -> bool:
    audiences = load_set("reported_speech", "audiences")
    return any(word in audiences for word in passage.words.lower[part.first : part.end])


def _is_told(passage: Passage, part: Part) -> bool:
    """sagte zur Sportschau, zu Keller; but zu den Vorwürfen is what the talk is about."""
    name, words = name_at(passage.words, part.first), passage.words
    is_person = name is not None and name.label == "PER"
    is_title = words.exact[part.first] in MARKS and words.exact[part.end - 1] in MARKS
    is_medium = words.lower[part.end - 1].endswith(_MEDIA) or is_title
    return is_person or is_medium or _listens(passage, part)


def _accusative(passage: Passage, free: list[Part]) -> Part | None:
    return next((p for p in free if cases.ACCUSATIVE in cases.cases_of(passage.words, *p.span)), None)


def _is_dative(passage: Passage, part: Part, verb: str, subject: Part | None) -> bool:
    """dem Sender, den Journalisten; den Behörden only where the verb takes no other object of persons."""
    words = passage.words
    is_behind = subject is not None and k.FINITE in words.kinds[subject.end : part.first]
    if is_behind and words.lower[part.first] == "der" and verb in _TELLS:
        return _is_oblique(passage, part)
    if cases.is_dative(words, *part.span):
        is_certain = cases.GENITIVE not in cases.cases_of(words, *part.span)
        return is_certain or verb in _TELLS or _has_no_owner(words, part) or _hears(words, part)
    is_plural = words.lower[part.first] == "den" and words.lower[part.end - 1].endswith("en")
    return is_plural and verb in _TELLS


def _has_no_owner(words: Words, part: Part) -> bool:
    """Directly behind a verb or a pronoun no genitive stands: riet der Geschäftsführung."""
    return part.first == 0 or words.kinds[part.first - 1] in (k.FINITE, k.PERSONAL)


def _hears(words: Words, part: Part) -> bool:
    """Whether a noun phrase names a person or an organisation, or is a medium."""
    return name_at(words, part.end - 1) is not None or words.lower[part.end - 1].endswith(_MEDIA)


def _is_bare_name(passage: Passage, part: Part) -> bool:
    name, words = name_at(passage.words, part.first), passage.words
    is_apart = words.exact[max(0, part.first - 1)] != "," and not words.exact[part.end - 1].endswith("s")
    return is_apart and name is not None and name.label in ("PER", "ORG")
