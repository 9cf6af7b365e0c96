"""`record erase|lock|unlock|archived`: safe by default, and nothing said that is not so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from btimeeting.cli.demo import demo_home
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain.wishes import Next, Open, Start
from btimeeting.service.overview import overview
from btimeeting.service.ports import NotFound
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from btimeeting.store.database import open_encrypted, read
from btimeeting.store.keys import unlock_demo
from tests.builders import START, bti_agenda, seats
from tests.cli.door import Door, door_with
from tests.store.decrypted import all_bytes
from tests.store.record_values import EVERYTHING, moment

door = pytest.fixture(door_with("record"), name="door")
CASE = "Sak 14"


@pytest.fixture
def house(door: Door) -> Iterator[House]:
    """A case with a value of every kind, its meeting held and closed in the journal."""
    demo_home(door.home)
    clock = GivenClock(START)
    with House(homes.open_home(door.home), Settings(home=door.home), clock) as made:
        made.records.save_all(EVERYTHING, moment())
        session = made.session("meeting-1")
        session.do(Open(agenda=bti_agenda(), seats=seats()))
        session.do(Start())
        made.journal.set_labels("meeting-1", {"t1": "Helsestasjonen"})
        yield made


def _end_meeting(house: House) -> None:
    session, clock = house.session("meeting-1"), house.clock
    assert isinstance(clock, GivenClock)
    for _ in range(100):
        clock.put(clock.now().at + timedelta(minutes=1))
        session.do(Next(session.meeting.step))


def _there(house: House) -> bool:
    try:
        return bool(house.records.meeting("meeting-1").participants)
    except NotFound:
        return False


def test_nothing_is_erased_while_a_meeting_is_under_way_nor_unless_the_number_is_written_again(
    house: House, door: Door
) -> None:
    going = door.run("record", "erase", CASE, "--why", "bestilt", typed=f"{CASE}\n")
    assert (going.code, going.out) == (1, "")
    assert "meet resume meeting-1" in going.err
    assert door.run("record", "lock", CASE, "--why", "tvist").code == 1
    _end_meeting(house)
    for typed in ("", "\n", "ja\n", "15\n"):
        ran = door.run("record", "erase", CASE, "--why", "bestilt", typed=typed)
        assert ran.code == 1
        assert "Nothing was erased." in ran.err
    no_reason = door.run("record", "erase", CASE, typed=f"\n{CASE}\n", tty=True)
    assert no_reason.code == 1
    assert "The archive does not have 1 document of this case" in no_reason.err
    for why in ("mor til Åse ba om det", "Åses mor ba om det"):
        named = door.run("record", "erase", CASE, "--why", why, typed=f"{CASE}\n")
        assert named.code == 1
        assert "without names" in named.err
    assert _there(house)


def test_an_erased_case_is_gone_and_the_journal_keeps_its_nameless_course(house: House, door: Door) -> None:
    _end_meeting(house)
    assert door.run("record", "archived", CASE, "26/1234-1").err == "1 document is now told to be in the archive.\n"
    course = house.journal.since("meeting-1")
    ran = door.run("record", "erase", CASE, typed="sak  14\n", tty=True)
    assert ran.code == 0
    assert "1 meeting, 1 document" in ran.err
    assert "Erased, with all traces" in ran.err
    assert not _there(house)
    assert house.journal.since("meeting-1") == course
    assert house.journal.labels("meeting-1") == {}
    pages = all_bytes(house.home.records, unlock_demo(house.home))
    assert not [word for word in ("Åse", "Kari", "leksehjelp", "Vanskeleg") if word.encode() in pages]
    assert door.run("record", "show", CASE).code == 1
    log = door.run("record", "log", "case-1")
    assert [line.split("  ", 2)[2] for line in log.out.splitlines() if "changed" not in line] == [
        "told to be in the archive: case  case-1",
        "erased: case  case-1",
    ]


def test_what_another_window_still_reads_is_told_and_erased_when_asked_again(
    house: House, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    _end_meeting(house)
    monkeypatch.setattr(
        "btimeeting.store.records.RecordsStore.open.__func__.__kwdefaults__", {"timeout_s": 0.01, "any_thread": False}
    )
    reader = open_encrypted(house.home.records, unlock_demo(house.home), read_only=True)
    with read(reader) as old:
        old.execute("SELECT count(*) FROM notes").fetchall()
        ran = door.run("record", "erase", CASE, "--why", "bestilt", typed=f"{CASE}\n")
        assert ran.code == 1
        assert "run: btimeeting record erase case-1" in ran.err
    reader.close()
    again = door.run("record", "erase", "case-1")
    assert again.code == 0
    assert "Erased, with all traces" in again.err
    assert b"Vanskeleg" not in all_bytes(house.home.records, unlock_demo(house.home))


def test_a_locked_case_says_how_it_is_unlocked(house: House, door: Door) -> None:
    _end_meeting(house)
    assert len(overview(house.records, house.journal, house.clock.today()).recent) == 1
    assert door.run("record", "lock", CASE, typed="\n", tty=True).code == 1
    assert "named" not in door.run("record", "lock", CASE, "--why", "Åse").err
    assert door.run("record", "lock", CASE, typed="tvist om innhaldet\n", tty=True).code == 0
    assert "locked already" in door.run("record", "lock", CASE, "--why", "tvist").err
    assert overview(house.records, house.journal, house.clock.today()).recent == ()  # nor does the home tell of it
    shown = door.run("record", "show", CASE)
    assert (shown.code, shown.out) == (1, "")
    assert "btimeeting record unlock 'Sak 14'" in shown.err
    assert door.run("record", "list").out == "Sak 14  (locked)\n"
    assert "can be read" in door.run("record", "unlock", CASE, "--why", "semje").err
    assert "was not locked" in door.run("record", "unlock", CASE, "--why", "semje").err
    assert "leksehjelp" in door.run("record", "show", CASE).out
