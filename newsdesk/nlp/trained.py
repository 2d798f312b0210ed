"""Tags and names from a trained spaCy pipeline: the shipped one, or one that somebody else made.

The pipeline gets the words as newsdesk cuts them, in stretches of whole sentences. Of its components
only those run that tag words or find names, and what those need: the rest costs time and gives nothing
that the rules read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import spacy
from spacy.attrs import LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.tokens import Doc

from newsdesk.nlp import word_classes  # noqa: F401  (registers the factory of the shipped pipeline)
from newsdesk.nlp.installed import InstalledPipeline
from newsdesk.nlp.labels import name_label
from newsdesk.nlp.languages.de.stts import is_stts, stts_tag
from newsdesk.nlp.normal import normal_form
from newsdesk.nlp.vectors import RememberedVectors
from newsdesk.nlp.words import Name, Range, Words

logger = logging.getLogger(__name__)

WORDS_AT_ONCE = 1_000
STRETCHES_A_BATCH = 8
TAGS, NAMES = "token.tag", "doc.ents"
FEATURES = (LOWER, NORM, PREFIX, SUFFIX, SHAPE)
NOT_NEEDED = frozenset(
    {
        "attribute_ruler",
        "doc_cleaner",
        "entity_linker",
        "lemmatizer",
        "merge_entities",
        "merge_noun_chunks",
        "merge_subtokens",
        "morphologizer",
        "parser",
        "senter",
        "sentencizer",
        "span_finder",
        "spancat",
        "spancat_singlelabel",
        "textcat",
        "textcat_multilabel",
        "token_splitter",
        "trainable_lemmatizer",
    }
)


class TrainedModel:
    """A loaded spaCy pipeline as a source of STTS tags and names.

    `spelled` gives the spelling in which the pipeline meets a word. A pipeline whose tag set is not
    STTS gives no tags, one without a recogniser no names: the log says so.
    """

    def __init__(self, nlp: Language, spelled: Callable[[str], str] = str) -> None:
        self.nlp = nlp
        self.spelled = spelled
        _drop(nlp, [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in NOT_NEEDED])
        taggers = _assigning(nlp, TAGS)
        self.gives_tags = any(is_stts(getattr(nlp.get_pipe(name), "labels", ())) for name in taggers)
        self.gives_names = bool(_assigning(nlp, NAMES))
        if not self.gives_tags:
            _drop(nlp, taggers)
            logger.warning("%s: its tag set is not STTS, so it gives no tags", nlp.meta["name"])
        if not self.gives_names:
            logger.warning("%s: it has no component that finds names", nlp.meta["name"])

    def annotate(self, words: Words) -> None:
        """Set `words.tags`, parallel to the words or empty, and `words.names`, in the order of the text.

        Raises ValueError where a component of the pipeline cuts the words anew.
        """
        words.tags, words.names = [], []
        if not (self.gives_tags or self.gives_names):
            return
        ranges = list(stretches(words))
        starts = {first for first, _ in (*ranges, *words.sentences)}
        with self.nlp.memory_zone():
            docs = (self._doc(words, first, last, starts) for first, last in ranges)
            read = self.nlp.pipe(docs, batch_size=STRETCHES_A_BATCH)
            for (first, last), doc in zip(ranges, read, strict=True):
                if len(doc) != last - first:
                    raise ValueError(
                        f"{self.nlp.meta['name']} cuts words anew: {last - first}, now {len(doc)}"
                    )
                self._take(doc, first, words)

    def _doc(self, words: Words, first: int, last: int, starts: set[int]) -> Doc:
        indices = range(first, last)
        return Doc(
            self.nlp.vocab,
            words=[self.spelled(word) for word in words.exact[first:last]],
            spaces=[words.has_space_after(index) for index in indices],
            sent_starts=[index in starts for index in indices],
        )

    def _take(self, doc: Doc, first: int, words: Words) -> None:
        if self.gives_tags:
            tags, places = np.unique(doc.to_array("TAG"), return_inverse=True)
            names = [stts_tag(doc.vocab.strings[tag]) for tag in tags.tolist()]
            words.tags += [names[place] for place in places.tolist()]
        for span in doc.ents:
            if label := name_label(span.label_):
                words.names.append(Name(first + span.start, first + span.end, label))


def load_trained(pipeline: InstalledPipeline) -> TrainedModel:
    """The model of a pipeline with a folder. Raises what spaCy raises where it cannot be loaded."""
    if pipeline.shipped and pipeline.folder:
        return TrainedModel(_lightened(spacy.load(pipeline.folder)), normal_form)
    return TrainedModel(spacy.load(pipeline.name))


def _lightened(nlp: Language) -> Language:
    """The shipped pipeline without what it never looks at in a word, and with vectors that are remembered."""
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {each: vocab.lex_attr_getters[each] for each in FEATURES}
    vocab.vectors = RememberedVectors(vocab.vectors)
    return nlp


def stretches(words: Words) -> Iterator[Range]:
    """Ranges of words without gap: whole sentences, together at most WORDS_AT_ONCE words.

    A sentence longer than that is cut.
    """
    first = end = 0
    for _, last in words.sentences or [(0, len(words))]:
        if last - first > WORDS_AT_ONCE and end > first:
            yield first, end
            first = end
        while last - first > WORDS_AT_ONCE:
            yield first, first + WORDS_AT_ONCE
            first += WORDS_AT_ONCE
        end = last
    if end > first:
        yield first, end


def _assigning(nlp: Language, what: str) -> list[str]:
    """The names of the components that write `what`."""
    return [name for name in nlp.pipe_names if what in nlp.get_pipe_meta(name).assigns]


def _drop(nlp: Language, names: list[str]) -> None:
    for name in names:
        nlp.remove_pipe(name)
