"""The arguments: one parent parser, so that --home, --lang … may stand before or after a sub-command."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from btimeeting import __version__
from btimeeting.i18n import LANGUAGES, tr

COMMANDS = ("demo", "meet", "follow", "agenda", "record", "paper", "keys", "doctor")
"""Each is a module of `btimeeting.cli` with `add_parser(subparsers, common)`."""

USAGE = 2


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language and ends with one sentence."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._positionals.title = tr("arguments")
        self._optionals.title = tr("options")
        self.add_argument("-h", "--help", action="help", help=tr("show this help and end"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words of the call; exit code 2."""
        text = tr("I don't understand that: {message}. Try: {help}", message=message, help=f"{self.prog} --help")
        sys.stderr.write(text + "\n")
        raise SystemExit(USAGE)


def common_parser() -> argparse.ArgumentParser:
    """The arguments every command takes, before or after its name."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--home", type=Path, metavar="DIR", help=tr("the folder everything lies in"))
    common.add_argument("--lang", choices=LANGUAGES, help=tr("nynorsk, bokmål or English"))
    common.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=tr("read the passphrase from the first line of this file")
    )
    return common


def build() -> Parser:
    """The whole parser, in the language spoken now."""
    common = common_parser()
    parser = Parser(
        prog="btimeeting",
        parents=[common],
        description=tr("Runs a BTI meeting: the clock, the turns, the notes, the referat."),
    )
    parser.add_argument(
        "--version", action="version", version=f"btimeeting {__version__}", help=tr("print the version")
    )
    subparsers = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), parser_class=Parser, title=tr("commands"))
    for name in COMMANDS:
        importlib.import_module(f"btimeeting.cli.{name}").add_parser(subparsers, common)
    return parser


def early_language(argv: Sequence[str]) -> str | None:
    """The language asked for on the command line, found before the parser (whose help is in it) is built."""
    for at, word in enumerate(argv):
        if word == "--lang" and at + 1 < len(argv):
            return argv[at + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return None
