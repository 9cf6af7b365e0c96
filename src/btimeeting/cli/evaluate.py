"""`btimeeting evaluate`: the five questions in a window of their own, when the family has gone."""

from __future__ import annotations

import os
import sys
import threading
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from btimeeting.i18n import tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.ui.bridge import Stores

POLL_S = 0.5


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `evaluate`."""
    text = tr("the five questions about the meeting, for those who are left when the family has gone")
    parser = subparsers.add_parser("evaluate", parents=[common], help=text, description=text)
    parser.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=tr("the beginning of its id, or «siste»"))
    parser.set_defaults(func=run)


def run(args: Namespace) -> int:
    """Wait until the family has gone, then show the questions until the window is closed. Raises NoTerminal."""
    from btimeeting.cli.under_way import NoTerminal  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.unlocking import key_for  # noqa: PLC0415 - likewise
    from btimeeting.cli.windows import FPS, look_of, on_a_terminal  # noqa: PLC0415 - likewise
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - brings the domain

    if not on_a_terminal():
        raise NoTerminal
    with open_house(args, read_only=True) as looking:
        meeting_id = _when_they_have_gone(looking, args.meeting)
    with open_house(args) as house:
        key, granted = key_for(house, "evaluation")
        if granted not in (None, meeting_id):
            raise NotFound("meeting", meeting_id)
        mine = replace(house, given_key=key, _open=[])
        os.environ.setdefault("TEXTUAL_FPS", FPS)  # read when Textual is imported
        from btimeeting.ui.evaluate_window.window import run_evaluate  # noqa: PLC0415 - brings Textual

        return run_evaluate(lambda: stores_of(mine, meeting_id), look_of(house))


def _when_they_have_gone(house: House, wanted: str | None) -> str:
    """The meeting's id, when nobody of the family is in the room; until then nothing is unlocked. Raises NoMeeting."""
    from btimeeting.cli.choose import NoMeeting, choose_meeting  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.narration import say  # noqa: PLC0415 - likewise

    if not house.home.holds(house.home.journal):  # a home that has never held a meeting is not a damaged one
        raise NoMeeting
    meeting_id = choose_meeting(house.journal, wanted)
    house.speak_of(meeting_id, journal_alone=True)
    session = house.session(meeting_id, "evaluation")
    pulse = threading.Event()
    if session.meeting.family_in_room:
        text = tr("The family is in the room. The questions come here when they have gone; Ctrl+C ends the waiting.")
        say(sys.stderr, text)
    while session.meeting.family_in_room:
        pulse.wait(POLL_S)
        session.catch_up()
    return meeting_id


def stores_of(house: House, meeting_id: str) -> Stores:
    """The journal and the book of answers on the calling thread; the record stays in here."""
    from btimeeting.documents.case_words import case_words  # noqa: PLC0415 - brings the domain
    from btimeeting.service.answer_book import AnswerBook  # noqa: PLC0415 - likewise
    from btimeeting.ui.bridge import Stores  # noqa: PLC0415 - brings Textual

    mine = replace(house, _open=[])
    session = mine.session(meeting_id, "evaluation")
    return Stores(session, None, mine.close, book=AnswerBook(session, mine.records, case_words))
