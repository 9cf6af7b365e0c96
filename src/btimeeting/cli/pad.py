"""`btimeeting pad`: the referent's window. It reaches the running meeting, and no other."""

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
    """Add `pad`."""
    text = tr("the minute taker's window: the notes of the meeting under way, the decision, the baton log")
    parser = subparsers.add_parser("pad", parents=[common], help=text, description=text)
    parser.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=tr("the beginning of its id, or «siste»"))
    parser.set_defaults(func=run, plain=True, json=False, no_wait=False)


def run(args: Namespace) -> int:
    """Show the window until it is closed; lines instead where there is no terminal for it."""
    from btimeeting.cli import follow  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.under_way import running  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.unlocking import key_for  # noqa: PLC0415 - likewise
    from btimeeting.cli.windows import FPS, look_of, on_a_terminal  # noqa: PLC0415 - likewise
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    if not on_a_terminal():
        return follow.run(args)
    with open_house(args) as house:
        meeting_id = running(house, args.meeting)
        house.speak_of(meeting_id, journal_alone=True)
        key, granted = key_for(house, "pad")
        if granted is not None and granted != meeting_id:
            meeting_id = granted if args.meeting is None else _refuse(meeting_id)
        house.close()
        mine = replace(house, given_key=key, _open=[])
        os.environ.setdefault("TEXTUAL_FPS", FPS)  # read when Textual is imported
        from btimeeting.ui.pad_window.window import run_pad  # noqa: PLC0415 - brings Textual, the words are chosen

        return run_pad(lambda: stores_of(mine, meeting_id), look_of(house))


def _refuse(meeting_id: str) -> str:
    """The leader's window let this one into another meeting than the one that was asked for."""
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - brings the domain

    raise NotFound("meeting", meeting_id)


def stores_of(house: House, meeting_id: str) -> Stores:
    """Journal and record on the calling thread; of the record, what belongs to this meeting. The look is logged."""
    from btimeeting.cli.next_dates import set_aside  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import look_in_passing  # noqa: PLC0415 - a neighbour
    from btimeeting.service.one_meeting import OneMeeting  # noqa: PLC0415 - brings the domain
    from btimeeting.ui.bridge import Stores  # noqa: PLC0415 - brings Textual

    mine = replace(house, _open=[])
    look_in_passing(mine, "open", "meeting", meeting_id)
    session, record = mine.session(meeting_id, "pad"), OneMeeting(mine.records, meeting_id)
    return Stores(session, record, mine.close, set_aside(house), led=house.led)
