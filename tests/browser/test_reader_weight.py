"""How light the reader is: few requests for any article, and few marks at once of a very long one."""

from __future__ import annotations

import re
from itertools import cycle

from django.urls import reverse
from playwright.sync_api import Response

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.nlp import Claim, Mention
from tests.browser.conftest import PageOf
from tests.web.annotated import build_dike, build_reading

WIDE = {"width": 1600, "height": 1000}
PHRASE = "Der Rat vertagte gestern die Entscheidung über den Haushalt weil mehrere Abgeordnete fehlten"


def build_long(desk: Desk, owner: User, words: int, span_count: int) -> PipelineRun:
    """An article of so many words with so many spans: six for each claim and the two mentions beside it."""
    source = cycle(PHRASE.split())
    paragraphs = [" ".join(next(source) for _ in range(80)) + "." for _ in range(words // 80)]
    text = "Titel\n" + "\n".join(paragraphs)
    tokens = [match.span() for match in re.finditer(r"\S+", text)]
    step = len(tokens) // (span_count // 6)
    claims, mentions = [], []
    for first in range(0, len(tokens) - step + 1, step):
        here = tokens[first : first + 20]
        claims.append(
            Claim(
                type="Indirect",
                quote=((here[1][0], here[12][1]),),
                cue=(here[13],),
                speaker=((here[14][0], here[15][1]),),
                evidence=((here[17][0], here[18][1]),),
                speaker_entity=f"Person {first % 23}",
                speaker_kind="named",
            )
        )
        mentions += [Mention(*here[3], label="LOC"), Mention(*here[14], label="PER")]
    return build_reading(desk, owner, text, claims=claims, mentions=mentions)


def address(run: PipelineRun) -> str:
    return reverse("article-detail", args=[run.text.article_id])


def test_the_reader_needs_few_requests(page_of: PageOf, desk: Desk, owner: User) -> None:
    page = page_of(owner, viewport=WIDE)
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)

    page.goto(address(build_dike(desk, owner)), wait_until="networkidle")

    kinds = [answer.request.resource_type for answer in answers]
    assert len(answers) <= 12
    assert kinds.count("stylesheet") <= 4
    assert kinds.count("script") <= 4


def test_walking_a_very_long_text_does_not_freeze(page_of: PageOf, desk: Desk, owner: User) -> None:
    page = page_of(owner, viewport=WIDE)
    page.goto(address(build_long(desk, owner, 100_000, 5_000)))

    for _ in range(3):
        page.keyboard.press("j")

    assert page.locator(".note.is-open .number").inner_text() == "3"
    assert page.locator("#more").count() == 1
    assert page.locator(".text [data-k]").count() < 1_000
