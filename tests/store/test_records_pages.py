"""Lists of a home with many children: a page at a time, through indexes, in the same order as read whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from btimeeting.domain.record import AccessLine, Case, Child, MeetingState, Stored
from btimeeting.store.database import rows
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import (
    CASE,
    CHILD,
    DOCUMENT,
    MEETING,
    MOTHER,
    MOVE,
    NOON,
    TILTAK,
    all_cases,
    all_meetings,
    changed,
    moment,
    opened,
)

NAMES = ("Åse", "Per", "Øyvind", "Aase", "Per", "Zara", "Ærlig")


def _many() -> Iterator[Stored]:
    for n, name in enumerate(NAMES):
        yield changed(CHILD, id=f"k{n}", name=name)
        yield changed(CASE, id=f"c{n}", number=f"{n + 1}", child_id=f"k{n}")
        state = MeetingState.PREPARED if n % 2 else MeetingState.HELD
        yield changed(MEETING, id=f"m{n}", case_id=f"c{n}", planned_start=NOON + timedelta(days=n), state=state)
        yield changed(MOTHER, id=f"p{n}", meeting_id=f"m{n}")
        yield changed(TILTAK, id=f"t{n}", case_id=f"c{n}", meeting_id=f"m{n}")
    yield from (changed(CASE, id=f"n{n}", number=f"uten {n}", child_id=None) for n in range(3))
    yield changed(CASE, id="second", number="12", child_id="k1")
    yield changed(DOCUMENT, case_id="c2", meeting_id="m2")


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        records.save_all(_many(), moment())
        yield records


def _pages(store: RecordsStore, most: int) -> list[str]:
    found, last = [], None
    while page := store.cases_after(last, most):
        assert len(page) <= most
        found += page
        last = page[-1].id
    assert tuple(found) == all_cases(store)
    return [line.id for line in found]


@pytest.mark.parametrize("most", [1, 2, 3, 7, 100])
def test_pages_are_the_whole_list_whatever_their_length(store: RecordsStore, most: int) -> None:
    store.lock("c5", "tvist", AccessLine(at=NOON, user="demo", action="lock", kind="case", object_id="c5"))
    ids = _pages(store, most)
    assert ids[:3] == ["c1", "second", "c4"]  # two of the name Per: the cases of one stay together
    assert ids[-3:] == ["n0", "n1", "n2"]
    assert store.cases_after("gone", most) == ()


def test_heads_prepared_and_newest_are_what_the_whole_list_says(store: RecordsStore) -> None:
    whole = all_meetings(store)
    assert store.prepared() == tuple(r for r in whole if r.info.state is MeetingState.PREPARED)
    begun = (MeetingState.UNDER_WAY, MeetingState.HELD)
    assert store.unapproved() == tuple(r for r in whole if r.info.state in begun)
    assert "m6" in {r.info.id for r in store.unapproved()}
    assert {r.info.id: r for r in store.heads(["m3", "gone", "m1", "m3"])} == {
        r.info.id: r for r in whole if r.info.id in {"m1", "m3"}
    }
    held = store.newest(MeetingState.HELD)
    assert held is not None
    assert held.id == "m6"
    assert store.newest(MeetingState.UNDER_WAY) is None
    assert len(store.heads([r.info.id for r in whole] * 200)) == len(whole)
    assert len(store.tiltak_due(NOON.date() + timedelta(days=90), 2)) == 2


def test_nobody_is_reminded_of_a_case_that_is_closed_until_it_is_taken_up_again(store: RecordsStore) -> None:
    def reminded() -> set[str]:
        return {tiltak.id for _, tiltak in store.tiltak_due(NOON.date() + timedelta(days=90))}

    closed = changed(MOVE, case_id="c1", to_step="closed", closed=True)
    store.save(closed, moment(1))
    assert reminded() == {f"t{n}" for n in range(len(NAMES))} - {"t1"}
    store.save(changed(MOVE, id="again", case_id="c1"), moment(2))
    assert "t1" in reminded()


def test_the_highest_number_counts_numbers_only(store: RecordsStore) -> None:
    assert store.highest_number() == 12
    store.save(changed(CASE, id="big", number="Sak 900", child_id=None), moment())
    store.save(changed(CASE, id="bigger", number="101", child_id=None), moment())
    assert store.highest_number() == 101


def _ask(store: RecordsStore) -> None:
    """Every list that has to stay quick."""
    store.cases_after("c1", 5)
    store.cases_after("n0", 5)
    store.highest_number()
    store.prepared()
    store.newest(MeetingState.HELD, MeetingState.APPROVED)
    store.heads(["m1", "m2"])
    store.tiltak_due(NOON.date(), 8)
    store.case_parts("c1")
    store.of_case(type(TILTAK), "c1")
    store.agreed("c1")


def test_nothing_is_scanned(store: RecordsStore) -> None:
    seen: list[str] = []
    store._conn.set_trace_callback(seen.append)
    _ask(store)
    store._conn.set_trace_callback(None)
    asked = [sql for sql in seen if sql.startswith("SELECT")]
    assert len(asked) > 8
    plans = [str(row[3]) for sql in asked for row in rows(store._conn, f"EXPLAIN QUERY PLAN {sql}")]
    assert [plan for plan in plans if plan.startswith("SCAN") and "CONSTANT ROW" not in plan] == []


def test_the_case_that_is_asked_about_is_one_of_many(store: RecordsStore) -> None:
    assert [tiltak.id for tiltak in store.of_case(type(TILTAK), "c3")] == ["t3"]
    assert store.get(Case, "c3").number == "4"


def test_words_of_a_text_that_are_in_a_name_are_found_however_they_are_written_and_none_of_a_locked_case(
    home: Home, key: DatabaseKey
) -> None:
    with opened(home, key) as store:
        for nth, name in enumerate(("Åse Døme", "Ola Prøve", "Aase-Marie Test", "Li Demo Demo"), 1):
            child = Child(id=f"k{nth}", name=name)
            store.save_all([child, Case(id=f"c{nth}", number=str(nth), child_id=child.id)], moment())
        assert store.names_in("uro når ÅSES mor kjem") == ("ÅSES",)
        assert store.names_in("Maries bror, og aase") == ("Maries", "aase")  # aa is å in a name
        assert store.names_in("prøve noko nytt; li er inne, as") == ("prøve",)  # short words are no names
        line = AccessLine(at=moment().at, user="demo", action="lock", kind="case", object_id="c2")
        store.lock("c2", "klage", line)
        assert store.names_in("ola") == ()
        store.save(Child(id="k1", name="Nor Døme"), moment(1))
        assert store.names_in("Nor no, og Døme") == ("Nor", "Døme")
        store.strike_all([(Case, "c1"), (Child, "k1")])
        assert store.names_in("Nor Døme") == ()
        assert [word for (word,) in rows(store._conn, "SELECT DISTINCT child_id FROM name_words")] == ["k2", "k3", "k4"]
