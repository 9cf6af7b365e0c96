"""The home folder of one unit: what lies where, and whether this is a place to keep it.

home.json      format, id, demo            keys.json    the slots that open records.db
settings.toml  written by `config`         journal.db   records.db
agendas/  profiles/  backup/  run/ (locks and the unlock socket)
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from btimeeting.store.errors import (
    HomeDamaged,
    HomeMissing,
    HomeOnNetworkShare,
    HomeTaken,
    HomeTooNew,
    NotAHome,
)
from btimeeting.store.files import make_private, translated_os, write_json
from btimeeting.store.shares import share_kind

FORMAT: Final = 1
FOLDERS = ("agendas", "profiles", "backup", "run")


_ID: Final = re.compile(r"[0-9a-f]{32}")
_KINDS: Final = {"format": (int,), "id": (str,), "demo": (bool,), "demo_passphrase": (str, type(None))}
"""The fields of home.json. An invented child needs no secret: a demo's home opens without a question, and real homes
never have the last field."""


@dataclass(frozen=True, slots=True)
class Home:
    """A home folder that exists and was checked."""

    path: Path
    id: str
    demo: bool
    demo_passphrase: str | None = field(default=None, repr=False)

    @property
    def settings(self) -> Path:
        """settings.toml; need not exist."""
        return self.path / "settings.toml"

    @property
    def journal(self) -> Path:
        """The course of meetings, plain."""
        return self.path / "journal.db"

    @property
    def records(self) -> Path:
        """Everything about a case, encrypted."""
        return self.path / "records.db"

    @property
    def keys(self) -> Path:
        """The slots that open `records`."""
        return self.path / "keys.json"

    @property
    def agendas(self) -> Path:
        """This unit's own agendas."""
        return self.path / "agendas"

    @property
    def profiles(self) -> Path:
        """This unit's own profiles."""
        return self.path / "profiles"

    @property
    def backup(self) -> Path:
        """Backups, until they are carried away."""
        return self.path / "backup"

    @property
    def run(self) -> Path:
        """What lives only while a program runs."""
        return self.path / "run"

    @property
    def console_lock(self) -> Path:
        """The file that the one console locks."""
        return self.run / "console.lock"


def create(path: Path, *, demo: bool) -> Home:
    """Make a home (folders 0700) and return it; keys and databases are made by whoever needs them first.

    home.json is written last: an interrupted `create` leaves no home, and may be repeated. Raises `HomeTaken` when
    something else lies there, `HomeOnNetworkShare`, `HomeNotWritable`, `DiskFull`.
    """
    _refuse_share(path)
    with translated_os(path):
        if path.is_dir():
            if any(entry.name not in FOLDERS or any(entry.iterdir()) for entry in path.iterdir()):
                raise HomeTaken(path)
        elif path.exists():
            raise HomeTaken(path)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    _arrange(path)
    probe(path)
    made = Home(path, secrets.token_hex(16), demo, secrets.token_urlsafe(12) if demo else None)
    told = {"format": FORMAT, "id": made.id, "demo": made.demo}
    write_json(path / "home.json", told | ({"demo_passphrase": made.demo_passphrase} if demo else {}))
    return made


def open_home(path: Path, *, writing: bool = True) -> Home:
    """Return the home at `path`, its folders made whole and private.

    `writing=False` is for windows that only look: nothing is created, repaired or tried. Raises `HomeMissing`,
    `NotAHome`, `HomeDamaged`, `HomeTooNew`, `HomeOnNetworkShare`, and when writing `HomeNotWritable`, `DiskFull`.
    """
    _refuse_share(path)
    with translated_os(path):
        if not path.exists():
            raise HomeMissing(path)
    found = _read(path)
    if writing:
        _arrange(path)
        probe(path)
    return found


def probe(path: Path) -> None:
    """Find out by a real write whether this folder takes one. Raises `HomeNotWritable`, `DiskFull`."""
    trial = path / f".probe.{secrets.token_hex(6)}"
    with translated_os(path):
        try:
            trial.write_bytes(b"x" * 4096)  # a whole page: a full disk still takes an empty file
        finally:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                trial.unlink()


def _refuse_share(path: Path) -> None:
    kind = share_kind(path)
    if kind is not None:
        raise HomeOnNetworkShare(path, kind)


def _arrange(path: Path) -> None:
    make_private(path, 0o700)
    for name in FOLDERS:
        with translated_os(path):
            (path / name).mkdir(mode=0o700, exist_ok=True)
        make_private(path / name, 0o700)


def _read(path: Path) -> Home:
    file = path / "home.json"
    with translated_os(file):
        try:
            text = file.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise NotAHome(path) from None
    try:
        value = json.loads(text)
        found = value["format"]
        if isinstance(found, int) and found > FORMAT:
            raise HomeTooNew(path, found=found, known=FORMAT)
        told = {"demo_passphrase": None, **value}
        if found != FORMAT or told.keys() != _KINDS.keys() or not _ID.fullmatch(told["id"]):
            raise HomeDamaged(file)
        if any(type(told[name]) not in kinds for name, kinds in _KINDS.items()):
            raise HomeDamaged(file)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise HomeDamaged(file) from None
    return Home(path, told["id"], told["demo"], told["demo_passphrase"])
