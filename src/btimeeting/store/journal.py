"""The course of meetings, append only: `service.ports.Journal` over journal.db."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self

from btimeeting.domain import event_text
from btimeeting.domain.events import Closed, Event, Opened, Started
from btimeeting.domain.frozen import NotSo
from btimeeting.service.ports import Conflict, MeetingLine, NotFound, NotUnique, Verdict
from btimeeting.store import home as homes
from btimeeting.store.chain import NO_HEAD, genesis, link
from btimeeting.store.database import close, data_version, open_plain, read, rows, write
from btimeeting.store.driver import Connection, IntegrityError
from btimeeting.store.errors import Damage, StoreDamaged, StoreTooNew
from btimeeting.store.home import Home
from btimeeting.store.journal_schema import JOURNAL
from btimeeting.store.labels import Labels

SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of `meeting`."""

    events: int
    head: bytes
    opened_at: str | None = None
    started: bool = False
    closed: bool = False

    def after(self, event: Event, body: str) -> _Line:
        """Return the row when one more event has happened."""
        return replace(
            self,
            events=self.events + 1,
            head=link(self.head, body),
            opened_at=event.moment.at.isoformat() if isinstance(event, Opened) and not self.events else self.opened_at,
            started=self.started or isinstance(event, Started),
            closed=self.closed or isinstance(event, Closed),
        )


class FileJournal:
    """journal.db through one connection, to be used from one thread."""

    def __init__(self, conn: Connection) -> None:
        """Take over a connection to a journal whose steps have been taken; see `open`."""
        self._conn = conn
        self._seen = data_version(conn)
        self._labels = Labels(conn)

    @classmethod
    def open(cls, home: Home, at: datetime, *, any_thread: bool = False) -> Self:
        """Open the home's journal for writing, made or brought up to date first (`at`: the instant that is recorded).

        Raises `StoreTooNew`, `StoreDamaged`, `HomeNotWritable`, `DiskFull`, `StoreBusy`.
        """
        home.holds(home.journal)
        conn = open_plain(home.journal, any_thread=any_thread)
        try:
            JOURNAL.apply(conn, at)
            journal = cls(conn)
            journal.sweep_labels()
        except BaseException:
            conn.close()
            raise
        homes.keep(home, home.journal)
        return journal

    @classmethod
    def open_read_only(cls, home: Home, *, any_thread: bool = False) -> Self:
        """Open the journal for a window that cannot write (the wall). Raises also `StoreMissing`, `StoreTooOld`."""
        home.holds(home.journal)
        conn = open_plain(home.journal, read_only=True, any_thread=any_thread)
        try:
            JOURNAL.require(conn)
            return cls(conn)
        except BaseException:
            conn.close()
            raise

    # --- events ------------------------------------------------------------------------------------------------------

    def append(self, meeting_id: str, expected: int, events: Iterable[Event]) -> None:
        """Write events as `expected + 1`, …, durably when this returns, all or none.

        Events whose ids are there already are success (a retry). Raises `Conflict` when another window wrote that
        number first; `DiskFull`, `StoreBusy`, `ReadOnly`: nothing was written, the same call may be made again.
        """
        fresh = tuple(events)
        with write(self._conn):
            line = self._line(meeting_id)
            known = self._known(meeting_id, fresh)
            if known == len(fresh):
                return
            if known or line.events != expected:
                raise Conflict
            for event in fresh:
                body = event_text.written(event)
                line = line.after(event, body)
                self._insert(meeting_id, line, event.id, body)
            self._conn.execute(
                "INSERT INTO meeting(id, opened_at, events, started, closed, head) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(id) DO UPDATE SET opened_at = excluded.opened_at, events = excluded.events, "
                "started = excluded.started, closed = excluded.closed, head = excluded.head",
                (meeting_id, line.opened_at, line.events, int(line.started), int(line.closed), line.head),
            )

    def since(self, meeting_id: str, seq: int = 0) -> tuple[Event, ...]:
        """The events after number `seq`. Raises `StoreDamaged`; `StoreTooNew` for a kind this program does not know."""
        found = rows(self._conn, "SELECT body FROM event WHERE meeting = ? AND seq > ? ORDER BY seq", (meeting_id, seq))
        return tuple(self._event(body) for (body,) in found)

    def head(self, meeting_id: str) -> str:
        """The last hash of the meeting's chain, 64 hex digits; zeros for a meeting without events."""
        line = self._line(meeting_id)
        return line.head.hex() if line.events else NO_HEAD

    def place_of(self, meeting_id: str, mark: str) -> int | None:
        """The number of the event after which the head began with these hex digits; None when it never did."""
        heads = rows(self._conn, "SELECT seq, hash FROM event WHERE meeting = ? ORDER BY seq", (meeting_id,))
        return next((int(seq) for seq, head in heads if mark and bytes(head).hex().startswith(mark)), None)

    def verify(self, meeting_id: str) -> Verdict:
        """Reckon the chain anew from the stored texts, and compare it with the row that knows how long it was."""
        with read(self._conn):
            stored = rows(
                self._conn, "SELECT seq, id, body, hash FROM event WHERE meeting = ? ORDER BY seq", (meeting_id,)
            )
            line = self._line(meeting_id)
        before = genesis(meeting_id)
        for number, (seq, event_id, body, told) in enumerate(stored, 1):
            before = link(before, body)
            if seq != number or told != before or _id_in(body) != event_id:
                return Verdict(ok=False, events=len(stored), head=before.hex(), broken_at=number)
        head = before.hex() if stored else NO_HEAD
        if line.events != len(stored) or line.head != before:  # cut off at the end: a chain alone does not see that
            return Verdict(ok=False, events=len(stored), head=head, broken_at=min(line.events, len(stored)) + 1)
        return Verdict(ok=True, events=len(stored), head=head)

    # --- meetings ----------------------------------------------------------------------------------------------------

    def meetings(self) -> tuple[MeetingLine, ...]:
        """All meetings that have been opened, newest first."""
        found = rows(
            self._conn,
            "SELECT id, opened_at, events, closed, started FROM meeting WHERE opened_at IS NOT NULL "
            "ORDER BY opened_at DESC, id",
        )
        return tuple(
            MeetingLine(meeting_id, datetime.fromisoformat(opened_at), events, bool(closed), bool(started))
            for meeting_id, opened_at, events, closed, started in found
        )

    def find(self, prefix: str) -> str:
        """The meeting of this id, or whose id begins so (4 characters or more). Raises `NotFound`, `NotUnique`."""
        if rows(self._conn, "SELECT 1 FROM meeting WHERE id = ?", (prefix,)):
            return prefix
        if len(prefix) < SHORTEST_PREFIX:
            raise NotFound("meeting", prefix)
        found = rows(
            self._conn, "SELECT id FROM meeting WHERE id >= ? AND substr(id, 1, ?) = ?", (prefix, len(prefix), prefix)
        )
        if not found:
            raise NotFound("meeting", prefix)
        if len(found) > 1:
            raise NotUnique("meeting", prefix, len(found))
        return str(found[0][0])

    def changed(self) -> bool:
        """The bell: whether another connection has written since this was last asked (our own writes do not ring)."""
        now = data_version(self._conn)
        rang, self._seen = now != self._seen, now
        return rang

    # --- labels ------------------------------------------------------------------------------------------------------

    def set_labels(self, meeting_id: str, labels: Mapping[str, str]) -> None:
        """What groups are called on the wall; replaces what was said before. Lives only while the meeting does."""
        self._labels.replace(meeting_id, labels)

    def labels(self, meeting_id: str) -> dict[str, str]:
        """Group → label."""
        return self._labels.of(meeting_id)

    def forget_labels(self, meeting_id: str) -> None:
        """Delete the labels so that they are gone from the file and its log, too (see `Labels.forget`)."""
        self._labels.forget(meeting_id)

    def sweep_labels(self) -> None:
        """Delete the labels of closed meetings that somebody left (see `Labels.forget_closed`)."""
        self._labels.forget_closed()

    # --- the connection ----------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close the connection. Nothing is waiting to be written: every append was durable when it returned."""
        self._labels.empty_log()
        close(self._conn)

    def __enter__(self) -> Self:
        """Return the journal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _line(self, meeting_id: str) -> _Line:
        found = rows(
            self._conn, "SELECT events, head, opened_at, started, closed FROM meeting WHERE id = ?", (meeting_id,)
        )
        if not found:
            return _Line(0, genesis(meeting_id))
        events, head, opened_at, started, closed = found[0]
        return _Line(int(events), bytes(head), opened_at, bool(started), bool(closed))

    def _known(self, meeting_id: str, events: tuple[Event, ...]) -> int:
        query = "SELECT count(*) FROM event WHERE meeting = ? AND id = ?"
        return sum(rows(self._conn, query, (meeting_id, event.id))[0][0] for event in events)

    def _insert(self, meeting_id: str, line: _Line, event_id: str, body: str) -> None:
        try:
            self._conn.execute(
                "INSERT INTO event(meeting, seq, id, body, hash) VALUES (?, ?, ?, ?, ?)",
                (meeting_id, line.events, event_id, body, line.head),
            )
        except IntegrityError as error:
            # Nobody else can have written since this transaction began: the row of `meeting` does not fit its events.
            raise StoreDamaged(self._conn.path, Damage.CORRUPT) from error

    def _event(self, body: str) -> Event:
        try:
            return event_text.read(body)
        except event_text.UnknownKind as newer:
            raise StoreTooNew(self._conn.path, found=newer.kind, known="") from None
        except NotSo:
            raise StoreDamaged(self._conn.path, Damage.UNREADABLE) from None


def _id_in(body: str) -> object:
    try:
        return json.loads(body).get("id")
    except (ValueError, AttributeError):
        return None
