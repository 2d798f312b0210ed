"""Filters travel in the address, and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from newsdesk.annotation.reading import ReadClaim
from newsdesk.web.reader.choices import choices_of
from newsdesk.web.reader.details import Details
from newsdesk.web.reader.entities import entity_groups, name_of
from newsdesk.web.reader.filters import Filters
from newsdesk.web.reader.rows import ClaimCount, NamedMention
from newsdesk.web.reader.words import entity_key


def filters(query: str, **fields: Any) -> Filters:
    return Filters.from_query(QueryDict(query), **fields)


def claim(**fields: Any) -> ReadClaim:
    return ReadClaim(
        **{"id": "1", "type": "Direct", "certainty": "certain", "speaker_kind": "named"} | fields
    )


def test_no_filter_admits_everything() -> None:
    assert filters("").admits(claim())
    assert filters("").admits_label("PER")
    assert not filters("").narrows


@pytest.mark.parametrize(
    ("query", "admitted", "refused"),
    [
        ("type=Direct", {}, {"type": "Reported"}),
        ("type=Direct&type=Reported", {"type": "Reported"}, {"type": "Indirect"}),
        ("certainty=unknown", {"certainty": "unknown"}, {}),
        ("speaker=Ada+Mey", {"speaker_entity": "Ada Mey"}, {"speaker_entity": "Ada"}),
        ("unnamed=1", {"speaker_kind": "anonymous"}, {"speaker_kind": "office"}),
        ("unnamed=1", {"speaker_kind": "none"}, {}),
    ],
)
def test_a_filter_admits_what_it_names(query: str, admitted: dict[str, str], refused: dict[str, str]) -> None:
    assert filters(query).admits(claim(**admitted))
    assert not filters(query).admits(claim(**refused))
    assert filters(query).narrows


def test_values_that_do_not_exist_are_left_out() -> None:
    assert filters("type=Nonsense&label=XYZ&certainty=").query() == ""


def test_a_query_survives_the_way_into_an_address_and_back() -> None:
    query = "?label=PER&type=Direct&certainty=unknown&speaker=A+%26+B&unnamed=1&entity=e12"

    assert filters(query.removeprefix("?")).query() == query


def test_choosing_a_value_again_lifts_it() -> None:
    assert filters("").toggled("type", "Direct") == "?type=Direct"
    assert filters("type=Direct").toggled("type", "Direct") == "?"


def test_one_speaker_is_chosen_at_a_time() -> None:
    assert filters("speaker=Ada").toggled("speaker", "Ben") == "?speaker=Ben"


def test_the_run_stays_when_all_filters_are_lifted() -> None:
    assert filters("type=Direct", kept=(("run", "7"),)).without() == "?run=7"


def test_choices_count_the_claims_of_the_whole_article() -> None:
    counts = [
        ClaimCount("Direct", "certain", "Ada", "named", 3),
        ClaimCount("Direct", "unknown", "", "none", 2),
        ClaimCount("Reported", "certain", "Ada", "named", 1),
    ]

    found = choices_of(counts, filters("type=Direct"))

    assert [(str(c.words), c.count, c.is_chosen) for c in found.types] == [
        ("word for word", 5, True),
        ("summed up", 1, False),
    ]
    assert [(c.sign, c.count) for c in found.certainties] == [("●", 4), ("○", 2)]
    assert [(c.words, c.count) for c in found.speakers] == [("Ada", 4)]
    assert found.unnamed is not None
    assert found.unnamed.count == 2


def test_no_claim_of_nobody_means_no_such_choice() -> None:
    assert choices_of([ClaimCount("Direct", "certain", "Ada", "named", 1)], filters("")).unnamed is None


def test_entities_are_counted_by_name_within_their_label() -> None:
    text = "Bonn, Bonn und Rom; am Montag"
    mentions = [
        NamedMention("Bonn", 0, 4, Details("LOC")),
        NamedMention("Bonn", 6, 10, Details("LOC")),
        NamedMention("", 15, 18, Details("LOC")),
        NamedMention("", 23, 29, Details("DATE")),
    ]

    places, dates = entity_groups(text, mentions, filters("label=LOC"))

    assert [(entity.name, entity.count) for entity in places.entities] == [("Bonn", 2), ("Rom", 1)]
    assert (places.is_chosen, dates.is_shown) == (True, False)
    assert places.entities[0].key == entity_key("LOC", "Bonn")


def test_an_entity_says_once_what_its_mentions_say_of_it() -> None:
    text = "Ministerin Holm, Holm und Abgeordnete Holm am Montag"
    mentions = [
        NamedMention("Eva Holm", 11, 15, Details("PER", title="Ministerin")),
        NamedMention("Eva Holm", 17, 21, Details("PER")),
        NamedMention("Eva Holm", 38, 42, Details("PER", title="Abgeordnete")),
        NamedMention("Eva Holm", 11, 15, Details("PER", title="Ministerin")),
        NamedMention("", 46, 52, Details("DATE", value="2024-11-18")),
    ]

    with translation.override("de"):
        people, dates = entity_groups(text, mentions, filters(""))

    assert [(each.count, each.meaning) for each in people.entities] == [(4, "Ministerin / Abgeordnete")]
    assert [each.meaning for each in dates.entities] == ["18. November 2024"]


def test_the_same_name_under_two_labels_is_two_entities() -> None:
    assert entity_key("LOC", "Washington") != entity_key("PER", "Washington")


def test_a_name_goes_without_its_quotation_marks() -> None:
    assert name_of("die „Kapital direkt“ schrieb", "", 4, 20) == "Kapital direkt"
