"""The doctor sees what is wrong, says what to do, changes nothing and tells no name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.cli import doctor_home, doctor_machine
from btimeeting.cli.doctor_finding import Finding, Status
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain.record import Case
from btimeeting.service.session import Session
from btimeeting.service.system_clock import GivenClock, SystemClock
from btimeeting.store import database, keys, slots
from btimeeting.store import home as homes
from btimeeting.store.database import open_plain
from btimeeting.store.home import Home
from tests.builders import bti_agenda, seats
from tests.cli.door import Door, door_with

PASSPHRASE = "fire heilt vanlege ord"

door = pytest.fixture(door_with("doctor"), name="door")


@dataclass
class Seen:
    """What the doctor said, by finding."""

    code: int
    findings: dict[str, dict[str, str]]

    def status(self, name: str) -> str:
        return self.findings[name]["status"]

    def not_ok(self) -> list[str]:
        return [name for name, finding in self.findings.items() if finding["status"] != "ok"]


def see(door: Door, *words: str, lang: str = "en") -> Seen:
    ran = door.run("doctor", "--json", *words, lang=lang)
    told = json.loads(ran.out)
    assert list(told) == ["findings"]
    assert all(list(finding) == ["id", "status", "what", "do"] for finding in told["findings"])
    assert ran.err == ""
    found = {finding["id"]: finding for finding in told["findings"]}
    assert len(found) == len(told["findings"])
    return Seen(ran.code, found)


def house_of(home: Home) -> House:
    return House(home, Settings(home=home.path), GivenClock(SystemClock().now().at))


@pytest.fixture
def demo(door: Door) -> Home:
    """A demo home with a record and an open meeting."""
    home = homes.create(door.home, demo=True)
    keys.create_demo(home)
    with house_of(home) as house:
        house.records.save(Case(id="case-1", number="14"), house.clock.now())
        open_meeting(house)
    return home


def open_meeting(house: House, meeting_id: str = "feed5eed00000001") -> Session:
    from btimeeting.domain.wishes import Open  # noqa: PLC0415 - one builder

    session = house.session(meeting_id)
    session.do(Open(agenda=bti_agenda(), seats=seats()))
    return session


def test_a_sound_home_is_well_and_everything_that_was_looked_at_is_told(door: Door, demo: Home) -> None:
    seen = see(door)
    assert (seen.code, seen.not_ok()) == (0, [])
    assert set(seen.findings) >= {
        *("settings", "place", "home", "private", "writable", "space", "keys", "recovery", "encrypted", "record"),
        *("journal", "chain", "open-meeting", "agendas", "sqlite", "clock", "terminal", "letters", "colours", "words"),
        "profile",
    }
    assert all(finding["what"] for finding in seen.findings.values())
    assert str(demo.path) in seen.findings["home"]["what"]


def test_what_is_wrong_always_comes_with_what_to_do(door: Door, demo: Home) -> None:
    demo.keys.write_text("{", encoding="utf-8")
    demo.path.chmod(0o755)
    seen = see(door)
    assert set(seen.not_ok()) >= {"keys", "private"}
    assert all(seen.findings[name]["do"] for name in seen.not_ok())


def test_the_doctor_changes_nothing(door: Door, demo: Home) -> None:
    demo.path.chmod(0o755)
    (demo.path / "run").chmod(0o755)
    before = {path: (path.stat().st_mode, path.stat().st_size) for path in sorted(demo.path.rglob("*"))}
    see(door)
    after = {path: (path.stat().st_mode, path.stat().st_size) for path in sorted(demo.path.rglob("*"))}
    assert {p: v for p, v in after.items() if not p.name.endswith(("-wal", "-shm"))} == before


def test_people_get_lines_with_what_to_do_under_what_is_wrong(door: Door, demo: Home) -> None:
    demo.path.chmod(0o755)
    ran = door.run("doctor")
    assert ran.code == 1
    lines = ran.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("mend this"))
    assert "chmod" in lines[at + 1]
    assert lines[-1] == "1 thing to see to."
    assert "fine" in ran.out


@pytest.mark.parametrize("made", [False, True], ids=["no folder", "a folder that is no home"])
def test_a_home_that_is_not_one_is_bad_and_the_machine_is_told_all_the_same(door: Door, made: bool) -> None:
    if made:
        door.home.mkdir()
    seen = see(door)
    assert (seen.code, seen.status("home")) == (1, "bad")
    assert "sqlite" in seen.findings
    assert "keys" not in seen.findings
    assert door.home.exists() is made


def test_a_setting_that_cannot_be_read_is_told_with_its_line_and_the_rest_is_looked_at(door: Door, demo: Home) -> None:
    demo.settings.write_text('\nwarn_at = "soon"\n', encoding="utf-8")
    seen = see(door)
    assert (seen.code, seen.not_ok()) == (1, ["settings"])
    assert "settings.toml:2" in seen.findings["settings"]["what"]


def test_a_file_that_others_may_read_is_a_warning_behind_a_closed_folder(door: Door, demo: Home) -> None:
    demo.journal.chmod(0o644)
    seen = see(door)
    assert (seen.code, seen.status("private")) == (0, "warn")
    assert "journal.db" in seen.findings["private"]["what"]


def test_a_synced_folder_is_bad(door: Door, demo: Home, tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive - Demo kommune"
    shutil.copytree(demo.path, synced)
    door.home = synced
    seen = see(door)
    assert (seen.code, seen.status("place")) == (1, "bad")


@pytest.mark.parametrize(
    ("free_mb", "status"), [(500, Status.OK), (499, Status.WARN), (50, Status.WARN), (49, Status.BAD), (0, Status.BAD)]
)
def test_little_room_is_a_warning_and_no_room_is_bad(free_mb: int, status: Status) -> None:
    assert doctor_home.space(free_mb * 1_000_000).status is status


def test_a_folder_that_takes_no_write_is_bad(door: Door, demo: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from btimeeting.store.errors import DiskFull  # noqa: PLC0415 - one test

    def full(path: Path) -> None:
        raise DiskFull(path)

    monkeypatch.setattr(homes, "probe", full)
    seen = see(door)
    assert (seen.code, seen.status("writable")) == (1, "bad")
    assert demo.path.exists()


# --- keys and record ------------------------------------------------------------------------------------------------


@pytest.fixture
def real(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A real home with a record, and its passphrase in `right`."""
    monkeypatch.setattr(slots, "REAL", slots.CHEAP)
    monkeypatch.setattr(slots, "WEAKEST_REAL_KIB", slots.CHEAP.memory_kib)
    home = homes.create(door.home, demo=False)
    keys.create(home, PASSPHRASE, hint="")
    (tmp_path / "right").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "wrong").write_text(PASSPHRASE + "x", encoding="utf-8")
    house = House(home, Settings(home=home.path), SystemClock(), tmp_path / "right")
    with house:
        house.records.save(Case(id="case-1", number="14"), house.clock.now())
    return home


def test_without_a_recovery_code_there_is_a_warning_until_it_is_made(door: Door, real: Home) -> None:
    seen = see(door)
    assert (seen.code, seen.not_ok()) == (0, ["recovery"])
    keys.add_recovery(real, keys.unlock(keys.read(real), PASSPHRASE), hint="")
    assert see(door).not_ok() == []


def test_a_locked_record_is_not_looked_at_and_nobody_is_asked(door: Door, real: Home) -> None:
    assert real.records.exists()
    seen = see(door)
    assert seen.status("record") == "ok"
    assert "locked" in seen.findings["record"]["what"]


def test_with_the_passphrase_the_record_is_looked_at(door: Door, real: Home, tmp_path: Path) -> None:
    seen = see(door, "--passphrase-file", str(tmp_path / "right"))
    assert "records.db" in seen.findings["record"]["what"]
    assert real.records.name in seen.findings["record"]["what"]


@pytest.mark.parametrize("name", ["wrong", "not-there"])
def test_a_passphrase_that_does_not_open_is_bad(door: Door, real: Home, tmp_path: Path, name: str) -> None:
    assert not real.demo
    seen = see(door, "--passphrase-file", str(tmp_path / name))
    assert (seen.code, seen.status("record")) == (1, "bad")


def test_a_damaged_keys_file_is_bad(door: Door, real: Home) -> None:
    real.keys.write_text(real.keys.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    assert (see(door).code, see(door).status("keys")) == (1, "bad")


def test_a_record_in_plain_text_is_bad_also_when_it_is_locked(door: Door, real: Home) -> None:
    real.records.unlink()
    with database.write(database.open_plain(real.records)) as conn:
        conn.execute("CREATE TABLE t(x)")
    seen = see(door)
    assert (seen.code, seen.status("encrypted")) == (1, "bad")


def test_a_flipped_byte_anywhere_in_the_record_is_found_when_it_may_be_opened(door: Door, demo: Home) -> None:
    size = demo.records.stat().st_size
    for at in range(2000, size, size // 6):
        flip(demo.records, at)
        assert see(door).status("record") == "bad", at
        flip(demo.records, at)


# --- the journal ----------------------------------------------------------------------------------------------------


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 0xFF
    path.write_bytes(bytes(raw))


def test_a_changed_event_is_found_with_meeting_and_place(door: Door, demo: Home) -> None:
    raw = demo.journal.read_bytes()
    assert raw.count(b"welcome") > 0
    demo.journal.write_bytes(raw.replace(b'"welcome"', b'"velcome"'))
    seen = see(door)
    assert (seen.code, seen.status("chain")) == (1, "bad")
    assert "feed5eed:1" in seen.findings["chain"]["what"]


def test_a_journal_somebody_has_worked_on_by_hand_is_found_by_what_is_missing_or_strange(
    door: Door, demo: Home
) -> None:
    conn = open_plain(demo.journal)
    for sql in ("DROP TRIGGER event_has_no_gap", "CREATE TABLE nokon(x)", "ALTER TABLE event ADD COLUMN x TEXT"):
        conn.execute(sql)
    conn.close()
    seen = see(door)
    assert (seen.code, seen.status("journal"), seen.status("record")) == (1, "bad", "ok")
    assert "event, event_has_no_gap, nokon" in seen.findings["journal"]["what"]


def test_a_journal_that_is_no_database_is_bad(door: Door, demo: Home) -> None:
    demo.journal.write_bytes(b"not a database" * 500)
    seen = see(door)
    assert (seen.code, seen.status("journal")) == (1, "bad")


def test_a_home_without_a_meeting_is_well(door: Door) -> None:
    keys.create_demo(homes.create(door.home, demo=True))
    seen = see(door)
    assert (seen.code, seen.not_ok()) == (0, [])
    assert not (door.home / "journal.db").exists()


@pytest.mark.parametrize(("after", "status"), [(timedelta(hours=2), "ok"), (timedelta(hours=4), "warn")])
def test_a_meeting_nobody_has_touched_for_hours_was_left_open(
    door: Door, demo: Home, after: timedelta, status: str
) -> None:
    assert door.home == demo.path
    clock = GivenClock(SystemClock().now().at + after)
    found = {finding.id: finding for finding in doctor_home.journal(demo, clock)}
    assert found["open-meeting"].status == status


# --- agendas, machine -----------------------------------------------------------------------------------------------


def test_an_agenda_that_cannot_be_used_is_named(door: Door, demo: Home) -> None:
    (demo.path / "settings.toml").write_text('profile = "vaar"\n', encoding="utf-8")
    (demo.agendas / "vår.md").write_text("# Utan fasar\n", encoding="utf-8")
    seen = see(door)
    assert (seen.code, seen.status("agendas")) == (0, "warn")
    assert "vår.md" in seen.findings["agendas"]["what"]
    assert "agenda check" in seen.findings["agendas"]["do"]
    assert seen.status("profile") == "warn"
    assert "«vaar»" in seen.findings["profile"]["what"]


@pytest.mark.parametrize(
    ("columns", "rows", "term", "status"),
    [
        (80, 24, "xterm", Status.OK),
        (79, 24, "xterm", Status.WARN),
        (80, 23, "xterm", Status.WARN),
        (200, 60, "dumb", Status.WARN),
    ],
)
def test_a_terminal_that_is_too_small_or_too_simple_is_a_warning(
    columns: int, rows: int, term: str, status: Status
) -> None:
    size = os.terminal_size((columns, rows))
    assert doctor_machine.terminal({"TERM": term}, tty=True, size=size).status is status
    assert doctor_machine.terminal({"TERM": term}, tty=False, size=size).status is Status.OK


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"TERM": "xterm-256color"}, Status.OK),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Status.OK),
        ({"TERM": "xterm", "NO_COLOR": "1"}, Status.OK),
        ({"TERM": "vt100"}, Status.WARN),
    ],
)
def test_few_colours_are_a_warning(environ: dict[str, str], status: Status) -> None:
    assert doctor_machine.colours(environ, tty=True).status is status


@pytest.mark.parametrize(
    ("encoding", "status"),
    [("utf-8", Status.OK), ("UTF-8", Status.OK), ("utf_8", Status.OK), ("cp1252", Status.WARN), ("", Status.WARN)],
)
def test_letters_other_than_utf_8_are_a_warning(encoding: str, status: Status) -> None:
    assert doctor_machine.letters(encoding).status is status


def words_in(folder: Path, **sentences: dict[str, str]) -> Finding:
    from io import BytesIO  # noqa: PLC0415 - babel is slow to load

    from babel.messages.catalog import Catalog  # noqa: PLC0415 - likewise
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - likewise

    for language, entries in sentences.items():
        catalog = Catalog(locale=language)
        for source, words in entries.items():
            catalog.add(source, words)
        target = folder / language / "LC_MESSAGES" / "btimeeting.mo"
        target.parent.mkdir(parents=True)
        buffer = BytesIO()
        write_mo(buffer, catalog)
        target.write_bytes(buffer.getvalue())
    return doctor_machine.words(folder)


def test_words_that_one_language_lacks_are_found(tmp_path: Path) -> None:
    both = {"one": "ein", "two": "to"}
    assert words_in(tmp_path / "1", nn=both, nb=both).status is Status.OK
    lacking = words_in(tmp_path / "2", nn=both, nb={"one": "en"})
    assert (lacking.status, "nb" in lacking.what, "nn" in lacking.what) == (Status.BAD, True, False)


@pytest.mark.parametrize("content", [None, b"", b"not words", b"\xde\x12\x04\x95\x00\x00\x00\x00\xff\xff\xff\xff"])
def test_words_that_are_missing_or_broken_are_found(tmp_path: Path, content: bytes | None) -> None:
    both = {"one": "ein"}
    words_in(tmp_path, nn=both, nb=both)
    broken = tmp_path / "nb" / "LC_MESSAGES" / "btimeeting.mo"
    broken.unlink()
    if content is not None:
        broken.write_bytes(content)
    assert doctor_machine.words(tmp_path).status is Status.BAD


def test_a_sqlite_that_damages_files_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    from btimeeting.store import driver  # noqa: PLC0415 - one test

    assert doctor_machine.sqlite().status is Status.OK
    monkeypatch.setattr(driver, "wal_is_safe", lambda _version: False)
    assert doctor_machine.sqlite().status is Status.BAD


def test_a_machine_without_a_boot_clock_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from btimeeting.service import system_clock  # noqa: PLC0415 - one test

    monkeypatch.setattr(system_clock, "_boot_id", lambda: None)
    assert doctor_machine.clock().status is Status.WARN


def test_the_doctors_words_need_no_database_until_it_is_asked() -> None:
    code = "import sys, btimeeting.cli.doctor; print('sqlcipher3' in sys.modules, 'pydantic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["False", "False"]
