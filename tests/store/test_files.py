"""Small files: the old or the new, never half of either; and the system's failures as our own."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from btimeeting.store import files
from btimeeting.store.errors import DiskFailed, DiskFull, HomeNotWritable, PathError
from tests.store.processes import folder_of_somebody_else, forbidden


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    files.write_json(path, {"hint": "kontoret, 2. høgda"})
    files.write_json(path, {"hint": "safen"})
    assert json.loads(path.read_text(encoding="utf-8")) == {"hint": "safen"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]


def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys.json"
    files.write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull) as caught:
        files.write_whole(path, b"new")
    assert caught.value.path == path
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]


def test_a_folder_of_somebody_else_keeps_its_file() -> None:
    with folder_of_somebody_else() as folder:
        files.write_whole(folder / "keys.json", b"old")
        with forbidden(folder), pytest.raises(HomeNotWritable) as caught:
            files.write_whole(folder / "keys.json", b"new")
        assert caught.value.reason == "EACCES"
        assert (folder / "keys.json").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, HomeNotWritable),
        (errno.EACCES, HomeNotWritable),
        (errno.ENOTDIR, HomeNotWritable),
        (errno.EIO, DiskFailed),
    ],
)
def test_every_failure_of_the_system_becomes_ours(number: int, expected: type[PathError]) -> None:
    path = Path("home.json")
    with pytest.raises(expected) as caught, files.translated_os(path):
        raise OSError(number, "text that is never shown")
    assert caught.value.path == path
