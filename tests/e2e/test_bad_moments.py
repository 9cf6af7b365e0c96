"""What goes wrong on an ordinary day: each is a sentence and the contract's exit code, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.program import a_sentence, btimeeting


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo home with one meeting in it."""
    home = tmp_path_factory.mktemp("played") / "home"
    assert btimeeting("demo", "--auto", home=home).returncode == 0
    return home


@pytest.fixture
def home(played: Path, tmp_path: Path) -> Path:
    """A copy of it to spoil."""
    shutil.copytree(played, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A real home and the file its passphrase stands in."""
    folder = tmp_path_factory.mktemp("locked")
    (folder / "passphrase").write_text("fire heilt vanlege ord\n", encoding="utf-8")
    ran = btimeeting("keys", "new", "--passphrase-file", str(folder / "passphrase"), home=folder / "home")
    assert ran.returncode == 0, ran.stderr
    return folder / "home", folder / "passphrase"


def test_no_home_yet(tmp_path: Path) -> None:
    ran = btimeeting("record", "list", home=tmp_path / "nowhere")

    assert ran.returncode == 1
    assert "btimeeting demo" in a_sentence(ran)


def test_a_home_without_a_meeting(locked: tuple[Path, Path]) -> None:
    ran = btimeeting("paper", "referat", "--passphrase-file", str(locked[1]), home=locked[0])

    assert ran.returncode == 1
    a_sentence(ran)


def test_a_wrong_passphrase(locked: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("eit anna passord\n", encoding="utf-8")

    ran = btimeeting("record", "list", "--passphrase-file", str(tmp_path / "wrong"), home=locked[0])

    assert ran.returncode == 3
    assert "eit anna passord" not in a_sentence(ran)
    again = btimeeting("record", "list", "--json", "--passphrase-file", str(locked[1]), home=locked[0])
    assert json.loads(again.stdout) == []


def test_a_locked_home_and_nobody_to_ask(locked: tuple[Path, Path]) -> None:
    ran = btimeeting("record", "list", home=locked[0], typed="")

    assert ran.returncode == 3
    assert "--passphrase-file" in a_sentence(ran)


def test_a_damaged_record_is_told_and_left_as_it_is(home: Path) -> None:
    records = home / "records.db"
    data = bytearray(records.read_bytes())
    data[: len(data) // 2] = os.urandom(len(data) // 2)
    records.write_bytes(data)

    ran = btimeeting("record", "list", home=home)

    assert ran.returncode == 4
    assert "records.db" in a_sentence(ran)
    assert records.read_bytes() == bytes(data)


def test_a_journal_that_is_no_database(home: Path) -> None:
    (home / "journal.db").write_bytes(b"this is a letter, not a journal" * 200)
    for name in ("journal.db-wal", "journal.db-shm"):
        (home / name).unlink(missing_ok=True)

    ran = btimeeting("follow", "--no-wait", home=home)

    assert ran.returncode == 4
    a_sentence(ran)


def test_a_home_from_a_newer_program(home: Path) -> None:
    made = json.loads((home / "home.json").read_text("utf-8"))
    (home / "home.json").write_text(json.dumps(made | {"format": 99}), encoding="utf-8")

    ran = btimeeting("record", "list", home=home)

    assert ran.returncode == 4
    a_sentence(ran)


def test_missing_keys_are_damage_and_never_made_anew(home: Path) -> None:
    (home / "keys.json").unlink()

    ran = btimeeting("record", "list", home=home)

    assert ran.returncode == 4
    a_sentence(ran)
    assert not (home / "keys.json").exists()


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder", encoding="utf-8")

    ran = btimeeting("demo", "--auto", home=tmp_path / "home")

    assert ran.returncode == 1
    a_sentence(ran)
    assert (tmp_path / "home").read_text("utf-8") == "not a folder"


def test_settings_with_a_slip_name_file_line_and_mend(home: Path) -> None:
    (home / "settings.toml").write_text('# ours\ntheem = "light"\n', encoding="utf-8")

    ran = btimeeting("record", "list", home=home)

    assert ran.returncode == 2
    said = a_sentence(ran)
    assert "settings.toml:2" in said
    assert "theme" in said


def test_an_agenda_with_slips_tells_all_of_them_at_once(tmp_path: Path) -> None:
    agenda = tmp_path / "var.md"
    agenda.write_bytes(
        "\ufeff# Vårt møte\r\n\r\n- Agenda: var\r\n- Språk: nn\r\n- Samla tid: 20 min\r\n\r\n"
        "##Velkommen (5\u00a0min)\r\n\r\n## Runde (10 min)\r\n\r\n- From: runde\r\n".encode()
    )

    ran = btimeeting("agenda", "check", str(agenda))

    assert ran.returncode == 2
    lines = ran.stdout.strip().splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(f"{agenda}:") for line in lines)


@pytest.mark.parametrize("words", [("meeet",), ("paper", "referrat"), ("demo", "--speed", "fort"), ("record", "show")])
def test_a_call_nobody_understands_is_one_sentence(words: tuple[str, ...]) -> None:
    ran = btimeeting(*words)

    assert ran.returncode == 2
    assert len(a_sentence(ran).strip().splitlines()) == 1
    assert ran.stdout == ""


def test_no_such_meeting(home: Path) -> None:
    ran = btimeeting("paper", "referat", "ffffffff", home=home)

    assert ran.returncode == 1
    assert "ffffffff" in a_sentence(ran)


def test_a_place_that_cannot_be_written(home: Path, tmp_path: Path) -> None:
    ran = btimeeting("paper", "referat", "--to", str(tmp_path / "no" / "such" / "folder.md"), home=home)

    assert ran.returncode == 1
    assert f"Det finst inga mappe {tmp_path / 'no' / 'such'}. " in a_sentence(ran)


def test_looking_at_a_meeting_changes_nothing_in_the_home(home: Path) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*.json")}

    btimeeting("follow", "--no-wait", home=home)

    assert {path: path.read_bytes() for path in home.rglob("*.json")} == before
