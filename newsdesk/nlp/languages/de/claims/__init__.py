"""Who says what: the rules of German reported speech."""

from newsdesk.nlp.languages.de.claims.reader import read_claims

__all__ = ["read_claims"]
