"""`btimeeting wall`: a process that opens the journal for reading and nothing else."""

from __future__ import annotations

import os
import re
import signal
import sys
from argparse import Namespace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.cli import demo, viddevakt, wall
from btimeeting.cli.papers import file_papers
from btimeeting.cli.windows import agenda_of, look_of
from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain.meeting import Stage
from btimeeting.service.prepare import open_meeting
from btimeeting.service.rehearsal import Player
from btimeeting.service.script import Script
from btimeeting.service.session import Session
from btimeeting.service.system_clock import GivenClock, SystemClock
from btimeeting.service.watch import Watch
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.home import Home
from btimeeting.store.lock import ConsoleLock
from btimeeting.ui.app import BtiApp
from btimeeting.ui.keeper.screen import KeeperScreen
from btimeeting.ui.keeper.window import keeper_app
from btimeeting.ui.wall.screen import WallScreen
from btimeeting.ui.wall.window import wall_app
from tests.cli.panes import Pane
from tests.e2e.program import btimeeting
from tests.ui.scenes import screen_text, until

START = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
WORD = re.compile(r"[^\W\d_]{3,}")


@pytest.fixture(autouse=True)
def nynorsk() -> None:
    i18n.use("nn")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(made)
    return made


def _opened(house: House, script: Script) -> Session:
    """The invented meeting, opened and not yet started."""
    clock = house.clock
    if isinstance(clock, GivenClock):
        clock.put(START)
    meeting_id = demo.prepared(house, script, clock.now().at, clock.today())
    session = house.session(meeting_id)
    agenda = agenda_of(house, "bti-individ", script.language)
    open_meeting(session, house.records, house.records.meeting(meeting_id), agenda, demo=True)
    return session


def _house(home: Home) -> House:
    settings = settings_of(Namespace(home=home.path))
    return House(home, settings, SystemClock(settings.time_zone))


def _window(kind: str, house: House, meeting_id: str) -> BtiApp:
    """The wall, or the viddevakt's window, as the door joins them."""
    if kind == "wall":
        source = wall.OnDisk(House(house.home, house.settings, house.clock, read_only=True))
        return wall_app(lambda: Watch(source, house.clock), look_of(house), "digits")
    mine = House(house.home, house.settings, house.clock)
    return keeper_app(lambda: viddevakt.stores_of(mine, meeting_id), look_of(house))


async def _drawn(kind: str, home: Home, script: Script) -> tuple[list[str], str]:
    """Everything the window drew while the script's meeting was played beside it, and the referat of that meeting."""
    pictures = []
    with demo.invented_house(home, START) as house:
        session = _opened(house, script)
        app = _window(kind, house, session.id)
        async with app.run_test(size=(120, 36)) as pilot:
            shown = WallScreen if kind == "wall" else KeeperScreen
            await until(pilot, lambda: isinstance(app.screen, shown) and app.screen.seen is not None)
            screen = app.screen
            assert isinstance(screen, (WallScreen, KeeperScreen))
            player = Player(script, session, house.records, house.clock)  # type: ignore[arg-type]
            for _ in player.events():
                seq = session.meeting.seq
                await until(pilot, lambda: screen.seen is not None and screen.seen.meeting.seq >= seq)  # noqa: B023
                screen.paint()
                await pilot.pause()
                pictures.append(screen_text(app))
        assert session.meeting.stage is Stage.CLOSED
        filed, _ = file_papers(house, session)
    return pictures, filed.markdown


@pytest.mark.parametrize("kind", ["wall", "viddevakt"])
async def test_a_whole_meeting_with_every_name_known_puts_no_word_of_the_record_there(kind: str, home: Home) -> None:
    script = demo.load_script("nn")
    pictures, paper = await _drawn(kind, home, script)
    together = "\n".join(pictures).casefold()
    drawn = set(WORD.findall(together))
    assert {"velkommen", "ordet", "spør", "neste"} <= drawn

    record = set(WORD.findall(_typed(script).casefold()))
    known = set(WORD.findall(_known(script).casefold()))
    secret = record - known

    assert len(secret) > 60
    assert len(secret & set(WORD.findall(paper.casefold()))) > 30  # the same search finds them where they belong
    assert secret & drawn == set()
    names = {part for person in script.people for part in WORD.findall(person.name.casefold())}
    assert (names | set(WORD.findall(script.child_name.casefold()))) & drawn == set()
    assert [text for text in _typed(script).casefold().splitlines() if " " in text and text in together] == []


def _typed(script: Script) -> str:
    """Every word of the script that somebody says, writes or is called: all its texts but the services' names."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for key, each in value.items():
                if key != "service":
                    walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(script.model_dump(mode="json"))
    return "\n".join(found)


def _known(script: Script) -> str:
    """Words the wall has from elsewhere: the agenda, the services' names, the program's own sentences."""
    source = resources.files("btimeeting")
    words = (source / "i18n" / "nn" / "LC_MESSAGES" / "btimeeting.po").read_text("utf-8")
    services = " ".join(person.service for person in script.people)
    return "\n".join([words, services, *(text.read_text("utf-8") for text in _agendas())])


def _agendas() -> list[Path]:
    from btimeeting.documents.agenda_files import find  # noqa: PLC0415 - only here

    return [find("bti-individ", Path("none"), "nn")]


def test_console_and_wall_are_two_processes_on_one_meeting_and_the_wall_outlives_the_console(home: Home) -> None:
    with _house(home) as house:
        session = _opened(house, demo.load_script("nn"))
    with Pane(home.path, "wall", size=(100, 30)) as shown, Pane(home.path, "meet", "resume") as console:
        shown.until("BTI-MØTE PÅ INDIVIDNIVÅ")
        console.until("Start møtet")
        console.press(" ")
        shown.until("1 av 7")
        shown.until("Me sluttar kl.")
        console.read_on()
        assert "borte" not in shown.text
        console.kill()
        shown.until("leiarvindauget er borte – klokka går")
        assert "1 av 7" in shown.text
        with _house(home) as again:
            again.session(session.id).next()
        shown.until("2 av 7")


def test_a_window_that_stood_still_is_right_again_at_its_next_flip(home: Home) -> None:
    with _house(home) as house:
        session = _opened(house, demo.load_script("nn"))
        for _ in range(4):
            session.next()
    leads = ConsoleLock(home.console_lock)
    assert leads.acquire()
    with (
        leads,
        Pane(home.path, "wall", "--style", "digits") as stalled,
        Pane(home.path, "wall", "--style", "digits") as other,
    ):
        for each in (stalled, other):
            each.until("Me sluttar kl.")
        stalled.process.send_signal(signal.SIGSTOP)
        stood = ""
        for flip in range(4):
            before = other.text
            other.when(lambda: other.text != before, "a flip")  # noqa: B023 - awaited here
            stalled.read_on()
            stood = stood if flip else stalled.text  # with what it had painted before it stood
        assert stalled.text == stood
        stalled.process.send_signal(signal.SIGCONT)
        flips, last = 0, other.text
        while stalled.text != other.text:
            stalled.read_on()
            other.when(lambda: True)
            other._read(0.01)
            flips, last = flips + (other.text != last), other.text
            assert flips <= 1, f"still another time\n{stalled.text}\n{other.text}"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells which files a process has open")
def test_the_wall_opens_the_journal_alone_and_loads_no_key_and_no_record(home: Home, tmp_path: Path) -> None:
    with _house(home) as house:
        _opened(house, demo.load_script("nn")).next()
    home.records.unlink()  # what is not there cannot be looked into
    home.keys.unlink()
    loaded = tmp_path / "loaded"
    with Pane(home.path, "wall", size=(100, 30), loaded=loaded) as shown:
        shown.until("1 av 7")
        links = Path(f"/proc/{shown.process.pid}/fd").iterdir()
        opened = {os.path.realpath(link) for link in links}
        inside = {Path(path).name for path in opened if path.startswith(str(home.path.resolve()))}
        assert inside <= {"journal.db", "journal.db-wal", "journal.db-shm"}
        assert "journal.db" in inside
        shown.press("\x11")
        shown.until("Lukka dette vindauget?")
        shown.press("\x1b[C\r")
        assert shown.ended() == 0
    modules = set(loaded.read_text().split())
    assert "btimeeting.store.journal" in modules
    libraries = {"cryptography", "markdown_it", "pydantic", "sqlite_utils", "typst"}
    unwanted = {*libraries, "btimeeting.domain.decide", "btimeeting.domain.record", "btimeeting.domain.wishes"}
    unwanted |= {"btimeeting.store.keys", "btimeeting.store.records", "btimeeting.store.notes"}
    assert modules & unwanted == set()


def test_a_journal_that_goes_away_is_said_in_words_and_comes_back(home: Home) -> None:
    with _house(home) as house:
        _opened(house, demo.load_script("nn")).next()
    elsewhere = home.path.parent / "elsewhere"
    with Pane(home.path, "wall", size=(100, 30)) as shown:
        shown.until("1 av 7")
        home.journal.rename(elsewhere)
        shown.until("Veggen får ikkje lese møtet akkurat no.")
        assert "av 7" not in shown.text
        elsewhere.rename(home.journal)
        shown.until("1 av 7")


def test_the_wall_waits_in_a_home_that_has_never_held_a_meeting(home: Home) -> None:
    with Pane(home.path, "wall") as shown:
        shown.until("Ventar på møtet")
        with _house(home) as house:
            _opened(house, demo.load_script("nn"))
        shown.until("BTI-MØTE PÅ INDIVIDNIVÅ")


def test_without_a_terminal_the_wall_is_lines(home: Home) -> None:
    with demo.invented_house(home, START) as house:
        demo.play(house, demo.load_script("nn"), START)
    ran = btimeeting("wall", "siste", home=home.path)
    assert ran.returncode == 0
    assert ran.stdout == btimeeting("follow", "siste", "--plain", home=home.path).stdout
    assert len(ran.stdout.splitlines()) > 20


@pytest.mark.parametrize(("wanted", "code"), [("be", 1), ("siste", 0)])
def test_what_keeps_the_wall_from_showing_anything_is_said_at_once(home: Home, wanted: str, code: int) -> None:
    with _house(home) as house:
        _opened(house, demo.load_script("nn"))
    with Pane(home.path, "wall", wanted) as shown:
        if code:
            assert shown.ended() == code
            assert "Traceback" not in shown.text
            assert wanted in shown.text
        else:
            shown.until("BTI-MØTE PÅ INDIVIDNIVÅ")


def test_looking_takes_nothing_from_whoever_leads(home: Home) -> None:
    from btimeeting.store.lock import ConsoleLock  # noqa: PLC0415 - only here

    looker, other = ConsoleLock(home.console_lock), ConsoleLock(home.console_lock)
    assert not looker.taken()
    assert not home.console_lock.exists()
    with ConsoleLock(home.console_lock) as taken:
        assert taken
        assert looker.taken()
        assert other.taken()
        assert not other.acquire()
        assert looker.taken()
    assert not looker.taken()
    assert other.acquire()
