"""`btimeeting doctor`: is everything as it should be, and what to do where it is not. It changes nothing."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from btimeeting.cli.doctor_finding import Finding, Status
from btimeeting.cli.outcomes import DONE, FAILED
from btimeeting.i18n import ntr, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `doctor`."""
    text = tr("is everything as it should be, and what to do where it is not")
    parser = subparsers.add_parser("doctor", parents=[common], help=text, description=text)
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))
    parser.set_defaults(func=run)


def run(args: Namespace) -> int:
    """Look at the machine and the home; exit 1 when something is bad."""
    findings = tuple(look(args))
    if args.json:
        sys.stdout.write(json.dumps({"findings": [asdict(f) for f in findings]}, ensure_ascii=False, indent=2) + "\n")
    else:
        for line in as_lines(findings):
            sys.stdout.write(line + "\n")
    return FAILED if any(f.status is Status.BAD for f in findings) else DONE


def look(args: Namespace) -> Iterator[Finding]:
    """Everything that is looked at, the machine first."""
    from btimeeting.cli import doctor_home, doctor_machine  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - likewise
    from btimeeting.config import ConfigError  # noqa: PLC0415 - likewise

    with suppress(ConfigError):  # told in its place; what can be read tells the language of it all
        settings_of(args)
    yield from doctor_machine.look()
    yield from doctor_home.look(args)


def as_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings for people: a word, what was found, what to do, and a last line that counts."""
    words = {Status.OK: tr("fine"), Status.WARN: tr("look at this"), Status.BAD: tr("mend this")}
    width = max(map(len, words.values()))
    told = tuple(findings)
    for finding in told:
        yield f"{words[finding.status]:<{width}}  {finding.what}"
        if finding.do:
            yield f"{'':<{width}}  {finding.do}"
    wrong = sum(f.status is not Status.OK for f in told)
    yield ntr("{n} thing to see to.", "{n} things to see to.", wrong) if wrong else tr("All is well.")
