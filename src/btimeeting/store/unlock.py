"""Asking the console for the key of the record: where one knocks, who may, and what is said.

A stream socket of this user's, in `run/` (0600). One line of JSON each way: who asks (a kind of window, never a
person), then «heard», then the key or why not. Who is at the other end is asked of the system, on both sides; where
the system cannot tell, there is no such socket and a window asks for the passphrase.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import struct
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from btimeeting.store.home import Home
from btimeeting.store.secret import KEY_BYTES, DatabaseKey

FORMAT: Final = 1
WINDOWS: Final = ("pad", "evaluation")
"""The windows that may ask: those that work in one running meeting."""
LONGEST_PATH: Final = 100
"""Bytes: macOS takes 103, Linux 107."""
MOST_BYTES: Final = 512
"""What is longer than any line of ours."""
_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED = 0, 1, 76
"""macOS's names for its peer credentials (`sys/un.h`, `sys/ucred.h`), which Python does not have."""

PeerUid = Callable[[socket.socket], int | None]
"""Tells which user is at the other end; None when the system does not say."""


class NobodyThere(Exception):
    """No console of this home listens."""


class Answer(StrEnum):
    """What a knock can become."""

    HEARD = "heard"
    """The line stands on the console."""
    GRANTED = "granted"
    DENIED = "denied"
    LATE = "late"
    """Nobody pressed anything in time."""
    GONE = "gone"
    """The console ended, or talked nonsense."""


@dataclass(frozen=True, slots=True)
class Granted:
    """The key, for one meeting."""

    key: DatabaseKey
    meeting_id: str


def peer_uid(peer: socket.socket) -> int | None:
    """The user at the other end, as the kernel has it (SO_PEERCRED; LOCAL_PEERCRED on macOS); None: it cannot tell."""
    try:
        if hasattr(socket, "SO_PEERCRED"):
            size = struct.calcsize("3i")
            return int(struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))[1])
        if sys.platform == "darwin":
            told = peer.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED)
            return int(struct.unpack_from("2I", told)[1])
    except (OSError, struct.error):
        pass
    return None


def address(home: Home, runtime: Path | None) -> Path | None:
    """Where this home's console listens; None where the system has no such socket.

    `runtime` is the user's own folder for such things, taken when the home's path is too long for a socket.
    """
    if not hasattr(socket, "AF_UNIX") or not (hasattr(socket, "SO_PEERCRED") or sys.platform == "darwin"):
        return None
    near = home.run.absolute() / "unlock.sock"
    if len(os.fsencode(near)) <= LONGEST_PATH:
        return near
    if runtime is None or not _private(runtime):
        return None
    far = runtime / f"btimeeting-{home.id[:16]}.sock"
    return far if len(os.fsencode(far)) <= LONGEST_PATH else None


def _private(folder: Path) -> bool:
    """Whether it is a folder of this user's that nobody else may enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def line(**values: object) -> bytes:
    """One message."""
    return json.dumps({"btimeeting": "unlock", "format": FORMAT, **values}).encode() + b"\n"


def understood(raw: bytes) -> Mapping[str, object] | None:
    """One message read; None for anything else."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("btimeeting") != "unlock" or value.get("format") != FORMAT:
        return None
    return value


class Knocking:
    """A window's knock. Whoever waits for the answer selects on it and calls `poll`."""

    def __init__(self, where: Path, window: str, uid_of: PeerUid = peer_uid) -> None:
        """Knock. Raises NobodyThere."""
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._read = b""
        try:
            self._socket.connect(os.fspath(where))
            mine = uid_of(self._socket) == os.getuid()
            if mine:
                self._socket.sendall(line(window=window))
                self._socket.setblocking(False)
        except OSError:
            mine = False
        if not mine:
            self._socket.close()
            raise NobodyThere

    def fileno(self) -> int:
        """For select."""
        return self._socket.fileno()

    def poll(self) -> Granted | Answer | None:
        """What has been answered since; None when nothing has. After anything but HEARD it is over."""
        ended = False
        try:
            got = self._socket.recv(MOST_BYTES)
            ended = not got
            self._read += got
        except BlockingIOError:
            pass
        except OSError:
            ended = True
        raw, newline, rest = self._read.partition(b"\n")
        if newline:
            self._read = rest
            return _answer(raw)
        return Answer.GONE if ended or len(self._read) > MOST_BYTES else None

    def close(self) -> None:
        """Knock no more: the line on the console goes away."""
        self._socket.close()

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def _answer(raw: bytes) -> Granted | Answer:
    told = understood(raw)
    match told:
        case {"answer": "granted", "key": str(key), "meeting": str(meeting_id)}:
            with suppress(ValueError):
                raw_key = bytes.fromhex(key)
                if len(raw_key) == KEY_BYTES:
                    return Granted(DatabaseKey(raw_key), meeting_id)
        case {"answer": "heard" | "denied" | "late" as answer}:
            return Answer(str(answer))
    return Answer.GONE
