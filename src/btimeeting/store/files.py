"""Small files of the home: written whole or not at all, private to the user."""

from __future__ import annotations

import errno
import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from btimeeting.store.errors import DiskFailed, DiskFull, HomeNotWritable

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP, errno.ENAMETOOLONG),
}


@contextmanager
def translated_os(path: Path) -> Iterator[None]:
    """Let the system's failures inside the block out as `StoreError`; whoever expects one catches it inside."""
    try:
        yield
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "unknown")
        if error.errno in _FULL:
            raise DiskFull(path) from error
        if error.errno in _REFUSED:
            raise HomeNotWritable(path, name) from error
        raise DiskFailed(path, name) from error


def make_private(path: Path, mode: int) -> None:
    """Take away what others may do with `path`, when it has more than `mode` (0600 for a file, 0700 for a folder)."""
    if sys.platform != "win32":  # there the user's profile folder is what protects
        with translated_os(path):
            if path.stat().st_mode & 0o777 & ~mode:
                path.chmod(mode)


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, durably: after a crash it holds the old or the new, never half of either."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with translated_os(path):
        try:
            descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable (Windows does so by itself and has no such call)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_json(path: Path, value: object) -> None:
    """Write `value` as indented UTF-8 JSON, whole or not at all."""
    write_whole(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
