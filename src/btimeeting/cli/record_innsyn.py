"""`btimeeting record innsyn CASE`: all that is held on a child. First a draft the school reviews, then the answer."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.cli.paper_file import tell_replaced, write_file
from btimeeting.cli.same_home import command
from btimeeting.i18n import language, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.documents.innsyn import Review
    from btimeeting.domain.child_file import ChildFile

ASKERS = ("parent", "youth", "representative")
FORMATS = ("md", "html", "pdf", "docx", "json")


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record innsyn`."""
    text = tr("all that is held on a child: first a draft to review, then the answer to the family")
    parser = actions.add_parser("innsyn", parents=[common], help=text, description=text)
    parser.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    parser.add_argument("--asked-by", choices=ASKERS, default=None, help=tr("who asked for it (never a name)"))
    parser.add_argument(
        "--reviewed", type=Path, metavar=tr("FILE"), help=tr("the draft, when the school has reviewed it")
    )
    parser.add_argument("--format", choices=FORMATS, default=None, help=tr("md (the usual), html, pdf, docx or json"))
    parser.add_argument("--to", type=Path, metavar=tr("FILE"), help=tr("write to this file"))
    parser.set_defaults(func=innsyn)


def innsyn(args: Namespace) -> int:
    """A draft, or with `--reviewed` the answer; both are logged, with who asked."""
    return _answer(args) if args.reviewed is not None else _draft(args)


def _draft(args: Namespace) -> int:
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.documents.innsyn_draft import compose_draft  # noqa: PLC0415 - heavy
    from btimeeting.domain.child_file import Asker  # noqa: PLC0415 - brings the domain

    if args.to is not None and args.to.is_file():  # somebody's review may stand in it
        say(sys.stderr, tr("{path} is there already. Give another name, so that no review is lost.", path=args.to))
        return FAILED
    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        asked_by = args.asked_by or _ask_who()
        if asked_by is None:
            return USAGE
        looker(house).look("innsyn-draft", "case", case_id, asked_by)
        text = compose_draft(house.records.child_file(case_id), Asker(asked_by), house.settings.zone)
        write_file(text.encode("utf-8"), args.to)
    if args.to is not None:
        _warn(args.to)
        text = tr(
            "Review it, and then: {command}",
            command=command("record", "innsyn", args.case, "--reviewed", str(args.to)),
        )
        say(sys.stderr, text)
    return DONE


def _ask_who() -> str | None:
    """Who asked, by a number; None when nobody answers, which is told."""
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - only when somebody is asked

    typist = Typist(sys.stdin, sys.stderr)
    told = (tr("a parent"), tr("the youth"), tr("somebody who acts for the family"))
    question = tr("Who asks to see it?") + " " + ", ".join(f"{n}: {who}" for n, who in enumerate(told, 1))
    answer = typist.ask(question) if sys.stdin.isatty() else None
    if answer in {"1", "2", "3"}:
        return ASKERS[int(answer) - 1]
    typist.tell(tr("It has to be written down who asked: --asked-by {choices}", choices="|".join(ASKERS)))
    return None


def _answer(args: Namespace) -> int:
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.documents.innsyn_draft import read_review  # noqa: PLC0415 - heavy

    fmt = args.format or (args.to.suffix[1:] if args.to and args.to.suffix[1:] in FORMATS else "md")
    if args.to is None and fmt in {"pdf", "docx"} and sys.stdout.isatty():
        say(sys.stderr, tr("A {format} file cannot be shown here. Write it to a file: --to FILE", format=fmt))
        return FAILED
    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        text = args.reviewed.read_text(encoding="utf-8", errors="replace")
        review = read_review(text, house.records.child_file(case_id), str(args.reviewed))
        looker(house).look(f"innsyn-{fmt}", "case", case_id, review.asker.value)
        write_file(_rendered(house, house.records.child_file(case_id), review, fmt), args.to)
    if args.to is not None:
        _warn(args.to)
    return DONE


def _rendered(house: House, file: ChildFile, review: Review, fmt: str) -> bytes:
    from btimeeting.cli.record_level import profile_of  # noqa: PLC0415 - a neighbour
    from btimeeting.documents.innsyn import as_json, compose_innsyn  # noqa: PLC0415 - heavy
    from btimeeting.documents.profile_files import NoSuchProfile  # noqa: PLC0415 - likewise
    from btimeeting.documents.profile_problems import ProfileError  # noqa: PLC0415 - likewise
    from btimeeting.documents.render import Paper, render_text  # noqa: PLC0415 - heavy

    now = house.clock.now().at
    if fmt == "json":
        return as_json(file, review, made_at=now).encode("utf-8")
    profile = None
    with suppress(NoSuchProfile, ProfileError):  # the answer is owed all the same; the level itself is told
        profile = profile_of(house)
    zone = house.settings.zone
    markdown = compose_innsyn(file, review, on=house.clock.today(), zone=zone, profile=profile)
    hidden = file.child is not None and file.child.hidden_address
    author = "" if hidden else house.settings.unit_name
    result = render_text(Paper(markdown, language(), now, author), fmt)
    tell_replaced(result.replaced)
    return result.data


def _warn(path: Path) -> None:
    text = tr(
        "Written to {path}. This copy is no longer locked in the record: keep it safe and delete it after use.",
        path=path,
    )
    say(sys.stderr, text)
