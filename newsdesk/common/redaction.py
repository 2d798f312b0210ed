"""Keeps addresses that open a door out of the log: whoever reads it must not be able to walk in."""

from __future__ import annotations

import logging
import re

_SECRET_PART = re.compile(r"(/invitations/|/password/reset/key/)[^/\s]+")


class SecretAddressFilter(logging.Filter):
    """Cuts the token out of the address of an invitation or of a password reset."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        shown = _SECRET_PART.sub(r"\1…", message)
        if shown != message:
            record.msg, record.args = shown, ()
        return True
