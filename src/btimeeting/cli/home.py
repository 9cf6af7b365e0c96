"""Bare `btimeeting`: the home screen. And `meet prepare|run|resume`, which go straight to their screens."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from btimeeting.cli.wiring import House
    from btimeeting.domain.levels import Profile
    from btimeeting.service.plan import House as Chosen
    from btimeeting.ui.console import Enter
    from btimeeting.ui.home_thread import Door, HomeStores


SHOWN_DIGITS = 8
"""How much of a meeting's id is written in a line to copy."""


def bare(args: Namespace) -> int:
    """`btimeeting` alone: the home screen. A home nobody unlocks shows only that a meeting is under way.

    Without a terminal the meeting under way comes as lines. Raises NoTerminal where there is none.
    """
    from btimeeting.cli import at_once  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.windows import on_a_terminal  # noqa: PLC0415 - likewise

    if not on_a_terminal():
        return _lines(args)
    if at_once.possible(args):
        return at_once.run(partial(_opened, args), home_of)
    with _house(args) as house:
        return run_home(house)


def prepare(args: Namespace) -> int:
    """`meet prepare [MEETING]`: the form, for a new meeting or one that is prepared already."""
    from btimeeting.cli.choose import LATEST  # noqa: PLC0415 - kept light for --help
    from btimeeting.service.which import to_prepare  # noqa: PLC0415 - brings the domain

    with _house(args) as house:
        wanted = args.meeting
        meeting_id = None if wanted is None else to_prepare(house.records, None if wanted in LATEST else wanted)
        return run_home(house, form=True, meeting_id=meeting_id)


def run_home(
    house: House, *, form: bool = False, meeting_id: str | None = None, speed: int = 1, demo: bool = False
) -> int:
    """The home screen, or the form alone, until it is closed; gives the exit code.

    The passphrase is asked for before the screens come, on a quiet terminal; Enter alone leaves the home locked.
    """
    from btimeeting.cli.unlocking import unlock_or_not  # noqa: PLC0415 - likewise
    from btimeeting.cli.windows import FPS, look_of  # noqa: PLC0415 - heavy
    from btimeeting.store.lock import ConsoleLock  # noqa: PLC0415 - heavy

    key = house.key if form else unlock_or_not(house)
    mine = replace(house, given_key=key, _open=[])
    before = _prepared_ids(mine) if form else frozenset()
    os.environ.setdefault("TEXTUAL_FPS", FPS)  # read when Textual is imported
    from btimeeting.ui.console import run_app  # noqa: PLC0415 - brings Textual, after the words are chosen
    from btimeeting.ui.home import door as doors  # noqa: PLC0415 - likewise
    from btimeeting.ui.look import UNLOCK  # noqa: PLC0415 - likewise

    lock = ConsoleLock(house.home.console_lock)
    joined = not lock.acquire()
    if joined:
        say(sys.stderr, tr("Another window leads in this home already. This one joins it."))
    try:
        look = replace(look_of(house), joined=joined, lead=lock.take_over)
        if form:
            code = run_app(doors.prepare_app(partial(door_of, mine, locked=False), look, meeting_id))
            _say_where(mine, meeting_id, before)
            return code
        while True:
            make = partial(door_of, mine, locked=key is None, speed=speed, demo=demo)
            code = run_app(doors.home_app(make, look))
            if code != UNLOCK:
                return code
            key = unlock_or_not(house)
            mine = replace(house, given_key=key, _open=[])
    finally:
        lock.release()


def _prepared_ids(house: House) -> frozenset[str]:
    return frozenset(record.info.id for record in replace(house, _open=[]).records.prepared())


def _say_where(house: House, meeting_id: str | None, before: frozenset[str]) -> None:
    """Where the meeting that was prepared lies, and how it is started; nothing when none was."""
    from btimeeting.cli import open_lines  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.narration import say  # noqa: PLC0415 - likewise

    now = _prepared_ids(house)
    found = [meeting_id] if meeting_id in now else sorted(now - before)
    if found:
        line = open_lines.line(house, "meet", "run", str(found[0])[:SHOWN_DIGITS])
        text = tr("The prepared meeting lies in {path}. Start it with: {line}", path=house.home.path, line=line)
        say(sys.stderr, text)


def door_of(house: House, *, locked: bool, speed: int = 1, demo: bool = False) -> Door:
    """What the home screen is given: how to open home, meetings and agendas, and what the unit has chosen."""
    from btimeeting.cli.next_dates import keep, set_aside  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.record_level import profile_of  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import user_name  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.windows import Opening, agenda_of, stores_of  # noqa: PLC0415 - heavy
    from btimeeting.ui.bridge import Stores  # noqa: PLC0415 - brings Textual
    from btimeeting.ui.home_thread import Door  # noqa: PLC0415 - likewise

    def open_meeting(meeting_id: str) -> Stores:
        mine = replace(house, _open=[])
        if locked:
            return Stores(mine.session(meeting_id), None, mine.close)
        return stores_of(mine, Opening(meeting_id, speed=speed, demo=demo or house.home.demo))

    return Door(
        partial(_home_stores, house, locked=locked),
        open_meeting,
        lambda agenda_id, lang: agenda_of(house, agenda_id, lang),
        lambda: profile_of(house),
        _agendas(house),
        _chosen(house),
        house.settings.unit_name,
        user_name(),
        partial(set_aside, house),
        partial(keep, house),
        house.settings.level_0_note_days,
        house.settings.reason_asked,
    )


def _home_stores(house: House, *, locked: bool) -> HomeStores:
    """What the home screen reads, opened on the thread it is used on."""
    from btimeeting.cli.open_lines import line  # noqa: PLC0415 - a neighbour
    from btimeeting.ui.home_thread import HomeStores  # noqa: PLC0415 - brings Textual

    mine = replace(house, _open=[])
    if locked:
        return HomeStores(mine.journal, mine.clock, None, mine.close)
    faults = "" if _readable_profile(mine) is not None else line(mine, "doctor")
    return HomeStores(mine.journal, mine.clock, mine.records, mine.close, _saw_the_lists(mine), faults)


def _chosen(house: House) -> Chosen:
    """What the unit has chosen for its meetings."""
    from btimeeting.domain.events import WallStyle  # noqa: PLC0415 - brings the domain
    from btimeeting.i18n import language  # noqa: PLC0415 - with the others
    from btimeeting.service.plan import House as Chosen  # noqa: PLC0415 - brings the domain

    settings = house.settings
    youth, alone = ages_of(house)
    return Chosen(
        unit=settings.unit_name,
        language=settings.language or language(),
        wall_style=WallStyle(settings.wall_style),
        questions_apart=settings.qa_apart,
        youth_consents_at=youth,
        youth_alone_from=alone,
    )


def ages_of(house: House) -> tuple[int, int]:
    """From which age a youth consents too, and alone, by the municipality's profile.

    Of one that cannot be read the program's own ages hold: a slip in a file lifts nobody's say (`doctor` tells of it).
    """
    from btimeeting.domain.levels import Ages  # noqa: PLC0415 - brings the domain

    profile = _readable_profile(house)
    ages = Ages() if profile is None else profile.ages
    return ages.youth_consents, ages.youth_decides_alone


def _readable_profile(house: House) -> Profile | None:
    """The municipality's levels; None for a profile that cannot be read."""
    from btimeeting.documents.profile_files import NoSuchProfile, find  # noqa: PLC0415 - heavy
    from btimeeting.documents.profile_reader import check  # noqa: PLC0415 - likewise

    try:
        return check(find(house.settings.profile, house.home.profiles))[0]
    except NoSuchProfile:
        return None


def _saw_the_lists(house: House) -> date | None:
    """The home shows what is due in every case: a look. What deletes itself goes before anybody sees it.

    The last day before the clock may have jumped, when it is doubted and nothing went.
    """
    from btimeeting.cli.user import look_in_passing, user_name  # noqa: PLC0415 - brings the domain
    from btimeeting.service.forgetting import Gone, Keeping, forget_what_is_over  # noqa: PLC0415 - likewise
    from btimeeting.service.looks import ALL  # noqa: PLC0415 - likewise
    from btimeeting.store.errors import DiskFull, ReadOnly, StoreBusy  # noqa: PLC0415 - brings the store

    chosen = house.settings
    keeping = Keeping(
        chosen.raw_notes_days,
        chosen.level_0_note_days,
        _readable_profile(house),
        questions=chosen.referat_questions,
        views=chosen.referat_offers,
    )
    gone = Gone()
    with suppress(DiskFull, ReadOnly, StoreBusy):  # then they go the next time
        gone = forget_what_is_over(house.records, house.journal, house.clock, keeping, user_name())
    look_in_passing(house, "list", ALL, "")
    return gone.held_since


def _agendas(house: House) -> tuple[tuple[str, str], ...]:
    """Ids and titles of the agendas there are, in the language spoken now; a broken file is passed over."""
    from btimeeting.documents.agenda_files import available, find  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_reader import check  # noqa: PLC0415 - likewise
    from btimeeting.i18n import language  # noqa: PLC0415 - with the others

    own = house.home.agendas
    found = []
    for agenda_id in dict.fromkeys(file.id for file in available(own)):
        agenda, _ = check(find(agenda_id, own, language()))
        if agenda is not None:
            found.append((agenda_id, f"{agenda.title} ({agenda.total_s // 60} min)"))
    return tuple(found)


def home_of(house: House, *, speed: int = 1, demo: bool = False) -> Enter:
    """The home screen of a home that opens without a question, for a window that is there already."""
    from btimeeting.ui.home.door import enter_home  # noqa: PLC0415 - brings Textual, after the words are chosen

    mine = replace(house, given_key=house.key, _open=[])
    return partial(enter_home, partial(door_of, mine, locked=False, speed=speed, demo=demo))


def run(args: Namespace) -> int:
    """`meet run [MEETING]`: the console on a prepared meeting, in the room face."""

    def which(house: House, wanted: str | None) -> str:
        from btimeeting.service.which import to_run  # noqa: PLC0415 - brings the domain

        return to_run(house.records, house.journal, wanted, house.clock.now().at, house.settings.zone)

    return _console(args, which)


def resume(args: Namespace) -> int:
    """`meet resume [MEETING]`: the console on the meeting under way, where it stands."""

    def which(house: House, wanted: str | None) -> str:
        from btimeeting.service.which import to_resume  # noqa: PLC0415 - brings the domain

        return to_resume(house.journal, wanted)

    return _console(args, which)


def _console(args: Namespace, which: Callable[[House, str | None], str]) -> int:
    """The console on the meeting that `which` finds; its first frame at once where nobody has to be asked."""
    from btimeeting.cli import at_once  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.choose import LATEST  # noqa: PLC0415 - likewise
    from btimeeting.cli.windows import Opening, console_of, on_a_terminal, run_console  # noqa: PLC0415 - heavy

    def opening(house: House) -> Opening:
        meeting_id = which(house, None if args.meeting in LATEST else args.meeting)
        house.speak_of(meeting_id)
        return Opening(meeting_id, demo=house.home.demo)

    if not on_a_terminal():
        return _lines(args)
    if at_once.possible(args):
        return at_once.run(partial(_opened, args), lambda house: console_of(house, opening(house)))
    with _house(args) as house:
        return run_console(house, opening(house))


def _opened(args: Namespace) -> House:
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    return open_house(args)


def _lines(args: Namespace) -> int:
    from btimeeting.cli.under_way import instead  # noqa: PLC0415 - only then

    return instead(args)


@contextmanager
def _house(args: Namespace) -> Iterator[House]:
    """The home, where a window can be shown at all. Raises NoTerminal."""
    from btimeeting.cli.under_way import NoTerminal  # noqa: PLC0415 - only then
    from btimeeting.cli.windows import on_a_terminal  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    if not on_a_terminal():
        raise NoTerminal
    with open_house(args) as house:
        yield house
