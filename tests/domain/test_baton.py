"""Exactly one stafettholdar at any time: the old one, or the school, until the new one has accepted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain.baton import CARRIED, answered, carrier, offered, waiting
from btimeeting.domain.followup import Due, due, in_order, midway, talk_due, unevaluated
from btimeeting.domain.record import Acceptance, Stafettholdar, TiltakState
from tests.builders import TODAY, baton, tiltak

DAY = timedelta(days=1)


def _offer(nth: int, **fields: object) -> Stafettholdar:
    return baton(**{"acceptance": Acceptance.OFFERED, "service": f"teneste {nth}", "person": ""} | fields).model_copy(
        update={"id": f"baton-{nth}"}
    )


def test_until_somebody_has_accepted_the_school_carries_it() -> None:
    assert carrier((), "Demo skule") == carrier((_offer(1),), "Demo skule")
    found = carrier((_offer(1),), "Demo skule")
    assert (found.service, found.school) == ("Demo skule", True)


def test_the_old_one_keeps_it_until_the_new_one_has_accepted() -> None:
    first = answered(_offer(1), Acceptance.ACCEPTED, TODAY, person="Kari Demo", told_on=None)
    second = _offer(2)
    assert carrier((first, second), "x").person == "Kari Demo"
    assert waiting((first, second)) == second
    taken = answered(second, Acceptance.SERVICE, TODAY + DAY, told_by="leiaren deira", told_on=TODAY + DAY)
    found = carrier((first, taken), "x")
    assert (found.service, found.person, found.since) == ("teneste 2", "", TODAY + DAY)  # the person is named later
    assert (taken.told_by, taken.told_on) == ("leiaren deira", TODAY + DAY)  # «meldt tilbake av … den …»
    assert waiting((first, taken)) is None


def test_a_new_offer_takes_back_the_one_nobody_answered() -> None:
    old, new = _offer(1), _offer(2, offered_on=TODAY)
    written = offered((old,), new)
    assert [(each.id, each.acceptance) for each in written] == [
        ("baton-1", Acceptance.DECLINED),
        ("baton-2", Acceptance.OFFERED),
    ]
    assert written[0].answered_on == TODAY


@given(st.lists(st.sampled_from(list(Acceptance)), max_size=8))
def test_whatever_happens_there_is_one_and_it_is_the_last_who_took_it(answers: list[Acceptance]) -> None:
    history = tuple(_offer(nth, acceptance=each) for nth, each in enumerate(answers))
    found = carrier(history, "Skulen")
    took = [each.service for each in history if each.acceptance in CARRIED]
    assert found.service == (took[-1] if took else "Skulen")


def test_how_a_tiltak_stands_to_its_day() -> None:
    days = {TODAY - DAY: Due.OVERDUE, TODAY: Due.SOON, TODAY + 14 * DAY: Due.SOON, TODAY + 15 * DAY: Due.LATER}
    assert {day: due(tiltak(review_on=day), TODAY) for day in days} == days
    assert due(tiltak(review_on=None), TODAY) is Due.UNDATED
    assert due(tiltak(state=TiltakState.DONE), TODAY) is None
    order = in_order([tiltak(review_on=None), tiltak(review_on=TODAY), tiltak(review_on=TODAY - DAY)], TODAY)
    assert [state for state, _ in order] == [Due.OVERDUE, Due.SOON, Due.UNDATED]


def test_halfway_somebody_asks_whether_an_adult_has_talked_with_the_child() -> None:
    held, following = date(2026, 9, 1), date(2026, 11, 1)
    half = midway(held, following)
    assert half == date(2026, 10, 1)
    assert talk_due(held, following, None, half - DAY) is None
    assert talk_due(held, following, None, half) == half
    assert talk_due(held, following, held, half) is None  # it has been done
    assert talk_due(held, following, held - DAY, half) == half  # before the last meeting does not count
    assert talk_due(held, None, None, held + timedelta(weeks=6)) == held + timedelta(weeks=6)
    assert talk_due(None, following, None, half) is None


def test_a_tiltak_that_goes_on_is_to_be_told_about_again_when_its_next_day_has_come() -> None:
    new = tiltak(review_on=TODAY)
    assert [unevaluated(new, day) for day in (TODAY - DAY, TODAY)] == [False, True]
    assert unevaluated(tiltak(review_on=None), TODAY)
    on = tiltak(state=TiltakState.GOES_ON, effect="Litt", evaluated_on=TODAY, review_on=TODAY + 30 * DAY)
    assert [unevaluated(on, TODAY + n * DAY) for n in (1, 29, 30)] == [False, False, True]
    assert not unevaluated(tiltak(state=TiltakState.DONE, review_on=TODAY), TODAY)
    assert not unevaluated(tiltak(effect="Hjelpte", review_on=TODAY), TODAY)
