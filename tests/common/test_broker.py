"""The filesystem transport: complete messages, each taken once, the oldest first."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection
from kombu.transport import filesystem

from newsdesk.common.broker import Transport

QUEUE = "work"
PROCESSES = multiprocessing.get_context("spawn")


def connect(folder: Path, transport: Any = Transport) -> Any:
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder)}
    return Connection("files://", transport=transport, transport_options=options)


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Any]:
    with connect(tmp_path) as connection:
        yield connection.channel()


def produce(folder: Path, producer: int, count: int) -> None:
    with connect(folder) as connection:
        channel = connection.channel()
        for number in range(count):
            channel._put(QUEUE, {"body": [producer, number]})


def consume(folder: Path, expected: int, taken: Any, total: Any) -> None:
    """Takes messages until all readers together have `expected`; hands on which ones."""
    with connect(folder) as connection:
        channel = connection.channel()
        mine = []
        while total.value < expected:
            try:
                mine.append(tuple(channel._get(QUEUE)["body"]))
            except Empty:
                continue
            with total.get_lock():
                total.value += 1
        taken.put(mine)


def test_messages_come_in_the_order_of_their_sending(channel: Any) -> None:
    for number in range(20):
        channel._put(QUEUE, {"body": number})

    assert [channel._get(QUEUE)["body"] for _ in range(20)] == list(range(20))


def test_an_empty_queue_says_so(channel: Any) -> None:
    with pytest.raises(Empty):
        channel._get(QUEUE)


def test_messages_of_another_queue_are_left_alone(channel: Any) -> None:
    channel._put("other", {"body": 1})

    with pytest.raises(Empty):
        channel._get(QUEUE)
    assert channel._size("other") == 1


def test_a_message_is_taken_once_although_two_have_listed_it(tmp_path: Path) -> None:
    with connect(tmp_path) as one, connect(tmp_path) as two:
        first, second = one.channel(), two.channel()
        for number in range(3):
            first._put(QUEUE, {"body": number})

        assert first._get(QUEUE)["body"] == 0
        assert second._get(QUEUE)["body"] == 1
        assert first._get(QUEUE)["body"] == 2
        with pytest.raises(Empty):
            second._get(QUEUE)


def test_a_message_that_is_being_written_is_not_seen(channel: Any, tmp_path: Path) -> None:
    channel._put(QUEUE, {"body": 1})
    (message,) = tmp_path.iterdir()
    message.rename(message.with_suffix(".msg.new"))

    with pytest.raises(Empty):
        channel._get(QUEUE)


def test_an_unreadable_message_is_dropped_and_the_next_one_read(channel: Any, tmp_path: Path) -> None:
    (tmp_path / f"{0:020d}_x.{QUEUE}.msg").write_bytes(b"")
    channel._put(QUEUE, {"body": 1})

    assert channel._get(QUEUE)["body"] == 1
    assert list(tmp_path.iterdir()) == []


def test_a_message_that_cannot_be_stored_is_an_error_and_leaves_nothing(
    channel: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(OSError, match="disk full"):
        channel._put(QUEUE, {"body": 1})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_nothing_is_lost_or_doubled_between_many_writers_and_readers(tmp_path: Path) -> None:
    producers, readers, count = 3, 3, 300
    taken: Any = PROCESSES.Queue()
    total = PROCESSES.Value("i", 0)
    processes = [
        *(PROCESSES.Process(target=produce, args=(tmp_path, n, count)) for n in range(producers)),
        *(
            PROCESSES.Process(target=consume, args=(tmp_path, producers * count, taken, total))
            for _ in range(readers)
        ),
    ]
    for process in processes:
        process.start()

    messages = [message for _ in range(readers) for message in taken.get(timeout=60)]

    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    assert sorted(messages) == [(n, number) for n in range(producers) for number in range(count)]
    assert list(tmp_path.iterdir()) == []


def test_kombus_own_transport_can_read_a_message_before_it_is_written(tmp_path: Path) -> None:
    """Why there is a transport of our own; when this fails, kombu has been mended and ours can go."""
    (tmp_path / f"1_x.{QUEUE}.msg").touch()  # what a writer has done when it is interrupted after `open`

    with connect(tmp_path, filesystem.Transport) as connection, pytest.raises(ValueError, match="char 0"):
        connection.channel()._get(QUEUE)
    assert list(tmp_path.iterdir()) == []
