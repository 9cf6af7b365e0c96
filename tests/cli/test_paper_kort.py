"""`paper kort`: without any home, for a meeting without unlocking it, and a house's own agenda first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.door import Door, door_with
from tests.documents.agenda_text import RIGHT

door = pytest.fixture(door_with("paper", "demo", "meet"), name="door")


def test_no_home_is_needed_and_none_is_made(door: Door) -> None:
    ran = door.run("paper", "kort", lang="nn")
    assert ran.code == 0
    assert ran.out.startswith("# Stikkordkort: møteleiar\n")
    assert ran.err == ""
    assert not door.home.exists()


@pytest.mark.parametrize(("lang", "title"), [("nb", "Stikkordkort: møteleder"), ("en", "Cue card: meeting leader")])
def test_the_cards_speak_the_language_asked_for(door: Door, lang: str, title: str) -> None:
    assert title in door.run("paper", "kort", lang=lang).out


def test_a_file_is_named_by_its_ending_or_in_a_folder_by_what_it_is(door: Door, tmp_path: Path) -> None:
    ran = door.run("paper", "kort", "--to", str(tmp_path / "kort.html"))
    assert ran.code == 0
    assert (tmp_path / "kort.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "no longer locked" not in ran.err
    door.run("paper", "kort", "--format", "pdf", "--to", str(tmp_path), lang="nb")
    assert (tmp_path / "kort-bti-individ-nb.pdf").read_bytes().startswith(b"%PDF")


def test_a_houses_own_agenda_comes_first_and_a_wrong_one_is_told_where(door: Door) -> None:
    own = door.home / "agendas" / "bti-individ.md"
    own.parent.mkdir(parents=True)
    own.write_text(RIGHT.replace("# ", "# Vårt eige ", 1), encoding="utf-8")
    assert "Vårt eige" in door.run("paper", "kort", lang="nn").out
    own.write_text("# Tom\n", encoding="utf-8")
    ran = door.run("paper", "kort", lang="nn")
    assert ran.code == 2
    assert "bti-individ.md:" in ran.err
    assert ran.out == ""


def test_a_meeting_gives_its_own_agenda_and_no_name(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    assert door.run("demo", "--auto", lang="nn").code == 0
    monkeypatch.setattr("btimeeting.store.keys.unlock_demo", _never)
    ran = door.run("paper", "kort", "siste", lang="nn")
    assert ran.code == 0
    assert "BTI-møte på individnivå" in ran.out


def _never(*_: object) -> None:
    raise AssertionError("nothing is unlocked for a cue card")


def test_a_meeting_that_is_not_there_is_said(door: Door) -> None:
    assert door.run("demo", "--auto", lang="nn").code == 0
    ran = door.run("paper", "kort", "ffffffff")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err
