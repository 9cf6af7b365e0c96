"""Lines of a form that somebody has begun and not kept yet: as they were typed, on disk within 300 ms of every key.

All rows of one place are one draft in the record (a note with the field `ROW`). A window that is started anew shows
them again where they were begun; what this window has typed itself is never taken from the record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from btimeeting.domain.record import LONG, Note, NoteField
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Drafts, Failed, Saved
from btimeeting.ui.pad.places import Place

Values = Mapping[str, str]


def row_place(phase: str, speaker: str) -> Place:
    """Where the rows of a place are kept."""
    return Place(phase, speaker, NoteField.ROW)


class RowDrafts:
    """What stands in the rows, by place and row."""

    def __init__(self, desk: Desk, told: Callable[[Saved | Failed], None]) -> None:
        self._drafts: Drafts[Place, str] = Drafts(desk.save_notes, told)
        self._mine: dict[Place, dict[str, Values]] = {}
        self._found: dict[Place, dict[str, Values]] = {}
        self._desk = desk
        self._taken: set[Place] = set()
        """Drafts of a window before this one in which this one goes on."""

    def know(self, notes: Iterable[Note]) -> None:
        """The notes as the record has them; of a text that two windows began both are there, the first one first."""
        self._found, fresh = {}, []
        for note in sorted(notes, key=lambda n: n.copy_no):
            if note.field is NoteField.ROW:
                place = Place(note.phase, note.speaker, note.field)
                rows = self._found.setdefault(place, {})
                for row, values in read_rows(note.text).items():
                    rows.setdefault(row, values)
                if not note.copy_no and place not in self._mine and place not in self._taken:
                    self._taken.add(place)
                    fresh.append(note)
        if fresh:
            self._desk.take_up(fresh)

    def of(self, place: Place, row: str) -> Values:
        """What was begun in a row; nothing when nothing was."""
        mine = self._mine.get(place, {})
        return mine[row] if row in mine else self._found.get(place, {}).get(row, {})

    def typed(self, place: Place, row: str, values: Values) -> None:
        """The row reads like this now."""
        self._mine.setdefault(place, {})[row] = values
        self._drafts.typed(place, self._text(place))

    def leave(self, place: Place, row: str) -> str:
        """The row is kept as what it means: gives what is left of the place's draft, to be written with that."""
        self._mine.setdefault(place, {})[row] = {}
        self._drafts.forget(place)
        return self._text(place)

    def forget(self) -> None:
        """Out of sight: everything is on disk or on its way there."""
        self._drafts.flush()
        self._mine.clear()
        self._found.clear()

    def flush(self) -> None:
        """Write at once what waits."""
        self._drafts.flush()

    def last(self) -> None:
        """The window closes."""
        self._drafts.last()

    def _text(self, place: Place) -> str:
        rows = self._found.get(place, {}) | self._mine.get(place, {})
        most = LONG
        while len(text := _written(rows, most)) > LONG:  # somebody pasted a book: the others' words are kept beside it
            most //= 2
        return text


def _written(rows: Mapping[str, Values], most: int) -> str:
    """The rows as they lie on disk, of each blank no more than `most` characters."""
    begun = {row: {name: text[:most] for name, text in values.items() if text} for row, values in rows.items()}
    begun = {row: values for row, values in begun.items() if values}
    return json.dumps(begun, ensure_ascii=False, sort_keys=True) if begun else ""


def read_rows(text: str) -> dict[str, dict[str, str]]:
    """Row → blank → text; nothing of a draft that another program wrote otherwise."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    rows = {str(row): values for row, values in found.items() if isinstance(values, dict)}
    return {
        row: {str(name): value for name, value in values.items() if isinstance(value, str)}
        for row, values in rows.items()
    }
