"""The reader's pages: what they show, to whom, and in which state."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, PipelineRun
from newsdesk.articles.models import Article
from newsdesk.common.work import WorkState
from newsdesk.demo import builders
from newsdesk.nlp import Claim as FoundClaim
from tests.conftest import ClientOf
from tests.web.annotated import TEXT, build_dike, build_reading, dike_claims, dike_mentions, query_count

HTMX = {"HX-Request": "true"}


@pytest.fixture
def run(desk: Desk, owner: User) -> PipelineRun:
    return build_dike(desk, owner)


@pytest.fixture
def client(client_of: ClientOf, reader: User) -> Client:
    return client_of(reader)


def article_url(run: PipelineRun) -> str:
    return reverse("article-detail", args=[run.text.article_id])


def claim_url(claim: Claim) -> str:
    return reverse("claim-detail", args=[claim.run.text.article_id, claim.pk])


def queued_run(desk: Desk, user: User) -> PipelineRun:
    return builders.build_run(desk, user, builders.parse_text(TEXT), execute=lambda _: None)


def failed_run(desk: Desk, user: User) -> PipelineRun:
    def fail(run_id: int) -> None:
        run = PipelineRun.objects.claim(run_id)
        assert run is not None
        run.fail("too_slow", params={"limit": 240})

    return builders.build_run(desk, user, builders.parse_text(TEXT), execute=fail)


def body(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_member_reads_the_text_with_a_note_for_each_claim(client: Client, run: PipelineRun) -> None:
    html = body(client, article_url(run))

    assert html.count('class="note-head"') == 3
    assert "relies on" in html
    assert "Küstenbote" in html
    assert "hearsay" in html


def test_a_stranger_finds_no_article_and_no_claim(
    client_of: ClientOf, stranger: User, run: PipelineRun
) -> None:
    client = client_of(stranger)
    urls = [
        article_url(run),
        reverse("article-piece", args=[run.text.article_id, 1]),
        claim_url(run.claims.all()[0]),
    ]

    assert [client.get(url).status_code for url in urls] == [404, 404, 404]


def test_nobody_is_sent_to_the_login(client_of: ClientOf, run: PipelineRun) -> None:
    assert client_of(None).get(article_url(run)).status_code == 302


def test_a_claim_is_not_found_under_another_article(
    client: Client, run: PipelineRun, desk: Desk, owner: User
) -> None:
    other = build_reading(desk, owner, "Etwas anderes.")
    claim = run.claims.all()[0]

    response = client.get(reverse("claim-detail", args=[other.text.article_id, claim.pk]))

    assert response.status_code == 404


def test_a_text_with_markup_stays_text(client: Client, desk: Desk, owner: User) -> None:
    text = 'Titel <i>\n<script>alert(1)</script> sei "gut", sagte sie.'
    claim = FoundClaim(type="Indirect", quote=((10, 35),), speaker_entity="<b>Sie</b>", speaker_kind="named")
    run = build_reading(desk, owner, text, claims=[claim])

    html = body(client, article_url(run))

    assert "<script>alert" not in html
    assert "<b>Sie" not in html
    assert "&lt;script&gt;" in html


def test_a_title_that_is_the_first_paragraph_is_printed_once(client: Client, run: PipelineRun) -> None:
    html = body(client, article_url(run))

    assert len(re.findall(r'<h1 class="text" id="t0" dir="auto" lang="de" data-start="0"', html)) == 1
    assert html.count("Der Deich bei Norderkoog hält") == 2  # in the head of the page and as its heading


def test_another_title_stands_above_the_whole_text(client: Client, desk: Desk, owner: User) -> None:
    run = build_reading(desk, owner, TEXT, title="Ein anderer Titel")

    html = body(client, article_url(run))

    assert '<h1 dir="auto">Ein anderer Titel</h1>' in html
    assert '<p class="text" id="t0" dir="auto" lang="de" data-start="0"' in html


def test_a_title_made_of_the_first_words_is_not_shown_again(client: Client, desk: Desk, owner: User) -> None:
    run = build_reading(desk, owner, TEXT.partition("\n")[2], title="Der Deich bei Norderkoog sei …")

    assert '<h1 class="visually-hidden" dir="auto">' in body(client, article_url(run))


def test_the_permanent_link_opens_its_claim(client: Client, run: PipelineRun) -> None:
    claim = run.claims.get(ordinal=0)

    html = body(client, claim_url(claim))

    assert html.count("is-open") == 1
    assert f'id="claim-{claim.pk}"' in html
    assert "on-quote" in html
    assert 'data-step="1"' in html
    assert 'data-step="2"' in html
    assert "0.91" in html


def test_a_confidence_that_is_not_known_is_not_shown(client: Client, run: PipelineRun) -> None:
    run.claims.update(confidence=None)

    assert "Confidence" not in body(client, article_url(run))


def test_the_permanent_link_of_an_older_reading_says_so(
    client: Client, run: PipelineRun, desk: Desk, owner: User
) -> None:
    claim = run.claims.get(ordinal=0)
    PipelineRun.objects.filter(pk=run.pk).update(fingerprint="older")
    newer = PipelineRun.objects.create(text=run.text, fingerprint="newer", published_at=run.published_at)
    PipelineRun.objects.filter(pk=newer.pk).update(state=WorkState.SUCCEEDED)

    html = body(client, claim_url(claim))

    assert "This is an older reading" in html
    assert f"run={run.pk}" in html
    assert "is-open" in html
    assert "No claim was found" in body(client, article_url(run))


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("", 3),
        ("?certainty=unknown", 1),
        ("?type=Indirect", 2),
        ("?unnamed=1", 1),
        ("?speaker=Wiebke+Harms", 2),
        ("?type=Direct", 0),
    ],
)
def test_filters_choose_the_claims(client: Client, run: PipelineRun, query: str, notes: int) -> None:
    assert body(client, article_url(run) + query).count('class="note-head"') == notes


def test_filtering_through_htmx_answers_with_the_reader_alone(client: Client, run: PipelineRun) -> None:
    response = client.get(article_url(run) + "?unnamed=1", headers=HTMX)

    assert "<html" not in response.content.decode()
    assert 'id="reader"' in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_a_label_filter_marks_the_mentions_of_that_label_only(client: Client, run: PipelineRun) -> None:
    html = body(client, article_url(run) + "?label=PER")
    text = "".join(re.findall(r'data-start="\d+"[^>]*>(.*?)</(?:p|h1)>', html))

    assert "mention per" in text
    assert "mention loc" not in text


def test_an_entity_can_be_lit_by_its_address(client: Client, run: PipelineRun) -> None:
    [key] = set(
        re.findall(r'href="\?entity=(\w+)"[^>]*><span><bdi>Norderkoog', body(client, article_url(run)))
    )

    assert "mention loc lit" in body(client, f"{article_url(run)}?entity={key}")


def test_a_claim_stays_open_though_the_filters_would_hide_it(client: Client, run: PipelineRun) -> None:
    assert "is-open" in body(client, claim_url(run.claims.get(ordinal=0)) + "?certainty=possible")


def test_an_article_that_waits_shows_its_text_and_asks_again(client: Client, desk: Desk, owner: User) -> None:
    run = queued_run(desk, owner)

    html = body(client, article_url(run))

    assert "The article is being read" in html
    assert "Man habe alles geprüft." in html
    assert 'hx-trigger="load delay:300ms"' in html


def test_asking_again_becomes_slower_while_nothing_changes(client: Client, desk: Desk, owner: User) -> None:
    url = article_url(queued_run(desk, owner))

    def asked_next(address: str) -> tuple[str, str]:
        found = re.search(r'hx-get="([^"]+)" hx-trigger="load delay:(\w+)"', body(client, address, **HTMX))
        assert found
        return found[1].replace("&amp;", "&"), found[2]

    address, delay = asked_next(url)
    assert delay == "300ms"
    later = [address.replace("unchanged=0", f"unchanged={count}") for count in (5, 15, 30, 900)]
    assert [asked_next(each)[1] for each in later] == ["300ms", "1000ms", "2000ms", "5000ms"]

    PipelineRun.objects.update(stage="claims")
    assert asked_next(later[-1])[1] == "300ms"


def test_asking_how_far_it_is_reads_no_text(
    client: Client, desk: Desk, owner: User, run: PipelineRun
) -> None:
    asked_for = {"published_at": run.published_at, "language": run.language}
    again = PipelineRun.objects.create(text=run.text, fingerprint="newer", **asked_for)
    for url in (article_url(queued_run(desk, owner)), article_url(again) + f"?shown={run.pk}"):
        with CaptureQueriesContext(connection) as queries:
            html = body(client, url + ("&" if "?" in url else "?") + "seen=x&unchanged=3", **HTMX)
        assert "hx-trigger" in html
        assert [each["sql"] for each in queries if '"articles_articletext"."text"' in each["sql"]] == []


def test_the_poll_of_a_finished_reading_brings_the_whole_reader(client: Client, run: PipelineRun) -> None:
    response = client.get(article_url(run) + "?seen=x&unchanged=3", headers=HTMX)

    assert response["HX-Retarget"] == "#reader"
    assert 'class="note-head"' in response.content.decode()
    assert "unchanged=" not in response.content.decode()


def test_who_reads_an_older_reading_is_told_of_the_new_one(client: Client, run: PipelineRun) -> None:
    response = client.get(f"{article_url(run)}?seen=x&unchanged=3&shown={run.pk - 1}", headers=HTMX)

    assert "A newer reading is available." in response.content.decode()
    assert "HX-Retarget" not in response


def test_a_failed_reading_says_why_and_lets_curators_try_again(
    client_of: ClientOf, reader: User, curator: User, desk: Desk, owner: User
) -> None:
    run = failed_run(desk, owner)
    url, retry = article_url(run), reverse("run-retry", args=[run.pk])

    for_reader, for_curator = body(client_of(reader), url), body(client_of(curator), url)

    assert "took longer than 240 seconds" in for_reader
    assert retry not in for_reader
    assert retry in for_curator


def test_an_article_without_claims_says_so_calmly(client: Client, desk: Desk, owner: User) -> None:
    run = build_reading(desk, owner, "Es regnet.")

    assert "No claim was found in this text." in body(client, article_url(run))


def test_an_article_in_another_language_is_not_said_to_have_no_claims(
    client: Client, desk: Desk, owner: User
) -> None:
    run = build_reading(desk, owner, "It rains, she said.", language="en")

    html = body(client, article_url(run))

    assert "Newsdesk reads German so far" in html
    assert "No claim was found" not in html


def test_offsets_in_the_page_have_no_thousands_separator(client: Client, desk: Desk, owner: User) -> None:
    run = build_reading(desk, owner, "Titel\n" + "Satz. " * 300 + "\nEnde")

    assert 'data-start="1807"' in body(client, article_url(run))


# --- Long texts -----------------------------------------------------------------------------------

PARAGRAPH = "Der Rat vertagte die Entscheidung. " * 20


@pytest.fixture
def long_run(desk: Desk, owner: User) -> PipelineRun:
    text = "Titel\n" + "\n".join([PARAGRAPH] * 120)
    late = text.rindex("Der Rat")
    claims = [
        FoundClaim(type="Direct", quote=((6, 40),), speaker_entity="Früh", speaker_kind="named"),
        FoundClaim(type="Direct", quote=((late, late + 30),), speaker_entity="Spät", speaker_kind="named"),
    ]
    return build_reading(desk, owner, text, claims=claims)


def test_a_long_text_comes_in_pieces(client: Client, long_run: PipelineRun) -> None:
    html = body(client, article_url(long_run))

    assert 'hx-trigger="revealed, click"' in html
    assert html.count('class="note-head"') == 1
    assert "Spät" in html  # the speakers are counted over the whole article


def test_a_piece_through_htmx_is_its_rows_and_the_way_to_the_next(
    client: Client, long_run: PipelineRun
) -> None:
    url = reverse("article-piece", args=[long_run.text.article_id, 2])

    html = body(client, url, **HTMX, **{"HX-Target": "more"})

    assert "<h1" not in html
    assert reverse("article-piece", args=[long_run.text.article_id, 3]) in html
    assert 'id="earlier"' not in html


def test_a_piece_is_a_page_with_ways_back_and_on_for_those_without_script(
    client: Client, long_run: PipelineRun
) -> None:
    html = body(client, reverse("article-piece", args=[long_run.text.article_id, 2]))

    assert "<html" in html
    assert reverse("article-piece", args=[long_run.text.article_id, 1]) in html
    assert reverse("article-piece", args=[long_run.text.article_id, 3]) in html


def test_a_permanent_link_opens_the_piece_that_holds_its_claim(client: Client, long_run: PipelineRun) -> None:
    html = body(client, claim_url(long_run.claims.get(ordinal=1)))

    assert "is-open" in html
    assert html.count('class="note-head"') == 1
    assert 'id="earlier"' in html
    assert 'id="more"' not in html


def test_all_pieces_together_are_the_whole_text(client: Client, long_run: PipelineRun) -> None:
    seen = []
    for number in (1, 2, 3, 4, 5):
        html = body(client, reverse("article-piece", args=[long_run.text.article_id, number]))
        seen += re.findall(r'data-start="(\d+)"', html)

    starts = sorted({int(start) for start in seen})
    text = long_run.text.text
    assert len(starts) == 121
    assert all(start == 0 or text[start - 1] == "\n" for start in starts)


def test_a_piece_that_does_not_exist_is_the_nearest_one(client: Client, long_run: PipelineRun) -> None:
    url = reverse("article-piece", args=[long_run.text.article_id, 999])

    assert 'id="more"' not in body(client, url)


# --- Queries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["article", "claim", "piece"])
def test_the_number_of_queries_does_not_grow_with_the_article(
    view: str, client: Client, desk: Desk, owner: User
) -> None:
    def run_of(times: int) -> PipelineRun:
        text = TEXT + "\n" + PARAGRAPH * times
        return build_reading(
            desk, owner, text, mentions=dike_mentions() * times, claims=dike_claims() * times
        )

    def url_of(run: PipelineRun) -> str:
        return {
            "article": article_url(run),
            "claim": claim_url(run.claims.all()[0]),
            "piece": reverse("article-piece", args=[run.text.article_id, 2]),
        }[view]

    small, large = url_of(run_of(40)), url_of(run_of(80))
    body(client, small)

    assert query_count(lambda: body(client, large)) <= query_count(lambda: body(client, small)) <= 17


def test_reading_writes_nothing(client: Client, run: PipelineRun) -> None:
    before = list(PipelineRun.objects.values()), list(Article.objects.values())

    body(client, article_url(run))

    assert (list(PipelineRun.objects.values()), list(Article.objects.values())) == before
