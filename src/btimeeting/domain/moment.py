"""Instants: what a clock said when something happened, and how much time lies between two of them.

Nobody counts ticks. On one boot of one machine the time between two instants is the difference of their boot
clocks, which go on through sleep and are deaf to a changed wall clock; across a boot it is the difference of the
wall clocks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from btimeeting.domain.frozen import Frozen

ZERO = timedelta(0)
SLEEP_NOTICED = timedelta(seconds=2)
"""A shorter standstill than this is not worth a question."""
_NOTICED_NS = SLEEP_NOTICED // timedelta(microseconds=1) * 1000


class Moment(Frozen):
    """One reading of the clocks: UTC and, where the system has them, boot clock, monotonic clock and boot id.

    `boot_ns` counts nanoseconds since boot, sleep included; `mono_ns` stands still during sleep.
    """

    at: datetime
    """Always kept in UTC."""
    boot_ns: int | None = None
    mono_ns: int | None = None
    boot_id: str | None = None

    def same_boot(self, other: Moment) -> bool:
        """Whether the boot clocks of the two can be compared."""
        return (
            self.boot_id is not None
            and self.boot_id == other.boot_id
            and self.boot_ns is not None
            and other.boot_ns is not None
        )


def between(earlier: Moment, later: Moment) -> tuple[timedelta, timedelta]:
    """`elapsed` and `slept`: every event that is folded asks for both."""
    before, after, boot_id = earlier.boot_ns, later.boot_ns, earlier.boot_id
    if boot_id is None or boot_id != later.boot_id or before is None or after is None:  # same_boot, written out
        return max(ZERO, later.at - earlier.at), ZERO
    boot_ns = after - before
    gone = timedelta(0, 0, boot_ns // 1000) if boot_ns > 0 else ZERO
    was, now = earlier.mono_ns, later.mono_ns
    if was is None or now is None:
        return gone, ZERO
    asleep_ns = boot_ns - (now - was)
    return gone, ZERO if asleep_ns < _NOTICED_NS else timedelta(0, 0, asleep_ns // 1000)


def elapsed(earlier: Moment, later: Moment) -> timedelta:
    """The time from one moment to a later one; never negative (a clock set back counts as no time)."""
    return between(earlier, later)[0]


def slept(earlier: Moment, later: Moment) -> timedelta:
    """How long the machine slept between two moments of one boot; zero where it cannot be known."""
    return between(earlier, later)[1]
