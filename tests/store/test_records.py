"""The record as its users see it: values in, the same values out, nothing overwritten without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

import pytest

from btimeeting.domain.record import (
    AccessLine,
    Case,
    Child,
    DecisionRecord,
    Document,
    MeetingInfo,
    MeetingRecord,
    NextMeeting,
    Note,
    Stored,
    Tiltak,
)
from btimeeting.service.ports import Conflict, NotFound
from btimeeting.service.record_ports import Records
from btimeeting.store.driver import DriverError
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.records_errors import DocumentStays, NotStorable, StillNeeded
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import (
    CASE,
    CHILD,
    CONSENT,
    DOCUMENT,
    EVERYTHING,
    HOLDER,
    MEETING,
    MOTHER,
    NOON,
    NOTE,
    NURSE,
    TILTAK,
    all_cases,
    all_meetings,
    changed,
    moment,
    opened,
)


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        yield records


@pytest.fixture
def full(store: RecordsStore) -> RecordsStore:
    store.save_all(EVERYTHING, moment())
    return store


def test_the_store_fills_the_port(store: RecordsStore) -> None:
    port: Records = store
    assert port.prepared() == ()


def test_the_samples_are_of_every_kind() -> None:
    assert {type(value) for value in EVERYTHING} == set(get_args(Stored))


@pytest.mark.parametrize("value", EVERYTHING, ids=lambda value: value.id)
def test_what_was_saved_is_what_is_got(full: RecordsStore, value: Stored) -> None:
    assert full.get(type(value), value.id) == value


def test_what_was_saved_is_there_when_the_file_is_opened_again(home: Home, key: DatabaseKey) -> None:
    with opened(home, key) as before:
        before.save_all(EVERYTHING, moment())
    with opened(home, key) as after:
        assert all(after.get(type(value), value.id) == value for value in EVERYTHING)


def test_a_meeting_comes_whole(full: RecordsStore) -> None:
    by_kind = {type(value): value for value in EVERYTHING}
    assert full.meeting("meeting-1") == MeetingRecord(
        info=MEETING,
        case=CASE,
        child=CHILD,
        participants=(MOTHER, NURSE),
        consents=(CONSENT,),
        prepared=tuple(v for v in EVERYTHING if v.id == "prepared-1"),
        notes=(NOTE,),
        tried=tuple(v for v in EVERYTHING if v.id == "tried-1"),
        offers=tuple(v for v in EVERYTHING if v.id == "offer-1"),
        tiltak=(TILTAK,),
        decision=by_kind[DecisionRecord],
        stafettholdar=HOLDER,
        entries=tuple(v for v in EVERYTHING if v.id == "entry-1"),
        next_meeting=by_kind[NextMeeting],
        answers=tuple(v for v in EVERYTHING if v.id == "answer-1"),
        documents=(DOCUMENT,),
    )


def test_values_come_in_the_order_they_were_written(full: RecordsStore) -> None:
    more = [changed(TILTAK, id=name) for name in ("zz", "aa", "mm")]
    full.save_all(more, moment(1))
    full.save(changed(TILTAK, text="Retta"), moment(2))
    assert [t.id for t in full.meeting("meeting-1").tiltak] == ["tiltak-1", "zz", "aa", "mm"]


def test_a_case_without_a_child_is_read_too(full: RecordsStore) -> None:
    full.save(changed(CASE, child_id=None), moment(1))
    assert full.meeting("meeting-1").child is None


# --- versions


def test_every_change_keeps_what_was_there_and_why_it_went(full: RecordsStore) -> None:
    full.save(changed(CHILD, name="Åse Demo"), moment(5), reason="skrivefeil")
    first, second = full.history(Child, "child-1")
    assert (first.revision, first.value, first.reason, first.at) == (1, CHILD, "", NOON)
    assert (second.revision, second.reason) == (2, "skrivefeil")
    assert second.at == NOON + timedelta(minutes=5)
    assert second.value == full.get(Child, "child-1")


def test_saving_the_same_again_changes_nothing(full: RecordsStore) -> None:
    full.changed()
    full.save_all(EVERYTHING, moment(1))
    assert not full.changed()
    assert [v.revision for v in full.history(Tiltak, "tiltak-1")] == [1]
    assert len(full.documents("case-1")) == 1


def test_a_note_has_a_version_when_it_is_frozen_and_not_before(full: RecordsStore) -> None:
    full.save(changed(NOTE, text="Eitt"), moment(1))
    full.save(changed(NOTE, text="Eitt til"), moment(2))
    assert full.history(Note, "note-1") == ()
    full.freeze_notes("meeting-1", moment(3))
    full.freeze_notes("meeting-1", moment(4))
    full.save(changed(NOTE, text="Eitt til, ferdig"), moment(5))
    full.freeze_notes("meeting-1", moment(6))
    kept = [(v.revision, v.value, v.at) for v in full.history(Note, "note-1")]
    assert [(r, v.text) for r, v, _ in kept if isinstance(v, Note)] == [(3, "Eitt til"), (4, "Eitt til, ferdig")]
    assert [at for _, _, at in kept] == [NOON + timedelta(minutes=3), NOON + timedelta(minutes=6)]


# --- documents


def test_a_document_gets_versions_and_the_newest_is_got(full: RecordsStore) -> None:
    second = changed(DOCUMENT, version=2, markdown="# Retta\n", reason="feil dato", made_at=NOON + timedelta(days=1))
    full.save(second, moment(9))
    assert full.documents("case-1") == (DOCUMENT, second)
    assert full.meeting("meeting-1").documents == (DOCUMENT, second)
    assert full.get(Document, "document-1") == second


def test_another_text_under_the_same_version_is_a_conflict(full: RecordsStore) -> None:
    with pytest.raises(Conflict):
        full.save(changed(DOCUMENT, markdown="# Noko anna\n"), moment(1))
    assert full.documents("case-1") == (DOCUMENT,)


def test_a_conflict_writes_nothing_of_what_came_with_it(full: RecordsStore) -> None:
    with pytest.raises(Conflict):
        full.save_all([changed(CHILD, name="Ny"), changed(DOCUMENT, markdown="# Noko anna\n")], moment(1))
    assert full.get(Child, "child-1") == CHILD


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET body = '{}'",
        "UPDATE documents SET approved_at = NULL",
        "DELETE FROM documents",
        "INSERT OR REPLACE INTO documents SELECT * FROM documents",
        "UPDATE versions SET reason = 'x'",
        "DELETE FROM versions",
        "INSERT OR REPLACE INTO versions SELECT * FROM versions",
    ],
)
def test_no_statement_changes_a_document_or_a_version(full: RecordsStore, statement: str) -> None:
    with pytest.raises(DriverError, match=r"never changed|only erased"):
        full._conn.execute(statement)
    assert full.documents("case-1") == (DOCUMENT,)


def test_a_document_is_not_struck(full: RecordsStore) -> None:
    full.save(changed(DOCUMENT, version=2), moment(1))
    with pytest.raises(DocumentStays):
        full.strike(Document, "document-1")
    assert len(full.documents("case-1")) == 2


def test_erasing_one_case_opens_the_guard_for_no_other(full: RecordsStore) -> None:
    other = {"case_id": "case-2", "meeting_id": "meeting-2"}
    full.save_all(
        [changed(CASE, id="case-2", number="15", child_id=None), changed(MEETING, id="meeting-2", case_id="case-2")],
        moment(1),
    )
    full.save(changed(DOCUMENT, id="document-2", **other), moment(1))
    line = AccessLine(at=moment(2).at, user="liv", action="erase", kind="case", object_id="case-1")
    full.erase_case("case-1", "slettefrist", line)
    with pytest.raises(DriverError):
        full._conn.execute("DELETE FROM documents")
    assert [d.id for d in full.documents("case-2")] == ["document-2"]


# --- striking


def test_what_is_struck_is_gone_with_its_versions_and_words(full: RecordsStore) -> None:
    full.freeze_notes("meeting-1", moment(1))
    full.strike(Note, "note-1")
    assert full.meeting("meeting-1").notes == ()
    assert full.history(Note, "note-1") == ()
    assert full.search("vanskeleg") == ()
    full.strike(Note, "note-1")  # a strike that was interrupted is repeated


def test_striking_what_others_belong_to_is_refused(full: RecordsStore) -> None:
    for kind, value_id in ((Child, "child-1"), (Case, "case-1"), (MeetingInfo, "meeting-1")):
        with pytest.raises(StillNeeded) as refused:
            full.strike(kind, value_id)
        assert refused.value.value_id == value_id
    assert full.meeting("meeting-1").child == CHILD
    assert len(full.history(Child, "child-1")) == 1


# --- what is not there, what cannot be written


def test_what_is_not_there_is_told_by_kind_and_id(store: RecordsStore) -> None:
    for ask in (lambda: store.get(Tiltak, "x"), lambda: store.get(Document, "x"), lambda: store.meeting("x")):
        with pytest.raises(NotFound) as missing:
            ask()
        assert missing.value.wanted == "x"


@pytest.mark.parametrize("value", [v for v in EVERYTHING if v.id != "child-1"], ids=lambda value: value.id)
def test_a_value_without_what_it_belongs_to_is_refused(store: RecordsStore, value: Stored) -> None:
    with pytest.raises(NotFound) as missing:
        store.save(value, moment())
    assert missing.value.kind in {"child", "case", "meeting"}
    with pytest.raises(NotFound):
        store.get(type(value), value.id)


def test_a_value_that_was_never_checked_is_refused_before_anything_is_written(full: RecordsStore) -> None:
    too_long = TILTAK.model_copy(update={"text": "x" * 501, "owner": 7})
    with pytest.raises(NotStorable) as refused:
        full.save_all([changed(CHILD, name="Ny"), too_long], moment(1))
    assert refused.value.kind == "tiltak"
    half = CHILD.model_copy(update={"name": "a\ud800"})
    with pytest.raises(NotStorable) as refused:
        full.save(half, moment(1))
    assert "ud800" not in str(refused.value)
    long_note = NOTE.model_copy(update={"text": "x" * 20_001})
    with pytest.raises(NotStorable) as refused:
        full.save(long_note, moment(1))
    assert refused.value.fields == ("text",)
    assert full.get(Child, "child-1") == CHILD


# --- several windows


def test_the_bell_rings_once_for_what_another_window_wrote(home: Home, key: DatabaseKey, full: RecordsStore) -> None:
    full.changed()
    with opened(home, key) as other:
        assert not full.changed()
        other.save(changed(CHILD, name="Åse Demo"), moment(1))
        assert full.changed()
        assert not full.changed()
    assert full.get(Child, "child-1").name == "Åse Demo"


def test_no_word_of_a_person_shows_in_what_the_store_returns(full: RecordsStore) -> None:
    shown = repr((full.meeting("meeting-1"), all_meetings(full), all_cases(full), full.history(Child, "child-1")))
    shown += repr((full.search("leksehjelp"), full.save_note(NOTE, 1, moment(1))))
    for word in ("Åse", "Kari", "Liv", "Leksehjelp", "leksehjelp", "Vanskeleg"):
        assert word not in shown
