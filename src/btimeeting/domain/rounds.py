"""How the time of a phase is shared between those who are left.

`turn = left in phase / turns left`, recomputed after every turn, in whole seconds by largest remainder, never
below a floor; the family's turns are never cut (design.md 4).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

FLOOR_S = 50
"""Seconds a service's turn never falls below: 30 to ask, 20 to answer."""
ASK_FLOOR_S, ANSWER_FLOOR_S = 30, 20
SHORT_TURN_S = 120
"""A service with two minutes or less is worth a line when the meeting is prepared (domain.md 5.2)."""


class Claim(NamedTuple):
    """What a turn that is still to come may ask for: its part of the time, and the seconds it never falls below."""

    weight: int
    floor_s: int


WHOLE, ASK, ANSWER = Claim(5, FLOOR_S), Claim(3, ASK_FLOOR_S), Claim(2, ANSWER_FLOOR_S)
"""Timed apart, three fifths of a service's turn are for the question and two for the answers."""


@lru_cache(maxsize=256)
def shares(left_s: int, turns: int, floor_s: int = FLOOR_S) -> tuple[int, ...]:
    """Seconds for each of `turns` equal turns in `left_s` seconds: they sum to `max(left_s, turns * floor_s)`.

    The seconds that do not divide evenly go to the first turns, so that no second is lost.
    Raises ValueError for a negative number of turns.
    """
    if turns < 0:
        raise ValueError(turns)
    return allot(left_s, (Claim(1, floor_s),) * turns)


def allot(left_s: int, claims: tuple[Claim, ...]) -> tuple[int, ...]:
    """Seconds for each claim; they sum to `max(left_s, all floors together)`, and nobody falls below a floor.

    Whoever's part would be less than the floor gets the floor; the others share the rest by weight. The seconds
    that do not divide evenly go to the largest remainders, of equals to the first.
    """
    floors = [floor_s for _, floor_s in claims]
    if left_s <= sum(floors):
        return tuple(floors)
    weights = [weight for weight, _ in claims]
    whole = sum(weights)
    low = [nth for nth, (weight, floor_s) in enumerate(claims) if left_s * weight < floor_s * whole]
    if not low:
        return tuple(_by_weight(left_s, weights))
    others = tuple(claim for nth, claim in enumerate(claims) if nth not in low)
    given = iter(allot(left_s - sum(floors[nth] for nth in low), others))
    return tuple(floors[nth] if nth in low else next(given) for nth in range(len(claims)))


def _by_weight(total: int, weights: list[int]) -> list[int]:
    """Whole seconds in proportion to the weights, by largest remainder."""
    whole = sum(weights)
    given = [total * weight // whole for weight in weights]
    over = total - sum(given)
    if over:
        remainders = [-(total * weight % whole) for weight in weights]
        for nth in sorted(range(len(weights)), key=remainders.__getitem__)[:over]:
            given[nth] += 1
    return given
