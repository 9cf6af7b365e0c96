"""The chain that makes a changed, missing or moved event visible; anybody can reckon it anew with SHA-256 alone.

hash 0 is SHA-256 of "btimeeting journal 1", a line feed and the meeting's id; hash n is SHA-256 of hash n-1 followed
by the event's stored text in UTF-8. Whoever can write the file can reckon a whole new chain: what proves anything is
the head that was printed in the referat. Tamper-evident, not tamper-proof.
"""

from __future__ import annotations

import hashlib

NO_HEAD = "0" * 64
"""The head of a meeting without events."""


def genesis(meeting_id: str) -> bytes:
    """Return hash 0, which ties a chain to its meeting."""
    return hashlib.sha256(f"btimeeting journal 1\n{meeting_id}".encode()).digest()


def link(before: bytes, body: str) -> bytes:
    """Return the hash of the next event."""
    return hashlib.sha256(before + body.encode()).digest()
