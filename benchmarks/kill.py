"""Killed at any moment: three writers at a time, hundreds of times, and a look at what is left after each round.

Forked before any database is opened, in this process never: what the writers say goes through pipes that outlive
them, and who looks afterwards is a child, too.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.children import fork, say
from benchmarks.homes import NOW, WORDS, note, prepared_record
from benchmarks.measure import Row
from benchmarks.meetings import AT, MEETING, moment
from btimeeting.domain.events import BreakIn, BrokeIn
from btimeeting.domain.record import Tiltak
from btimeeting.service.ports import Conflict
from btimeeting.store import home as homes
from btimeeting.store.database import checkpoint_truncate, integrity, open_plain
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal
from btimeeting.store.lock import ConsoleLock
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey, new_key

WRITERS = 3
KILLS = 1000
QUICK_KILLS = 6
LONGEST_LIFE_S = 0.1
"""After its first word a writer lives at most so long."""


@dataclass
class Said:
    """What was acknowledged before somebody died, and what was only tried."""

    events: list[str] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    words: dict[str, int] = field(default_factory=dict)
    """Writer → number in the note and the tiltak it was told are written."""

    @property
    def acknowledged(self) -> int:
        return len(self.events) + 2 * sum(self.words.values())


@dataclass(frozen=True)
class _House:
    home: Home
    key: DatabaseKey


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """One row that tells everything, and says at the end whether anything was lost."""
    if not hasattr(os, "fork"):
        return [Row("writers killed", said="not measured: this system has no fork")]
    wanted = QUICK_KILLS if quick else KILLS
    house = _House(homes.create(folder / "home", demo=True), new_key())
    fork(lambda _: prepared_record(house.home.records, house.key)).wait()
    said, wrong = Said(), list[str]()
    killed = found = 0
    chance = random.Random()  # noqa: S311 - when to kill
    for number in count():
        if killed >= wanted:
            break
        killed += _round(house, number, said, chance)
        after = json.loads(fork(lambda pipe: say(pipe, json.dumps(_look(house, said)))).wait())
        found, wrong = after["found"], wrong + after["wrong"]
    return [told(killed, said.acknowledged, found, wrong)]


def told(killed: int, acknowledged: int, found: int, wrong: list[str]) -> Row:
    lost = len({line for line in wrong if line.startswith("lost")})
    counted = (
        f"{killed} killed, {WRITERS} at a time · {acknowledged:,} writes acknowledged · {found:,} found · {lost} lost"
    )
    state = "; ".join(sorted(set(wrong))[:5]) if wrong else "chain ok · integrity ok · lock free"
    what, said = "writers of journal, record and notes", f"{counted} · {state}"
    return Row(what, killed, goal="0 lost", met=not wrong, said=said, fatal=bool(wrong))


# --- the writers -------------------------------------------------------------------------------------------------


def _write_until_killed(house: _House, name: str, pipe: int) -> None:
    """An event, a note, a tiltak, over and over; says so when each is durable."""
    lock = ConsoleLock(house.home.console_lock)
    lock.acquire()
    journal = FileJournal.open(house.home, AT)
    records = RecordsStore.open(house.home.records, house.key, NOW)
    seen = len(journal.since(MEETING))
    for number in count(1):
        event_id = f"{name}-{number:06}"
        say(pipe, f"try {event_id}\n")
        seen = _appended(journal, seen, event_id)
        say(pipe, f"event {event_id}\n")
        records.save_note(note(name, f"{number} {WORDS * 5}"), number - 1, moment(number))
        tiltak = Tiltak(id=f"tiltak-{name}", case_id="case-1", meeting_id=MEETING, text=f"{number} {WORDS}")
        records.save_all([tiltak], moment(number))
        say(pipe, f"words {name} {number}\n")
        if number % 3 == 0:
            records.freeze_notes(MEETING, moment(number))
        if number % 7 == 0:
            checkpoint_truncate(open_plain(house.home.journal))


def _appended(journal: FileJournal, seen: int, event_id: str) -> int:
    """Append, deciding again when another was first; returns how many events there are."""
    event = BrokeIn(id=event_id, by="viddevakt", moment=moment(seen), what=BreakIn.TIME, phase="clarify")
    while True:
        try:
            journal.append(MEETING, seen, [event])
        except Conflict:
            seen += len(journal.since(MEETING, seen))
        else:
            return seen + 1


def _round(house: _House, number: int, said: Said, chance: random.Random) -> int:
    """Start the writers, let them get somewhere, kill them all at once, hear what they had said."""
    names = [f"r{number:03}w{index}" for index in range(WRITERS)]
    children = [fork(lambda pipe, name=name: _write_until_killed(house, name, pipe)) for name in names]  # type: ignore[misc]
    # In every fifth round they die while some of them are still opening their files.
    for child in children[: 1 if number % 5 == 4 else WRITERS]:
        select.select([child.reading], [], [], 10)  # it has begun …
    select.select([], [], [], chance.uniform(0, LONGEST_LIFE_S))  # … and is somewhere when it dies
    for child in children:
        os.kill(child.pid, signal.SIGKILL)
    killed = 0
    for child in children:
        for line in child.wait().splitlines():
            _hear(said, line.split())
        killed += child.killed
    return killed


def _hear(said: Said, line: list[str]) -> None:
    match line:
        case ["try", event_id]:
            said.tried.add(event_id)
        case ["event", event_id]:
            said.events.append(event_id)
        case ["words", name, number]:
            said.words[name] = int(number)


# --- what is left ------------------------------------------------------------------------------------------------


def _look(house: _House, said: Said) -> dict[str, object]:
    """Open the house as after a crash: how much is there, and what is wrong."""
    lock = ConsoleLock(house.home.console_lock)
    wrong = [] if lock.acquire() else ["the console's lock is not free"]
    with FileJournal.open(house.home, AT) as journal, closing(open_plain(house.home.journal)) as conn:
        ids = [event.id for event in journal.since(MEETING)]
        wrong += wrong_events(ids, said)
        verdict = journal.verify(MEETING)
        wrong += [] if verdict.ok else [f"chain broken at {verdict.broken_at}"]
        wrong += [f"journal: {line}" for line in integrity(conn)]
    with RecordsStore.open(house.home.records, house.key, NOW) as records:
        record = records.meeting(MEETING)
        notes = {each.speaker: int(each.text.split()[0]) for each in record.notes}
        tiltak = {each.id.removeprefix("tiltak-"): int(each.text.split()[0]) for each in record.tiltak}
        for kind, there in (("note", notes), ("tiltak", tiltak)):
            wrong += [f"lost {kind} of {name}" for name, n in said.words.items() if there.get(name, 0) < n]
        wrong += [f"record: {line}" for line in integrity(records._conn)]
    return {"found": len(ids) + sum(notes.values()) + sum(tiltak.values()), "wrong": wrong}


def wrong_events(ids: list[str], said: Said) -> list[str]:
    there = set(ids)
    wrong = [f"lost event {event_id}" for event_id in said.events if event_id not in there]
    wrong += ["an event is there twice"] if len(there) != len(ids) else []
    return wrong + [f"nobody wrote {event_id}" for event_id in there - said.tried]
