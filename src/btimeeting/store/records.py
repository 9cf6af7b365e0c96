"""The child's record: `RecordsStore` fills the port `Records` over records.db.

One connection writes and reads, on the one thread that owns it; a second does nothing but tell whether somebody
wrote. Words, values and queries lie in the neighbours: records_rows, records_words, records_read, records_looking,
records_drafts, notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from btimeeting.domain.moment import Moment
from btimeeting.domain.record import Document, MeetingRecord, Note, Stored, Tiltak
from btimeeting.domain.versions import Version
from btimeeting.service.ports import Conflict, NotFound
from btimeeting.store import erase, locks, notes, records_read, search_rebuild
from btimeeting.store import records_rows as values
from btimeeting.store.database import (
    BUSY_TIMEOUT_S,
    checkpoint_truncate,
    close,
    data_version,
    open_encrypted,
    read,
    rows,
    write,
)
from btimeeting.store.driver import Connection, IntegrityError
from btimeeting.store.edits import Edits
from btimeeting.store.records_casewise import Casewise
from btimeeting.store.records_drafts import Drafting
from btimeeting.store.records_ending import Ending
from btimeeting.store.records_errors import DocumentStays, StillNeeded
from btimeeting.store.records_looking import Looking
from btimeeting.store.records_schema import HISTORY
from btimeeting.store.secret import DatabaseKey

S = TypeVar("S", bound=Stored)


class RecordsStore(Drafting, Looking, Ending, Casewise):
    """records.db, open. Every write is one transaction, durable when the method returns.

    Besides what each method names, any of them raises `StoreBusy`, `DiskFull`, `ReadOnly`, `StoreDamaged`,
    `DiskFailed`, and `Locked` for what belongs to a case that is locked; after a refused write nothing of it is in the
    file, and trying again is right.
    """

    def __init__(self, conn: Connection, bell: Connection, editor: str, at: datetime) -> None:
        """Take over two connections to the same file, whose steps are taken."""
        self._conn = conn
        self._bell = bell
        self._edits = Edits(editor, at)
        self._seen = data_version(bell)

    @classmethod
    def open(
        cls,
        path: Path,
        key: DatabaseKey,
        at: Moment,
        *,
        timeout_s: float = BUSY_TIMEOUT_S,
        any_thread: bool = False,
        editor: str = "",
    ) -> Self:
        """Open the record, made or brought up to date when needed (`at` is written down with each step).

        What is written is told in the access log as `editor`'s, when one is named.
        Never before a fork. Raises `StoreTooNew` for a file of a newer program, `StoreDamaged`.
        """
        conn = open_encrypted(path, key, timeout_s=timeout_s, any_thread=any_thread)
        try:
            HISTORY.apply(conn, at.at)
            search_rebuild.bring_up_to_date(conn)
            bell = open_encrypted(path, key, read_only=True, timeout_s=timeout_s, any_thread=any_thread)
        except BaseException:
            conn.close()
            raise
        store = cls(conn, bell, editor, at.at)
        store.tidy(at.at)  # of what was erased while somebody else was reading
        return store

    def close(self) -> None:
        """Close both connections."""
        self._bell.close()
        close(self._conn)

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    # --- writing

    def save(self, value: Stored, at: Moment, *, reason: str = "") -> None:
        """Insert or replace by `id`; the same again changes nothing.

        A document is only ever added: raises `Conflict` when that version is there with another text. Raises
        `NotFound` when the child, case or meeting the value belongs to is not there, `NotStorable` for a value that
        could not be read back.
        """
        self._save([(value, values.dump(value))], at.at, reason)

    def save_all(self, values_: Iterable[Stored], at: Moment, *, reason: str = "") -> None:
        """Save several in one transaction, whatever their order. Raises as `save`; then none of them is written."""
        inward = sorted(values_, key=lambda value: values.RANK[type(value)])
        self._save([(value, values.dump(value)) for value in inward], at.at, reason)

    def _save(self, pairs: list[tuple[Stored, str]], at: datetime, reason: str) -> None:
        with write(self._conn) as conn:
            locks.require_open_for(conn, (value for value, _ in pairs))
            for value, body in pairs:
                if isinstance(value, Note):
                    notes.put(conn, value, body, at)
                elif isinstance(value, Document):
                    _add_document(conn, value, body, at)
                else:
                    values.put(conn, value, body, at, reason)
            told = self._edits.write_down(conn, (value for value, _ in pairs), at)
        self._edits.kept(told)

    def strike(self, kind: type[Stored], value_id: str) -> None:
        """Gone for real: no version, nothing left in the file. What is gone already is success.

        Raises `StillNeeded`, `DocumentStays`; `StoreBusy` when the value is gone but somebody still reads an older
        moment of the file: strike again.
        """
        self.strike_all([(kind, value_id)])

    def strike_all(self, gone: Iterable[tuple[type[Stored], str]]) -> None:
        """Several at once, in that order: what others belong to comes last. Raises as `strike`; then all stay."""
        pairs = list(gone)
        if any(kind is Document for kind, _ in pairs):
            raise DocumentStays
        self._erase([(values.kind_of(kind).name, value_id) for kind, value_id in pairs])

    def _erase(self, pairs: list[tuple[str, str]]) -> None:
        told = set()
        with write(self._conn) as conn:
            for name, value_id in pairs:
                locks.require_open(conn, name, value_id)
                told |= self._edits.struck(conn, values.BY_NAME[name], value_id)
                try:
                    erase.erase_value(conn, values.BY_NAME[name], value_id)
                except IntegrityError:
                    raise StillNeeded(name, value_id) from None
            conn.execute("DELETE FROM erasing")
            erase.forget_samples(conn)
        self._edits.kept(told)
        checkpoint_truncate(self._conn)

    # --- reading

    def get(self, kind: type[S], value_id: str) -> S:
        """One value; of a document the newest version. Raises `NotFound`."""
        entry = values.kind_of(kind)
        locks.require_open(self._conn, entry.name, value_id)
        order = "ORDER BY version DESC LIMIT 1" if entry.name == "document" else ""
        found = rows(self._conn, f"SELECT body FROM {entry.table} WHERE id = ? {order}", (value_id,))  # noqa: S608 - names of ours
        if not found:
            raise NotFound(entry.name, value_id)
        return values.load(entry, found[0][0], self._conn.path)

    def history(self, kind: type[Stored], value_id: str) -> tuple[Version, ...]:
        """Every kept revision of a value, oldest first; of a note those that were frozen. Documents: `documents`."""
        entry = values.kind_of(kind)
        locks.require_open(self._conn, entry.name, value_id)
        found = rows(
            self._conn,
            "SELECT revision, at, reason, body, n FROM versions WHERE kind = ? AND id = ? ORDER BY revision",
            (entry.name, value_id),
        )
        return tuple(
            Version(revision, datetime.fromisoformat(at), reason, values.load(entry, body, self._conn.path), nth)
            for revision, at, reason, body, nth in found
        )

    def meeting(self, meeting_id: str) -> MeetingRecord:
        """All that is held about one meeting, of one moment. Raises `NotFound`."""
        with read(self._conn) as conn:
            locks.require_open(conn, "meeting", meeting_id)
            return records_read.meeting(conn, meeting_id)

    def documents(self, case_id: str) -> tuple[Document, ...]:
        """All versions of all documents of a case, oldest first."""
        with read(self._conn) as conn:
            locks.require_open(conn, "case", case_id)
            return records_read.documents(conn, case_id)

    def tiltak_due(self, until: date, most: int | None = None) -> tuple[tuple[str, Tiltak], ...]:
        """Case number and tiltak for each that goes on and is to be evaluated by that day, the oldest day first."""
        with read(self._conn) as conn:
            return records_read.tiltak_due(conn, until.isoformat(), most)

    def dates(self) -> tuple[date, ...]:
        """Days on which a next meeting has been agreed, each once, in order."""
        found = rows(self._conn, "SELECT DISTINCT on_day FROM next_meetings WHERE on_day IS NOT NULL ORDER BY on_day")
        return tuple(date.fromisoformat(row[0]) for row in found)

    def changed(self) -> bool:
        """The bell: whether any other connection, this store's own writer among them, has written since last asked."""
        now = data_version(self._bell)
        before, self._seen = self._seen, now
        return now != before


def _add_document(conn: Connection, document: Document, body: str, at: datetime) -> None:
    keys = {name: values.cell(get(document)) for name, get in values.BY_NAME["document"].keys.items()}
    columns = ("id", *keys, "body", "created_at")
    add = (
        f"INSERT INTO documents({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of ours
        " ON CONFLICT(id, version) DO NOTHING RETURNING version"
    )
    try:
        added = conn.execute(add, (document.id, *keys.values(), body, values.utc(at))).fetchall()
    except IntegrityError:
        values.raise_orphan(conn, keys)
        raise
    newest, there = conn.execute(
        "SELECT max(version), max(body) FILTER (WHERE version = ?) FROM documents WHERE id = ?",
        (document.version, document.id),
    ).fetchone()
    if not added and there != body:
        raise Conflict
    if newest == document.version:
        values.index(conn, document)
