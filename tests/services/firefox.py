"""Debian's Firefox, with a profile of its own, that reaches nothing but this machine."""

from __future__ import annotations

import shutil
import warnings
from typing import Any

from tests.services.processes import Server, private_folder
from tests.services.requirements import Missing

PREFERENCES: dict[str, str | int | bool] = {
    "marionette.port": 0,  # any that is free
    # Whatever is not on this machine goes to a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
    "network.dns.disablePrefetch": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.disabledForTesting": True,
    "app.normandy.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.unified": False,
    "services.settings.server": "http://127.0.0.1:9",
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "intl.accept_languages": "en-GB",
    "ui.prefersReducedMotion": 1,
}
PATIENCE_SECONDS = 90.0


def find_firefox() -> str:
    """The path of Firefox. Raises Missing."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        raise Missing("no firefox-esr in PATH")
    return found


class Firefox(Server):
    """A Firefox without a window. `connect()` gives what drives it, of which it has one.

    It is driven by Mozilla's own client (MPL 2.0, for tests alone), which speaks to any Firefox of today. The
    lock stays at 3.4: later ones want an old psutil on macOS, and the lock is for every system.
    """

    def __init__(self) -> None:
        self.program = find_firefox()
        super().__init__(private_folder("nd-ff-"))
        self.profile = self.folder / "profile"
        self.port_file = self.profile / "MarionetteActivePort"

    def start(self) -> None:
        """Raises StartFailed."""
        self.profile.mkdir()
        lines = (f"user_pref({quoted(name)}, {quoted(value)});\n" for name, value in PREFERENCES.items())
        (self.profile / "user.js").write_text("".join(lines), "utf-8")
        home = {
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "MOZ_CRASHREPORTER_DISABLE": "1",
        }
        command = [self.program, "--headless", "--no-remote", "--profile", str(self.profile), "--marionette"]
        variables = [f"{name}={value}" for name, value in home.items()]
        self.launch(["env", *variables, *command], self.is_listening, seconds=PATIENCE_SECONDS)

    def is_listening(self) -> bool:
        return self.port_file.exists() and self.port_file.read_text("ascii").strip().isdigit()

    def connect(self) -> Any:
        """A Marionette with a session."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the driver imports warns of its own age
            from marionette_driver.marionette import Marionette

        port = int(self.port_file.read_text("ascii"))
        driver = Marionette(host="127.0.0.1", port=port, socket_timeout=PATIENCE_SECONDS)
        driver.start_session()
        return driver


def quoted(value: str | int | bool) -> str:
    """A value as JavaScript writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'
