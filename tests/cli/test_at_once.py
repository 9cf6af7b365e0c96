"""The first frame comes before the home is opened, where nobody has to be asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from btimeeting import cli, config
from btimeeting.cli import at_once
from btimeeting.cli.demo import demo_home, load_script, prepared
from btimeeting.cli.parser import COMMANDS
from btimeeting.cli.windows import Opening, stores_of
from btimeeting.cli.wiring import House
from btimeeting.domain.wishes import Start
from btimeeting.service.system_clock import SystemClock
from btimeeting.store.home import open_home
from tests.cli.terminal import Terminal

LATER = ("pydantic", "sqlcipher3", "sqlite3", "sqlite_utils", "cryptography", "markdown_it", "typst")
OURS_LATER = (
    "config",
    "domain",
    "store",
    "documents",
    "service.session",
    "ui.bridge",
    "ui.screens",
    "ui.pad",
    "ui.home",
)
"""Rooms and screens of ours that the first frame does without."""

AT_THE_FIRST_FRAME = """
import json, sys
from btimeeting.cli import main, windows
from btimeeting.ui import first_frame
windows.on_a_terminal = lambda: True
first_frame.FirstFrame.run = lambda self: print(json.dumps(sorted(sys.modules)))
main()
"""

AFTER_THE_CLOCK = (
    "cryptography",
    "markdown_it",
    "pydantic",
    "sqlite_utils",
    "typst",
    "textual.widgets._text_area",
    "btimeeting.documents.agenda_reader",
    "btimeeting.domain.decide",
    "btimeeting.domain.record",
    "btimeeting.domain.wishes",
    "btimeeting.service.pad",
    "btimeeting.store.keys",
    "btimeeting.store.records",
    "btimeeting.ui.after.after_screen",
    "btimeeting.ui.home",
    "btimeeting.ui.pad",
    "btimeeting.ui.room",
    "btimeeting.ui.screens",
)
"""What the clock of a meeting under way does without."""

AT_THE_CLOCK = """
import json, os, pathlib, sys
os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
from btimeeting.cli import main, windows
from btimeeting.ui import console
windows.on_a_terminal = lambda: True
told = pathlib.Path(sys.argv.pop(1))
def seen(bridge, app, heard):
    told.write_text(json.dumps([heard.meeting.step, *sorted(sys.modules)]))
    app.exit()
console._enter_screen = seen
main()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return demo_home(tmp_path / "home").path


@pytest.fixture
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_once, "on_a_terminal", lambda: True)


@pytest.mark.parametrize("words", [("meet", "resume"), ("meet", "run"), ("demo",)], ids=" ".join)
def test_the_first_frame_loads_nothing_of_what_comes_after_it(words: tuple[str, ...], home: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", AT_THE_FIRST_FRAME, *words, "--home", str(home)],
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = json.loads(ran.stdout)
    assert "textual.app" in loaded
    others = {f"cli.{name}" for name in COMMANDS if name != words[0]}
    unwanted = {*LATER, *(f"btimeeting.{name}" for name in {*OURS_LATER, *others})}
    assert [name for name in loaded if name in unwanted] == []


def test_the_clock_is_there_before_anything_of_the_record_and_of_what_one_writes_with(
    home: Path, tmp_path: Path
) -> None:
    clock = SystemClock()
    with House(open_home(home), config.Settings(home=home), clock) as house:
        meeting_id = prepared(house, load_script("nn"), clock.now().at, clock.today())
        stores_of(house, Opening(meeting_id, demo=True)).session.do(Start())
    told = tmp_path / "loaded.json"
    command = [sys.executable, "-c", AT_THE_CLOCK, str(told), "meet", "resume", "--home", str(home)]
    subprocess.run(command, check=True, capture_output=True)
    step, *loaded = json.loads(told.read_text(encoding="utf-8"))
    assert step == "welcome.1"
    assert "btimeeting.ui.widgets.room_face" in loaded
    assert [name for name in loaded if name in AFTER_THE_CLOCK] == []


@pytest.mark.usefixtures("_terminal")
def test_only_a_demos_home_without_settings_of_its_own_is_opened_behind_the_first_frame(home: Path) -> None:
    assert at_once.possible(Namespace(home=home))
    assert not at_once.possible(Namespace(home=home.parent / "nowhere"))
    assert not at_once.possible(Namespace(home=home, passphrase_file=Path("words")))
    (home / "settings.toml").write_text('theme = "light"\n', encoding="utf-8")
    assert not at_once.possible(Namespace(home=home))


@pytest.mark.usefixtures("_terminal")
@pytest.mark.parametrize("told", ['{"demo": false}', "[]", "no json", ""])
def test_a_home_that_is_no_demo_or_damaged_is_opened_first(told: str, tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text(told, encoding="utf-8")
    assert not at_once.possible(Namespace(home=tmp_path))


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_what_cannot_be_opened_behind_the_first_frame_is_told_when_the_terminal_is_back(home: Path) -> None:
    with Terminal(home, "meet", "resume") as terminal:
        assert terminal.ended() == 1
    after = terminal.seen.rpartition("\x1b[?1049l")[2]
    assert "No meeting is under way" in after
    assert "Traceback" not in terminal.seen


def test_the_names_of_the_settings_are_the_settings_own() -> None:
    assert at_once.HOME_VARIABLE == config.HOME_VARIABLE
    assert config.Settings(home=Path()).time_zone == at_once.TIME_ZONE
    assert cli.LANGUAGE_VARIABLE == config.LANGUAGE_VARIABLE
