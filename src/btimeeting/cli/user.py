"""Who sits at the machine, as the system knows them; and their looks into the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from btimeeting.service.looks import Looker
    from btimeeting.service.ports import Clock, Records


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
