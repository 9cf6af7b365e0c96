"""How a case ends: archived elsewhere, locked, or erased with all traces."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from btimeeting.domain.record import AccessLine, NoteField
from btimeeting.service.record_ports import Erased, Holding
from btimeeting.store import access, erase, locks
from btimeeting.store.database import checkpoint_truncate, read, rows, write
from btimeeting.store.driver import Connection
from btimeeting.store.errors import StoreBusy
from btimeeting.store.records_rows import BY_NAME, utc

_ARCHIVE = """
INSERT INTO archived(document_id, version, at, reference)
SELECT id, max(version), ?, ? FROM documents WHERE case_id = ? GROUP BY id
ON CONFLICT(document_id, version) DO NOTHING RETURNING document_id
"""


class Ending:
    """The part of the record that ends things; needs the connection of the store it belongs to."""

    _conn: Connection

    def holding(self, case_id: str) -> Holding:
        """What a case holds: meetings, documents, how many of these the archive does not have. Raises `NotFound`."""
        with read(self._conn) as conn:
            return erase.holding(conn, case_id)

    def names(self, case_id: str) -> tuple[str, ...]:
        """The names of everybody in a case's record: the child and those around it, those who met or consented."""
        with read(self._conn) as conn:
            return erase.names(conn, case_id)

    def mark_archived(self, case_id: str, reference: str, line: AccessLine) -> int:
        """The archive has the newest version of every document of the case; returns how many were new. Logged."""
        with write(self._conn) as conn:
            erase.holding(conn, case_id)
            fresh = len(conn.execute(_ARCHIVE, (utc(line.at), reference, case_id)).fetchall())
            access.write_down(conn, line)
        return fresh

    def erase_case(self, case_id: str, why: str, line: AccessLine) -> Erased:
        """Erase a case for good, and log it. `clean` says whether the log file could be emptied, too.

        When somebody is reading an older moment it could not: `tidy` until it says so. Raises `NotFound`.
        """
        with write(self._conn) as conn:
            gone = erase.erase(conn, case_id, why, line)
            access.write_down(conn, line, case_id)
        return Erased(gone, self.tidy(line.at))

    def erased(self, case_id: str) -> bool:
        """Whether a case of this id was erased once."""
        return bool(rows(self._conn, "SELECT 1 FROM erasures WHERE case_id = ?", (case_id,)))

    def tidy(self, at: datetime, *, attempts: int = 1) -> bool:
        """Empty the log file if something was erased since; False while somebody still reads an older moment."""
        newest = erase.unclean(self._conn)
        if newest is None:
            return True
        with suppress(StoreBusy):
            checkpoint_truncate(self._conn, attempts=attempts)
            with write(self._conn) as conn:
                erase.mark_clean(conn, newest, at)
            return True
        return False

    def forget_notes(self, approved_before: datetime, fields: Iterable[NoteField], line: AccessLine) -> int:
        """Delete raw notes of these fields, versions and all, once a referat has been approved for so long.

        `line` is written in the access log for each meeting that loses some; returns how many notes went. The child's
        own are kept: they are part of what the child said.
        """
        with write(self._conn) as conn:
            found = erase.raw_notes(conn, utc(approved_before), (field.value for field in fields))
            for note_id, _ in found:
                erase.erase_value(conn, BY_NAME["note"], note_id)
            conn.execute("DELETE FROM erasing")
            for meeting_id in dict.fromkeys(meeting for _, meeting in found):
                access.write_down(conn, line.model_copy(update={"kind": "meeting", "object_id": meeting_id}))
            if found:
                erase.forget_samples(conn)
        if found:
            with suppress(StoreBusy):  # what is left in the log file goes with the next thing that is struck or erased
                checkpoint_truncate(self._conn, attempts=1)
        return len(found)

    def forget_unnamed(self, opened_by: date, levels: Iterable[str], why: str, line: AccessLine) -> tuple[Holding, ...]:
        """Erase what is about no named child, has no meeting and is on one of these levels still, opened by then."""
        with write(self._conn) as conn:
            gone = []
            for case_id in erase.unnamed(conn, opened_by.isoformat(), tuple(levels)):
                gone.append(erase.erase(conn, case_id, why, line))
                access.write_down(conn, line.model_copy(update={"object_id": case_id}), case_id)
        if gone:
            self.tidy(line.at)
        return tuple(gone)

    def days_of_use(self, most: int) -> tuple[date, ...]:
        """The newest days (UTC) on which somebody wrote or looked, the newest first; at most so many."""
        with read(self._conn) as conn:
            return access.days(conn, most)

    def lock(self, case_id: str, why: str, line: AccessLine) -> bool:
        """Lock a case: kept, neither read nor changed. False when it was locked already. Raises `NotFound`."""
        with write(self._conn) as conn:
            erase.holding(conn, case_id)
            done = locks.lock(conn, case_id, why, line)
            access.write_down(conn, line)
        return done

    def unlock(self, case_id: str, why: str, line: AccessLine) -> bool:
        """Open a locked case again; False when it was not locked. Raises `NotFound`."""
        with write(self._conn) as conn:
            erase.holding(conn, case_id)
            done = locks.unlock(conn, case_id, why, line)
            access.write_down(conn, line)
        return done
