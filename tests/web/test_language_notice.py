"""What the pages say of an article that is not in German: its language, why nothing was found, what to do."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.execution import execute_run
from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from tests.conftest import ClientOf
from tests.nlp.multilingual import LANGUAGES, article_in, paragraphs_in
from tests.web import reading

GERMAN = "Die Brücke bleibe bis zum Frühjahr gesperrt, sagte Erika Lund gestern."
ENGLISH = article_in("en")
WHY = "Newsdesk reads German so far: no names or claims were extracted."


def an_article(desk: Desk, user: User, text: str, language: str = "") -> Article:
    """An article that the pipeline has read; `language` is what its file says it is in."""
    front_matter = f"---\nlanguage: {language}\n---\n" if language else ""
    return builders.build_article(desk, user, front_matter + text, filename="a.md")


def page_of(client: Client, url: str) -> str:
    """A page's HTML, with single blanks."""
    return " ".join(client.get(url).content.decode().split())


def reader_page(client: Client, article: Article) -> str:
    return page_of(client, f"/articles/{article.pk}/")


def notice_in(page: str) -> str:
    """The words of the reader's warning, without its link; empty where there is none."""
    found = re.search(r'<p class="message warning">(.*?)(<a |</p>)', page)
    return found[1].strip() if found else ""


class TestTheReader:
    def test_says_which_language_it_is_and_why_nothing_was_found(
        self, client_of: ClientOf, desk: Desk, owner: User, reader: User
    ) -> None:
        page = reader_page(client_of(reader), an_article(desk, owner, ENGLISH))

        assert notice_in(page) == f"This article is in English. {WHY}"
        assert "No claim was found" not in page
        assert "How to read the marks" not in page

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_shows_every_paragraph_in_its_own_language(
        self, client_of: ClientOf, desk: Desk, owner: User, language: str
    ) -> None:
        page = client_of(owner).get(f"/articles/{an_article(desk, owner, article_in(language)).pk}/")
        html = page.content.decode()

        shown = re.findall(rf'<p class="text" id="t\d+" dir="auto" lang="{language}" data-start="\d+"', html)
        assert len(shown) == len(paragraphs_in(language))

    @pytest.mark.parametrize("member", ["annotator", "reader"])
    def test_links_to_the_form_for_those_who_may_correct(
        self, client_of: ClientOf, desk: Desk, owner: User, member: str, request: pytest.FixtureRequest
    ) -> None:
        article = an_article(desk, owner, ENGLISH)
        page = reader_page(client_of(request.getfixturevalue(member)), article)

        has_link = f'<a href="/articles/{article.pk}/edit/#id_language">Set the language</a>' in page
        assert has_link is (member == "annotator")

    def test_the_link_leads_to_a_field(
        self, client_of: ClientOf, desk: Desk, owner: User, annotator: User
    ) -> None:
        article = an_article(desk, owner, ENGLISH)
        page = page_of(client_of(annotator), f"/articles/{article.pk}/edit/")

        assert 'id="id_language"' in page
        assert '<option value="" selected>as the text shows: English</option>' in page

    def test_setting_the_language_has_the_article_read_again(
        self, client_of: ClientOf, desk: Desk, owner: User, annotator: User
    ) -> None:
        article = an_article(desk, owner, GERMAN, language="en")
        page = reader_page(client_of(annotator), article)
        assert notice_in(page) == (
            f"This article is marked as being in English. {WHY} The text itself looks like German."
        )

        client_of(annotator).post(f"/articles/{article.pk}/edit/", {"title": article.title, "language": "de"})
        page = reader_page(client_of(annotator), article)
        assert "The article is being read again" in page

        execute_run(PipelineRun.objects.get(state=WorkState.QUEUED).pk)
        page = reader_page(client_of(annotator), article)
        assert notice_in(page) == ""
        assert "<b>1</b> claim" in page

    def test_says_that_an_english_text_is_marked_as_german(
        self, client_of: ClientOf, desk: Desk, owner: User
    ) -> None:
        page = reader_page(client_of(owner), an_article(desk, owner, ENGLISH, language="de"))

        assert notice_in(page) == (
            "This article is marked as being in German, but seems to be in English. "
            "What is in another language was not read."
        )

    def test_names_no_language_where_none_was_recognised(
        self, client_of: ClientOf, desk: Desk, owner: User
    ) -> None:
        amharic = "መንግሥት ማክሰኞ ዕለት እንዳስታወቀው የሰሜኑ ወደብ እስከ ጸደይ ድረስ ይዘጋል።"
        page = reader_page(client_of(owner), an_article(desk, owner, f"{amharic}\n\n{amharic} 2"))

        assert notice_in(page) == f"This article is in another language. {WHY}"
        assert re.search(r'<p class="text" id="t\d+" dir="auto" lang=""', page)

    @pytest.mark.parametrize("language", ["", "de", "de-AT"])
    def test_says_nothing_of_a_german_article(
        self, client_of: ClientOf, desk: Desk, owner: User, language: str
    ) -> None:
        page = reader_page(client_of(owner), an_article(desk, owner, GERMAN, language=language))

        assert notice_in(page) == ""
        assert 'dir="auto" lang="de"' in page
        assert "not read" not in page

    def test_says_it_in_german_too(self, client_of: ClientOf, desk: Desk, owner: User) -> None:
        article = an_article(desk, owner, ENGLISH)
        client = client_of(owner)
        client.post("/i18n/setlang/", {"language": "de"})

        assert "Englisch" in notice_in(reader_page(client, article))

    def test_an_article_that_was_read_before_languages_were_detected_is_shown_as_it_was(
        self, client_of: ClientOf, desk: Desk, owner: User
    ) -> None:
        article = an_article(desk, owner, GERMAN)
        ArticleText.objects.update(detected_language="")

        assert notice_in(reader_page(client_of(owner), article)) == ""


class TestAParagraphInAnotherLanguage:
    TEXT = "\n\n".join([GERMAN] * 5 + list(paragraphs_in("en")[:2]) + [GERMAN])

    def test_is_told_from_those_that_were_read(self, client_of: ClientOf, desk: Desk, owner: User) -> None:
        page = reader_page(client_of(owner), an_article(desk, owner, self.TEXT))

        assert len(re.findall(r'<p class="text foreign" id="t\d+" dir="auto" lang="" data-start', page)) == 2
        assert page.count("In another language: not read") == 1, "of some in a row, the first says it"
        assert notice_in(page) == ""

    def test_stays_so_under_a_filter(self, client_of: ClientOf, desk: Desk, owner: User) -> None:
        article = an_article(desk, owner, self.TEXT)
        page = page_of(client_of(owner), f"/articles/{article.pk}/?certainty=possible")

        assert page.count("In another language: not read") == 1


class TestTheInbox:
    def test_says_which_language_it_is_instead_of_counts(
        self, client_of: ClientOf, desk: Desk, owner: User, reader: User
    ) -> None:
        an_article(desk, owner, ENGLISH)
        page = page_of(client_of(reader), f"/desks/{desk.slug}/")

        assert '<span class="state other-language">in English</span>' in page
        assert WHY in page
        assert "Set the language" not in page, "a reader may not"
        assert '<td class="number" data-label="Claims">–</td>' in page
        assert '<td class="number" data-label="Mentions">–</td>' in page

    def test_links_to_the_form(self, client_of: ClientOf, desk: Desk, owner: User, annotator: User) -> None:
        article = an_article(desk, owner, ENGLISH)
        page = page_of(client_of(annotator), f"/desks/{desk.slug}/")

        assert f'<a href="/articles/{article.pk}/edit/#id_language">Set the language</a>' in page

    def test_says_that_an_english_text_is_marked_as_german(
        self, client_of: ClientOf, desk: Desk, owner: User
    ) -> None:
        an_article(desk, owner, ENGLISH, language="de")
        page = page_of(client_of(owner), f"/desks/{desk.slug}/")

        assert '<span class="state open">to review</span>' in page
        assert "marked as being in German, but seems to be in English" in page

    def test_says_that_it_waits_while_it_is_read_again(
        self, client_of: ClientOf, desk: Desk, owner: User
    ) -> None:
        article = an_article(desk, owner, GERMAN, language="en")
        client_of(owner).post(f"/articles/{article.pk}/edit/", {"title": article.title, "language": "de"})
        page = page_of(client_of(owner), f"/desks/{desk.slug}/")

        assert '<span class="state waiting">waiting</span>' in page

    def test_of_german_articles_is_as_it_was(self, client_of: ClientOf, desk: Desk, owner: User) -> None:
        an_article(desk, owner, GERMAN)
        page = page_of(client_of(owner), f"/desks/{desk.slug}/")

        assert '<span class="state open">to review</span>' in page
        assert WHY not in page


class TestTheUpload:
    def test_says_which_language_a_file_is_in(self, client_of: ClientOf, desk: Desk, owner: User) -> None:
        upload = reading.an_upload(desk, owner, ENGLISH, GERMAN)
        reading.read_files(upload)
        english = PipelineRun.objects.filter(text__text=ENGLISH)
        english.update(language="en", claim_count=0, mention_count=0)
        page = page_of(client_of(owner), f"/uploads/{upload.pk}/")

        assert '<span class="state other-language">in English</span>' in page
        assert '<span class="soft">not read</span>' in page
        assert "0 claims" not in page
        assert "2 claims" in page


class TestTheHistory:
    def test_says_what_each_run_took_the_text_for(
        self, client_of: ClientOf, desk: Desk, owner: User, curator: User
    ) -> None:
        article = an_article(desk, owner, GERMAN, language="en")
        client_of(owner).post(f"/articles/{article.pk}/edit/", {"title": article.title, "language": "de"})
        execute_run(PipelineRun.objects.get(state=WorkState.QUEUED).pk)
        page = page_of(client_of(curator), f"/articles/{article.pk}/runs/")

        assert '<span class="state other-language">in English</span>' in page
        assert page.count(WHY) == 1
        assert page.count("read as German") == 1
        assert page.count('data-label="Claims">–<') == 1


class TestTheClaims:
    def test_says_that_articles_are_there_which_were_not_read(
        self, client_of: ClientOf, desk: Desk, owner: User
    ) -> None:
        an_article(desk, owner, ENGLISH)
        page = page_of(client_of(owner), f"/desks/{desk.slug}/claims/")

        assert "No claims yet." in page
        assert "One article of the desk is in a language that newsdesk does not read so far." in page

    def test_counts_them(self, client_of: ClientOf, desk: Desk, owner: User) -> None:
        for language in ("en", "fr", "nl"):
            an_article(desk, owner, article_in(language))
        page = page_of(client_of(owner), f"/desks/{desk.slug}/claims/")

        assert "3 articles of the desk are in languages that newsdesk does not read so far." in page

    def test_says_nothing_of_it_where_there_are_none(
        self, client_of: ClientOf, desk: Desk, owner: User
    ) -> None:
        assert "does not read" not in page_of(client_of(owner), f"/desks/{desk.slug}/claims/")


def test_the_upload_form_says_what_happens_where_no_language_is_chosen(
    client_of: ClientOf, desk: Desk, owner: User
) -> None:
    page = page_of(client_of(owner), f"/desks/{desk.slug}/upload/")
    assert re.search(r'<option value="" selected>\s?as the text shows</option>', page)
