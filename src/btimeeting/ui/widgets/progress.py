"""The phases as a row of beads: done ●, now ◉, to come ○."""

from __future__ import annotations

from textual.content import Content

from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.ui.said import told

DONE, NOW, COMING, THREAD = "●", "◉", "○", "──"


def beads(meeting: Meeting) -> Content:
    """One bead for each timed phase; a phase that was leapt over stays open."""
    over = meeting.stage in (Stage.THANKED, Stage.EVALUATING, Stage.CLOSED)
    parts: list[str | tuple[str, str]] = []
    for index, run in enumerate(meeting.runs):
        if parts:
            parts.append((THREAD, "$quiet"))
        if index == meeting.current and not over:
            parts.append((NOW, "bold $now"))
        elif run.visits:
            parts.append((DONE, "$foreground"))
        else:
            parts.append((COMING, "$quiet"))
    return told(*parts)
