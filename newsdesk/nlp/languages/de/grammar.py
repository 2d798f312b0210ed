"""Closed classes of German words, and what can be told of a word from its form."""

from __future__ import annotations

import re
from functools import cache

from newsdesk.nlp.languages.de.lexicons import load_set, word_set
from newsdesk.nlp.languages.de.verbs import reporting_forms

PRONOUNS = word_set("er sie es man wir ich dieser diese jener jene letzterer letztere derselbe beide")
DETERMINERS = word_set(
    "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener "
    "jene jenes sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere "
    "unseren unserer unserem kein keine keinen keinem keiner mehrere mehreren mehrerer viele vielen "
    "vieler einige einigen einiger zahlreiche zahlreichen manche manchen alle allen aller beide beiden "
    "beider zwei drei vier fünf sechs sieben acht neun zehn zwölf etliche andere anderen weitere "
    "weiteren deren dessen"
)
GENITIVES = word_set(
    "mehrerer vieler einiger zweier dreier aller beider zahlreicher des der eines einer seines seiner "
    "ihres ihrer dieses dieser unserer unseres deren dessen"
)
PREPOSITIONS = word_set(
    "ab am an anlässlich angesichts auf aus außer bei beim bis durch entgegen entlang für gegen "
    "gegenüber gemäß hinter im in infolge innerhalb ins laut mit mithilfe nach neben oberhalb ohne pro "
    "seit statt trotz über um unter unterhalb vom von vonseiten seitens vor während wegen zu zum zur "
    "zugunsten zwischen zwecks rund dank"
)
SUBORDINATORS = word_set(
    "als bevor bis da damit dass ehe falls indem nachdem ob obgleich obwohl seit seitdem sobald sodass "
    "sofern solange sooft soweit während weil wenn wenngleich wie wo wobei wodurch wofür womit "
    "woraufhin worauf worüber zumal"
)
RELATIVES = word_set("der die das den dem dessen deren denen welcher welche welches welchen welchem wo was")
QUESTIONS = word_set(
    "ob wie wer wen wem wessen was wann warum weshalb wieso wo wohin woher welche welcher welches "
    "welchen welchem inwiefern inwieweit"
)
AUXILIARIES = word_set(
    "hat habe haben hatte hatten hätte hätten ist sei sind seien war waren wäre wären wird werde werden "
    "wurde wurden würde würden worden"
)
MODALS = word_set(
    "kann können könne könnte könnten konnte konnten muss müssen müsse müsste müssten musste mussten "
    "soll sollen solle sollte sollten will wollen wolle wollte wollten darf dürfen dürfe dürfte dürften "
    "durfte durften mag mögen möge möchte möchten wird werden würde würden werde"
)
NOT_ADJECTIVES = (
    PREPOSITIONS
    | SUBORDINATORS
    | AUXILIARIES
    | MODALS
    | word_set(
        "aber oder sowie sondern heute gestern morgen immer wieder weiter bisher daher jedoch außerdem "
        "zudem allerdings später früher zuvor sogar unterdessen indessen inzwischen hingegen dagegen "
        "deswegen eben gerne gern leider sonst hier dort nun mehr etwa selber selbst danach anschließend "
        "anderen wegen oben unten außen innen zufolge gegenüber beinahe erneut schließlich weiterhin "
        "ebenfalls sich nicht auch nur noch schon sehr dabei er sie es der die das"
    )
)

STRONG_KONJUNKTIV = word_set(
    "sei seien seiest habe werde könne müsse solle wolle dürfe möge wisse gebe gehe komme stehe liege "
    "bleibe nehme sehe lasse halte laufe trage tue spreche treffe helfe gelte"
)
PRETERITES = word_set(
    "war waren hatte hatten wurde wurden gab gaben kam kamen ging gingen stand standen lag lagen blieb "
    "blieben nahm nahmen konnte konnten musste mussten wollte durfte ließ ließen fand fanden hielt "
    "hielten"
)
ADVERBS = word_set(
    "denn noch später bisher bislang zuvor nun dann danach damals dort hier heute gestern morgen auch "
    "aber doch jedoch allerdings zudem außerdem daher deshalb darum dabei dafür dagegen damit daraufhin "
    "dennoch trotzdem indes unterdessen inzwischen mittlerweile zugleich gleichzeitig anschließend "
    "schließlich letztlich letztendlich zunächst zuletzt erneut wieder weiter weiterhin ferner so nur "
    "selbst sogar schon bereits erst jetzt derzeit zurzeit künftig kürzlich früher einst oft manchmal "
    "meist besonders insbesondere vor allem immer nie stattdessen hingegen demnach darin daran darauf "
    "darüber hierzu dazu nachts abends morgens mittags ebenso ebenfalls möglicherweise vermutlich "
    "wahrscheinlich offenbar angeblich vielleicht leider natürlich freilich zwar entscheidend wichtig "
    "sicher ob wer wen was zum zur am im beim"
)
FIRST_PERSONS = word_set("ich wir")
EMPTY_SUBJECTS = word_set("es das dies was")
SOLLEN = ("soll", "sollen")
PASSIVES = word_set("wird werden wurde wurden werde würde würden")
POSSESSIVES = ("sein", "ihr")  # and with every ending
AGES = ("jährige", "jähriger", "jährigen")  # der 46-Jährige
NEGATIONS = word_set("nicht kein keine keinen keinem keiner keines nie niemals weder niemand nichts")

_ADJECTIVE = re.compile(r"[a-zäöüß][\wäöüß-]{2,}(e|en|er|es|em)$")
_PARTICIPLE = re.compile(
    r"(\w*ge\w{2,}(t|en)|\w+iert|(be|emp|ent|er|ver|zer|miss|über|unter|wider|wieder)\w{2,}(t|en)|worden|gewesen)$"
)
_ZU_INFINITIVE = re.compile(r"\w{2,}zu\w{2,}n$")


def is_adjective(word: str) -> bool:
    """Whether a word in its own spelling can be an inflected adjective by its form."""
    if _ADJECTIVE.match(word) is None or word in NOT_ADJECTIVES:
        return False
    return word not in _frame_verbs() and word not in konjunktiv_forms()


def is_participle(word: str) -> bool:
    """Whether a word in lower case looks like a past participle."""
    return _PARTICIPLE.match(word) is not None


def is_zu_infinitive(word: str) -> bool:
    """Whether a word in lower case is an infinitive with the zu inside (abzuwarten)."""
    return _ZU_INFINITIVE.match(word) is not None


@cache
def _frame_verbs() -> frozenset[str]:
    """Forms of the verbs that a frame begins with: sagte X, but eine bestimmte Person."""
    return frozenset(
        spelling
        for spelling, forms in reporting_forms().items()
        if any("frame after" in form.verb.takes for form in forms)
    )


@cache
def konjunktiv_forms() -> frozenset[str]:
    """Forms of the Konjunktiv I, third person, that differ from the indicative."""
    regular = load_set("reported_speech", "regular_verbs")
    return STRONG_KONJUNKTIV | {verb.removesuffix("n").removesuffix("e") + "e" for verb in regular}
