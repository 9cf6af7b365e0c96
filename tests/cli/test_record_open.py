"""A case about no named child, naming its child as a step of its own, and what is held on a child."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain.record import Case, CaseKind, Child
from btimeeting.i18n import dates
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from tests.cli.door import Door, door_with

door = pytest.fixture(door_with("record"), name="door")


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    return House(home, settings_of(Namespace(home=tmp_path / "home")), SystemClock("Europe/Oslo"))


def test_names_and_numbers_are_shown_before_an_anonymous_case_is_saved(door: Door, house: House) -> None:
    del house
    named = door.run("record", "open", typed="Uro for Ola Døme\n\n")
    assert (named.code, named.out) == (1, "")
    assert "«Ola Døme» may be a name." in named.err
    meant = door.run("record", "open", "--kind", "system", typed="Leik ved Store Lona\nyes\n")
    assert (meant.code, meant.out) == (0, "1\n")
    number = door.run("record", "open", typed="Gut 040316 12345\nyes\n")
    assert (number.code, "never kept" in number.err) == (1, True)  # whatever is answered
    assert door.run("record", "open", typed="Eit barn som ikkje leikar\n").out == "2\n"
    assert door.run("record", "open", typed="\n").code == 2
    assert door.run("record", "name", "1", typed="mor, i dag\nOla\n").err.startswith("Only an anonymous case")


def test_a_child_of_this_home_is_found_in_the_topic_however_its_name_is_written(door: Door, house: House) -> None:
    with house:
        house.records.save_all(
            [Child(id="k", name="Ola Døme"), Case(id="c", number="14", child_id="k")], house.clock.now()
        )
    del house.records
    named = door.run("record", "open", typed="uro når ola er ute\n\n")
    assert (named.code, named.out) == (1, "")
    assert "«ola» may be a name." in named.err


def test_a_note_on_level_0_names_nobody_and_says_when_it_deletes_itself(door: Door, house: House) -> None:
    with house:
        house.records.save_all(
            [Child(id="k", name="Ola Døme"), Case(id="c", number="14", child_id="k")], house.clock.now()
        )
        gone_on = dates.short_date(house.clock.today() + timedelta(days=30))
    del house.records
    assert door.run("record", "note", typed="\n").code == 2
    known = door.run("record", "note", typed="ola sit åleine\n\n")
    assert (known.code, "«ola» may be a name." in known.err) == (1, True)  # a child of this home
    ran = door.run("record", "note", typed="Eit barn sit åleine\n")
    assert (ran.code, ran.out) == (0, "15\n")
    assert "No name, date of birth or number was found." in ran.err
    assert f"deletes itself {gone_on}, unless" in ran.err
    shown = door.run("record", "show", "15")
    assert f"The note      deletes itself {gone_on}, unless" in shown.out
    assert shown.out.startswith("Level         Level 0")
    entry = door.run("record", "stafettlogg", "write", "15", typed="Snakka med mor til Ola\n\n\n")
    assert (entry.code, "«Ola» may be a name." in entry.err) == (1, True)


def test_from_anonymous_to_named_is_a_step_with_its_own_yes_and_not_on_level_0(door: Door, house: House) -> None:
    assert door.run("record", "open", typed="Eit barn som ikkje leikar\n").code == 0
    assert door.run("record", "level", "move", "1", "enter-0", typed="Uro\n").code == 0
    early = door.run("record", "name", "1", typed="mor, i møte i dag\nOla Døme; 4.3.2020\n")
    assert (early.code, early.err.startswith("On level 0 no child is named")) == (1, True)
    for option in ("n0-to-concrete", "n0-to-share", "n0-to-assess"):
        assert door.run("record", "level", "move", "1", option, typed="Neste\n").code == 0
    assert door.run("record", "level", "move", "1", "n0-individual", typed="rektor\nmor i dag\nUro\n").code == 0
    nobody = door.run("record", "name", "1", typed="\nOla Døme; 4.3.2020\n")
    assert (nobody.code, "has to say yes" in nobody.err) == (1, True)
    assert door.run("record", "name", "1", typed="mor, i møte i dag\nOla Døme; 4.3.2020\n").code == 0
    with house:
        case_id = house.records.case_by_number("1")
        case = house.records.get(Case, case_id)
        assert case.kind is CaseKind.INDIVIDUAL
        assert house.records.get(Child, case.child_id or "").name == "Ola Døme"
        assert [v.reason for v in house.records.history(Case, case_id)] == ["", "mor, i møte i dag"]
    assert door.run("record", "name", "1", typed="x\nOla\n").code == 1


def test_who_stands_around_a_child_is_asked_for_line_by_line_and_an_empty_answer_keeps_what_is_there(
    door: Door, house: House
) -> None:
    with house:
        house.records.save_all(
            [Child(id="k", name="Ola Døme"), Case(id="c", number="14", child_id="k")], house.clock.now()
        )
    del house.records
    told = "Mor Døme; mor; ; somali\nSteffen Demo; stefar; no\n\nPPT; Kari Prøve; rettleiar\n\n"
    told += "Liv Test\nyes\nEg vil ha fred\n\nSkilsmissa\n"
    assert door.run("record", "child", "14", "--edit", typed=told).code == 0
    shown = door.run("record", "child", "14").out.splitlines()
    assert shown == [
        "Ola Døme",
        "    Mor Døme, mor, interpreter: somali",
        "    Steffen Demo, stefar, without parental responsibility",
        "    PPT, Kari Prøve, rettleiar",
        "Child coordinator: Liv Test",
        "There is an individual plan: the work goes on there, and the baton log is closed.",
        "The child's own words: Eg vil ha fred",
        "Not to be raised: Skilsmissa",
    ]
    assert door.run("record", "child", "14", "--edit", typed="\n\n\n\n\nPer Pedagog\n\n").code == 0
    again = door.run("record", "child", "14").out
    assert "Talks with the child: Per Pedagog" in again
    assert "Skilsmissa" in again
    assert "Skilsmissa" not in door.run("record", "search", typed="skilsmissa\n").out  # not to be raised, not found
