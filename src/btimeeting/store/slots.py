"""One way in to the record: the database key, wrapped under a passphrase or a recovery code.

A slot is not secret and holds no person's name. AES-256-GCM with the database's and the slot's id as associated data,
so that a slot carried over from another home, or relabelled, does not open.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, Field

from btimeeting.store.errors import NotEnoughMemory, PassphraseTooShort
from btimeeting.store.recovery_code import SECRET_BYTES, RecoveryCode, decode, encode
from btimeeting.store.secret import KEY_BYTES, DatabaseKey

MINIMUM_PASSPHRASE = 8
LONGEST_HINT = 40
_NONCE_BYTES = 12
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, passes over it, parallel lanes."""

    memory_kib: int
    iterations: int
    lanes: int


REAL = Cost(memory_kib=256 * 1024, iterations=3, lanes=4)  # about half a second and 256 MiB
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)  # an invented child's record only
WEAKEST_REAL_KIB = 64 * 1024


class _Slot(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    id: str = Field(pattern=r"^[0-9a-f]{16}$")
    hint: str = Field(max_length=LONGEST_HINT, repr=False)
    """A neutral word to choose by ("kontoret", "safen"); free text all the same."""
    made_on: str | None = Field(None, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    """The day it was made, so that one can tell an old paper from the one that holds; none in older files."""
    salt: str = Field(pattern=rf"^[0-9a-f]{{{2 * _SALT_BYTES}}}$", repr=False)
    nonce: str = Field(pattern=rf"^[0-9a-f]{{{2 * _NONCE_BYTES}}}$", repr=False)
    wrapped: str = Field(pattern=rf"^[0-9a-f]{{{2 * (KEY_BYTES + 16)}}}$", repr=False)


class PassphraseSlot(_Slot):
    """Opened by a passphrase, through argon2id."""

    kind: Literal["argon2id"] = "argon2id"
    # Bounds, so that a file somebody has tampered with cannot ask for all memory or a year.
    memory_kib: int = Field(ge=8, le=4 * 1024 * 1024)
    iterations: int = Field(ge=1, le=64)
    lanes: int = Field(ge=1, le=16)

    @property
    def cost(self) -> Cost:
        """What one guess costs."""
        return Cost(self.memory_kib, self.iterations, self.lanes)


class RecoverySlot(_Slot):
    """Opened by the printed recovery code, through HKDF-SHA256 (its 256 random bits need no slow derivation)."""

    kind: Literal["recovery"] = "recovery"


Slot = Annotated[PassphraseSlot | RecoverySlot, Field(discriminator="kind")]


def passphrase_slot(key: DatabaseKey, database: str, passphrase: str, hint: str, cost: Cost) -> PassphraseSlot:
    """Wrap `key` under a passphrase. Raises `PassphraseTooShort`, `NotEnoughMemory`."""
    normal = normalised(passphrase)
    if len(normal) < MINIMUM_PASSPHRASE:
        raise PassphraseTooShort(MINIMUM_PASSPHRASE)
    slot_id, salt, nonce = _fresh()
    wrapping = _stretch(normal, salt, cost)
    wrapped = AESGCM(wrapping).encrypt(nonce, key.raw, _bound_to(database, slot_id, "argon2id"))
    return PassphraseSlot(
        id=slot_id,
        hint=clean_hint(hint),
        salt=salt.hex(),
        nonce=nonce.hex(),
        wrapped=wrapped.hex(),
        memory_kib=cost.memory_kib,
        iterations=cost.iterations,
        lanes=cost.lanes,
    )


def recovery_slot(key: DatabaseKey, database: str, hint: str) -> tuple[RecoverySlot, RecoveryCode]:
    """Wrap `key` under a new random code, which is returned to be printed and is kept nowhere."""
    secret = secrets.token_bytes(SECRET_BYTES)
    slot_id, salt, nonce = _fresh()
    wrapped = AESGCM(_expand(secret, salt)).encrypt(nonce, key.raw, _bound_to(database, slot_id, "recovery"))
    slot = RecoverySlot(id=slot_id, hint=clean_hint(hint), salt=salt.hex(), nonce=nonce.hex(), wrapped=wrapped.hex())
    return slot, encode(secret)


def open_with_passphrase(slot: PassphraseSlot, database: str, passphrase: str) -> DatabaseKey | None:
    """Return the key, or None when this is not the slot's passphrase. Raises `NotEnoughMemory`."""
    normal = normalised(passphrase)
    if len(normal) < MINIMUM_PASSPHRASE:
        return None  # no slot was ever made with one
    return _unwrap(slot, database, _stretch(normal, bytes.fromhex(slot.salt), slot.cost))


def open_with_code(slot: RecoverySlot, database: str, typed: str) -> DatabaseKey | None:
    """Return the key, or None when this is not the slot's code. Raises `RecoveryCodeMistyped`."""
    return _unwrap(slot, database, _expand(decode(typed), bytes.fromhex(slot.salt)))


def normalised(passphrase: str) -> str:
    """Return the passphrase in NFC: "å" typed as one key or as a + ring, on another system, is the same passphrase.

    Nothing else is touched: spaces and case count. Whoever reads it from a file takes away the line end.
    """
    return unicodedata.normalize("NFC", passphrase)


def clean_hint(hint: str) -> str:
    """Return the hint on one line, without control characters, at most 40 characters long."""
    printable = "".join(character if character.isprintable() else " " for character in hint)
    return " ".join(printable.split())[:LONGEST_HINT]


def _fresh() -> tuple[str, bytes, bytes]:
    return secrets.token_hex(8), secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)


def _bound_to(database: str, slot_id: str, kind: str) -> bytes:
    return f"btimeeting key slot 1|{database}|{slot_id}|{kind}".encode()


def _stretch(normal: str, salt: bytes, cost: Cost) -> bytes:
    derivation = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    try:
        # surrogatepass: bytes of a file that are no UTF-8 are a wrong passphrase, not a crash
        return derivation.derive(normal.encode("utf-8", "surrogatepass"))
    except MemoryError as error:
        raise NotEnoughMemory(cost.memory_kib // 1024) from error


def _expand(secret: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"btimeeting recovery 1").derive(secret)


def _unwrap(slot: PassphraseSlot | RecoverySlot, database: str, wrapping: bytes) -> DatabaseKey | None:
    associated = _bound_to(database, slot.id, slot.kind)
    try:
        raw = AESGCM(wrapping).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), associated)
    except InvalidTag:
        return None
    return DatabaseKey(raw)
