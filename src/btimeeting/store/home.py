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
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from btimeeting.store.errors import (
    Damage,
    HomeDamaged,
    HomeMissing,
    HomeOnNetworkShare,
    HomeTaken,
    HomeTooNew,
    NotAHome,
    StoreDamaged,
    StoreError,
    StoreMissing,
)
from btimeeting.store.files import make_private, translated_os, write_json
from btimeeting.store.shares import share_kind

FORMAT: Final = 1
FOLDERS = ("agendas", "profiles", "backup", "run")


_ID: Final = re.compile(r"[0-9a-f]{32}")
_KINDS: Final = {
    "format": (int,),
    "id": (str,),
    "demo": (bool,),
    "demo_passphrase": (str, type(None)),
    "kept": (list,),
}
"""The fields of home.json. An invented child needs no secret: a demo's home opens without a question, and real homes
never have `demo_passphrase`. `kept` are the databases that have been made: one that is gone is lost, not to come."""


@dataclass(frozen=True, slots=True)
class Home:
    """A home folder that exists and was checked."""

    path: Path
    id: str
    demo: bool
    demo_passphrase: str | None = field(default=None, repr=False)
    kept: frozenset[str] = frozenset()
    """The names of the databases that have been made here."""

    def holds(self, database: Path) -> bool:
        """Whether a database of this home has been made, and is there.

        Raises `StoreMissing`, `StoreDamaged(EMPTY)` for one that was lost: nobody may begin on a new one unasked.
        """
        with translated_os(database):
            try:
                size = database.stat().st_size
            except FileNotFoundError:
                size = None
        if size:
            return True
        if database.name in self.kept:
            raise StoreMissing(database) if size is None else StoreDamaged(database, Damage.EMPTY)
        return False

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
    _write(made)
    return made


def keep(home: Home, database: Path) -> None:
    """Remember that a database has been made: from now on it is missed when it is gone.

    Where that cannot be written now, the next who opens the database tries again.
    """
    if database.name in home.kept:
        return
    with contextlib.suppress(StoreError):
        found = _read(home.path)
        if database.name not in found.kept:
            _write(replace(found, kept=found.kept | {database.name}))


def _write(home: Home) -> None:
    told: dict[str, object] = {"format": FORMAT, "id": home.id, "demo": home.demo}
    if home.demo:
        told["demo_passphrase"] = home.demo_passphrase
    if home.kept:
        told["kept"] = sorted(home.kept)
    write_json(home.path / "home.json", told)


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
        told = {"demo_passphrase": None, "kept": [], **value}
        if found != FORMAT or told.keys() != _KINDS.keys() or not _ID.fullmatch(told["id"]):
            raise HomeDamaged(file)
        if any(type(told[name]) not in kinds for name, kinds in _KINDS.items()):
            raise HomeDamaged(file)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise HomeDamaged(file) from None
    return Home(path, told["id"], told["demo"], told["demo_passphrase"], frozenset(map(str, told["kept"])))
