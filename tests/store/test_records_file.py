"""The file itself: what may be read in it, what is left when something is erased, what happens when it is not whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from btimeeting.domain.record import Child, Note, Stored, Tiltak
from btimeeting.store.database import checkpoint_truncate, integrity, open_encrypted, open_plain, read, rows
from btimeeting.store.errors import Damage, DiskFull, StoreBusy, StoreDamaged, StoreTooNew
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.records_rows import KINDS
from btimeeting.store.records_schema import HISTORY
from btimeeting.store.secret import DatabaseKey, new_key
from tests.store.decrypted import all_bytes
from tests.store.record_values import (
    CASE,
    CHILD,
    DOCUMENT,
    EVERYTHING,
    MEETING,
    NOTE,
    TILTAK,
    changed,
    moment,
    opened,
)

TABLES = {kind.table for kind in KINDS}
TABLES |= {"versions", "erasing", "access_log", "search_text", "search_made", "schema_step"}
TABLES |= {"archived", "erasures", "locks", "name_words", "numbers"}
INDEX = {f"search_words{part}" for part in ("", "_config", "_data", "_docsize", "_idx")} | {"search_terms"}


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        records.save_all(EVERYTHING, moment())
        yield records


def _tables(store: RecordsStore) -> set[str]:
    found = rows(
        store._conn, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {name for (name,) in found}


def _everything_once(store: RecordsStore) -> None:
    store.save(changed(CHILD, name="Ny Demo"), moment(1), reason="x")
    store.save_note(changed(NOTE, text="x"), 1, moment(1))
    store.freeze_notes("meeting-1", moment(2))
    store.search("x")
    store.strike(Note, "note-1")
    store.meeting("meeting-1")


# --- the schema


def test_the_tables_are_those_of_the_schema_whatever_is_done(store: RecordsStore) -> None:
    _everything_once(store)
    assert _tables(store) == TABLES | INDEX


def test_every_table_of_ours_is_strict(store: RecordsStore) -> None:
    strict = {name for name, is_strict in rows(store._conn, "SELECT name, strict FROM pragma_table_list") if is_strict}
    assert strict == TABLES


def test_every_kind_has_its_columns(store: RecordsStore) -> None:
    meta = {"id", "body", "created_at", "changed_at", "revision"}
    for kind in KINDS:
        columns = {name for (name,) in rows(store._conn, f"SELECT name FROM pragma_table_info('{kind.table}')")}  # noqa: S608
        expected = meta - {"changed_at", "revision"} if kind.name == "document" else meta
        assert columns == expected | set(kind.keys)


def test_what_belongs_to_something_says_so_to_the_database(store: RecordsStore) -> None:
    for kind in KINDS:
        found = rows(store._conn, f"SELECT \"from\" FROM pragma_foreign_key_list('{kind.table}')")  # noqa: S608
        assert {column for (column,) in found} == {key for key in kind.keys if key.endswith("_id")}


def _plans(store: RecordsStore, seen: list[str]) -> list[str]:
    asked = [sql for sql in seen if sql.startswith("SELECT")]
    return [str(row[3]) for sql in asked for row in rows(store._conn, f"EXPLAIN QUERY PLAN {sql}")]


def _traced(store: RecordsStore) -> list[str]:
    seen: list[str] = []
    store._conn.set_trace_callback(seen.append)
    store.meeting("meeting-1")
    store._conn.set_trace_callback(None)
    return seen


def test_a_meeting_is_read_through_indexes_only(store: RecordsStore) -> None:
    plans = _plans(store, _traced(store))
    assert len(plans) > 15
    assert [plan for plan in plans if "SCAN" in plan] == []
    for n in range(60):  # and so it stays when the planner knows how much there is
        case = changed(CASE, id=f"c{n}", child_id=f"k{n}")
        store.save_all([changed(MEETING, id=f"m{n}", case_id=f"c{n}"), case, changed(CHILD, id=f"k{n}")], moment(1))
        store.save_all(
            [changed(v, id=f"v{n}", meeting_id=f"m{n}") for v in EVERYTHING if hasattr(v, "meeting_id")], moment(1)
        )
    store._conn.execute("ANALYZE")
    assert [plan for plan in _plans(store, _traced(store)) if "SCAN" in plan] == []


def test_a_full_meeting_takes_no_more_queries_than_an_empty_one(store: RecordsStore) -> None:
    few = len(_traced(store))
    store.save_all([changed(TILTAK, id=f"t{n}") for n in range(40)], moment(1))
    store.save_all([changed(NOTE, id=f"n{n}", speaker=f"s{n}") for n in range(40)], moment(1))
    assert len(_traced(store)) == few
    assert len(store.meeting("meeting-1").tiltak) == 41


# --- secrecy


def test_no_word_stands_in_any_file_while_it_is_open_or_after(home: Home, key: DatabaseKey) -> None:
    words = [word.encode() for word in ("Åse", "Døme", "Kari Demo", "Leksehjelp", "leksehjelp", "Helsestasjonen")]
    words += [b"CREATE TABLE", b"meeting-1", b"SQLite format 3"]

    def leaks() -> list[tuple[str, bytes]]:
        files = [path for path in home.path.iterdir() if path.name.startswith("records.db")]
        return [(path.name, word) for path in files for word in words if word in path.read_bytes()]

    with opened(home, key) as store:
        store.save_all(EVERYTHING, moment())
        _everything_once(store)
        names = {path.name for path in home.path.iterdir()}
        assert {"records.db", "records.db-wal", "records.db-shm"} <= names
        assert leaks() == []
        store.save(changed(CHILD, name="Kari Demo"), moment(9))
        assert leaks() == []
    assert leaks() == []


def test_another_key_does_not_open_it(home: Home, store: RecordsStore) -> None:
    with pytest.raises(StoreDamaged):
        RecordsStore.open(home.records, new_key(), moment())
    assert store.get(Child, "child-1") == CHILD


# --- erasure


def _dug_up(home: Home, key: DatabaseKey, *words: str) -> list[str]:
    plain = all_bytes(home.records, key)
    assert b"CREATE TABLE children" in plain  # it was decrypted
    return [word for word in words if word.encode() in plain]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (changed(NOTE, id="n", speaker="x", text="Zebraduft " * 40), "ebraduft"),
        (changed(NOTE, id="n", speaker="x", text="Zebraduft " * 1999), "ebraduft"),  # overflow pages
        (changed(TILTAK, id="t", text="Zebraduft", goal="zebraduft"), "ebraduft"),
        (changed(CHILD, id="k", name="Zebraduft Prøve"), "ebraduft"),
    ],
    ids=["note", "long note", "tiltak", "child"],
)
def test_an_erased_word_is_in_no_page_and_not_in_the_log(
    store: RecordsStore, home: Home, key: DatabaseKey, value: Stored, word: str
) -> None:
    store.save(value, moment(1))
    store.freeze_notes("meeting-1", moment(2))
    store.save(changed(value, **{"text" if hasattr(value, "text") else "name": "Zebraduft igjen"}), moment(3))
    checkpoint_truncate(store._conn)
    store.save(changed(CHILD, unit="Zebraskulen"), moment(4))  # something in the log as well
    assert _dug_up(home, key, word) == [word]

    store.strike(type(value), value.id)
    assert _dug_up(home, key, word, "Zebraskulen") == ["Zebraskulen"]
    assert integrity(store._conn) == ()


def test_an_erased_name_is_not_in_the_planners_statistics(store: RecordsStore, home: Home, key: DatabaseKey) -> None:
    for n in range(30):
        store.save(changed(CASE, id=f"c{n}", number=f"Zebraduft {n}", child_id=None), moment(1))
    store._conn.execute("ANALYZE")  # as "PRAGMA optimize" does when a window is closed
    for n in range(30):
        store.strike(type(CASE), f"c{n}")
    assert _dug_up(home, key, "zebraduft", "Zebraduft", "sak 14") == ["sak 14"]


def test_a_strike_that_met_a_reader_says_so_and_is_repeated(home: Home, key: DatabaseKey) -> None:
    with opened(home, key, timeout_s=0.01) as store:
        store.save_all(EVERYTHING, moment())
        store.save(changed(NOTE, text="Zebraduft"), moment(1))
        reader = open_encrypted(home.records, key)
        with read(reader):
            assert rows(reader, "SELECT count(*) FROM notes") == [(1,)]
            with pytest.raises(StoreBusy):
                store.strike(Note, "note-1")
            assert store.meeting("meeting-1").notes == ()
        store.strike(Note, "note-1")
        reader.close()
        assert _dug_up(home, key, "Zebraduft", "zebraduft") == []


# --- files that are not whole


def test_a_file_of_a_newer_program_is_refused_and_left_alone(home: Home, key: DatabaseKey) -> None:
    opened(home, key).close()
    conn = open_encrypted(home.records, key)
    conn.execute("INSERT INTO schema_step(name, at) VALUES ('9999 what comes', '2030-01-01')")
    conn.close()
    before = home.records.read_bytes()
    with pytest.raises(StoreTooNew) as refused:
        opened(home, key)
    assert (refused.value.found, refused.value.known) == ("9999 what comes", HISTORY.names[-1])
    assert home.records.read_bytes() == before


def test_a_database_of_something_else_is_refused(home: Home, key: DatabaseKey) -> None:
    conn = open_encrypted(home.records, key)
    conn.execute("CREATE TABLE songs(x)")
    conn.close()
    with pytest.raises(StoreDamaged) as refused:
        opened(home, key)
    assert refused.value.detail is Damage.FOREIGN


def test_a_plain_file_is_never_taken_for_a_record(home: Home, key: DatabaseKey) -> None:
    conn = open_plain(home.records)
    conn.execute("CREATE TABLE children(x)")
    conn.close()
    with pytest.raises(StoreDamaged) as refused:
        opened(home, key)
    assert refused.value.detail is Damage.NOT_ENCRYPTED


def _spoil(home: Home, *places: int) -> None:
    data = bytearray(home.records.read_bytes())
    for at in places:
        data[at : at + 32] = bytes(byte ^ 0xFF for byte in data[at : at + 32])
    home.records.write_bytes(data)


@pytest.mark.parametrize("at", [0, 200, 4000], ids=["salt", "first page", "its check"])
def test_a_file_that_is_damaged_where_it_begins_does_not_open(home: Home, key: DatabaseKey, at: int) -> None:
    opened(home, key).close()
    _spoil(home, at)
    with pytest.raises(StoreDamaged):
        opened(home, key)


def test_damage_further_in_is_told_by_whoever_reads_it(home: Home, key: DatabaseKey) -> None:
    with opened(home, key) as store:
        store.save_all(EVERYTHING, moment())
        (page,) = rows(store._conn, "SELECT rootpage FROM sqlite_schema WHERE name = 'notes'")[0]
    _spoil(home, (page - 1) * 4096 + 100)
    with opened(home, key) as store:
        with pytest.raises(StoreDamaged) as told:
            store.meeting("meeting-1")
        assert told.value.detail is Damage.CORRUPT
    with opened(home, key) as store:
        assert store.get(Child, "child-1") == CHILD  # the rest can still be read
        assert integrity(store._conn) != ()


def test_a_body_that_cannot_be_read_is_damage_and_shows_no_word(store: RecordsStore) -> None:
    store._conn.execute("UPDATE children SET body = json_set(body, '$.nickname', 'Lillevenn')")
    for ask in (lambda: store.meeting("meeting-1"), lambda: store.get(Child, "child-1"), lambda: store.search("åse")):
        with pytest.raises(StoreDamaged) as told:
            ask()
        assert told.value.detail is Damage.UNREADABLE
        assert "Lillevenn" not in repr(told.value) + str(told.value) + repr(told.value.__cause__)


# --- a full disk


def test_on_a_full_disk_nothing_is_half_written_and_a_later_try_succeeds(store: RecordsStore) -> None:
    checkpoint_truncate(store._conn)
    (pages,) = rows(store._conn, "PRAGMA page_count")[0]
    store._conn.execute(f"PRAGMA max_page_count = {pages + 3}")
    many: list[Stored] = [changed(CHILD, name="Ny Demo"), changed(DOCUMENT, id="big", markdown="ord " * 20_000)]
    with pytest.raises(DiskFull):
        store.save_all(many, moment(1))
    with pytest.raises(DiskFull):
        store.save_note(changed(NOTE, text="ord å " * 3000), 1, moment(1))
    assert store.get(Child, "child-1") == CHILD
    assert len(store.history(Child, "child-1")) == 1
    assert [d.id for d in store.documents("case-1")] == ["document-1"]
    assert store.search("ord") == ()
    assert store.get(Note, "note-1") == NOTE
    assert integrity(store._conn) == ()

    store._conn.execute(f"PRAGMA max_page_count = {pages + 5000}")
    store.save_all(many, moment(2))
    assert store.save_note(changed(NOTE, text="ord å " * 3000), 1, moment(2)).revision == 2
    assert [hit.id for hit in store.search("ord")] == ["big", "note-1"]
    assert integrity(store._conn) == ()


def test_a_window_that_holds_the_file_too_long_is_told_and_nothing_is_lost(home: Home, key: DatabaseKey) -> None:
    with opened(home, key, timeout_s=0.01) as store, opened(home, key) as other:
        store.save_all([CHILD, CASE, MEETING, NOTE], moment())
        other._conn.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            store.save_note(changed(NOTE, text="Vent"), 1, moment(1))
        assert store.get(Note, "note-1") == NOTE
        other._conn.execute("ROLLBACK")
        assert store.save_note(changed(NOTE, text="Vent"), 1, moment(1)).revision == 2


def test_a_tiltak_and_a_note_may_have_one_id(store: RecordsStore) -> None:
    store.save(changed(TILTAK, id="note-1"), moment(1))
    store.strike(Tiltak, "note-1")
    assert store.get(Note, "note-1") == NOTE
    assert [hit.kind for hit in store.search("vanskeleg")] == ["note"]


def test_of_a_struck_note_nothing_is_left_that_was_ever_typed(
    store: RecordsStore, home: Home, key: DatabaseKey
) -> None:
    for n in range(40):  # neighbours, so that words share pages and the index has several parts
        store.save(changed(NOTE, id=f"n{n}", speaker=f"s{n}", text=f"granne {n} " * 30), moment(n))
    typed = "Zebraduft Kvalrosstann Myrullblom Sjøhestgras"
    note = changed(NOTE, id="typed", speaker="x", text="")
    saved = store.save_note(note, 0, moment())
    for end in range(1, len(typed) + 1):
        saved = store.save_note(changed(note, text=typed[:end]), saved.revision, moment(end))
        if end % 9 == 0:
            store.freeze_notes("meeting-1", moment(end))
            checkpoint_truncate(store._conn)
            store.save(
                changed(NOTE, id=f"n{end % 40}", speaker=f"s{end % 40}", text=f"annan granne {end}"), moment(end)
            )
    store.save_note(changed(note, text="Noko heilt anna"), saved.revision, moment(99))
    store.strike(Note, "typed")
    parts = [word[at:] for word in typed.split() for at in (0, 1)]
    assert _dug_up(home, key, *parts, *(part.lower() for part in parts), "heilt anna", "annan granne") == [
        "annan granne"
    ]
    assert integrity(store._conn) == ()
