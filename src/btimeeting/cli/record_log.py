"""`btimeeting record log [CASE]`: who has looked at a case, or at anything, when, and at what; never what it says."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import timedelta
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE
from btimeeting.documents.kind_words import kind_name, look_name, reason_name
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.domain.record import AccessLine

MONTH = 30
"""How far back the log of everything goes unless somebody asks for more."""
SHOWN_ID = 8
"""So many digits of an id tell values of one case apart for a reader; `--json` has all of them."""


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record log`."""
    text = tr("who has looked at a case, when, and at what; without a case: at anything at all")
    parser = actions.add_parser("log", parents=[common], help=text, description=text)
    parser.add_argument("case", nargs="?", metavar=tr("CASE"), help=tr("case number, or the id of one that was erased"))
    parser.add_argument(
        "--days", type=int, default=MONTH, metavar="N", help=tr("without a case: so many days back (30)")
    )
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))
    parser.set_defaults(func=show_log)


def show_log(args: Namespace) -> int:
    """The access log, oldest first. Reading it is a look, too, and stands in it the next time."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.service.looks import ALL  # noqa: PLC0415 - brings the domain

    with open_house(args) as house:
        if args.case is None:
            lines = house.records.access_log(since=house.clock.now().at - timedelta(days=max(args.days, 0)))
            looker(house).look("log", ALL, "")
        else:
            case_id, lines = _lines(house, args.case)
            looker(house).look("log", "case", case_id)
        if args.json:
            rows = [line.model_dump(mode="json") for line in lines]
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
            return DONE
        if not lines:
            say(sys.stderr, tr("Nobody has looked in this time."))
        for line in lines:
            sys.stdout.write(_text(house, line) + "\n")
    return DONE


def _lines(house: House, wanted: str) -> tuple[str, tuple[AccessLine, ...]]:
    """The case's id and its lines; of an erased case the lines are all that is left. Raises NotFound."""
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - brings the domain

    try:
        case_id = house.records.find_case(wanted)
    except NotFound:
        lines = house.records.access_log_of_case(wanted)
        if not lines:
            raise
        return wanted, lines
    return case_id, house.records.access_log_of_case(case_id)


def _text(house: House, line: AccessLine) -> str:
    local = line.at.astimezone(house.settings.zone)
    what = f"{look_name(line.action)}: {kind_name(line.kind)}"
    when = f"{dates.short_date(local.date())} {dates.clock_time(local)}"
    parts = (when, line.user, what, line.object_id[:SHOWN_ID], reason_name(line.reason))
    return "  ".join(part for part in parts if part)
