"""The spaCy pipeline: components by name, and what they leave on a Doc."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.attrs import LANG
from spacy.language import Language
from spacy.tokens import Doc

from newsdesk.nlp.languages import DEFAULT_LANGUAGE, rules_of
from newsdesk.nlp.model import configured_model
from newsdesk.nlp.records import Claim, Mention
from newsdesk.nlp.tokens import BoundedTokenizer
from newsdesk.nlp.words import Words, split_words

COMPONENTS = (
    "newsdesk_sentences",
    "newsdesk_model",
    "newsdesk_clauses",
    "newsdesk_mentions",
    "newsdesk_claims",
)
LONGEST_TEXT = 1_000_000_000


@dataclass(slots=True)
class Readings:
    """What the components found in one Doc, and the date that relative dates count from."""

    words: Words
    published_at: date | None = None
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


Doc.set_extension("newsdesk", default=None, force=True)


def readings(doc: Doc) -> Readings:
    """The readings of a Doc, made at the first call."""
    if doc._.newsdesk is None:
        doc._.newsdesk = Readings(split_words(doc.text, ((t.text, t.idx) for t in doc)))
    found: Readings = doc._.newsdesk
    return found


def load_pipeline(language: str = DEFAULT_LANGUAGE) -> Language:
    """The pipeline of a language that there are rules for, built once a process.

    The trained model behind its tags and names is the configured one, loaded at the first text.
    """
    return _built(language)


@cache
def _built(language: str) -> Language:
    nlp = spacy.blank(language)
    nlp.max_length = LONGEST_TEXT
    # Rules read plain words: what spaCy computes of each new one took as long as cutting them.
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {LANG: vocab.lex_attr_getters[LANG]}
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@Language.component("newsdesk_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token, and the sentences of the readings."""
    words = readings(doc).words
    words.sentences = rules_of(doc.lang_).find_sentences(words)
    starts = {words.start[first] for first, _ in words.sentences}
    flags = [1 if token.idx in starts or token.i == 0 else -1 for token in doc]
    # Setting Token.is_sent_start looks at the whole Doc each time, which is quadratic.
    values: Any = np.array(flags, dtype="int64").astype("uint64")
    return doc.from_array(["SENT_START"], values)


@Language.component("newsdesk_model")
def mark_tags_and_names(doc: Doc) -> Doc:
    """Give the words of the readings their tags and names, if a model is configured."""
    model = configured_model(doc.lang_)
    if model:
        model.annotate(readings(doc).words)
    return doc


@Language.component("newsdesk_clauses")
def mark_clauses(doc: Doc) -> Doc:
    """Leave the clauses on the words of the readings."""
    words = readings(doc).words
    words.clauses = rules_of(doc.lang_).find_clauses(words)
    return doc


@Language.component("newsdesk_mentions")
def mark_mentions(doc: Doc) -> Doc:
    """Leave the mentions on `readings(doc)`, in the order of the text."""
    found = readings(doc)
    found.mentions = rules_of(doc.lang_).find_mentions(found.words, found.published_at)
    return doc


@Language.component("newsdesk_claims")
def mark_claims(doc: Doc) -> Doc:
    """Leave the claims on `readings(doc)`, in the order of the text."""
    found = readings(doc)
    found.claims = rules_of(doc.lang_).read_claims(found.words, found.mentions)
    return doc
