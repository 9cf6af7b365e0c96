"""`btimeeting record`: what the children's records hold. No name is ever an argument."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli import (
    record_due,
    record_end,
    record_innsyn,
    record_level,
    record_log,
    record_note,
    record_open,
    record_search,
    record_stafettlogg,
)
from btimeeting.cli.narration import one_line, say
from btimeeting.cli.outcomes import DONE
from btimeeting.cli.reasons import add_reason, reason_for
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Iterator

    from btimeeting.cli.wiring import House
    from btimeeting.domain.record import Document
    from btimeeting.service.record_ports import CaseLine, DocumentLine

COMMANDS = (
    record_note,
    record_open,
    record_level,
    record_stafettlogg,
    record_due,
    record_search,
    record_log,
    record_innsyn,
    record_end,
)
PAGE = 500
"""So many cases are read at once."""


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record`."""
    text = tr("what the children's records hold")
    parser = subparsers.add_parser("record", parents=[common], help=text, description=text)
    actions = parser.add_subparsers(dest="action", metavar=tr("COMMAND"), required=True)
    listing = actions.add_parser("list", parents=[common], help=tr("all cases and their documents"))
    listing.add_argument("--json", action="store_true", help=tr("as JSON"))
    listing.set_defaults(func=list_cases)
    showing = actions.add_parser("show", parents=[common], help=tr("one case: its documents, the newest in full"))
    showing.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    add_reason(showing)
    showing.set_defaults(func=show_case)
    for each in COMMANDS:
        each.add_parser(actions, common)


def list_cases(args: Namespace) -> int:
    """Cases with child, level and documents."""
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args) as house:
        log_look(house, "list", "records", "")
        pages = _pages(house)
        if args.json:
            _as_json(pages)
            return DONE
        none = True
        for case in pages:
            none = False
            sys.stdout.write(f"{case.number}  {_about(case)}\n")
            for document in case.documents:
                sys.stdout.write(f"    {describe(document)}\n")
        if none:
            say(sys.stderr, tr("No cases yet."))
    return DONE


def _about(case: CaseLine) -> str:
    """Who or what a case is about: two children may have one name, and a case without a child has its topic."""
    if case.locked:
        return tr("(locked)")
    if not case.child_name:
        return tr("without a child's name: {topic}", topic=one_line(case.topic))
    name = one_line(case.child_name)
    return name if case.born is None else tr("{name}, born {year}", name=name, year=case.born)


def _pages(house: House) -> Iterator[CaseLine]:
    """Every case, read a page at a time: however many there are, memory stays as it is."""
    last: str | None = None
    while page := house.records.cases_after(last, PAGE):
        yield from page
        last = page[-1].id


def _as_json(cases: Iterator[CaseLine]) -> None:
    """One list, written as it is read."""
    before = "[\n"
    for case in cases:
        row = {
            "case": case.number,
            "child_name": case.child_name,
            "level": case.level,
            "documents": [_document(d) for d in case.documents],
        }
        told = json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        sys.stdout.write(f"{before}  {told}")
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def show_case(args: Namespace) -> int:
    """The documents of a case, each kind's newest version in full; the look is logged."""
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        log_look(house, "show", "case", case_id, reason_for(house, case_id, args))
        _glance(house, case_id)
        documents = house.records.documents(case_id)
        if not documents:
            say(sys.stderr, tr("No documents in this case yet."))
        newest = {(d.meeting_id, d.kind): d for d in documents}
        for document in newest.values():
            sys.stdout.write(f"{describe(document)}\n\n{document.markdown.rstrip()}\n\n")
    return DONE


def _glance(house: House, case_id: str) -> None:
    """Where the case is, what is due, what has happened. A profile that cannot be used is told; documents follow."""
    from btimeeting.cli.outcomes import explain  # noqa: PLC0415 - only when it is needed
    from btimeeting.cli.record_level import profile_of  # noqa: PLC0415 - a neighbour
    from btimeeting.documents.case_page_text import lines  # noqa: PLC0415 - heavy
    from btimeeting.documents.profile_files import NoSuchProfile  # noqa: PLC0415 - likewise
    from btimeeting.documents.profile_problems import ProfileError  # noqa: PLC0415 - likewise
    from btimeeting.service.case_page import case_page  # noqa: PLC0415 - likewise

    school = house.settings.unit_name or tr("The school")
    try:
        profile = profile_of(house)
    except (NoSuchProfile, ProfileError) as failure:
        say(sys.stderr, explain(failure)[0])
        return
    days = house.settings.level_0_note_days
    page = case_page(house.records, profile, case_id, school, house.clock.today(), note_days=days)
    sys.stdout.writelines(line + "\n" for line in lines(page))
    sys.stdout.write("\n")


def _document(document: DocumentLine) -> dict[str, object]:
    approved = document.approved_at.isoformat() if document.approved_at is not None else None
    return {"id": document.id, "kind": document.kind.value, "version": document.version, "approved_at": approved}


def kind_name(kind: str) -> str:
    """What a kind of document is called."""
    return {"referat": tr("minutes"), "evaluering": tr("evaluation")}[kind]


def describe(document: Document | DocumentLine) -> str:
    """One line about a document: kind, version, date, approved or not."""
    made = dates.short_date(document.made_at.date())
    state = tr("approved") if document.approved_at is not None else tr("not approved")
    kind = kind_name(document.kind.value)
    return tr("{kind}, version {version}, {date}, {state}", kind=kind, version=document.version, date=made, state=state)


def log_look(house: House, action: str, kind: str, object_id: str, reason: str = "") -> None:
    """Write who looked at what in the access log: user, time, object, no content."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy

    looker(house).look(action, kind, object_id, reason)
