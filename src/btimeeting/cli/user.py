"""Who sits at the machine, as the system knows them; and their looks into the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from btimeeting.cli.wiring import House
    from btimeeting.service.looks import Looker


def user_name() -> str:
    """The name somebody has logged in by; «?» where the system does not know."""
    import getpass  # noqa: PLC0415 - only when somebody looks

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def looker(house: House) -> Looker:
    """Whoever looks into this house's record now."""
    from btimeeting.service.looks import Looker  # noqa: PLC0415 - brings the domain

    return Looker(house.records, house.clock, user_name())
