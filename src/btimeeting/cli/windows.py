"""Opening a console on a meeting: the lock, the stores on their thread, the screens."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from pathlib import Path

    from btimeeting.cli.wiring import House
    from btimeeting.domain.agenda import Agenda
    from btimeeting.service.ports import Clock, Gate
    from btimeeting.ui.bridge import Stores
    from btimeeting.ui.console import Enter
    from btimeeting.ui.look import Look

FPS = "240"
"""Frames a second: with Textual's own 60 a key may wait 16 ms more for its turn (design.md 8)."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Which meeting, and how it is opened when the journal does not have it yet."""

    meeting_id: str
    speed: int = 1
    demo: bool = False


def on_a_terminal() -> bool:
    """Whether there is a terminal that can show a window."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}


def run_console(house: House, opening: Opening) -> int:
    """Run the console on a meeting until it is closed; gives the exit code.

    The record is unlocked before the screens come, so that a passphrase is asked for on a quiet terminal. One
    console at a time holds the home's lock; a second one joins and says so.
    """
    from btimeeting.store.lock import ConsoleLock  # noqa: PLC0415 - heavy

    house = replace(house, given_key=house.key, _open=[])
    os.environ.setdefault("TEXTUAL_FPS", FPS)  # read when Textual is imported
    from btimeeting.ui.console import run_console as run  # noqa: PLC0415 - brings Textual, after the words are chosen

    lock = ConsoleLock(house.home.console_lock)
    joined = not lock.acquire()
    if joined:
        say(sys.stderr, tr("Another window leads in this home already. This one joins it."))
    try:
        return run(lambda: stores_of(house, opening), replace(look_of(house), joined=joined, lead=lock.take_over))
    finally:
        lock.release()


def console_of(house: House, opening: Opening) -> Enter:
    """The console on a meeting, for a window that is there already; the home opens without a question."""
    from btimeeting.ui.console import enter_meeting  # noqa: PLC0415 - brings Textual, after the words are chosen

    mine = replace(house, _open=[])
    return partial(enter_meeting, lambda: stores_of(mine, opening))


def look_of(house: House) -> Look:
    """How windows look, from the settings."""
    from btimeeting.cli import open_lines  # noqa: PLC0415 - kept light for --help
    from btimeeting.ui.look import Look  # noqa: PLC0415 - a neighbour of Textual

    settings = house.settings
    return Look(
        zone=settings.zone,
        time_of_day=lambda: dates.clock_time(house.clock.now().at, settings.zone),
        theme=settings.theme,
        warn_percent=settings.warn_at,
        lines=open_lines.lines(house),
        meeting_speaks=settings.language is None,
        in_referat=settings.in_referat,
        evaluation_in_record=settings.evaluation_in_record,
        seconds=partial(_seconds, house.clock),
    )


def _seconds(clock: Clock) -> float:
    """The clock as seconds, anew each time it is asked."""
    return clock.now().at.timestamp()


def stores_of(house: House, opening: Opening) -> Stores:
    """Open the journal on the calling thread; a prepared meeting is opened, one under way is joined.

    The record of one under way is opened by the stores' `rest`, and the look at it logged: the clock needs no record.
    """
    from btimeeting.ui.bridge import Stores  # noqa: PLC0415 - brings Textual

    session = house.session(opening.meeting_id)
    if session.meeting.agenda is None:
        from btimeeting.service.prepare import open_meeting  # noqa: PLC0415 - brings the record

        record = house.records.meeting(opening.meeting_id)
        agenda = agenda_of(house, record.info.agenda_id, record.info.language)
        open_meeting(session, house.records, record, agenda, speed=opening.speed, demo=opening.demo)
    return Stores(session, None, house.close, rest=partial(_with_record, house, opening.meeting_id))


def _with_record(house: House, meeting_id: str, stores: Stores) -> Stores:
    from btimeeting.cli.next_dates import set_aside  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import look_in_passing  # noqa: PLC0415 - a neighbour

    look_in_passing(house, "open", "meeting", meeting_id)
    return replace(stores, records=house.records, dates=set_aside(house), gate=gate_of(house, meeting_id))


def gate_of(house: House, meeting_id: str) -> Gate | None:
    """Where other windows of this user ask for the key; none for a demo, which opens without a question."""
    from btimeeting.cli.unlocking import socket_of  # noqa: PLC0415 - likewise
    from btimeeting.store.unlock_gate import UnlockGate  # noqa: PLC0415 - with the store

    where = None if house.home.demo else socket_of(house)
    return None if where is None else UnlockGate(where, house.key, meeting_id)


def agenda_of(house: House, agenda_id: str, language: str) -> Agenda:
    """The agenda of that id in a language: the home's own before the one that is shipped."""
    from btimeeting.documents.agenda_files import find  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_reader import read  # noqa: PLC0415 - heavy

    path: Path = find(agenda_id, house.home.agendas, language)
    return read(path)
