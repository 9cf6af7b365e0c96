"""What is said before the undo key takes something back that whoever pressed it may not mean."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.domain.events import Started
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.moment import Moment, elapsed
from btimeeting.domain.onward import newest_fact, undoable
from btimeeting.i18n import tr
from btimeeting.ui import refused

APART = timedelta(seconds=1)
"""Presses closer than this are one key held down."""


class Undoing:
    """Remembers what has been said, for one screen."""

    def __init__(self) -> None:
        self._told_of = ""
        self._pressed: Moment | None = None

    def first(self, meeting: Meeting, now: Moment) -> str:
        """The sentence that comes before anything is taken back; "" when nothing has to be said (any more).

        Undo stops at the start of the meeting, however long the key is held. Who has just said who is here is told that
        this is no step.
        """
        if isinstance(undoable(meeting), Started):
            before, self._pressed = self._pressed, now
            if before is None or elapsed(before, now) < APART:
                return tr("The meeting has begun. F9 once more, and it is as if it had not.")
        fact = newest_fact(meeting)
        if fact is None or fact.id == self._told_of:
            return ""
        self._told_of = fact.id
        return refused.not_a_step()
