"""From a key to the disk: somebody types steadily, and every key is durable within 300 ms.

The throttle and the store are the program's own; the loop around them does what a screen does: one thread types and
asks the throttle, one writes.
"""

from __future__ import annotations

import random
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from benchmarks.homes import NOW, note, prepared_record
from benchmarks.measure import Floor, Row, timed
from btimeeting.service.record_ports import SavedNote
from btimeeting.service.throttle import INTERVAL_S, Throttle
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey, new_key

GOAL_MS = 300
SPEEDS = (8, 25)
"""Keys a second: a quick writer, and a key that is held down."""


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """A row for each speed of typing; the floor is what the throttle itself may wait."""
    seconds = 1 if quick else 20
    found = []
    for a_second in SPEEDS[:1] if quick else SPEEDS:
        key = new_key()
        path = folder / f"records-{a_second}.db"
        prepared_record(path, key)
        typist = _Typist(a_second, round(seconds * a_second))
        with ThreadPoolExecutor(1) as thread:
            store = thread.submit(RecordsStore.open, path, key, NOW).result()
            typist.run(thread, store)
            thread.submit(store.close).result()
        what = f"a key on disk, {a_second} keys a second for {seconds} s"
        _all_there(path, key, typist)
        found.append(timed(what, typist.delays_ms, _FLOOR, goal={"most": GOAL_MS}))
    return found


_FLOOR = Floor("the throttle's interval", INTERVAL_S * 1000)


def _all_there(path: Path, key: DatabaseKey, typist: _Typist) -> None:
    with RecordsStore.open(path, key, NOW) as store:
        (kept,) = store.meeting(note("f", "").meeting_id).notes
    if kept.text != typist.text:
        raise AssertionError("the text on disk is not what was typed")


@dataclass
class _Typist:
    """Types so many keys, and learns when each of them was durable."""

    a_second: int
    keys: int
    text: str = ""
    delays_ms: list[float] = field(default_factory=list)
    _pressed: list[float] = field(default_factory=list)
    """When the keys were pressed that no write has taken along."""
    _taken: list[float] = field(default_factory=list)
    _revision: int = 0

    def run(self, thread: ThreadPoolExecutor, store: RecordsStore) -> None:
        """Type to the end, until all is saved."""
        chance = random.Random(8)  # noqa: S311 - how long a person takes for a key
        throttle = Throttle()
        next_key = monotonic()
        writing: Future[tuple[SavedNote, float]] | None = None
        while self.keys or self._pressed or writing is not None:
            now = monotonic()
            if self.keys and now >= next_key:
                self._press(now)
                throttle.changed(now)
                next_key += chance.uniform(0.5, 1.5) / self.a_second
            if writing is not None and writing.done():
                self._landed(*writing.result())
                throttle.saved()
                writing = None
            due = throttle.due_at()
            if due is not None and now >= due:
                throttle.started(now)
                self._taken, self._pressed = self._pressed, []
                writing = thread.submit(self._save, store, self.text, self._revision)
            _until(writing, min([next_key, *[at for at in (throttle.due_at(),) if at is not None]]))

    def _press(self, now: float) -> None:
        self.keys -= 1
        self.text += "abcdefghijklmnopqrstuvwxyzæøå "[self.keys % 30]
        self._pressed.append(now)

    @staticmethod
    def _save(store: RecordsStore, text: str, revision: int) -> tuple[SavedNote, float]:
        return store.save_note(note("f", text), revision, NOW), monotonic()

    def _landed(self, saved: SavedNote, at: float) -> None:
        self._revision = saved.revision
        self.delays_ms += [(at - pressed) * 1000 for pressed in self._taken]
        self._taken = []


def _until(writing: Future[tuple[SavedNote, float]] | None, at: float) -> None:
    """Rest until that moment, or until what is being written has been."""
    rest = max(0.0, at - monotonic())
    if writing is None:
        sleep(rest)
    else:
        wait([writing], timeout=rest)
