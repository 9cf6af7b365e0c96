"""Lists that do not grow with the number of children: a page at a time, or only what is asked for, through indexes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar
from unicodedata import normalize

from btimeeting.domain.record import Case, Child, MeetingInfo, MeetingRecord, MeetingState, Participant
from btimeeting.service.record_ports import CaseLine, DocumentLine
from btimeeting.store import records_read
from btimeeting.store.driver import Connection
from btimeeting.store.letters import sort_key
from btimeeting.store.locks import OPEN
from btimeeting.store.records_rows import kind_of, load

T = TypeVar("T")
MOST_IDS: Final = 500
"""So many ids are asked about at once."""
_SHOWN = f"c.body, k.body, {records_read.LEVEL}, {OPEN.format(column='c.id')}"
_NAMED = f"""SELECT {_SHOWN} FROM children k JOIN cases c ON c.child_id = k.id
WHERE k.sort_key >= :name AND (k.sort_key, k.rowid) >= (:name, :child)
AND (k.sort_key, k.rowid, c.sort_key, c.rowid) > (:name, :child, :number, :row)
ORDER BY k.sort_key, k.rowid, c.sort_key, c.rowid LIMIT :most"""  # noqa: S608 - conditions of ours
_NAMELESS = f"""SELECT {_SHOWN} FROM cases c LEFT JOIN children k ON k.id = c.child_id
WHERE c.child_id IS NULL AND (c.sort_key, c.rowid) > (:number, :row)
ORDER BY c.sort_key, c.rowid LIMIT :most"""  # noqa: S608 - likewise
_PLACE = """SELECT k.sort_key AS name, k.rowid AS child, c.sort_key AS number, c.rowid AS row
FROM cases c LEFT JOIN children k ON k.id = c.child_id WHERE c.id = ?"""
_FIRST = {"name": "", "child": 0, "number": "", "row": 0}
SHORTEST_NAME: Final = 3
"""Shorter parts of a name («de», «i») are words of every text."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_NAMED_SO = f"""SELECT 1 FROM name_words w JOIN cases c ON c.child_id = w.child_id
WHERE w.word = ? AND {OPEN.format(column="c.id")} LIMIT 1"""  # noqa: S608 - a condition of ours
_STARTS = "coalesce(m.starts, m.created_at)"
_HEADS = """SELECT m.body, c.body, k.body
FROM meetings m JOIN cases c ON c.id = m.case_id LEFT JOIN children k ON k.id = c.child_id"""


def cases_after(conn: Connection, case_id: str | None, most: int) -> tuple[CaseLine, ...]:
    """Return the next cases after one (None: from the first), by the child's name, å last; those without a child last.

    Inside the caller's read transaction. After a case that is gone meanwhile nothing comes.
    """
    place: dict[str, Any] = dict(_FIRST)
    if case_id is not None:
        found = conn.execute(_PLACE, (case_id,)).fetchall()
        if not found:
            return ()
        place = dict(zip(_FIRST, found[0], strict=True))
    rows: list[Any] = []
    if place["name"] is not None:
        rows = conn.execute(_NAMED, place | {"most": most}).fetchall()
        place = {"number": "", "row": 0}
    if len(rows) < most:
        rows += conn.execute(_NAMELESS, {**place, "most": most - len(rows)}).fetchall()
    return _lines(conn, rows)


def _lines(conn: Connection, rows: list[Any]) -> tuple[CaseLine, ...]:
    found = [(load(kind_of(Case), body, conn.path), *rest) for body, *rest in rows]
    papers = _papers(conn, [case.id for case, *_ in found])
    lines = []
    for case, child_body, level, is_open in found:
        if not is_open:
            lines.append(CaseLine(case.id, case.number, "", None, (), locked=True))
            continue
        child = None if child_body is None else load(kind_of(Child), child_body, conn.path)
        name = "" if child is None else child.name
        born = None if child is None or child.born is None else child.born.year
        mine = tuple(papers[case.id])
        lines.append(CaseLine(case.id, case.number, name, level, mine, topic=case.topic, born=born))
    return tuple(lines)


def names_in(conn: Connection, text: str) -> tuple[str, ...]:
    """Return the words of the text that are in a child's name, however spelt, also when the text adds an s to it.

    A look-up for each word, however many children there are; none for a child whose cases are all locked.
    """
    said = dict.fromkeys(word for word in _WORD.findall(normalize("NFC", text)) if len(word) >= SHORTEST_NAME)
    return tuple(word for word in said if any(_names_a_child(conn, sort_key(each)) for each in (word, _bare(word))))


def _bare(word: str) -> str:
    return word[:-1] if word[-1:] in "sS" else word


def _names_a_child(conn: Connection, key: str) -> bool:
    return bool(key) and bool(conn.execute(_NAMED_SO, (key,)).fetchall())


def _papers(conn: Connection, ids: list[str]) -> dict[str, list[DocumentLine]]:
    papers: defaultdict[str, list[DocumentLine]] = defaultdict(list)
    for some in _some(ids):
        ask = (
            "SELECT case_id, id, meeting_id, kind, version, language, made_at, approved_at FROM documents"  # noqa: S608 - marks
            f" WHERE case_id IN ({', '.join('?' * len(some))}) ORDER BY made_at, version"
        )
        for case_id, *line in conn.execute(ask, some).fetchall():
            papers[case_id].append(records_read.document_line(line))
    return papers


def _some(ids: Iterable[T]) -> Iterator[tuple[T, ...]]:
    left = iter(ids)
    while some := tuple(islice(left, MOST_IDS)):
        yield some


def heads(conn: Connection, ids: Iterable[str]) -> tuple[MeetingRecord, ...]:
    """Return these meetings with case, child and participants and nothing more; what is not there is left out."""
    found: list[MeetingRecord] = []
    for some in _some(dict.fromkeys(ids)):
        where = f"m.id IN ({', '.join('?' * len(some))}) AND {OPEN.format(column='m.case_id')}"
        found += _heads(conn, conn.execute(f"{_HEADS} WHERE {where}", some).fetchall())
    return tuple(found)


def in_state(conn: Connection, *states: MeetingState) -> tuple[MeetingRecord, ...]:
    """Return the meetings in one of these states, newest planned first, as `heads` does."""
    ask = (
        f"{_HEADS} WHERE m.state IN ({', '.join('?' * len(states))}) AND {OPEN.format(column='m.case_id')}"
        f" ORDER BY {_STARTS} DESC, m.rowid DESC"
    )
    return _heads(conn, conn.execute(ask, [state.value for state in states]).fetchall())


def newest(conn: Connection, states: tuple[MeetingState, ...]) -> MeetingInfo | None:
    """Return the newest meeting in one of these states."""
    ask = (
        f"SELECT m.body FROM meetings m WHERE m.state IN ({', '.join('?' * len(states))})"  # noqa: S608 - marks
        f" AND {OPEN.format(column='m.case_id')} ORDER BY {_STARTS} DESC, m.rowid DESC LIMIT 1"
    )
    found = conn.execute(ask, [state.value for state in states]).fetchall()
    return load(kind_of(MeetingInfo), found[0][0], conn.path) if found else None


def _heads(conn: Connection, rows: list[Any]) -> tuple[MeetingRecord, ...]:
    told = [records_read.head(list(bodies), conn.path) for bodies in rows]
    people = _people(conn, [info.id for info, _, _ in told])
    return tuple(
        MeetingRecord(info=info, case=case, child=child, participants=tuple(people[info.id]))
        for info, case, child in told
    )


def _people(conn: Connection, ids: list[str]) -> dict[str, list[Participant]]:
    kind = kind_of(Participant)
    people: defaultdict[str, list[Participant]] = defaultdict(list)
    for some in _some(ids):
        ask = (
            f"SELECT meeting_id, body FROM participants WHERE meeting_id IN ({', '.join('?' * len(some))})"  # noqa: S608 - marks
            " ORDER BY meeting_id, position, rowid"
        )
        for meeting_id, body in conn.execute(ask, some).fetchall():
            people[meeting_id].append(load(kind, body, conn.path))
    return people
