"""What the service needs of the outer world to follow a meeting: its journal, the gate, a clock.

What it asks of the record stands in `record_ports`: a window that reads the journal alone loads none of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from btimeeting.domain.events import Event
from btimeeting.domain.moment import Moment


class StoreFault(Exception):
    """Something a store refuses or could not do; the store's own types derive from this."""


class Conflict(Exception):
    """Somebody else wrote the next event first: catch up and decide again."""


class NotFound(Exception):
    """There is no such meeting, case or value. Carries what was asked for."""

    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.wanted = wanted


class NotUnique(Exception):
    """A short id fits more than one. Carries how many."""

    def __init__(self, kind: str, wanted: str, found: int) -> None:
        super().__init__(kind)
        self.kind, self.wanted, self.found = kind, wanted, found


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as the journal knows it: no name, nothing about a case."""

    id: str
    opened_at: datetime
    events: int
    closed: bool
    started: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a meeting's chain holds; `broken_at` is the first event that does not fit."""

    ok: bool
    events: int
    head: str
    broken_at: int | None = None


class Journal(Protocol):
    """The course of meetings: append only."""

    def append(self, meeting_id: str, expected: int, events: Iterable[Event]) -> None:
        """Write events as `expected + 1`, …. An event whose id is there already is success (a retry).

        Raises Conflict when another window wrote that number first; nothing is written then.
        """

    def since(self, meeting_id: str, seq: int = 0) -> tuple[Event, ...]:
        """The events after number `seq`."""

    def meetings(self) -> tuple[MeetingLine, ...]:
        """All meetings, newest first."""

    def find(self, prefix: str) -> str:
        """The meeting whose id begins so (4+ characters). Raises NotFound, NotUnique."""

    def changed(self) -> bool:
        """The bell: whether another connection has written since this was last asked."""

    def head(self, meeting_id: str) -> str:
        """The last hash of the meeting's chain, 64 hex digits."""

    def place_of(self, meeting_id: str, mark: str) -> int | None:
        """The number of the event after which the head began with these hex digits; None when it never did."""

    def verify(self, meeting_id: str) -> Verdict:
        """Reckon the chain anew."""

    def set_labels(self, meeting_id: str, labels: Mapping[str, str]) -> None:
        """What groups are called on the wall («Helsestasjonen»); lives only while the meeting does."""

    def labels(self, meeting_id: str) -> dict[str, str]:
        """Group → label."""

    def forget_labels(self, meeting_id: str) -> None:
        """Delete the labels so that they are gone from the file too."""


@dataclass(frozen=True, slots=True)
class Knock:
    """A window asks to be let into the record of the running meeting. `window` is its kind, never a person."""

    id: str
    window: str


class Gate(Protocol):
    """Where other windows of the same user knock for the key of the record (design.md 5, Keys)."""

    def open(self, knocked: Callable[[tuple[Knock, ...]], None]) -> bool:
        """Listen; `knocked` is told who waits, from any thread. False: not here, they ask for the passphrase."""

    def answer(self, knock_id: str, *, let_in: bool) -> None:
        """Let one in, or not."""

    def close(self) -> None:
        """Listen no more."""


class Clock(Protocol):
    """The only reader of time."""

    def now(self) -> Moment:
        """The clocks now."""

    def today(self) -> date:
        """The local date."""
