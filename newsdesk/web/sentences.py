"""Why something failed, in a sentence: one table from the codes that rows keep to words for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: Final[Mapping[str, Promise | str]] = {
    "empty": gettext_lazy("“%(name)s” is empty: there is no text in it."),
    "binary": gettext_lazy("“%(name)s” is not a text: it is an image, a program, an archive or the like."),
    "encoding": gettext_lazy(
        "“%(name)s” is in a character encoding that cannot be told for certain. "
        "Save it as UTF-8 and upload it again."
    ),
    "too_long": gettext_lazy(
        "“%(name)s” has %(length)s characters. A text may have %(limit)s: split it and upload the parts."
    ),
    "unsupported": gettext_lazy(
        "“%(name)s” is in a format that cannot be read here (%(media_type)s). "
        "Text, Markdown and HTML files can."
    ),
    "malformed": gettext_lazy("“%(name)s” is damaged: it breaks the rules of its own format."),
    "surrogates": gettext_lazy("“%(name)s” holds broken characters. Save it again as UTF-8."),
    "too_large": gettext_lazy("“%(name)s” is too large. A file may have %(limit_bytes)s."),
    "worker_lost": gettext_lazy("The worker that was reading “%(name)s” stopped without a word, each time."),
    "transient": gettext_lazy("Database or disk could not be reached while “%(name)s” was being read."),
    "too_slow": gettext_lazy("Reading “%(name)s” took longer than %(limit)s seconds and was stopped."),
    "crashed": gettext_lazy("Reading “%(name)s” ended in an error (%(error)s)."),
    "unusable_pipeline": gettext_lazy(
        "“%(name)s” was not read: the pipeline %(pipeline)s cannot be used here. "
        "The page “Pipelines” says more."
    ),
    "already_read": gettext_lazy("The same pipeline had read “%(name)s” already: this run was not needed."),
}

FORMATS: Final[Mapping[str, Callable[[Any], str]]] = {
    "limit": lambda value: number_format(value, decimal_pos=0, force_grouping=True),
    "length": lambda value: number_format(value, decimal_pos=0, force_grouping=True),
}


def sentence(code: str, params: Mapping[str, Any], *, name: str) -> str:
    """What went wrong with the file or article `name`, in the reader's language.

    Raises KeyError for a code without a sentence. A parameter that the row lacks is left out.
    """
    values: defaultdict[str, str] = defaultdict(str, name=name)
    for key, value in params.items():
        values[key] = FORMATS.get(key, str)(value)
    if "limit" in params:
        values["limit_bytes"] = readable_size(params["limit"])
    return str(SENTENCES[code]) % values


def readable_size(byte_count: int) -> str:
    """A limit as people say it: in millions of bytes, with a decimal only where there is one."""
    megabytes = round(byte_count / 1_000_000, 1)
    return _("%(number)s MB") % {"number": number_format(megabytes, decimal_pos=int(megabytes % 1 > 0))}
