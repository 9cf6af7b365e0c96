"""Tell a key that is pressed from one that is still held down from the screen before."""

from __future__ import annotations

from collections.abc import Callable

FRESH_S = 1.0
"""A key that is held repeats sooner than this (0.25 to 1 s before the first time, then far sooner)."""


class Fresh:
    """A press counts when the same key has been still for a while. `seconds`: any clock that goes forward."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """Begins as if the key had been pressed now: the press that opened the screen does not count for it."""
        self._seconds = seconds
        self._last = seconds()

    def press(self) -> bool:
        """The key is pressed, or repeats: whether it counts."""
        now, before = self._seconds(), self._last
        self._last = now
        return now - before >= FRESH_S
