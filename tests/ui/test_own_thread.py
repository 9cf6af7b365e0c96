"""The stores' thread: in order, nothing lost, and it looks around by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from btimeeting.ui.own_thread import OwnThread

PATIENCE_S = 30
NEVER_S = 3600.0


@pytest.fixture
def looks() -> threading.Semaphore:
    return threading.Semaphore(0)


@pytest.fixture
def thread(looks: threading.Semaphore) -> Iterator[OwnThread]:
    made = OwnThread("test", looks.release, NEVER_S)
    yield made
    made.stop()


def test_what_is_asked_for_is_done_in_order_on_one_thread_and_a_failure_stops_nothing(thread: OwnThread) -> None:
    done: list[tuple[int, int]] = []
    asked = [thread.submit(lambda n=n: done.append((n, threading.get_ident()))) for n in range(5)]  # type: ignore[misc]
    wrong = thread.submit(lambda: 1 / 0)
    answer = thread.submit(lambda: 42)
    assert answer.result(PATIENCE_S) == 42
    assert all(each.done() for each in asked)
    assert [n for n, _ in done] == [0, 1, 2, 3, 4]
    assert len({ident for _, ident in done}) == 1
    assert isinstance(wrong.exception(PATIENCE_S), ZeroDivisionError)


def test_it_looks_around_after_each_thing_it_did(thread: OwnThread, looks: threading.Semaphore) -> None:
    thread.submit(lambda: None)
    thread.submit(lambda: None)
    assert looks.acquire(timeout=PATIENCE_S)
    assert looks.acquire(timeout=PATIENCE_S)


def test_it_looks_around_when_nobody_asks_for_anything(looks: threading.Semaphore) -> None:
    thread = OwnThread("test", looks.release, 0.001)
    thread.submit(lambda: None)
    for _ in range(5):
        assert looks.acquire(timeout=PATIENCE_S)
    thread.stop()


def test_it_ends_when_everything_is_done_and_takes_nothing_more(thread: OwnThread) -> None:
    gate = threading.Event()
    done: list[str] = []
    thread.submit(lambda: gate.wait(PATIENCE_S))
    thread.submit(lambda: done.append("last"))
    threading.Thread(target=gate.set).start()
    thread.stop()
    assert done == ["last"]
    with pytest.raises(RuntimeError):
        thread.submit(lambda: None)
    thread.stop()
