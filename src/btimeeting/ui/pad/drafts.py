"""What is being typed, on its way to disk: durable within 300 ms of every key, and never lost when writing fails.

The text itself stays in the widgets; here is only what the disk does not have yet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from btimeeting.domain.moment import Moment
from btimeeting.service.throttle import Throttle

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer of a write: when it was durable, and whether another window wrote in the same note."""

    at: Moment
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A write came to nothing; `kind` is the failure's class name. It is tried again."""

    kind: str


class Drafts(Generic[K, V]):
    """Texts by where they belong. All of it runs on the event loop; `save` hands a batch to the stores' thread."""

    def __init__(
        self,
        save: Callable[[Mapping[K, V]], Future[Saved]],
        heard: Callable[[Saved | Failed], None],
        now: Callable[[], float] | None = None,
    ) -> None:
        """`heard` is told how each write went; `now` gives seconds of a clock that never goes back (the loop's)."""
        self._save = save
        self._heard = heard
        self._now = now or (lambda: asyncio.get_running_loop().time())
        self._throttle = Throttle()
        self._waiting: dict[K, V] = {}
        self._writing = False
        self._hurry = False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def quiet(self) -> bool:
        """Whether everything typed is on disk."""
        return not self._waiting and not self._writing

    def typed(self, key: K, text: V) -> None:
        """The text at `key` is this now."""
        self._waiting[key] = text
        self._throttle.changed(self._now())
        self._arm()

    def forget(self, key: K) -> None:
        """What was typed at `key` is not to be written any more (it was struck)."""
        self._waiting.pop(key, None)

    def flush(self) -> None:
        """Write at once what waits (the meeting moves on)."""
        if self._writing:
            self._hurry = True
        elif self._waiting:
            self._write()

    def last(self) -> None:
        """The window closes: hand over what waits; nobody hears the answer."""
        if self._timer is not None:
            self._timer.cancel()
        if self._waiting:
            batch, self._waiting = self._waiting, {}
            self._save(batch)

    def _arm(self) -> None:
        at = self._throttle.due_at()
        if at is None:
            return
        wait = at - self._now()
        if wait <= 0:
            self._write()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(wait, self._fire)

    def _fire(self) -> None:
        self._timer = None
        self._arm()

    def _write(self) -> None:
        if not self._waiting:
            return
        batch, self._waiting = self._waiting, {}
        self._throttle.started(self._now())
        self._writing, self._hurry = True, False
        asyncio.wrap_future(self._save(batch)).add_done_callback(partial(self._done, batch))

    def _done(self, batch: dict[K, V], answer: asyncio.Future[Saved]) -> None:
        self._writing = False
        if answer.cancelled():
            return
        failure = answer.exception()
        if failure is None:
            self._throttle.saved()
            self._heard(answer.result())
        else:
            self._waiting = batch | self._waiting
            self._throttle.failed(self._now())
            self._heard(Failed(type(failure).__name__))
        if self._hurry and failure is None:
            self._write()
        else:
            self._arm()
