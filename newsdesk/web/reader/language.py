"""What the reader says of an article's language: that it was not read, or that it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from newsdesk.analysis.models import PipelineRun
from newsdesk.articles.models import Article, ArticleText
from newsdesk.nlp import has_rules, language_code
from newsdesk.nlp.detection import UNDETERMINED
from newsdesk.web.languages import doubt, language_name, why_unread


def language_notice(run: PipelineRun, article: Article, text: ArticleText) -> str:
    """What is to be said of the language in which a run read the text; nothing where all is well."""
    if not run.has_read:
        return " ".join(unread_words(run, article, text))
    if text.detected_language and not has_rules(text.detected_language):
        return doubt(run.language, text.detected_language)
    return ""


def unread_words(run: PipelineRun, article: Article, text: ArticleText) -> Iterator[str]:
    """Which language it is and who says so, what follows, and what the letters say to that."""
    name = {"language": language_name(run.language)}
    if language_code(run.language) == UNDETERMINED:
        yield _("This article is in another language.")
    elif article.language and language_code(article.language) == language_code(run.language):
        yield _("This article is marked as being in %(language)s.") % name
    else:
        yield _("This article is in %(language)s.") % name
    yield why_unread()
    if text.detected_language and has_rules(text.detected_language):
        yield _("The text itself looks like %(language)s.") % {
            "language": language_name(text.detected_language)
        }


def language_attribute(tag: str) -> str:
    """The value of HTML's `lang` for a text; empty, which means unknown, where nothing is known."""
    return "" if language_code(tag) == UNDETERMINED else tag.replace("_", "-")
