"""The key of an encrypted file, as a value that does not show itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """32 random bytes that SQLCipher takes as they are. Never in argv, environment, log or repr."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError(KEY_BYTES)

    def __reduce__(self) -> tuple[object, ...]:
        """Refuse to be pickled: a pickle is a file or a pipe that nobody looks after."""
        raise TypeError("a database key is not pickled")


def new_key() -> DatabaseKey:
    """Return a fresh random key from the system's generator."""
    return DatabaseKey(secrets.token_bytes(KEY_BYTES))
