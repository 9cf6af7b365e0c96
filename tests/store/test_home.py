"""The home folder: made whole, refused where it cannot be safe, said what is wrong with it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from btimeeting.store import home as homes
from btimeeting.store import shares
from btimeeting.store.errors import (
    HomeDamaged,
    HomeMissing,
    HomeNotWritable,
    HomeOnNetworkShare,
    HomeTaken,
    HomeTooNew,
    NotAHome,
)
from btimeeting.store.home import Home
from tests.store.processes import folder_of_somebody_else, forbidden


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_home_has_its_folders_for_the_user_alone(tmp_path: Path) -> None:
    made = homes.create(tmp_path / "fylke" / "skule" / "bti", demo=False)
    assert {entry.name for entry in made.path.iterdir()} == {"home.json", "agendas", "profiles", "backup", "run"}
    assert all(mode(folder) == 0o700 for folder in (made.path, made.agendas, made.profiles, made.backup, made.run))
    assert mode(made.path / "home.json") == 0o600
    assert json.loads((made.path / "home.json").read_text()) == {"format": 1, "id": made.id, "demo": False}
    assert homes.open_home(made.path) == made


def test_every_file_of_the_home_has_its_place(home: Home) -> None:
    places = [home.settings, home.journal, home.records, home.keys, home.console_lock]
    names = ["settings.toml", "journal.db", "records.db", "keys.json", "run/console.lock"]
    assert [place.relative_to(home.path).as_posix() for place in places] == names


def test_two_homes_are_never_the_same(tmp_path: Path) -> None:
    assert homes.create(tmp_path / "a", demo=False).id != homes.create(tmp_path / "b", demo=False).id


def test_a_demo_home_knows_its_own_passphrase_and_does_not_show_it(demo_home: Home, home: Home) -> None:
    assert demo_home.demo
    assert demo_home.demo_passphrase is not None
    assert demo_home.demo_passphrase not in repr(demo_home)
    assert homes.open_home(demo_home.path).demo_passphrase == demo_home.demo_passphrase
    assert home.demo_passphrase is None
    assert "demo_passphrase" not in (home.path / "home.json").read_text()


def test_an_empty_folder_and_a_half_made_home_can_become_one(tmp_path: Path) -> None:
    half = tmp_path / "bti"
    (half / "agendas").mkdir(parents=True)
    assert homes.create(half, demo=False).path == half
    assert mode(half) == 0o700


def test_nothing_that_lies_there_is_taken_over(tmp_path: Path, home: Home) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "brev.txt").write_text("eit brev")
    (tmp_path / "file").write_text("eit brev")
    (tmp_path / "nested" / "agendas").mkdir(parents=True)
    (tmp_path / "nested" / "agendas" / "vår.md").write_text("# Vår")
    for taken in (tmp_path / "full", tmp_path / "file", tmp_path / "nested", home.path):
        with pytest.raises(HomeTaken) as caught:
            homes.create(taken, demo=False)
        assert caught.value.path == taken


def test_a_home_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(HomeMissing):
        homes.open_home(tmp_path / "bti")
    assert not (tmp_path / "bti").exists()


def test_a_folder_or_a_file_that_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "odd" / "home.json").mkdir(parents=True)
    for path in (tmp_path, tmp_path / "file", tmp_path / "odd"):
        with pytest.raises(NotAHome):
            homes.open_home(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"format"',
        b'{"format": 1',
        b'{"format": 1, "id": "x", "demo": false}',
        b'{"format": "1", "id": "00000000000000000000000000000000", "demo": false}',
        b'{"format": 0, "id": "00000000000000000000000000000000", "demo": false}',
        b'{"format": 1, "id": "00000000000000000000000000000000", "demo": "no"}',
        b'{"format": 1, "id": "00000000000000000000000000000000", "demo": false, "more": 1}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_home_file_is_said_and_left_alone(home: Home, content: bytes) -> None:
    (home.path / "home.json").write_bytes(content)
    with pytest.raises(HomeDamaged):
        homes.open_home(home.path)
    assert (home.path / "home.json").read_bytes() == content


def test_a_home_of_a_newer_program_is_refused(home: Home) -> None:
    (home.path / "home.json").write_text('{"format": 7, "rooms": []}')
    with pytest.raises(HomeTooNew) as caught:
        homes.open_home(home.path)
    assert (caught.value.found, caught.value.known) == (7, 1)


def test_opening_makes_whole_and_private_what_was_not(home: Home) -> None:
    home.run.rmdir()
    home.path.chmod(0o755)
    home.backup.chmod(0o777)
    homes.open_home(home.path, writing=False)
    assert not home.run.exists()
    homes.open_home(home.path)
    assert {mode(home.path), mode(home.backup), mode(home.run)} == {0o700}


def test_a_home_that_takes_no_writes_is_found_out_at_once() -> None:
    with folder_of_somebody_else() as folder:
        (folder / "bti").mkdir()
        homes.create(folder / "bti", demo=False)
        (folder / "bti").chmod(0o755)
        (folder / "bti" / "home.json").chmod(0o644)
        with forbidden(folder / "bti"):
            with pytest.raises(HomeNotWritable):
                homes.open_home(folder / "bti")
            with pytest.raises(HomeNotWritable) as caught:
                homes.probe(folder / "bti")
            assert caught.value.reason == "EACCES"
            assert not homes.open_home(folder / "bti", writing=False).demo
        with forbidden(folder), pytest.raises(HomeNotWritable):
            homes.create(folder / "new", demo=False)


def test_no_home_is_made_below_a_file_or_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "bti", tmp_path / ("x" * 300)):
        with pytest.raises(HomeNotWritable):
            homes.create(path, demo=False)


def test_no_home_is_made_or_opened_on_a_share(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(HomeOnNetworkShare) as caught:
        homes.create(tmp_path / "OneDrive - Døme kommune" / "bti", demo=False)
    assert caught.value.kind == "onedrive"
    monkeypatch.setattr(shares, "_read_mounts", lambda: f"filer:/bti {tmp_path.resolve()} nfs4 rw 0 0\n")
    for refused in (lambda: homes.open_home(home.path), lambda: homes.create(tmp_path / "new", demo=True)):
        with pytest.raises(HomeOnNetworkShare) as caught:
            refused()
        assert caught.value.kind == "nfs4"
    assert not (tmp_path / "new").exists()
