"""`btimeeting meet remove MEETING`: a meeting that is only prepared is gone for good, after one question."""

from __future__ import annotations

import sys
from argparse import Namespace

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE
from btimeeting.i18n import N_, tr

YES = (N_("y"), N_("yes"))


class NotSaidYes(Exception):
    """Nobody said yes: there was nobody to ask, or the answer was another one."""


def run(args: Namespace) -> int:
    """Ask, remove, say so. Raises NotFound, NotUnique, MeetingBegun, NotSaidYes."""
    from btimeeting.cli.user import user_name  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.service.unprepare import goes_with_it, prepared, take_away  # noqa: PLC0415 - brings the domain

    with open_house(args) as house:
        record = prepared(house.records, house.journal, house.records.find_meeting(args.meeting))
        if not args.yes:
            _ask(record.case.number, alone=goes_with_it(house.records, record))
        take_away(house.records, house.journal, house.clock, record.info.id, user_name())
    say(sys.stderr, tr("The prepared meeting is removed."))
    return DONE


def _ask(number: str, *, alone: bool) -> None:
    if not sys.stdin.isatty():
        raise NotSaidYes
    gone = tr("All that is prepared is gone for good, and cannot be had back.")
    if alone:
        say(sys.stderr, f"{gone} {tr('Child and consents go with it, for nothing else lies in the case.')}")
    else:
        say(sys.stderr, f"{gone} {tr('The case stays, with its other meetings.')}")
    shown = "".join(char if char.isprintable() else " " for char in number)
    sys.stderr.write(tr("Remove the prepared meeting in case {number}?", number=shown) + f" [{tr('y')}/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in {tr(word) for word in YES}:
        raise NotSaidYes
