"""Handing in: paste, files, both; what is refused is said, and what was typed stays."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from newsdesk.accounts.models import Desk, User
from newsdesk.articles.models import Article, ArticleText, Upload
from tests.conftest import ClientOf
from tests.web import reading

FORM = "/desks/desk/upload/"
HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}
TEXT = "Der Pegel steige weiter, sagte Eva Holm."


def a_file(name: str, content: bytes = TEXT.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_annotators_and_above_may_upload(
    client_of: ClientOf, desk: Desk, reader: User, stranger: User, annotator: User, method: str
) -> None:
    assert getattr(client_of(reader), method)(FORM, {"text": TEXT}).status_code == 403
    assert getattr(client_of(stranger), method)(FORM, {"text": TEXT}).status_code == 404
    assert getattr(client_of(annotator), method)(FORM, {"text": TEXT}).status_code in {200, 302}
    assert Upload.objects.filter(user__in=[reader, stranger]).count() == 0


def test_a_pasted_text_becomes_an_upload_with_its_metadata(
    client_of: ClientOf, desk: Desk, annotator: User
) -> None:
    stated = {"title": "Pegel", "outlet": "Nordblatt", "published_at": "2026-03-01", "language": "de"}

    response = client_of(annotator).post(FORM, {"text": TEXT, **stated})

    upload = Upload.objects.get()
    assert response.headers["Location"] == f"/uploads/{upload.pk}/"
    reading.read_files(upload)
    article = Article.objects.get()
    assert (article.title, article.outlet, article.language) == ("Pegel", "Nordblatt", "de")
    assert article.published_at == date(2026, 3, 1)


def test_files_and_a_paste_go_together(client_of: ClientOf, desk: Desk, annotator: User) -> None:
    client_of(annotator).post(FORM, {"text": "Es regne.", "documents": [a_file("a.txt"), a_file("b.md")]})

    items = Upload.objects.get().items.order_by("position")
    assert [str(item) for item in items] == ["pasted text", "a.txt", "b.md"]


def test_an_empty_file_does_not_hold_up_the_others(client_of: ClientOf, desk: Desk, annotator: User) -> None:
    client_of(annotator).post(FORM, {"documents": [a_file("leer.txt", b""), a_file("voll.txt")]})

    upload = Upload.objects.get()
    reading.read_files(upload)
    assert list(upload.items.order_by("position").values_list("error_code", flat=True)) == ["empty", ""]


@pytest.mark.parametrize(("headers", "opening"), [({}, "<!doctype html>"), (HTMX, '<form id="upload-form"')])
def test_an_empty_form_is_answered_with_the_form_and_one_sentence(
    client_of: ClientOf, desk: Desk, annotator: User, headers: dict[str, str], opening: str
) -> None:
    response = client_of(annotator).post(FORM, {"text": "  \n "}, headers=headers)

    page = response.content.decode()
    assert response.status_code == 422
    assert page.lstrip().startswith(opening)
    assert page.count("Choose files or paste a text first.") == 1
    assert Upload.objects.count() == 0


def test_what_was_typed_stays_when_something_is_wrong(
    client_of: ClientOf, desk: Desk, annotator: User
) -> None:
    typed = {"text": TEXT, "title": "Pegel & Deich", "url": "ftp://example.org/a", "published_at": "1.3.26"}

    response = client_of(annotator).post(FORM, typed, headers=HTMX)

    page = response.content.decode()
    assert response.status_code == 422
    assert TEXT in page
    assert "Pegel &amp; Deich" in page
    assert "begins with http:// or https://" in page
    assert "<details" in page
    assert " open>" in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org"]
)
def test_addresses_are_web_addresses(client_of: ClientOf, desk: Desk, annotator: User, url: str) -> None:
    assert client_of(annotator).post(FORM, {"text": TEXT, "url": url}).status_code == 422


def test_too_many_uploads_in_a_short_time_are_told_to_wait(
    client_of: ClientOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.RATE_LIMIT_UPLOAD = "1/m/user"
    client = client_of(annotator)
    client.post(FORM, {"text": TEXT})

    response = client.post(FORM, {"text": TEXT + " Neu."}, headers=HTMX)

    assert response.status_code == 429
    assert "Wait a minute" in response.content.decode()
    assert TEXT + " Neu." in response.content.decode()
    assert Upload.objects.count() == 1


def test_too_many_files_are_answered_with_the_limit(
    client_of: ClientOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_FILES_PER_UPLOAD = settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2

    response = client_of(annotator).post(FORM, {"documents": [a_file(f"{n}.txt") for n in range(3)]})

    assert response.status_code == 413
    assert "At most 2 files can be sent at once" in response.content.decode()


def test_too_large_a_request_is_answered_with_the_limit(
    client_of: ClientOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_REQUEST_BYTES = 1_000

    response = client_of(annotator).post(FORM, {"documents": [a_file("a.txt", b"x" * 2_000)]}, headers=JSON)

    assert response.status_code == 413
    assert "can be sent at once" in json.loads(response.content)["error"]


def test_a_pasted_text_that_is_longer_than_a_text_may_be_is_called_that(
    client_of: ClientOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_TEXT_CHARS = 5_000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000

    response = client_of(annotator).post(FORM, {"text": "x" * 30_000}, headers=JSON)

    assert response.status_code == 413
    assert "A text may have 5,000 characters" in json.loads(response.content)["error"]


def test_too_large_a_file_is_refused_by_name_and_not_kept(
    client_of: ClientOf, desk: Desk, annotator: User, settings: Settings
) -> None:
    settings.MAX_FILE_BYTES = 100_000

    client_of(annotator).post(FORM, {"documents": [a_file("riesig.txt", b"x" * 900_000), a_file("b.txt")]})

    refused, accepted = Upload.objects.get().items.order_by("position")
    assert (refused.error_code, bool(refused.file)) == ("too_large", False)
    assert refused.byte_count < 200_000, "what is over the limit is not even received"
    assert accepted.error_code == ""


def token_in(page: str) -> str:
    found = re.search(r'<input type="hidden" name="token" value="([0-9a-f-]{36})">', page)
    assert found
    return found[1]


def test_each_form_has_a_token_of_its_own(client_of: ClientOf, desk: Desk, annotator: User) -> None:
    client = client_of(annotator)
    pages = [client.get(FORM), client.get(FORM), client.post(FORM, {"text": ""}, headers=HTMX)]

    assert len({token_in(page.content.decode()) for page in pages}) == 3


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_form_that_is_sent_twice_is_one_upload(
    client_of: ClientOf, desk: Desk, annotator: User, headers: dict[str, str]
) -> None:
    client = client_of(annotator)
    token = token_in(client.get(FORM).content.decode())

    answers = [
        client.post(FORM, {"token": token, "text": TEXT, "documents": [a_file("a.txt")]}, headers=headers)
        for _ in range(2)
    ]

    upload = Upload.objects.get()
    assert upload.items.count() == 2
    assert [answer.status_code for answer in answers] in ([302, 302], [201, 201])
    assert answers[0].headers.get("Location") == answers[1].headers.get("Location")
    assert f"/uploads/{upload.pk}/" in answers[1].headers.get("Location", answers[1].content.decode())


def test_a_form_that_comes_back_with_another_text_is_another_upload(
    client_of: ClientOf, desk: Desk, annotator: User
) -> None:
    client = client_of(annotator)
    token = token_in(client.get(FORM).content.decode())

    for text in (TEXT, TEXT + " Neu."):
        client.post(FORM, {"token": token, "text": text})

    assert Upload.objects.count() == 2


def test_a_token_belongs_to_the_person_who_sends_it(
    client_of: ClientOf, desk: Desk, annotator: User, curator: User
) -> None:
    token = token_in(client_of(annotator).get(FORM).content.decode())

    for user in (annotator, curator):
        client_of(user).post(FORM, {"token": token, "text": TEXT})

    assert set(Upload.objects.values_list("user", flat=True)) == {annotator.pk, curator.pk}


def test_control_characters_of_a_pasted_text_are_dropped(
    client_of: ClientOf, desk: Desk, annotator: User
) -> None:
    response = client_of(annotator).post(FORM, {"text": "Der Pe\x00gel\x07 steige, sagte Eva Holm.\x00"})

    assert response.status_code == 302
    reading.read_files(Upload.objects.get())
    assert ArticleText.objects.get().text == "Der Pegel steige, sagte Eva Holm."


def test_a_text_of_nothing_but_control_characters_is_none(
    client_of: ClientOf, desk: Desk, annotator: User
) -> None:
    assert client_of(annotator).post(FORM, {"text": "\x00 \x00"}).status_code == 422


class TestBatches:
    """What the script does with a set that is too large for one request."""

    def begin(self, client_of: ClientOf, user: User) -> dict[str, str]:
        response = client_of(user).post(FORM, {"documents": [a_file("0.txt")]}, headers=JSON)
        assert response.status_code == 201
        answer: dict[str, str] = json.loads(response.content)
        return answer

    def test_the_first_batch_is_answered_with_where_to_go_on(
        self, client_of: ClientOf, desk: Desk, annotator: User
    ) -> None:
        upload = self.begin(client_of, annotator)

        page = f"/uploads/{Upload.objects.get().pk}/"
        assert upload == {"page": page, "extend": f"{page}extend/", "item_count": 1}

    def test_further_batches_are_appended_once(
        self, client_of: ClientOf, desk: Desk, annotator: User
    ) -> None:
        extend = self.begin(client_of, annotator)["extend"]
        statuses = []
        for _ in range(2):
            batch = {"position": 1, "documents": [a_file("1.txt"), a_file("2.txt")]}
            response = client_of(annotator).post(extend, batch, headers=JSON)
            statuses.append((response.status_code, json.loads(response.content)))

        assert statuses == [(200, {"item_count": 3}), (409, {"item_count": 3})]
        assert Upload.objects.get().items.count() == 3

    def test_nobody_else_extends_it(
        self, client_of: ClientOf, desk: Desk, annotator: User, owner: User, stranger: User, reader: User
    ) -> None:
        extend = self.begin(client_of, annotator)["extend"]

        for user, status in ((owner, 403), (reader, 403), (stranger, 404)):
            batch = {"position": 1, "documents": [a_file("1.txt")]}
            assert client_of(user).post(extend, batch, headers=JSON).status_code == status
        assert Upload.objects.get().items.count() == 1

    def test_a_batch_without_files_is_refused(self, client_of: ClientOf, desk: Desk, annotator: User) -> None:
        extend = self.begin(client_of, annotator)["extend"]

        assert client_of(annotator).post(extend, {"position": 1}, headers=JSON).status_code == 422

    def test_batches_are_counted_by_the_rate_limit(
        self, client_of: ClientOf, desk: Desk, annotator: User, settings: Settings
    ) -> None:
        settings.RATE_LIMIT_UPLOAD = "1/m/user"
        extend = self.begin(client_of, annotator)["extend"]

        response = client_of(annotator).post(extend, {"position": 1, "documents": [a_file("1.txt")]})

        assert response.status_code == 429
