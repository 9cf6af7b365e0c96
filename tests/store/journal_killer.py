"""Kills writers of a journal at any moment, many times, and looks at what is left. Run as a program of its own.

    python journal_killer.py HOME KILLS SEED

It forks before any database is opened, so that a kill costs milliseconds. A writer says "try ID" before it appends
and "ok ID" after; the parent hears both through a pipe that outlives the writer. Prints one line of JSON: how much
was acknowledged, how much was lost, what was wrong.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from btimeeting.domain.events import WallHidden
from btimeeting.domain.moment import Moment
from btimeeting.service.ports import Conflict
from btimeeting.store import home as homes
from btimeeting.store.database import checkpoint_truncate, integrity, open_plain
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal

AT = datetime(2026, 11, 25, tzinfo=UTC)
MEETING = "4f1d0c2ab37e9955"
WRITERS = 2


def write_for_ever(home: Home, name: str, retry: str | None, pipe: int) -> None:
    """Append one event after the other, first the one that a killed predecessor may or may not have written."""
    journal = FileJournal.open(home, AT)
    seen = len(journal.since(MEETING))
    number = 0
    while True:
        event_id = retry or f"{name}-{number:05}"
        retry, number = None, number + 1
        os.write(pipe, f"try {event_id}\n".encode())
        while True:
            try:
                journal.append(MEETING, seen, [WallHidden(id=event_id, moment=Moment(at=AT))])
            except Conflict:
                seen += len(journal.since(MEETING, seen))
            else:
                break
        os.write(pipe, f"ok {event_id}\n".encode())
        if number % 7 == 0:
            checkpoint_truncate(open_plain(home.journal))


def look(home: Home, said: dict[str, list[str]]) -> list[str]:
    """Open the journal as after a crash, and return what is wrong with it."""
    with FileJournal.open(home, AT) as journal:
        ids = [event.id for event in journal.since(MEETING)]
        verdict = journal.verify(MEETING)
    conn = open_plain(home.journal)
    wrong = [f"integrity: {line}" for line in integrity(conn)]
    wrong += [f"lost: {event_id}" for event_id in said["ok"] if event_id not in set(ids)]
    wrong += [f"twice: {event_id}" for event_id in set(ids) if ids.count(event_id) > 1]
    wrong += [f"never tried: {event_id}" for event_id in set(ids) - set(said["try"])]
    if not verdict.ok:
        wrong.append(f"chain: {verdict}")
    return wrong


def in_a_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Fork; return the child's id and the end of the pipe to read from."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work(writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return child, reading


def drain(reading: int) -> str:
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


def one_round(home: Home, number: int, open_tries: list[str | None], said: dict[str, list[str]]) -> None:
    """Start the writers, let them get somewhere, kill all of them at once, and hear what they had said."""
    writers = []
    for index in range(WRITERS):
        name, retry = f"r{number:03}w{index}", open_tries[index]

        def work(pipe: int, name: str = name, retry: str | None = retry) -> None:
            write_for_ever(home, name, retry, pipe)

        writers.append(in_a_child(work))
    select.select([reading for _, reading in writers], [], [], 5)  # at least one has begun …
    select.select([], [], [], random.uniform(0, 0.02))  # noqa: S311 - … and is somewhere when it dies
    for child, _ in writers:
        os.kill(child, signal.SIGKILL)
    for child, _ in writers:
        os.waitpid(child, 0)
    for index, (_, reading) in enumerate(writers):
        lines = [line.split() for line in drain(reading).splitlines()]
        tried = [event_id for word, event_id in lines if word == "try"]
        done = [event_id for word, event_id in lines if word == "ok"]
        said["try"] += tried
        said["ok"] += done
        if tried:
            open_tries[index] = tried[-1] if tried[-1] not in done else None


def main(folder: Path, kills: int, seed: int) -> None:
    random.seed(seed)
    home = homes.create(folder, demo=True)
    said: dict[str, list[str]] = {"try": [], "ok": []}
    open_tries: list[str | None] = [None] * WRITERS
    wrong: list[str] = []
    killed = 0
    while killed < kills:
        one_round(home, killed, open_tries, said)
        killed += WRITERS

        def work(pipe: int) -> None:
            os.write(pipe, json.dumps(look(home, said)).encode())

        child, reading = in_a_child(work)
        found = drain(reading)
        os.waitpid(child, 0)
        wrong += json.loads(found) if found else ["the journal could not be opened"]
    print(json.dumps({"killed": killed, "acknowledged": len(set(said["ok"])), "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
