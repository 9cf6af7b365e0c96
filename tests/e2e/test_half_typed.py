"""A killed window: the row that nobody had kept yet is there in the other one, and that one leads now."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from btimeeting import i18n
from btimeeting.cli import demo
from btimeeting.cli.windows import agenda_of
from btimeeting.cli.wiring import House, settings_of
from btimeeting.service.prepare import open_meeting
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.home import Home
from btimeeting.store.lock import ConsoleLock
from tests.cli.panes import Pane


def _on_disk(home: Home, text: str) -> bool:
    settings = settings_of(Namespace(home=home.path))
    with House(home, settings, SystemClock(settings.time_zone)) as house:
        record = house.records.meeting(house.journal.meetings()[0].id)
        return any(text in note.text for note in record.notes)


def _at_the_first_speaker(home: Home) -> None:
    """The invented meeting, where the family tells what has been tried."""
    script = demo.load_script("nn")
    settings = settings_of(Namespace(home=home.path))
    with House(home, settings, SystemClock(settings.time_zone)) as house:
        meeting_id = demo.prepared(house, script, house.clock.now().at, house.clock.today())
        session = house.session(meeting_id)
        record = house.records.meeting(meeting_id)
        open_meeting(session, house.records, record, agenda_of(house, "bti-individ", script.language), demo=True)
        while session.meeting.phase is None or session.meeting.phase.id != "describe":
            session.next()


def test_a_killed_window_leaves_the_half_written_row_and_the_lead_to_the_other_one(tmp_path: Path) -> None:
    i18n.use("nn")
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    _at_the_first_speaker(home)
    lock = ConsoleLock(home.console_lock)
    with Pane(home.path, "meet", "resume", size=(120, 36)) as console:
        console.until("Hjelp")  # the first one leads
        with Pane(home.path, "meet", "resume", size=(120, 36)) as other:
            other.until("Eit anna vindauge leier alt i denne heimemappa. Dette blir med.")
            console.press("\x1bOS")  # F4
            console.until("Prøvd før")
            console.press("n")
            console.until("Esc Ut")
            console.press("\t")
            console.until("Enter Ta med")
            console.press("Leggjerutine med song")
            console.when(lambda: _on_disk(home, "Leggjerutine med song"), "the row on disk")
            other.read_on()
            console.kill()
            other.until("Vindauget som leidde, er borte. Dette leier no.")
            assert not lock.acquire()
            other.press("\x1bOS")
            other.until("Leggjerutine med song")
            other.kill()
    assert lock.acquire()
    lock.release()
