"""Who sits at the machine, as the system knows them; and their looks into the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from btimeeting.service.looks import Looker
    from btimeeting.service.ports import Clock
    from btimeeting.service.record_ports import Records


class Opened(Protocol):
    """A house as far as looking into it goes."""

    @property
    def records(self) -> Records:
        """The child's record."""

    @property
    def clock(self) -> Clock:
        """The reader of time."""


def user_name() -> str:
    """The name somebody has logged in by; «?» where the system does not know."""
    import getpass  # noqa: PLC0415 - only when somebody looks

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def looker(house: Opened) -> Looker:
    """Whoever looks into this house's record now."""
    from btimeeting.service.looks import Looker  # noqa: PLC0415 - brings the domain

    return Looker(house.records, house.clock, user_name())


def look_in_passing(house: Opened, action: str, kind: str, object_id: str) -> None:
    """Log a look that must not shut anybody out: a full disk or a busy file stops neither a meeting nor the home."""
    from contextlib import suppress  # noqa: PLC0415 - with the others

    from btimeeting.store.errors import DiskFull, ReadOnly, StoreBusy  # noqa: PLC0415 - brings the store

    with suppress(DiskFull, ReadOnly, StoreBusy):
        looker(house).look(action, kind, object_id)
