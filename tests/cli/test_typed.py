"""Passphrases and answers typed at a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from btimeeting.cli.demo import demo_home
from btimeeting.store import keys
from btimeeting.store.home import open_home

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.cli.terminal import Terminal

PASSPHRASE = "fire heilt vanlege ord"


def test_a_passphrase_is_typed_twice_and_never_shown(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "keys", "new") as made:
        made.until("New passphrase: ")
        made.type(PASSPHRASE)
        made.until("The same once more: ")
        made.type(PASSPHRASE)
        made.until("keys recovery --home")
        assert made.ended() == 0
        assert PASSPHRASE not in made.seen
    assert keys.unlock(keys.read(open_home(home)), PASSPHRASE)

    with Terminal(home, "keys", "recovery") as code:
        code.until("Passphrase: ")
        code.type(PASSPHRASE)
        shown = code.until("Type line ")
        lines = [line for line in shown.splitlines() if line.count("-") == 3 and line == line.upper()]
        number = int(code.until(" from the paper: ").split()[0])
        code.type(lines[number - 1].lower())
        assert code.ended() == 0
    assert keys.ready_for_real_meeting(keys.read(open_home(home)))


def answer(asked: Terminal, question: str, typed: str) -> None:
    """Type once the question and its prompt stand there (before that the keys are not read as they are pressed)."""
    asked.until(question)
    asked.until("> ")
    asked.type(typed)


def test_a_meeting_is_typed_and_ends_early_with_what_was_answered(tmp_path: Path) -> None:
    demo_home(tmp_path / "home")
    with Terminal(tmp_path / "home", "meet", "held") as asked:
        answer(asked, "Case number", "14")
        answer(asked, "Name of the child", "Åse [b] Eksempel")
        answer(asked, "Day of the meeting", "32.13")
        asked.until("no such day")
        answer(asked, "Day of the meeting", "20.11.2024")
        asked.until("When it began")
        asked.until("> ")
        asked.press(b"\x04")
        assert asked.ended() == 0
        assert "paper referat" in asked.seen
        assert "Still open:" in asked.seen

    with Terminal(tmp_path / "home", "paper", "referat") as shown:
        shown.until("Eksempel")
        assert shown.ended() == 0


def test_ctrl_c_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    demo_home(tmp_path / "home")
    with Terminal(tmp_path / "home", "meet", "held") as asked:
        answer(asked, "Case number", "14")
        asked.until("Name of the child")
        asked.until("> ")
        asked.interrupt()
        assert asked.ended() == 1
        assert "Traceback" not in asked.seen
    with Terminal(tmp_path / "home", "meet", "list") as listed:
        assert listed.ended() == 0
        assert "case 14" not in listed.seen
