"""Finding and looking: search, what a hit says in full, which case is meant, and the access log of it all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from btimeeting.domain.child_file import ChildFile
from btimeeting.domain.record import AccessLine, TiltakState
from btimeeting.service.ports import NotFound, NotUnique
from btimeeting.service.record_ports import Hit
from btimeeting.store import access, child_file, letters, locks, search
from btimeeting.store import records_rows as values
from btimeeting.store.database import read, rows
from btimeeting.store.driver import Connection

SHORTEST_PREFIX = 4
QUARTER = timedelta(days=92)
_IN_USE = """
SELECT EXISTS (SELECT 1 FROM meetings WHERE case_id = ? AND coalesce(starts, created_at) BETWEEN ? AND ?)
  OR EXISTS (SELECT 1 FROM tiltak WHERE case_id = ? AND state NOT IN (?, ?))
"""
_MARKUP = re.compile(r"[|*#\\`>]+|-{3,}")


class Looking:
    """The part of the record that finds things; needs the connection of the store it belongs to."""

    _conn: Connection

    # --- search

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """What holds every one of the words, or words that begin so, newest first; nothing for a question of signs."""
        wanted = search.asked(words)
        with read(self._conn) as conn:
            found = search.find(conn, wanted, limit)
            by_kind: defaultdict[str, list[str]] = defaultdict(list)
            for each in found:
                by_kind[each.entry.kind].append(each.entry.id)
            texts = values.originals(conn, by_kind)
        return tuple(_hit(each, texts[each.entry.kind, each.entry.id], wanted) for each in found)

    def text_of(self, kind: str, value_id: str) -> str:
        """All the words a hit was found by, as people wrote them. Raises `NotFound` for what is gone meanwhile."""
        with read(self._conn) as conn:
            locks.require_open(conn, kind, value_id)
            texts = values.originals(conn, {kind: [value_id]}) if kind in values.BY_NAME else {}
        if (kind, value_id) not in texts:
            raise NotFound(kind, value_id)
        return texts[kind, value_id]

    # --- which one

    def case_by_number(self, number: str) -> str:
        """The id of the case people call so; case and spaces do not count. Raises `NotFound`, `NotUnique`."""
        return only("case", number, self._numbered(number))

    def find_case(self, wanted: str) -> str:
        """The case of this number, else of this id or the one whose id begins so (4+ characters).

        Raises `NotFound`, `NotUnique`.
        """
        return only("case", wanted, self._numbered(wanted) or self._begins("cases", wanted))

    def find_meeting(self, prefix: str) -> str:
        """The meeting whose id is, or begins with, this (4+ characters). Raises `NotFound`, `NotUnique`."""
        return only("meeting", prefix, self._begins("meetings", prefix))

    def _numbered(self, number: str) -> list[str]:
        ask = "SELECT id FROM cases WHERE number_key = ?"
        return [row[0] for row in rows(self._conn, ask, (letters.same_spelling(number),))]

    def _begins(self, table: str, prefix: str) -> list[str]:
        if len(prefix) < SHORTEST_PREFIX:
            return []
        ask = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 100"  # noqa: S608 - a table of ours
        found = [row[0] for row in rows(self._conn, ask, (prefix, f"{prefix}\U0010ffff"))]
        return [prefix] if prefix in found else found

    def in_use(self, case_id: str, today: date) -> bool:
        """Whether people work with a case: a meeting within a quarter before or ahead, or a tiltak that goes on."""
        near = (today - QUARTER).isoformat(), (today + QUARTER + timedelta(days=1)).isoformat()
        closed = (TiltakState.DONE.value, TiltakState.STOPPED.value)
        found = rows(self._conn, _IN_USE, (case_id, *near, case_id, *closed))
        return bool(found[0][0])

    # --- all of one child

    def child_file(self, case_id: str) -> ChildFile:
        """All that is held on the child of a case, the access log included; locked or not. Raises `NotFound`."""
        with read(self._conn) as conn:
            return child_file.read(conn, case_id)

    # --- the access log

    def looked(self, line: AccessLine) -> None:
        """Write a line in the access log. Raises `NotStorable` for an instant without a time zone."""
        access.looked(self._conn, (line,))

    def looked_all(self, lines: Iterable[AccessLine]) -> None:
        """Write several lines, all or none; raises as `looked`."""
        access.looked(self._conn, lines)

    def access_log(self, object_id: str | None = None, since: datetime | None = None) -> tuple[AccessLine, ...]:
        """The access log, of one object or from an instant on when that is given; oldest first."""
        return access.lines(self._conn, object_id, since)

    def access_log_of_case(self, case_id: str) -> tuple[AccessLine, ...]:
        """The access log of a case and all that belongs to it, oldest first; also of one that was erased."""
        return access.of_case(self._conn, case_id)


def _hit(found: search.Found, text: str, wanted: tuple[str, ...]) -> Hit:
    """Return a hit with some of its text; a document's without its markup."""
    at = found.entry
    shown = _MARKUP.sub(" ", text) if at.kind == "document" else text
    return Hit(at.kind, at.id, at.meeting_id, at.case_id, search.snippet(shown, wanted), found.number, found.on)


def only(kind: str, wanted: str, found: list[str]) -> str:
    """Return the one that was found. Raises `NotFound`, `NotUnique`."""
    if not found:
        raise NotFound(kind, wanted)
    if len(found) > 1:
        raise NotUnique(kind, wanted, len(found))
    return found[0]
