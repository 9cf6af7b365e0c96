"""`btimeeting pad`: a window beside the console, let in by one Enter there; it reaches the running meeting only."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.cli import demo
from btimeeting.cli.windows import agenda_of
from btimeeting.cli.wiring import House, settings_of
from btimeeting.service.prepare import open_meeting
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.home import Home
from btimeeting.store.slots import CHEAP
from tests.cli.panes import Pane
from tests.e2e.program import a_sentence, btimeeting

PASSPHRASE = "fire heilt vanlege ord"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A real home, with a passphrase that is cheap to try, and a meeting that has reached its third phase."""
    i18n.use("nn")
    made = homes.create(tmp_path / "home", demo=False)
    keys.create(made, PASSPHRASE, hint="rektor", cost=CHEAP)
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n")
    with _house(made) as house:
        meeting_id = demo.prepared(house, demo.load_script("nn"), house.clock.now().at, house.clock.today())
        session = house.session(meeting_id)
        agenda = agenda_of(house, "bti-individ", "nn")
        open_meeting(session, house.records, house.records.meeting(meeting_id), agenda)
        while session.meeting.phase is None or session.meeting.phase.id != "clarify":
            session.next()
    return made


def _house(home: Home) -> House:
    settings = settings_of(Namespace(home=home.path))
    return House(home, settings, SystemClock(settings.time_zone), home.path.parent / "passphrase")


def _notes(home: Home) -> list[str]:
    with _house(home) as house:
        return [note.text for note in house.records.meeting(house.journal.meetings()[0].id).notes]


def _console(home: Home) -> Pane:
    return Pane(home.path, "meet", "resume", "--passphrase-file", str(home.path.parent / "passphrase"))


def test_one_enter_lets_the_pad_in_and_what_it_was_told_is_saved_outlives_a_kill(home: Home) -> None:
    with _console(home) as console:
        console.until("OPPKLARANDE RUNDE 1")
        with Pane(home.path, "pad") as pad:
            pad.until("Trykk Enter i leiarvindauget")
            console.until("Vindauget til referenten bed om å få opna   Enter")
            console.press("\r")
            pad.until("Notat  Oppklarande runde 1")
            pad.press("n")
            pad.until("Esc Ut av notatet")
            pad.press("Kva skjer")
            pad.when(lambda: "Kva skjer" in _notes(home), "the text in the record")
            pad.kill()
        assert "Kva skjer" in _notes(home)
        console.kill()
    with Pane(home.path, "pad") as again:
        again.until("Passfrase")
        again.press(PASSPHRASE + "\r")
        again.until("Kva skjer")
        again.until("leiarvindauget er borte – klokka går")


def test_a_no_and_a_console_that_dies_are_said_in_the_window_which_asks_for_the_passphrase(home: Home) -> None:
    with _console(home) as console:
        console.until("OPPKLARANDE RUNDE 1")
        with Pane(home.path, "pad") as pad:
            pad.until("Trykk Enter i leiarvindauget")
            console.until("Vindauget til referenten")
            console.press("\x10")
            console.until("Skriv nokre bokstavar")
            console.press("referenten nei")
            console.until("Vindauget seier det")
            console.press("\r")
            pad.until("Leiarvindauget sa nei.")
            pad.until("Passfrase")
            pad.press("\r")
            assert pad.ended() == 3
            assert "framleis låst" in pad.text
        with Pane(home.path, "pad") as pad:
            pad.until("skriv passfrasen i staden")
            pad.press("for tidleg\r")
            pad.until("Passfrase")
            assert "tidleg" not in pad.text
        with Pane(home.path, "pad") as pad:
            pad.until("Trykk Enter i leiarvindauget")
            console.kill()
            pad.until("Leiarvindauget er borte.")
            pad.until("Passfrase")


def test_without_a_meeting_under_way_or_a_terminal_it_is_a_sentence(tmp_path: Path) -> None:
    empty = homes.create(tmp_path / "empty", demo=True)
    keys.create_demo(empty)
    with Pane(empty.path, "pad") as pad:
        assert pad.ended() == 1
        assert "Ingen møte er i gang" in pad.text
    assert a_sentence(btimeeting("pad", home=empty.path))
