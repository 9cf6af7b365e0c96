"""Raw notes live as long as the unit says after the referat was approved, and what the referat is made from stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.domain.record import AccessLine, NoteField
from btimeeting.service.raw_notes import forget
from btimeeting.store import home as homes
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey, new_key
from tests.fakes import StandingClock
from tests.store.decrypted import all_bytes
from tests.store.record_values import DOCUMENT, EVERYTHING, MEETING, NOON, NOTE, changed, moment, opened

APPROVED = changed(DOCUMENT, version=2, approved_at=NOON)
NOTES = [
    changed(NOTE, id=f"{speaker}-{field.value}", speaker=speaker, field=field, text=f"ord{speaker}{field.value}")
    for speaker in ("t1", "c")
    for field in NoteField
]
RAW = {"t1-note", "t1-question", "t1-answer", "t1-view", "t1-row"}


@pytest.fixture
def key() -> DatabaseKey:
    return new_key()


@pytest.fixture
def store(tmp_path: Path, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(homes.create(tmp_path / "home", demo=False), key) as records:
        records.save_all([*EVERYTHING, *NOTES], moment())
        records.freeze_notes("meeting-1", moment())
        yield records


def _left(store: RecordsStore) -> set[str]:
    return {note.id for note in store.meeting("meeting-1").notes} - {"note-1"}


def _after(days: float) -> StandingClock:
    return StandingClock(NOON + timedelta(days=days))


def test_raw_notes_go_with_every_trace_when_their_time_is_over_and_not_before(
    store: RecordsStore, key: DatabaseKey
) -> None:
    everything = {note.id for note in NOTES}
    assert forget(store, _after(400), 30, "rita") == 0  # nothing is approved
    store.save(APPROVED, moment())
    assert forget(store, _after(29), 30, "rita") == 0
    assert _left(store) == everything
    assert forget(store, _after(31), 30, "rita") == len(RAW)
    assert _left(store) == everything - RAW
    assert store.search("ordt1question") == ()
    pages = all_bytes(store._conn.path, key)
    assert not [note for note in RAW if f"ord{note.replace('-', '')}".encode() in pages]
    assert b"ordcnote" in pages
    told_by = store.access_log()[-1]
    told = [(line.user, line.action, line.object_id) for line in store.access_log()]
    assert told == [("rita", "forget", "meeting-1")]
    assert forget(store, _after(31), 30, "rita") == 0
    assert store.forget_notes(_after(31).now().at, (), told_by) == 0


def test_what_the_unit_has_in_its_referat_and_a_meeting_corrected_since_are_kept(store: RecordsStore) -> None:
    store.save(APPROVED, moment())
    store.save_all([changed(MEETING, id="meeting-2"), changed(NOTE, id="other", meeting_id="meeting-2")], moment())
    assert forget(store, _after(31), 30, "rita", questions=True, views=True) == 2
    assert {"t1-question", "t1-answer", "t1-view"} <= _left(store)
    store.save(changed(APPROVED, version=3, approved_at=NOON + timedelta(days=20)), moment())
    assert forget(store, _after(31), 30, "rita") == 0
    assert forget(store, _after(51), 30, "rita") == 3
    assert [note.id for note in store.meeting("meeting-2").notes] == ["other"]


def test_a_locked_case_keeps_its_raw_notes_until_it_is_unlocked(store: RecordsStore) -> None:
    store.save(APPROVED, moment())
    line = AccessLine(at=NOON, user="rita", action="lock", kind="case", object_id="case-1")
    store.lock("case-1", "tvist", line)
    assert forget(store, _after(31), 30, "rita") == 0
    store.unlock("case-1", "semje", line)
    assert forget(store, _after(31), 30, "rita") == len(RAW)
