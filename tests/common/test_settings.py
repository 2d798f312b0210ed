"""What settings make on first use: a folder and a key that nobody else can read; never half a key."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import connection

from newsdesk.settings import generated_secret, private_folder


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    made = generated_secret(path)

    assert len(made) >= 50
    assert generated_secret(path) == made
    assert mode_of(path) == 0o600
    assert list(tmp_path.iterdir()) == [path], "nothing is left beside it"


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    start = threading.Barrier(8)
    read: list[str] = []

    def start_up() -> None:
        start.wait()
        read.append(generated_secret(path))

    threads = [threading.Thread(target=start_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert read == 8 * [path.read_text("ascii")]


def test_a_secret_is_never_seen_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret_key"
    seen: list[bool] = []
    link = Path.hardlink_to

    def look_and_link(self: Path, target: str) -> None:
        seen.append(self.exists())
        assert len(Path(target).read_text("ascii")) >= 50
        link(self, target)

    monkeypatch.setattr(Path, "hardlink_to", look_and_link)

    generated_secret(path)

    assert seen == [False]


def test_a_folder_that_others_could_enter_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)

    assert mode_of(private_folder(folder)) == 0o700
    assert mode_of(private_folder(tmp_path / "new" / "var")) == 0o700


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is durable by its own default")
@pytest.mark.django_db
def test_a_commit_waits_for_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)
