"""`btimeeting meet`: prepare, run and resume one; list them, the course of one, and one that was run on paper."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from btimeeting.cli.narration import one_line, say
from btimeeting.cli.outcomes import DAMAGED, DONE, explain
from btimeeting.i18n import N_, dates, ntr, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.domain.meeting import Meeting
    from btimeeting.domain.openpoints import OpenPoint
    from btimeeting.domain.record import MeetingRecord
    from btimeeting.service.ports import MeetingLine, Verdict

SHORTEST_ID = 6
STATES = {
    "prepared": N_("prepared"),
    "opened": N_("opened, not started"),
    "under_way": N_("under way"),
    "closed": N_("closed"),
}


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `meet`."""
    text = tr("the meetings: prepare, run, resume, list, show; enter one that was run on paper")
    parser = subparsers.add_parser("meet", parents=[common], help=text, description=text)
    actions = parser.add_subparsers(dest="action", metavar=tr("COMMAND"), required=True)
    which = tr("the beginning of its id, or «siste»")
    for name, explained, function in (
        ("prepare", tr("prepare a meeting, or go on preparing one"), prepare),
        ("run", tr("lead the meeting that is prepared for today"), run),
        ("resume", tr("take up the meeting that is under way"), resume),
    ):
        window = actions.add_parser(name, parents=[common], help=explained, description=explained)
        window.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=which)
        window.set_defaults(func=function)
    listing = actions.add_parser("list", parents=[common], help=tr("all meetings, the newest first"))
    listing.add_argument("--json", action="store_true", help=tr("as JSON"))
    listing.set_defaults(func=list_meetings)
    showing = actions.add_parser(
        "show", parents=[common], help=tr("one meeting: its phases, and whether its log holds")
    )
    showing.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=tr("the beginning of its id, or «siste»"))
    showing.set_defaults(func=show)
    removing = actions.add_parser("remove", parents=[common], help=tr("remove a meeting that is only prepared"))
    removing.add_argument("meeting", metavar=tr("MEETING"), help=tr("the beginning of its id"))
    removing.add_argument("--yes", action="store_true", help=tr("without asking"))
    removing.set_defaults(func=remove)
    entering = actions.add_parser("held", parents=[common], help=tr("enter a meeting that was run on paper"))
    entering.add_argument("--agenda", metavar=tr("AGENDA"), default="bti-individ", help=tr("the agenda that was used"))
    entering.set_defaults(func=held)


def prepare(args: Namespace) -> int:
    """The screen a meeting is prepared on."""
    from btimeeting.cli import home  # noqa: PLC0415 - heavy

    return home.prepare(args)


def run(args: Namespace) -> int:
    """The console on a prepared meeting."""
    from btimeeting.cli import home  # noqa: PLC0415 - heavy

    return home.run(args)


def resume(args: Namespace) -> int:
    """The console on the meeting under way."""
    from btimeeting.cli import home  # noqa: PLC0415 - heavy

    return home.resume(args)


def held(args: Namespace) -> int:
    """Enter a meeting that was run on paper, by question and answer."""
    from btimeeting.cli.held import run  # noqa: PLC0415 - heavy, and the only one that needs it

    return run(args)


def remove(args: Namespace) -> int:
    """Take a prepared meeting away for good, when a person (or --yes) says so."""
    from btimeeting.cli.unprepare import run  # noqa: PLC0415 - heavy

    return run(args)


# --- list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting in the list. `case` and `open_points` only where the record is unlocked."""

    id: str
    at: datetime | None
    state: str
    case: str | None = None
    open_points: int | None = None

    def as_object(self) -> dict[str, object]:
        """The row for `--json`."""
        found: dict[str, object] = {
            "id": self.id,
            "at": None if self.at is None else self.at.isoformat(),
            "state": self.state,
        }
        if self.case is not None:
            found["case"] = self.case
        if self.open_points is not None:
            found["open_points"] = self.open_points
        return found


def list_meetings(args: Namespace) -> int:
    """Id, date and state from the journal alone; with the record unlocked also case number and open points."""
    from btimeeting.cli.choose import LogChanged  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args, read_only=True) as house:
        lines = house.journal.meetings() if house.home.holds(house.home.journal) else ()
        rows = _unlocked_rows(house, lines) if unlocked(house) else [_row(line) for line in lines]
        if args.json:
            sys.stdout.write(json.dumps([row.as_object() for row in rows], ensure_ascii=False, indent=2) + "\n")
            return DONE
        if not rows:
            say(sys.stderr, tr("No meetings yet."))
        digits = id_digits([row.id for row in rows])
        for row in rows:
            sys.stdout.write(_row_text(row, digits, house) + "\n")
        broken = [line.id for line in lines if not house.journal.verify(line.id).ok]
    for meeting_id in broken:
        say(sys.stderr, explain(LogChanged(meeting_id[:digits]))[0])
    return DAMAGED if broken else DONE


def unlocked(house: House) -> bool:
    """Whether the record is there and opens without a question."""
    return house.home.holds(house.home.records) and (house.home.demo or house.passphrase_file is not None)


def id_digits(ids: Sequence[str]) -> int:
    """How many digits tell these ids apart; never fewer than six."""
    longest = max(map(len, ids), default=SHORTEST_ID)
    return next((n for n in range(SHORTEST_ID, longest) if len({each[:n] for each in ids}) == len(ids)), longest)


def _state(line: MeetingLine) -> str:
    if line.closed:
        return "closed"
    return "under_way" if line.started else "opened"


def _row(line: MeetingLine) -> Row:
    return Row(line.id, line.opened_at, _state(line))


def _unlocked_rows(house: House, lines: Sequence[MeetingLine]) -> list[Row]:
    """The journal's meetings with what the record adds, and the ones that are only prepared."""
    known = {record.info.id: record for record in house.records.heads(line.id for line in lines)}
    rows = [
        Row(record.info.id, record.info.planned_start, "prepared", record.case.number)
        for record in house.records.prepared()
        if record.info.id not in known
    ]
    for line in lines:
        row = _row(line)
        if line.id in known:
            points = _open_points(house, line.id)
            row = Row(row.id, row.at, row.state, known[line.id].case.number, len(points))
        rows.append(row)
    return rows


def _row_text(row: Row, digits: int, house: House) -> str:
    when = tr("no date")
    if row.at is not None:
        local = row.at.astimezone(house.settings.zone)
        when = f"{dates.short_date(local.date())}  {dates.clock_time(local)}"
    parts = [row.id[:digits], when, tr(STATES[row.state])]
    if row.case is not None:
        parts.append(tr("case {number}", number=one_line(row.case)))
    if row.open_points:
        parts.append(ntr("{n} open point", "{n} open points", row.open_points))
    return "  ".join(parts)


# --- show ---------------------------------------------------------------------------------------------------------


def show(args: Namespace) -> int:
    """Phases, planned and taken; the head of the chain and whether it holds; open points where it is unlocked."""
    from btimeeting.cli.choose import NoMeeting, choose_meeting  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args, read_only=True) as house:
        if not house.home.holds(house.home.journal):
            raise NoMeeting
        meeting_id = choose_meeting(house.journal, args.meeting)
        verdict = house.journal.verify(meeting_id)
        sys.stdout.write("\n".join(_course(house, meeting_id)) + "\n")
        sys.stdout.write("\n".join(_chain(verdict)) + "\n")
        if unlocked(house):
            sys.stdout.writelines(line + "\n" for line in _from_record(house, meeting_id))
    return DONE if verdict.ok else DAMAGED


def _course(house: House, meeting_id: str) -> list[str]:
    """The meeting's id, day and state, and a line for each phase."""
    from btimeeting.domain import clock  # noqa: PLC0415 - brings the domain

    meeting = _folded(house, meeting_id)
    line = next(each for each in house.journal.meetings() if each.id == meeting_id)
    began = (meeting.started_at or line.opened_at).astimezone(house.settings.zone)
    lines = [
        f"{meeting_id}  {dates.long_date(began.date())} {dates.clock_time(began)}  {tr(STATES[_state(line)])}",
        "" if meeting.agenda is None else meeting.agenda.title,
    ]
    titles = {} if meeting.agenda is None else {phase.id: phase.title for phase in meeting.agenda.phases}
    rows = [(titles.get(phase, phase), planned, spent) for phase, planned, spent in clock.actual(meeting)]
    rows.append((tr("In all"), sum((r[1] for r in rows), timedelta()), sum((r[2] for r in rows), timedelta())))
    table = [("", tr("planned"), tr("taken")), *((t, dates.duration(p), dates.duration(s)) for t, p, s in rows)]
    wide = [max(len(row[column]) for row in table) for column in range(3)]
    return lines + [f"  {t:<{wide[0]}}  {p:>{wide[1]}}  {s:>{wide[2]}}".rstrip() for t, p, s in table]


def _chain(verdict: Verdict) -> list[str]:
    events = ntr("{n} event", "{n} events", verdict.events)
    if verdict.ok:
        return [tr("The log holds: {events}, head {head}", events=events, head=verdict.head)]
    where, n = verdict.broken_at, verdict.events
    text = tr("The log does NOT hold: it was changed at event {number} of {n}.", number=where, n=n)
    return [text, tr("Compare with the minutes, whose last line holds the head of the log, and with a backup.")]


def _from_record(house: House, meeting_id: str) -> list[str]:
    from btimeeting.cli.record import log_look  # noqa: PLC0415 - a neighbour
    from btimeeting.documents.open_points_text import sentence  # noqa: PLC0415 - heavy
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - brings the domain

    try:
        record = house.records.meeting(meeting_id)
    except NotFound:
        return [tr("The record holds nothing about this meeting.")]
    log_look(house, "show", "meeting", meeting_id)
    points = [one_line(sentence(point, record)) for point in _open_points(house, meeting_id, record)]
    head = tr("Case {number}.", number=one_line(record.case.number))
    return [head, *_mark(house, record), *([tr("Still open:")] if points else []), *(f"  {point}" for point in points)]


def _mark(house: House, record: MeetingRecord) -> list[str]:
    """Whether the mark at the end of the newest minutes is one the log has had: approval itself goes on with it."""
    from btimeeting.cli.paper import newest  # noqa: PLC0415 - a neighbour
    from btimeeting.documents.referat import mark_of  # noqa: PLC0415 - heavy

    document = newest(record, "referat")
    mark = mark_of(document.markdown) if document is not None else ""
    if not mark:
        return []
    place = house.journal.place_of(record.info.id, mark)
    if place is None:
        text = tr("The mark in the minutes, {mark}, does NOT stand in the log: one of the two was changed.", mark=mark)
        return [text, tr("Compare both with a backup.")]
    return [tr("The mark in the minutes, {mark}, stands in the log, after event {number}.", mark=mark, number=place)]


def _open_points(house: House, meeting_id: str, record: MeetingRecord | None = None) -> Sequence[OpenPoint]:
    from btimeeting.domain.openpoints import open_points  # noqa: PLC0415 - brings the domain

    found = house.records.meeting(meeting_id) if record is None else record
    return open_points(_folded(house, meeting_id), found, house.clock.today())


def _folded(house: House, meeting_id: str) -> Meeting:
    from btimeeting.domain.evolve import fold  # noqa: PLC0415 - brings the domain

    return fold(house.journal.since(meeting_id))
