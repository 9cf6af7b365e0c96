"""Dates and times as people write them; the tables are compared with CLDR."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from btimeeting import i18n
from btimeeting.i18n import dates

DAY = date(2026, 11, 25)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_names_of_days_and_months_are_cldrs(language: i18n.Language) -> None:
    days, months = get_day_names("wide", locale=language), get_month_names("wide", locale=language)
    assert dates.WEEKDAYS[language] == tuple(days[n] for n in range(7))
    assert dates.MONTHS[language] == tuple(months[n] for n in range(1, 13))


@pytest.mark.parametrize(
    ("language", "long", "short", "clock"),
    [
        ("nn", "onsdag 25. november 2026", "25.11.2026", "10.17"),
        ("nb", "onsdag 25. november 2026", "25.11.2026", "10.17"),
        ("en", "Wednesday 25 November 2026", "25 Nov 2026", "10:17"),
    ],
)
def test_a_date_and_a_clock_time_in_each_language(language: str, long: str, short: str, clock: str) -> None:
    i18n.use(language)
    assert dates.long_date(DAY) == long
    assert dates.short_date(DAY) == short
    assert dates.clock_time(datetime(2026, 11, 25, 10, 17, 59, tzinfo=UTC)) == clock


def test_a_moment_of_the_journal_is_shown_in_the_zone_asked_for() -> None:
    i18n.use("nn")
    oslo = ZoneInfo("Europe/Oslo")
    assert dates.clock_time(datetime(2026, 11, 25, 9, 17, tzinfo=UTC), oslo) == "10.17"
    assert dates.clock_time(datetime(2026, 6, 25, 7, 5, tzinfo=UTC), oslo) == "09.05"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0:00"),
        (408, "6:48"),
        (59.99, "0:59"),
        (-0.4, "0:00"),
        (-12, "−0:12"),
        (-72.9, "−1:12"),
        (3725, "1:02:05"),
    ],
)
def test_a_length_of_time_has_a_colon_and_a_true_minus(seconds: float, text: str) -> None:
    assert dates.duration(seconds) == text
    assert dates.duration(timedelta(seconds=seconds)) == text


@given(st.integers(min_value=-86_400, max_value=86_400))
def test_a_length_of_time_can_be_read_back(seconds: int) -> None:
    text = dates.duration(seconds)
    parts = [int(part) for part in text.removeprefix("−").split(":")]
    size = sum(part * 60**place for place, part in enumerate(reversed(parts)))
    assert (-size if text.startswith("−") else size) == seconds


@pytest.mark.parametrize(("language", "text"), [("nn", "5 minutt"), ("nb", "5 minutter"), ("en", "5 minutes")])
def test_minutes_in_words(language: str, text: str) -> None:
    i18n.use(language)
    assert dates.minutes(5) == text
