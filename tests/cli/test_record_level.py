"""`btimeeting record level`: a case is moved by hand as a guide says, and what is lacking is told."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.record import Case, Child, StafettloggEntry, Stored
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from tests.builders import TODAY
from tests.cli.door import Door, door_with
from tests.fakes import WEDNESDAY

door = pytest.fixture(door_with("record"), name="door")
CASE = Case(id="case-1", number="14", opened_on=TODAY)
CHILD = Child(id="child-1", name="Ola Døme")
TILTAK = StafettloggEntry(id="e1", case_id="case-1", kind=EntryKind.TILTAK, text="Leik i liten gruppe", on=TODAY)
JUDGED = StafettloggEntry(
    id="e2", case_id="case-1", kind=EntryKind.EVALUATION, about="e1", text="Det hjelper", on=TODAY.replace(year=2099)
)
CONSENT = Consent(
    id="consent-1",
    case_id="case-1",
    services=("PPT",),
    givers=(Giver(name="Mor Døme"),),
    given_on=TODAY.replace(year=2020),
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    made = House(home, settings_of(Namespace(home=tmp_path / "home")), GivenClock(WEDNESDAY, "Europe/Oslo"))
    _save(made, CASE)
    return made


def _save(house: House, *values: Stored) -> None:
    with house:
        house.records.save_all(values, house.clock.now())
    del house.records


def _step(door: Door) -> tuple[str | None, str | None]:
    told = json.loads(door.run("record", "level", "show", "14", "--json").out)
    return told["level"], told["step"]


def test_a_case_walks_from_level_0_to_2_by_hand(door: Door, house: House) -> None:
    assert door.run("record", "level", "move", "14", "enter-0", typed="Ein uro\n").out == (
        "Level 0, Identify child or youth: Somebody wonders\n"
    )
    for option in ("n0-to-concrete", "n0-to-share", "n0-to-assess"):
        assert door.run("record", "level", "move", "14", option, typed="Neste\n").code == 0
    _save(house, CHILD, CASE.model_copy(update={"child_id": "child-1"}))
    shown = door.run("record", "level", "show", "14").out
    assert "[ ] The leader is informed: say who was informed, and when" in shown
    assert "Rita" not in shown
    refused = door.run("record", "level", "move", "14", "n0-individual", typed="rektor i går\n\n")
    assert (refused.code, refused.out) == (1, "")
    assert "[ ] The parents are informed" in refused.err
    assert _step(door) == ("0", "n0-assess")
    told = "rektor\nmor i går\nUroa held fram\n"
    assert door.run("record", "level", "move", "14", "n0-individual", typed=told).code == 0
    assert door.run("record", "level", "move", "14", "n1-to-meeting", typed="Møte måndag\n").code == 0
    assert "There is a measure that goes on" in door.run("record", "level", "move", "14", "n1-to-tiltak").err
    _save(house, TILTAK)
    assert door.run("record", "level", "move", "14", "n1-to-tiltak", typed="Avtalt med mor\n").code == 0
    _save(house, JUDGED)
    assert door.run("record", "level", "move", "14", "n1-to-evaluate", typed="Prøvd\n").code == 0
    _save(house, CONSENT)
    no = door.run("record", "level", "move", "14", "n1-next", "--service", "Barnevernstenesta")
    assert "a valid consent that reaches Barnevernstenesta is missing" in no.err
    assert door.run("record", "level", "move", "14", "n1-next", "--service", "PPT", typed="Treng meir\n").code == 0
    assert _step(door) == ("2", "n2-contact")
    shown = door.run("record", "level", "show", "14").out
    assert shown.startswith("14  Level 2, TPO team with help services: Contact with another service\n")
    assert "Uroa held fram" in shown
    assert json.loads(door.run("record", "list", "--json").out)[0]["level"] == "2"


def test_without_a_named_child_what_may_tell_who_it_is_is_shown_before_a_move_is_kept(door: Door, house: House) -> None:
    asked = door.run("record", "level", "move", "14", "enter-0", typed="Mor Anne Testvik ringde\nno\n")
    assert (asked.code, asked.out) == (1, "")
    assert "«Mor Anne Testvik» may be a name." in asked.err
    number = door.run("record", "level", "move", "14", "enter-0", typed="Gut 040316 12345\n")
    assert (number.code, number.out) == (1, "")
    assert "An identity number is never kept." in number.err
    assert _step(door) == (None, None)
    meant = door.run("record", "level", "move", "14", "enter-0", typed="Mor Anne Testvik ringde\nyes\n")
    assert meant.code == 0
    _save(house, CHILD, CASE.model_copy(update={"child_id": "child-1"}))
    log = ("record", "stafettlogg", "write", "14", "--kind", "attention")
    assert door.run(*log, typed="Mor Anne Testvik ringde\n\n").code == 0
    assert door.run(*log, typed="Gut 040316 12345\n\n").code == 1


def test_what_is_for_the_leader_is_shown_when_asked_and_stored_nowhere(door: Door, house: House) -> None:
    _save(house, CONSENT)
    door.run(
        "record", "level", "move", "14", "enter-3", typed="tiltaksteamet følgjer opp\nKom hit frå ein annan skule\n"
    )
    for option in ("n3-to-meeting",):
        door.run("record", "level", "move", "14", option, typed="møte\nMøte\n")
    _save(house, TILTAK, JUDGED)
    for option in ("n3-to-tiltak", "n3-to-evaluate"):
        assert door.run("record", "level", "move", "14", option, typed="møte\nNeste\n").code == 0
    plain = door.run("record", "level", "show", "14").out
    assert "Report to the coordinating unit (KE)" in plain
    assert "Child welfare" not in plain
    shown = door.run("record", "level", "show", "14", "--leader").out
    assert "Child welfare (for the leader alone; nothing of this is stored)" in shown
    refused = door.run("record", "level", "move", "14", "barnevern", typed="x\n")
    assert refused.code == 2
    assert "n3-report" in refused.err
    with house:
        assert "barnevern" not in {line.action for line in house.records.access_log()}


def test_a_profile_that_contradicts_itself_is_refused_with_file_line_and_reason(door: Door, house: House) -> None:
    (house.home.path / "settings.toml").write_text('profile = "vaar"\n', encoding="utf-8")
    assert door.run("record", "level", "show", "14").err.startswith("There is no profile «vaar».")
    shown = door.run("record", "show", "14")  # the documents are shown all the same
    assert (shown.code, shown.err.startswith("There is no profile «vaar».")) == (0, True)
    own = house.home.profiles / "vaar.toml"
    own.write_text('id = "vaar"\ntitle = "Vår"\n', encoding="utf-8")
    ran = door.run("record", "level", "show", "14")
    assert ran.code == 2
    assert f"{own}:1: the profile has no [[level]]; write at least one" in ran.err.splitlines()
