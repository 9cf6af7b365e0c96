"""The arguments: one parent parser, so that --home, --lang … may stand before or after a sub-command.

argparse's own English never reaches a person: what it complains of is told in our words, and a complaint of a later
Python that we do not know is told without argparse's.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from btimeeting import __version__
from btimeeting.cli.narration import say
from btimeeting.i18n import LANGUAGES, N_, tr

COMMANDS = (
    "demo",
    "meet",
    "wall",
    "pad",
    "viddevakt",
    "evaluate",
    "follow",
    "agenda",
    "record",
    "paper",
    "keys",
    "doctor",
)
"""Each is a module of `btimeeting.cli` with `add_parser(subparsers, common)`."""

COMMAND = "command"
"""Where argparse puts which of them was asked for."""
USAGE = 2
LONGEST_WORD = 60
"""Characters of a word of the call that a complaint repeats."""

_COMPLAINTS = (
    (r"expected .*arguments?", N_("Something must stand after {name}.")),
    (r"ignored explicit argument .*", N_("Nothing can stand after {name}=.")),
    (r"not allowed with argument (?P<other>.*)", N_("{name} and {other} cannot be used together.")),
    (r"the following arguments are required: (?P<what>.*)", N_("Something is missing here: {what}.")),
    (r"one of the arguments (?P<what>.*) is required", N_("One of these is missing: {what}.")),
)
"""What argparse says for developers, and what we say for people."""


class Misunderstood(argparse.ArgumentError):
    """A complaint that is a sentence already, in the user's language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(None, sentence)


class HelpText(argparse.HelpFormatter):
    """The help, with the word before the usage in the user's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """As argparse has it; an empty `prefix` is how argparse finds the name of a sub-command."""
        super().add_usage(usage, actions, groups, tr("Usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language and ends with one line that says what to do."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        # Abbreviated options would stop working the day a longer one is added; `--lang` is also read before us.
        kwargs |= {"add_help": False, "allow_abbrev": False, "exit_on_error": False, "formatter_class": HelpText}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._positionals.title = tr("Arguments")
        self._optionals.title = tr("Options")
        self.add_argument("-h", "--help", action="help", help=tr("show this help and end"))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse, and complain here about what is left over: this parser knows which command it belongs to."""
        try:
            found, rest = super().parse_known_args(args, namespace)
            if rest:
                raise Misunderstood(tr("This has no place here: {words}.", words=_shown(" ".join(rest))))
        except argparse.ArgumentError as complaint:
            self._end(complaint.message if isinstance(complaint, Misunderstood) else _in_our_words(complaint))
        return found, rest

    def error(self, message: str) -> NoReturn:
        """What argparse complains of without naming an argument; exit code 2."""
        self._end(_in_our_words(argparse.ArgumentError(None, message)))

    def _end(self, sentence: str) -> NoReturn:
        text = tr("{complaint} For help: {command}", complaint=sentence, command=f"{self.prog} --help")
        say(sys.stderr, text)
        raise SystemExit(USAGE)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        known = COMMANDS if action.dest == COMMAND else action.choices
        word, choices = _shown(str(value)), [str(choice) for choice in known]
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse has no public name for it
            text = tr(
                "«{word}» cannot be used for {name}. Choose one of these: {choices}.",
                word=word,
                name=_name(action),
                choices=", ".join(choices),
            )
            raise Misunderstood(text)
        guess = difflib.get_close_matches(str(value), choices, 1)
        if guess:
            raise Misunderstood(tr("There is no command «{word}». Did you mean «{guess}»?", word=word, guess=guess[0]))
        raise Misunderstood(tr("There is no command «{word}».", word=word))

    def _get_value(self, action: argparse.Action, arg_string: str) -> object:
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError as complaint:
            told = complaint.__context__
            if isinstance(told, argparse.ArgumentTypeError):  # a command's own check, in our words already
                raise Misunderstood(str(told)) from None
            word, name = _shown(arg_string), _name(action)
            if action.type is int:
                raise Misunderstood(tr("{name} must be a whole number, not «{word}».", name=name, word=word)) from None
            raise Misunderstood(tr("«{word}» cannot be used for {name}.", word=word, name=name)) from None


def _in_our_words(complaint: argparse.ArgumentError) -> str:
    for pattern, sentence in _COMPLAINTS:
        found = re.fullmatch(pattern, complaint.message, re.DOTALL)
        if found is not None:
            return tr(sentence, name=complaint.argument_name or "", **found.groupdict())
    return tr("The command could not be understood.")


def _name(action: argparse.Action) -> str:
    """What an argument is called in the help: `--format`, `SAK`."""
    return "/".join(action.option_strings) or str(action.metavar or action.dest)


def _shown(word: str) -> str:
    """A word of the call, fit for one line of a terminal: control characters as spaces, a long one cut."""
    printable = "".join(char if char.isprintable() else " " for char in word)
    return printable if len(printable) <= LONGEST_WORD else printable[: LONGEST_WORD - 1] + "…"


def common_parser() -> argparse.ArgumentParser:
    """The arguments every command takes, before or after its name."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--home", type=Path, metavar=tr("DIR"), help=tr("the folder everything lies in"))
    common.add_argument("--lang", choices=LANGUAGES, help=tr("nynorsk, bokmål or English"))
    common.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=tr("FILE"),
        help=tr("read the passphrase from the first line of this file"),
    )
    return common


def build(words: Sequence[str] = ()) -> Parser:
    """The parser, in the language spoken now; for `words` it knows only the commands that stand among them.

    A window's first frame waits for this, and nine commands of ten are not meant. Where none is named, or help is
    asked for, all are there.
    """
    common = common_parser()
    parser = Parser(
        prog="btimeeting",
        parents=[common],
        description=tr("Runs a BTI meeting: the clock, the turns, the notes, the minutes."),
    )
    parser.add_argument(
        "--version", action="version", version=f"btimeeting {__version__}", help=tr("print the version")
    )
    subparsers = parser.add_subparsers(dest=COMMAND, metavar=tr("COMMAND"), parser_class=Parser, title=tr("Commands"))
    meant = () if {"-h", "--help"} & {*words} else tuple(name for name in COMMANDS if name in words)
    for name in meant or COMMANDS:
        importlib.import_module(f"btimeeting.cli.{name}").add_parser(subparsers, common)
    return parser


def early_language(argv: Sequence[str]) -> str | None:
    """The language asked for on the command line, found before the parser (whose help is in it) is built.

    Of several the last counts, as everywhere else on the command line.
    """
    asked = None
    for at, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and at + 1 < len(argv):
            asked = argv[at + 1]
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked
