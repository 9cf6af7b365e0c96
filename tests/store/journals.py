"""What the journal's tests share: a meeting's id, the cheapest event there is, and every byte of a home."""

from __future__ import annotations

from btimeeting.domain.events import Event, WallHidden, WallShown
from btimeeting.store.home import Home
from tests.builders import HandClock

M = "4f1d0c2ab37e9955"
MOMENT = HandClock().now()


def hidden(number: int) -> Event:
    """Return event number so many: the wall goes black, or comes back."""
    return (WallHidden if number % 2 else WallShown)(id=f"event-{number:05}", moment=MOMENT)


def everything(home: Home) -> bytes:
    """Return all bytes of all files of a home."""
    return b"".join(path.read_bytes() for path in sorted(home.path.rglob("*")) if path.is_file())
