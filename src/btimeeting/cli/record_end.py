"""`btimeeting record erase|lock|unlock|archived`: how a case ends. Nothing is erased that was not confirmed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli import asking
from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED
from btimeeting.cli.same_home import command
from btimeeting.i18n import ntr, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.held_ask import Typist
    from btimeeting.cli.wiring import House
    from btimeeting.domain.record import AccessLine
    from btimeeting.service.record_ports import Holding

WAITS = 5
"""How many times a busy timeout is waited for other windows to let go of what was erased."""


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record erase`, `lock`, `unlock` and `archived`."""
    number, why = tr("case number"), tr("why, without names; asked for when it is needed and not given")
    for name, text, run in (
        ("erase", tr("erase a case for good; the number of the case has to be written once more"), erase),
        ("lock", tr("keep a case, but let nobody read or change it until it is unlocked"), lock),
        ("unlock", tr("let a locked case be read and changed again"), unlock),
    ):
        parser = actions.add_parser(name, parents=[common], help=text, description=text)
        parser.add_argument("case", metavar=tr("CASE"), help=number)
        parser.add_argument("--why", default=None, metavar=tr("TEXT"), help=why)
        parser.set_defaults(func=run)
    text = tr("say that the archive has the documents of a case as they are now")
    parser = actions.add_parser("archived", parents=[common], help=text, description=text)
    parser.add_argument("case", metavar=tr("CASE"), help=number)
    parser.add_argument("reference", metavar=tr("REFERENCE"), help=tr("the number the archive has given them"))
    parser.set_defaults(func=archived)


def erase(args: Namespace) -> int:
    """Show what goes, ask why when the archive lacks something, have the number written again, erase, and wait."""
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.service.ending import erase_case, require_nothing_going  # noqa: PLC0415 - brings the domain
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        typist = asking.typist()
        try:
            case_id = house.records.find_case(args.case)
        except NotFound:
            if not house.records.erased(args.case):
                raise
            return _cleaned(house, args.case, typist)
        holding = house.records.holding(case_id)
        require_nothing_going(house.journal, holding)
        _tell(holding, typist)
        why = _reason(args.why, typist) if holding.unarchived or args.why else ""
        if not _confirmed(holding, typist):
            typist.tell(tr("Nothing was erased."))
            return FAILED
        erase_case(house.records, house.journal, holding, why, _line(house, "erase", case_id))
        return _cleaned(house, case_id, typist)


def _tell(holding: Holding, typist: Typist) -> None:
    meetings = ntr("{n} meeting", "{n} meetings", len(holding.meetings))
    documents = ntr("{n} document", "{n} documents", holding.documents)
    text = tr("Case {number}: {meetings}, {documents}.", number=holding.number, meetings=meetings, documents=documents)
    typist.tell(text)
    if holding.unarchived:
        typist.tell(
            ntr(
                "The archive does not have {n} of these documents. What is erased here is then gone everywhere.",
                "The archive does not have {n} of these documents. What is erased here is then gone everywhere.",
                holding.unarchived,
            )
        )
    if holding.child_stays:
        typist.tell(tr("What is known about the child itself stays: another case is about the same child."))


def _confirmed(holding: Holding, typist: Typist) -> bool:
    question = tr("Write «{number}» to erase this case for good. Anything else leaves it.", number=holding.number)
    answer = typist.ask(question) or ""
    return " ".join(answer.split()).casefold() == " ".join(holding.number.split()).casefold()


def _cleaned(house: House, case_id: str, typist: Typist) -> int:
    """Empty the log file, too; only then is it said to be erased."""
    at = house.clock.now().at
    if not house.records.tidy(at) and not _waited(house, typist):
        typist.tell(
            tr(
                "The case is erased, but traces stay in a file that another window is reading. Close all windows, "
                "and run: {command}",
                command=command("record", "erase", case_id),
            )
        )
        return FAILED
    typist.tell(tr("Erased, with all traces in this home. The nameless course of the meetings is kept."))
    typist.tell(tr("Backups and papers from before still hold the case: delete them, too."))
    return DONE


def _waited(house: House, typist: Typist) -> bool:
    typist.tell(tr("Another window is still reading. Waiting for it…"))
    return house.records.tidy(house.clock.now().at, attempts=WAITS)


def lock(args: Namespace) -> int:
    """Lock a case; not while a meeting of it is under way."""
    return _switched(args, "lock")


def unlock(args: Namespace) -> int:
    """Unlock a case."""
    return _switched(args, "unlock")


def _switched(args: Namespace, action: str) -> int:
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.service.ending import require_nameless, require_nothing_going  # noqa: PLC0415 - brings the domain

    locking = action == "lock"
    with open_house(args) as house:
        typist = asking.typist()
        case_id = house.records.find_case(args.case)
        holding = house.records.holding(case_id)
        if locking:
            require_nothing_going(house.journal, holding)
        why = _reason(args.why, typist)
        if not why:
            typist.tell(tr("A reason is needed. Nothing was changed."))
            return FAILED
        require_nameless(why, house.records.names(case_id))
        if locking:  # somebody may have begun a meeting while the reason was thought of
            require_nothing_going(house.journal, house.records.holding(case_id))
        switch = house.records.lock if locking else house.records.unlock
        done = switch(case_id, why, _line(house, action, case_id))
        told = (
            (tr("The case is locked: nobody can read or change it."), tr("The case was locked already."))
            if locking
            else (tr("The case can be read and changed again."), tr("The case was not locked."))
        )
        typist.tell(told[0 if done else 1])
    return DONE


def archived(args: Namespace) -> int:
    """Write down that the archive has the documents of a case, by the number it has given them."""
    from btimeeting.cli.held_ask import cleaned  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        fresh = house.records.mark_archived(case_id, cleaned(args.reference), _line(house, "archive", case_id))
        text = ntr(
            "{n} document is now told to be in the archive.", "{n} documents are now told to be in the archive.", fresh
        )
        say(sys.stderr, text)
    return DONE


def _reason(given: str | None, typist: Typist) -> str:
    from btimeeting.cli.held_ask import cleaned  # noqa: PLC0415 - heavy

    if given is not None:
        return cleaned(given)
    return typist.ask(tr("Why? Write it without names: the reason is kept. (Enter stops)")) or ""


def _line(house: House, action: str, case_id: str) -> AccessLine:
    from btimeeting.cli.user import user_name  # noqa: PLC0415 - kept light for --help
    from btimeeting.domain.record import AccessLine  # noqa: PLC0415 - brings the domain

    at = house.clock.now().at
    return AccessLine(at=at, user=user_name(), action=action, kind="case", object_id=case_id)
