"""Why the store could not do what it was asked: types that carry values, never sentences.

`cli/outcomes.py` makes the sentence and picks the exit code. Nothing here holds a person's words, a passphrase or a
key. Every window loads these before its first second is on the screen: what dataclasses would make and nobody asks
for is not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from btimeeting.service.ports import StoreFault


class Damage(StrEnum):
    """What is wrong with a file that should be ours; a code for `StoreDamaged.detail` and `KeysDamaged.detail`."""

    EMPTY = "empty"  # no byte in it, where there was a database
    NOT_A_DATABASE = "not-a-database"  # wrong header, or the right key does not open it
    NOT_ENCRYPTED = "not-encrypted"  # plain text where only an encrypted file may lie
    CORRUPT = "corrupt"  # the driver found a page that cannot be
    FOREIGN = "foreign"  # a sound database that some other program made
    UNREADABLE = "unreadable"  # not JSON, cut short, or a field that cannot be
    CHECKSUM = "checksum"  # readable, but not what was written
    KEY_MISMATCH = "key-mismatch"  # a slot opened, but holds a key of another database


class StoreError(StoreFault):
    """Anything the store refuses or could not do."""


@dataclass(eq=False, repr=False)
class PathError(StoreError):
    """A store error about one file or folder."""

    path: Path


# --- the home folder -------------------------------------------------------------------------------------------------


class HomeMissing(PathError):
    """There is no folder at `path`."""


class NotAHome(PathError):
    """`path` exists but is no home folder (a file, or a folder without home.json)."""


class HomeTaken(PathError):
    """A new home was asked for where something lies already."""


class HomeDamaged(PathError):
    """home.json is there but cannot be read as one."""


@dataclass(eq=False, repr=False)
class HomeNotWritable(PathError):
    """A real write in the home failed; `reason` is the name of the system's error (`EACCES`, `EROFS` …)."""

    reason: str = ""


@dataclass(eq=False, repr=False)
class HomeOnNetworkShare(PathError):
    """SQLite is unsafe there; `kind` is `nfs4`, `cifs` … or a syncing folder's name (`onedrive` …)."""

    kind: str


@dataclass(eq=False, repr=False)
class HomeTooNew(PathError):
    """A newer program made this home: format `found`, this program knows up to `known`."""

    found: int
    known: int


# --- keys ------------------------------------------------------------------------------------------------------------


class KeysTaken(PathError):
    """keys.json is there already; overwriting it would lock everybody out for good."""


class KeysMissing(PathError):
    """keys.json is not there: without a copy of it no passphrase opens the record."""


@dataclass(eq=False, repr=False)
class KeysDamaged(PathError):
    """keys.json is there but is not what was written."""

    detail: Damage


@dataclass(eq=False, repr=False)
class KeysTooNew(PathError):
    """A newer program wrote keys.json."""

    found: int
    known: int


class WrongPassphrase(StoreError):
    """No slot that was tried opens with this passphrase. The file itself is sound."""


class WrongRecoveryCode(StoreError):
    """A correctly typed recovery code, of another home or of a slot that was removed."""


@dataclass(eq=False, repr=False)
class RecoveryCodeMistyped(StoreError):
    """The code's own check says it was mistyped: in printed line `line` (1-4), or in its length (`line` None)."""

    line: int | None
    found: int
    expected: int


@dataclass(eq=False, repr=False)
class PassphraseTooShort(StoreError):
    """A new passphrase must have at least `minimum` characters."""

    minimum: int


@dataclass(eq=False, repr=False)
class NoSuchSlot(StoreError):
    """There is no key slot `slot_id` (of the kind asked for, where one was; None: none at all of that kind)."""

    slot_id: str | None


@dataclass(eq=False, repr=False)
class LastSlots(StoreError):
    """Removing this slot would leave too few ways in; `kind` says of what (`any`, `passphrase`, `recovery`)."""

    kind: str


@dataclass(eq=False, repr=False)
class NotEnoughMemory(StoreError):
    """The passphrase's derivation needs `needed_mib` MiB that the machine did not give."""

    needed_mib: int


# --- database files --------------------------------------------------------------------------------------------------


class StoreMissing(PathError):
    """A database file that must exist does not."""


@dataclass(eq=False, repr=False)
class StoreDamaged(PathError):
    """The file is not what the program wrote."""

    detail: Damage


@dataclass(eq=False, repr=False)
class StoreTooNew(PathError):
    """A newer program changed this file: it holds step `found`, this program's last step is `known`."""

    found: str
    known: str


@dataclass(eq=False, repr=False)
class StoreTooOld(PathError):
    """A reader met a file whose step `missing` a writer has not taken yet."""

    missing: str


class DiskFull(PathError):
    """The write was rolled back for want of space; everything acknowledged before is safe."""


class StoreBusy(PathError):
    """Another window held the file for longer than the timeout; nothing was written."""


class ReadOnly(PathError):
    """The file or its folder does not take writes."""


@dataclass(eq=False, repr=False)
class DiskFailed(PathError):
    """The system could not read, write or open the file; `code` is the driver's name for it (`SQLITE_IOERR` …)."""

    code: str


# --- the program's own parts -----------------------------------------------------------------------------------------


@dataclass(eq=False, repr=False)
class UnsafeLibrary(StoreError):
    """The SQLite in use has the WAL-reset bug (3.7.0 to 3.51.2 without a back-port)."""

    version: str


class CipherMissing(StoreError):
    """The SQLite in use cannot encrypt: it would have written the record in plain text."""


class DriverMismatch(StoreError):
    """sqlite-utils was imported by somebody else, over another driver than ours."""
