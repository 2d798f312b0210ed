"""A claim while it is written: its stretches, what is guessed of it, and what it may stand inside."""

from __future__ import annotations

from typing import Any

import pytest
from django.templatetags.static import static
from playwright.sync_api import Page

from tests.browser.conftest import PageOf

NOTHING: dict[str, Any] = {"mentions": [], "claims": [], "isDirect": False}


@pytest.fixture
def bench(page_of: PageOf, db: None) -> Page:
    """A page with the module at hand as `draft`."""
    page = page_of(None)
    page.goto("/accounts/login/")
    page.evaluate("(url) => import(url).then((all) => { window.draft = all; })", static("js/draft.js"))
    return page


def guessed(bench: Page, roles: dict[str, Any], known: dict[str, Any], **chosen: str) -> dict[str, Any]:
    """The value of a new draft with these roles after a guess, where a person has chosen `chosen`."""
    value: dict[str, Any] = bench.evaluate(
        """([roles, known, chosen]) => {
          const made = draft.newDraft();
          for (const [role, spans] of Object.entries(roles)) draft.setRole(made, role, spans);
          for (const [name, value] of Object.entries(chosen)) draft.choose(made, name, value);
          draft.guess(made, known);
          return made.value;
        }""",
        [roles, NOTHING | known, chosen],
    )
    return value


def a_mention(start: int, end: int, label: str = "PER", **fields: str) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, "status": "suggested", "exact": "Harms"} | fields


def a_claim(id_: str, *quote: tuple[int, int], parent: str | None = None) -> dict[str, Any]:
    roles = {"quote": [list(span) for span in quote]}
    return {"id": id_, "status": "suggested", "value": {"roles": roles, "parent": parent}}


@pytest.mark.parametrize(
    ("spans", "stored"),
    [
        ([[5, 9], [1, 3]], [[1, 3], [5, 9]]),
        ([[1, 5], [5, 9]], [[1, 9]]),
        ([[1, 6], [4, 9]], [[1, 9]]),
        ([[1, 9], [3, 4]], [[1, 9]]),
        ([], []),
    ],
)
def test_stretches_are_sorted_disjoint_and_not_touching(bench: Page, spans: Any, stored: Any) -> None:
    assert bench.evaluate("(spans) => draft.joined(spans)", spans) == stored


def test_a_new_claim_is_a_plain_report_by_nobody(bench: Page) -> None:
    assert guessed(bench, {"quote": [[0, 9]]}, {}) == {
        "roles": {"quote": [[0, 9]]},
        "type": "Indirect",
        "medium": "Speech",
        "certainty": "certain",
        "polarity": "affirmed",
        "tense": "present",
        "speaker_kind": "none",
        "speaker_entity": None,
        "parent": None,
    }


def test_a_quotation_is_word_for_word(bench: Page) -> None:
    assert guessed(bench, {"quote": [[0, 9]]}, {"isDirect": True})["type"] == "Direct"
    assert guessed(bench, {"quote": [[0, 9]]}, {"isDirect": True}, type="Reported")["type"] == "Reported"


@pytest.mark.parametrize(
    ("words", "before", "after", "is_direct"),
    [
        ("„Das stimmt“", " ", ",", True),
        ("Das stimmt", "„", "“", True),
        ("Das „stimmt“ so", " ", ".", False),
        ("»Das stimmt«", " ", " ", True),
        ("Er habe das gesagt", " ", ".", False),
        ("", "", "", False),
    ],
)
def test_quotation_marks(bench: Page, words: str, before: str, after: str, is_direct: bool) -> None:
    assert bench.evaluate("(each) => draft.isInQuotationMarks(...each)", [words, before, after]) is is_direct


def test_the_speaker_is_who_is_named_in_its_words(bench: Page) -> None:
    mentions = [a_mention(12, 20, "ORG", canonical="Das Amt"), a_mention(21, 26, canonical="Wiebke Harms")]
    found = guessed(bench, {"speaker": [[10, 26]]}, {"mentions": mentions})
    assert (found["speaker_entity"], found["speaker_kind"]) == ("Wiebke Harms", "named")


def test_a_speaker_without_a_canonical_name_is_called_by_its_words(bench: Page) -> None:
    found = guessed(bench, {"speaker": [[10, 26]]}, {"mentions": [a_mention(21, 26, canonical="")]})
    assert found["speaker_entity"] == "Harms"


@pytest.mark.parametrize(
    "mention", [a_mention(21, 28), a_mention(21, 26, "DATE"), a_mention(21, 26, status="rejected")]
)
def test_what_is_no_name_in_the_words_is_no_speaker(bench: Page, mention: dict[str, Any]) -> None:
    found = guessed(bench, {"speaker": [[10, 26]]}, {"mentions": [mention]})
    assert found["speaker_entity"] is None
    assert found["speaker_kind"] != "named"


@pytest.mark.parametrize(
    ("words", "kind"),
    [("sie", "named"), ("Er", "named"), ("letztere", "named"), ("die Deichgräfin", "office"), ("", "office")],
)
def test_a_pronoun_speaks_for_a_name_and_other_words_for_an_office(
    bench: Page, words: str, kind: str
) -> None:
    found = guessed(bench, {"speaker": [[10, 26]]}, {"speakerWords": words})
    assert (found["speaker_entity"], found["speaker_kind"]) == (None, kind)


@pytest.mark.parametrize(("label", "kind"), [("PER", "named"), ("ORG", "named"), ("NORP", "group")])
def test_the_kind_of_a_name_says_what_speaks(bench: Page, label: str, kind: str) -> None:
    mentions = [a_mention(12, 20, label, canonical="Die Friesen")]
    assert guessed(bench, {"speaker": [[10, 26]]}, {"mentions": mentions})["speaker_kind"] == kind


def test_the_same_words_are_the_speaker_that_they_are_in_another_claim(bench: Page) -> None:
    others = [a_claim("1", (0, 9)), a_claim("2", (30, 40))]
    known = {"speaker_entity": None, "speaker_kind": "anonymous"}
    others[1]["value"] |= known
    others[1]["value"]["roles"]["speaker"] = [[10, 26]]

    found = guessed(bench, {"speaker": [[10, 26]]}, {"claims": others, "mentions": [a_mention(21, 26)]})
    assert {name: found[name] for name in known} == known
    others[1]["status"] = "rejected"
    found = guessed(bench, {"speaker": [[10, 26]]}, {"claims": others})
    assert found["speaker_kind"] == "office"


@pytest.mark.parametrize("words", [[[10, 26]], []])
def test_a_speaker_whose_words_come_back_is_who_it_was(bench: Page, words: list[list[int]]) -> None:
    claim = a_claim("1", (0, 9))
    claim["value"]["roles"] |= {"speaker": words} if words else {}
    claim["value"] |= {"speaker_entity": "Wiebke Harms", "speaker_kind": "document"}
    kinds = bench.evaluate(
        """([claim, words, known]) => {
          const made = draft.draftOf(claim);
          const found = [];
          for (const spans of [[[50, 60]], words]) {
            draft.setRole(made, "speaker", spans);
            draft.guess(made, known);
            found.push(made.value.speaker_kind, made.value.speaker_entity);
          }
          return [...found, draft.isChanged(made)];
        }""",
        [claim, words, NOTHING],
    )
    assert kinds == ["office", None, "document", "Wiebke Harms", False]


def test_what_a_person_has_chosen_is_not_guessed(bench: Page) -> None:
    known = {"mentions": [a_mention(21, 26, canonical="Wiebke Harms")]}
    found = guessed(bench, {"speaker": [[10, 26]]}, known, speaker_entity="Die Gräfin", speaker_kind="office")
    assert (found["speaker_entity"], found["speaker_kind"]) == ("Die Gräfin", "office")


def test_a_claim_stands_inside_the_innermost_quote_around_it(bench: Page) -> None:
    claims = [a_claim("1", (0, 90)), a_claim("2", (10, 60), parent="1"), a_claim("3", (20, 28))]
    assert guessed(bench, {"quote": [[20, 40]]}, {"claims": claims})["parent"] == "2"
    assert guessed(bench, {"quote": [[80, 95]]}, {"claims": claims})["parent"] is None


def test_a_claim_cannot_stand_inside_one_that_stands_inside_it(bench: Page) -> None:
    outer, inner = a_claim("1", (0, 90)), a_claim("2", (0, 90), parent="1")
    offered = bench.evaluate(
        "([claim, all]) => draft.parentsOf(draft.draftOf(claim), all).map((each) => each.id)",
        [outer, [outer, inner]],
    )
    assert offered == []


def test_a_correction_that_leaves_the_outer_quote_stands_alone(bench: Page) -> None:
    outer, inner = a_claim("1", (0, 50)), a_claim("2", (10, 30), parent="1")
    parent = bench.evaluate(
        """([outer, inner]) => {
          const made = draft.draftOf(inner);
          draft.setRole(made, "quote", [[10, 70]]);
          draft.guess(made, { mentions: [], claims: [outer, inner], isDirect: false });
          return made.value.parent;
        }""",
        [outer, inner],
    )
    assert parent is None


def test_only_what_differs_is_a_change(bench: Page) -> None:
    claim = a_claim("1", (0, 9))
    changes = bench.evaluate(
        """(claim) => {
          const made = draft.draftOf(claim);
          const found = [draft.isChanged(made)];
          draft.setRole(made, "cue", [[12, 15]]);
          found.push(draft.isChanged(made));
          draft.setRole(made, "cue", []);
          found.push(draft.isChanged(made));
          draft.setRole(made, "quote", []);
          draft.setRole(made, "quote", [[0, 9]]);
          return [...found, draft.isChanged(made), draft.isChanged(draft.newDraft())];
        }""",
        claim,
    )
    assert changes == [False, True, False, False, False]
