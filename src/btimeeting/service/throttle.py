"""When to write what somebody is typing: durable within 300 ms of *every* key, also while the typing never pauses.

A throttle, not a debounce. It reads no clock and starts no thread: whoever owns it gives it `now` (seconds of any
clock that never goes back) and asks. All of the 300 ms that the interval leaves over is for the write itself: on a
busy disk one has taken 100 ms.
"""

from __future__ import annotations

INTERVAL_S = 0.2
RETRY_S = 2.0


class Throttle:
    """Decides when text is written. One write is under way at a time: `started`, then `saved` or `failed`."""

    def __init__(self, interval_s: float = INTERVAL_S, retry_s: float = RETRY_S) -> None:
        self._interval_s = interval_s
        self._retry_s = retry_s
        self._changed_at: float | None = None  # the oldest key that no write has taken with it
        self._writing: float | None = None  # the oldest key in the write that is under way
        self._not_before: float | None = None

    def changed(self, now: float) -> None:
        """Tell that the text differs since `now`."""
        if self._changed_at is None:
            self._changed_at = now

    def due_at(self) -> float | None:
        """Return the instant of the next write, for a one-shot timer; None while nothing waits or a write is under way.

        At once after a pause, so that a single key is safe immediately; then once per interval while the typing lasts.
        """
        if self._changed_at is None or self._writing is not None:
            return None
        return self._changed_at if self._not_before is None else max(self._changed_at, self._not_before)

    def started(self, now: float) -> None:
        """Tell that the text as it stands is being written; keys from here on belong to the next write."""
        if self._writing is not None:
            raise RuntimeError("a write is under way already")
        self._writing = now if self._changed_at is None else self._changed_at
        self._changed_at = None
        self._not_before = now + self._interval_s

    def saved(self) -> None:
        """Tell that the write that was under way is durable."""
        self._writing = None

    def failed(self, now: float) -> None:
        """Tell that the write came to nothing: its keys wait again, for `retry_s`."""
        if self._writing is not None:
            self._changed_at, self._writing = self._writing, None
            self._not_before = now + self._retry_s
