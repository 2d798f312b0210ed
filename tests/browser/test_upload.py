"""Handing in and watching, in a browser: with the mouse, with the keyboard, and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.articles.models import Upload
from newsdesk.common.work import WorkState
from tests.browser.conftest import PageOf
from tests.browser.test_account import PASSWORD, log_in
from tests.web import reading

FORM = "/desks/desk/upload/"
TEXT = "Pegel steigt\n\nDer Pegel steige weiter, sagte Eva Holm."
GIF = "GIF89a\x01\x00\x00\x00\x00\x00\x00\x01\x00\x00"

DROP = """([selector, files]) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) transfer.items.add(new File([content], name));
    for (const type of ["dragover", "drop"]) {
        const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer });
        document.querySelector(selector).dispatchEvent(event);
    }
}"""


def text_files(count: int) -> list[Any]:
    return [
        {
            "name": f"{number}.txt",
            "mimeType": "text/plain",
            "buffer": f"Es regne, sagte Nummer {number}.".encode(),
        }
        for number in range(count)
    ]


def submit(page: Page) -> None:
    page.get_by_role("button", name="Upload and read").click()


def test_files_are_dropped_listed_and_read_and_a_bad_one_is_named(
    page_of: PageOf, desk: Desk, annotator: User
) -> None:
    page = page_of(annotator)
    page.goto(FORM)

    page.evaluate(
        DROP, ["[data-drop]", [["a.txt", "Es regne, sagte Eva."], ["b.md", "Es taue."], ["c.gif", GIF]]]
    )
    expect(page.locator("[data-count]")).to_have_text("Chosen files: 3")
    submit(page)
    expect(page).to_have_url(re.compile(r"/uploads/\d+/$"))
    expect(page.get_by_text("place 3 in the desk's queue")).to_be_visible()
    reading.read_files(Upload.objects.get())

    expect(page.get_by_text("all 3 files have been looked at")).to_be_visible()
    expect(page.get_by_text("“c.gif” is not a text")).to_be_visible()
    expect(page.get_by_role("link", name="Es regne, sagte Eva.")).to_be_visible()
    expect(page.locator("#upload-poll")).to_have_count(0)


def test_a_chosen_file_can_be_taken_back(page_of: PageOf, desk: Desk, annotator: User) -> None:
    page = page_of(annotator)
    page.goto(FORM)
    page.set_input_files("#id_documents", text_files(3))
    page.get_by_role("button", name="Remove 1.txt").click()

    submit(page)

    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    assert list(Upload.objects.get().items.values_list("filename", flat=True)) == ["0.txt", "2.txt"]


def test_chosen_files_survive_a_refusal_of_the_form(page_of: PageOf, desk: Desk, annotator: User) -> None:
    page = page_of(annotator)
    page.goto(FORM)
    page.set_input_files("#id_documents", text_files(2))
    page.get_by_text("About the pasted text").click()
    page.get_by_label("Address").fill("ftp://example.org")
    submit(page)
    expect(page.get_by_text("begins with http:// or https://")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text("Chosen files: 2")

    page.get_by_label("Address").fill("")
    submit(page)

    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    assert Upload.objects.get().items.count() == 2


def test_a_pasted_article_leads_to_the_reader_by_itself(page_of: PageOf, desk: Desk, annotator: User) -> None:
    page = page_of(annotator)
    page.goto(FORM)
    page.get_by_label("Paste a text").fill(TEXT)

    submit(page)
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    reading.read_files(Upload.objects.get())

    page.wait_for_url(re.compile(r"/articles/\d+/$"))
    expect(page.get_by_text("Der Pegel steige weiter").first).to_be_visible()


def test_a_set_too_large_for_one_request_is_sent_in_batches(
    page_of: PageOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_FILES_PER_UPLOAD = settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    page = page_of(annotator)
    page.goto(FORM)
    page.set_input_files("#id_documents", text_files(8))
    page.get_by_label("Paste a text").fill(TEXT)

    submit(page)

    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    upload = Upload.objects.get()
    assert upload.item_count == 9
    assert [item.filename for item in upload.items.order_by("position")][-1] == "7.txt"


def test_a_file_that_is_too_large_is_refused_by_name(
    page_of: PageOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_FILE_BYTES = 1_000
    page = page_of(annotator)
    page.goto(FORM)
    large = {"name": "riesig.txt", "mimeType": "text/plain", "buffer": 5_000 * b"x"}
    page.set_input_files("#id_documents", [large, *text_files(1)])

    submit(page)

    expect(page.get_by_text("“riesig.txt” is too large")).to_be_visible()


def test_a_broken_connection_goes_on_where_it_broke(
    page_of: PageOf, desk: Desk, annotator: User, settings: Settings, complaints: list[str]
) -> None:
    settings.MAX_FILES_PER_UPLOAD = settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    page = page_of(annotator)
    page.goto(FORM)
    page.set_input_files("#id_documents", text_files(4))
    page.route("**/extend/", lambda route: route.abort(), times=1)

    submit(page)
    page.get_by_role("button", name="Go on sending").click()

    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    assert Upload.objects.get().items.count() == 4
    assert all("ERR_FAILED" in complaint for complaint in complaints), "only the lost connection is one"
    complaints.clear()


def test_a_session_that_ends_meanwhile_is_said_and_can_be_begun_in_another_tab(
    page_of: PageOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_FILES_PER_UPLOAD = settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    annotator.set_password(PASSWORD)
    annotator.save()
    page = page_of(None)
    log_in(page, annotator)
    expect(page.get_by_role("button", name="Account")).to_be_visible()
    page.goto(FORM)
    page.set_input_files("#id_documents", text_files(4))

    def end_session(route: Route) -> None:
        Session.objects.all().delete()
        route.continue_()

    page.route("**/extend/", end_session, times=1)
    submit(page)
    go_on = page.get_by_role("button", name="Go on sending")
    expect(page.locator("[data-sending-text]")).to_contain_text("Log in in another tab")
    go_on.click()
    expect(go_on).to_be_visible()

    elsewhere = page.context.new_page()
    log_in(elsewhere, annotator)
    expect(elsewhere.get_by_role("button", name="Account")).to_be_visible()
    go_on.click()

    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    assert Upload.objects.get().items.count() == 4


def test_everything_can_be_done_with_the_keyboard(page_of: PageOf, desk: Desk, annotator: User) -> None:
    reading.read_files(reading.an_upload(desk, annotator, TEXT))
    page = page_of(annotator)
    page.goto(FORM)
    tab_to(page, "#id_text")
    page.keyboard.insert_text(TEXT)
    tab_to(page, "#upload-form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    upload = Upload.objects.latest("pk")
    reading.read_files(upload)
    expect(page.get_by_role("button", name="Keep both")).to_be_visible()

    tab_to(page, "[id^=drop-]")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Keep both")).to_have_count(0)
    assert upload.items.get().outcome == "dropped"


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def test_a_first_batch_whose_answer_was_lost_is_stored_once(
    page_of: PageOf, desk: Desk, annotator: User, settings: Settings, complaints: list[str]
) -> None:
    settings.MAX_FILES_PER_UPLOAD = settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    page = page_of(annotator)
    page.goto(FORM)
    page.set_input_files("#id_documents", text_files(5))
    page.route(re.compile(f"{FORM}$"), deliver_and_lose_the_answer, times=1)
    submit(page)
    page.get_by_role("button", name="Go on sending").click()

    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    names = Upload.objects.get().items.order_by("position").values_list("filename", flat=True)
    assert list(names) == [f"{number}.txt" for number in range(5)]
    complaints.clear()


def test_a_form_whose_answer_was_lost_is_sent_again_as_the_same_upload(
    page_of: PageOf, desk: Desk, annotator: User, complaints: list[str]
) -> None:
    page = page_of(annotator)
    page.goto(FORM)
    page.locator("#id_text").fill(TEXT)
    page.route(re.compile(f"{FORM}$"), deliver_and_lose_the_answer, times=1)
    with page.expect_event("requestfailed"):
        submit(page)
    submit(page)

    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    assert Upload.objects.get().items.count() == 1
    complaints.clear()


def deliver_and_lose_the_answer(route: Route) -> None:
    route.fetch(max_redirects=0)
    route.abort()


def test_it_works_without_javascript(page_of: PageOf, desk: Desk, annotator: User) -> None:
    page = page_of(annotator, java_script_enabled=False)
    page.goto(FORM)
    page.set_input_files("#id_documents", text_files(2))
    submit(page)
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    upload = Upload.objects.get()
    reading.read_files(upload, [0])

    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("1 of 2")).to_be_visible()
    page.get_by_role("button", name="Stop what is not read yet").click()

    page.wait_for_url(re.compile(rf"/uploads/{upload.pk}/\?page=1$"))
    expect(page.get_by_role("button", name="Try again", exact=True)).to_be_visible()
    assert upload.items.get(position=1).state == WorkState.CANCELLED


def test_too_many_files_are_refused_in_words_without_javascript(
    page_of: PageOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_FILES_PER_UPLOAD = settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    page = page_of(annotator, java_script_enabled=False)
    page.goto(FORM)
    large = [file | {"buffer": 20_000 * file["buffer"]} for file in text_files(20)]
    page.set_input_files("#id_documents", large)

    submit(page)

    expect(page.get_by_text("At most 3 files can be sent at once")).to_be_visible()
    assert Upload.objects.count() == 0


def test_the_progress_survives_a_reload(page_of: PageOf, desk: Desk, annotator: User) -> None:
    upload = reading.an_upload(desk, annotator, "Es regne, sagte Eva.", "Es taue, sagte Uwe.")
    page = page_of(annotator)
    page.goto(f"/uploads/{upload.pk}/")
    reading.read_files(upload, [0])
    expect(page.get_by_text("1 of 2")).to_be_visible()

    page.reload()

    expect(page.get_by_text("1 of 2")).to_be_visible()
    reading.read_files(upload, [1])
    expect(page.get_by_text("all 2 files have been looked at")).to_be_visible()


def test_polls_go_on_after_one_was_lost(
    page_of: PageOf, desk: Desk, annotator: User, complaints: list[str]
) -> None:
    upload = reading.an_upload(desk, annotator, "Es regne, sagte Eva.", "Es taue, sagte Uwe.")
    page = page_of(annotator)
    page.route(re.compile(r"\?seen="), lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        page.goto(f"/uploads/{upload.pk}/")
    reading.read_files(upload)

    expect(page.get_by_text("all 2 files have been looked at")).to_be_visible(timeout=10_000)
    assert all("htmx" in complaint or "ERR_FAILED" in complaint for complaint in complaints)
    complaints.clear()


def test_the_inbox_is_filtered_in_place_and_back_goes_back(page_of: PageOf, desk: Desk, owner: User) -> None:
    reading.an_article(desk, owner, title="Überfall am Hafen")
    reading.an_article(desk, owner, title="Markttag")
    page = page_of(owner)
    page.goto("/desks/desk/")

    page.get_by_role("searchbox").press_sequentially("über")
    expect(page.get_by_role("link", name="Markttag")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?q=%C3%BCber$"))
    page.get_by_text("failed", exact=True).click()
    expect(page.get_by_text("No article matches.")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("link", name="Überfall am Hafen")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("über")


def test_the_inbox_is_filtered_without_javascript(page_of: PageOf, desk: Desk, owner: User) -> None:
    reading.an_article(desk, owner, title="Überfall am Hafen")
    reading.an_article(desk, owner, title="Markttag")
    page = page_of(owner, java_script_enabled=False)
    page.goto("/desks/desk/")

    page.get_by_role("searchbox").fill("markt")
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_role("link", name="Markttag")).to_be_visible()
    expect(page.get_by_role("link", name="Überfall am Hafen")).to_have_count(0)


@pytest.fixture
def addresses(desk: Desk, owner: User) -> dict[str, str]:
    """A page of each kind, with something of everything on it."""
    article = reading.an_article(desk, owner, title="Markttag", outlet="Nordblatt")
    reading.set_state(article, WorkState.FAILED, error_code="worker_lost", traceback="Traceback: deep")
    reading.an_article(desk, owner, "Es taue, sagte Uwe.", title="Tauwetter")
    finished = reading.an_upload(desk, owner, "Es taue, sagte Uwe.", "", "Es regne, sagte Eva.")
    reading.read_files(finished)
    running = reading.an_upload(desk, owner, "Es regne, sagte Eva.", "Es graupele.", "Es dämmere.")
    reading.read_files(running, [0])
    return {
        "inbox": "/desks/desk/",
        "nothing found": "/desks/desk/?q=nirgends",
        "upload": FORM,
        "progress": f"/uploads/{running.pk}/",
        "finished": f"/uploads/{finished.pk}/",
        "details": f"/articles/{article.pk}/edit/",
        "history": f"/articles/{article.pk}/runs/",
        "not found": "/nothing/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page_of: PageOf, owner: User, addresses: dict[str, str], scheme: str) -> None:
    page = page_of(owner, color_scheme=scheme)
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        if name == "upload":
            page.set_input_files("#id_documents", text_files(2))
            page.get_by_text("About the pasted text").click()
        results = Axe().run(page)
        found[name] = [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations(results)]

    assert {name: ids for name, ids in found.items() if ids} == {}


def violations(results: Any) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = results.response["violations"]
    return listed


@pytest.mark.parametrize("width", [360, 1024, 1600])
def test_no_page_is_wider_than_the_window(
    page_of: PageOf, owner: User, addresses: dict[str, str], width: int
) -> None:
    page = page_of(owner, viewport={"width": width, "height": 800})
    too_wide = []
    for name, address in addresses.items():
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(name)

    assert too_wide == []
