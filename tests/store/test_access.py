"""The access log: appended to, never changed, never with content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from btimeeting.domain.record import AccessLine
from btimeeting.store.driver import DriverError
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.records_errors import NotStorable
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import EVERYTHING, NOON, moment, opened


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        yield records


def _line(minutes: int, object_id: str, action: str = "show") -> AccessLine:
    at = NOON + timedelta(minutes=minutes)
    return AccessLine(at=at, user="demo", action=action, kind="case", object_id=object_id)


def test_every_look_is_told_oldest_first(store: RecordsStore) -> None:
    lines = [_line(5, "case-1"), _line(3, "case-2", "search"), _line(9, "case-1", "export")]
    for line in lines:
        store.looked(line)
    assert store.access_log() == tuple(lines)
    assert store.access_log("case-1") == (lines[0], lines[2])
    assert store.access_log("case") == ()
    assert store.access_log(since=NOON + timedelta(minutes=5)) == (lines[0], lines[2])
    assert store.access_log("case-2", NOON + timedelta(minutes=5)) == ()


def test_an_instant_of_another_zone_is_kept_as_the_same_instant(store: RecordsStore) -> None:
    norway = NOON.astimezone(timezone(timedelta(hours=1)))
    store.looked(AccessLine(at=norway, user="demo", action="show", kind="case", object_id="x"))
    (found,) = store.access_log()
    assert found.at == NOON
    assert found.at.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_refused(store: RecordsStore) -> None:
    nowhere = datetime(2026, 11, 25, 12, 0)  # noqa: DTZ001 - that is the point
    with pytest.raises(NotStorable) as refused:
        store.looked(AccessLine(at=nowhere, user="demo", action="show", kind="case", object_id="x"))
    assert refused.value.fields == ("at",)
    assert store.access_log() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM access_log",
        "UPDATE access_log SET user = 'somebody else'",
        "INSERT OR REPLACE INTO access_log SELECT n, at, 'x', action, kind, object_id, case_id, reason FROM access_log",
        "INSERT INTO access_log SELECT * FROM access_log WHERE true ON CONFLICT(n) DO UPDATE SET user = 'x'",
    ],
)
def test_no_statement_takes_a_line_back(store: RecordsStore, statement: str) -> None:
    store.looked(_line(1, "case-1"))
    with pytest.raises(DriverError, match="access log"):
        store._conn.execute(statement)
    assert store.access_log() == (_line(1, "case-1"),)


def test_a_look_at_anything_of_a_case_is_told_with_the_case_also_when_it_is_erased(store: RecordsStore) -> None:
    store.save_all(EVERYTHING, moment())
    told = (("case", "case-1"), ("meeting", "meeting-1"), ("referat", "document-1"), ("note", "note-1"))
    told = (*told, ("child", "child-1"), ("tiltak", "tiltak-1"), ("document", "not there"), ("records", ""))
    lines = [_line(n, object_id).model_copy(update={"kind": kind}) for n, (kind, object_id) in enumerate(told)]
    store.looked_all(lines)
    assert store.access_log_of_case("case-1") == tuple(lines[:6])
    last = _line(20, "case-1", "erase").model_copy(update={"kind": "case"})
    store.erase_case("case-1", "slettefrist", last)
    assert store.access_log_of_case("case-1") == (*lines[:6], last)
    assert store.access_log() == (*lines, last)


def test_the_log_outlives_what_it_tells_of(store: RecordsStore) -> None:
    store.save_all(EVERYTHING, moment())
    store.looked(_line(1, "document-1", "open"))
    store.erase_case("case-1", "slettefrist", _line(2, "case-1", "erase"))
    assert store.access_log("document-1") == (_line(1, "document-1", "open"),)
