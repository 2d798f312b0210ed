"""Words with tags set by hand, for tests of rules that read them.

"Er sei/VAFIN nicht krank/ADJD ." Words of closed classes and marks have their tag from a table,
other words in lower case are adverbs and those with a capital letter nouns.
"""

from __future__ import annotations

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.clauses import find_clauses
from newsdesk.nlp.words import Words

_TAGS = {
    "$,": ",",
    "$.": ". ! ? : ;",
    "$(": '„ “ ” " » « – ( )',
    "ART": "der die das den dem des ein eine einen einem einer eines",
    "PPER": "ich du er sie es wir ihr ihm ihn ihnen mich uns",
    "PIS": "man niemand nichts",
    "PRF": "sich",
    "PPOSAT": "sein seine seinen ihre ihren ihrer",
    "PIAT": "kein keine keinen keinem keiner alle viele",
    "PTKNEG": "nicht",
    "APPR": "in an auf aus bei mit nach von vor für gegen über laut unter seit",
    "APPRART": "im am zum zur vom beim",
    "KON": "und oder aber sondern denn weder noch",
    "KOUS": "dass weil wenn ob obwohl nachdem bevor falls damit",
    "KOUI": "um ohne statt",
}
_TAG_OF = {word: tag for tag, words in _TAGS.items() for word in words.split()}


def tagged(*sentences: str) -> Words:
    """Words of the sentences, each a paragraph of its own."""
    exact: list[str] = []
    words = Words("")
    for number, sentence in enumerate(sentences):
        first = len(exact)
        for item in sentence.split():
            word, _, tag = item.rpartition("/")
            exact.append(word or item)
            words.tags.append(tag if word else _guess(item))
            words.paragraph.append(number)
        words.sentences.append((first, len(exact)))
    words.text = " ".join(exact)
    words.exact, words.lower = exact, [word.lower() for word in exact]
    start = 0
    for word in exact:
        words.start.append(start)
        words.end.append(start + len(word))
        start += len(word) + 1
    return words


def _guess(word: str) -> str:
    return _TAG_OF.get(word.lower()) or ("NN" if word[0].isupper() else "CARD" if word.isdigit() else "ADV")


def untagged(sentence: str) -> Words:
    words = tagged(sentence)
    words.tags = []
    return words


def read(words: Words) -> list[tuple[str, Clause]]:
    """The exact text of each clause, and the clause."""
    return [(words.phrase(clause.first, clause.last), clause) for clause in find_clauses(words)]


def clause_of(sentence: str, verb: str) -> Clause:
    """The clause whose finite verb is `verb`."""
    words = tagged(sentence)
    (found,) = (
        clause
        for clause in find_clauses(words)
        if clause.finite is not None and words.exact[clause.finite] == verb
    )
    return found


def negated(sentence: str) -> list[str]:
    """The exact texts of all ranges that a negation reaches, in the order of the clauses."""
    words = tagged(sentence)
    return [words.phrase(*span) for clause in find_clauses(words) for span in clause.negations]
