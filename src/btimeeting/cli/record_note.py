"""`btimeeting record note`: a note on level 0, about no named child, which deletes itself."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record note`."""
    text = tr("a note about no named child (level 0), which deletes itself; what it says is asked for")
    parser = actions.add_parser("note", parents=[common], help=text, description=text)
    parser.set_defaults(func=write)


def write(args: Namespace) -> int:
    """Ask what it says, show what may tell who it is about, save it, and say when it deletes itself."""
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - heavy
    from btimeeting.cli.meant import meant  # noqa: PLC0415 - likewise
    from btimeeting.cli.record_level import profile_of  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import looker, user_name  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.documents.case_page_text import deletes_itself  # noqa: PLC0415 - likewise
    from btimeeting.service import cases, level_zero  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        typist, profile = Typist(sys.stdin, sys.stderr), profile_of(house)
        text = typist.ask(tr("What do you wonder about? No names, no birth dates."))
        if not text:
            typist.tell(tr("Nothing was written. Write what you wonder about."))
            return USAGE
        if not meant(typist, cases.found_in(house.records, text), always=True):
            typist.tell(tr("Nothing was saved. Write it again without these."))
            return FAILED
        days = house.settings.level_0_note_days
        case, gone_on = level_zero.write_note(house.records, house.clock, profile, text, days, by=user_name())
        looker(house).look("edit", "case", case.id)
        sys.stdout.write(f"{case.number}\n")
        typist.tell(deletes_itself(gone_on))
    return DONE
