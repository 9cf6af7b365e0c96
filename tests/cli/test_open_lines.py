"""The lines that open other windows: they run as they stand, in a terminal that knows nothing of this one."""

from __future__ import annotations

import shlex
import shutil
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from btimeeting.cli import open_lines
from btimeeting.cli.parser import build
from btimeeting.cli.wiring import House, settings_of
from btimeeting.config import home_folder
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes


def _house(path: Path) -> House:
    settings = settings_of(Namespace(home=path))
    return House(homes.create(path, demo=True), settings, SystemClock(settings.time_zone))


def test_the_home_is_named_unless_it_is_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/btimeeting")
    odd = _house(tmp_path / "Åse og Bo" / "heim")
    monkeypatch.setenv("BTIMEETING_HOME", str(odd.home.path))  # which another terminal need not have
    for name, line in open_lines.lines(odd):
        words = shlex.split(line)
        assert words == ["btimeeting", *open_lines.WINDOWS[name], "--home", str(odd.home.path)]
        assert build().parse_args(words[1:]).command == next(iter(open_lines.WINDOWS[name]), None)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    usual = home_folder({})
    if usual.is_relative_to(tmp_path):  # where the system takes its place for data from there
        usual.parent.mkdir(parents=True)
        assert [line for _, line in open_lines.lines(_house(usual))] == [
            *(f"btimeeting {window}" for window in ("wall", "pad", "viddevakt", "evaluate", "meet resume")),
            "btimeeting",
            *(f"btimeeting paper {kind} siste --format pdf --to {kind}.pdf" for kind in ("referat", "familie")),
        ]  # fmt: skip


def test_a_program_that_is_not_on_the_path_is_named_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    started = tmp_path / "btimeeting"
    started.touch()
    monkeypatch.setattr(sys, "argv", [str(started)])
    assert open_lines.program() == (str(started),)
    monkeypatch.setattr(sys, "argv", ["-c"])
    assert open_lines.program() == (sys.executable, "-m", "btimeeting")
