"""What the dock offers to choose from is what the records allow, each with a key of its own."""

from __future__ import annotations

from newsdesk.nlp import records
from newsdesk.web.reader.dock import dock


def values(name: str) -> tuple[str, ...]:
    return tuple(
        value for attribute in dock().attributes if attribute.name == name for value, _ in attribute.choices
    )


def test_every_choice_of_the_records_is_there() -> None:
    assert [label.value for label in dock().labels] == list(records.LABELS)
    assert [role for role, _ in dock().roles] == list(records.ROLES)
    assert values("speaker_kind") == records.SPEAKER_KINDS
    assert values("certainty") == records.CERTAINTIES
    assert values("type") == records.CLAIM_TYPES
    assert values("polarity") == records.POLARITIES
    assert values("tense") == records.TENSES
    assert values("medium") == records.MEDIA


def test_each_has_a_key_of_its_own() -> None:
    labels = [label.key for label in dock().labels]
    attributes = [attribute.key for attribute in dock().attributes]
    assert "".join(labels) == "1234567890-"
    assert len(set(attributes)) == len(attributes)


def test_every_choice_has_words() -> None:
    assert all(str(words).strip() for attribute in dock().attributes for _, words in attribute.choices)
