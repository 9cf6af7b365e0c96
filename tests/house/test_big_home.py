"""The benchmark's home of very many children is one the store might have written, a value at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("benchmarks", reason="not in a source archive")

from benchmarks.big_home import block, build, tail
from benchmarks.homes import NOW
from btimeeting.domain.record import Stored
from btimeeting.store.database import integrity, rows
from btimeeting.store.driver import Connection
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import new_key

BLOCKS, A_BLOCK = 2, 6


def _values() -> Iterator[Stored]:
    for number in range(BLOCKS):
        for value in block(A_BLOCK):
            body = value.model_dump_json().replace(tail(0), tail(number))
            yield type(value).model_validate_json(body)


def _tables(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows in the order they lie in, apart from the index of words and the planner's statistics."""
    ask = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    names = [name for (name,) in rows(conn, ask) if not name.startswith(("search_words", "search_terms", "sqlite_"))]
    return {name: rows(conn, f"SELECT * FROM {name} ORDER BY rowid") for name in names}  # noqa: S608 - ours


def test_it_is_the_home_that_the_store_would_have_written(tmp_path: Path) -> None:
    key = new_key()
    build(tmp_path / "built.db", key, BLOCKS, A_BLOCK)
    with (
        RecordsStore.open(tmp_path / "built.db", key, NOW) as built,
        RecordsStore.open(tmp_path / "written.db", key, NOW) as written,
    ):
        for value in _values():
            written.save(value, NOW)
        tables = _tables(written._conn)
        assert len(tables["entries"]) == 10 * BLOCKS * A_BLOCK
        assert _tables(built._conn) == tables
        schema = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name"
        assert rows(built._conn, schema) == rows(written._conn, schema)
        for words in ("leksehjelp", "lek", "døme", f"12{tail(1)}", "skule 3"):
            assert built.search(words) == written.search(words)
            assert built.search(words)
        assert integrity(built._conn) == ()
        built._conn.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
        assert rows(built._conn, "PRAGMA journal_mode") == [("wal",)]
