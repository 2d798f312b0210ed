"""What keeps an upload from filling the disk before anybody looks at it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class TooMuchAtOnce(RequestDataTooBig):
    """All that is sent together is over MAX_REQUEST_BYTES; Django's own error is about typed text alone."""


class BoundedUploadHandler(FileUploadHandler):
    """Refuses a request over MAX_REQUEST_BYTES, and lets no more through of a file than shows it too large.

    Stands before the handlers that store: what it holds back of a file is neither kept nor counted,
    so the file that arrives is larger than MAX_FILE_BYTES by less than one chunk.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  (Django's name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.MAX_REQUEST_BYTES:
            raise TooMuchAtOnce

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None if start > settings.MAX_FILE_BYTES else raw_data

    def file_complete(self, file_size: int) -> None:
        return None
