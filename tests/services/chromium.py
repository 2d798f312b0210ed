"""Debian's Chromium, and the flags under which it sends nothing that no test has asked for."""

import os
import shutil

from tests.services.requirements import Missing

FLAGS = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str:
    """The path of Chromium. Raises Missing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise Missing("no chromium in PATH")
    return found


def chromium_flags() -> list[str]:
    """The flags; Chromium's sandbox does not work for root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
