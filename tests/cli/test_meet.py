"""`meet list` and `meet show`: from the journal alone where the record is locked, with the record where it is open."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.cli.demo import demo_home
from btimeeting.cli.meet import id_digits
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain.agenda import Role
from btimeeting.domain.record import Case, MeetingInfo
from btimeeting.domain.wishes import Next, Open
from btimeeting.service.ports import NotFound
from btimeeting.service.prepare import Person, Plan, prepare
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from btimeeting.store import keys, slots
from tests.builders import START, bti_agenda, seats
from tests.cli.door import Door, door_with
from tests.store.record_values import all_cases, all_meetings

PASSPHRASE = "fire heilt vanlege ord"
IDS = ("aaaa000000000001", "aaaa000000000002", "aaaa110000000003")

door = pytest.fixture(door_with("meet", "follow", "demo", "paper"), name="door")


def house_of(home: Path, clock: GivenClock, passphrase_file: Path | None = None) -> House:
    return House(homes.open_home(home), Settings(home=home), clock, passphrase_file)


def fill(house: House, clock: GivenClock) -> None:
    """A closed meeting, one under way and one that is only prepared."""
    for number, meeting_id in enumerate(IDS):
        case = Case(id=f"case-{number}", number=f"{number + 14}")
        info = MeetingInfo(id=meeting_id, case_id=case.id, planned_start=clock.now().at)
        prepare(house.records, clock, Plan(info, case, None, (Person(Role.HEAD, "Rolf Oppdikta"),)))
    for meeting_id, steps in ((IDS[0], 100), (IDS[1], 3)):
        session = house.session(meeting_id)
        session.do(Open(agenda=bti_agenda(), seats=seats()))
        for _ in range(steps):
            clock.put(clock.now().at + timedelta(minutes=1))
            session.do(Next(session.meeting.step))


@pytest.fixture
def demo(door: Door) -> Door:
    demo_home(door.home)
    clock = GivenClock(START)
    with house_of(door.home, clock) as house:
        fill(house, clock)
    return door


@pytest.fixture
def locked(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Door:
    """The same in a real home; its passphrase lies in `right`."""
    monkeypatch.setattr(slots, "REAL", slots.CHEAP)
    keys.create(homes.create(door.home, demo=False), PASSPHRASE, hint="")
    (tmp_path / "right").write_text(PASSPHRASE, encoding="utf-8")
    clock = GivenClock(START)
    with house_of(door.home, clock, tmp_path / "right") as house:
        fill(house, clock)
    return door


# --- list -----------------------------------------------------------------------------------------------------------


def test_locked_the_list_holds_what_the_journal_knows_and_no_case(locked: Door) -> None:
    ran = locked.run("meet", "list", "--json")
    rows = json.loads(ran.out)
    assert [(row["id"], row["state"]) for row in rows] == [(IDS[1], "under_way"), (IDS[0], "closed")]
    assert all(set(row) == {"id", "at", "state"} for row in rows)
    assert ran.code == 0


def test_unlocked_the_list_has_case_open_points_and_what_is_prepared(locked: Door, tmp_path: Path) -> None:
    ran = locked.run("meet", "list", "--json", "--passphrase-file", str(tmp_path / "right"))
    rows = {row["id"]: row for row in json.loads(ran.out)}
    assert [rows[each]["state"] for each in IDS] == ["closed", "under_way", "prepared"]
    assert [rows[each]["case"] for each in IDS] == ["14", "15", "16"]
    assert rows[IDS[0]]["open_points"] > 3
    assert "open_points" not in rows[IDS[2]]


def test_a_demo_is_unlocked_without_a_question(demo: Door) -> None:
    lines = demo.run("meet", "list").out.splitlines()
    assert len(lines) == 3
    assert "prepared" in lines[0]
    assert "case 15" in lines[1]
    assert "open points" in lines[2]


def test_the_list_names_nobody(demo: Door) -> None:
    ran = demo.run("meet", "list")
    assert "Rolf" not in ran.out + ran.err


def test_ids_are_as_short_as_tells_them_apart_and_never_shorter_than_six() -> None:
    assert id_digits([]) == 6
    assert id_digits(["aaaa0000", "bbbb0000"]) == 6
    assert id_digits(["aaaa0001", "aaaa0002", "bbbb0000"]) == 8


def test_a_wrong_passphrase_is_told(locked: Door, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text(PASSPHRASE + "x", encoding="utf-8")
    assert locked.run("meet", "list", "--passphrase-file", str(tmp_path / "wrong")).code == 3


@pytest.mark.parametrize("words", [("list",), ("list", "--json")])
def test_a_home_without_meetings_lists_none(door: Door, words: tuple[str, ...]) -> None:
    demo_home(door.home)
    ran = door.run("meet", *words)
    assert ran.code == 0
    assert ran.out.strip() in {"", "[]"}
    assert not (door.home / "journal.db").exists()


# --- show -----------------------------------------------------------------------------------------------------------


def test_show_has_every_phase_planned_and_taken(demo: Door) -> None:
    ran = demo.run("meet", "show", IDS[0])
    rows = [line.split() for line in ran.out.splitlines() if line.startswith("  ")]
    phases = {row[0]: row[1:] for row in rows if row[0] in {"welcome", "describe", "close"}}
    assert ran.code == 0
    assert phases["welcome"][0] == "5:00"
    assert phases["describe"] == ["5:00", "2:00"]
    assert next(line for line in ran.out.splitlines() if "In all" in line).split()[2] == "45:00"


def test_show_tells_the_head_of_the_chain_and_that_it_holds(demo: Door) -> None:
    with house_of(demo.home, GivenClock(START)) as house:
        head = house.journal.head(IDS[0])
    assert head in demo.run("meet", "show", IDS[0]).out


def test_show_means_the_meeting_under_way_unless_told(demo: Door) -> None:
    assert demo.run("meet", "show").out.startswith(IDS[1])
    assert demo.run("meet", "show", "siste").out.startswith(IDS[1])
    assert demo.run("meet", "show", "aaaa00").code == 2
    assert demo.run("meet", "show", IDS[0][:16]).out.startswith(IDS[0])


def test_show_tells_open_points_and_logs_the_look_where_it_is_unlocked(demo: Door) -> None:
    ran = demo.run("meet", "show", IDS[0])
    assert "Case 14." in ran.out
    assert "Still open:" in ran.out
    with house_of(demo.home, GivenClock(START)) as house:
        assert [(line.action, line.kind) for line in house.records.access_log(IDS[0])] == [
            ("edit", "meeting"),
            ("show", "meeting"),
        ]


def test_show_tells_the_course_alone_where_it_is_locked(locked: Door) -> None:
    ran = locked.run("meet", "show", IDS[0])
    assert ran.code == 0
    assert "welcome" in ran.out
    assert "Case" not in ran.out


def test_a_changed_journal_is_told_and_ends_as_damaged(demo: Door) -> None:
    path = demo.home / "journal.db"
    path.write_bytes(path.read_bytes().replace(b'"welcome"', b'"velcome"'))
    ran = demo.run("meet", "show", IDS[0])
    assert ran.code == 4
    assert "does NOT hold" in ran.out
    assert "event 1 of" in ran.out
    for words in (("meet", "list"), ("follow", IDS[0], "--no-wait")):
        told = demo.run(*words)
        assert (told.code, "was changed afterwards" in told.err) == (4, True)
        assert "meet show" in told.err
        assert told.out  # what can be read is read all the same


def test_the_mark_in_approved_minutes_is_found_in_the_log_that_went_on(door: Door) -> None:
    assert door.run("demo", "--auto").code == 0
    minutes = door.run("paper", "referat").out
    mark = minutes.rpartition("`")[0].rpartition("`")[2]
    assert len(mark) == 16
    shown = door.run("meet", "show")
    assert f"The mark in the minutes, {mark}, stands in the log, after event 30." in shown.out
    assert f"head {mark}" not in shown.out  # approving is written in the log, too


def test_a_meeting_nobody_knows_is_a_sentence(demo: Door) -> None:
    ran = demo.run("meet", "show", "ffff")
    assert (ran.code, ran.out) == (1, "")
    assert "ffff" in ran.err


def test_without_any_meeting_there_is_a_sentence_and_no_journal_is_made(door: Door) -> None:
    demo_home(door.home)
    ran = door.run("meet", "show")
    assert (ran.code, ran.out) == (1, "")
    assert not (door.home / "journal.db").exists()


# --- remove ---------------------------------------------------------------------------------------------------------


def test_a_prepared_meeting_is_removed_for_good_after_one_question_and_the_log_says_so(demo: Door) -> None:
    asked = demo.run("meet", "remove", IDS[2], typed="\n", tty=True)
    assert asked.code == 1
    assert "Remove the prepared meeting in case 16?" in asked.err
    assert "Child and consents go with it" in asked.err
    assert demo.run("meet", "remove", IDS[2]).code == 1  # nobody to ask
    with house_of(demo.home, GivenClock(START)) as house:
        assert house.records.search("Oppdikta")
        assert len(all_cases(house.records)) == 3
    assert demo.run("meet", "remove", IDS[2], typed="y\n", tty=True).code == 0
    with house_of(demo.home, GivenClock(START)) as house:
        with pytest.raises(NotFound):
            house.records.meeting(IDS[2])
        assert [case.number for case in all_cases(house.records)] == ["14", "15"]
        assert IDS[2] not in {hit.meeting_id for hit in house.records.search("Oppdikta")}
        told = [(line.action, line.kind) for line in house.records.access_log(IDS[2])]
        assert [line for line in told if line[0] != "edit"] == [("remove", "meeting")]


def test_a_meeting_that_has_begun_is_not_removed(demo: Door) -> None:
    for meeting_id in IDS[:2]:
        ran = demo.run("meet", "remove", meeting_id, "--yes")
        assert ran.code == 1
        assert "has begun" in ran.err
    with house_of(demo.home, GivenClock(START)) as house:
        assert len(all_meetings(house.records)) == 3
