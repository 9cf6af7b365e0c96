"""A real terminal for a command: what it writes is waited for, then something is typed."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

PATIENCE_S = 30.0
OWN_TERMINAL = """
import fcntl, signal, termios
signal.signal(signal.SIGINT, signal.default_int_handler)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from btimeeting.cli import main
raise SystemExit(main())
"""
"""Without a terminal of its own a command gets no Ctrl+C, nor where whoever runs the tests was told to ignore it."""


class Terminal:
    """`python -m btimeeting WORDS…` with a pseudo-terminal for all three streams."""

    def __init__(self, home: Path, *words: str) -> None:
        self.seen = ""
        self._at = 0
        self._master, slave = os.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, *words, "--home", str(home)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=os.environ | {"PYTHONUTF8": "1", "TERM": "xterm", "BTIMEETING_LANG": "en"},
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """A command that never ended (the test has failed) does not outlive its terminal."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def until(self, text: str) -> str:
        """Wait until `text` is written (after what was waited for before); gives what was written up to then."""
        while text not in self.seen[self._at :]:
            if not self._read():
                raise AssertionError(f"ended before {text!r}: {self.seen!r}")
        end = self.seen.index(text, self._at) + len(text)
        told, self._at = self.seen[self._at : end], end
        return told

    def type(self, text: str) -> None:
        """Type something and press Enter."""
        os.write(self._master, text.encode() + b"\n")

    def press(self, keys: bytes) -> None:
        """Press keys: Ctrl+C is 3, Ctrl+D is 4."""
        os.write(self._master, keys)

    def interrupt(self) -> None:
        """Press Ctrl+C as a person does, again when nothing happens: readline may just have been about to listen."""
        for _ in range(60):
            with suppress(OSError):  # it has ended meanwhile
                self.press(b"\x03")
            if select.select([self._master], [], [], 0.5)[0] and not self._read():
                return

    def ended(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        return self._process.wait(PATIENCE_S)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], PATIENCE_S)
        if not ready:
            raise AssertionError(f"nothing more was written: {self.seen!r}")
        try:
            raw = os.read(self._master, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.seen += raw.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(raw)
