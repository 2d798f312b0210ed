"""German clauses: where they lie, and the mood, tense, modality and negation of their verbs."""

from newsdesk.nlp.languages.de.clauses.finding import find_clauses

__all__ = ["find_clauses"]
