"""The child's own page: written over what lies there, and its words taken along to a meeting."""

from __future__ import annotations

from typing import Any

import pytest

from btimeeting.domain.child import Around, Child, ChildVoice, Parent
from btimeeting.domain.record import Case, MeetingRecord, PreparedKind
from btimeeting.service import plan
from btimeeting.service.child_data import child_page, keep, with_words
from btimeeting.service.ports import NotFound
from tests.builders import CASE, CHILD, record
from tests.fakes import DictRecords, StandingClock

CLOCK = StandingClock()


def _with(**voice: Any) -> Child:
    return CHILD.model_copy(update={"voice": ChildVoice(**voice)})


def test_only_what_was_changed_here_is_written_over_what_another_window_wrote_and_empty_rows_are_left_out() -> None:
    records = DictRecords()
    records.save(CHILD, CLOCK.now())
    mine = CHILD.model_copy(update={"coordinator": "Liv Prøve", "parents": (Parent(name="Mor"), Parent(name=" "))})
    mine = mine.model_copy(update={"around": (Around(),)})
    records.save(CHILD.model_copy(update={"unit": "Ny skule"}), CLOCK.now())
    keep(records, CLOCK, CHILD, mine)
    there = records.get(Child, CHILD.id)
    assert (there.unit, there.coordinator, there.parents, there.around) == (
        "Ny skule",
        "Liv Prøve",
        (Parent(name="Mor"),),
        (),
    )
    saves = records.saves
    keep(records, CLOCK, mine, mine)
    assert records.saves == saves


def test_an_erased_child_does_not_come_back() -> None:
    with pytest.raises(NotFound):
        keep(DictRecords(), CLOCK, CHILD, CHILD.model_copy(update={"unit": "x"}))


def test_the_page_knows_who_came_for_the_child_and_a_case_without_one_has_none() -> None:
    records, prepared = DictRecords(), record()
    records.save_all([CHILD, CASE, prepared.info, *prepared.participants], CLOCK.now())
    records.save(Case(id="none", number="2"), CLOCK.now())
    page = child_page(records, CASE.id)
    assert page is not None
    assert [parent.name for parent in page.met] == ["Mor Døme", "Far Døme"]
    assert child_page(records, "none") is None


def _words(found: MeetingRecord) -> dict[str, str]:
    return {each.kind.value: each.text for each in found.prepared}


def test_a_meeting_on_a_case_has_the_words_of_its_child_and_never_those_of_another() -> None:
    records, other = DictRecords(), Child(id="k2", name="Liv Prøve", voice=ChildVoice(statement="Eg har det fint"))
    first = _with(statement="Eg vil sova", not_to_be_raised="skilsmissa")
    records.save_all([first, CASE, other, Case(id="c2", number="2", child_id="k2")], CLOCK.now())
    fresh = plan.fresh(records, plan.House())
    one = with_words(fresh, plan.adopt_case(records, fresh, CASE.number))
    assert _words(one) == {"child_words": "Eg vil sova", "not_to_be_raised": "skilsmissa"}
    two = with_words(one, plan.adopt_case(records, one, "2"))
    assert _words(two) == {"child_words": "Eg har det fint"}
    written = plan.with_prepared(one, PreparedKind.CHILD_WORDS, text="Noko anna")
    three = with_words(written, plan.adopt_case(records, written, "2"))
    assert _words(three) == {"child_words": "Noko anna"}  # somebody wrote that for this meeting
