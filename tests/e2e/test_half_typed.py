"""A row that nobody has kept yet outlives a killed window."""

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
from tests.cli.panes import Pane


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


def test_what_was_typed_in_a_row_is_there_again_after_a_kill(tmp_path: Path) -> None:
    i18n.use("nn")
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    _at_the_first_speaker(home)
    with Pane(home.path, "meet", "resume", size=(120, 36)) as console:
        console.until("Hjelp")
        console.press("\x1bOS")  # F4
        console.until("Prøvd før")
        console.press("n")
        console.until("Ut av notatet")
        console.press("\t")
        console.until("Enter Ta med")
        console.press("Leggjerutine med song")
        console.until("Leggjerutine med song")
        console.until("lagra")
        console.kill()
    with Pane(home.path, "meet", "resume", size=(120, 36)) as console:
        console.until("Hjelp")
        console.press("\x1bOS")
        console.until("Leggjerutine med song")
