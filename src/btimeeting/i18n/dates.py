"""Dates, clock times and lengths of time as people write them in nynorsk, bokmål and English.

The names stand here as tables, so that no locale data is loaded at run time; a test compares them with CLDR.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from btimeeting.i18n import Language, language, ntr

WEEKDAYS: Final[Mapping[Language, tuple[str, ...]]] = {
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
"""Monday first, as `date.weekday()` counts."""

_NORWEGIAN_MONTHS: Final = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip

MONTHS: Final[Mapping[Language, tuple[str, ...]]] = {
    "nn": _NORWEGIAN_MONTHS,
    "nb": _NORWEGIAN_MONTHS,
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
"""January first."""


def weekday(day: date) -> str:
    """The name of the weekday: "onsdag", "Wednesday"."""
    return WEEKDAYS[language()][day.weekday()]


def long_date(day: date) -> str:
    """A date in words: "onsdag 25. november 2026", "Wednesday 25 November 2026"."""
    point = "" if language() == "en" else "."
    return f"{weekday(day)} {day.day}{point} {MONTHS[language()][day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A date for a narrow column: "05.11.2026", "5 Nov 2026" (English numbers alone can be read two ways)."""
    if language() == "en":
        return f"{day.day} {MONTHS['en'][day.month - 1][:3]} {day.year}"
    return f"{day.day:02}.{day.month:02}.{day.year}"


def clock_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """The time on the wall clock: "10.17", in English "10:17".

    With `zone` an aware `moment` (the journal's are UTC) is first moved there; without, it is read as it stands.
    """
    local = moment if zone is None else moment.astimezone(zone)
    return f"{local.hour:02}{':' if language() == 'en' else '.'}{local.minute:02}"


def duration(length: timedelta | float) -> str:
    """A length of time, or a number of seconds: "6:48", "1:02:05", over time "−0:12" (a true minus sign).

    Parts of a second are dropped. A countdown rounds up itself (`math.ceil`), so that a full phase shows
    its whole length and zero is shown when it is reached.
    """
    seconds = int(length.total_seconds() if isinstance(length, timedelta) else length)
    hours, rest = divmod(abs(seconds), 3600)
    whole = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return f"−{whole}" if seconds < 0 else whole


def minutes(n: int) -> str:
    """A number of minutes in words: "1 minutt", "5 minutt" (nb "5 minutter", en "5 minutes")."""
    return ntr("{n} minute", "{n} minutes", n)
