"""Several windows on one meeting: flips, how soon one sees the other, what they take.

Each window is a program in a terminal of its own; what is written there is stamped as it arrives.
"""

from __future__ import annotations

import os
import queue
import random
import signal
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter, sleep
from typing import Final

from benchmarks.bell import GOAL_MS
from benchmarks.children import Child, fork, say
from benchmarks.hung_bell import Bell
from benchmarks.measure import Floor, Row, percentile, timed
from benchmarks.pad_keys import BARE, GOAL, _floor, _p95, _Writer
from benchmarks.screens import FLOOR, HELLO, WRITE, _told, _watched
from benchmarks.terminal import Terminal
from benchmarks.under_way import LANG, TO_DIGITS, meeting_under_way, resume
from btimeeting.domain.wishes import Pause, Resume
from btimeeting.service.session import Session
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import keys
from btimeeting.store.home import open_home
from btimeeting.store.journal import FileJournal

NOT_HERE: Final = "not measured: this system has no pseudo-terminals"
TOGETHER_MS: Final = 5.0
STALL_S: Final = 0.4
READERS: Final = 28
"""Bare readers beside the two windows: thirty in all."""
STANDS: Final = "❚❚ pause"
ENDS: Final = "Me sluttar kl."


def window(name: str, home: Path) -> tuple[str, ...]:
    """The arguments of Python that open a window."""
    return ("-m", "btimeeting", name, "--lang", LANG, "--home", str(home))


# --- flips -----------------------------------------------------------------------------------------------------------


class _Flips:
    """The moments at which a window's clock flips: the first piece written after it had been quiet."""

    QUIET_S = 0.3

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.at: list[float] = []
        self.pieces: list[float] = []
        self._last = 0.0

    def read(self, seconds: float) -> None:
        """Read along for so long, and draw nothing: drawing one window would hold up the stamp on the other's piece."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            with suppress(queue.Empty):
                at, _ = self.terminal._arrived.get(timeout=left)
                self.pieces.append(at)
                if at - self._last > self.QUIET_S:
                    self.at.append(at)
                self._last = at


def apart(one: Iterable[float], other: Iterable[float]) -> list[float]:
    """How many milliseconds lie between the flips of two windows that belong together."""
    found = []
    theirs = sorted(other)
    for at in one:
        near = min((abs(at - each) for each in theirs), default=1.0)
        if near < 0.5:  # the other one's same second
            found.append(near * 1000)
    return found


def flips(folder: Path, *, quick: bool) -> list[Row]:
    """Console and wall side by side; then the wall stands still over a flip, and is looked at in the next.

    Both show the phase's clock: a turn's, as the viddevakt sees it, is painted at the phase's seconds.
    """
    if not hasattr(os, "fork"):
        return [Row("windows", said=NOT_HERE)]
    home, seconds, stalls = folder / "home", 2.0 if quick else 40.0, 1 if quick else 10
    meeting_under_way(home, steps=TO_DIGITS)
    with Terminal(*resume(home)) as console, Terminal(*window("wall", home)) as wall:
        both = (_Flips(console), _Flips(wall))
        for terminal in (console, wall):
            terminal.until(ENDS)
        _side_by_side(both, 2.0)
        for each in both:
            each.at.clear()
        _side_by_side(both, seconds)
        row = timed("console and wall flip a second: apart", apart(both[0].at, both[1].at))
        after = [_after_a_stall(both) for _ in range(stalls)]
    late = timed(f"the next flip after the wall stood still for {STALL_S:g} s: apart", after)
    goal = f"p50 ≤ {TOGETHER_MS:g} ms"
    return [replace(each, goal=goal, met=each.p50 is not None and each.p50 <= TOGETHER_MS) for each in (row, late)]


def _side_by_side(both: tuple[_Flips, _Flips], seconds: float) -> None:
    """Read both; each piece was stamped as it arrived, so it does not matter which is read first."""
    end = perf_counter() + seconds
    while perf_counter() < end:
        for each in both:
            each.read(0.02)


def _after_a_stall(both: tuple[_Flips, _Flips]) -> float:
    """Stop the second window over a flip; how far apart the next one is, in milliseconds."""
    first, second = both
    _side_by_side(both, 1.1)
    next_flip = first.at[-1] + 1
    while next_flip - STALL_S / 2 < perf_counter():
        next_flip += 1
    _side_by_side(both, next_flip - STALL_S / 2 - perf_counter())
    os.kill(second.terminal.pid, signal.SIGSTOP)
    sleep(STALL_S)
    os.kill(second.terminal.pid, signal.SIGCONT)
    _side_by_side(both, 1.3)
    expected = [at for at in first.at if abs(at - next_flip - 1) < 0.4]
    return min(apart(expected, second.pieces), default=1000.0)  # what it catches up is over by then


# --- one window sees what another did ----------------------------------------------------------------------------


def seen(folder: Path, *, quick: bool) -> list[Row]:
    """From just before the key's event is written to the piece that shows it, thirty readers on the files."""
    if not hasattr(os, "fork"):
        return [Row("windows", said=NOT_HERE)]
    home, changes, readers = folder / "home", 4 if quick else 160, 2 if quick else READERS
    meeting = meeting_under_way(home, steps=TO_DIGITS)
    listening = [fork(lambda pipe: _listen(home, pipe)) for _ in range(readers)]
    try:
        with Terminal(*window("wall", home)) as wall, Terminal(*window("viddevakt", home)) as viddevakt:
            for terminal in (wall, viddevakt):
                terminal.until(ENDS)
                terminal.rest(0.5, 2.0)
            delays = _changed(home, meeting, (wall, viddevakt), changes)
    finally:
        for reader in listening:
            _end(reader)
    floor = Floor("half the time between two questions", 25.0)
    return [
        timed(f"a change → on the {name}'s screen, {readers + 2} readers", found, floor, goal=GOAL_MS)
        for name, found in zip(("wall", "viddevakt"), delays, strict=True)
    ]


def _changed(home: Path, meeting: str, terminals: tuple[Terminal, ...], changes: int) -> list[list[float]]:
    """Delays in ms for each terminal. They take turns in pairs of changes: one screen is read at a time.

    Drawing what one wrote would hold up the stamping of what the other writes meanwhile.
    """
    chance = random.Random(7)  # noqa: S311 - when people press
    delays: list[list[float]] = [[] for _ in terminals]
    clock = SystemClock()
    with FileJournal.open(open_home(home), clock.now().at) as journal:
        session = Session(journal, clock, meeting)
        for number in range(changes):
            for terminal in terminals:
                terminal.watch(chance.uniform(0.05, 0.3))
            stands = number % 2 == 0
            at = perf_counter()
            session.do(Pause() if stands else Resume())
            first = number // 2 % len(terminals)
            for nth in (first, *(each for each in range(len(terminals)) if each != first)):
                shown = terminals[nth].until_so(lambda drawn, stands=stands: drawn.reads(STANDS) is stands)
                if nth == first:
                    delays[nth].append((shown - at) * 1000)
    return delays


def _listen(home: Path, pipe: int) -> None:
    """A bare reader of both files, as any window's bell; it ends when it is killed."""
    found = open_home(home, writing=False)
    with Bell.hang(found, keys.unlock_demo(found), read_only=True) as bell:
        say(pipe, "ready\n")
        while True:
            sleep(0.05)
            bell.changed()


def _end(reader: Child) -> None:
    os.kill(reader.pid, signal.SIGKILL)
    reader.wait()


# --- what they take --------------------------------------------------------------------------------------------------


def idle(folder: Path, *, quick: bool) -> list[Row]:
    """Processor time and memory of each window, all of them open, the clock running and nobody doing anything."""
    if not hasattr(os, "fork"):
        return [Row("windows", said=NOT_HERE)]
    seconds = 0.3 if quick else 20.0
    home = folder / "home"
    meeting_under_way(home, steps=TO_DIGITS)
    plan = (("wall", window("wall", home), 1.5, 50.0), ("pad", window("pad", home), 2.0, 85.0),
            ("viddevakt", window("viddevakt", home), 2.0, 85.0), ("console", resume(home), 2.0, 85.0))  # fmt: skip
    with ExitStack() as stack:
        hello = stack.enter_context(Terminal(*FLOOR))
        hello.until(HELLO)
        floor = Floor("hello, MB", _watched(hello, 0.3)[1])
        opened = [(stack.enter_context(Terminal(*words)), *rest) for _, words, *rest in plan]
        for terminal, *_ in opened:
            terminal.until("BESKRIVING")
        rows = []
        for (name, *_), (terminal, percent, megabytes) in zip(plan, opened, strict=True):
            used = _watched(terminal, seconds)
            met = used[0] <= percent and used[1] <= megabytes
            goal = f"≤ {percent:g} %, ≤ {megabytes:g} MB"
            ratio = used[1] / floor.p50 if floor.p50 else None
            rows.append(
                Row(f"{name}, all four open", 1, floor=floor, ratio=ratio, goal=goal, met=met, said=_told(*used))
            )
    return rows


# --- a key in the pad's window ---------------------------------------------------------------------------------------


def pad(folder: Path, *, quick: bool) -> list[Row]:
    """Key → screen in the referent's window while wall and console run, in turn with a bare TextArea."""
    if not hasattr(os, "fork"):
        return [Row("windows", said=NOT_HERE)]
    blocks, keys_each = (1, 3) if quick else (12, 20)
    home = folder / "home"
    meeting_under_way(home, steps=TO_DIGITS)
    with ExitStack() as stack:
        beside = [stack.enter_context(Terminal(*words)) for words in (resume(home), window("wall", home))]
        terminal = stack.enter_context(Terminal(*window("pad", home)))
        for each in (*beside, terminal):
            each.until("BESKRIVING")
            each.rest(0.5, 2.0)
        terminal.press(WRITE)
        terminal.rest(0.5, 3.0)
        bare = [stack.enter_context(Terminal(*BARE)) for _ in range(2)]
        for each in bare:
            each.until(HELLO)
        plan = [_Writer(terminal, "zq"), *(_Writer(each, name) for each, name in zip(bare, ("zx", "zv"), strict=True))]
        mine, once, again = plan
        for _ in range(blocks):
            for writer in plan:
                writer.block(keys_each)
            plan = [*plan[1:], plan[0]]
    row = timed("a key in the pad's window → screen, wall and console running", mine.delays,
                _floor("a bare TextArea", once.delays, again.delays))  # fmt: skip
    by = _p95(mine.delays) / _p95(once.delays + again.delays)
    floor95 = percentile(sorted(once.delays + again.delays), 95)
    return [replace(row, goal=f"p95 ≤ {GOAL:g} × floor's p95 ({by:.2f} × {floor95:.1f} ms)", met=by <= GOAL)]
