"""What kind of word each word is, by its form alone: for texts that no tagger has read.

Closed classes are listed, irregular verbs come from the lexicon, the rest is told by endings and by
what stands beside a word. A present of a regular verb that no lexicon has (er hüpft) is missed.
"""

from __future__ import annotations

from functools import cache, lru_cache

from newsdesk.nlp.languages.de import grammar
from newsdesk.nlp.languages.de.clauses import kinds as k
from newsdesk.nlp.languages.de.conjugation import finite_form, is_irregular, stem_of
from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.verbs import reporting_forms
from newsdesk.nlp.words import Words

_MOST_WORDS = 50_000
_CUTS = (k.COMMA, k.STOP, k.DASH)
_BEFORE_ADJECTIVES = (k.ARTICLE, k.DETERMINER, k.PREPOSITION, k.ADJECTIVE, k.NUMBER)
_PLURAL = "E"  # ends in -en: an infinitive, a plural, or an adjective
_AMBIGUOUS = (_PLURAL, k.FINITE, k.PARTICIPLE)
_SUBORDINATORS = word_set(
    "dass daß weil ob wenn falls obwohl obgleich wenngleich nachdem bevor ehe sobald solange sofern soweit "
    "sooft sodass indem zumal"
)
_EDGE_SUBORDINATORS = word_set(
    "als da damit während bis seit seitdem wie wo wobei wodurch wofür womit was wer"
)
_INFINITIVE_OPENERS = word_set("um ohne statt anstatt")
_CLASSES = (
    (k.CONJUNCTION, word_set("und oder aber sondern denn sowie")),
    (k.SUBORDINATOR, _SUBORDINATORS),
    (k.PERSONAL, word_set("ich du er sie es wir ihr ihm ihn ihnen mich dich uns euch man")),
    (k.ARTICLE, word_set("der die das den dem des ein eine einen einem einer eines")),
    (k.QUESTION, word_set("wer wen wem was warum weshalb wann wieso woher wohin inwieweit")),
    (k.DETERMINER, grammar.DETERMINERS | grammar.NEGATIONS | {"sich"}),
    (k.PREPOSITION, grammar.PREPOSITIONS),
)
_NO_VERBS = grammar.ADVERBS | word_set(
    "heute letzte letzten erste ersten zweite zweiten dritte dritten rechte rechten gute guten echte echten "
    "bekannte bekannten gesamte gesamten bitte eigenen einzelnen jeweiligen immer etwa sowohl selbst nicht"
)
_PREFIXES = word_set(
    "ab an auf aus bei ein fest fort her hin los mit nach statt teil vor weg zu zurück zusammen"
)
_LONG_PRETERITE = 5


def guess_kinds(words: Words) -> list[str]:
    """One letter of kinds.py for each word, without looking at tags."""
    kinds = list(map(_kind, words.exact, words.lower))
    for first, last in words.sentences:
        if kinds[first] == k.NOUN and words.exact[first][0].isupper():
            kinds[first] = _kind(words.lower[first], words.lower[first])
        start = first
        for index in range(first, last + 1):
            if index == last or kinds[index] in _CUTS:
                _read_stretch(words.lower, kinds, start, index)
                start = index + 1
    return kinds


@lru_cache(_MOST_WORDS)
def _kind(exact: str, lower: str) -> str:
    mark = k.KIND_OF_MARK.get(exact)
    if mark:
        return mark
    if exact[0].isdigit():
        return k.NUMBER
    if exact[0].isupper():
        return k.PERSONAL if exact in ("Sie", "Ihnen") else k.NOUN
    for kind, members in _CLASSES:
        if lower in members:
            return kind
    return k.ADVERB if lower in _NO_VERBS else _kind_by_form(lower)


def _kind_by_form(lower: str) -> str:
    if grammar.is_zu_infinitive(lower):
        return k.ZU_INFINITIVE
    if _is_known(lower):
        is_plural = finite_form(lower).reading == "present" and lower.endswith("en")
        is_open = is_plural and not finite_form(lower).is_auxiliary and not finite_form(lower).is_modal
        return _PLURAL if is_open else k.FINITE
    if grammar.is_participle(lower) and (not lower.endswith("en") or "ge" in lower or lower == "worden"):
        return k.PARTICIPLE
    if (
        lower.endswith(("te", "ten"))
        and not lower.endswith(("ste", "sten"))
        and len(lower) >= _LONG_PRETERITE
    ):
        return k.FINITE
    if lower.endswith(("en", "ern", "eln")):
        return _PLURAL
    return k.ADJECTIVE if lower.endswith(("e", "er", "es", "em")) and len(lower) > 3 else k.ADVERB


@cache
def _regular_forms() -> frozenset[str]:
    """Third persons of the weak verbs that a lexicon lists (sagt, sagte, dauert), and Konjunktiv I."""
    stems = {stem_of(verb) for verb in load_set("reported_speech", "regular_verbs")}
    reports = {
        spelling for spelling, forms in reporting_forms().items() if any(f.kind == "finite" for f in forms)
    }
    weak = {stem + ending for stem in stems for ending in ("t", "et", "te", "ten", "ete", "eten")}
    return frozenset(weak | reports | grammar.konjunktiv_forms())


def _is_known(lower: str) -> bool:
    return is_irregular(lower) or lower in _regular_forms()


def _read_stretch(lower: list[str], kinds: list[str], first: int, last: int) -> None:
    """Tell verbs from adjectives, and openers from articles and prepositions, between two marks."""
    for index in range(last - 2, first - 1, -1):
        if kinds[index] in _AMBIGUOUS and kinds[index + 1] in (k.NOUN, k.ADJECTIVE):
            is_inside = index > first and kinds[index - 1] in _BEFORE_ADJECTIVES
            if lower[index].endswith(("e", "en", "er", "es", "em")) and (
                is_inside or not _is_known(lower[index])
            ):
                kinds[index] = k.ADJECTIVE
    for index in range(first, last - 1):
        if lower[index] == "zu" and kinds[index + 1] == _PLURAL:
            kinds[index], kinds[index + 1] = k.ZU, k.INFINITIVE
    _sort_plurals(lower, kinds, first, last)
    _find_opener(lower, kinds, first, last)
    if last - 1 > first and lower[last - 1] in _PREFIXES and k.FINITE in kinds[first : last - 1]:
        kinds[last - 1] = k.PREFIX


def _sort_plurals(lower: list[str], kinds: list[str], first: int, last: int) -> None:
    """kommen: an infinitive beside an auxiliary or a modal, else the finite verb, if there is none yet."""
    verbs = [finite_form(lower[index]).verb for index in range(first, last) if kinds[index] == k.FINITE]
    has_finite, has_perfect = bool(verbs), any(verb in ("haben", "sein") for verb in verbs)
    for index in range(last - 1, first - 1, -1):
        if lower[index] == "sein" and has_finite and _closes(kinds, index, last):
            kinds[index] = k.INFINITIVE
        if kinds[index] == _PLURAL:
            is_participle = has_perfect and grammar.is_participle(lower[index])
            kinds[index] = k.PARTICIPLE if is_participle else k.INFINITIVE if has_finite else k.FINITE
            has_finite = True


def _closes(kinds: list[str], index: int, last: int) -> bool:
    """Whether nothing but verbs and marks follows a word before `last`."""
    return all(kind in k.VERBS or kind == k.MARK for kind in kinds[index + 1 : last])


def _find_opener(lower: list[str], kinds: list[str], first: int, last: int) -> None:
    start = first
    while start < last - 1 and kinds[start] in (k.CONJUNCTION, k.MARK):
        start += 1
    if start >= last:
        return
    end = last
    while end > start and kinds[end - 1] == k.MARK:
        end -= 1
    is_late = kinds[end - 1] in (k.FINITE, k.INFINITIVE) and k.FINITE in kinds[start + 2 : end]
    is_behind_comma = first > 0 and kinds[first - 1] == k.COMMA
    at = start + (is_behind_comma and kinds[start] == k.PREPOSITION and start + 1 < end)
    if lower[start] in _EDGE_SUBORDINATORS and is_late:
        kinds[start] = k.SUBORDINATOR
    elif lower[at] in grammar.RELATIVES and is_behind_comma and is_late:
        kinds[at] = k.RELATIVE
    elif lower[start] in _INFINITIVE_OPENERS and {k.ZU, k.ZU_INFINITIVE} & set(kinds[start:end]):
        kinds[start] = k.INFINITIVE_OPENER
