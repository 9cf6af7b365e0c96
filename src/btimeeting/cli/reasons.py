"""Why somebody reads a case, asked where the unit wants it: one of a few, so that no content comes into the log."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.i18n import tr

if TYPE_CHECKING:
    from btimeeting.cli.wiring import House

CODES = ("follow_up", "prepare", "family", "supervision", "technical")
"""As in `service.looks`, which is not loaded for --help; a test holds them together."""


def add_reason(parser: ArgumentParser) -> None:
    """Add `--reason`."""
    text = tr("why you read it, where the unit asks for it: {codes}", codes=", ".join(CODES))
    parser.add_argument("--reason", choices=CODES, default="", metavar=tr("REASON"), help=text)


def reason_for(house: House, case_id: str | None, args: Namespace) -> str:
    """The reason that was given, or that somebody at the terminal chooses when it is needed. Raises ReasonNeeded."""
    from btimeeting.documents.kind_words import reason_name  # noqa: PLC0415 - only when somebody is asked
    from btimeeting.service.looks import ReasonNeeded, needs_reason  # noqa: PLC0415 - brings the domain

    given = str(getattr(args, "reason", "") or "")
    asked = house.settings.reason_asked
    if given or case_id is None or not needs_reason(asked, house.records, case_id, house.clock.today()):
        return given
    if not sys.stdin.isatty():
        raise ReasonNeeded
    choices = ", ".join(f"{number}: {reason_name(code)}" for number, code in enumerate(CODES, 1))
    sys.stderr.write(tr("Why do you read this case? It stands in the access log.") + f" {choices}\n")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip()
    if answer.isdecimal() and 1 <= int(answer) <= len(CODES):
        return CODES[int(answer) - 1]
    raise ReasonNeeded
