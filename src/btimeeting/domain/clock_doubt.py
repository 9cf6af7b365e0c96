"""Whether the machine's clock can be believed when something is to delete itself. Pure.

A clock far ahead of the newest thing in the home would delete what nobody has had time for. Without a net nobody can
tell a wrong clock from a long holiday; but who sits at the machine sees the date, so after a few days of use it counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

JUMP = timedelta(days=14)
"""Nobody has used the home for longer than this: the clock may have jumped."""
SETTLED = 3
"""On so many days the home has been used since, today among them: then the date is believed."""


def doubt(used: Iterable[date], today: date) -> date | None:
    """The last day before the clock may have jumped, while it is not yet believed; None when it can be.

    `used`: the days the home was used on. A day that is still to come was written by a clock that was wrong.
    """
    days = sorted({today, *(day for day in used if day <= today)}, reverse=True)
    for newer, older in pairwise(days[:SETTLED]):
        if newer - older > JUMP:
            return older
    return None
