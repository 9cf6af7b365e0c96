"""Which meeting is meant when none is named: the one of today, the one under way."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from btimeeting.domain.events import Opened
from btimeeting.service.ports import Journal, MeetingLine

if TYPE_CHECKING:  # on the way to the clock: no record is open yet
    from btimeeting.service.record_ports import Records


class NonePreparedToday(Exception):
    """No meeting is prepared for today. `under_way`: one is going on and can be taken up again."""

    def __init__(self, *, under_way: bool) -> None:
        super().__init__(under_way)
        self.under_way = under_way


class NoneUnderWay(Exception):
    """No meeting is under way."""


class NothingPrepared(Exception):
    """No meeting is prepared."""


class MeetingOver(Exception):
    """The meeting that was named is over."""


def to_run(records: Records, journal: Journal, wanted: str | None, now: datetime, zone: tzinfo) -> str:
    """The prepared meeting that `wanted` (the beginning of its id) names, else today's that begins nearest to now.

    Raises NotFound, NotUnique, MeetingOver for a name; NonePreparedToday without one.
    """
    lines = {line.id: line for line in journal.meetings()}
    if wanted is not None:
        meeting_id = records.find_meeting(wanted)
        _not_over(lines.get(meeting_id))
        return meeting_id
    today = now.astimezone(zone).date()
    ready = [
        (abs(info.planned_start - now), info.id)
        for info in (record.info for record in records.prepared())
        if info.id not in lines and info.planned_start is not None
        if info.planned_start.astimezone(zone).date() == today
    ]
    if not ready:
        raise NonePreparedToday(under_way=any(not line.closed for line in lines.values()))
    return min(ready)[1]


def to_prepare(records: Records, wanted: str | None) -> str:
    """The prepared meeting that `wanted` names, else the newest one.

    Raises NotFound, NotUnique, MeetingOver for a name; NothingPrepared without one.
    """
    from btimeeting.domain.record import MeetingInfo, MeetingState  # noqa: PLC0415 - a clock needs none of it

    if wanted is not None:
        meeting_id = records.find_meeting(wanted)
        if records.get(MeetingInfo, meeting_id).state in (MeetingState.HELD, MeetingState.APPROVED):
            raise MeetingOver
        return meeting_id
    for record in records.prepared():
        return record.info.id
    raise NothingPrepared


def to_resume(journal: Journal, wanted: str | None) -> str:
    """The meeting under way that `wanted` names, else the newest one. Raises NotFound, NotUnique, NoneUnderWay."""
    lines = journal.meetings()
    if wanted is not None:
        meeting_id = journal.find(wanted)
        _not_over(next((line for line in lines if line.id == meeting_id), None))
        return meeting_id
    under_way = [line for line in lines if not line.closed]
    if not under_way:
        raise NoneUnderWay
    started = [line for line in under_way if line.started]
    return (started or under_way)[0].id


def _not_over(line: MeetingLine | None) -> None:
    if line is not None and line.closed:
        raise MeetingOver


def language_of(journal: Journal, records: Records | None, meeting_id: str) -> str:
    """The language of a meeting's agenda: "nn", "nb", "en"; "" when it is only prepared and `records` is None."""
    events = journal.since(meeting_id)
    opened = next((event for event in events if isinstance(event, Opened)), None)
    if opened is not None:
        return opened.agenda.language
    return records.meeting(meeting_id).info.language if records is not None else ""
