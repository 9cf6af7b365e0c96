"""Where a meeting goes from here: the next step, the step that can be undone, the phase that can lend a minute."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.domain import events as e
from btimeeting.domain.agenda import Form
from btimeeting.domain.events import Event
from btimeeting.domain.meeting import Meeting, Stage, family_speaks, still_to_come

_FACTS = (e.PresenceChanged, e.SeatAdded, e.ConsentSettled, e.ConsentWithdrawn)
KEEPS_S = 60
"""A phase that lends a minute keeps at least one itself."""


def undoable(meeting: Meeting) -> Event | None:
    """The newest step that can be taken back, or None. A closed meeting is never undone."""
    if meeting.stage is Stage.CLOSED:
        return None
    return next((event for _, _, event in reversed(meeting.log) if isinstance(event, e.STEPS)), None)


def newest_fact(meeting: Meeting) -> Event | None:
    """The newest event when it says who is here or who may be: mended where it was said, never undone. Else None.

    Whoever says it by mistake and presses undo would take back the step before it, which was right.
    """
    newest = meeting.log[-1][2] if meeting.log else None
    return newest if isinstance(newest, _FACTS) else None


def index_after(meeting: Meeting) -> int | None:
    """The phase the main key goes on to: the next one, or back to where one had come from."""
    after = still_to_come(meeting)[1:]
    return None if meeting.current is None or not after else after[0]


def lender(meeting: Meeting, seconds: int = 60) -> str | None:
    """The later phase a minute is borrowed from: never the decision, never one where the family speaks.

    The longest one that keeps a minute itself; of equals the last. None when no phase can lend: then the meeting
    ends later, and says so.
    """
    if meeting.current is None or meeting.agenda is None:
        return None
    able = [
        (meeting.runs[index].planned, index)
        for index in still_to_come(meeting)[1:]
        if not meeting.runs[index].visits
        and Form.DECISION not in meeting.agenda.phases[index].forms
        and not family_speaks(meeting.agenda.phases[index])
        and meeting.runs[index].planned - timedelta(seconds=seconds) >= timedelta(seconds=KEEPS_S)
    ]
    return meeting.runs[max(able)[1]].phase if able else None


def loans(meeting: Meeting) -> tuple[tuple[str, str | None, timedelta], ...]:
    """Every loan that stands, oldest first: phase that got it, phase that gave it (None: the end), how much."""
    return tuple(
        (event.phase, event.from_phase, timedelta(seconds=event.seconds))
        for _, _, event in meeting.log
        if isinstance(event, e.Lent)
    )
