"""Random ids: nothing about a person can be read from one."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """A fresh random id, 16 hex digits (64 bits)."""
    return secrets.token_hex(8)
