"""One console at a time: a lock of the operating system, which lets go by itself when its process dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from btimeeting.store.errors import StoreError
from btimeeting.store.files import translated_os

# Windows raises these for a region that somebody else has locked, POSIX the last two.
_TAKEN = {errno.EACCES, errno.EDEADLK, errno.EAGAIN, errno.EWOULDBLOCK}
_TRIES = 100


class FileLock:
    """An exclusive lock on a file of its own. The file stays; only the lock means anything, never its existence.

    `flock` rather than `lockf`: that one is lost when anything in the process closes the same file. The descriptor is
    not inherited by programs we start, so that a document viewer opened from the console does not keep the lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock if it is free; never waits. True when this object holds it afterwards."""
        if self._descriptor is not None:
            return True
        with translated_os(self._path):
            descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                taken = _take(descriptor)
            except BaseException:
                os.close(descriptor)
                raise
        if not taken:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def held(self) -> bool:
        """Tell whether this object holds the lock."""
        return self._descriptor is not None

    def taken(self) -> bool:
        """Tell whether anybody holds the lock, this object or another, without keeping it and without making the file.

        Looking takes nothing from whoever holds it, nor from others who look at the same moment.
        """
        if self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self._path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return not _try_lock(descriptor, shared=True)
        finally:
            os.close(descriptor)

    def release(self) -> None:
        """Let go. Nothing happens when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)  # closing is what releases, on every system
            self._descriptor = None

    def __enter__(self) -> bool:
        """Try to take the lock; the value says whether it is held."""
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go."""
        self.release()


class ConsoleLock(FileLock):
    """Held by the one console of a home (`run/console.lock`). Whoever does not get it joins, and says so."""

    def take_over(self) -> bool:
        """Take it when whoever held it is gone; False too where the file cannot be opened just now: ask again."""
        with suppress(StoreError):
            return self.acquire()
        return False


def _take(descriptor: int) -> bool:
    """Lock it. Somebody who only looks (`taken`) has it for a few microseconds, and is no reason to give up."""
    for _ in range(_TRIES):
        if _try_lock(descriptor):
            return True
        if not _try_lock(descriptor, shared=True):
            return False
    return False


def _try_lock(descriptor: int, *, shared: bool = False) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True
