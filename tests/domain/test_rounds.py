"""The turn rule: how the time of a phase is shared between those who are left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain.rounds import ANSWER, ASK, FLOOR_S, WHOLE, Claim, allot, shares

CLAIMS = st.lists(st.builds(Claim, st.integers(1, 9), st.integers(0, 400)), max_size=14).map(tuple)


@pytest.mark.parametrize(
    ("services", "first", "last"),
    [(1, 600, 600), (2, 300, 300), (3, 200, 200), (4, 150, 150), (5, 120, 120), (6, 100, 100), (7, 86, 85)],
)
def test_ten_minutes_are_shared_evenly_between_the_services(services: int, first: int, last: int) -> None:
    assert shares(600, services)[0] == first
    assert shares(600, services)[-1] == last


def test_no_service_gets_less_than_thirty_seconds_to_ask_and_twenty_to_answer() -> None:
    assert shares(60, 12) == (FLOOR_S,) * 12
    assert FLOOR_S == ASK.floor_s + ANSWER.floor_s == 50
    assert WHOLE.weight == ASK.weight + ANSWER.weight


def test_question_and_answer_timed_apart_are_three_fifths_and_two_fifths_of_the_turn() -> None:
    assert allot(600, (ASK, ANSWER) * 3) == (120, 80) * 3


def test_an_answer_that_is_left_alone_keeps_its_own_part_while_whole_turns_keep_theirs() -> None:
    """The first of three has asked for its two minutes: its answer has 80 s left, the others 200 s each."""
    assert allot(480, (ANSWER, ASK, ANSWER, ASK, ANSWER)) == (80, 120, 80, 120, 80)


def test_whoever_has_a_higher_floor_keeps_it_and_the_others_share_what_is_left() -> None:
    assert allot(300, (Claim(5, 150), WHOLE, WHOLE)) == (150, 75, 75)
    assert allot(200, (Claim(5, 150), WHOLE, WHOLE)) == (150, 50, 50)


def test_whoever_has_a_floor_also_gets_a_share_of_what_nobody_else_needs() -> None:
    assert allot(280, (Claim(5, 150),)) == (280,)


def test_a_negative_number_of_turns_is_an_error_and_none_is_none() -> None:
    assert shares(600, 0) == ()
    with pytest.raises(ValueError, match="-1"):
        shares(600, -1)


@given(st.integers(-4000, 12000), CLAIMS)
def test_the_seconds_sum_exactly_and_nobody_falls_below_a_floor(left_s: int, claims: tuple[Claim, ...]) -> None:
    given_s = allot(left_s, claims)
    assert len(given_s) == len(claims)
    assert sum(given_s) == (max(left_s, sum(claim.floor_s for claim in claims)) if claims else 0)
    assert all(seconds >= claim.floor_s for seconds, claim in zip(given_s, claims, strict=True))


@given(st.integers(-4000, 12000), st.integers(1, 14))
def test_equal_turns_differ_by_one_second_at_most_and_the_first_get_it(left_s: int, turns: int) -> None:
    given_s = shares(left_s, turns)
    assert max(given_s) - min(given_s) <= 1
    assert list(given_s) == sorted(given_s, reverse=True)
