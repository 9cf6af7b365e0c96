"""`btimeeting paper kort [MEETING]`: cue cards for leader and viddevakt. No name ever, so nothing is unlocked for it.

Without a meeting the agenda is the usual one, the home's own before the one that came with the program, and no home
is needed. With one it is the agenda that meeting was opened with, read from its course.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting import i18n
from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.cli.paper_file import tell_replaced, write_file
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from btimeeting.domain.agenda import Agenda


def run_kort(args: Namespace, fmt: str) -> int:
    """Write the cards, in the agenda's own language: its lines are said in it."""
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy
    from btimeeting.documents.render import Paper, render_text  # noqa: PLC0415 - heavy
    from btimeeting.service.system_clock import SystemClock  # noqa: PLC0415 - heavy

    agenda = _of_meeting(args) if args.meeting is not None else _usual(args)
    if agenda is None:
        return USAGE if args.meeting is None else FAILED
    settings = settings_of(args)
    made_at = SystemClock(settings.time_zone).now().at
    result = render_text(Paper(_text(agenda), agenda.language, made_at, settings.unit_name), fmt)
    tell_replaced(result.replaced)
    to = _place(args.to, agenda, fmt)
    write_file(result.data, to)
    if to is not None:
        say(sys.stderr, tr("Written to {path}.", path=to))
    return DONE


def _text(agenda: Agenda) -> str:
    from btimeeting.documents.kort import compose_kort  # noqa: PLC0415 - heavy

    spoken = i18n.language()
    i18n.use(agenda.language if agenda.language in i18n.LANGUAGES else spoken)
    try:
        return compose_kort(agenda)
    finally:
        i18n.use(spoken)


def _usual(args: Namespace) -> Agenda | None:
    """The usual agenda in the language spoken; None after telling what is wrong with a home's own."""
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_files import DEFAULT_ID, find  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_problems import sentence  # noqa: PLC0415 - likewise
    from btimeeting.documents.agenda_reader import check  # noqa: PLC0415 - likewise

    agenda, problems = check(find(DEFAULT_ID, settings_of(args).home / "agendas", i18n.language()))
    sys.stderr.writelines(sentence(problem) + "\n" for problem in (problems if agenda is None else ()))
    return agenda


def _of_meeting(args: Namespace) -> Agenda | None:
    """The agenda a meeting was opened with; None after saying that it has not been opened."""
    from btimeeting.cli.choose import NoMeeting, choose_meeting  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.domain.evolve import fold  # noqa: PLC0415 - brings the domain

    with open_house(args, read_only=True) as house:
        if not house.home.holds(house.home.journal):
            raise NoMeeting
        agenda = fold(house.journal.since(choose_meeting(house.journal, args.meeting))).agenda
    if agenda is None:
        say(sys.stderr, tr("This meeting has not been opened yet. Leave it out for the usual agenda."))
    return agenda


def _place(to: Path | None, agenda: Agenda, fmt: str) -> Path | None:
    """The file to write: in a folder it is named by what it is."""
    return to / f"kort-{agenda.id}-{agenda.language}.{fmt}" if to is not None and to.is_dir() else to
