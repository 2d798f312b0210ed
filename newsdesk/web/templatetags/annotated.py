"""Draws annotated text: every character escaped, no markup but the spans of the segments."""

from __future__ import annotations

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from newsdesk.web.reader.marks import Marked, Paragraph

register = template.Library()


@register.simple_tag
def annotated(paragraph: Paragraph) -> SafeString:
    """The segments of a paragraph, flat, with nothing between them."""
    return format_html_join("", "{}", ((segment_html(marked),) for marked in paragraph.marked))


def segment_html(marked: Marked) -> SafeString:
    if not marked.classes:
        return escape(marked.text)
    return format_html(
        '<span class="{}" data-k="{}"{}>{}</span>',
        marked.classes,
        marked.keys,
        format_html_join("", ' data-{}="{}"', extras_of(marked)),
        marked.text,
    )


def extras_of(marked: Marked) -> list[tuple[str, str]]:
    """What pseudo-content shows: it is no part of the text and of no selection."""
    extras = [("words", marked.words), ("n", marked.numbers), ("s", marked.signs), ("step", marked.step)]
    return [(name, value) for name, value in extras if value]
