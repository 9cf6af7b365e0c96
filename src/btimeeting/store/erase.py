"""Erasing a case with all traces: rows, versions, words, samples in statistics; only then is the log file emptied.

With `secure_delete` and FTS5's own secure-delete nothing of an erased word is left in the file once the -wal is
truncated; no VACUUM is needed (measured, and tested on the decrypted pages). What stays: the access log, by random
ids, and one row that says that, when, by whom and why a case was erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from btimeeting.domain.agenda import Role
from btimeeting.domain.record import AccessLine
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import Holding
from btimeeting.store import search
from btimeeting.store.driver import Connection
from btimeeting.store.records_rows import KINDS, Kind, utc

_MINE = "SELECT id FROM meetings WHERE case_id = :case"
_NAMES = """
SELECT json_extract(k.body, '$.name') FROM cases c JOIN children k ON k.id = c.child_id WHERE c.id = :case
UNION SELECT json_extract(p.body, '$.name') FROM participants p JOIN meetings m ON m.id = p.meeting_id
  WHERE m.case_id = :case
UNION SELECT json_extract(p.body, '$.substitute_for') FROM participants p JOIN meetings m ON m.id = p.meeting_id
  WHERE m.case_id = :case
UNION SELECT json_extract(g.value, '$.name') FROM consents c, json_each(c.body, '$.givers') g WHERE c.case_id = :case
UNION SELECT json_extract(a.value, '$.name') FROM cases c JOIN children k ON k.id = c.child_id,
  json_each(k.body, '$.parents') a WHERE c.id = :case
UNION SELECT json_extract(a.value, '$.name') FROM cases c JOIN children k ON k.id = c.child_id,
  json_each(k.body, '$.around') a WHERE c.id = :case
UNION SELECT json_extract(body, '$.person') FROM stafettholdar WHERE case_id = :case
"""
_NEWEST = """
SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
  SELECT 1 FROM archived a WHERE a.document_id = d.id AND a.version = d.version))
FROM documents d WHERE d.case_id = ? AND d.version = (SELECT max(version) FROM documents n WHERE n.id = d.id)
"""


def holding(conn: Connection, case_id: str) -> Holding:
    """Return what would go with a case. Raises `NotFound`."""
    found = conn.execute(
        "SELECT json_extract(body, '$.number'), child_id FROM cases WHERE id = ?", (case_id,)
    ).fetchall()
    if not found:
        raise NotFound("case", case_id)
    number, child_id = found[0]
    meetings = tuple(row[0] for row in conn.execute("SELECT id FROM meetings WHERE case_id = ?", (case_id,)).fetchall())
    documents, unarchived = conn.execute(_NEWEST, (case_id,)).fetchone()
    alone = _alone(conn, case_id, child_id)
    return Holding(case_id, number, alone, meetings, documents, unarchived, child_stays=alone != child_id)


def highest_number(conn: Connection) -> int:
    """Return the highest case number that is a number and was ever given, of a case or an erased one; 0 for none."""
    there = "SELECT max(CAST(number_key AS INTEGER)) FROM cases WHERE number_key NOT GLOB '*[^0-9]*'"
    return max(int(conn.execute(ask).fetchone()[0] or 0) for ask in (there, "SELECT max(highest) FROM numbers"))


def _alone(conn: Connection, case_id: str, child_id: str | None) -> str | None:
    """Return the child that goes with the case: one that no other case is about."""
    others = "SELECT 1 FROM cases WHERE child_id = ? AND id <> ?"
    return None if child_id is None or conn.execute(others, (child_id, case_id)).fetchall() else child_id


def names(conn: Connection, case_id: str) -> tuple[str, ...]:
    """Return the names of everybody in a case's record, each once."""
    return tuple(row[0] for row in conn.execute(_NAMES, {"case": case_id}).fetchall() if row[0])


def erase(conn: Connection, case_id: str, why: str, line: AccessLine) -> Holding:
    """Delete the case and all that belongs to it, inside the caller's transaction; returns what went.

    Raises `NotFound`. The words are gone from the file when `tidy` has emptied the log after it.
    """
    gone = holding(conn, case_id)
    conn.execute("DELETE FROM locks WHERE case_id = ?", (case_id,))
    conn.execute(
        "INSERT INTO numbers(one, highest) VALUES (1, ?)"
        " ON CONFLICT(one) DO UPDATE SET highest = max(highest, excluded.highest)",
        (highest_number(conn),),
    )
    for kind in reversed(KINDS):
        _erase_kind(conn, kind, gone)
    conn.execute("DELETE FROM erasing")
    forget_samples(conn)
    conn.execute(
        "INSERT INTO erasures(case_id, at, user, why, meetings, documents, unarchived) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (case_id, utc(line.at), line.user, why, len(gone.meetings), gone.documents, gone.unarchived),
    )
    return gone


def _erase_kind(conn: Connection, kind: Kind[Any], gone: Holding) -> None:
    where = " OR ".join(belongs(kind))
    wanted = {"case": gone.case_id, "child": gone.child_id}
    ask = f"SELECT DISTINCT id FROM {kind.table} WHERE {where}"  # noqa: S608 - names of ours
    for (value_id,) in conn.execute(ask, wanted).fetchall():
        erase_value(conn, kind, value_id)


def belongs(kind: Kind[Any]) -> Iterator[str]:
    """Yield the conditions, over `:case` and `:child`, by which a kind belongs to a case."""
    match kind.name:
        case "case":
            yield "id = :case"
        case "child":
            yield "id = :child"
        case _:
            if "case_id" in kind.keys:
                yield "case_id = :case"
            if "meeting_id" in kind.keys:
                yield f"meeting_id IN ({_MINE})"
            if "child_id" in kind.keys:
                yield "child_id = :child"


def erase_value(conn: Connection, kind: Kind[Any], value_id: str) -> None:
    """Delete one value, its versions and its words; the caller empties `erasing` before the transaction ends."""
    conn.execute("INSERT INTO erasing(kind, id) VALUES (?, ?)", (kind.name, value_id))
    conn.execute(f"DELETE FROM {kind.table} WHERE id = ?", (value_id,))  # noqa: S608 - a table of ours
    conn.execute("DELETE FROM versions WHERE kind = ? AND id = ?", (kind.name, value_id))
    if kind.name == "document":
        conn.execute("DELETE FROM archived WHERE document_id = ?", (value_id,))
    search.remove(conn, kind.name, value_id)


def view(conn: Connection, decision_id: str, role: Role, who: str) -> None:
    """Delete the versions of a decision that hold somebody's view in words, inside the caller's transaction."""
    conn.execute("INSERT INTO erasing(kind, id) VALUES ('decision', ?)", (decision_id,))
    conn.execute(
        "DELETE FROM versions WHERE kind = 'decision' AND id = ? AND EXISTS ("
        "SELECT 1 FROM json_each(versions.body, '$.confirmations') c WHERE json_extract(c.value, '$.text') <> ''"
        " AND json_extract(c.value, '$.role') = ? AND json_extract(c.value, '$.who') = ?)",
        (decision_id, role.value, who),
    )
    conn.execute("DELETE FROM erasing")
    forget_samples(conn)


def raw_notes(conn: Connection, approved_before: str, fields: Iterable[str]) -> list[tuple[str, str]]:
    """Return (note, meeting) of raw notes whose meeting's referat was last approved before then.

    Not the child's own, and nothing of a locked case: it is kept as it is.
    """
    wanted = tuple(fields)
    if not wanted:
        return []
    ask = f"""SELECT n.id, n.meeting_id FROM notes n INDEXED BY notes_raw
WHERE n.field IN ('note', 'question', 'answer', 'view', 'row') AND n.field IN ({", ".join("?" * len(wanted))})
AND n.speaker <> 'c' AND (SELECT max(approved_at) FROM documents d WHERE d.meeting_id = n.meeting_id
  AND d.kind = 'referat') < ? AND NOT EXISTS (SELECT 1 FROM meetings m JOIN locks l ON l.case_id = m.case_id
  WHERE m.id = n.meeting_id AND l.until_at IS NULL) ORDER BY n.meeting_id"""  # noqa: S608 - marks
    return [(note, meeting) for note, meeting in conn.execute(ask, (*wanted, approved_before)).fetchall()]


def unnamed(conn: Connection, opened_by: str, levels: tuple[str, ...]) -> list[str]:
    """Return the anonymous cases without a child or a meeting, on one of these levels, opened by a day (ISO).

    Not one that is locked: it is kept as it is.
    """
    ask = f"""SELECT c.id FROM cases c INDEXED BY cases_nameless
WHERE c.child_id IS NULL AND json_extract(c.body, '$.kind') = 'anonymous'
AND json_extract(c.body, '$.opened_on') <= ? AND NOT EXISTS (SELECT 1 FROM meetings m WHERE m.case_id = c.id)
AND (SELECT l.level FROM level_moves l WHERE l.case_id = c.id ORDER BY l.rowid DESC LIMIT 1)
  IN ({", ".join("?" * len(levels))})
AND NOT EXISTS (SELECT 1 FROM locks k WHERE k.case_id = c.id AND k.until_at IS NULL)"""  # noqa: S608 - marks
    return [case_id for (case_id,) in conn.execute(ask, (opened_by, *levels)).fetchall()]


def forget_samples(conn: Connection) -> None:
    """Delete the planner's samples of what lies in indexes: words and keys are among them."""
    if conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'").fetchall():
        conn.execute("DELETE FROM sqlite_stat4")


def unclean(conn: Connection) -> int | None:
    """Return the newest erasure after which the log file has not been emptied."""
    found = conn.execute("SELECT max(n) FROM erasures WHERE clean_at IS NULL").fetchone()[0]
    return None if found is None else int(found)


def mark_clean(conn: Connection, newest: int, at: datetime) -> None:
    """Write down that nothing of what was erased up to `newest` is left, inside the caller's transaction."""
    conn.execute("UPDATE erasures SET clean_at = ? WHERE clean_at IS NULL AND n <= ?", (utc(at), newest))
