"""How a case ends: erased with all traces, locked, archived elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from btimeeting.domain.consent import Consent
from btimeeting.domain.record import AccessLine, Case, Child, Document, Note, Tiltak
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import Locked, StillInUse
from btimeeting.store import erase
from btimeeting.store.database import open_encrypted, read, rows
from btimeeting.store.driver import DriverError
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.records_rows import KINDS
from btimeeting.store.secret import DatabaseKey
from tests.store.decrypted import all_bytes
from tests.store.record_values import (
    CASE,
    CHILD,
    DOCUMENT,
    EVERYTHING,
    HOLDER,
    MEETING,
    MOTHER,
    NOON,
    NOTE,
    TILTAK,
    all_cases,
    all_meetings,
    changed,
    moment,
    opened,
)

WORDS = ("Åse", "Døme", "Kari", "Vanskeleg", "Leksehjelp", "leksehjelp", "åse", "vanskeleg", "fred", "Eldre utgåve")
OTHER = (
    changed(CHILD, id="child-2", name="Per Annan"),
    changed(CASE, id="case-2", number="15", child_id="child-2"),
    changed(MEETING, id="meeting-2", case_id="case-2"),
    changed(NOTE, id="note-2", meeting_id="meeting-2", text="Lesing"),
)


def _line(action: str, object_id: str = "case-1") -> AccessLine:
    return AccessLine(at=NOON, user="demo", action=action, kind="case", object_id=object_id)


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    """Two cases; the first with a value of every kind, and with older versions of some of them."""
    with opened(home, key) as records:
        records.save_all(EVERYTHING, moment())
        records.save_all(OTHER, moment())
        records.save(changed(NOTE, text="Eldre utgåve"), moment(1))
        records.freeze_notes("meeting-1", moment(1))
        records.save(changed(NOTE, text="Vanskeleg att"), moment(2))
        records.save(changed(TILTAK, text="Leksehjelp tre dagar"), moment(2), reason="retta")
        records.save(changed(DOCUMENT, version=2, markdown="# Retta for Åse"), moment(3))
        yield records


def _left(home: Home, key: DatabaseKey) -> list[str]:
    pages = all_bytes(home.records, key)
    return [word for word in WORDS if word.encode() in pages]


def test_after_erasing_no_word_is_left_on_any_page_nor_in_the_log(
    store: RecordsStore, home: Home, key: DatabaseKey
) -> None:
    store._conn.execute("ANALYZE")  # the planner's samples hold words, too
    assert set(_left(home, key)) == set(WORDS)
    erased = store.erase_case("case-1", "lova seier det", _line("erase"))
    assert (erased.clean, erased.what.meetings, erased.what.child_id) == (True, ("meeting-1",), "child-1")
    assert _left(home, key) == []
    for kind in KINDS:
        ids = {row[0] for row in rows(store._conn, f"SELECT id FROM {kind.table}")}  # noqa: S608 - our names
        assert ids == {value.id for value in OTHER if type(value) is kind.model}
    assert rows(store._conn, "SELECT count(*) FROM versions WHERE id NOT LIKE '%-2'") == [(0,)]
    assert store.search("leksehjelp") == ()
    assert [hit.id for hit in store.search("lesing")] == ["note-2"]
    store._conn.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
    with pytest.raises(NotFound):
        store.meeting("meeting-1")
    with pytest.raises(NotFound):
        store.erase_case("case-1", "", _line("erase"))


def test_that_it_was_erased_is_remembered_without_a_name_and_cannot_be_taken_back(store: RecordsStore) -> None:
    store.looked(_line("show"))
    store.erase_case("case-1", "lova seier det", _line("erase"))
    assert [line.action for line in store.access_log_of_case("case-1")] == ["show", "erase"]
    assert store.erased("case-1")
    assert not store.erased("case-2")
    told = rows(store._conn, "SELECT case_id, user, why, meetings, documents, unarchived FROM erasures")
    assert told == [("case-1", "demo", "lova seier det", 1, 1, 1)]
    for statement in ("DELETE FROM erasures", "UPDATE erasures SET why = 'x'", "UPDATE erasures SET clean_at = 'x'"):
        with pytest.raises(DriverError, match="remembered"):
            store._conn.execute(statement)


def test_the_number_of_an_erased_case_is_not_given_again(store: RecordsStore) -> None:
    store.save(changed(CASE, id="case-9", number="0031", child_id=None), moment(4))
    for case_id in ("case-9", "case-1"):
        store.erase_case(case_id, "lova seier det", _line("erase", case_id))
    assert store.highest_number() == 31
    store.save(changed(CASE, id="case-3", number="40", child_id=None), moment(5))
    assert store.highest_number() == 40
    for statement in ("DELETE FROM numbers", "UPDATE numbers SET highest = 1"):
        with pytest.raises(DriverError, match="never given again"):
            store._conn.execute(statement)


def test_a_child_that_another_case_is_about_stays(store: RecordsStore) -> None:
    store.save(changed(CASE, id="case-3", number="16"), moment())
    assert store.holding("case-1").child_stays
    assert not store.holding("case-2").child_stays
    store.erase_case("case-1", "", _line("erase"))
    assert store.get(Child, "child-1") == CHILD


def test_while_somebody_reads_an_older_moment_it_is_not_clean_and_the_next_to_open_the_file_empties_it(
    store: RecordsStore, home: Home, key: DatabaseKey
) -> None:
    reader = open_encrypted(home.records, key, read_only=True)
    store._conn.execute("PRAGMA busy_timeout = 10")
    with read(reader) as old:
        old.execute("SELECT count(*) FROM notes").fetchall()
        assert not store.erase_case("case-1", "", _line("erase")).clean
        assert not store.tidy(NOON)
        assert _left(home, key) != []
    reader.close()
    with opened(home, key):
        pass
    assert _left(home, key) == []
    assert store.tidy(NOON)


def test_what_the_archive_has_is_told_by_newest_version(store: RecordsStore) -> None:
    assert (store.holding("case-1").documents, store.holding("case-1").unarchived) == (1, 1)
    assert store.mark_archived("case-1", "26/1234-1", _line("archive")) == 1
    assert store.mark_archived("case-1", "26/1234-1", _line("archive")) == 0
    assert store.holding("case-1").unarchived == 0
    store.save(changed(DOCUMENT, version=3, markdown="# Retta att"), moment(4))
    assert store.holding("case-1").unarchived == 1
    assert [line.action for line in store.access_log_of_case("case-1")] == ["archive", "archive"]
    with pytest.raises(NotFound):
        store.mark_archived("no such case", "", _line("archive"))


def test_a_locked_case_is_neither_read_nor_changed_nor_found_and_another_is(store: RecordsStore) -> None:
    assert store.lock("case-1", "tvist", _line("lock"))
    assert not store.lock("case-1", "tvist", _line("lock"))
    for look in (
        lambda: store.meeting("meeting-1"),
        lambda: store.documents("case-1"),
        lambda: store.get(Note, "note-1"),
        lambda: store.get(Case, "case-1"),
        lambda: store.get(Child, "child-1"),
        lambda: store.history(Tiltak, "tiltak-1"),
        lambda: store.text_of("note", "note-1"),
        lambda: store.save(changed(NOTE, text="nytt"), moment(5)),
        lambda: store.save(changed(MOTHER, id="new"), moment(5)),
        lambda: store.save_note(changed(NOTE, text="nytt"), 2, moment(5)),
        lambda: store.save_all([changed(DOCUMENT, version=9)], moment(5)),
        lambda: store.strike(Note, "note-1"),
    ):
        with pytest.raises(Locked) as refused:
            look()
        assert (refused.value.case_id, refused.value.number) == ("case-1", "Sak 14")
    assert [(line.number, line.child_name, line.locked) for line in all_cases(store)] == [
        ("15", "Per Annan", False),
        ("Sak 14", "", True),
    ]
    assert [record.info.id for record in all_meetings(store)] == ["meeting-2"]
    assert store.tiltak_due(TILTAK.review_on or NOON.date()) == ()
    assert store.search("leksehjelp") == ()
    assert store.get(Note, "note-2").text == "Lesing"
    assert store.unlock("case-1", "løyst", _line("unlock"))
    assert not store.unlock("case-1", "løyst", _line("unlock"))
    assert store.get(Document, "document-1").version == 2
    assert [line.action for line in store.access_log_of_case("case-1")] == ["lock", "lock", "unlock", "unlock"]


def test_a_locked_case_can_be_erased(store: RecordsStore, home: Home, key: DatabaseKey) -> None:
    around = changed(CHILD, parents=[{"name": "Far Døme"}], around=[{"service": "PPT", "name": "Sol Støtte"}])
    store.save_all([around, changed(HOLDER, person="Ny Haldar")], moment(1))
    store.lock("case-1", "tvist", _line("lock"))
    assert set(store.names("case-1")) == {"Åse Døme", "Kari Demo", "Liv Prøve", "Far Døme", "Sol Støtte", "Ny Haldar"}
    assert store.erase_case("case-1", "", _line("erase")).clean
    assert _left(home, key) == []


def test_a_locked_case_hides_nothing_of_others_from_a_search_of_few_hits(store: RecordsStore) -> None:
    store.save(changed(NOTE, id="note-3", meeting_id="meeting-2", speaker="t1", text="leksehjelp"), moment(1))
    store.save(changed(TILTAK, text="Leksehjelp nyast"), moment(2))
    store.save(changed(TILTAK, id="tiltak-9", text="Leksehjelp enno nyare"), moment(2))
    store.lock("case-1", "tvist", _line("lock"))
    assert [hit.id for hit in store.search("leksehjelp", limit=1)] == ["note-3"]


def test_an_erasure_while_another_is_tidied_is_not_told_to_be_clean(store: RecordsStore) -> None:
    store.erase_case("case-1", "", _line("erase"))
    store._conn.execute(
        "INSERT INTO erasures(case_id, at, user, why, meetings, documents, unarchived) "
        "VALUES ('late', 'x', 'demo', '', 0, 0, 0)"
    )
    erase.mark_clean(store._conn, 1, NOON)
    assert erase.unclean(store._conn) == 2
    assert store.tidy(NOON)
    assert erase.unclean(store._conn) is None


def test_several_are_struck_together_or_none(store: RecordsStore) -> None:
    with pytest.raises(StillInUse):
        store.strike_all([(Note, "note-1"), (Consent, "consent-1"), (Case, "case-1")])
    assert store.get(Note, "note-1").text == "Vanskeleg att"
    store.strike_all([(Note, "note-1"), (Consent, "consent-1")])
    for kind, value_id in ((Note, "note-1"), (Consent, "consent-1")):
        with pytest.raises(NotFound):
            store.get(kind, value_id)
