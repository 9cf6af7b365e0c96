"""The wall's ear: a thread that looks at the journal every 50 ms and tells the screen what is new.

A thread of its own rather than the screens' executor: twenty times a second nothing has happened, and the event loop,
which paints, is not woken for that.
"""

from __future__ import annotations

import threading

from textual.message import Message

from btimeeting.domain.moment import Moment
from btimeeting.service.watch import View, Watch
from btimeeting.ui.bridge import BELL_S, Listener

PATIENCE = 10
"""Looks in a row that may fail before it is told: a disk that is busy for a moment is no news."""
LEAVE_S = 1.0
"""How long a window that closes waits for a look under way; a disk that hangs does not hold it."""


class Seen(Message):
    """What is to be seen is another thing now."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view


class Blind(Message):
    """The journal cannot be read; it is tried again, and `Seen` follows when it can."""


class Watcher:
    """Runs a `Watch` on a thread."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._listener: Listener | None = None
        self.beats = 0
        """Looks that have ended, well or badly. When it stands still, a look hangs."""

    def start(self, listener: Listener) -> None:
        """Look, and tell `listener` from then on."""
        self._listener = listener
        self._thread.start()

    def stop(self) -> None:
        """Tell nothing more, and close the journal."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(LEAVE_S)

    def now(self) -> Moment:
        """The time; the clock holds no state and may be read from anywhere."""
        return self._watch.clock.now()

    def _run(self) -> None:
        failures = 0
        while not self._over.is_set():
            try:
                view = self._watch.look()
            except Exception:  # noqa: BLE001 - whatever it was: the wall says that it cannot see, and looks again
                failures += 1
                if failures == PATIENCE:
                    self._post(Blind())
            else:
                failures = 0
                if view is not None:
                    self._post(Seen(view))
            self.beats += 1
            self._over.wait(BELL_S)
        self._watch.close()

    def _post(self, message: Message) -> None:
        if self._listener is not None and not self._over.is_set():
            self._listener.post_message(message)
