"""A file that leaves the program is whole, or as it was; and what stood in the way is said of the right thing."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from btimeeting.cli import paper_file
from btimeeting.cli.outcomes import explain
from btimeeting.i18n import use


def test_a_file_that_was_there_is_replaced_whole_and_for_its_owner_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "referat.md"
    paper_file.write_file(b"first", to)
    assert capsys.readouterr().err == ""
    to.chmod(0o644)
    paper_file.write_file(b"second", to)
    assert to.read_bytes() == b"second"
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert str(to) in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["referat.md"]


def test_on_a_full_disk_what_was_there_stands_and_nothing_half_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    to = tmp_path / "referat.md"
    paper_file.write_file(b"first", to)
    monkeypatch.setattr(os, "fsync", full)
    for name in ("referat.md", "new.pdf"):
        with pytest.raises(OSError, match="No space") as told:
            paper_file.write_file(b"second", tmp_path / name)
        use("en")
        sentence, code = explain(told.value)
        assert sentence == f"The file {tmp_path / name} cannot be used: the disk is full. Make room and try again."
        assert code == 1
    assert to.read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["referat.md"]


def test_of_a_folder_that_is_missing_the_folder_is_named(tmp_path: Path) -> None:
    use("en")
    with pytest.raises(OSError, match="No such") as told:
        paper_file.write_file(b"x", tmp_path / "none" / "referat.md")
    assert explain(told.value)[0] == f"There is no folder {tmp_path / 'none'}. Make it, or choose another."
    with pytest.raises(IsADirectoryError) as folder:
        paper_file.write_file(b"x", tmp_path)
    assert "it is a folder. Name a file in it." in explain(folder.value)[0]


def test_a_device_takes_what_comes(capsys: pytest.CaptureFixture[str]) -> None:
    paper_file.write_file(b"x", Path(os.devnull))
    assert capsys.readouterr().err == ""
    with pytest.raises(OSError, match="No space"):
        paper_file.write_file(b"x", Path("/dev/full"))


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "borte.txt"
    with pytest.raises(OSError, match="borte") as caught:
        missing.read_text(encoding="utf-8")
    use("nn")
    sentence, code = explain(caught.value)
    assert code == 1
    assert sentence == f"Fila {missing} kan ikkje brukast: ho er ikkje der. Sjå etter at namnet er rett."
