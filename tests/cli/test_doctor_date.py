"""The doctor tells when the date is far ahead of the newest thing in the home; then nothing deletes itself."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.cli import home as home_command
from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain.record import AccessLine, Case
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from tests.cli.door import Door, door_with
from tests.fakes import StandingClock

door = pytest.fixture(door_with("doctor", "record"), name="door")


def test_a_date_far_ahead_is_told_and_holds_back_what_would_delete_itself(door: Door, tmp_path: Path) -> None:
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    now = SystemClock("Europe/Oslo").now().at
    house = House(home, settings_of(Namespace(home=home.path)), StandingClock(now - timedelta(days=60)))
    with house:
        house.records.save(Case(id="c", number="1"), house.clock.now())
        line = AccessLine(at=house.clock.now().at, user="kari", action="list", kind="records", object_id="")
        house.records.looked(line)
    assert door.run("record", "list").code == 0  # looked at today: the date is doubted all the same
    ran = door.run("doctor", "--json")
    found = {each["id"]: each for each in json.loads(ran.out)["findings"]}
    assert found["date"]["status"] == "warn"
    assert "Nothing deletes itself until it has been used on 3 days." in found["date"]["what"]


def test_when_the_home_is_opened_a_note_whose_time_is_over_is_gone(door: Door, tmp_path: Path) -> None:
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    assert door.run("record", "note", typed="Eit barn sit åleine\n").code == 0
    now = SystemClock("Europe/Oslo").now().at
    clock = StandingClock(now)
    for days in (10, 20, 31):
        clock.at = now + timedelta(days=days)
        house = House(home, settings_of(Namespace(home=home.path)), clock)
        with house:
            home_command._saw_the_lists(house)
            left = [case.number for case in house.records.cases_after(None, 10)]
        assert left == (["1"] if days < 31 else [])
