"""Keys in a running console's notes pad: how soon they are on the screen, and what is on disk when it is killed."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.hello import HELLO
from benchmarks.homes import NOW
from benchmarks.measure import Floor, Row, percentile, timed
from benchmarks.screens import WORK_FACE, WRITE
from benchmarks.terminal import NotSeen, Terminal
from benchmarks.under_way import TO_DIGITS, meeting_under_way, resume
from btimeeting.store import keys
from btimeeting.store.home import open_home
from btimeeting.store.records import RecordsStore

GOAL: Final = 1.3
BARE: Final = ("-m", "benchmarks.hello", "pad")
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class _Writer:
    """Somebody who writes in one terminal. Each line begins with a mark, so that it is nowhere else on the screen."""

    def __init__(self, terminal: Terminal, name: str) -> None:
        self.terminal = terminal
        self.delays: list[float] = []
        self._chance = random.Random(name)  # noqa: S311 - how long a person takes for a key
        self._marks = self._new_marks(name)

    @staticmethod
    def _new_marks(name: str) -> Iterator[str]:
        for first in LETTERS:
            for second in LETTERS:
                yield f"{name}{first}{second}"

    def block(self, number: int) -> None:
        """A line of so many keys, each waited for; unevenly, or they would fall in step with the program's frames."""
        line = next(self._marks)
        self.terminal.press("\r" + line)
        self.terminal.until(line)
        for _ in range(number):
            self.terminal.watch(0.06 * self._chance.uniform(0.5, 1.5))
            line += (letter := self._chance.choice(LETTERS))
            pressed = self.terminal.press(letter)
            self.delays.append((self.terminal.until(line) - pressed) * 1000)


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """Key → screen while the clock runs, in turn with a bare TextArea; then kills."""
    if not hasattr(os, "fork"):
        return [Row("keys", said="not measured: this system has no pseudo-terminals")]
    blocks, keys_each, kills = (1, 3, 1) if quick else (12, 20, 6)
    return [*_on_screen(folder, blocks, keys_each), _on_disk(folder, kills, 10 if quick else 50)]


def _on_screen(folder: Path, blocks: int, keys_each: int) -> list[Row]:
    home = folder / "home"
    meeting_under_way(home, steps=TO_DIGITS)
    with ExitStack() as stack:
        pad = _Writer(_pad(stack, home), "zq")
        others = [
            _Writer(_bare(stack, environ), name)
            for name, environ in (("zx", {}), ("zv", {}), ("zj", {"TEXTUAL_FPS": "240"}))
        ]
        plan = [pad, *others]
        for _ in range(blocks):
            for writer in plan:
                writer.block(keys_each)
            plan.append(plan.pop(0))
    once, again, faster = (writer.delays for writer in others)
    row = timed("a key in the pad → screen, the clock running", pad.delays, _floor("a bare TextArea", once, again))
    by = _p95(pad.delays) / _p95(once + again)
    goal = f"p95 ≤ {GOAL:g} × floor's p95 ({by:.2f})"
    return [
        replace(row, goal=goal, met=by <= GOAL),
        timed("a key in a bare TextArea, the floor itself", once + again),
        timed("the same at 240 frames a second, as the pad has", faster),
    ]


def _p95(samples: list[float]) -> float:
    return percentile(sorted(samples), 95)


def _floor(name: str, once: list[float], again: list[float]) -> Floor:
    first, second = percentile(sorted(once), 50), percentile(sorted(again), 50)
    return Floor(name, first, second / first)


def _pad(stack: ExitStack, home: Path) -> Terminal:
    """The console with the cursor in the pad."""
    terminal = stack.enter_context(Terminal(*resume(home)))
    terminal.until("F4")
    terminal.rest(0.5)
    for key in (WORK_FACE, WRITE):
        terminal.press(key)
        terminal.rest(0.5, 3.0)
    return terminal


def _bare(stack: ExitStack, environ: dict[str, str]) -> Terminal:
    terminal = stack.enter_context(Terminal(*BARE, environ=environ))
    terminal.until(HELLO)
    return terminal


# --- killed while somebody writes ----------------------------------------------------------------------------------

DURABLE_MS: Final = 300


def _on_disk(folder: Path, kills: int, keys_each: int) -> Row:
    """Type steadily into a real console, kill it between two keys, open the record and look for every letter.

    The oldest key that is not there tells how long a key may wait for the disk.
    """
    chance = random.Random(300)  # noqa: S311 - when to kill
    worst, typed, missing = 0.0, 0, 0
    for number in range(kills):
        home = folder / f"kill-{number}"
        meeting = meeting_under_way(home, steps=TO_DIGITS)
        with ExitStack() as stack:
            terminal = _pad(stack, home)
            text, pressed = _typed(terminal, chance, keys_each)
            terminal.kill()
            killed = perf_counter()
        kept = _kept(home, meeting)
        if not text.startswith(kept):
            raise AssertionError(f"on disk is not what was typed: {kept!r}")
        typed, missing = typed + len(text), missing + len(text) - len(kept)
        worst = max([worst, *[(killed - at) * 1000 for at in pressed[len(kept) :]]])
    lost = f"{missing} not on disk, the oldest of them {worst:.0f} ms old" if missing else "all on disk"
    said = f"{kills} consoles killed while typing · {typed} keys · {lost}"
    return Row(
        "keys on disk when a console is killed",
        kills,
        floor=None,
        goal=f"every key older than {DURABLE_MS} ms",
        met=worst <= DURABLE_MS,
        said=said,
        fatal=False,
    )


def _typed(terminal: Terminal, chance: random.Random, number: int) -> tuple[str, list[float]]:
    """So many keys of steady typing, a few more or less: the letters, and when each was pressed."""
    text, pressed = "", []
    for _ in range(number + chance.randint(-5, 5)):
        letter = chance.choice(LETTERS)
        text += letter
        pressed.append(terminal.press(letter))
        terminal.watch(0.04 * chance.uniform(0.5, 1.5))
    return text, pressed


def _kept(home: Path, meeting: str) -> str:
    """What the record has of the note."""
    found = open_home(home)
    with RecordsStore.open(found.records, keys.unlock_demo(found), NOW) as records:
        notes = [note.text for note in records.meeting(meeting).notes if note.text and not note.copy_no]
    if len(notes) > 1:
        raise NotSeen(f"notes in more than one place: {len(notes)}")
    return notes[0] if notes else ""
