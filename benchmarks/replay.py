"""Replay: from the journal's file to what the meeting is now, as every window does when it opens."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Row, against, timed
from benchmarks.meetings import AT, MEETING, busy_meeting
from btimeeting.domain.events import Event
from btimeeting.domain.evolve import fold
from btimeeting.store import home as homes
from btimeeting.store.journal import FileJournal

GOAL_MS = 20
UNDO_EVERY = 25


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """Two meetings of 1,000 events, one with an undo in every 25, and where the time goes; and one of usual length."""
    size, times = (40, 2) if quick else (1000, 60)
    plain = busy_meeting(size)
    found = _replayed(folder / "plain", plain, "read, parse and fold {n} events", times)
    undone = busy_meeting(size, undo_every=UNDO_EVERY)
    what = f"the same with an undo in every {UNDO_EVERY}"
    found += _replayed(folder / "undone", undone, what, times)[:1]
    usual = _replayed(folder / "usual", busy_meeting(size // 20), "{n} events, a meeting with much going on", times)
    return [*found, replace(usual[0], goal="", met=None)]


def _replayed(path: Path, events: tuple[Event, ...], what: str, times: int) -> list[Row]:
    home = homes.create(path, demo=True)
    with FileJournal.open(home, AT) as journal:
        for number, event in enumerate(events):
            journal.append(MEETING, number, [event])
    # The floor reads a copy: closing a second library's descriptor would drop the locks of the first.
    copy = Path(shutil.copy(home.journal, path / "copy.db"))
    with FileJournal.open_read_only(home) as journal:
        whole, floor = against(
            lambda: fold(journal.since(MEETING)), _raw(copy), "the same rows by sqlite3 and json.loads", times
        )
        parsing, _ = against(lambda: journal.since(MEETING), _raw(copy), "", times)
    folding, _ = against(lambda: fold(events), lambda: None, "", times)
    return [
        timed(what.format(n=f"{len(events):,}"), whole, floor, goal={"p50": GOAL_MS}),
        timed("· read and parse", parsing, floor),
        timed("· fold", folding, floor),
    ]


def _raw(path: Path) -> Callable[[], object]:
    conn = sqlite3.connect(path)

    def read() -> object:
        found = conn.execute("SELECT body FROM event WHERE meeting = ? ORDER BY seq", (MEETING,)).fetchall()
        return [json.loads(body) for (body,) in found]

    return read
