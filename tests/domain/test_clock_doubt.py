"""A clock far ahead of the newest thing in the home is not believed before the home has been used for some days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from btimeeting.domain.clock_doubt import doubt

TODAY = date(2026, 11, 25)


def _days(*ago: int) -> list[date]:
    return [TODAY - timedelta(days=each) for each in ago]


@pytest.mark.parametrize(
    ("ago", "last"),
    [
        ((), None),  # nothing is there yet
        ((1, 2, 30), None),
        ((14,), None),
        ((15,), 15),
        ((0, 400), 400),  # opened before, the same wrong day
        ((1, 400), 400),  # the second day
        ((1, 2, 400), None),  # the third: whoever sits there has seen the date
        ((-300, 3), None),  # written while the clock was wrong, and set since
        ((-300, 60), 60),
    ],
)
def test_a_jump_is_doubted_until_the_home_has_been_used_on_three_days(ago: tuple[int, ...], last: int | None) -> None:
    assert doubt(_days(*ago), TODAY) == (None if last is None else TODAY - timedelta(days=last))
