"""Plan against actual time, beside question c: what the clock and the viddevakt's keys know, never by service."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.domain.clock import actual
from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import ntr, tr
from btimeeting.i18n.dates import minutes

MINUTE = timedelta(minutes=1)


def plan_told(meeting: Meeting) -> str:
    """Tell planned and used time, the phase that ran over the most, and how many times the viddevakt broke in."""
    if meeting.started_at is None or meeting.agenda is None:
        return tr("No clock ran.")
    taken = actual(meeting)
    planned = round(sum((p for _, p, _ in taken), timedelta()) / MINUTE)
    spent = round(sum((s for _, _, s in taken), timedelta()) / MINUTE)
    parts = [tr("Planned: {planned}, used: {spent}.", planned=minutes(planned), spent=minutes(spent))]
    if meeting.ended_in is not None:
        title = meeting.agenda.phase(meeting.ended_in).title
        parts.append(tr("The meeting was stopped during “{title}” and ended there.", title=title))
    most, phase = max(((round((s - p) / MINUTE), name) for name, p, s in taken), default=(0, ""))
    if most > 0:
        title = meeting.agenda.phase(phase).title
        parts.append(tr("Most over: {phase} ({time}).", phase=title, time=minutes(most)))
    n = len(meeting.break_ins)
    if n:
        parts.append(ntr("The viddevakt broke in once.", "The viddevakt broke in {n} times.", n))
    return " ".join(parts)
