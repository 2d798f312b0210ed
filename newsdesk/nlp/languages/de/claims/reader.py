from __future__ import annotations
from newsdesk.nlp.records import Claim, Mention
from newsdesk.nlp.words import Words


def read_claims(words: Words, mentions: list[Mention]) -> list[Claim]:
    return []
