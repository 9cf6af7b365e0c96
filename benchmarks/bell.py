"""The bell: one process commits, others see it by asking `data_version` every 50 ms.

Readers and writer are forked before any database is opened. Times are compared across processes: the monotonic clock
is one for the whole machine.
"""

from __future__ import annotations

import json
import os
import random
import select
from pathlib import Path
from time import monotonic, process_time, sleep

from benchmarks.children import fork, say
from benchmarks.homes import prepared_record
from benchmarks.hung_bell import Bell
from benchmarks.measure import Floor, Row, timed
from benchmarks.meetings import AT, MEETING, moment
from btimeeting.domain.events import WallHidden
from btimeeting.store import home as homes
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal
from btimeeting.store.secret import DatabaseKey, new_key

POLL_S = 0.05
READERS = (2, 10, 30)
COMMITS_A_SECOND = 5
GOAL_MS = {"p50": 35.0, "p99": 60.0}
"""Of design.md 10, where a screen is painted besides."""
_FLOOR = Floor("half the time between two questions", POLL_S * 1000 / 2)


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """A row for each number of readers: from just before the commit to the new event in the reader's hands."""
    if not hasattr(os, "fork"):
        return [Row("the bell", said="not measured: this system has no fork")]
    commits = 5 if quick else 60
    found = []
    for readers in (2,) if quick else READERS:
        home, key = homes.create(folder / f"home-{readers}", demo=True), new_key()
        fork(lambda _, path=home.records, key=key: prepared_record(path, key)).wait()  # type: ignore[misc]
        delays, busy = _measured(home, key, readers, commits)
        row = timed(f"commit → seen by {readers} readers", delays, _FLOOR, goal=GOAL_MS)
        found += [row, Row("· processor time of all of them", readers, said=f"{busy:.1f} % of a core")]
    return found


def _measured(home: Home, key: DatabaseKey, readers: int, commits: int) -> tuple[list[float], float]:
    """Delays in milliseconds, and percent of a core that all readers together took."""
    fork(lambda _: FileJournal.open(home, AT).close()).wait()
    listening = [fork(lambda pipe: _listen(home, key, commits, pipe)) for _ in range(readers)]
    for reader in listening:
        select.select([reader.reading], [], [], 30)
    written = json.loads(fork(lambda pipe: _commit(home, commits, pipe)).wait())
    delays, busy = [], 0.0
    for reader in listening:
        told = json.loads(reader.wait().partition("\n")[2])
        delays += [(told["seen"][seq] - at) * 1000 for seq, at in written.items()]
        busy += told["busy"]
    return delays, busy


def _listen(home: Home, key: DatabaseKey, commits: int, pipe: int) -> None:
    with Bell.hang(home, key, read_only=True) as bell, FileJournal.open_read_only(home) as journal:
        seen: dict[int, float] = {}
        say(pipe, "ready\n")
        began, busy = monotonic(), process_time()
        while len(seen) < commits:
            sleep(POLL_S)
            if bell.changed():
                fresh = journal.since(MEETING, len(seen))
                now = monotonic()
                seen |= {len(seen) + nth: now for nth in range(1, len(fresh) + 1)}
        percent = 100 * (process_time() - busy) / (monotonic() - began)
    say(pipe, json.dumps({"seen": seen, "busy": percent}))


def _commit(home: Home, commits: int, pipe: int) -> None:
    chance = random.Random(5)  # noqa: S311 - when people press
    at = {}
    with FileJournal.open(home, AT) as journal:
        for seq in range(1, commits + 1):
            sleep(chance.uniform(0.2, 1.8) / COMMITS_A_SECOND)
            event = WallHidden(id=f"{seq:016x}", moment=moment(seq))
            at[seq] = monotonic()
            journal.append(MEETING, seq - 1, [event])
    say(pipe, json.dumps(at))
