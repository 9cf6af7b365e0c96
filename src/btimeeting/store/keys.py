"""keys.json: who gets in to the encrypted record, and the rules that keep somebody able to.

The file is not secret, lies beside the database and goes with every copy of it. The key itself never changes when
people come and go: slots are added and removed. Whoever kept an old keys.json *and* an old copy of the database can
still read that copy.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from btimeeting.store import slots
from btimeeting.store.errors import (
    Damage,
    KeysDamaged,
    KeysMissing,
    KeysTaken,
    KeysTooNew,
    LastSlots,
    NoSuchSlot,
    StoreBusy,
    WrongPassphrase,
    WrongRecoveryCode,
)
from btimeeting.store.files import translated_os, write_json
from btimeeting.store.home import Home
from btimeeting.store.lock import FileLock
from btimeeting.store.recovery_code import RecoveryCode
from btimeeting.store.secret import DatabaseKey, new_key
from btimeeting.store.slots import Cost, PassphraseSlot, RecoverySlot, Slot

FORMAT: Final = 1
_CHECKSUM = "checksum"


class KeyFile(BaseModel):
    """The content of keys.json."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    format: Literal[1] = FORMAT
    cipher: Literal[4] = 4
    """The SQLCipher file format that the key is for."""
    database: str = Field(pattern=r"^[0-9a-f]{32}$")
    key_check: str = Field(pattern=r"^[0-9a-f]{16}$", repr=False)
    """Tells a wrong passphrase from a damaged database: a truncated HMAC under the key."""
    slots: tuple[Slot, ...] = Field(min_length=1, max_length=64)

    def fits(self, key: DatabaseKey) -> bool:
        """Tell whether `key` is the one these slots hold."""
        return hmac.compare_digest(_key_check(key, self.database), self.key_check)

    @property
    def passphrase_slots(self) -> tuple[PassphraseSlot, ...]:
        """The slots a passphrase opens."""
        return tuple(slot for slot in self.slots if isinstance(slot, PassphraseSlot))

    @property
    def recovery_slots(self) -> tuple[RecoverySlot, ...]:
        """The slots a printed code opens."""
        return tuple(slot for slot in self.slots if isinstance(slot, RecoverySlot))


S = TypeVar("S", PassphraseSlot, RecoverySlot)


def create(home: Home, passphrase: str, *, hint: str, cost: Cost | None = None, on: date | None = None) -> DatabaseKey:
    """Make the home's key and keys.json with its first slot, made `on` that day, and return the key.

    `cost` is by default what the home needs (a demo's is cheap). Raises `KeysTaken` rather than overwrite,
    `KeysMissing` when a record is there whose keys are gone (new ones would never open it), `PassphraseTooShort`.
    """
    with _locked(home):
        if home.keys.exists():
            raise KeysTaken(home.keys)
        if home.records.exists() and home.records.stat().st_size:
            raise KeysMissing(home.keys)
        key, database = new_key(), secrets.token_hex(16)
        first = _dated(slots.passphrase_slot(key, database, passphrase, hint, cost or cost_for(home)), on)
        _save(home.keys, KeyFile(database=database, key_check=_key_check(key, database), slots=(first,)))
    return key


def create_demo(home: Home) -> DatabaseKey:
    """Make the keys of a demo home, whose passphrase stands in its home.json."""
    return create(home, _demo_passphrase(home), hint="demo")


def unlock_demo(home: Home) -> DatabaseKey:
    """Open a demo home without a question. Raises as `read` and `unlock`."""
    return unlock(read(home), _demo_passphrase(home))


def read(home: Home) -> KeyFile:
    """Read keys.json. Raises `KeysMissing`, `KeysDamaged`, `KeysTooNew`."""
    path = home.keys
    with translated_os(path):
        try:
            text = path.read_bytes()
        except FileNotFoundError:
            raise KeysMissing(path) from None
    try:
        value = json.loads(text)
        found = value["format"]
        if isinstance(found, int) and found > FORMAT:
            raise KeysTooNew(path, found=found, known=FORMAT)
        if value.pop(_CHECKSUM) != _checksum(value):
            # Without this a flipped bit in a slot would be reported as a wrong passphrase.
            raise KeysDamaged(path, Damage.CHECKSUM)
        return KeyFile.model_validate_json(json.dumps(value))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ValidationError):
        raise KeysDamaged(path, Damage.UNREADABLE) from None


def unlock(keys: KeyFile, passphrase: str, slot_id: str | None = None) -> DatabaseKey:
    """Return the key that a passphrase opens: of slot `slot_id`, or, at half a second each, of the first that fits.

    Raises `WrongPassphrase`, `NoSuchSlot`, `NotEnoughMemory`, `KeysDamaged`.
    """
    tried = [slot for slot in keys.passphrase_slots if slot_id in (None, slot.id)]
    if not tried:
        raise NoSuchSlot(slot_id)
    for slot in tried:
        key = slots.open_with_passphrase(slot, keys.database, passphrase)
        if key is not None:
            return _checked(keys, key)
    raise WrongPassphrase


def unlock_with_code(keys: KeyFile, typed: str) -> DatabaseKey:
    """Return the key that the printed recovery code opens.

    Raises `RecoveryCodeMistyped` (look at the line again), `WrongRecoveryCode` (another home's, or removed),
    `NoSuchSlot`.
    """
    if not keys.recovery_slots:
        raise NoSuchSlot(None)
    for slot in keys.recovery_slots:
        key = slots.open_with_code(slot, keys.database, typed)
        if key is not None:
            return _checked(keys, key)
    raise WrongRecoveryCode


def add_passphrase(
    home: Home, key: DatabaseKey, passphrase: str, *, hint: str, cost: Cost | None = None, on: date | None = None
) -> str:
    """Add a slot and return its id. `hint` is a neutral word, no person's name. Raises `PassphraseTooShort`."""
    keys = read(home)
    slot = _dated(slots.passphrase_slot(key, keys.database, passphrase, hint, cost or cost_for(home)), on)
    _edit(home, lambda now: _with_slot(now, key, slot))
    return slot.id


def add_recovery(home: Home, key: DatabaseKey, *, hint: str, on: date | None = None) -> tuple[str, RecoveryCode]:
    """Add a recovery slot; return its id and the code, which cannot be shown again."""
    slot, code = slots.recovery_slot(key, read(home).database, hint)
    made = _dated(slot, on)
    _edit(home, lambda now: _with_slot(now, key, made))
    return slot.id, code


def remove(home: Home, slot_id: str) -> None:
    """Take a slot away. Raises `NoSuchSlot`, and `LastSlots` when too few ways in would be left.

    At least two slots stay, at least one of them a passphrase, and a recovery code once there is one: to replace a
    slot, add the new one first.
    """

    def without(keys: KeyFile) -> KeyFile:
        gone = next((slot for slot in keys.slots if slot.id == slot_id), None)
        if gone is None:
            raise NoSuchSlot(slot_id)
        same = keys.recovery_slots if isinstance(gone, RecoverySlot) else keys.passphrase_slots
        if len(keys.slots) <= 2:  # noqa: PLR2004 - the rule says two
            raise LastSlots("any")
        if len(same) == 1:
            raise LastSlots("recovery" if isinstance(gone, RecoverySlot) else "passphrase")
        return keys.model_copy(update={"slots": tuple(slot for slot in keys.slots if slot.id != slot_id)})

    _edit(home, without)


def ready_for_real_meeting(keys: KeyFile) -> bool:
    """Tell whether a real child may be entered: two slots, one of them recovery, none cheap to guess."""
    strong = all(slot.memory_kib >= slots.WEAKEST_REAL_KIB for slot in keys.passphrase_slots)
    return bool(keys.recovery_slots) and bool(keys.passphrase_slots) and strong


def cost_for(home: Home) -> Cost:
    """Return what a guess at a passphrase of this home shall cost."""
    return slots.CHEAP if home.demo else slots.REAL


def _demo_passphrase(home: Home) -> str:
    if home.demo_passphrase is None:
        raise ValueError("not a demo home")
    return home.demo_passphrase


def _checked(keys: KeyFile, key: DatabaseKey) -> DatabaseKey:
    if not keys.fits(key):
        raise KeysDamaged(Path("keys.json"), Damage.KEY_MISMATCH)
    return key


def _key_check(key: DatabaseKey, database: str) -> str:
    return hmac.new(key.raw, f"btimeeting key check 1|{database}".encode(), hashlib.sha256).hexdigest()[:16]


def _dated(slot: S, on: date | None) -> S:
    return slot.model_copy(update={"made_on": on.isoformat() if on is not None else None})


def _with_slot(keys: KeyFile, key: DatabaseKey, slot: PassphraseSlot | RecoverySlot) -> KeyFile:
    _checked(keys, key)  # a slot holding another key would be a way in to nothing
    return keys.model_copy(update={"slots": (*keys.slots, slot)})


def _edit(home: Home, change: Callable[[KeyFile], KeyFile]) -> None:
    with _locked(home):
        _save(home.keys, change(read(home)))


@contextmanager
def _locked(home: Home) -> Iterator[None]:
    """Let nobody else edit: a slot lost between two windows would be a printed code that opens nothing."""
    lock = FileLock(home.run / "keys.lock")
    if not lock.acquire():
        raise StoreBusy(home.keys)
    try:
        yield
    finally:
        lock.release()


def _save(path: Path, keys: KeyFile) -> None:
    value = keys.model_dump(mode="json")
    write_json(path, {**value, _CHECKSUM: _checksum(value)})


def _checksum(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
