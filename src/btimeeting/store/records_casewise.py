"""Reading the record by case: what belongs to a case itself, apart from any meeting."""

from __future__ import annotations

from typing import TypeVar

from btimeeting.domain.record import Stored
from btimeeting.store import locks, records_read
from btimeeting.store.database import read
from btimeeting.store.driver import Connection

S = TypeVar("S", bound=Stored)


class Casewise:
    """The part of the record that is read by case; needs the connection of the store it belongs to."""

    _conn: Connection

    def of_case(self, kind: type[S], case_id: str) -> tuple[S, ...]:
        """Every value of one kind that belongs to a case itself, in the order they were first written."""
        with read(self._conn) as conn:
            locks.require_open(conn, "case", case_id)
            return records_read.of_case(conn, kind, case_id)
