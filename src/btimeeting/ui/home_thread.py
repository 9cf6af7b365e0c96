"""Stores on a thread of their own, for screens that have no running meeting (home, førebu)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from btimeeting.domain.agenda import Agenda
from btimeeting.domain.levels import Profile
from btimeeting.service.plan import House
from btimeeting.service.ports import Clock, Journal
from btimeeting.service.record_ports import Records
from btimeeting.ui.bridge import Stores

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HomeStores:
    """A home, opened on the thread it is used on. `records` is None while it is locked."""

    journal: Journal
    clock: Clock
    records: Records | None = None
    close: Callable[[], None] = field(default=lambda: None)
    held_since: date | None = None
    """The last day before the machine's clock may have jumped; while that is doubted nothing deletes itself."""
    tells_faults: str = ""
    """The line that tells what is wrong with the municipality's profile; empty while it can be read."""

    @property
    def unlocked(self) -> Records:
        """The record. Raises HomeLocked."""
        if self.records is None:
            raise HomeLocked
        return self.records


class HomeLocked(Exception):
    """The home is locked: only its journal is open."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the command line hands to the home screen. The functions are called on threads of the stores."""

    open_home: Callable[[], HomeStores]
    open_meeting: Callable[[str], Stores]
    """Opens stores and the meeting of that id (a prepared one is begun, one under way is joined)."""
    agenda: Callable[[str, str], Agenda]
    """The agenda of an id in a language."""
    profile: Callable[[], Profile]
    """The municipality's levels."""
    agendas: tuple[tuple[str, str], ...] = ()
    """Agenda ids with their titles."""
    house: House = field(default_factory=House)
    unit: str = ""
    user: str = ""
    dates: Callable[[], tuple[date, ...]] = tuple
    """The dates the unit has set aside for meetings, as they are now."""
    keep_dates: Callable[[tuple[date, ...]], None] = lambda _: None
    """Sets these dates aside, for all meetings of the unit."""
    note_days: int = 30
    """How long the unit keeps a note without a name."""
    reason_asked: str = "never"
    """When somebody has to say why before a case is read, as the unit's setting has it."""


class StoreThread:
    """One thread; what is asked for is done in order. Its owner stops it."""

    def __init__(self, opener: Callable[[], HomeStores]) -> None:
        self._opener = opener
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="home")
        self._stores: HomeStores | None = None

    def ask(self, work: Callable[[HomeStores], T]) -> asyncio.Future[T]:
        """Let `work` use the stores; they are opened the first time. Called from the event loop."""
        return asyncio.wrap_future(self.submit(work))

    def submit(self, work: Callable[[HomeStores], T]) -> Future[T]:
        """The same, as a plain future."""

        def job() -> T:
            if self._stores is None:
                self._stores = self._opener()
            return work(self._stores)

        return self._thread.submit(job)

    def stop(self) -> None:
        """Finish what was asked for, close the stores, end the thread."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._stores is not None:
            self._stores.close()
