"""Following up between meetings: which tiltak are due, and whether an adult has talked with the child. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from btimeeting.domain.record import Tiltak, TiltakState

SOON = timedelta(days=14)
"""A tiltak is shown this long before it is to be evaluated."""
OVER = (TiltakState.DONE, TiltakState.STOPPED)


class Due(StrEnum):
    """How a tiltak that goes on stands to the day it is to be evaluated."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


def due(tiltak: Tiltak, today: date) -> Due | None:
    """How it stands; None for one that is stopped or done. Due on the very day is soon, the day after overdue."""
    if tiltak.state in OVER:
        return None
    if tiltak.review_on is None:
        return Due.UNDATED
    if tiltak.review_on < today:
        return Due.OVERDUE
    return Due.SOON if tiltak.review_on <= today + SOON else Due.LATER


def unevaluated(tiltak: Tiltak, on: date) -> bool:
    """Whether nobody has told how it went though it is time: never told, or its next day has come since it was."""
    if tiltak.state in OVER:
        return False
    if tiltak.evaluated_on is None:
        told = tiltak.state is not TiltakState.PLANNED or bool(tiltak.effect)
        return not told and (tiltak.review_on is None or tiltak.review_on <= on)
    return tiltak.review_on is not None and tiltak.evaluated_on < tiltak.review_on <= on


def in_order(tiltak: Iterable[Tiltak], today: date) -> tuple[tuple[Due, Tiltak], ...]:
    """The tiltak that go on, the oldest day first, those without a day last."""
    going = [(state, each) for each in tiltak if (state := due(each, today)) is not None]
    return tuple(sorted(going, key=lambda pair: pair[1].review_on or date.max))


def midway(held_on: date, next_on: date) -> date:
    """The day halfway between two meetings."""
    return held_on + (next_on - held_on) // 2


def talk_due(held_on: date | None, next_on: date | None, talked_on: date | None, today: date) -> date | None:
    """Since when somebody should ask «har ein vaksen snakka med barnet?»; None when it is not yet, or has been done.

    Halfway to the next meeting; without one, six weeks after the last (stafettholdar's duty, domain.md 1.2).
    """
    if held_on is None or (talked_on is not None and talked_on >= held_on):
        return None
    since = midway(held_on, next_on) if next_on is not None and next_on > held_on else held_on + timedelta(weeks=6)
    return since if since <= today else None
