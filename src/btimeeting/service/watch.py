"""Watching from outside: a window that writes nothing follows the meeting under way, and the next one when it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from btimeeting.domain.meeting import Meeting
from btimeeting.service.ports import Clock, Journal, NotFound
from btimeeting.service.session import Session

CHECK_EVERY = 20
"""Looks between two checks that the file can still be read and that somebody leads: a second at 50 ms a look."""
LEADS = "console"
"""The window that leads; the others (`by`) may still write in a meeting of this morning."""
LIVE = timedelta(hours=12)
"""A meeting that was opened longer ago than this and never ended is not taken for the one under way."""


class OpenJournal(Journal, Protocol):
    """A journal that can be closed."""

    def close(self) -> None:
        """Close it."""


class Source(Protocol):
    """Where the journal is, as the door knows it."""

    def open(self) -> OpenJournal | None:
        """Open it for reading; None while there is none yet. Raises the store's errors."""

    def check(self) -> None:
        """Raises when what was opened cannot be read any more, or is no longer what lies there."""

    def led(self) -> bool:
        """Whether a console is open in this home."""


@dataclass(frozen=True, slots=True)
class View:
    """What is to be seen: a meeting and what its groups are called. None: there is no meeting yet."""

    meeting: Meeting | None
    labels: Mapping[str, str]
    led: bool
    id: str = ""


class Watch:
    """Follows meetings through one reading connection. Not thread-safe: whoever owns it calls it from one thread."""

    def __init__(self, source: Source, clock: Clock, wanted: str | None = None, *, latest: bool = False) -> None:
        """`wanted`: the beginning of a meeting's id; `latest`: the newest, over or not; else the one under way."""
        self.clock = clock
        self._source = source
        self._wanted, self._latest = wanted, latest
        self._journal: OpenJournal | None = None
        self._session: Session | None = None
        self._shown: str | None = None
        self._counts: dict[str, int] | None = None
        """How many events each meeting had at the last look; None before the first."""
        self._led = True
        self._told: View | None = None
        self._looks = 0

    def look(self) -> View | None:
        """What is to be seen now, or None when it is the same as at the last look.

        Raises what the journal raises; the next look then begins anew, and tells all again.
        """
        try:
            return self._look()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the journal."""
        journal, self._journal, self._session, self._told = self._journal, None, None, None
        self._counts, self._looks = None, 0
        if journal is not None:
            journal.close()

    def _look(self) -> View | None:
        rang = self._rang()
        checks = self._looks % CHECK_EVERY == 0
        if checks and self._journal is not None:
            self._source.check()
        if checks or rang:  # whoever wrote may have come to lead just now
            self._led = self._source.led()
        self._looks += 1
        if not (checks or rang) and self._told is not None:  # nineteen looks of twenty end here
            return None
        view = replace(self._told, led=self._led) if self._told is not None else View(None, {}, self._led)
        if rang and self._journal is not None:
            self._follow(self._journal)
            view = self._view(self._journal)
        if self._told is not None and self._same(view, self._told):
            return None
        self._told = view
        return view

    def _rang(self) -> bool:
        """Whether there may be something new; the bell is asked before anything is read, so that nothing is missed."""
        if self._journal is not None:
            return self._journal.changed()
        self._journal = self._source.open()
        return self._journal is not None

    def _follow(self, journal: Journal) -> None:
        meeting_id = self._which(journal)
        if meeting_id is None:
            return
        self._shown = meeting_id
        if self._session is None or self._session.id != meeting_id:
            self._session = Session(journal, self.clock, meeting_id, window="wall", read_only=True)
        else:
            self._session.catch_up()

    def _which(self, journal: Journal) -> str | None:
        """The meeting to show: the one that was asked for, else the one that is led.

        One that is not closed is left only when whoever leads goes on in another.
        """
        lines = journal.meetings()
        if self._latest:
            return lines[0].id if lines else None
        if self._wanted is not None:
            return self._named(journal, self._wanted)
        before, self._counts = self._counts, {line.id: line.events for line in lines}
        under_way = [line for line in lines if not line.closed]
        if before is not None:
            moved = [line.id for line in under_way if line.events != before.get(line.id, 0)]
            if self._shown in moved:
                return self._shown
            if any(line.id == self._shown for line in under_way):  # what others write elsewhere is no reason to leave
                moved = [
                    meeting_id for meeting_id in moved if _led_there(journal, meeting_id, before.get(meeting_id, 0))
                ]
            return moved[0] if moved else self._shown
        if self._shown in self._counts:
            return self._shown
        now = self.clock.now().at
        live = [line.id for line in under_way if now - line.opened_at < LIVE]
        return live[0] if live else None

    def _named(self, journal: Journal, wanted: str) -> str | None:
        if self._shown is not None:
            return self._shown
        try:
            return journal.find(wanted)
        except NotFound:
            return None

    def _view(self, journal: Journal) -> View:
        if self._session is None or self._session.meeting.agenda is None:
            return View(None, {}, self._led)
        return View(self._session.meeting, journal.labels(self._session.id), self._led, self._session.id)

    @staticmethod
    def _same(view: View, told: View) -> bool:
        """By number, not by value: a meeting is its events."""
        return _stand(view) == _stand(told) and view.labels == told.labels


def _led_there(journal: Journal, meeting_id: str, seq: int) -> bool:
    return any(event.by == LEADS for event in journal.since(meeting_id, seq))


def _stand(view: View) -> tuple[str, int, bool]:
    return view.id, view.meeting.seq if view.meeting is not None else 0, view.led
