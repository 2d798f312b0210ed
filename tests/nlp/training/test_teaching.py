"""How the teacher's tags become lessons, without the teacher."""

import pytest

from newsdesk.nlp.training.scripts import teach


class Teacher:
    """Tags every word as a noun, and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[list[str]] = []

    def tag_sent(self, words: list[str], taglevel: int) -> list[tuple[str, str, str]]:
        self.shown.append(words)
        return [(word, word, "NNA") for word in words]


@pytest.fixture
def teacher(monkeypatch: pytest.MonkeyPatch) -> Teacher:
    shown = Teacher()
    monkeypatch.setattr(teach, "teacher", lambda: shown)
    return shown


@pytest.mark.parametrize(
    ("tag", "stts"),
    [("VV(FIN)", "VVFIN"), ("ADJ(A)", "ADJA"), ("NNI", "NN"), ("PROAV", "PAV"), ("$(", "$("), ("ADV", "ADV")],
)
def test_tags_are_spelled_as_in_the_treebank(tag: str, stts: str) -> None:
    assert teach.stts(tag) == stts


@pytest.mark.parametrize(
    ("word", "tag"),
    [("„", "$("), (".", "$."), (":", "$."), (",", "$,"), ("–", "$("), ("%", "NN"), ("&", "KON"), ("A7", "")],
)
def test_signs_are_tagged_by_rule(word: str, tag: str) -> None:
    assert teach.tag_of_sign(word) == tag


def test_the_teacher_does_not_see_quotation_marks(teacher: Teacher) -> None:
    tagged = teach.tag(["„", "Regen", "“", ",", "Wind", "."])

    assert teacher.shown == [["Regen", ",", "Wind", "."]]
    assert tagged == [("„", "$("), ("Regen", "NN"), ("“", "$("), (",", "$,"), ("Wind", "NN"), (".", "$.")]


def test_a_sentence_of_signs_alone_is_not_shown(teacher: Teacher) -> None:
    assert teach.tag(["(", "–", ")"]) == [("(", "$("), ("–", "$("), (")", "$(")]
    assert teacher.shown == []
