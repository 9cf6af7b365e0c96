"""`btimeeting viddevakt`: a window beside the console; it writes break-ins, and opens no record."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.cli import demo, viddevakt
from btimeeting.cli.windows import agenda_of
from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain.events import BreakIn, BrokeIn
from btimeeting.service.prepare import open_meeting
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.home import Home
from btimeeting.store.lock import ConsoleLock
from tests.cli.panes import Pane
from tests.e2e.program import a_sentence, btimeeting


@pytest.fixture
def home(tmp_path: Path) -> Home:
    i18n.use("nn")
    made = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(made)
    return made


def _house(home: Home) -> House:
    settings = settings_of(Namespace(home=home.path))
    return House(home, settings, SystemClock(settings.time_zone))


def _opened(house: House) -> str:
    script = demo.load_script("nn")
    meeting_id = demo.prepared(house, script, house.clock.now().at, house.clock.today())
    session = house.session(meeting_id)
    agenda = agenda_of(house, "bti-individ", "nn")
    open_meeting(session, house.records, house.records.meeting(meeting_id), agenda, demo=True)
    return meeting_id


def test_a_break_in_is_in_the_journal_when_the_window_says_its_line(home: Home, tmp_path: Path) -> None:
    with _house(home) as house:
        meeting_id = _opened(house)
        house.session(meeting_id).next()
    home.records.unlink()  # what is not there cannot be looked into
    home.keys.unlink()
    loaded = tmp_path / "loaded"
    with Pane(home.path, "viddevakt", loaded=loaded) as window:
        window.until("1 av 7")
        window.press("6")
        window.when(lambda: window.text.count("kvardagsord") == 2)
        with _house(home) as house:
            found = [event for event in house.journal.since(meeting_id) if isinstance(event, BrokeIn)]
        assert [(event.what, event.by) for event in found] == [(BreakIn.JARGON, "viddevakt")]
        window.press("\x11")
        window.until("Lukka dette vindauget?")
        window.press("\x1b[C\r")
        assert window.ended() == 0
    modules = set(loaded.read_text().split())
    assert modules & {"cryptography", "btimeeting.store.keys", "btimeeting.store.records"} == set()


def test_the_window_knows_whether_the_homes_leader_is_there(home: Home) -> None:
    with _house(home) as house:
        stores = viddevakt.stores_of(house, _opened(house))
        assert stores.led is not None
        assert not stores.led()
        with ConsoleLock(home.console_lock):
            assert stores.led()
        assert not stores.led()
        stores.close()


def test_a_home_without_a_meeting_is_said_and_no_journal_is_made(home: Home) -> None:
    with Pane(home.path, "viddevakt") as window:
        assert window.ended() == 1
        assert "Traceback" not in window.text
    assert not home.journal.exists()


def test_without_a_terminal_it_is_lines(home: Home) -> None:
    assert a_sentence(btimeeting("viddevakt", home=home.path))
