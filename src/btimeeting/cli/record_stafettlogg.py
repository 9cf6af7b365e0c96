"""`btimeeting record stafettlogg|baton`: the log between meetings, and who carries the baton.

What is written is typed or piped in, a line each; never an argument.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli import asking
from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.cli.reasons import add_reason, reason_for
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from datetime import date

    from btimeeting.cli.held_ask import Typist
    from btimeeting.cli.wiring import House
    from btimeeting.domain.record import StafettloggEntry
    from btimeeting.service.stafettlogg import Written

KINDS = ("attention", "goal", "tiltak", "evaluation", "meeting", "stafettholdar", "bright_spot")
ANSWERS = ("accepted", "service", "declined")
SHOWN_ID = 8


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record stafettlogg` and `record baton`."""
    log = actions.add_parser("stafettlogg", parents=[common], help=tr("the baton log: read it, write in it"))
    ways = log.add_subparsers(dest="way", metavar=tr("COMMAND"), required=True)
    _add(ways, common, "show", tr("all entries, the oldest first")).set_defaults(func=show)
    writing = _add(ways, common, "write", tr("add an entry; what it says is asked for"))
    text = tr("what it is about: {kinds}", kinds=", ".join(KINDS))
    writing.add_argument("--kind", choices=KINDS, default="meeting", metavar=tr("KIND"), help=text)
    writing.set_defaults(func=write)
    mending = _add(ways, common, "correct", tr("a new version of an entry; the old one is kept, and why"))
    mending.add_argument("entry", metavar=tr("ENTRY"), help=tr("the beginning of its id"))
    mending.set_defaults(func=correct)
    baton = actions.add_parser("baton", parents=[common], help=tr("who carries the baton: offer it, write the answer"))
    ways = baton.add_subparsers(dest="way", metavar=tr("COMMAND"), required=True)
    _add(ways, common, "show", tr("who carries it, and who is asked")).set_defaults(func=show_baton)
    _add(ways, common, "offer", tr("ask a service to take it; the old one keeps it meanwhile")).set_defaults(func=offer)
    answering = _add(ways, common, "answer", tr("write what was answered, and who told the school"))
    text = tr("accepted, service (takes it, the person is named later) or declined")
    answering.add_argument("answer", choices=ANSWERS, metavar=tr("ANSWER"), help=text)
    answering.set_defaults(func=answer)


def _add(ways: _SubParsersAction[ArgumentParser], common: ArgumentParser, name: str, text: str) -> ArgumentParser:
    parser = ways.add_parser(name, parents=[common], help=text, description=text)
    parser.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    add_reason(parser)
    return parser


def show(args: Namespace) -> int:
    """Every entry with its day, kind, id and author; the look is logged."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.domain.record import StafettloggEntry  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        entries = house.records.of_case(StafettloggEntry, case_id)
        looker(house).look("show", "case", case_id, reason_for(house, case_id, args))
        if not entries:
            say(sys.stderr, tr("Nothing is written in the baton log yet."))
        for entry in entries:
            sys.stdout.write(_line(entry) + "\n")
    return DONE


def _line(entry: StafettloggEntry) -> str:
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - heavy
    from btimeeting.documents.case_page_text import kind_name  # noqa: PLC0415 - likewise

    when = dates.short_date(entry.on) if entry.on is not None else ""
    who = f" ({clean(entry.author)})" if entry.author else ""
    return "  ".join(filter(None, (entry.id[:SHOWN_ID], when, f"{kind_name(entry.kind)}: {clean(entry.text)}{who}")))


def write(args: Namespace) -> int:
    """Ask what it says; of a tiltak also who answers for it and when it is evaluated."""
    from btimeeting.cli.meant import meant_so  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import looker, user_name  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.domain.stafettlogg import EntryKind  # noqa: PLC0415 - likewise
    from btimeeting.service import stafettlogg  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        typist = asking.typist()
        kind = EntryKind(args.kind)
        text = typist.ask(tr("What is to stand in the baton log?"))
        if not text:
            typist.tell(tr("Nothing was written. Write what is to stand there."))
            return USAGE
        what = stafettlogg.Written(kind, text, typist.ask(tr("Who says it?")) or "")
        if kind is EntryKind.TILTAK:
            what = _tiltak(house, typist, what, case_id)
        if not meant_so(typist, house, case_id, what.text, what.author, what.owner):
            return FAILED
        entry = stafettlogg.write(house.records, house.clock, case_id, what, user_name())
        looker(house).look("edit", "entry", entry.id)
        sys.stdout.write(_line(entry) + "\n")
    return DONE


def _tiltak(house: House, typist: Typist, what: Written, case_id: str) -> Written:
    from dataclasses import replace  # noqa: PLC0415 - with the others

    from btimeeting.cli.held_ask import one  # noqa: PLC0415 - heavy
    from btimeeting.cli.held_lines import coming_day, near_day  # noqa: PLC0415 - likewise
    from btimeeting.service.followup import following  # noqa: PLC0415 - likewise

    today = house.clock.today()
    meeting = following(house.records, case_id, today).next_on
    owner = typist.ask(tr("Who answers for it?")) or ""
    start = one(
        typist, tr("From which day is it tried? (Enter: today)"), lambda line: near_day(line, today, meeting), today
    )
    review = one(
        typist, tr("When is it evaluated?"), lambda line: _after(coming_day(line, today, meeting), start), None
    )
    return replace(what, owner=owner, start_on=start, review_on=review)


def _after(day: date, start: date) -> date:
    """A day that is not before the tiltak begins."""
    from btimeeting.cli.held_complaints import NotUnderstood  # noqa: PLC0415 - heavy

    if day < start:
        told = tr("It begins {date}. Write a later day to evaluate it on.", date=dates.short_date(start))
        raise NotUnderstood(told)
    return day


def correct(args: Namespace) -> int:
    """Ask for the new text and the reason; without a reason nothing is changed."""
    from btimeeting.cli.meant import meant_so  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.service import stafettlogg  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        entry = stafettlogg.entry_of_case(house.records, case_id, args.entry)
        typist = asking.typist()
        text = typist.ask(tr("What is to stand there instead?"))
        if not text:
            typist.tell(tr("Nothing was changed. Write what is to stand there."))
            return USAGE
        reason = typist.ask(tr("Why is it corrected? (kept beside it)")) or ""
        if not meant_so(typist, house, case_id, text, reason):
            return FAILED
        new = stafettlogg.correct(house.records, house.clock, entry.id, text, reason)
        looker(house).look("edit", "entry", entry.id)
        sys.stdout.write(_line(new) + "\n")
    return DONE


def show_baton(args: Namespace) -> int:
    """Who carries it; there is always exactly one."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        looker(house).look("show", "case", case_id, reason_for(house, case_id, args))
        _tell(house, case_id)
    return DONE


def _tell(house: House, case_id: str) -> None:
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - heavy
    from btimeeting.documents.case_page_text import carried, offered  # noqa: PLC0415 - likewise
    from btimeeting.service.stafettlogg import read  # noqa: PLC0415 - likewise

    log = read(house.records, case_id, house.settings.unit_name or tr("The school"))
    sys.stdout.write(clean(carried(log.carrier)) + "\n")
    if log.waiting is not None:
        sys.stdout.write(clean(offered(log.waiting)) + "\n")


def offer(args: Namespace) -> int:
    """Ask which service, who in it, and by when an answer is expected."""
    from btimeeting.cli.held_ask import one  # noqa: PLC0415 - heavy
    from btimeeting.cli.held_lines import coming_day  # noqa: PLC0415 - likewise
    from btimeeting.cli.user import looker  # noqa: PLC0415 - likewise
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.service import stafettlogg  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        typist, today = asking.typist(), house.clock.today()
        service = typist.ask(tr("Which service is asked?"))
        if not service:
            typist.tell(tr("Nobody was asked. Write the name of a service."))
            return USAGE
        person = typist.ask(tr("Who in it? (may be named later)")) or ""
        by = one(typist, tr("Answer by which day?"), lambda line: coming_day(line, today, None), None)
        new = stafettlogg.offer(house.records, house.clock, case_id, service=service, person=person, answer_by=by)
        looker(house).look("edit", "stafettholdar", new.id)
        _tell(house, case_id)
    return DONE


def answer(args: Namespace) -> int:
    """Write what was answered; somebody outside the school tells the school, and that is written too."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.domain.stafettlogg import Acceptance  # noqa: PLC0415 - likewise
    from btimeeting.service import stafettlogg  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        typist = asking.typist()
        given = Acceptance(args.answer)
        person = (typist.ask(tr("Who takes it?")) or "") if given is Acceptance.ACCEPTED else ""
        told_by = typist.ask(tr("Who told you?")) or ""
        new = stafettlogg.answer(house.records, house.clock, case_id, given, person=person, told_by=told_by)
        looker(house).look("edit", "stafettholdar", new.id)
        _tell(house, case_id)
    return DONE
