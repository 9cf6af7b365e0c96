"""Saving the form as one goes: one write at a time, and another when something changed meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import tzinfo
from functools import partial
from typing import Generic, TypeVar

from btimeeting.domain.moment import Moment
from btimeeting.i18n import tr
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records
from btimeeting.service.throttle import RETRY_S
from btimeeting.ui.home_thread import HomeStores, StoreThread
from btimeeting.ui.pad.when_words import saved_at
from btimeeting.ui.refused import FOR_GOOD, failure_words

V = TypeVar("V")
Keep = Callable[[Records, Clock, V | None, V], Moment]
"""Writes what differs between the two, and says when."""


class Keeper(Generic[V]):
    """Knows what lies on the disk and brings it up to date.

    What could not be written is tried at the next change, and again after a while without one.
    """

    def __init__(self, thread: StoreThread, zone: tzinfo, told: Callable[[], None], keep: Keep[V]) -> None:
        """`told` is called when `words` has become another sentence."""
        self._thread, self._zone, self._tell, self._keep = thread, zone, told, keep
        self.on_disk: V | None = None
        self._wanted: V | None = None
        self._writing: asyncio.Future[Moment] | None = None
        self.words = ""
        """«lagra 10.03.22», or that it was not saved."""

    @property
    def begun(self) -> bool:
        """Whether anything lies on the disk, or is on its way there."""
        return self.on_disk is not None or self._wanted is not None

    @property
    def all_kept(self) -> bool:
        """Whether everything that was to be kept is."""
        return self._wanted is None or self._wanted == self.on_disk

    def save(self, record: V) -> None:
        """Write what differs from the disk."""
        self._wanted = record
        if self._writing is not None or record == self.on_disk:
            return
        before = self.on_disk

        def work(stores: HomeStores) -> Moment:
            return self._keep(stores.unlocked, stores.clock, before, record)

        self._writing = self._thread.ask(work)
        self._writing.add_done_callback(partial(self._done, record))

    def _done(self, record: V, answer: asyncio.Future[Moment]) -> None:
        self._writing = None
        failure = None if answer.cancelled() else answer.exception()
        if answer.cancelled() or failure is not None:
            kind = type(failure).__name__
            self.words = tr("NOT SAVED ({kind})", kind=failure_words(kind))
            if kind not in FOR_GOOD:
                asyncio.get_running_loop().call_later(RETRY_S, self._again, record)
        else:
            self.on_disk = record
            self.words = saved_at(answer.result(), self._zone)
            if self._wanted is not None:
                self.save(self._wanted)
        self._tell()

    def _again(self, record: V) -> None:
        if record is self._wanted:
            with suppress(RuntimeError):  # the home has been closed meanwhile
                self.save(record)

    def give_up(self) -> None:
        """Somebody leaves what could not be kept: it is not tried again."""
        self._wanted = self.on_disk

    async def settled(self) -> None:
        """Until what was asked to be kept is kept, or could not be."""
        while self._writing is not None:
            await asyncio.wait([self._writing])
            await asyncio.sleep(0)
