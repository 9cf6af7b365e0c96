"""The unit's dates in settings.toml: written as one would by hand, and nothing else in the file is touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from btimeeting.cli.next_dates import SettingsWrittenOddly, keep, set_aside, with_dates
from btimeeting.cli.wiring import House
from btimeeting.config import load
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from tests.builders import START

DAYS = (date(2027, 1, 12), date(2027, 2, 23))
LINE = "next_meetings = [2027-01-12, 2027-02-23]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", LINE),
        ('# vårt val\nunit_name = "Fjordvik"', '# vårt val\nunit_name = "Fjordvik"\n' + LINE),
        ("next_meetings = [2026-01-01]\ntheme = 'light'\n", LINE + "theme = 'light'\n"),
        ("theme = 'light'\nnext_meetings = [\n  2026-01-01, # jul\n  2026-02-01,\n]\n", "theme = 'light'\n" + LINE),
    ],
)
def test_only_the_dates_change(before: str, after: str) -> None:
    assert with_dates(before, reversed(DAYS)) == after


def test_what_would_not_be_read_back_is_not_written() -> None:
    odd = "next_meetings = [2026-01-01, # [her]\n  2026-02-01]\n"
    with pytest.raises(SettingsWrittenOddly):
        with_dates(odd, DAYS)


def test_a_home_keeps_them_and_reads_them_as_they_are_now(tmp_path: Path) -> None:
    home = homes.create(tmp_path / "home", demo=True)
    home.settings.write_text("theme = 'light'\n", encoding="utf-8")
    house = House(home, load(None, {}, {"home": home.path}), GivenClock(START))
    assert set_aside(house) == ()
    keep(house, DAYS)
    assert set_aside(house) == DAYS
    keep(house, ())
    assert set_aside(house) == ()
    assert "theme = 'light'" in home.settings.read_text(encoding="utf-8")
