"""Windows as people have them: processes of their own, each with a terminal of a given size that can be read."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pyte

PATIENCE_S = 40.0
"""A deadline, not a pause: what is waited for usually comes at once."""
OWN_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from btimeeting.cli import main
code = main(sys.argv[2:])
if sys.argv[1]:
    with open(sys.argv[1], "w") as file:
        file.write(" ".join(sys.modules))
raise SystemExit(code)
"""


class Pane:
    """`btimeeting WORDS…` in a terminal. `loaded`: where it writes the modules it had loaded when it ended."""

    def __init__(self, home: Path, *words: str, size: tuple[int, int] = (80, 24), loaded: Path | None = None) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, str(loaded or ""), *words, "--home", str(home)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
            | {"PYTHONUTF8": "1", "TERM": "xterm-256color", "BTIMEETING_LANG": "nn"},
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever is still running ends with its terminal."""
        self.kill()
        os.close(self._master)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def until(self, text: str) -> str:
        """Wait until the screen says it; gives the whole screen."""
        return self.when(lambda: text in self.text, text)

    def when(self, holds: Callable[[], bool], what: str = "") -> str:
        """Wait until the condition holds."""
        late = threading.Event()
        alarm = threading.Timer(PATIENCE_S, late.set)
        alarm.start()
        try:
            while not holds():
                if late.is_set() or not self._read(0.1):
                    raise AssertionError(f"never came: {what!r}\n{self.text}")
        finally:
            alarm.cancel()
        return self.text

    def read_on(self) -> None:
        """Take in all that has been written, so that the program is never held up by a full terminal."""
        while select.select([self._master], [], [], 0)[0] and self._read(0):
            pass

    def kill(self) -> None:
        """The power cut of programs: kill -9."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def ended(self) -> int:
        """Read to the end; the exit code."""
        while self._read(PATIENCE_S):
            pass
        return self.process.wait(PATIENCE_S)

    def _read(self, wait: float) -> bool:
        """Read what is there; False when the program has closed its end."""
        if not select.select([self._master], [], [], wait)[0]:
            return True
        try:
            raw = os.read(self._master, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self._stream.feed(raw)
        return bool(raw)
