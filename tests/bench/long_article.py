"""An article of a given length with a given number of spans, evenly strewn and overlapping."""

from __future__ import annotations

import re

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import PipelineRun
from newsdesk.analysis.rows import write_analysis
from newsdesk.demo import builders
from newsdesk.nlp import Analysis, Claim, Mention, pipeline_info
from newsdesk.nlp.records import digest
from tests.texts import article_of

WORD = re.compile(r"\S+")
SPANS_A_GROUP = 6  # a claim with quote, cue, speaker and hedge, and two mentions, one of them the speaker


def build_long_article(words: int, spans: int) -> int:
    """The id of an article on the first desk that a run has read."""
    document = builders.parse_text(article_of(words))
    found = strewn(document.text, spans // SPANS_A_GROUP)

    def execute(run_id: int) -> None:
        run = PipelineRun.objects.claim(run_id)
        if run is None:
            raise ValueError("the run was taken")
        write_analysis(run, found, 1.0)

    run = builders.build_run(Desk.objects.get(), User.objects.get(), document, execute=execute)
    return run.text.article_id


def strewn(text: str, groups: int) -> Analysis:
    """So many claims, each of eleven words, with two mentions inside; the text's words in even steps."""
    places = [match.span() for match in WORD.finditer(text)]
    firsts = [number * (len(places) - 16) // groups for number in range(groups)]
    groups_of_words = [places[first : first + 16] for first in firsts]
    claims = [
        Claim(
            type="Indirect",
            quote=((here[0][0], here[10][1]),),
            hedge=(here[4],),
            cue=(here[11],),
            speaker=((here[12][0], here[13][1]),),
            speaker_entity=f"Person {number % 23}",
            speaker_kind="named",
        )
        for number, here in enumerate(groups_of_words)
    ]
    mentions = {
        Mention(*place, label=label)
        for here in groups_of_words
        for place, label in ((here[2], "LOC"), (here[13], "PER"))
    }
    in_order = sorted(mentions, key=lambda mention: (mention.start_char, mention.label))
    return Analysis(digest(text), "de", pipeline_info(), tuple(in_order), tuple(claims))
