"""A thread that stores live on: what it is asked for is done in order, and in between it looks around.

The looking is the thread's own: twenty times a second nothing has happened, and the event loop, which paints, is not
woken for that.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class OwnThread:
    """Runs until `stop`. A program that ends without it still finishes what was asked for."""

    def __init__(self, name: str, look: Callable[[], None], every_s: float) -> None:
        """`look` is called on the thread `every_s` seconds after it last did anything; it must not raise."""
        self._look, self._every_s = look, every_s
        self._asked: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._stopped = False

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Let `work` run after what was asked for before: a future of what it gives or raises.

        Raises RuntimeError once the thread is stopped.
        """
        if self._stopped:
            raise RuntimeError("the thread has been stopped")
        if self._thread.ident is None:
            self._thread.start()
            atexit.register(self.stop)
        future: Future[T] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                given = work()
            except BaseException as failure:  # noqa: BLE001 - whoever waits for the future is told
                future.set_exception(failure)
            else:
                future.set_result(given)

        self._asked.put(job)
        return future

    def stop(self) -> None:
        """Finish what was asked for, and end."""
        self._stopped = True
        atexit.unregister(self.stop)
        if self._thread.ident is not None:
            self._asked.put(None)
            self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                job = self._asked.get(timeout=self._every_s)
            except Empty:
                job = _nothing
            if job is None:
                return
            job()
            self._look()


def _nothing() -> None:
    """Nobody asked for anything."""
