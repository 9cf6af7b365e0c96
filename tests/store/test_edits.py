"""Who changed what: told once a day and window for each meeting, case or child, and never without the change itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from btimeeting.domain.record import Child, Note
from btimeeting.service.ports import NotFound
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import CASE, CHILD, EVERYTHING, MEETING, NOTE, TILTAK, changed, moment

DAY = 24 * 60


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with RecordsStore.open(home.records, key, moment(), editor="rita") as records:
        yield records


def _told(store: RecordsStore) -> list[tuple[str, str, str]]:
    return [(line.user, line.kind, line.object_id) for line in store.access_log() if line.action == "edit"]


ALL = [("rita", "case", "case-1"), ("rita", "child", "child-1"), ("rita", "meeting", "meeting-1")]


def test_a_line_for_each_place_that_is_written_in_once_a_day(store: RecordsStore) -> None:
    store.save_all(EVERYTHING, moment())
    assert _told(store) == ALL
    for minute in range(5):
        store.save_note(changed(NOTE, text=f"{minute}"), 1 + minute, moment(minute))
    store.save(changed(TILTAK, text="nytt"), moment(9))
    store.strike(Note, "note-1")
    assert _told(store) == ALL
    store.save(changed(CHILD, unit="ny"), moment(DAY))
    store.strike(type(TILTAK), "tiltak-1")
    assert _told(store) == [*ALL, ALL[1], ALL[2]]
    assert [line.at for line in store.access_log()][-1] == moment(DAY).at
    assert len(store.access_log_of_case("case-1")) == 5


def test_a_write_that_failed_is_not_told_and_the_next_one_is(store: RecordsStore) -> None:
    with pytest.raises(NotFound):
        store.save_all([CHILD, changed(NOTE, meeting_id="nowhere")], moment())
    assert _told(store) == []
    store.save_all([CHILD, CASE, MEETING], moment())
    assert _told(store) == ALL
    assert store.get(Child, "child-1") == CHILD
