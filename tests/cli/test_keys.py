"""Keys on the command line: a home is made, nobody is locked out, no secret stands where it can be read."""

from __future__ import annotations

import json
import stat
from datetime import date
from pathlib import Path

import pytest

from btimeeting.i18n.dates import short_date
from btimeeting.store import home as homes
from btimeeting.store import keys, slots
from btimeeting.store.recovery_code import LINES
from tests.cli.door import Door, Ran, door_with

PASSPHRASE = "fire heilt vanlege ord"
OTHER = "fire andre vanlege ord"
MISTYPED = "fire heilt vanlege orf"

door = pytest.fixture(door_with("keys"), name="door")


@pytest.fixture(autouse=True)
def _guesses_that_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "REAL", slots.CHEAP)
    monkeypatch.setattr(slots, "WEAKEST_REAL_KIB", slots.CHEAP.memory_kib)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(f"{PASSPHRASE}\nnot this line\n", encoding="utf-8")
    return path


@pytest.fixture
def opened(door: Door, file: Path) -> Door:
    """A door to a home that was made with `file`."""
    assert door.run("keys", "new", "--passphrase-file", str(file), "--hint", "kontoret").code == 0
    return door


def recovery_code(door: Door, file: Path) -> str:
    ran = door.run("keys", "recovery", "--passphrase-file", str(file))
    assert ran.code == 0
    return ran.out.strip()


def slot_ids(door: Door) -> list[str]:
    return [line.split()[0] for line in door.run("keys", "list").out.splitlines()]


def test_new_makes_a_private_home_that_its_passphrase_opens(door: Door, file: Path) -> None:
    ran = door.run("keys", "new", "--passphrase-file", str(file))
    assert ran.code == 0
    assert str(door.home) in ran.out
    assert stat.S_IMODE(door.home.stat().st_mode) == 0o700
    home = homes.open_home(door.home)
    assert not home.demo
    assert keys.unlock(keys.read(home), PASSPHRASE)


def test_new_says_how_to_make_a_recovery_code_in_the_same_home(door: Door, file: Path) -> None:
    ran = door.run("keys", "new", "--passphrase-file", str(file))
    assert f"btimeeting keys recovery --home {door.home}" in ran.err


def test_new_never_overwrites_keys(opened: Door, file: Path) -> None:
    before = (opened.home / "keys.json").read_bytes()
    ran = opened.run("keys", "new", "--passphrase-file", str(file))
    assert (ran.code, ran.out) == (1, "")
    assert (opened.home / "keys.json").read_bytes() == before


def test_new_goes_on_with_a_home_whose_making_was_interrupted(door: Door, file: Path) -> None:
    homes.create(door.home, demo=False)
    assert door.run("keys", "new", "--passphrase-file", str(file)).code == 0
    assert door.run("keys", "check", "--passphrase-file", str(file)).code == 0


def test_new_asks_twice_and_begins_again_when_the_two_differ(door: Door) -> None:
    door.passphrases(PASSPHRASE, MISTYPED, PASSPHRASE, PASSPHRASE)
    ran = door.run("keys", "new", tty=True)
    assert ran.code == 0
    assert ran.err.count("not alike") == 1
    assert PASSPHRASE not in ran.out + ran.err


def test_new_makes_nothing_when_the_two_never_are_alike(door: Door) -> None:
    door.passphrases(*[PASSPHRASE, MISTYPED] * 3)
    assert door.run("keys", "new", tty=True).code == 1
    assert not door.home.exists()


def test_a_passphrase_that_is_too_short_is_told_before_anything_is_made(door: Door, tmp_path: Path) -> None:
    door.passphrases("kort")
    ran = door.run("keys", "new", tty=True)
    assert ran.code == 2
    assert "8" in ran.err
    assert not door.home.exists()
    file = tmp_path / "short"
    file.write_text("kort\n")
    assert door.run("keys", "new", "--passphrase-file", str(file)).code == 2
    assert not door.home.exists()


def test_a_second_passphrase_without_a_terminal_asks_for_a_file_of_its_own(opened: Door, file: Path) -> None:
    ran = opened.run("keys", "add", "--passphrase-file", str(file))
    assert ran.code == 2
    assert "--new-passphrase-file FILE" in ran.err


def test_a_home_without_keys_or_record_is_told_to_be_unfinished_and_not_lost(door: Door) -> None:
    homes.create(door.home, demo=False)
    ran = door.run("keys", "list")
    assert (ran.code, ran.out) == (1, "")
    assert f"is not finished. Finish it with: btimeeting keys new --home {door.home}" in ran.err


def test_new_without_a_terminal_asks_for_a_file(door: Door) -> None:
    ran = door.run("keys", "new")
    assert ran.code == 2
    assert "--passphrase-file FILE" in ran.err
    assert not door.home.exists()


def test_a_passphrase_typed_with_a_ring_of_its_own_is_the_same_passphrase(door: Door) -> None:
    door.passphrases("blåbær på fjellet", "blåbær på fjellet")
    assert door.run("keys", "new", tty=True).code == 0


def test_list_shows_ids_kinds_days_and_hints_and_nothing_secret(opened: Door, file: Path) -> None:
    code = recovery_code(opened, file)
    ran = opened.run("keys", "list")
    first, second = ran.out.splitlines()
    assert (first.split()[1], first.split()[-1]) == ("passphrase", "kontoret")
    assert "recovery code" in second
    assert not any(line in ran.out for line in code.splitlines())
    stored = keys.read(homes.open_home(opened.home)).slots
    for line, slot in zip((first, second), stored, strict=True):
        assert slot.made_on is not None
        assert short_date(date.fromisoformat(slot.made_on)) in line
    assert not any(slot.wrapped in ran.out or slot.salt in ran.out for slot in stored)


def test_a_key_of_an_older_file_has_no_day_and_still_stands_in_the_list(opened: Door) -> None:
    path = homes.open_home(opened.home).keys
    older = json.loads(path.read_bytes())
    del older["slots"][0]["made_on"], older["checksum"]
    older["checksum"] = keys._checksum(older)
    path.write_text(json.dumps(older), encoding="utf-8")
    assert opened.run("keys", "list").out.split()[2] == "–"


def test_list_says_what_is_missing_before_a_real_meeting_until_it_is_there(opened: Door, file: Path) -> None:
    assert "keys recovery" in opened.run("keys", "list").err
    recovery_code(opened, file)
    assert opened.run("keys", "list").err == ""


def test_the_recovery_code_is_data_alone_on_stdout_and_opens(opened: Door, file: Path) -> None:
    ran = opened.run("keys", "recovery", "--passphrase-file", str(file))
    assert len(ran.out.splitlines()) == LINES
    assert not any(line in ran.err for line in ran.out.splitlines())
    assert opened.run("keys", "check", "--code", typed=ran.out).code == 0


@pytest.mark.parametrize(
    "spelling",
    [str.lower, lambda code: code.replace("\n", " "), lambda code: code.replace("-", " "), lambda code: f"{code}\n\nx"],
    ids=["small letters", "one line", "spaces", "more after an empty line"],
)
def test_a_recovery_code_is_read_as_people_type_it(opened: Door, file: Path, spelling: object) -> None:
    assert callable(spelling)
    code = recovery_code(opened, file)
    assert opened.run("keys", "check", "--code", typed=spelling(code)).code == 0


def test_a_mistyped_recovery_code_is_told_by_its_line(opened: Door, file: Path) -> None:
    lines = recovery_code(opened, file).splitlines()
    lines[2] = ("0" if lines[2][0] != "0" else "1") + lines[2][1:]
    ran = opened.run("keys", "check", "--code", typed="\n".join(lines))
    assert ran.code == 3
    assert "line 3" in ran.err


def test_another_homes_recovery_code_does_not_open(opened: Door, file: Path, tmp_path: Path) -> None:
    recovery_code(opened, file)
    mine, opened.home = opened.home, tmp_path / "other"
    opened.run("keys", "new", "--passphrase-file", str(file))
    foreign, opened.home = recovery_code(opened, file), mine
    ran = opened.run("keys", "check", "--code", typed=foreign)
    assert (ran.code, ran.out) == (3, "")


def typed_back(door: Door, monkeypatch: pytest.MonkeyPatch, answers: list[str | None]) -> Ran:
    """Run `keys recovery` on a terminal; None stands for the line that was asked for, as it is on the paper."""
    shown: list[str] = []

    class Reader:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            answer = answers.pop(0) if answers else ""
            return shown[2].lower() + "\n" if answer is None else answer

    real = keys.add_recovery

    def remembered(*args: object, **kwargs: object) -> object:
        slot_id, code = real(*args, **kwargs)  # type: ignore[arg-type]
        shown.extend(code.lines)
        return slot_id, code

    monkeypatch.setattr("btimeeting.cli.keys.secrets.randbelow", lambda _n: 2)
    monkeypatch.setattr(keys, "add_recovery", remembered)
    monkeypatch.setattr("tests.cli.door.Typed", lambda *_args, **_more: Reader())
    door.passphrases(PASSPHRASE)
    return door.run("keys", "recovery", tty=True)


def test_on_a_terminal_a_line_of_the_code_is_typed_back(opened: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = typed_back(opened, monkeypatch, ["0000-0000-0000-0000\n", None])
    assert ran.code == 0
    assert ran.err.count("Type line 3") == 2
    assert ran.err.count("That is not what stands in line 3.") == 1


@pytest.mark.parametrize("answers", [["x\n", "\n", "y\n"], []], ids=["three times wrong", "end of input"])
def test_a_code_nobody_could_type_back_is_told_with_how_to_replace_it(
    opened: Door, monkeypatch: pytest.MonkeyPatch, answers: list[str | None]
) -> None:
    ran = typed_back(opened, monkeypatch, answers)
    assert ran.code == 1
    assert f"keys remove {slot_ids(opened)[-1]}" in ran.err


def test_add_makes_a_second_passphrase_that_opens_beside_the_first(opened: Door, file: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.write_text(OTHER, encoding="utf-8")
    ran = opened.run("keys", "add", "--passphrase-file", str(file), "--new-passphrase-file", str(second))
    assert ran.code == 0
    for each in (file, second):
        assert opened.run("keys", "check", "--passphrase-file", str(each)).code == 0


def test_who_forgot_the_passphrase_makes_a_new_one_with_the_recovery_code(
    opened: Door, file: Path, tmp_path: Path
) -> None:
    code = recovery_code(opened, file)
    fresh = tmp_path / "fresh"
    fresh.write_text(OTHER, encoding="utf-8")
    assert opened.run("keys", "add", "--code", "--new-passphrase-file", str(fresh), typed=code).code == 0
    assert opened.run("keys", "check", "--passphrase-file", str(fresh)).code == 0


def test_add_with_a_wrong_passphrase_adds_nothing(opened: Door, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text(MISTYPED, encoding="utf-8")
    before = (opened.home / "keys.json").read_bytes()
    ran = opened.run("keys", "add", "--passphrase-file", str(wrong), "--new-passphrase-file", str(wrong))
    assert ran.code == 3
    assert (opened.home / "keys.json").read_bytes() == before


def test_a_removed_passphrase_opens_no_more(opened: Door, file: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.write_text(OTHER, encoding="utf-8")
    recovery_code(opened, file)
    opened.run("keys", "add", "--passphrase-file", str(file), "--new-passphrase-file", str(second))
    ran = opened.run("keys", "remove", slot_ids(opened)[0][:8], "--passphrase-file", str(second))
    assert ran.code == 0
    assert opened.run("keys", "check", "--passphrase-file", str(file)).code == 3
    assert opened.run("keys", "check", "--passphrase-file", str(second)).code == 0


def test_the_key_one_stands_on_is_not_sawn_off(opened: Door, file: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.write_text(OTHER, encoding="utf-8")
    recovery_code(opened, file)
    opened.run("keys", "add", "--passphrase-file", str(file), "--new-passphrase-file", str(second))
    own = slot_ids(opened)[0]
    assert opened.run("keys", "remove", own, "--passphrase-file", str(file)).code == 3
    assert own in slot_ids(opened)


def test_the_last_two_keys_stay_and_nobody_is_asked_for_a_passphrase_first(opened: Door, file: Path) -> None:
    recovery_code(opened, file)
    ran = opened.run("keys", "remove", slot_ids(opened)[0])
    assert ran.code == 1
    assert len(slot_ids(opened)) == 2


@pytest.mark.parametrize("wanted", ["ffff", "zz", ""])
def test_a_key_that_is_not_there_or_not_told_from_another_is_not_removed(opened: Door, file: Path, wanted: str) -> None:
    recovery_code(opened, file)
    assert opened.run("keys", "remove", wanted, "--passphrase-file", str(file)).code == 2
    assert len(slot_ids(opened)) == 2


def test_check_changes_nothing_and_says_wrong_as_locked(opened: Door, file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text(MISTYPED, encoding="utf-8")
    before = (opened.home / "keys.json").read_bytes()
    assert opened.run("keys", "check", "--passphrase-file", str(file)).code == 0
    assert opened.run("keys", "check", "--passphrase-file", str(wrong)).code == 3
    assert (opened.home / "keys.json").read_bytes() == before


def test_a_demo_opens_without_a_question(door: Door) -> None:
    keys.create_demo(homes.create(door.home, demo=True))
    ran = door.run("keys", "check")
    assert ran.code == 0
    assert "demo" in ran.out


def test_a_home_that_is_not_there_is_a_sentence(door: Door) -> None:
    for command in ("list", "check", "recovery", "add"):
        ran = door.run("keys", command)
        assert (ran.code, ran.out) == (1, ""), command
        assert "keys new" in ran.err


@pytest.mark.parametrize("words", [("--passphrase", PASSPHRASE), ("check", PASSPHRASE), ("add", PASSPHRASE)])
def test_a_passphrase_in_the_arguments_is_bad_usage(opened: Door, words: tuple[str, ...]) -> None:
    assert opened.run("keys", *words).code == 2


def test_a_damaged_keys_file_is_told_as_damaged_and_not_as_a_wrong_passphrase(opened: Door, file: Path) -> None:
    path = opened.home / "keys.json"
    path.write_text(path.read_text(encoding="utf-8").replace("kontoret", "kontoRet"), encoding="utf-8")
    assert opened.run("keys", "check", "--passphrase-file", str(file)).code == 4
