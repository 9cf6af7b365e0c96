"""How the time of a phase is shared between those who are left.

`turn = left in phase / turns left`, recomputed after every turn, in whole seconds by largest remainder, never
below a floor; the family's turns are never cut (design.md 4).
"""

from __future__ import annotations

FLOOR_S = 50
"""Seconds a service's turn never falls below: 30 to ask, 20 to answer."""
ASK_FLOOR_S, ANSWER_FLOOR_S = 30, 20
SHORT_TURN_S = 120
"""A service with two minutes or less is worth a line when the meeting is prepared (domain.md 5.2)."""


def shares(left_s: int, turns: int, floor_s: int = FLOOR_S) -> tuple[int, ...]:
    """Seconds for each of `turns` equal turns in `left_s` seconds: they sum to `max(left_s, turns * floor_s)`.

    The seconds that do not divide evenly go to the first turns, so that no second is lost.
    Raises ValueError for a negative number of turns.
    """
    if turns < 0:
        raise ValueError(turns)
    if turns == 0:
        return ()
    total = max(left_s, turns * floor_s)
    each, over = divmod(total, turns)
    return tuple(each + 1 if nth < over else each for nth in range(turns))


def budgets(left_s: int, kept: tuple[int | None, ...], floor_s: int = FLOOR_S) -> tuple[int, ...]:
    """Seconds for the turns that are left, some of which keep what they were promised.

    `kept` has the promised seconds for a turn that is never cut (the family's) and None for one that shares
    the rest.
    """
    promised = sum(seconds for seconds in kept if seconds is not None)
    rest = iter(shares(left_s - promised, sum(1 for seconds in kept if seconds is None), floor_s))
    return tuple(next(rest) if seconds is None else seconds for seconds in kept)


def split_question(turn_s: int) -> tuple[int, int]:
    """A service's turn as (question, answer) when the two are timed apart: three fifths to ask, the rest to answer."""
    ask = max(ASK_FLOOR_S, -(-turn_s * 3 // 5))
    ask = min(ask, max(turn_s - ANSWER_FLOOR_S, 0))
    return ask, turn_s - ask
