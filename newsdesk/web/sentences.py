"""Why something failed, in a sentence: one table from the codes that rows keep to words for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise | str]] = {
    "empty": _("“%(name)s” is empty: there is no text in it."),
    "binary": _("“%(name)s” is not a text: it is an image, a program, an archive or the like."),
    "encoding": _(
        "“%(name)s” is in a character encoding that cannot be told for certain. "
        "Save it as UTF-8 and upload it again."
    ),
    "too_long": _(
        "“%(name)s” has %(length)s characters. A text may have %(limit)s: split it and upload the parts."
    ),
    "unsupported": _(
        "“%(name)s” is in a format that cannot be read here (%(media_type)s). "
        "Text, Markdown and HTML files can."
    ),
    "malformed": _("“%(name)s” is damaged: it breaks the rules of its own format."),
    "surrogates": _("“%(name)s” holds half characters, which no text can. Save it again as UTF-8."),
    "too_large": _("“%(name)s” is too large. A file may have %(limit_bytes)s."),
    "worker_lost": _("The worker that was reading “%(name)s” stopped without a word, each time."),
    "transient": _("The database or the disk could not be reached while “%(name)s” was being read."),
    "too_slow": _("Reading “%(name)s” took longer than %(limit)s seconds and was stopped."),
    "crashed": _("Reading “%(name)s” ended in an error (%(error)s). Its history has the details."),
    "already_read": _("“%(name)s” had been read by the same pipeline already, so this run was not needed."),
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
        values["limit_bytes"] = filesizeformat(params["limit"])
    return str(SENTENCES[code]) % values
