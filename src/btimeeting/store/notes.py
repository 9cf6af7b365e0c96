"""Notes while they are being written: one row for each meeting, phase, speaker and field; nothing is overwritten.

When two windows write the same field, the second text is kept beside the first as a row with a `copy_no` of its own.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from btimeeting.domain.record import Note, NoteField
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import SavedNote
from btimeeting.store import records_rows as values
from btimeeting.store.driver import Connection

_KEY = "meeting_id = ? AND phase = ? AND speaker = ? AND field = ?"


@dataclass(frozen=True, slots=True)
class _There:
    revision: int
    note: Note


def save(conn: Connection, note: Note, body: str, expected: int, at: datetime) -> SavedNote:
    """Write a note that was at revision `expected` (0: new) when its writer last saw it; in the caller's transaction.

    Somebody else changed it, or began the same field: the text is kept as a copy and `conflict` is True (an empty
    text is not kept: there is nothing in it). The same text again is no change. Raises `NotFound` when the note has
    been struck meanwhile: what was struck does not come back by itself.
    """
    there = _there(conn, note)
    if there is None:
        if expected:
            raise NotFound("note", note.id)
        return SavedNote(1, conflict=False, note=_insert(conn, note, body, at))
    if there.note.text == note.text:
        return SavedNote(there.revision, conflict=False, note=there.note)
    if (there.note.id, there.revision) == (note.id, expected):
        values.put(conn, note, body, at)
        return SavedNote(expected + 1, conflict=False, note=note)
    if not note.text:
        return SavedNote(there.revision, conflict=True, note=there.note)
    return SavedNote(1, conflict=True, note=_copy(conn, note, at))


def put(conn: Connection, note: Note, body: str, at: datetime) -> None:
    """Insert or replace a note by its id, whatever its revision; another note in its place is left, this one a copy."""
    there = _there(conn, note)
    if there is None or there.note.id == note.id:
        values.put(conn, note, body, at)
    elif there.note.text != note.text:
        _copy(conn, note, at)


def freeze(conn: Connection, meeting_id: str, at: datetime) -> None:
    """Keep a version of every note of a meeting as it stands; one that has not changed since has its version.

    Lines that were begun and not kept yet have none: what becomes of them has versions of its own.
    """
    conn.execute(
        "INSERT INTO versions(kind, id, revision, body, at, reason)"
        " SELECT 'note', id, revision, body, ?, '' FROM notes WHERE meeting_id = ? AND field <> ?"
        " ON CONFLICT(kind, id, revision) DO NOTHING",
        (values.utc(at), meeting_id, NoteField.ROW.value),
    )


def _there(conn: Connection, note: Note) -> _There | None:
    found = conn.execute(
        f"SELECT revision, body FROM notes WHERE {_KEY} AND copy_no = ?",  # noqa: S608 - the columns above
        (*_place(note), note.copy_no),
    ).fetchall()
    if not found:
        return None
    revision, body = found[0]
    return _There(revision, values.load(values.kind_of(Note), body, conn.path))


def _place(note: Note) -> tuple[str, str, str, str]:
    return note.meeting_id, note.phase, note.speaker, note.field.value


def _insert(conn: Connection, note: Note, body: str, at: datetime) -> Note:
    if conn.execute("SELECT 1 FROM notes WHERE id = ?", (note.id,)).fetchall():  # a copy of a note elsewhere
        note = note.model_copy(update={"id": _new_id()})
        body = values.dump(note)
    values.put(conn, note, body, at)
    return note


def _copy(conn: Connection, note: Note, at: datetime) -> Note:
    ask = f"SELECT max(copy_no) + 1 FROM notes WHERE {_KEY}"  # noqa: S608 - the columns above
    copy_no = conn.execute(ask, _place(note)).fetchall()[0][0]
    copy = note.model_copy(update={"id": _new_id(), "copy_no": copy_no})
    values.put(conn, copy, values.dump(copy), at)
    return copy


def _new_id() -> str:
    return secrets.token_hex(8)
