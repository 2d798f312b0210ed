"""The rules of German, as the pipeline asks for them."""

from __future__ import annotations

from typing import Final

from newsdesk.nlp.languages import Rules
from newsdesk.nlp.languages.de.claims import read_claims
from newsdesk.nlp.languages.de.clauses import find_clauses
from newsdesk.nlp.languages.de.mentions import find_mentions
from newsdesk.nlp.languages.de.sentences import find_sentences

RULES: Final = Rules(
    find_sentences=find_sentences,
    find_clauses=find_clauses,
    find_mentions=find_mentions,
    read_claims=read_claims,
)
