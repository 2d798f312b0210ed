"""Where clauses begin and end, and which holds which."""

from __future__ import annotations

import pytest

from newsdesk.nlp.languages.de.clauses import find_clauses
from tests.nlp.tagged import clause_of, read, tagged

Shape = list[tuple[str, str]]


def shape(sentence: str) -> Shape:
    return [(clause.kind, exact) for exact, clause in read(tagged(sentence))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Er lachte/VVFIN .", [("main", "Er lachte")], id="one clause"),
        pytest.param(
            "Er lachte/VVFIN , sie weinte/VVFIN .",
            [("main", "Er lachte"), ("main", "sie weinte")],
            id="two main clauses",
        ),
        pytest.param(
            "Er kam/VVFIN und/KON ging/VVFIN .",
            [("main", "Er kam"), ("main", "und ging")],
            id="one subject, two verbs",
        ),
        pytest.param(
            "Anna und/KON Max sahen/VVFIN Vögel und/KON Bäume und/KON gingen/VVFIN .",
            [("main", "Anna und Max sahen Vögel und Bäume"), ("main", "und gingen")],
            id="und between nouns and between verbs",
        ),
        pytest.param(
            "Die Brücke wurde/VAFIN gebaut/VVPP und/KON die Schule ist/VAFIN fertig/ADJD .",
            [("main", "Die Brücke wurde gebaut"), ("main", "und die Schule ist fertig")],
            id="und behind a participle",
        ),
        pytest.param("Er hat/VAFIN gegessen/VVPP und/KON getrunken/VVPP .", None, id="two participles"),
        pytest.param("Kein Geld für Schulen", None, id="no verb at all"),
        pytest.param("Müller , Chef der Bank , Vater und/KON Jäger", None, id="only names"),
        pytest.param("Wer/PWS kommt/VVFIN ?", None, id="a question"),
        pytest.param(
            "Die „ Blau “ -Kurse/VVFIN sollen/VMFIN beginnen/VVINF .", None, id="the end of a compound"
        ),
        pytest.param(
            "Warum/PWAV kam/VVFIN der Zug nicht ?", None, id="a question with a verb in second place"
        ),
    ],
)
def test_main_clauses_stand_side_by_side(sentence: str, expected: Shape | None) -> None:
    whole = " ".join(item.partition("/")[0] for item in sentence.split()).rstrip(" .?")
    assert shape(sentence) == (expected or [("main", whole)])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Sie sagt/VVFIN , dass er lügt/VVFIN .",
            [("main", "Sie sagt , dass er lügt"), ("subordinate", "dass er lügt")],
            id="behind the main clause",
        ),
        pytest.param(
            "Dass er lügt/VVFIN , weiß/VVFIN sie .",
            [("main", "Dass er lügt , weiß sie"), ("subordinate", "Dass er lügt")],
            id="before the main clause",
        ),
        pytest.param(
            "Der Mann , der/PRELS kam/VVFIN , lachte/VVFIN .",
            [("main", "Der Mann , der kam , lachte"), ("relative", "der kam")],
            id="inside the main clause",
        ),
        pytest.param(
            "Das ist/VAFIN der Hof , auf dem/PRELS er lebt/VVFIN .",
            [("main", "Das ist der Hof , auf dem er lebt"), ("relative", "auf dem er lebt")],
            id="with a preposition",
        ),
        pytest.param(
            "Sie sagt/VVFIN , dass der Mann , der/PRELS kam/VVFIN , lachte/VVFIN .",
            [
                ("main", "Sie sagt , dass der Mann , der kam , lachte"),
                ("subordinate", "dass der Mann , der kam , lachte"),
                ("relative", "der kam"),
            ],
            id="two deep",
        ),
        pytest.param(
            "Sie sagt/VVFIN , dass er komme/VVFIN und/KON dass sie bleibe/VVFIN .",
            [
                ("main", "Sie sagt , dass er komme und dass sie bleibe"),
                ("subordinate", "dass er komme"),
                ("subordinate", "und dass sie bleibe"),
            ],
            id="dass … und dass …",
        ),
        pytest.param(
            "Sie sagt/VVFIN , dass er komme/VVFIN und/KON die Tür öffne/VVFIN .",
            [
                ("main", "Sie sagt , dass er komme und die Tür öffne"),
                ("subordinate", "dass er komme"),
                ("subordinate", "und die Tür öffne"),
            ],
            id="dass … und …",
        ),
        pytest.param(
            "Sie sagt/VVFIN , dass Anna , Ben und/KON Carl kommen/VVFIN .",
            [
                ("main", "Sie sagt , dass Anna , Ben und Carl kommen"),
                ("subordinate", "dass Anna , Ben und Carl kommen"),
            ],
            id="a list before the verb",
        ),
        pytest.param(
            "Er ging/VVFIN , noch bevor sie kam/VVFIN .",
            [("main", "Er ging , noch bevor sie kam"), ("subordinate", "noch bevor sie kam")],
            id="an adverb before the opener",
        ),
        pytest.param(
            "Wie/PWAV die Stadt mitteilte/VVFIN , ist/VAFIN die Straße gesperrt/VVPP .",
            [
                ("main", "Wie die Stadt mitteilte , ist die Straße gesperrt"),
                ("subordinate", "Wie die Stadt mitteilte"),
            ],
            id="wie",
        ),
        pytest.param(
            "Sie fragte/VVFIN , wann/PWAV der Zug komme/VVFIN .",
            [("main", "Sie fragte , wann der Zug komme"), ("subordinate", "wann der Zug komme")],
            id="an indirect question",
        ),
        pytest.param(
            "Käme/VVFIN er , ginge/VVFIN sie .",
            [("main", "Käme er , ginge sie"), ("subordinate", "Käme er")],
            id="a condition that begins with its verb",
        ),
        pytest.param(
            "Er tut/VVFIN so , als/KOKOM wäre/VAFIN nichts geschehen/VVPP .",
            [("main", "Er tut so , als wäre nichts geschehen"), ("subordinate", "als wäre nichts geschehen")],
            id="als with its verb behind it",
        ),
        pytest.param(
            "Er droht/VVFIN , sollte/VMFIN sie kommen/VVINF .",
            [("main", "Er droht , sollte sie kommen"), ("subordinate", "sollte sie kommen")],
            id="a condition that begins with sollte",
        ),
        pytest.param(
            "Wenn er kommt/VVFIN , sollte/VMFIN sie gehen/VVINF .",
            [("main", "Wenn er kommt , sollte sie gehen"), ("subordinate", "Wenn er kommt")],
            id="a main clause that begins with sollte",
        ),
        pytest.param(
            "Das sei/VAFIN falsch/ADJD weil der Zug fehle/VVFIN .",
            [("main", "Das sei falsch weil der Zug fehle"), ("subordinate", "weil der Zug fehle")],
            id="a comma is missing",
        ),
    ],
)
def test_dependent_clauses_stand_inside_the_clause_that_holds_them(sentence: str, expected: Shape) -> None:
    assert shape(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "infinitive"),
    [
        ("Um zu/PTKZU siegen/VVINF , braucht/VVFIN er Geld .", "Um zu siegen"),
        ("Um zu/PTKZU siegen/VVINF braucht/VVFIN er Geld .", "Um zu siegen"),
        ("Er ging/VVFIN , ohne die Tür zu/PTKZU schließen/VVINF .", "ohne die Tür zu schließen"),
        ("Er ging/VVFIN ohne die Tür zu/PTKZU schließen/VVINF .", "ohne die Tür zu schließen"),
        ("Er versprach/VVFIN , das Geld zurückzuzahlen/VVIZU .", "das Geld zurückzuzahlen"),
        ("Die Pläne , das Haus zu/PTKZU bauen/VVINF , scheiterten/VVFIN .", "das Haus zu bauen"),
    ],
)
def test_infinitives_with_zu_are_clauses_where_a_comma_or_an_opener_sets_them_apart(
    sentence: str, infinitive: str
) -> None:
    assert ("infinitive", infinitive) in shape(sentence)


def test_an_infinitive_without_comma_belongs_to_its_verb() -> None:
    assert shape("Es begann/VVFIN zu/PTKZU regnen/VVINF .") == [("main", "Es begann zu regnen")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Die Lage sei/VAFIN ernst/ADJD , sagte/VVFIN er .",
            [("main", "Die Lage sei ernst"), ("main", "sagte er")],
            id="behind",
        ),
        pytest.param(
            "Die Lage , sagte/VVFIN er , sei/VAFIN ernst/ADJD .",
            [("main", "Die Lage , sagte er , sei ernst"), ("main", "sagte er")],
            id="before the verb",
        ),
        pytest.param(
            "Die Lage sei/VAFIN , sagte/VVFIN er , ernst/ADJD .",
            [("main", "Die Lage sei , sagte er , ernst"), ("main", "sagte er")],
            id="behind the verb",
        ),
        pytest.param(
            "Das , so sagte/VVFIN er , sei/VAFIN falsch/ADJD .",
            [("main", "Das , so sagte er , sei falsch"), ("main", "so sagte er")],
            id="with so",
        ),
        pytest.param(
            "Er habe/VAFIN , sagte/VVFIN die Ministerin , das Geld nie gesehen/VVPP .",
            [
                ("main", "Er habe , sagte die Ministerin , das Geld nie gesehen"),
                ("main", "sagte die Ministerin"),
            ],
            id="between auxiliary and participle",
        ),
        pytest.param(
            "„ Kein Wort “ , sagte/VVFIN er .",
            [("main", "Kein Wort"), ("main", "sagte er")],
            id="behind a quotation without verb",
        ),
        pytest.param(
            "Sie sagte/VVFIN : „ Er kommt/VVFIN . “",
            [("main", "Sie sagte"), ("main", "Er kommt")],
            id="before a colon",
        ),
    ],
)
def test_frames_of_reporting_are_clauses_beside_what_they_report(sentence: str, expected: Shape) -> None:
    assert shape(sentence) == expected


@pytest.mark.parametrize("marks", ["( )", "– –"])
def test_an_insertion_with_a_verb_is_a_clause_of_its_own(marks: str) -> None:
    opening, closing = marks.split()
    sentence = f"Der Mann {opening} niemand hatte/VAFIN ihn gerufen/VVPP {closing} lachte/VVFIN ."
    assert ("main", "niemand hatte ihn gerufen") in shape(sentence)
    assert clause_of(sentence, "lachte").first == 0


def test_an_insertion_without_verb_belongs_to_its_clause() -> None:
    assert shape("Der Mann ( 40 ) lachte/VVFIN .") == [("main", "Der Mann ( 40 ) lachte")]
    assert shape("Der Mann ( etwa : 40 ) lachte/VVFIN .") == [("main", "Der Mann ( etwa : 40 ) lachte")]


@pytest.mark.parametrize(
    ("sentence", "finite", "predicate"),
    [
        ("Er nahm/VVFIN den Hut , den/PRELS er fand/VVFIN , mit/PTKVZ .", "nahm", "nahm mit"),
        ("Sie hat/VAFIN den Hut nicht finden/VVINF können/VMINF .", "hat", "hat finden können"),
        ("Das Haus soll/VMFIN verkauft/VVPP worden/VAPP sein/VAINF .", "soll", "soll verkauft worden sein"),
        ("Er scheint/VVFIN zu/PTKZU schlafen/VVINF .", "scheint", "scheint zu schlafen"),
        ("Sie sagt/VVFIN , dass er kommen/VVFIN wolle/VMFIN .", "wolle", "kommen wolle"),
        ("Er hat/VAFIN den Bericht bestätigt/VVFIN .", "hat", "hat bestätigt"),
        ("Die Preise werden/VAFIN weiter steigen/VVFIN .", "werden", "werden steigen"),
        ("Er soll/VMFIN Geld genommen/VVPP haben/VAFIN und/KON Schmuck .", "soll", "soll genommen haben"),
        ("Das hätte/VAFIN er sagen/VVINF müssen/VMFIN .", "hätte", "hätte sagen müssen"),
        ("Es fragt/VVFIN sich ob sie bleiben/VVINF .", "bleiben", "bleiben"),
        ("Der auf Brücken spezialisierte/VVFIN Betrieb ist/VAFIN pleite/ADJD .", "ist", "ist"),
        ("Der Verein legte/VVFIN Bilanzen vor/PTKVZ und ist/VAFIN frei/ADJD .", "legte", "legte vor"),
        ("Laut muster.example/VVFIN ist/VAFIN das wahr/ADJD .", "ist", "ist"),
        ("Das Lösen/VVFIN der Fragen ist/VAFIN schwer/ADJD .", "ist", "ist"),
    ],
)
def test_a_predicate_is_all_verbs_of_its_clause(sentence: str, finite: str, predicate: str) -> None:
    words = tagged(sentence)
    found = clause_of(sentence, finite)
    assert " ".join(words.exact[index] for index in found.predicate) == predicate


def test_the_innermost_clause_holds_a_word() -> None:
    words = tagged("Der Mann , der/PRELS kam/VVFIN , lachte/VVFIN .")
    words.clauses = find_clauses(words)
    inner, outer = words.clause_at(4), words.clause_at(6)
    assert inner is not None
    assert outer is not None
    assert (inner.kind, outer.kind) == ("relative", "main")


def test_a_word_outside_all_clauses_has_none() -> None:
    words = tagged("Er kam/VVFIN .")
    assert words.clause_at(1) is None
    words.clauses = find_clauses(words)
    assert words.clause_at(1) is not None
    assert words.clause_at(2) is None


def test_clauses_of_different_sentences_are_apart() -> None:
    words = tagged("Er kam/VVFIN .", "Sie ging/VVFIN .")
    assert [exact for exact, _ in read(words)] == ["Er kam", "Sie ging"]
