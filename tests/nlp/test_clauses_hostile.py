"""Clauses of any words with any tags: no exception, no crossing, linear time."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.nlp.clauses import Clause
from newsdesk.nlp.languages.de.clauses import find_clauses
from newsdesk.nlp.languages.de.lexicons import word_set
from newsdesk.nlp.words import Words
from tests.nlp.effort import instructions_of
from tests.nlp.tagged import tagged

WORDS = sorted(
    word_set(
        ", . : ; – ( ) „ “ ? und oder sondern aber dass weil wenn ob als wie um ohne zu nicht kein nur der "
        "die das er ich sie man es Mann Haus sei habe hat hätte würden wird ist war soll sollte will kann "
        "gewesen worden gesagt kommen kommt kam gingen fehlten sagte teilte mit haben sein werden können "
        "lassen sich wer was 20 x"
    )
)
TAGS = sorted(
    word_set(
        "VVFIN VAFIN VMFIN VVINF VAINF VMINF VVPP VAPP VVIZU VVIMP PTKZU PTKVZ KOUS KOUI KON PRELS PWS PWAV "
        "PDS ART NN NE ADJA ADJD ADV APPR PPER PIS PTKNEG KOKOM CARD $, $. $( XY"
    )
)
TAGGED = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([*TAGS, ""])), min_size=1, max_size=40)


def build(pairs: list[tuple[str, str]], *, has_tags: bool) -> Words:
    words = tagged(" ".join(f"{word}/{tag or 'XY'}" for word, tag in pairs))
    words.tags = [tag for _, tag in pairs] if has_tags else []
    return words


def crosses(one: Clause, other: Clause) -> bool:
    apart = one.last <= other.first or other.last <= one.first
    inside = (one.first <= other.first and other.last <= one.last) or (
        other.first <= one.first and one.last <= other.last
    )
    return not apart and not inside


@given(TAGGED, st.booleans())
def test_clauses_of_any_words_lie_in_their_sentence_and_never_cross(
    pairs: list[tuple[str, str]], has_tags: bool
) -> None:
    words = build(pairs, has_tags=has_tags)
    found = find_clauses(words)
    assert found == sorted(found, key=lambda clause: (clause.first, -clause.last))
    assert not any(crosses(one, other) for one, other in combinations(found, 2))
    for clause in found:
        assert 0 <= clause.first < clause.last <= len(words)
        assert list(clause.predicate) == sorted(set(clause.predicate))
        assert clause.finite is None or clause.finite in clause.predicate
        assert clause.modal is None or clause.modal in clause.predicate
        assert (clause.modality is None) == (clause.modal is None)
        inside = [*clause.predicate, *(index for span in clause.negations for index in range(*span))]
        assert all(clause.first <= index < clause.last for index in inside)


@given(TAGGED)
def test_no_word_is_a_verb_of_two_clauses_or_negated_by_two(pairs: list[tuple[str, str]]) -> None:
    found = find_clauses(build(pairs, has_tags=True))
    verbs = [index for clause in found for index in clause.predicate]
    reached = [index for clause in found for span in clause.negations for index in range(*span)]
    assert len(verbs) == len(set(verbs))
    assert len(reached) == len(set(reached))


@given(TAGGED)
def test_the_clause_at_a_word_is_the_shortest_that_holds_it(pairs: list[tuple[str, str]]) -> None:
    words = build(pairs, has_tags=True)
    words.clauses = find_clauses(words)
    for index in range(len(words)):
        holders = [clause for clause in words.clauses if clause.first <= index < clause.last]
        lengths = [clause.last - clause.first for clause in holders]
        found = words.clause_at(index)
        assert found is None if not holders else found in holders
        assert found is None or found.last - found.first == min(lengths)


def test_asking_each_word_for_its_clause_is_linear_work() -> None:
    words = tagged(*["Er kam/VVFIN , der/PRELS ging/VVFIN ."] * 1_000)
    words.clauses = find_clauses(words)
    kinds: set[str] = set()

    def ask() -> None:
        kinds.update(clause.kind for index in range(len(words)) if (clause := words.clause_at(index)))

    assert instructions_of(ask) < 200 * len(words)
    assert kinds == {"main", "relative"}


@given(TAGGED)
def test_every_finite_verb_has_a_clause(pairs: list[tuple[str, str]]) -> None:
    words = build(pairs, has_tags=True)
    verbs = {index for clause in find_clauses(words) for index in clause.predicate}
    finite = {index for index, tag in enumerate(words.tags) if tag.endswith("FIN")}
    seeming = {
        index for index in finite if words.exact[index] in ("sagte", "teilte", "fehlten")
    }  # die fehlten Bücher
    assert {index for index in finite - seeming if words.exact[index].islower()} <= verbs


def test_no_words_have_no_clauses() -> None:
    assert find_clauses(Words("")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("er sei/VAFIN , sagte/VVFIN er , ", id="frames without end"),
        pytest.param("dass ", id="openers without end"),
        pytest.param("weil er kam/VVFIN , dass sie ging/VVFIN , ", id="clauses in clauses without end"),
        pytest.param("der/PRELS Mann , ", id="relative clauses without verbs"),
        pytest.param("nicht sondern ", id="negations without end"),
        pytest.param("kein Mann ", id="kein without end"),
        pytest.param("soll/VMFIN ", id="verbs without end"),
        pytest.param("soll/VMFIN , getan/VVPP , ", id="participles without end"),
        pytest.param("sollte/VMFIN gehen/VVINF , ", id="duties without end"),
        pytest.param("( er kam/VVFIN – ", id="brackets without end"),
        pytest.param("um zu/PTKZU gehen/VVINF ", id="infinitives without end"),
        pytest.param("und/KON und/KON kam/VVFIN ", id="und without end"),
        pytest.param("Mann , ", id="nouns without end"),
        pytest.param("wenn er käme/VVFIN , blieben/VVFIN sie , ", id="conditions without end"),
    ],
)
@pytest.mark.parametrize("has_tags", [True, False])
def test_work_grows_with_the_length_of_a_sentence_only(sentence: str, has_tags: bool) -> None:
    def work(times: int) -> int:
        words = tagged(sentence * times)
        if not has_tags:
            words.tags = []
        return instructions_of(lambda: find_clauses(words))

    assert work(400) < 5 * work(100)
