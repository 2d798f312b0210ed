"""A PostgreSQL server of the tests' own, on a Unix socket in a private folder."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from tests.services.processes import Server, StartFailed, private_folder, unprivileged
from tests.services.requirements import Missing

USER = "newsdesk"
SYSTEM_USER = "postgres"
OLDEST = 15
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


def find_binaries() -> Path:
    """The folder of the newest `initdb` and `postgres`, from version 15 on. Raises Missing."""
    versions = {
        int(folder.parent.name): folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if folder.parent.name.isdecimal() and (folder / "initdb").exists()
    }
    if versions and max(versions) >= OLDEST:
        return versions[max(versions)]
    found = shutil.which("initdb")
    if found is None:
        raise Missing(f"no initdb of PostgreSQL {OLDEST} or newer")
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"(\d+)", answer)
    if version is None or int(version[1]) < OLDEST:
        raise Missing(f"{answer.strip()} is older than {OLDEST}")
    return Path(found).resolve().parent


class Postgres(Server):
    """`url` and `url_of(database)` are values for DATABASE_URL."""

    stop_signal = signal.SIGINT  # a fast shutdown: does not wait for clients

    def __init__(self) -> None:
        self.binaries = find_binaries()
        super().__init__(private_folder("nd-pg-"))
        self.data = self.folder / "data"

    @property
    def url(self) -> str:
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        return f"postgres://{USER}@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=USER, dbname=database, autocommit=True)

    def start(self) -> None:
        """Makes the cluster and starts the server. Raises StartFailed."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, SYSTEM_USER, SYSTEM_USER)
        self.folder.chmod(0o755)
        self.make_cluster()
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        command = [str(self.binaries / "postgres"), "-D", str(self.data), "-k", str(self.folder), *options]
        self.launch([*unprivileged(SYSTEM_USER), *command], self.is_ready)

    def make_cluster(self) -> None:
        command = [str(self.binaries / "initdb"), "-D", str(self.data), "-U", USER, "--auth=trust"]
        command += ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        made = subprocess.run(
            [*unprivileged(SYSTEM_USER), *command],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise StartFailed(made.stderr)

    def is_ready(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def create_database(self, name: str) -> str:
        """An empty database; returns its URL."""
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url_of(name)
