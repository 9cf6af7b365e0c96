"""Notes as several windows write them at once: the second text is kept beside the first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from btimeeting.domain.record import Note, NoteField
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import SavedNote
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import CASE, CHILD, MEETING, NOTE, all_meetings, changed, moment, opened


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        records.save_all([CHILD, CASE, MEETING], moment())
        yield records


@pytest.fixture
def other(store: RecordsStore, home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    """A second window on the same record."""
    with opened(home, key) as records:
        assert all_meetings(store) == all_meetings(records)
        yield records


def _notes(store: RecordsStore) -> list[tuple[str, int, str]]:
    return [(note.id, note.copy_no, note.text) for note in store.meeting("meeting-1").notes]


def test_a_note_is_overwritten_by_the_one_who_writes_it(store: RecordsStore) -> None:
    first = store.save_note(NOTE, 0, moment())
    assert first == SavedNote(1, conflict=False, note=NOTE)
    longer = changed(NOTE, text="Vanskeleg å lesa")
    assert store.save_note(longer, 1, moment(1)) == SavedNote(2, conflict=False, note=longer)
    assert _notes(store) == [("note-1", 0, "Vanskeleg å lesa")]


def test_when_another_window_was_first_both_texts_are_kept(store: RecordsStore, other: RecordsStore) -> None:
    store.save_note(NOTE, 0, moment())
    store.save_note(changed(NOTE, text="Min tekst"), 1, moment(1))
    second = other.save_note(changed(NOTE, text="Din tekst"), 1, moment(1))
    assert second.conflict
    assert _notes(store) == [("note-1", 0, "Min tekst"), (second.note.id, 1, "Din tekst")]


def test_after_a_conflict_both_write_on_without_another(store: RecordsStore, other: RecordsStore) -> None:
    mine, yours = store.save_note(NOTE, 0, moment()), SavedNote(1, conflict=False, note=NOTE)
    conflicts = 0
    for n in range(5):
        mine = store.save_note(changed(mine.note, text=f"Min {n}"), mine.revision, moment(n))
        yours = other.save_note(changed(yours.note, text=f"Din {n}"), yours.revision, moment(n))
        conflicts += mine.conflict + yours.conflict
    assert conflicts == 1
    assert [text for _, _, text in _notes(store)] == ["Min 4", "Din 4"]


def test_two_windows_that_begin_the_same_field_keep_both(store: RecordsStore, other: RecordsStore) -> None:
    store.save_note(NOTE, 0, moment())
    second = other.save_note(changed(NOTE, id="note-2", text="Det same feltet"), 0, moment())
    assert second.conflict
    assert second.note.copy_no == 1
    third = other.save_note(changed(NOTE, id="note-3", text="Ein tredje"), 0, moment())
    assert third.note.copy_no == 2
    assert [text for _, _, text in _notes(store)] == ["Vanskeleg", "Det same feltet", "Ein tredje"]


def test_the_same_text_from_two_windows_is_one_note(store: RecordsStore, other: RecordsStore) -> None:
    store.save_note(NOTE, 0, moment())
    assert other.save_note(changed(NOTE, id="note-2"), 0, moment()) == SavedNote(1, conflict=False, note=NOTE)
    assert store.save_note(NOTE, 0, moment(1)).conflict is False  # a retry of a write whose answer was lost
    assert _notes(store) == [("note-1", 0, "Vanskeleg")]


def test_an_emptied_field_that_another_filled_leaves_no_empty_copy(store: RecordsStore, other: RecordsStore) -> None:
    store.save_note(NOTE, 0, moment())
    store.save_note(changed(NOTE, text="Meir"), 1, moment())
    told = other.save_note(changed(NOTE, text=""), 1, moment())
    assert told == SavedNote(2, conflict=True, note=changed(NOTE, text="Meir"))
    assert len(_notes(store)) == 1


def test_a_struck_note_does_not_come_back_from_another_window(store: RecordsStore, other: RecordsStore) -> None:
    store.save_note(NOTE, 0, moment())
    store.strike(Note, "note-1")
    with pytest.raises(NotFound):
        other.save_note(changed(NOTE, text="Vanskeleg å"), 1, moment())
    assert _notes(store) == []


def test_a_copy_of_a_note_moved_elsewhere_gets_an_id_of_its_own(store: RecordsStore) -> None:
    store.save_note(NOTE, 0, moment())
    moved = store.save_note(changed(NOTE, field=NoteField.THOUGHT), 0, moment())
    assert moved.note.id != "note-1"
    assert len(_notes(store)) == 2


def test_save_replaces_by_id_but_never_anothers_note(store: RecordsStore) -> None:
    store.save(NOTE, moment())
    store.save(changed(NOTE, text="Retta"), moment(1))
    store.save(changed(NOTE, id="note-2", text="Frå ein annan"), moment(2))
    store.save(changed(NOTE, id="note-3", text="Retta"), moment(3))
    assert [(n, text) for _, n, text in _notes(store)] == [(0, "Retta"), (1, "Frå ein annan")]


def test_a_note_of_no_meeting_is_refused(store: RecordsStore) -> None:
    with pytest.raises(NotFound) as missing:
        store.save_note(changed(NOTE, meeting_id="nowhere"), 0, moment())
    assert (missing.value.kind, missing.value.wanted) == ("meeting", "nowhere")


def test_a_row_that_was_begun_has_no_version_and_is_found_by_no_search(store: RecordsStore) -> None:
    row = changed(NOTE, id="row-1", field=NoteField.ROW, text='{"pad-offer": {"what": "Observasjon"}}')
    store.save_note(row, 0, moment())
    store.save_note(changed(NOTE, text="Observasjon i klassen"), 0, moment())
    store.freeze_notes("meeting-1", moment(1))
    assert store.history(Note, "row-1") == ()
    assert len(store.history(Note, NOTE.id)) == 1
    assert [hit.id for hit in store.search("observasjon")] == [NOTE.id]
