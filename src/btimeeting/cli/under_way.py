"""The meeting under way, for the windows that reach no other, and for those that cannot be shown."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from btimeeting.cli.wiring import House


class NoTerminal(Exception):
    """A window was asked for where none can be shown."""


def running(house: House, wanted: str | None) -> str:
    """The meeting under way. Raises NoneUnderWay, NotFound, NotUnique, MeetingOver."""
    from btimeeting.cli.choose import LATEST  # noqa: PLC0415 - kept light for --help
    from btimeeting.service.which import NoneUnderWay, to_resume  # noqa: PLC0415 - brings the domain

    if not house.home.holds(house.home.journal):  # a home that has never held a meeting is not a damaged one
        raise NoneUnderWay
    return to_resume(house.journal, None if wanted in LATEST else wanted)


def instead(args: Namespace) -> int:
    """Where no window can be shown: the meeting under way as lines, said to be only to read.

    Raises NoTerminal where none is under way, and MeetingOver for one that is named and over.
    """
    from btimeeting.cli.follow import tell  # noqa: PLC0415 - another command
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - brings the domain
    from btimeeting.service.which import NoneUnderWay  # noqa: PLC0415 - likewise

    with open_house(args, read_only=True) as house:
        try:
            meeting_id = running(house, getattr(args, "meeting", None))
        except (NoneUnderWay, NotFound) as none:  # one that is only prepared is in no journal yet
            raise NoTerminal from none
        house.speak_of(meeting_id, journal_alone=True)  # before the first word
        text = tr("No window can be shown here: the meeting under way comes as lines, only to read.")
        say(sys.stderr, text)
        return tell(house, meeting_id, as_json=False, wait=True)
