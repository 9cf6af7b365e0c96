"""`btimeeting record search`: find words in all records. The words are typed or piped in, never an argument."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.narration import one_line
from btimeeting.cli.outcomes import DONE, USAGE
from btimeeting.cli.reasons import add_reason, reason_for
from btimeeting.documents.kind_words import kind_name
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Sequence

    from btimeeting.cli.held_ask import Typist
    from btimeeting.cli.wiring import House
    from btimeeting.service.record_ports import Hit

MOST, MOST_OF_ALL = 50, 1000
"""How many hits are shown unless somebody asks for more, and how many at most."""
DATE_WIDE = 11
"""The widest short date: «25 Nov 2026»."""


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record search`."""
    text = tr("find words in all records; they are asked for, or read from standard input")
    parser = actions.add_parser("search", parents=[common], help=text, description=text)
    parser.add_argument("--limit", type=int, default=MOST, metavar="N", help=tr("show at most so many (50)"))
    parser.add_argument("--open", type=int, default=None, metavar="N", help=tr("show hit number N in full"))
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))
    add_reason(parser)
    parser.set_defaults(func=search)


def search(args: Namespace) -> int:
    """Ask for words, show what holds them, newest first, and open what is chosen; every look is logged."""
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - only when somebody is asked
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args) as house:
        typist = Typist(sys.stdin, sys.stderr)
        words = typist.ask(tr("Which words? (a beginning is enough: «barn» finds «barna»)"))
        if not words:
            typist.tell(tr("Nothing was asked for. Write one or more words."))
            return USAGE
        hits = house.records.search(words, min(max(args.limit, 1), MOST_OF_ALL))
        looker(house).searched(hits)
        if args.json:
            rows = [_as_object(hit) for hit in hits]
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        else:
            _show(hits, typist)
        if args.open is not None:
            return DONE if _open(house, args, hits, str(args.open), typist) else USAGE
        while hits and sys.stdin.isatty() and not args.json:
            chosen = typist.ask(tr("Open which number? (Enter ends)"))
            if not chosen:
                break
            _open(house, args, hits, chosen, typist)
    return DONE


def _show(hits: Sequence[Hit], typist: Typist) -> None:
    if not hits:
        typist.tell(tr("Nothing was found. å is not a: write the word as it is spelt."))
    wide = len(str(len(hits)))
    for number, hit in enumerate(hits, 1):
        when = (dates.short_date(hit.on) if hit.on is not None else "").ljust(DATE_WIDE)
        case = tr("case {number}", number=one_line(hit.number)) if hit.number else ""
        parts = (f"{number:>{wide}}", when, case, f"{kind_name(hit.kind)}: {one_line(hit.snippet)}")
        sys.stdout.write(_one_row("  ".join(part for part in parts if part)) + "\n")


def _as_object(hit: Hit) -> dict[str, object]:
    on = hit.on.isoformat() if hit.on is not None else None
    where = {"case": hit.number or None, "case_id": hit.case_id, "meeting_id": hit.meeting_id, "on": on}
    return {"kind": hit.kind, "id": hit.id, **where, "snippet": hit.snippet}


def _open(house: House, args: Namespace, hits: Sequence[Hit], chosen: str, typist: Typist) -> bool:
    """Print a hit in full, logged first; a number that is not there is told."""
    if not chosen.isdecimal() or not 1 <= int(chosen) <= len(hits):
        typist.tell(tr("There is no hit «{number}». Write a number from 1 to {most}.", number=chosen, most=len(hits)))
        return False
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy

    hit = hits[int(chosen) - 1]
    looker(house).look("open", hit.kind, hit.id, reason_for(house, hit.case_id, args))
    text = house.records.text_of(hit.kind, hit.id)
    head = [tr("case {number}", number=one_line(hit.number))] if hit.number else []
    head += [dates.long_date(hit.on)] if hit.on is not None else []
    sys.stdout.write("\n" + ", ".join([kind_name(hit.kind), *head]) + "\n\n")
    sys.stdout.write("\n".join(_whole_words(one_line(line)) for line in text.splitlines()) + "\n\n")
    return True


def _one_row(line: str) -> str:
    """A hit on one row of a terminal; whole where nobody looks at rows."""
    wide = shutil.get_terminal_size().columns
    return line if not sys.stdout.isatty() or len(line) <= wide else line[: wide - 2].rstrip() + " …"


def _whole_words(line: str) -> str:
    """A line broken between words where a terminal would break inside them."""
    return textwrap.fill(line, shutil.get_terminal_size().columns) if sys.stdout.isatty() else line
