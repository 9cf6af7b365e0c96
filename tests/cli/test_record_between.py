"""Between meetings, by hand: the stafettlogg, the baton, what is due, and one case at a glance."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain.record import Case, Child, MeetingInfo, MeetingState, StafettloggEntry, Tiltak, TiltakState
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from tests.cli.door import Door, door_with

door = pytest.fixture(door_with("record"), name="door")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A case with a meeting held ten weeks ago, whose tiltak should have been evaluated."""
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    made = House(home, settings_of(Namespace(home=tmp_path / "home")), SystemClock("Europe/Oslo"))
    today = made.clock.today()
    held = today - timedelta(weeks=10)
    with made:
        made.records.save_all(
            [
                Child(id="child-1", name="Ola Døme"),
                Case(id="case-1", number="14", child_id="child-1"),
                MeetingInfo(id="meeting-1", case_id="case-1", held_on=held, state=MeetingState.APPROVED),
                Tiltak(
                    id="tiltak-1",
                    case_id="case-1",
                    meeting_id="meeting-1",
                    text="Lesevenn",
                    owner="Kari Demo",
                    start_on=held,
                    review_on=today - timedelta(days=3),
                ),
            ],
            made.clock.now(),
        )
    del made.records
    return made


def test_one_case_at_a_glance_and_then_its_history(door: Door, house: House) -> None:
    del house
    lines = door.run("record", "show", "14").out.splitlines()
    assert lines[:3] == [
        "Level         No level yet",
        "Baton holder  The school (nobody else has taken it yet)",
        "Next meeting  Not agreed on",
    ]
    assert lines[3].startswith("Measure       Lesevenn (Kari Demo): should have been evaluated ")
    assert lines[4] == "The child     Has an adult talked with the child since the last meeting?"
    assert [line.split("  ", 1)[1] for line in lines[6:8]] == ["Measure begins: Lesevenn (Kari Demo)", "BTI meeting"]
    assert door.run("record", "talked", "14", typed="Per Pedagog\n").code == 0
    assert "Has an adult" not in door.run("record", "show", "14").out


def test_the_baton_is_offered_and_taken_and_the_school_has_it_until_then(door: Door, house: House) -> None:
    del house
    nobody = door.run("record", "baton", "answer", "14", "declined", typed="")
    assert (nobody.code, nobody.out) == (1, "")
    assert "record baton offer" in nobody.err
    ran = door.run("record", "baton", "offer", "14", typed="PPT\n\n\n")
    assert ran.out.splitlines() == ["The school (nobody else has taken it yet)", "PPT is asked to take it"]
    ran = door.run("record", "baton", "answer", "14", "service", typed="leiaren i PPT\n")
    assert ran.out.startswith("PPT, since ")
    door.run("record", "baton", "offer", "14", typed="Helsestasjonen\nLiv Prøve\n\n")
    assert door.run("record", "baton", "show", "14").out.startswith("PPT, since ")
    door.run("record", "baton", "answer", "14", "accepted", typed="\nho sjølv\n")
    shown = door.run("record", "show", "14").out
    assert "Baton holder  Liv Prøve at Helsestasjonen, since " in shown
    assert "PPT has taken the baton; the person is named later (told by leiaren i PPT)" in shown


def test_an_entry_is_corrected_by_a_new_version_with_a_reason(door: Door, house: House) -> None:
    ran = door.run("record", "stafettlogg", "write", "14", "--kind", "bright_spot", typed="Ola song\nKari Demo\n")
    assert ran.out.rstrip().endswith("Bright spot: Ola song (Kari Demo)")
    entry = ran.out.split("  ")[0]
    refused = door.run("record", "stafettlogg", "correct", "14", entry, typed="Ola song for alle\n\n")
    assert (refused.code, "needs a reason" in refused.err) == (1, True)
    assert door.run("record", "stafettlogg", "correct", "14", entry, typed="Ola song for alle\nskrivefeil\n").code == 0
    assert "Ola song for alle" in door.run("record", "stafettlogg", "show", "14").out
    with house:
        (one,) = house.records.of_case(StafettloggEntry, "case-1")
        kept = house.records.history(StafettloggEntry, one.id)
        assert [(v.reason, v.value.text) for v in kept if isinstance(v.value, StafettloggEntry)] == [
            ("", "Ola song"),
            ("skrivefeil", "Ola song for alle"),
        ]
        assert "Ola" not in str(house.records.access_log_of_case("case-1"))


def test_a_tiltak_that_is_due_is_evaluated_and_gets_a_new_day(door: Door, house: House) -> None:
    assert door.run("record", "due").out.startswith("14  Lesevenn (Kari Demo): should have been evaluated ")
    assert door.run("record", "due", "14").out.count("\n") == 2
    wrong = door.run("record", "evaluate", "14", typed="kanskje\n\n")
    assert "Write one of: goes on, changed, ended, done." in wrong.err
    assert (wrong.code, wrong.err.count("Nothing was written.")) == (2, 1)
    slip = door.run("record", "evaluate", "14", typed="goes on\nHan les meir\nBetre\n")
    assert (slip.code, "«Betre» is not a date" in slip.err) == (2, True)
    with house:
        assert house.records.get(Tiltak, "tiltak-1").evaluated_on is None
    del house.records
    ran = door.run("record", "evaluate", "14", typed="goes on\nHan les meir\nom 4 veker\n")
    assert ran.code == 0
    with house:
        after = house.records.get(Tiltak, "tiltak-1")
        (entry,) = house.records.of_case(StafettloggEntry, "case-1")
    assert (after.state, after.effect) == (TiltakState.GOES_ON, "Han les meir")
    assert after.review_on == house.clock.today() + timedelta(weeks=4)
    assert (entry.about, entry.text) == ("tiltak-1", "Lesevenn: Han les meir. Goes on.")
    assert "No measure is due" in door.run("record", "evaluate", "14").err
