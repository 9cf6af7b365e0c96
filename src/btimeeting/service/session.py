"""A running meeting, as one window sees it: what stands now, what is asked for, what others did meanwhile.

What decides is loaded by the first wish: a window that only looks does without, and no clock waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from btimeeting.domain import clock as clocks
from btimeeting.domain.events import Event
from btimeeting.domain.evolve import fold
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock, Conflict, Journal, StoreFault

if TYPE_CHECKING:
    from btimeeting.domain.wishes import Wish

MOST_TRIES = 100
"""Every conflict means that another window got on; a hundred in a row means that something is wrong."""


class Session:
    """One meeting through one window. Not thread-safe: whoever owns it calls it from one thread."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        meeting_id: str,
        *,
        window: str = "console",
        read_only: bool = False,
        ids: Callable[[], str] = new_id,
    ) -> None:
        self.journal = journal
        self.clock = clock
        self.id = meeting_id
        self.window = window
        self._ids = ids
        self._read_only = read_only
        self.meeting = Meeting()
        self.catch_up()

    def catch_up(self) -> tuple[Event, ...]:
        """Fold what has been written since; returns it. Whoever sees a meeting closed deletes its labels."""
        fresh = self.journal.since(self.id, self.meeting.seq)
        self.meeting = fold(fresh, self.meeting)
        if fresh:
            self._forget_labels()
        return fresh

    def do(self, wish: Wish) -> tuple[Event, ...] | Refusal:
        """Ask for something: the events it became (none when it was so already), or why not.

        When another window was first, the meeting is caught up and the wish decided anew: a step that has been
        taken is not taken twice. Raises the journal's own errors (disk full, busy); nothing has happened then.
        """
        from btimeeting.domain.decide import decide  # noqa: PLC0415 - see above

        event_id = self._ids()
        for _ in range(MOST_TRIES):
            answer = decide(self.meeting, wish, self.clock.now(), event_id, self.window)
            if isinstance(answer, Refusal) or not answer:
                return answer
            try:
                self.journal.append(self.id, self.meeting.seq, answer)
            except Conflict:
                self.catch_up()
                continue
            self.meeting = fold(answer, self.meeting)  # not read again: it is written, and nothing may fail any more
            self._forget_labels()
            return answer
        return Refusal(Why.ALREADY_MOVED)

    def next(self) -> tuple[Event, ...] | Refusal:
        """The main key, from the step this window sees."""
        from btimeeting.domain.wishes import Next  # noqa: PLC0415 - see above

        return self.do(Next(self.meeting.step))

    def undo(self) -> tuple[Event, ...] | Refusal:
        """Take back the newest step this window sees."""
        from btimeeting.domain.onward import undoable  # noqa: PLC0415 - see above
        from btimeeting.domain.wishes import Undo  # noqa: PLC0415 - see above

        newest = undoable(self.meeting)
        return Refusal(Why.NOTHING_TO_UNDO) if newest is None else self.do(Undo(newest.id))

    def _forget_labels(self) -> None:
        """Of a closed meeting. Where it fails it is done by the next who opens the journal to write."""
        if self.meeting.stage is Stage.CLOSED and not self._read_only:
            with suppress(StoreFault):
                self.journal.forget_labels(self.id)

    def face(self, warn_percent: int = clocks.WARN_PERCENT) -> clocks.ClockFace:
        """All clocks, from one reading of the time."""
        return clocks.face(self.meeting, self.clock.now(), warn_percent)
