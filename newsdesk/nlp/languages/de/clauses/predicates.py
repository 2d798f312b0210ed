"""Tense and modality of a whole predicate: hat gesagt is past, soll gelogen haben is hearsay.

The tenses follow the usual paradigm of German grammars: haben or sein with a participle is the
Perfekt, werden with an infinitive the future, werden with a participle a passive in werden's own
tense. sein with the participle of a verb that forms its Perfekt with haben is a state (ist
geschlossen) and has sein's tense. A perfect infinitive (getan haben, gekommen sein) lies before
the time of its modal.

Epistemic and evidential readings of modal verbs are told by two signs that grammars of German
agree on: an infinitive in the perfect, which duties, permissions and plans hardly ever have, and
the Konjunktiv II of können and dürfen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from newsdesk.nlp.clauses import Modality, Mood, Tense
from newsdesk.nlp.languages.de.clauses.kinds import (
    INFINITIVE,
    NEGATORS,
    PARTICIPLE,
    PREFIX,
    ZU,
    ZU_INFINITIVE,
)
from newsdesk.nlp.languages.de.clauses.nesting import Draft
from newsdesk.nlp.languages.de.conjugation import MODALS, FiniteForm, finite_form, takes_sein
from newsdesk.nlp.languages.de.grammar import is_participle
from newsdesk.nlp.languages.de.lexicons import word_set

_SOURCES = word_set("laut zufolge angeblich medienberichten berichten gerüchten angaben")
_PLANS = word_set(  # sources that plan, and times to come
    "plan plänen zeitplan gesetz gesetzentwurf entwurf vertrag beschluss abkommen programm konzept regelung "
    "vereinbarung planung planungen morgen künftig bald ab bis kommenden kommende kommender nächsten nächste "
    "später dann dort einmal zukünftig"
)
_STATES = word_set(
    "stammen wissen kennen besitzen leiden verfügen existieren aufhalten befinden belaufen handeln gehören "
    "betragen stecken vorliegen planen erwägen hassen fürchten"
)
_CONDITIONS = word_set(
    "krank schwanger verletzt tot pleite betrunken bewaffnet verwickelt beteiligt vermisst verschuldet "
    "verheiratet angewiesen befreundet gespräch lückenhaft"
)
_LIVING = word_set("leben wohnen")
_BY_NOW = word_set("inzwischen mittlerweile längst bereits derzeit zurzeit seit momentan gegenwärtig")
_CAUSES = word_set(
    "motiv ursache grund auslöser hintergrund täter täterin drahtzieher drahtzieherin anführer anführerin "
    "hintermann besitzer besitzerin eigentümer eigentümerin"
)
_GUESSED_STATES = word_set("sein haben reichen ausreichen genügen stimmen liegen betragen")
_GUESSES = word_set("wohl vermutlich wahrscheinlich möglicherweise vielleicht")
_ADDRESSED = word_set("man du wir ihr jeder niemand ich")
# Participles that are infinitives as well, and seldom passive: werde eine Prämie erhalten.
_ACTIVE = word_set("erhalten bekommen behalten verlassen erfahren gefallen")
_DEADLINES = word_set("bis dann")
_PERCEIVED = word_set(
    "hören sehen lesen spüren erkennen erwarten finden beobachten vernehmen befürchten rechnen"
)
_HARDLY = word_set("kaum leicht schwer nur")
_LEISURE = word_set(
    "recht möglichkeit zeit absicht gelegenheit chance angst mut kraft lust ziel plan glück grund"
)
_LOOMING = word_set("droht drohe drohen drohte drohten")


@dataclass(slots=True)
class Predicate:
    """The verbs of a clause, by their parts; `words` are all its own words in lower case."""

    form: FiniteForm | None
    finite: int | None
    words: frozenset[str]
    participles: list[str] = field(default_factory=list)
    infinitives: list[str] = field(default_factory=list)
    bare_infinitives: list[str] = field(default_factory=list)
    last_modal: int | None = None
    has_zu: bool = False
    has_prefix: bool = False
    noun_before_zu: str = ""

    @property
    def has_perfect_infinitive(self) -> bool:
        """getötet haben, worden sein, geflohen sein; but geschlossen sein is a state."""
        if not self.participles:
            # verschlafen zu haben: an infinitive by its form, and a participle beside (zu) haben.
            pairs = pairwise(self.bare_infinitives)
            is_beside = self.has_zu or any(last == "haben" and is_participle(word) for word, last in pairs)
            return is_beside and "haben" in self.infinitives and bool(self.bare_infinitives)
        if "haben" in self.infinitives:
            return True
        return "sein" in self.infinitives and any(map(takes_sein, self.participles))

    @property
    def is_negated(self) -> bool:
        return not NEGATORS.isdisjoint(self.words)


def read_predicate(draft: Draft) -> Predicate:
    """The verbs of a draft, sorted into the parts of its predicate."""
    kinds, lower = draft.unit.kinds, draft.unit.lower
    own = draft.positions
    form = finite_form(lower[draft.finite]) if draft.finite is not None else None
    predicate = Predicate(form, draft.finite, draft.own_words)
    for position in own:
        kind, word = kinds[position], lower[position]
        if position == draft.finite:
            continue
        if kind == PARTICIPLE:
            predicate.participles.append(word)
        elif kind in (INFINITIVE, ZU_INFINITIVE):
            predicate.infinitives.append(word)
            if kind == INFINITIVE and (position == 0 or kinds[position - 1] != ZU):
                predicate.bare_infinitives.append(word)
                predicate.last_modal = position if word in MODALS else predicate.last_modal
        elif kind == ZU:
            predicate.noun_before_zu = lower[position - 1]
        predicate.has_zu |= kind in (ZU, ZU_INFINITIVE)
        predicate.has_prefix |= kind == PREFIX
    return predicate


def tense(predicate: Predicate, mood: Mood | None, *, is_reported: bool) -> Tense | None:
    """The tense of a predicate. `is_reported` makes würden the future that it replaces in reports."""
    form = predicate.form
    if form is None:
        return "past" if predicate.has_perfect_infinitive else None
    if form.is_past and mood == "indicative":
        return "past"
    if form.verb == "haben":
        return "past" if predicate.participles or predicate.bare_infinitives else "present"
    if form.verb == "sein":
        return "past" if any(map(takes_sein, predicate.participles)) else "present"
    if form.verb == "werden":
        return _tense_of_werden(predicate, is_future=mood != "konjunktiv2" or is_reported)
    is_past = predicate.has_perfect_infinitive and not _is_deadline(predicate)
    return "past" if is_past else "present"


def _tense_of_werden(predicate: Predicate, *, is_future: bool) -> Tense:
    if predicate.has_perfect_infinitive:
        return "future" if _is_deadline(predicate) else "past"
    is_active = bool(predicate.bare_infinitives) or not _ACTIVE.isdisjoint(predicate.participles[-1:])
    return "future" if is_active and is_future else "present"


def _is_deadline(predicate: Predicate) -> bool:
    """will bis 2030 erreicht haben: the perfect lies before a time to come; but bis zu 60 is a number."""
    return not _DEADLINES.isdisjoint(predicate.words) and not {"bis", "zu"} <= predicate.words


def modality(
    predicate: Predicate, mood: Mood | None, *, is_condition: bool, is_reported: bool
) -> tuple[Modality | None, int | None]:
    """What a modal, or a verb like one, makes of the predicate, and the position of its word."""
    form = predicate.form
    found: Modality | None = None
    if form is not None and form.verb == "sollen":
        found = _modality_of_sollen(predicate, mood, is_condition=is_condition)
    elif form is not None and form.verb == "dürfen":
        is_guess = mood == "konjunktiv2" and not (is_reported and predicate.is_negated)
        found = "epistemic" if is_guess else "permission"
    elif form is not None and form.verb in _MODALITIES:
        found = _MODALITIES[form.verb](predicate, mood)
    elif form is not None:
        found = _modality_of_other(predicate, form)
    if found:
        return found, predicate.finite
    if predicate.last_modal is None:
        return None, None
    return _BASIC[_modal_infinitive(predicate)], predicate.last_modal


def _modal_infinitive(predicate: Predicate) -> str:
    return next(word for word in reversed(predicate.bare_infinitives) if word in MODALS)


def _modality_of_sollen(predicate: Predicate, mood: Mood | None, *, is_condition: bool) -> Modality:
    form = predicate.form
    is_past = predicate.has_perfect_infinitive and not _is_deadline(predicate)
    if form is None or form.reading == "preterite_or_konjunktiv2":
        if is_condition or mood == "konjunktiv2":
            return "epistemic" if is_condition else "obligation"
        return "evidential" if is_past else "intention"
    if is_past or _is_sourced_state(predicate) or _is_state(predicate):
        return "evidential"
    return "intention" if _ADDRESSED.isdisjoint(predicate.words) else "obligation"


def _is_state(predicate: Predicate) -> bool:
    """soll Geld besitzen, inzwischen verhandeln, in Kiel wohnen, der Täter sein, hohen Wert haben."""
    verbs, words = predicate.bare_infinitives, predicate.words
    if not predicate.infinitives and not _STATES.isdisjoint(predicate.participles):
        return True  # soll 60 betragen, besitzen: participles by their form
    if not _STATES.isdisjoint(verbs):
        return True
    if "werden" in verbs or not _PLANS.isdisjoint(words):
        return False
    if "sein" in verbs:
        return not _CONDITIONS.isdisjoint(words) or not (predicate.participles or _CAUSES.isdisjoint(words))
    if "haben" in verbs and "wert" in words and not predicate.participles:
        return True
    if "stehen" in verbs and {"kurz", "vor"} <= words:
        return True
    return not (_LIVING.isdisjoint(verbs) and _BY_NOW.isdisjoint(words))


def _is_sourced_state(predicate: Predicate) -> bool:
    """soll laut Zeugen in Kiel leben; but a passive (gebaut werden) and a time to come make a plan."""
    sources = _SOURCES & predicate.words
    if sources <= set(predicate.infinitives) or "werden" in predicate.infinitives:
        return False
    return _PLANS.isdisjoint(predicate.words)


def _modality_of_wollen(predicate: Predicate, mood: Mood | None) -> Modality:
    is_past = predicate.has_perfect_infinitive and not _is_deadline(predicate)
    return "evidential" if is_past and mood != "konjunktiv2" else "volition"


def _modality_of_koennen(predicate: Predicate, mood: Mood | None) -> Modality:
    is_guess = mood == "konjunktiv2" or predicate.has_perfect_infinitive
    return "epistemic" if is_guess else "ability"


def _modality_of_muessen(predicate: Predicate, mood: Mood | None) -> Modality:
    is_state = not predicate.participles and not _GUESSED_STATES.isdisjoint(predicate.bare_infinitives)
    is_guess = predicate.has_perfect_infinitive or (mood == "konjunktiv2" and is_state)
    return "epistemic" if is_guess else "obligation"


def _modality_of_moegen(predicate: Predicate, mood: Mood | None) -> Modality | None:
    if mood != "indicative":
        return "volition"
    return "epistemic" if predicate.infinitives else None


_MODALITIES: dict[str, Callable[[Predicate, Mood | None], Modality | None]] = {
    "können": _modality_of_koennen,
    "müssen": _modality_of_muessen,
    "wollen": _modality_of_wollen,
    "mögen": _modality_of_moegen,
}
_BASIC: dict[str, Modality] = {
    "können": "ability",
    "müssen": "obligation",
    "dürfen": "permission",
    "sollen": "obligation",
    "wollen": "volition",
    "mögen": "volition",
}


def _modality_of_other(predicate: Predicate, form: FiniteForm) -> Modality | None:
    """Verbs that are modal with zu (haben, sein, scheinen, drohen, brauchen), and sich lassen."""
    if form.verb == "werden":
        is_guess = predicate.has_perfect_infinitive or not _GUESSES.isdisjoint(predicate.words)
        return "epistemic" if is_guess and predicate.bare_infinitives else None
    if form.verb == "lassen":
        return "ability" if "sich" in predicate.words and predicate.bare_infinitives else None
    if form.verb == "brauchen":
        is_needless = predicate.is_negated or not _HARDLY.isdisjoint(predicate.words)
        return "obligation" if is_needless and predicate.infinitives else None
    if not predicate.has_zu:
        return None
    if form.verb == "scheinen":
        return "epistemic"
    return _modality_with_zu(predicate, form)


def _modality_with_zu(predicate: Predicate, form: FiniteForm) -> Modality | None:
    """hat zu zahlen, ist zu zahlen, ist nicht zu übersehen; hat Zeit zu lesen is nothing of it."""
    if form.verb == "haben":
        is_bound = bool(predicate.participles) or predicate.has_prefix or predicate.noun_before_zu in _LEISURE
        return None if is_bound else "obligation"
    if form.verb == "sein" and not predicate.participles:
        is_ability = (
            predicate.is_negated
            or not _HARDLY.isdisjoint(predicate.words)
            or not _PERCEIVED.isdisjoint(predicate.infinitives)
        )
        return "ability" if is_ability else "obligation"
    return "epistemic" if not _LOOMING.isdisjoint(predicate.words) else None
