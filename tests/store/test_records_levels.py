"""Moves between levels are kept for ever; what belongs to a case is read by case; a baton needs no meeting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from btimeeting.domain.record import AccessLine, LevelMove, Stafettholdar, StafettloggEntry
from btimeeting.service.ports import Conflict
from btimeeting.service.record_ports import Locked
from btimeeting.store.driver import DriverError
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import EVERYTHING, HOLDER, MOVE, NOON, all_cases, changed, moment, opened


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        records.save_all(EVERYTHING, moment())
        yield records


def test_a_move_between_levels_is_never_rewritten_or_deleted(store: RecordsStore) -> None:
    store.save(MOVE, moment(1))  # the same again is success
    with pytest.raises(Conflict):
        store.save(changed(MOVE, why="Noko anna"), moment(2))
    with pytest.raises(DriverError, match="is kept"):
        store._conn.execute("DELETE FROM level_moves")
    second = changed(MOVE, id="move-2", level="2", why="Evaluert")
    store.save(second, moment(3))
    assert store.of_case(LevelMove, "case-1") == (MOVE, second)
    assert all_cases(store)[0].level == "2"


def test_between_meetings_the_baton_and_the_stafettlogg_are_written_without_one(store: RecordsStore) -> None:
    between = changed(HOLDER, id="holder-2", meeting_id=None, person="Liv Prøve")
    entry = StafettloggEntry(id="entry-2", case_id="case-1", text="Lysglimt")
    store.save_all([between, entry], moment(1))
    assert store.of_case(Stafettholdar, "case-1") == (HOLDER, between)
    assert store.of_case(StafettloggEntry, "case-1")[-1] == entry
    assert store.meeting("meeting-1").stafettholdar == HOLDER
    line = AccessLine(at=NOON, user="demo", action="lock", kind="case", object_id="case-1")
    store.lock("case-1", "tvist", line)
    with pytest.raises(Locked):
        store.of_case(Stafettholdar, "case-1")
