"""Bare `btimeeting` and meet prepare, run, resume at the door, over real stores; the windows themselves stay shut."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from btimeeting.cli import at_once, home, unlocking, windows
from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Giver
from btimeeting.domain.record import Tiltak
from btimeeting.service import plan
from btimeeting.service.prepare import open_meeting
from btimeeting.service.session import Session
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from btimeeting.store import keys, slots
from btimeeting.store.errors import WrongPassphrase
from btimeeting.ui import console
from btimeeting.ui.home import door as doors
from btimeeting.ui.home_thread import Door as HomeDoor
from btimeeting.ui.look import UNLOCK
from tests.cli.door import Door, door_with
from tests.fakes import WEDNESDAY
from tests.store.record_values import all_cases

PASSPHRASE = "fire heilt vanlege ord"
TODAY = date(2026, 11, 25)

door = pytest.fixture(door_with("keys", "meet"), name="door")


@pytest.fixture(autouse=True)
def _guesses_that_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "REAL", slots.CHEAP)
    monkeypatch.setattr(slots, "WEAKEST_REAL_KIB", slots.CHEAP.memory_kib)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were a terminal to show a window in."""
    monkeypatch.setattr(windows, "on_a_terminal", lambda: True)
    monkeypatch.setattr(at_once, "possible", lambda _args: False)


def _house(path: Path, at: Any = WEDNESDAY) -> House:
    one = homes.open_home(path) if (path / "home.json").exists() else homes.create(path, demo=True)
    if not one.keys.exists():
        keys.create_demo(one)
    return House(one, settings_of(Namespace(home=path)), GivenClock(at, "Europe/Oslo"))


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A demo's home, with nothing in it."""
    with _house(tmp_path / "home") as house:
        assert house.journal.meetings() == ()
    return tmp_path / "home"


def _prepared(house: House, start: Any = WEDNESDAY) -> plan.MeetingRecord:
    record = plan.fresh(house.records, plan.House())
    record = plan.with_child(record, name="Nor Eksempel")
    record = plan.with_info(record, planned_start=start)
    service = record.people(Role.SERVICE)[0]
    record = plan.change_person(record, service.id, service="PPT", name="Ola Prøve")
    record = plan.with_consent(record, "PPT", givers=(Giver(name="Mor"),), given_on=TODAY)
    plan.keep(house.records, house.clock, None, record)
    return record


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the windows were asked to open, in place of opening them."""
    seen: list[Any] = []
    monkeypatch.setattr(windows, "run_console", lambda _house, opening: seen.append(opening) or 0)
    monkeypatch.setattr(console, "run_app", lambda app: seen.append(app) or 0)
    return seen


@pytest.mark.usefixtures("terminal", "demo")
@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("run", "No meeting is prepared for today. Prepare one with: btimeeting meet prepare"),
        ("resume", "No meeting is under way. Start the one that is prepared for today with: btimeeting meet run"),
        ("prepare", "No meeting is prepared. Prepare one with: btimeeting meet prepare"),
    ],
)
def test_when_there_is_none_it_says_what_to_do(door: Door, command: str, sentence: str) -> None:
    ran = door.run("meet", command, *(["siste"] if command == "prepare" else []))
    assert (ran.code, ran.err.strip()) == (1, f"{sentence} --home {door.home}")


@pytest.mark.usefixtures("terminal")
def test_run_opens_the_one_that_is_named_and_resume_the_one_under_way(door: Door, demo: Path, asked: list[Any]) -> None:
    with _house(demo) as house:
        record = _prepared(house)
    assert door.run("meet", "run", record.info.id[:6]).code == 0
    with _house(demo) as house:
        opening = windows.Opening(record.info.id)
        windows.stores_of(house, opening)
    assert door.run("meet", "resume").code == 0
    assert [one.meeting_id for one in asked] == [record.info.id, record.info.id]
    ran = door.run("meet", "run")
    going = f"btimeeting meet resume --home {door.home}"
    assert ran.err.strip() == f"No meeting is prepared for today, but one is under way: {going}"


@pytest.mark.usefixtures("terminal", "demo")
def test_alone_on_a_terminal_it_opens_the_home_and_prepare_opens_the_form(door: Door, asked: list[Any]) -> None:
    assert door.run().code == 0
    assert door.run("meet", "prepare").code == 0
    assert [type(app).__name__ for app in asked] == ["BtiApp", "BtiApp"]


def _locked_or_not(door: Door, tmp_path: Path) -> Callable[[str], int]:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert door.run("keys", "new", "--passphrase-file", str(file)).code == 0

    def opened(typed: str) -> int:
        door.passphrases(typed)
        return door.run().code

    return opened


@pytest.mark.usefixtures("terminal")
def test_enter_alone_leaves_the_home_locked_and_its_record_shut(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[HomeDoor] = []
    monkeypatch.setattr(doors, "home_app", lambda make, _look: seen.append(make()))
    monkeypatch.setattr(console, "run_app", lambda _app: 0)
    opened = _locked_or_not(door, tmp_path)
    assert opened("") == 0
    assert opened(PASSPHRASE) == 0
    for made, locked in zip(seen, (True, False), strict=True):
        stores = made.open_home()
        assert (stores.records is None) is locked
        assert stores.journal.meetings() == ()
        stores.close()
    titles = dict(seen[0].agendas)
    assert "45 min" in titles["bti-individ"]


@pytest.mark.usefixtures("terminal")
def test_a_locked_home_that_is_asked_to_open_asks_for_the_passphrase_and_comes_back_open(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[HomeDoor] = []
    codes = [UNLOCK, 0]
    monkeypatch.setattr(doors, "home_app", lambda make, _look: seen.append(make()))
    monkeypatch.setattr(console, "run_app", lambda _app: codes.pop(0))
    _locked_or_not(door, tmp_path)
    door.passphrases("", PASSPHRASE)
    assert door.run().code == 0
    for made, locked in zip(seen, (True, False), strict=True):
        stores = made.open_home()
        assert (stores.records is None) is locked
        stores.close()


@pytest.mark.usefixtures("terminal")
def test_leaving_the_form_tells_where_the_meeting_lies_and_how_it_is_started(
    door: Door, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids: list[str] = []

    def written(_app: object) -> int:
        with _house(demo) as house:
            ids.append(_prepared(house).info.id)
        return 0

    monkeypatch.setattr(console, "run_app", written)
    told = door.run("meet", "prepare").err
    assert str(demo) in told
    assert f"meet run {ids[0][:8]} --home {demo}" in told
    monkeypatch.setattr(console, "run_app", lambda _app: 0)
    assert door.run("meet", "prepare").err == ""


@pytest.mark.usefixtures("terminal")
def test_a_mistyped_passphrase_may_be_tried_three_times(door: Door, tmp_path: Path) -> None:
    _locked_or_not(door, tmp_path)
    with _house_of(door) as house:
        door.passphrases("feil ein gong", PASSPHRASE)
        assert unlocking.unlock_or_not(house) is not None
        door.passphrases("feil ein gong", "feil to gonger", "feil tre gonger")
        with pytest.raises(WrongPassphrase):
            unlocking.unlock_or_not(house)


def _house_of(door: Door) -> House:
    return House(
        homes.open_home(door.home), settings_of(Namespace(home=door.home)), GivenClock(WEDNESDAY, "Europe/Oslo")
    )


# --- what the screens ask of the real stores --------------------------------------------------------------------------


def test_a_meeting_that_moves_to_a_known_case_leaves_nothing_of_its_own_case(demo: Path) -> None:
    with _house(demo) as house:
        first = _prepared(house)
        second = plan.with_child(_prepared(house), name="Feil Namn")
        assert second.case.number == "2"
        plan.keep(house.records, house.clock, None, second)
        adopted = plan.adopt_case(house.records, second, "1")
        plan.keep(house.records, house.clock, second, adopted)
        assert [line.number for line in all_cases(house.records)] == ["1"]
        stored = house.records.meeting(second.info.id)
        assert stored.case.id == first.case.id
        assert stored.child is not None
        assert stored.child.name == "Nor Eksempel"


def test_tiltak_are_due_by_their_day_until_they_are_closed(demo: Path) -> None:
    with _house(demo) as house:
        record = _prepared(house)
        now = house.clock.now()
        common = {"case_id": record.case.id, "meeting_id": record.info.id}
        house.records.save_all(
            [
                Tiltak(id="t1", text="Seinare", review_on=date(2027, 3, 1), **common),
                Tiltak(id="t2", text="Snart", review_on=date(2026, 12, 1), **common),
                Tiltak(id="t3", text="Før", review_on=date(2026, 11, 1), **common),
                Tiltak(id="t4", text="Ferdig", review_on=date(2026, 11, 1), state="done", **common),
                Tiltak(id="t5", text="Utan dag", **common),
            ],
            now,
        )
        due = house.records.tiltak_due(date(2026, 12, 1))
        assert [(number, tiltak.text) for number, tiltak in due] == [("1", "Før"), ("1", "Snart")]


def test_a_prepared_meeting_opens_in_a_real_home_and_stands_there_again(demo: Path) -> None:
    with _house(demo) as house:
        record = _prepared(house)
        session = Session(house.journal, house.clock, record.info.id)
        agenda = windows.agenda_of(house, "bti-individ", "nn")
        open_meeting(session, house.records, house.records.meeting(record.info.id), agenda)
        session.next()
        step = session.meeting.step
    with _house(demo) as house:
        stores = windows.stores_of(house, windows.Opening(record.info.id))
        assert stores.session.meeting.step == step


@pytest.mark.parametrize(("text", "told"), [("tittel = [", True), (None, False)])
def test_a_profile_that_cannot_be_read_lifts_nobodys_say_and_the_home_tells_of_it(
    demo: Path, text: str | None, told: bool
) -> None:
    if text is not None:
        (demo / "profiles").mkdir(exist_ok=True)
        (demo / "profiles" / "bti-mappe.toml").write_text(text, encoding="utf-8")
    with _house(demo) as house:
        door = home.door_of(house, locked=False)
        stores = door.open_home()
        faults = stores.tells_faults
        stores.close()
    assert (door.house.youth_consents_at, door.house.youth_alone_from) == (15, 18)
    assert ("doctor" in faults) is told
