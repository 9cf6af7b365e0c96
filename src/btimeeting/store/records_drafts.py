"""What is being typed: overwritten as one types, with a version when a phase ends and when the referat is approved.

What was struck meanwhile is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from btimeeting.domain.agenda import Role
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import DecisionRecord, Note, StafettloggEntry, Stored
from btimeeting.service.record_ports import SavedNote
from btimeeting.store import erase, locks, notes
from btimeeting.store import records_rows as values
from btimeeting.store.database import checkpoint_truncate, write
from btimeeting.store.driver import Connection
from btimeeting.store.edits import Edits


class Drafting:
    """The part of the record that is written key by key; needs the connection of the store it belongs to."""

    _conn: Connection
    _edits: Edits

    def save_note(self, note: Note, expected_revision: int, at: Moment) -> SavedNote:
        """Write a note as `notes.save` does: nothing anybody wrote is lost. Raises `NotFound`, `NotStorable`."""
        body = values.dump(note)
        with write(self._conn) as conn:
            locks.require_open_for(conn, (note,))
            saved = notes.save(conn, note, body, expected_revision, at.at)
            told = self._edits.write_down(conn, (note,), at.at)
        self._edits.kept(told)
        return saved

    def save_with_note(self, values_: Iterable[Stored], note: Note, expected_revision: int, at: Moment) -> SavedNote:
        """Write what a note has become, and the note without it, in one transaction. Raises as `save`, `save_note`."""
        inward = sorted(values_, key=lambda value: values.RANK[type(value)])
        pairs = [(value, values.dump(value)) for value in inward]
        body = values.dump(note)
        with write(self._conn) as conn:
            locks.require_open_for(conn, (*inward, note))
            for value, text in pairs:
                values.put(conn, value, text, at.at)
            saved = notes.save(conn, note, body, expected_revision, at.at)
            told = self._edits.write_down(conn, (*inward, note), at.at)
        self._edits.kept(told)
        return saved

    def save_typed(self, value: DecisionRecord | StafettloggEntry, at: Moment) -> None:
        """Write a text that is being typed, with no version of its own. Raises as `save`."""
        body = values.dump(value)
        with write(self._conn) as conn:
            locks.require_open_for(conn, (value,))
            values.put(conn, value, body, at.at, version=False)
            told = self._edits.write_down(conn, (value,), at.at)
        self._edits.kept(told)

    def freeze_notes(self, meeting_id: str, at: Moment) -> None:
        """Keep a version of every note, the decision and the log's text as they stand (phase change, approval)."""
        with write(self._conn) as conn:
            notes.freeze(conn, meeting_id, at.at)
            for kind in (DecisionRecord, StafettloggEntry):
                values.freeze(conn, kind, meeting_id, at.at)

    def strike_view(self, decision: DecisionRecord, role: Role, who: str, at: Moment) -> None:
        """Somebody's own view is gone for real: `decision` does not hold it any more, and no version of it does.

        What was decided stays. Raises as `save`, and `StoreBusy` as `strike`.
        """
        body = values.dump(decision)
        with write(self._conn) as conn:
            locks.require_open_for(conn, (decision,))
            values.put(conn, decision, body, at.at, version=False)
            erase.view(conn, decision.id, role, who)
            told = self._edits.write_down(conn, (decision,), at.at)
        self._edits.kept(told)
        checkpoint_truncate(self._conn)
