"""Every key durable within 300 ms: also while the typing never pauses, also after a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.service.throttle import INTERVAL_S, RETRY_S, Throttle

PROMISE_S = 0.300


def _due(throttle: Throttle, now: float) -> bool:
    """Whether its owner would write now."""
    at = throttle.due_at()
    return at is not None and now >= at


def play(keys: list[float], writes: list[float]) -> list[tuple[float, float]]:
    """Type at the instants `keys`; write n takes `writes[n]` seconds. Returns (key, durable) for every key.

    A simulation of whoever owns the throttle: it wakes at `due_at`, at every key and at the end of every write.
    """
    throttle = Throttle()
    durable: list[tuple[float, float]] = []
    waiting: list[float] = []  # keys that are in no write
    inside: list[float] = []  # keys in the write that is under way
    ends: float | None = None
    coming = list(keys)
    count = 0
    while coming or waiting or inside:
        due = throttle.due_at()
        now = min(moment for moment in (coming[0] if coming else None, ends, due) if moment is not None)
        if ends is not None and now >= ends:
            throttle.saved()
            durable += [(key, ends) for key in inside]
            inside, ends = [], None
        elif coming and now >= coming[0]:
            waiting.append(coming.pop(0))
            throttle.changed(now)
        if _due(throttle, now):
            throttle.started(now)
            inside, waiting = waiting, []
            ends = now + writes[count % len(writes)]
            count += 1
        assert (throttle.due_at() is None) == (not waiting or bool(inside))
    return durable


gaps = st.lists(st.floats(0.001, 0.4), min_size=1, max_size=80)
durations = st.lists(st.floats(0.0, PROMISE_S - INTERVAL_S), min_size=1, max_size=20)


@given(gaps, durations)
def test_every_key_is_durable_in_time_however_one_types(pauses: list[float], writes: list[float]) -> None:
    keys, now = [], 0.0
    for pause in pauses:
        now += pause
        keys.append(now)
    durable = play(keys, writes)
    assert [key for key, _ in durable] == keys
    assert max(done - key for key, done in durable) <= PROMISE_S + 1e-9


@given(st.floats(0.01, 0.12), durations)
def test_steady_typing_is_saved_while_it_lasts_and_not_key_by_key(gap: float, writes: list[float]) -> None:
    keys = [gap * number for number in range(1, 200)]
    durable = play(keys, writes)
    assert max(done - key for key, done in durable) <= PROMISE_S + 1e-9
    commits = sorted({done for _, done in durable})
    assert len(commits) <= (keys[-1] - keys[0]) / INTERVAL_S + 3


def test_a_single_key_after_a_pause_is_written_at_once() -> None:
    throttle = Throttle()
    assert throttle.due_at() is None
    throttle.changed(10.0)
    assert _due(throttle, 10.0)


def test_keys_during_a_write_belong_to_the_next_one() -> None:
    throttle = Throttle()
    throttle.changed(0.0)
    throttle.started(0.0)
    throttle.changed(0.01)
    assert throttle.due_at() is None
    throttle.saved()
    assert throttle.due_at() == INTERVAL_S
    assert not _due(throttle, INTERVAL_S - 0.001)
    assert _due(throttle, INTERVAL_S)


def test_a_failed_write_is_tried_again_and_keeps_its_keys() -> None:
    throttle = Throttle()
    throttle.changed(5.0)
    throttle.started(5.0)
    throttle.failed(5.1)
    assert throttle.due_at() == pytest.approx(5.1 + RETRY_S)
    throttle.changed(6.0)
    assert throttle.due_at() == pytest.approx(5.1 + RETRY_S)
    assert _due(throttle, 5.1 + RETRY_S)
    throttle.started(5.1 + RETRY_S)
    throttle.saved()
    assert throttle.due_at() is None


def test_two_writes_at_once_are_a_mistake_of_the_program() -> None:
    throttle = Throttle()
    throttle.changed(0.0)
    throttle.started(0.0)
    with pytest.raises(RuntimeError):
        throttle.started(0.1)
