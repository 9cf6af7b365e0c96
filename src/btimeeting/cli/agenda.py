"""`btimeeting agenda list|show|check`: the agendas there are, one of them to read, and what is wrong with a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from btimeeting.cli.outcomes import DONE, USAGE
from btimeeting.i18n import LANGUAGES, language, ntr, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.documents.agenda_files import AgendaFile
    from btimeeting.domain.agenda import Agenda

Command = Callable[[Namespace, TextIO, TextIO], int]


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `agenda`."""
    text = tr("the agendas: see them, and check a file")
    parser = subparsers.add_parser("agenda", parents=[common], help=text, description=text)
    actions = parser.add_subparsers(dest="action", metavar=tr("COMMAND"), required=True)
    _add(actions, common, "list", tr("every agenda there is"), list_agendas)
    showing = _add(actions, common, "show", tr("one agenda, to read"), show_agenda)
    showing.add_argument("file", nargs="?", metavar=tr("FILE"), help=tr("a file, or an agenda's id"))
    checking = _add(actions, common, "check", tr("what is wrong with a file, all of it at once"), check_agendas)
    checking.add_argument("files", nargs="*", metavar=tr("FILE"), help=tr("files or ids; none: every agenda there is"))


def _add(
    actions: _SubParsersAction[ArgumentParser], common: ArgumentParser, name: str, text: str, command: Command
) -> ArgumentParser:
    parser = actions.add_parser(name, parents=[common], help=text, description=text)
    parser.set_defaults(func=lambda args: command(args, sys.stdout, sys.stderr))
    return parser


def list_agendas(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Every agenda there is, a line each: id, language, minutes, title; the house's own first, with their path."""
    from btimeeting.documents.agenda_files import available  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - likewise
    from btimeeting.documents.agenda_reader import check  # noqa: PLC0415 - likewise

    rows = [(file, *check(file.path)) for file in available(_own_folder(args))]
    width = max((len(file.id) for file, *_ in rows), default=0)
    for file, agenda, problems in sorted(rows, key=lambda row: _order(row[0], row[1])):
        if agenda is None:
            n = len(problems)
            command = f"btimeeting agenda check '{clean(str(file.path))}'"
            told = ntr(
                "{path}: {n} problem. See it with: {command}",
                "{path}: {n} problems. See them with: {command}",
                n,
                path=clean(str(file.path)),
                command=command,
            )
            err.write(told + "\n")
            continue
        where = f"  ({clean(str(file.path))})" if file.own else ""
        out.write(f"{file.id:<{width}}  {agenda.language}  {agenda.total_s // 60:>3} min  {agenda.title}{where}\n")
    if not rows:
        err.write(tr("There is no agenda here.") + "\n")
    return DONE


def show_agenda(args: Namespace, out: TextIO, err: TextIO) -> int:
    """One agenda as a page to read, in its own language. Exit code 2 when its file cannot be used."""
    from btimeeting.documents.agenda_files import DEFAULT_ID, NoSuchAgenda, find, no_such  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_page import page  # noqa: PLC0415 - likewise
    from btimeeting.documents.agenda_problems import sentence  # noqa: PLC0415 - likewise
    from btimeeting.documents.agenda_reader import check  # noqa: PLC0415 - likewise

    try:
        path = find(args.file or DEFAULT_ID, _own_folder(args), language())
    except NoSuchAgenda as missing:
        err.write(no_such(missing) + "\n")
        return USAGE
    agenda, problems = check(path)
    if agenda is None:
        err.writelines(sentence(problem) + "\n" for problem in problems)
        return USAGE
    out.writelines(line + "\n" for line in page(agenda))
    return DONE


def check_agendas(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Everything that is wrong with each file, `FILE:LINE: text` on `out`; a correct file's phases, minutes and sum.

    A file that cannot be read at all is told on `err`. Exit code 2 when anything is wrong with any of them.
    """
    from btimeeting.documents.agenda_files import NoSuchAgenda, available, find, no_such  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_problems import NOT_READ, sentence  # noqa: PLC0415 - likewise
    from btimeeting.documents.agenda_reader import check  # noqa: PLC0415 - likewise

    own = _own_folder(args)
    code = DONE
    for name in args.files or [file.path for file in available(own)]:
        try:
            path = find(name, own, language())
        except NoSuchAgenda as missing:
            err.write(no_such(missing) + "\n")
            code = USAGE
            continue
        agenda, problems = check(path)
        for problem in problems:
            (err if problem.code in NOT_READ else out).write(sentence(problem) + "\n")
        if agenda is None:
            code = USAGE
        else:
            out.writelines(line + "\n" for line in _sum(path, agenda))
    return code


def _sum(path: Path, agenda: Agenda) -> Iterator[str]:
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - heavy

    yield f"{clean(str(path))}: {agenda.title}"
    yield from (f"{phase.planned_s // 60:>5} min  {phase.title}" for phase in agenda.phases)
    yield f"{agenda.total_s // 60:>5} min  {tr('together')}"


def _own_folder(args: Namespace) -> Path:
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy

    return settings_of(args).home / "agendas"


def _order(file: AgendaFile, agenda: Agenda | None) -> tuple[bool, str, int]:
    """The house's own first, then by id, nynorsk before bokmål before English."""
    order: dict[str, int] = {spoken: nth for nth, spoken in enumerate(LANGUAGES)}
    return not file.own, file.id, -1 if agenda is None else order[agenda.language]
