"""`btimeeting demo`: an invented child and a prepared meeting in a throw-away home that stays."""

from __future__ import annotations

import sys
import tempfile
import tomllib
from argparse import ArgumentParser, Namespace
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.cli.open_lines import quoted
from btimeeting.cli.outcomes import DONE
from btimeeting.i18n import language, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.service.script import Script
    from btimeeting.service.session import Session
    from btimeeting.store.home import Home

START = time(9, 30)


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `demo`."""
    text = tr("try it: an invented child and a prepared meeting")
    parser = subparsers.add_parser("demo", parents=[common], help=text, description=text)
    parser.add_argument("--auto", action="store_true", help=tr("play the whole meeting by itself"))
    parser.add_argument(
        "--speed",
        type=int,
        default=1,
        metavar="N",
        help=tr("how many times faster the meeting's clock goes (1 to 3600)"),
    )
    parser.set_defaults(func=run)


def run(args: Namespace) -> int:
    """Open the invented meeting to be tried by hand, or play it whole (`--auto`, and where there is no terminal)."""
    from btimeeting.cli.windows import on_a_terminal  # noqa: PLC0415 - kept light for --help

    return by_itself(args) if args.auto or not on_a_terminal() else by_hand(args)


def by_hand(args: Namespace) -> int:
    """The home screen with the prepared meeting; closing it leaves the home, and says how to go on."""
    from btimeeting.cli import at_once  # noqa: PLC0415 - heavy
    from btimeeting.cli.home import home_of, run_home  # noqa: PLC0415 - heavy
    from btimeeting.cli.narration import say  # noqa: PLC0415 - a neighbour

    given = getattr(args, "home", None)
    path = given if given is not None else Path(tempfile.mkdtemp(prefix="btimeeting-demo-"))
    made = partial(_made_ready, path, getattr(args, "lang", None))
    if at_once.possible(Namespace(home=path)) or not (path / "home.json").exists():
        code = at_once.run(made, partial(home_of, speed=args.speed, demo=True))
    else:
        code = run_home(made(), speed=args.speed, demo=True)
    say(sys.stderr, tr("The demo lies in {path}. Go on with: btimeeting --home {path}", path=path))
    return code


def _made_ready(path: Path, lang: str | None) -> House:
    """The demo's home, with the invented meeting prepared for now. Raises NotADemo."""
    from btimeeting.cli.wiring import House, settings_of  # noqa: PLC0415 - heavy
    from btimeeting.service.system_clock import SystemClock  # noqa: PLC0415 - brings the domain

    home = demo_home(path)
    settings = settings_of(Namespace(home=home.path, lang=lang))
    clock = SystemClock(settings.time_zone)
    with House(home, settings, clock) as house:
        prepared(house, load_script(language()), clock.now().at, clock.today())
    return House(home, settings, clock)


def by_itself(args: Namespace) -> int:
    """Play the invented meeting whole, printing what happens, and say where the documents lie."""
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy
    from btimeeting.service.system_clock import SystemClock, zone  # noqa: PLC0415 - brings the domain

    given = getattr(args, "home", None)
    home = demo_home(given)
    settings = settings_of(Namespace(home=home.path, lang=getattr(args, "lang", None)))
    today = SystemClock(settings.time_zone).today()
    start = datetime.combine(today, START, zone(settings.time_zone))
    say(sys.stderr, tr("An invented meeting, in a home of its own: {path}", path=home.path))
    with invented_house(home, start) as house:
        play(house, load_script(language()), start)
    return DONE


def demo_home(given: Path | None) -> Home:
    """The demo's home: the one given when it is a demo (or not there yet), else a fresh throw-away one that stays.

    Raises NotADemo for a real home.
    """
    from btimeeting.cli.wiring import NotADemo  # noqa: PLC0415 - with the store
    from btimeeting.store import home as homes  # noqa: PLC0415 - heavy
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    path = given if given is not None else Path(tempfile.mkdtemp(prefix="btimeeting-demo-"))
    if (path / "home.json").exists():
        home = homes.open_home(path)
        if not home.demo:
            raise NotADemo(path)
        return home
    home = homes.create(path, demo=True)
    keys.create_demo(home)
    return home


def invented_house(home: Home, start: datetime) -> House:
    """A demo's house whose clock is moved by hand, from the evening before."""
    from btimeeting.cli.wiring import House, settings_of  # noqa: PLC0415 - heavy
    from btimeeting.service.system_clock import GivenClock  # noqa: PLC0415 - brings the domain

    settings = settings_of(Namespace(home=home.path, lang=language()))
    return House(home, settings, GivenClock(start - timedelta(hours=18), settings.time_zone))


def load_script(lang: str) -> Script:
    """The invented meeting in a language."""
    from btimeeting.service.script import Script  # noqa: PLC0415 - brings the domain

    text = (resources.files("btimeeting.cli.scripts") / f"{lang}.toml").read_text(encoding="utf-8")
    return Script.model_validate(tomllib.loads(text))


def prepared(house: House, script: Script, start: datetime, today: date) -> str:
    """Prepare the script's meeting in a house; returns the meeting's id."""
    from btimeeting.service.ids import new_id  # noqa: PLC0415 - brings the domain
    from btimeeting.service.prepare import prepare  # noqa: PLC0415 - likewise
    from btimeeting.service.script import plan  # noqa: PLC0415 - likewise

    meeting_id = new_id()
    script = script.model_copy(update={"number": _free_number(house, script.number)})
    prepare(house.records, house.clock, plan(script, meeting_id, start, today))
    return meeting_id


def _free_number(house: House, number: str) -> str:
    """The script's case number, or with a running number when the home has that case already."""
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - brings the domain

    for nth in range(1, 1000):
        tried = number if nth == 1 else f"{number}-{nth}"
        try:
            house.records.case_by_number(tried)
        except NotFound:
            return tried
    return number


def play(house: House, script: Script, start: datetime) -> Session:
    """Prepare, open, walk, evaluate and file the whole meeting, printing each thing that happens to stdout."""
    from btimeeting.cli.follow_text import line  # noqa: PLC0415 - with the documents
    from btimeeting.cli.papers import file_papers  # noqa: PLC0415 - heavy
    from btimeeting.cli.windows import agenda_of  # noqa: PLC0415 - heavy
    from btimeeting.service.prepare import open_meeting  # noqa: PLC0415 - brings the domain
    from btimeeting.service.rehearsal import Player  # noqa: PLC0415 - likewise
    from btimeeting.service.system_clock import GivenClock  # noqa: PLC0415 - likewise

    clock = house.clock
    assert isinstance(clock, GivenClock)  # noqa: S101 - made so above
    meeting_id = prepared(house, script, start, start.date())
    clock.put(start)
    session = house.session(meeting_id)
    agenda = agenda_of(house, "bti-individ", script.language)
    opened = open_meeting(session, house.records, house.records.meeting(meeting_id), agenda, demo=True)
    labels = session.journal.labels(meeting_id)
    player = Player(script, session, house.records, clock)
    first = opened if isinstance(opened, tuple) else ()
    for event in chain(first, player.events()):  # lazily: each line is told as the meeting stands just then
        text = line(event, session.meeting, labels, house.settings.zone)
        if text:
            sys.stdout.write(text + "\n")
    leader = next(p.name for p in house.records.meeting(meeting_id).participants if "leader" in p.duties)
    for document in file_papers(house, session, approved_by=leader):
        sys.stdout.write(where(house, document.kind.value, meeting_id) + "\n")
    return session


def where(house: House, kind: str, meeting_id: str) -> str:
    """How to read a document of the demo."""
    paper = ("paper", kind, meeting_id[:6], "--home", str(house.home.path), "--format", "pdf", "--to", f"{kind}.pdf")
    command = quoted("btimeeting", *paper)
    names = {"referat": tr("The minutes lie in the record"), "evaluering": tr("The evaluation lies in the record")}
    return f"{names[kind]}: {command}"
