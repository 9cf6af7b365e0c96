"""`btimeeting agenda`: what it prints, on which stream, and the exit code."""

from __future__ import annotations

import io
from argparse import Namespace
from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.cli.agenda import Command, check_agendas, list_agendas, show_agenda
from tests.cli.door import Door, door_with
from tests.documents.agenda_text import RIGHT, with_line

door = pytest.fixture(door_with("agenda"), name="door")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "agendas"
    folder.mkdir(parents=True)
    return folder.parent


def _own(home: Path, name: str, text: str = RIGHT) -> Path:
    path = home / "agendas" / name
    path.write_text(text, encoding="utf-8")
    return path


def _run(command: Command, home: Path, *, lang: str = "en", **arguments: object) -> tuple[int, str, str]:
    i18n.use(lang)
    out, err = io.StringIO(), io.StringIO()
    code = command(Namespace(home=home, **arguments), out, err)
    return code, out.getvalue(), err.getvalue()


def test_a_right_file_prints_its_phases_minutes_and_sum(home: Path) -> None:
    path = _own(home, "mitt.md")
    code, out, err = _run(check_agendas, home, files=[str(path)])
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{path}: Lite møte",
        "    5 min  Velkommen",
        "   10 min  Oppklarande runde",
        "    5 min  Tankar",
        "   20 min  together",
    ]


def test_every_problem_is_a_line_on_stdout_and_the_exit_code_is_2(home: Path) -> None:
    path = _own(home, "mitt.md", with_line("- Form: plenum", "- From: plenum").replace("Tankar (5 min)", "Tankar"))
    code, out, err = _run(check_agendas, home, files=[str(path)])
    assert (code, err) == (2, "")
    assert [line.partition(": ")[0] for line in out.splitlines()] == [f"{path}:18", f"{path}:42"]
    assert "did you mean «Form»?" in out


def test_several_files_are_checked_and_one_bad_one_is_enough(home: Path) -> None:
    good, bad = _own(home, "a.md"), _own(home, "b.md", "x")
    code, out, _ = _run(check_agendas, home, files=[str(bad), str(good)])
    assert code == 2
    assert f"{good}: Lite møte" in out
    assert f"{bad}:1: " in out


def test_without_a_file_every_agenda_is_checked(home: Path) -> None:
    assert _run(check_agendas, home, files=[])[0] == 0
    _own(home, "b.md", "x")
    code, out, _ = _run(check_agendas, home, files=[])
    assert code == 2
    assert "bti-individ.nb.md: BTI-møte på individnivå" in out


@pytest.mark.parametrize("name", ["nope.md", "nope", "{home}", "{home}/nope/x.md"])
@pytest.mark.parametrize(("command", "argument"), [(check_agendas, "files"), (show_agenda, "file")])
def test_a_file_that_is_not_there_is_a_sentence_on_stderr(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: Command, argument: str
) -> None:
    monkeypatch.chdir(home)
    given = name.format(home=home)
    code, out, err = _run(command, home, **{argument: [given] if argument == "files" else given})
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert given in err


def test_the_list_has_the_houses_own_first_and_says_what_is_broken(home: Path) -> None:
    own, bad = _own(home, "mitt.md"), _own(home, "broten.md", "x\n")
    code, out, err = _run(list_agendas, home)
    assert code == 0
    assert [line.split()[:4] for line in out.splitlines()] == [
        ["mitt", "nn", "20", "min"],
        ["bti-individ", "nn", "45", "min"],
        ["bti-individ", "nb", "45", "min"],
        ["bti-individ", "en", "45", "min"],
    ]
    assert out.splitlines()[0].endswith(f"Lite møte  ({own})")
    assert err.startswith(f"{bad}: ")
    assert f"btimeeting agenda check '{bad}'" in err


@pytest.mark.parametrize(
    ("lang", "title"), [("nn", "BTI-møte på individnivå"), ("en", "BTI meeting at individual level")]
)
def test_show_without_a_name_shows_the_meeting_itself_in_the_language_spoken(home: Path, lang: str, title: str) -> None:
    code, out, err = _run(show_agenda, home, lang=lang, file=None)
    assert (code, err) == (0, "")
    assert out.startswith(title + "\n")


def test_show_of_an_id_is_the_houses_own(home: Path) -> None:
    _own(home, "bti-individ.md")
    assert _run(show_agenda, home, file="bti-individ")[1].startswith("Lite møte\n")


def test_show_of_a_broken_file_says_what_is_wrong_on_stderr(home: Path) -> None:
    path = _own(home, "b.md", with_line("- Form: plenum", "- From: plenum"))
    code, out, err = _run(show_agenda, home, file=str(path))
    assert (code, out) == (2, "")
    assert err == f"{path}:18: «From» is not a setting; did you mean «Form»?\n"


def test_the_door_takes_the_words(door: Door, tmp_path: Path) -> None:
    path = tmp_path / "mitt.md"
    path.write_text(RIGHT, encoding="utf-8")
    assert door.run("agenda", "check", str(path)).code == 0
    assert door.run("agenda", "show", str(path)).out.startswith("Lite møte\n")
    assert "bti-individ" in door.run("agenda", "list").out
    assert door.run("agenda").code == 2
