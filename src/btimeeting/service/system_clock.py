"""The only place in the house that reads the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from btimeeting.domain.moment import Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@cache
def _boot_id() -> str | None:
    """This boot's id where the system has one (Linux); None elsewhere: then time comes from the wall clock."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip() or None
    except OSError:
        return None


def zone(name: str) -> tzinfo:
    """The named time zone, or UTC when this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def local_time(zone_name: str) -> datetime:
    """The time of day in a zone. For the first frame, which loads nothing of the domain: hence late imports here."""
    return datetime.now(zone(zone_name))


class SystemClock:
    """The machine's clocks. `zone_name` says what «today» is."""

    def __init__(self, zone_name: str = "Europe/Oslo") -> None:
        self._zone = zone(zone_name)

    def now(self) -> Moment:
        """UTC, boot clock, monotonic clock and boot id, read together."""
        from btimeeting.domain.moment import Moment  # noqa: PLC0415 - see local_time

        boot = getattr(time, "CLOCK_BOOTTIME", None)
        boot_id = _boot_id()
        if boot is None or boot_id is None:
            return Moment(at=datetime.now(UTC))
        return Moment(
            at=datetime.now(UTC),
            boot_ns=time.clock_gettime_ns(boot),
            mono_ns=time.clock_gettime_ns(time.CLOCK_MONOTONIC),
            boot_id=boot_id,
        )

    def today(self) -> date:
        """The local date."""
        return self.now().at.astimezone(self._zone).date()


class GivenClock:
    """A clock that stands where it was put: the demo plays 45 minutes in a second with it, and tests use it too.

    Nobody else can set it, so its boot clock goes with it.
    """

    def __init__(self, start: datetime, zone_name: str = "Europe/Oslo") -> None:
        self._at = start.astimezone(UTC)
        self._zone = zone(zone_name)

    def now(self) -> Moment:
        """The moment it was put to."""
        from btimeeting.domain.moment import Moment  # noqa: PLC0415 - see local_time

        passed_ns = (self._at - _EPOCH) // timedelta(microseconds=1) * 1000
        return Moment(at=self._at, boot_ns=passed_ns, mono_ns=passed_ns, boot_id="given")

    def today(self) -> date:
        """The local date."""
        return self._at.astimezone(self._zone).date()

    def put(self, at: datetime) -> None:
        """Move it, forwards only."""
        self._at = max(self._at, at.astimezone(UTC))
