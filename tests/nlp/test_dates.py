"""Dates: the two files of cases, single forms, and what holds of any text."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp.languages.de.dates import find_dates
from newsdesk.nlp.records import Mention
from tests.nlp.scoring import failures, find_all, load_cases, share_right, words_of

TODAY = date(2024, 11, 20)
MUST = 0.95

POINT = r"-?\d{4}(-\d\d(-\d\d)?|-W\d\d|-Q[1-4])?(T\d\d:\d\d)?|T\d\d:\d\d"
N = r"\d+(\.\d+)?"  # of several components at least one is there, each at most once, in this order
LENGTH = rf"P(?=T?\d)({N}Y)?({N}M)?({N}[WD])?(T(?=\d)({N}H)?({N}M)?({N}S)?)?"
ISO = re.compile(rf"(({POINT})|({POINT}|\.\.)/({POINT}|\.\.)|{LENGTH}|{LENGTH}/{LENGTH})$")

WORDS = [
    *(
        "am",
        "im",
        "in",
        "den",
        "der",
        "vor",
        "seit",
        "bis",
        "ab",
        "und",
        "zwischen",
        "von",
        "um",
        "mehr",
        "als",
    ),
    *(
        "Mittwoch",
        "Mai",
        "Oktober",
        "Sommer",
        "Woche",
        "Wochen",
        "Tagen",
        "Jahre",
        "Jahrhundert",
        "Uhr",
        "Ende",
    ),
    *(
        "3.",
        "31.",
        "3.–5.",
        "2024",
        "0000",
        "14.30",
        "25:61",
        "99999999999999999999",
        "Milliarden",
        "20",
        "-",
        "/",
    ),
    *("vergangenen", "kommenden", "dieser", "drei", "zwei", "ein", "halbes", "fast", "dreijährigen", "heute"),
    *(
        "29.02.2023",
        "morgen",
        "Quartal",
        "neunziger",
        "1990er",
        "kürzlich",
        "v.",
        "Chr.",
        "Nacht",
        "zum",
        ",",
        ".",
        "\n",
        "wird",
        "kam",
        "😀",
    ),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
DAYS = st.one_of(st.none(), st.dates())


def dates_of(text: str, published_at: date | None = TODAY) -> list[tuple[str, object]]:
    found = find_all(text, published_at, "dates")
    return [(text[mention.start_char : mention.end_char], mention.value) for mention in found]


def date_of(text: str, published_at: date | None = TODAY) -> Mention:
    (mention,) = find_all(text, published_at, "dates")
    return mention


@pytest.mark.parametrize("name", ["dates_grammar", "dates_blind"])
def test_dates_are_kept_beside_all_other_mentions(name: str) -> None:
    wrong = list(failures(name))
    assert share_right(name) >= 0.99, "\n".join(map(str, wrong))


@pytest.mark.parametrize("with_model", [pytest.param(True, id="model"), pytest.param(False, id="rules")])
@pytest.mark.parametrize("name", ["dates_grammar", "dates_blind"])
def test_dates_are_read_as_the_cases_say(name: str, with_model: bool) -> None:
    wrong = list(failures(name, partial(find_all, with_model=with_model)))
    assert 1 - len(wrong) / len(load_cases(name)) >= MUST, "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    "text", ["2024 /", "2024 /\n25", "Seit 2024 /", "14 :", "3. bis", "zwischen 2014 und"]
)
def test_a_text_may_end_inside_an_expression(text: str) -> None:
    assert all(mention.end_char <= len(text) for mention in find_all(text, None, "dates"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Es dauert zwei Wochen und drei Tage.", "P17D"),
        ("Es dauert zwei Wochen, fünf Stunden.", "P2W"),
        ("Es dauert ein Jahr und zwei Wochen.", None),
    ],
)
def test_weeks_are_joined_to_days_only(text: str, value: str | None) -> None:
    assert find_all(text, None, "dates")[0].value == value


@given(st.one_of(TEXTS, st.text(alphabet=st.characters(codec="utf-8"), max_size=60)), DAYS)
def test_any_text_has_dates_inside_it_in_order_with_iso_values(text: str, today: date | None) -> None:
    found = find_all(text, today, "dates")
    ends = [0]
    for mention in found:
        assert ends[-1] <= mention.start_char < mention.end_char <= len(text)
        assert mention.value is None or (isinstance(mention.value, str) and ISO.match(mention.value)), mention
        ends.append(mention.end_char)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Am Mittwoch kam sie.",
            "Sie kam gestern.",
            "Seit Montag regnet es.",
            "Bis Mai gilt das.",
            "Am 3. Mai kam sie.",
        ),
        *(
            "Vergangene Woche kam sie.",
            "Vor drei Tagen kam sie.",
            "In zwei Jahren kommt sie.",
            "Binnen zwei Wochen ja.",
        ),
        *(
            "In den vergangenen Wochen kam sie.",
            "Im Vorjahr kam sie.",
            "Ende Oktober kam sie.",
            "Im Sommer kam sie.",
        ),
        *(
            "Am Wochenende kam sie.",
            "Heute um 14 Uhr kam sie.",
            "Seit drei Jahren fehlt sie.",
            "Im dritten Quartal kam sie.",
        ),
    ],
)
def test_without_a_day_of_publication_what_counts_from_it_has_no_value(text: str) -> None:
    assert date_of(text, None).value is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Am 31. Februar 2024 kam sie.",
            "Am 29.02.2023 kam sie.",
            "Am 00.00.2024 kam sie.",
            "Um 25.30 Uhr kam sie.",
        ),
        *("Vor 99999999999 Jahren kam sie.", "In 99999999999999999999 Tagen kommt sie."),
        *("Am 3.13.2024 kam sie.", "Am 40. Mai 2024 kam sie.", "Seit 900000000 Wochen wartet sie."),
    ],
)
def test_a_time_that_is_none_has_no_value(text: str) -> None:
    assert [value for _, value in dates_of(text)] == [None]


def test_the_calendar_ends_without_an_error() -> None:
    for text in (
        "Morgen kommt sie.",
        "Im kommenden Jahr kommt sie.",
        "Sie kommt in drei Jahren.",
        "Bis Montag.",
    ):
        assert dates_of(text, date.max)[0][1] in (None, "../9999-12-27")
    for text in ("Gestern kam sie.", "Vergangene Woche kam sie.", "Vor drei Jahren kam sie.", "Im Vorjahr."):
        assert dates_of(text, date.min)[0][1] is None


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("Am Freitag tagte der Rat.", "2024-11-15"),
        ("Am Freitag hat der Rat getagt.", "2024-11-15"),
        ("Der Rat wird am Freitag tagen.", "2024-11-22"),
        ("Der Rat soll am Freitag tagen.", "2024-11-22"),
        ("Der Rat plant, am Freitag zu tagen.", "2024-11-22"),
        ("Demonstration am Freitag", "2024-11-15"),
    ],
)
def test_the_tense_says_which_friday_is_meant(clause: str, day: str) -> None:
    assert date_of(clause).value == day


def test_without_clauses_the_verbs_nearby_say_which_friday_is_meant() -> None:
    for text, day in (
        ("Am Freitag kam der Rat.", "2024-11-15"),
        ("Der Rat wird am Freitag tagen.", "2024-11-22"),
        ("Am Freitag tagt der Rat.", "2024-11-22"),
    ):
        words = words_of(text)
        words.clauses = []
        assert [mention.value for mention in find_dates(words, TODAY)] == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In der Nacht vom 30. auf den 1. Mai brannte es.",
            ("Nacht vom 30. auf den 1. Mai", "2024-04-30/2024-05-01"),
        ),
        (
            "Vom 28. Dezember bis 3. Januar 2025 ruht das Werk.",
            ("28. Dezember bis 3. Januar 2025", "2024-12-28/2025-01-03"),
        ),
        ("Von Mai bis Juli 2023 war Pause.", ("Mai bis Juli 2023", "2023-05/2023-07")),
        ("Die Messe dauerte vom 3.–5. Mai 2024.", ("3.–5. Mai 2024", "2024-05-03/2024-05-05")),
        ("Sie regierte 2014–2022.", ("2014–2022", "2014/2022")),
        ("Sie spielte in der Saison 2023/24 nicht.", ("2023/24", "2023/2024")),
        ("Am 3. und 4. Mai 2024 war Pause.", ("3. und 4. Mai 2024", "2024-05-03/2024-05-04")),
        ("Am Mittwoch von 14 bis 16 Uhr war Pause.", ("Mittwoch", "2024-11-20")),
        ("Der Laden hatte von 14 bis 16.30 Uhr offen.", ("14 bis 16.30 Uhr", "T14:00/T16:30")),
    ],
)
def test_ranges_are_one_mention(text: str, expected: tuple[str, str]) -> None:
    assert dates_of(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam im Mai vergangenen Jahres.", ("Mai vergangenen Jahres", "2023-05")),
        ("Er kam Ende vergangener Woche.", ("Ende vergangener Woche", "2024-11-15/2024-11-17")),
        ("Er kam am Mittwoch vergangener Woche.", ("Mittwoch vergangener Woche", "2024-11-13")),
        ("Er kam Anfang der 1990er Jahre.", ("Anfang der 1990er Jahre", "1990/1993")),
        ("Er kam am ersten Mai 2024.", ("ersten Mai 2024", "2024-05-01")),
        ("Er kam im ersten Halbjahr 2024.", ("ersten Halbjahr 2024", "2024-01/2024-06")),
        ("Er lebte Ende des 19. Jahrhunderts.", ("Ende des 19. Jahrhunderts", "1867/1900")),
        ("Das Land versank um 6200 v. Chr. im Meer.", ("6200 v. Chr.", "-6199")),
        ("In der Nacht zum Montag brannte es.", ("Nacht zum Montag", "2024-11-18")),
        ("In den nächsten Wintern wird es kalt.", ("In den nächsten Wintern", "2024-11-20/..")),
        ("Vor zwei Jahren und drei Monaten kam er.", ("Vor zwei Jahren und drei Monaten", "2022-08")),
        ("Er traf in acht Minuten dreimal.", ("acht Minuten", "PT8M")),
        ("Der Zug fällt am 09.05. von Emden an aus.", ("09.05.", "2025-05-09")),
        ("Gesperrt ist der Weg vom 20.02. – 28.02.2016.", ("20.02. – 28.02.2016", "2016-02-20/2016-02-28")),
        ("Es geschah am 27. April 2016, 05:43 Ortszeit.", ("27. April 2016, 05:43", "2016-04-27T05:43")),
        ("Er kam gegen 4 Uhr 30 heim.", ("4 Uhr 30", "T04:30")),
        ("Er lebte Ende der Siebziger in Jever.", ("Ende der Siebziger", "1977/1979")),
        ("Er kam in den 1950-er Jahren.", ("1950-er Jahren", "1950/1959")),
        (
            "Er kam am letzten Donnerstag, dem 9. Mai 2013.",
            ("letzten Donnerstag, dem 9. Mai 2013", "2013-05-09"),
        ),
        ("Er kam vor genau drei Jahren.", ("vor genau drei Jahren", "2021")),
        ("Er starb 1294.", ("1294", "1294")),
        ("Die Sitzung wurde auf den 28. November vertagt.", ("28. November", "2024-11-28")),
        ("Sie kam kurz vor 12 Uhr.", ("12 Uhr", "T12:00")),
        ("Die Fahrt dauert 90 min ab Leer.", ("90 min", "PT90M")),
        ("Von Montag an fehlte er.", ("Montag", "2024-11-18/..")),
        ("Er kam nach dem 3. Mai 2024.", ("3. Mai 2024", "2024-05-04/..")),
    ],
)
def test_forms_combine(text: str, expected: tuple[str, str]) -> None:
    assert dates_of(text) == [expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Die Haft dauerte sechs Jahre und drei Monate.", "P6Y3M"),
        ("Sie fordert siebeneinhalb Jahre.", "P7Y6M"),
        ("Die Fahrt dauerte zwei Stunden und dreißig Minuten.", "PT2H30M"),
        ("Der Flug dauerte einen Tag und zwei Stunden.", "P1DT2H"),
        ("Die Pause dauerte drei bis fünf Wochen.", "P3W/P5W"),
        ("Es regnete stundenlang.", None),
        ("Sie warteten mehrere Tage.", None),
    ],
)
def test_durations_are_added_up(text: str, value: str | None) -> None:
    mention = date_of(text)
    assert (mention.value, mention.subtype, mention.vague) == (value, "DURATION", value is None)


@pytest.mark.parametrize(
    ("text", "exact", "value"),
    [
        ("Das 48-Stunden-Ultimatum lief ab.", "48-Stunden", "PT48H"),
        ("Der Gewinn im Vorjahreszeitraum war klein.", "Vorjahr", "2023"),
        ("Die Mai-Umfrage fiel anders aus.", "Mai", "2024-05"),
        ("Das 2015-Abkommen galt.", "2015", "2015"),
    ],
)
def test_a_time_in_a_compound_lies_inside_its_token(text: str, exact: str, value: str) -> None:
    mention = date_of(text)
    assert (text[mention.start_char : mention.end_char], mention.value) == (exact, value)
    assert mention.inside_token


def test_text_without_umlauts_is_read_too() -> None:
    assert dates_of("Im Maerz 2024, vor fuenf Jahren und naechste Woche.") == [
        ("Maerz 2024", "2024-03"),
        ("vor fuenf Jahren", "2019"),
        ("naechste Woche", "2024-W48"),
    ]


@pytest.mark.parametrize(
    ("value", "is_iso"),
    [
        ("P3Y3D", True),
        ("P2W", True),
        ("PT48H", True),
        ("P1.5Y", True),
        ("P", False),
        ("P3D3Y", False),
        ("P3", False),
    ],
)
def test_lengths_have_their_components_in_order(value: str, is_iso: bool) -> None:
    assert bool(ISO.match(value)) is is_iso
