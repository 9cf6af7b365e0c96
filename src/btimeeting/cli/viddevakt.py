"""`btimeeting viddevakt`: the structure keeper's window. It opens the journal alone, and writes break-ins to it."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from btimeeting.i18n import tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.ui.bridge import Stores


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `viddevakt`."""
    text = tr("the viddevakt's window: the turn's clock, what may be said now, one key to break in")
    parser = subparsers.add_parser("viddevakt", parents=[common], help=text, description=text)
    parser.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=tr("the beginning of its id, or «siste»"))
    parser.set_defaults(func=run, plain=True, json=False, no_wait=False)


def run(args: Namespace) -> int:
    """Show the window until it is closed; lines instead where there is no terminal for it."""
    from btimeeting.cli import follow  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.choose import NoMeeting, choose_meeting  # noqa: PLC0415 - likewise
    from btimeeting.cli.windows import FPS, look_of, on_a_terminal  # noqa: PLC0415 - likewise
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    if not on_a_terminal():
        return follow.run(args)
    with open_house(args, read_only=True) as looking:
        if not looking.home.holds(looking.home.journal):  # a home that has never held a meeting is not a damaged one
            raise NoMeeting
        meeting_id = choose_meeting(looking.journal, args.meeting)
        looking.speak_of(meeting_id, journal_alone=True)
    os.environ.setdefault("TEXTUAL_FPS", FPS)  # read when Textual is imported
    from btimeeting.ui.keeper.window import run_keeper  # noqa: PLC0415 - brings Textual, after the words are chosen

    with open_house(args) as house:
        return run_keeper(lambda: stores_of(house, meeting_id, stays=args.meeting is not None), look_of(house))


def stores_of(house: House, meeting_id: str, *, stays: bool = False) -> Stores:
    """The journal on the calling thread; no record, and so no passphrase.

    When the meeting is over the window goes on to the next one that begins, unless it `stays` with one that was named.
    """
    from btimeeting.service.next_meeting import next_meeting  # noqa: PLC0415 - brings the domain
    from btimeeting.ui.bridge import Stores  # noqa: PLC0415 - brings Textual

    mine = replace(house, _open=[])
    session = mine.session(meeting_id, "viddevakt")
    stores = Stores(session, None, mine.close, led=house.led)
    return stores if stays else replace(stores, onward=next_meeting)
