"""Makes the recogniser's training documents.

Usage: name_corpus.py DATA FOLDER

Writes names_first.spacy (GermEval's test file and SmartData's news), names_last.spacy (GermEval alone) and
names_dev.spacy (GermEval's dev file). Adjectives and nouns made from names (LOCderiv: deutsch) are NORP,
names inside compounds (ORGpart: FIFA-Chef) are PART: told apart they are not taken for names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.normal import normal_form
from newsdesk.nlp.training.scripts.readers import SmartDocument, more, read_germeval, read_smartdata

SENTENCES_A_DOCUMENT = 3
_SMART_LABELS = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-stop": "LOC",
    "product": "MISC",
}
# SmartData marks these nouns where they mean one company; GermEval never does.
_NO_NAMES = word_set(
    "Gruppe Konzern Konzerns Unternehmen Unternehmens Firma Behörde Behörden Polizei Bank Tochter Mutter "
    "Regierung Gewerkschaft Ministerium Partei Hersteller Feuerwehr Staatsanwaltschaft Gesellschaft Verband"
)
_Span = tuple[int, int, str]


def label_of(outer: str) -> str:
    """Our label for one of GermEval's: B-LOCderiv -> NORP."""
    name = outer[2:]
    if name.endswith("deriv"):
        return "NORP"
    if name.endswith("part"):
        return "PART"
    return "MISC" if name == "OTH" else name


def names_of(sentence: list[tuple[str, str]]) -> list[_Span]:
    """(first, last, label) from BIO labels; last excluded."""
    found: list[list[int]] = []
    labels: list[str] = []
    for index, (_, outer) in enumerate(sentence):
        if outer.startswith("B"):
            found.append([index, index + 1])
            labels.append(label_of(outer))
        elif outer.startswith("I") and found and found[-1][1] == index:
            found[-1][1] = index + 1
    return [(first, last, label) for (first, last), label in zip(found, labels, strict=True)]


def germeval_documents(path: Path, nlp: Language) -> Iterator[Doc]:
    sentences = list(read_germeval(path))
    for first in range(0, len(sentences), SENTENCES_A_DOCUMENT):
        yield _joined(sentences[first : first + SENTENCES_A_DOCUMENT], nlp)


def _joined(sentences: list[list[tuple[str, str]]], nlp: Language) -> Doc:
    words = [normal_form(word) for sentence in sentences for word, _ in sentence]
    starts: list[bool | int | None] = [place == 0 for sentence in sentences for place in range(len(sentence))]
    doc = Doc(nlp.vocab, words=words, sent_starts=starts)
    entities, offset = [], 0
    for sentence in sentences:
        entities += [
            Span(doc, first + offset, last + offset, label=label) for first, last, label in names_of(sentence)
        ]
        offset += len(sentence)
    doc.ents = entities
    return doc


def smart_documents(paths: Iterable[Path], nlp: Language) -> Iterator[Doc]:
    """News of SmartData, each text once; tweets and traffic reports are another language."""
    seen: set[str] = set()
    for path in paths:
        for document in read_smartdata(path):
            if document.source != "tweet" and document.text not in seen:
                seen.add(document.text)
                doc = _smart_document(document, nlp)
                if len(doc):
                    yield doc


def _smart_document(document: SmartDocument, nlp: Language) -> Doc:
    source = nlp.make_doc(document.text)
    kept = [token for token in source if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    doc = Doc(nlp.vocab, words=[normal_form(token.text) for token in kept])
    spans = []
    for start, end, kind in document.entities:
        label = _SMART_LABELS.get(kind)
        span = source.char_span(*_trimmed(document.text, start, end)) if label else None
        if span is None or label is None or any(token.is_space for token in span):
            continue
        if span.text in _NO_NAMES:
            continue
        if label == "LOC" and span.text[0].islower():
            label = "NORP"
        spans.append(Span(doc, place[span.start], place[span.end - 1] + 1, label=label))
    doc.ents = filter_spans(spans)
    return doc


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    return start, end


def save(docs: Iterable[Doc], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, attrs=["ENT_IOB", "ENT_TYPE", "SENT_START"]).to_disk(path)


def main(data: Path, folder: Path) -> None:
    nlp = spacy.blank("de")
    files = [data / "germeval2014/NER-de-test.tsv", *more("NEWSDESK_GERMEVAL_TRAIN")]
    germeval = [doc for file in files for doc in germeval_documents(file, nlp)]
    smart = smart_documents([data / f"smartdata/{name}.json.gz" for name in ("train", "test")], nlp)
    save([*germeval, *smart], folder / "names_first.spacy")
    save(germeval, folder / "names_last.spacy")
    save(germeval_documents(data / "germeval2014/NER-de-dev.tsv", nlp), folder / "names_dev.spacy")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
