"""The agenda beside the clock: what is done, what is now, planned and actual time, and who is in the room."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content

from btimeeting.documents.labels import group_name, role_name
from btimeeting.domain.agenda import Role
from btimeeting.domain.meeting import Meeting, PhaseRun, Stage
from btimeeting.domain.seats import Seat
from btimeeting.i18n import tr
from btimeeting.i18n.dates import duration
from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import Text
from btimeeting.ui.words import Labels

LEAST_TITLE, TIME = 23, 7
SIGNS = 4


class AgendaRail(Text):
    """The rail. It is as wide as its columns; a long title goes on in the row below."""

    def show_meeting(self, meeting: Meeting, labels: Labels) -> None:
        """Paint it when something in it changed."""
        rows = [self._row(meeting, index, run) for index, run in enumerate(meeting.runs)]
        self.show(Content("\n").join([*rows, Content(""), *people(meeting, labels)]))

    def _row(self, meeting: Meeting, index: int, run: PhaseRun) -> Content:
        now = index == meeting.current and meeting.stage in (Stage.RUNNING, Stage.PAUSED)
        sign = "▶" if now else "✓" if run.visits else " "
        style = "bold $now" if now else "$quiet" if run.visits else "$foreground"
        title = "" if meeting.agenda is None else meeting.agenda.phases[index].title
        width = max(LEAST_TITLE, self.content_size.width - SIGNS - 2 * TIME)
        first, *more = wrap(title, width) or [""]
        planned = duration(run.planned).rjust(TIME)
        taken = "" if now or not run.visits else duration(run.spent)
        rows = [f"{index + 1} {sign} {first.ljust(width)}{planned} {taken.rjust(TIME - 1)}"]
        rows += [" " * SIGNS + row for row in more]
        return Content("\n").join([said(row, style) for row in rows])


def people(meeting: Meeting, labels: Labels) -> list[Content]:
    """Who is in the room, by role and service; who is not, told apart. Never a name."""
    here = _groups([seat for seat in meeting.seats if seat.presence.in_room], labels)
    away = _groups([seat for seat in meeting.seats if not seat.presence.in_room], labels)
    lines = [said(tr("In the room"), "bold"), said(" · ".join(here))]
    return lines + ([said(tr("not here: {who}", who=" · ".join(away)), "$quiet")] if away else [])


def _groups(seats: list[Seat], labels: Labels) -> list[str]:
    counts: dict[str, int] = {}
    for seat in seats:
        name = group_name(seat.group, labels) if seat.role is Role.SERVICE else role_name(seat.role)
        counts[name] = counts.get(name, 0) + 1
    return [name if n == 1 else f"{name} ×{n}" for name, n in counts.items()]
