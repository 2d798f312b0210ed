"""The reader in a browser: choosing, walking by key, selecting, filtering, going back, without script."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.rows import write_analysis
from newsdesk.articles.models import Article
from newsdesk.demo import builders
from newsdesk.nlp import Analysis, Claim, pipeline_info
from newsdesk.nlp.records import digest
from tests.browser.conftest import PageOf
from tests.web.annotated import TEXT, build_dike, build_reading, dike_claims

WIDE = {"width": 1600, "height": 1000}
PHONE = {"width": 360, "height": 780}


@pytest.fixture
def run(transactional_db: None, desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def reader_page(page_of: PageOf, run: PipelineRun, owner: User) -> Page:
    page = page_of(owner, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(address(run))
    return page


def address(run: PipelineRun) -> str:
    return reverse("article-detail", args=[run.text.article_id])


def claim_address(run: PipelineRun, ordinal: int) -> str:
    return reverse("claim-detail", args=[run.text.article_id, run.claims.get(ordinal=ordinal).pk])


def lit(page: Page, role: str) -> str:
    """The text that is lit as `role` of the opened claim."""
    return "".join(page.locator(f".text .on-{role}").all_text_contents())


def select(page: Page, words: str) -> None:
    """Selects a stretch that lies in one segment of the text."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            const start = node.data.indexOf(words);
            if (start < 0 || !node.parentElement.closest("[data-start]")) continue;
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, start + words.length);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
            return;
          }
          throw new Error(`no text node holds ${words}`);
        }""",
        words,
    )


def test_choosing_a_claim_lights_its_parts_and_numbers_its_chain(reader_page: Page) -> None:
    reader_page.locator(".note-head").first.click()

    assert lit(reader_page, "quote") == "Der Deich bei Norderkoog sei sicher"
    assert lit(reader_page, "speaker") == "Deichgräfin Wiebke Harms"
    assert lit(reader_page, "evidence") == "das Deichamt"
    steps = reader_page.locator(".text [data-step]")
    assert [step.get_attribute("data-step") for step in steps.all()] == ["1", "2"]
    assert reader_page.locator(".thread path").count() >= 2
    expect(reader_page.locator(".note.is-open .chain li")).to_have_text(["Wiebke Harms", "das Deichamt"])


def test_the_page_lights_a_claim_like_the_server_does(page_of: PageOf, run: PipelineRun, owner: User) -> None:
    """What a click does and what the permanent link draws are the same."""

    def marks(page: Page) -> list[tuple[str, list[str], str | None]]:
        return [
            (
                each.inner_text(),
                sorted((each.get_attribute("class") or "").split()),
                each.get_attribute("data-step"),
            )
            for each in page.locator(".text [data-k]").all()
        ]

    clicked, linked = page_of(owner, viewport=WIDE), page_of(owner, viewport=WIDE, java_script_enabled=False)
    clicked.goto(address(run))
    clicked.locator(".note-head").first.click()
    linked.goto(claim_address(run, 0))

    assert marks(clicked) == marks(linked)


def test_a_click_into_a_quote_opens_its_note(reader_page: Page) -> None:
    reader_page.locator(".text .quote", has_text="Man habe alles").click()

    expect(reader_page.locator(".note.is-open .what")).to_have_text("Man habe alles geprüft.")


def test_keys_walk_from_claim_to_claim_and_close(reader_page: Page, run: PipelineRun) -> None:
    opened = []
    for key in "jjjk":
        reader_page.keyboard.press(key)
        opened.append(reader_page.locator(".note.is-open .number").inner_text())

    assert opened == ["1", "2", "3", "2"]
    assert reader_page.url.endswith(claim_address(run, 1))
    expect(reader_page.locator(".note.is-open .note-head")).to_be_focused()
    reader_page.keyboard.press("Escape")
    expect(reader_page.locator(".note.is-open")).to_have_count(0)
    expect(reader_page.locator(".text .on")).to_have_count(0)
    assert reader_page.url.endswith(address(run))


def test_the_question_mark_explains_the_keys(reader_page: Page) -> None:
    reader_page.keyboard.press("?")
    expect(reader_page.locator("#help")).to_be_visible()
    reader_page.keyboard.press("j")
    expect(reader_page.locator(".note.is-open")).to_have_count(0)

    reader_page.keyboard.press("Escape")

    expect(reader_page.locator("#help")).to_be_hidden()


def test_f_leads_to_the_filters(reader_page: Page) -> None:
    reader_page.keyboard.press("f")

    expect(reader_page.locator("#filters a").first).to_be_focused()


def test_keys_with_a_modifier_belong_to_the_browser(reader_page: Page) -> None:
    reader_page.keyboard.press("Alt+j")

    expect(reader_page.locator(".note.is-open")).to_have_count(0)


def test_an_entity_lights_its_mentions(reader_page: Page) -> None:
    link = reader_page.locator(".side a", has_text="Norderkoog")

    link.click()
    expect(reader_page.locator(".text .lit")).to_have_text(["Norderkoog"])
    expect(link).to_have_attribute("aria-current", "true")
    link.click()
    expect(reader_page.locator(".text .lit")).to_have_count(0)


def test_a_selection_shows_what_covers_it(reader_page: Page) -> None:
    select(reader_page, "Wiebke Harms")

    panel = reader_page.locator("#covering")
    expect(panel).to_be_visible()
    expect(panel.locator("li")).to_contain_text(["speaker", "person"])
    reader_page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_selection_of_bare_text_says_that_nothing_is_marked(reader_page: Page) -> None:
    select(reader_page, "hält")

    expect(reader_page.locator(".covering-none")).to_be_visible()


def test_a_selection_made_by_keyboard_counts_too(reader_page: Page) -> None:
    select(reader_page, "s")
    for _ in range(3):
        reader_page.keyboard.press("Shift+ArrowRight")

    expect(reader_page.locator("#covering")).to_be_visible()


def test_a_claim_is_copied_with_its_citation(reader_page: Page, run: PipelineRun) -> None:
    reader_page.keyboard.press("j")
    reader_page.locator(".note.is-open .copy").click()

    expect(reader_page.locator(".note.is-open .copy")).to_have_text("Copied")
    copied = reader_page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Wiebke Harms, relying on das Deichamt: Der Deich bei Norderkoog sei sicher [")
    assert "Küstenbote" in copied
    assert copied.endswith(claim_address(run, 0))


def test_the_labels_of_marks_are_not_copied_with_the_text(reader_page: Page) -> None:
    reader_page.keyboard.press("j")

    selected = reader_page.evaluate(
        """() => {
          const selection = document.getSelection();
          selection.selectAllChildren(document.querySelectorAll("p.text")[0]);
          return selection.toString();
        }"""
    )

    assert selected == TEXT.split("\n")[1]


def test_filters_swap_the_reader_and_back_brings_all_of_it(reader_page: Page) -> None:
    reader_page.locator(".pill", has_text="hearsay").click()
    expect(reader_page.locator(".note")).to_have_count(1)
    assert reader_page.url.endswith("?certainty=unknown")

    reader_page.go_back()

    expect(reader_page.locator(".note")).to_have_count(3)
    expect(reader_page.locator("header.top")).to_have_count(1)
    reader_page.keyboard.press("j")
    expect(reader_page.locator(".note.is-open")).to_have_count(1)


def test_the_focus_stays_on_a_filter_that_is_chosen_by_keyboard(reader_page: Page) -> None:
    reader_page.keyboard.press("f")
    reader_page.keyboard.press("Enter")
    chosen = reader_page.locator("#filters .pill[aria-current]")
    expect(chosen).to_be_focused()
    expect(reader_page.locator(".htmx-added, .htmx-settling, .htmx-request")).to_have_count(0)

    reader_page.keyboard.press("Enter")

    expect(chosen).to_have_count(0)
    expect(reader_page.locator("#filters .pill").first).to_be_focused()


def test_a_permanent_link_opens_its_claim_in_sight(page_of: PageOf, owner: User, desk: Desk) -> None:
    text = "Titel\n" + "Es regnete den ganzen Tag an der Küste. " * 400 + "\n" + TEXT.partition("\n")[2]
    run = build_reading(desk, owner, text, claims=dike_claims(text))
    page = page_of(owner, viewport=WIDE)

    page.goto(claim_address(run, 2))

    expect(page.locator(".note.is-open")).to_be_in_viewport()
    expect(page.locator(".text .on-quote").first).to_be_in_viewport()


def test_without_script_a_note_leads_to_its_open_claim_and_filters_are_links(
    page_of: PageOf, run: PipelineRun, owner: User
) -> None:
    page = page_of(owner, viewport=WIDE, java_script_enabled=False)
    page.goto(address(run))

    page.locator(".note-head").first.click()
    expect(page.locator(".note.is-open")).to_have_count(1)
    assert lit(page, "evidence") == "das Deichamt"
    page.locator(".pill", has_text="left unnamed").click()
    expect(page.locator(".note")).to_have_count(2)  # the one that is left, and the open one
    page.goto(address(run))
    page.locator(".side a", has_text="Norderkoog").click()
    expect(page.locator(".text .lit")).to_have_text(["Norderkoog"])


def test_notes_stand_beside_their_paragraphs_without_moving_the_text(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    run = build_reading(desk, owner, TEXT, claims=dike_claims() * 4)
    page = page_of(owner, viewport=WIDE)
    page.goto(address(run))

    tops = page.locator(".text").evaluate_all("all => all.map(each => each.getBoundingClientRect())")
    gaps = [after["top"] - before["bottom"] for before, after in pairwise(tops[1:])]
    boxes = page.locator(".note").evaluate_all("all => all.map(each => each.getBoundingClientRect())")

    assert all(gap < 40 for gap in gaps)
    assert all(below["top"] >= above["bottom"] for above, below in pairwise(boxes))
    assert all(box["right"] < tops[1]["left"] for box in boxes)


def test_on_a_phone_notes_stand_below_their_paragraph(page_of: PageOf, run: PipelineRun, owner: User) -> None:
    page = page_of(owner, viewport=PHONE)
    page.goto(address(run))

    note = page.locator(".note").first.bounding_box()
    paragraph = page.locator("p.text").first.bounding_box()

    assert note is not None
    assert paragraph is not None
    assert note["y"] >= paragraph["y"] + paragraph["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_paper_the_frame_is_gone_and_notes_and_legend_stay(reader_page: Page) -> None:
    reader_page.emulate_media(media="print")

    expect(reader_page.locator("header.top")).to_be_hidden()
    expect(reader_page.locator("#filters")).to_be_hidden()
    expect(reader_page.locator(".note").first).to_be_visible()
    expect(reader_page.locator(".legend")).to_be_visible()


def test_a_reading_under_way_becomes_the_reader_by_itself(page_of: PageOf, desk: Desk, owner: User) -> None:
    waiting = builders.build_run(desk, owner, builders.parse_text(TEXT), execute=lambda _: None)
    page = page_of(owner, viewport=WIDE)
    page.goto(address(waiting))
    expect(page.locator("#progress")).to_be_visible()

    claimed = PipelineRun.objects.claim(waiting.pk)
    assert claimed is not None
    write_analysis(claimed, Analysis(digest(TEXT), "de", pipeline_info(), (), tuple(dike_claims())), 0.1)

    expect(page.locator(".note")).to_have_count(3)
    expect(page.locator("#progress")).to_have_count(0)


def test_a_long_text_goes_on_as_one_scrolls_and_as_one_walks(
    page_of: PageOf, desk: Desk, owner: User
) -> None:
    text = "Titel\n" + "\n".join(["Der Rat vertagte die Entscheidung. " * 20] * 120)
    places = [match.start() for match in re.finditer("Der Rat", text)][::300]
    run = build_reading(
        desk,
        owner,
        text,
        claims=[Claim(type="Direct", quote=((start, start + 30),)) for start in places],
    )
    page = page_of(owner, viewport=WIDE)
    page.goto(address(run))

    for number in range(1, len(places) + 1):
        page.keyboard.press("j")
        expect(page.locator(".note.is-open .number")).to_have_text(str(number))
    page.keyboard.press("End")
    expect(page.locator("#more")).to_have_count(0)

    starts = page.locator("[data-start]").evaluate_all("all => all.map(each => Number(each.dataset.start))")
    joined = "\n".join(page.locator("[data-start]").evaluate_all("all => all.map(each => each.textContent)"))
    assert starts == sorted(set(starts))
    assert joined == text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["reader", "filtered", "open claim", "claims"])
def test_axe_finds_nothing(
    view: str, scheme: str, page_of: PageOf, run: PipelineRun, owner: User, desk: Desk
) -> None:
    page = page_of(owner, viewport=WIDE, color_scheme=scheme)
    page.goto(
        {
            "reader": address(run),
            "filtered": address(run) + "?label=PER&certainty=certain",
            "open claim": claim_address(run, 0),
            "claims": reverse("desk-claims", args=[desk.slug]),
        }[view]
    )

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 1024])
def test_a_long_title_makes_the_claims_no_wider_than_the_window(
    page_of: PageOf, run: PipelineRun, owner: User, desk: Desk, width: int
) -> None:
    Article.objects.update(title="Warnungen " * 20, outlet="")
    page = page_of(owner, viewport={"width": width, "height": 780})

    page.goto(reverse("desk-claims", args=[desk.slug]))

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_claims_are_filtered_as_one_types(page_of: PageOf, run: PipelineRun, owner: User, desk: Desk) -> None:
    page = page_of(owner, viewport=WIDE)
    page.goto(reverse("desk-claims", args=[desk.slug]))

    page.get_by_label("Speaker", exact=True).press_sequentially("harms")
    expect(page.locator("td.what")).to_have_count(2)
    assert "speaker=harms" in page.url
    page.locator("td.what a").first.click()

    expect(page.locator(".note.is-open")).to_have_count(1)
