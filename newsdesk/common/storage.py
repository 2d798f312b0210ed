"""Uploaded bytes: on the disk before anybody is told that they arrived."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """A folder of files that survive a power cut once `save` has returned."""

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Stores the content; returns its name. Raises OSError."""
        saved = super().save(name, content, max_length=max_length)
        path = Path(self.path(saved))
        for each in (path, path.parent, path.parent.parent):  # the bytes, their name, the folder's name
            flush(each)
        return saved


def flush(path: Path) -> None:
    """Has the disk hold what was written to a file, or the names in a folder. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
