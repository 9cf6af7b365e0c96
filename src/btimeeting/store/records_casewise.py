"""Reading the record by case and by page: what a case holds apart from any meeting, and lists that stay short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from btimeeting.domain.case_page import CaseParts
from btimeeting.domain.record import MeetingInfo, MeetingRecord, MeetingState, NextMeeting, Stored
from btimeeting.service.record_ports import CaseLine
from btimeeting.store import erase, locks, records_pages, records_read
from btimeeting.store.database import read
from btimeeting.store.driver import Connection

S = TypeVar("S", bound=Stored)


class Casewise:
    """The part of the record that is read by case; needs the connection of the store it belongs to."""

    _conn: Connection

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All reads in the block see one and the same moment; nothing may be written in it."""
        with read(self._conn):
            yield

    def case_parts(self, case_id: str) -> CaseParts:
        """A case, its child and all that belongs to it itself, of one and the same moment. Raises `NotFound`."""
        with read(self._conn) as conn:
            locks.require_open(conn, "case", case_id)
            return records_read.case_parts(conn, case_id)

    def of_case(self, kind: type[S], case_id: str) -> tuple[S, ...]:
        """Every value of one kind that belongs to a case itself, in the order they were first written."""
        with read(self._conn) as conn:
            locks.require_open(conn, "case", case_id)
            return records_read.of_case(conn, kind, case_id)

    def agreed(self, case_id: str) -> NextMeeting | None:
        """What the newest meeting of a case agreed on for the next one."""
        with read(self._conn) as conn:
            locks.require_open(conn, "case", case_id)
            return records_read.agreed(conn, case_id)

    def cases_after(self, case_id: str | None, most: int) -> tuple[CaseLine, ...]:
        """The next cases after one (None: from the first), by the child's name; a page of at most so many."""
        with read(self._conn) as conn:
            return records_pages.cases_after(conn, case_id, most)

    def names_in(self, text: str) -> tuple[str, ...]:
        """The words of the text that are in the name of a child here, with or without an s; of locked cases none."""
        with read(self._conn) as conn:
            return records_pages.names_in(conn, text)

    def highest_number(self) -> int:
        """The highest case number that is a number; 0 when there is none."""
        with read(self._conn) as conn:
            return erase.highest_number(conn)

    def heads(self, meeting_ids: Iterable[str]) -> tuple[MeetingRecord, ...]:
        """These meetings with case, child and participants and nothing more; what is not there is left out."""
        with read(self._conn) as conn:
            return records_pages.heads(conn, meeting_ids)

    def prepared(self) -> tuple[MeetingRecord, ...]:
        """The meetings that are prepared and not begun, as `heads`, newest planned first."""
        with read(self._conn) as conn:
            return records_pages.in_state(conn, MeetingState.PREPARED)

    def unapproved(self) -> tuple[MeetingRecord, ...]:
        """The meetings that have begun and whose minutes nobody has approved, likewise."""
        with read(self._conn) as conn:
            return records_pages.in_state(conn, MeetingState.UNDER_WAY, MeetingState.HELD)

    def newest(self, *states: MeetingState) -> MeetingInfo | None:
        """The newest meeting in one of these states."""
        with read(self._conn) as conn:
            return records_pages.newest(conn, states)
