"""Children that are forked before any database is opened, and what they say."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Child:
    """A child of this process, and the end of a pipe that outlives it."""

    pid: int
    reading: int
    killed: bool = False

    def wait(self) -> str:
        """Everything it said, once it is gone; of one that was killed whole lines only.

        Raises RuntimeError for one that failed by itself: that is an error of the benchmark.
        """
        with os.fdopen(self.reading, encoding="utf-8", errors="ignore") as pipe:
            text = pipe.read()
        status = os.waitpid(self.pid, 0)[1]
        self.killed = os.WIFSIGNALED(status)
        if not self.killed and os.waitstatus_to_exitcode(status):
            raise RuntimeError("a child of the benchmark failed; it said why on stderr")
        return text.rpartition("\n")[0] if self.killed else text


def fork(work: Callable[[int], None]) -> Child:
    """Run `work` in a child; it is given the end of the pipe to write to (`say`)."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    code = 1
    try:
        os.close(reading)
        work(writing)
        code = 0
    except Exception:  # noqa: BLE001 - nothing of the parent may go on in the child
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def say(pipe: int, text: str) -> None:
    """Say something: whole, however long it is."""
    data = text.encode()
    while data:
        data = data[os.write(pipe, data) :]
