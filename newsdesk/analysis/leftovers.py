"""Files that nobody will ask for again: bytes without a row, messages that were never finished.

Bytes are stored before the row that names them, and deleted after it: a process that is killed in
between leaves a file. One that is older than a day belongs to nothing that is still going on.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

from django.conf import settings

from newsdesk.articles.models import UploadItem

OLD_SECONDS: Final = 24 * 60 * 60.0
NAMES_A_QUERY: Final = 500


def remove_leftovers(limit: int) -> int:
    """Deletes at most `limit` files that were left behind; returns how many."""
    leftovers = chain(unnamed_files(Path(settings.MEDIA_ROOT)), unfinished_messages(settings.BROKER_FOLDER))
    found = list(islice(leftovers, limit))
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def unnamed_files(folder: Path) -> Iterator[Path]:
    """Old files below `folder` that no upload item names."""
    old = old_files(folder, "**/*")
    while names := {str(path.relative_to(folder)) for path in islice(old, NAMES_A_QUERY)}:
        named = UploadItem.objects.filter(file__in=names).values_list("file", flat=True)
        yield from (folder / name for name in sorted(names.difference(named)))


def unfinished_messages(folder: Path) -> Iterator[Path]:
    """Messages of the embedded broker whose sender ended before it gave them their name."""
    return old_files(folder, "*.msg.new")


def old_files(folder: Path, pattern: str) -> Iterator[Path]:
    before = time.time() - OLD_SECONDS
    return (path for path in folder.glob(pattern) if is_old_file(path, before))


def is_old_file(path: Path, before: float) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < before
    except FileNotFoundError:
        return False
