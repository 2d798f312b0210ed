"""One letter for each word: what the rules of clauses need of an STTS tag or a mark; and negations."""

from __future__ import annotations

from typing import Final

from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import MARKS

FINITE, IMPERATIVE, INFINITIVE, PARTICIPLE = "F", "M", "I", "P"
ZU_INFINITIVE, ZU, PREFIX = "Z", "z", "v"
SUBORDINATOR, INFINITIVE_OPENER, CONJUNCTION, RELATIVE, QUESTION = "S", "O", "K", "R", "W"
COMPARATOR, PREPOSITION, PERSONAL, DEMONSTRATIVE, ARTICLE = "k", "p", "e", "D", "t"
ADVERB, ADJECTIVE, NOUN, NUMBER, DETERMINER, OTHER = "b", "a", "N", "c", "d", "x"
COMMA, STOP, DASH, OPENING, CLOSING, MARK = ",", ".", "-", "(", ")", '"'

VERBS: Final = frozenset("FMIPZzv")
MARKS_AND_STOPS: Final = frozenset(',.-()"')
_TAGS = {
    FINITE: "VVFIN VAFIN VMFIN",
    IMPERATIVE: "VVIMP VAIMP",
    INFINITIVE: "VVINF VAINF VMINF",
    PARTICIPLE: "VVPP VAPP VMPP",
    ZU_INFINITIVE: "VVIZU",
    ZU: "PTKZU",
    PREFIX: "PTKVZ",
    SUBORDINATOR: "KOUS",
    INFINITIVE_OPENER: "KOUI",
    CONJUNCTION: "KON",
    RELATIVE: "PRELS PRELAT",
    QUESTION: "PWS PWAV PWAT",
    COMPARATOR: "KOKOM",
    PREPOSITION: "APPR APPRART",
    PERSONAL: "PPER",
    DEMONSTRATIVE: "PDS",
    ARTICLE: "ART",
    ADVERB: "ADV ADJD PAV PROAV PTKNEG PTKA",
    ADJECTIVE: "ADJA",
    NOUN: "NN NE TRUNC FM",
    NUMBER: "CARD",
    DETERMINER: "PIAT PIDAT PIS PDAT PPOSAT PPOSS PRF",
}
_WORDS = {
    COMMA: ",",
    STOP: ". ! ? : ; … ... ?! !? !! !!! ??",
    DASH: "– — - --",
    OPENING: "( [",
    CLOSING: ") ]",
    MARK: " ".join((*MARKS, ",,", "``", "''", "`", "'")),
}
NEGATORS: Final = word_set(
    "nicht kein keine keinen keinem keiner keines keinerlei nie niemals niemand niemanden niemandem "
    "niemandes nichts nirgends nirgendwo weder keinesfalls keineswegs mitnichten"
)
KIND_OF_TAG: Final = {tag: kind for kind, tags in _TAGS.items() for tag in tags.split()}
KIND_OF_MARK: Final = {mark: kind for kind, marks in _WORDS.items() for mark in marks.split()}
