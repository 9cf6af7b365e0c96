"""What an older program wrote is read for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from btimeeting.domain.record import (
    AccessLine,
    LevelMove,
    Stafettholdar,
    StafettloggEntry,
    Stored,
)
from btimeeting.store.database import open_encrypted
from btimeeting.store.driver import Connection, DriverError
from btimeeting.store.home import Home
from btimeeting.store.migrations import History
from btimeeting.store.records_rows import KINDS
from btimeeting.store.records_schema import HISTORY
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import DOCUMENT, EVERYTHING, NOON, moment, opened

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "records"
FIRST = "0001 the record"


def _history(*names: str) -> History:
    """The first steps only, as a file of that time has them."""
    steps = History()
    for name in names:
        steps.step(name)(HISTORY._steps[name])
    return steps


def _fill(conn: Connection, tables: dict[str, list[dict[str, Any]]]) -> None:
    for table, samples in tables.items():
        for row in samples:
            marks = ", ".join("?" * len(row))
            conn.execute(f"INSERT INTO {table}({', '.join(row)}) VALUES ({marks})", tuple(row.values()))  # noqa: S608


@pytest.fixture
def old(home: Home, key: DatabaseKey) -> Home:
    """A home whose record was written by version 1."""
    samples = json.loads((SAMPLES / "v1.json").read_text(encoding="utf-8"))
    conn = open_encrypted(home.records, key)
    _history(FIRST).apply(conn, NOON)
    _fill(conn, samples)
    conn.close()
    return home


def test_the_samples_of_version_1_hold_every_kind() -> None:
    samples = json.loads((SAMPLES / "v1.json").read_text(encoding="utf-8"))
    assert {kind.model for kind in KINDS if samples.get(kind.table)} == set(get_args(Stored)) - {LevelMove}
    assert samples["versions"]
    assert samples["access_log"]


def test_what_version_1_wrote_loads_for_ever(old: Home, key: DatabaseKey) -> None:
    samples = json.loads((SAMPLES / "v1.json").read_text(encoding="utf-8"))
    with opened(old, key) as store:
        for kind in KINDS:
            for row in samples.get(kind.table, []):
                assert store.get(kind.model, row["id"]).id == row["id"]
        for row in samples["versions"]:
            (kind,) = (kind for kind in KINDS if kind.name == row["kind"])
            assert store.history(kind.model, row["id"])
        record = store.meeting("meeting-1")
        assert record.child is not None
        assert record.child.name == "Åse Døme"
        assert [note.text for note in record.notes] == ["Vanskeleg"]
        assert record.documents[0].markdown.startswith("# Referat")
        assert [hit.id for hit in store.search("vanskeleg")] == ["note-1"]
        assert store.of_case(Stafettholdar, "case-1")[0].meeting_id == "meeting-1"
        assert store.of_case(StafettloggEntry, "case-1")[0].kind == "meeting"
        assert store.of_case(LevelMove, "case-1") == ()
        assert store.access_log() == (AccessLine(at=NOON, user="demo", action="show", kind="case", object_id="case-1"),)


def test_a_step_that_fails_leaves_the_file_as_it_was(home: Home, key: DatabaseKey) -> None:
    with opened(home, key) as store:
        store.save_all(EVERYTHING, moment())
    steps = _history(*HISTORY.names)

    @steps.step("9000 half")
    def _half(conn: Connection) -> None:
        conn.execute("UPDATE schema_step SET at = ''")
        conn.execute("UPDATE documents SET body = ''")

    conn = open_encrypted(home.records, key)
    with pytest.raises(DriverError, match="never changed"):
        steps.apply(conn, NOON)
    conn.close()
    with opened(home, key) as store:
        assert store.documents("case-1") == (DOCUMENT,)
        with pytest.raises(DriverError, match="never changed"):
            store._conn.execute("UPDATE documents SET body = ''")
