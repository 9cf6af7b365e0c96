"""A terminal to measure in: the program runs in a pty, what it writes is stamped as it arrives and drawn on a screen.

"On the screen" means that the text can be read on the drawn screen; its time is the arrival of the piece that made it
readable, so that the drawing itself costs nothing. What a real terminal adds to show it is not measured.
"""

from __future__ import annotations

import os
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Self

from benchmarks.drawn import Drawn

SIZE = (120, 36)
PATIENCE_S = 30.0


class NotSeen(Exception):
    """What was waited for never came on the screen; the screen is told."""


class Terminal:
    """`python ARGUMENTS…` in a terminal of its own. Leaving it kills what still runs."""

    def __init__(self, *arguments: str, environ: Mapping[str, str] | None = None) -> None:
        import pty  # noqa: PLC0415 - not on every system

        self.drawn = Drawn(*SIZE)
        self.bytes = 0
        self._arrived: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        given = _environment() | dict(environ or {})
        self.started = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become([sys.executable, *arguments], given)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._gone = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._fd)
        self._reader.join(1)

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        if not self._gone:
            self._gone = True
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    # --- keys and what comes of them ---------------------------------------------------------------------------------

    def press(self, keys: str) -> float:
        """Press keys, as the bytes a terminal sends for them; returns when."""
        at = perf_counter()
        os.write(self._fd, keys.encode())
        return at

    def until(self, *texts: str, patience: float = PATIENCE_S) -> float:
        """When all these texts could be read at once. Raises NotSeen."""
        return self.until_so(lambda drawn: all(map(drawn.reads, texts)), " and ".join(texts), patience)

    def until_so(self, so: Callable[[Drawn], bool], what: str = "it", patience: float = PATIENCE_S) -> float:
        """When it was so on the screen. Raises NotSeen."""
        end, at = perf_counter() + patience, perf_counter()
        while not so(self.drawn):
            left = end - perf_counter()
            arrived = self._take(left) if left > 0 else None
            if arrived is None:
                raise NotSeen(f"{what} in {patience:g} s:\n{self.drawn.text()}")
            at = arrived
        return at

    def rest(self, quiet_s: float, longest_s: float = 5.0) -> None:
        """Until nothing was written for so long."""
        end = perf_counter() + longest_s
        while perf_counter() < end and self._take(quiet_s) is not None:
            pass

    def watch(self, seconds: float) -> None:
        """Read along for so long."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            self._take(left)

    def _take(self, patience: float) -> float | None:
        """Draw one piece; returns when it arrived, None when none came."""
        try:
            at, data = self._arrived.get(timeout=patience)
        except queue.Empty:
            return None
        if not data:
            raise NotSeen(f"it has ended:\n{self.drawn.text()}")
        self.bytes += len(data)
        answer = self.drawn.draw(data)
        if answer:
            os.write(self._fd, answer)
        return at

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError:  # Linux says so when the other end is closed
                data = b""
            self._arrived.put((perf_counter(), data))
            if not data:
                return

    # --- what it takes -----------------------------------------------------------------------------------------------

    def processor_s(self) -> float:
        """Processor time the program has used so far, to the nanosecond where the kernel tells it (not Linux: 0)."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with suppress(OSError, ValueError, IndexError):
                total += int(task.read_text().split()[0])
        return total / 1e9 or self._ticks() / os.sysconf("SC_CLK_TCK")

    def _ticks(self) -> int:
        with suppress(OSError):
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            return int(fields[11]) + int(fields[12])
        return 0

    def memory_mb(self) -> float:
        """What it holds of the machine's memory (RSS; not Linux: 0)."""
        with suppress(OSError):
            for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    return int(line.split()[1]) / 1024
        return 0.0


def _environment() -> dict[str, str]:
    """Ours, without what would make one terminal another than the next."""
    dropped = ("COLUMNS", "LINES", "NO_COLOR", "TERM_PROGRAM", "TMUX", "TEXTUAL_FPS")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    kept = {name: value for name, value in kept.items() if not name.startswith("BTIMEETING_")}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"}


def _become(argv: list[str], environ: dict[str, str]) -> None:
    """In the child: the program, or nothing."""
    import fcntl  # noqa: PLC0415 - not on every system
    import termios  # noqa: PLC0415 - likewise

    try:
        columns, rows = SIZE
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execve(argv[0], argv, environ)  # noqa: S606 - our own interpreter
    finally:
        os._exit(127)
