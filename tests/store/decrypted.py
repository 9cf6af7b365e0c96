"""All pages of an encrypted file and its log as plain bytes: what somebody with the key could dig up, free pages too.

SQLCipher 4: pages of 4096 bytes, AES-256-CBC; the last 80 bytes hold IV (16) and HMAC (64); page 1 begins with a salt.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from btimeeting.store.secret import DatabaseKey

PAGE, RESERVE, SALT, IV = 4096, 80, 16, 16
WAL_HEADER, FRAME_HEADER = 32, 24


def all_bytes(path: Path, key: DatabaseKey) -> bytes:
    """The decrypted bytes of the database and its -wal, one after the other."""
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    plain = b"".join(_page(data[at : at + PAGE], at // PAGE + 1, key) for at in range(0, len(data), PAGE))
    wal = path.with_name(path.name + "-wal")
    log = wal.read_bytes() if wal.exists() else b""
    for at in range(WAL_HEADER, len(log), FRAME_HEADER + PAGE):
        number = int.from_bytes(log[at : at + 4], "big")
        plain += _page(log[at + FRAME_HEADER : at + FRAME_HEADER + PAGE], number, key)
    return plain


def _page(page: bytes, number: int, key: DatabaseKey) -> bytes:
    begin, end = (SALT if number == 1 else 0), PAGE - RESERVE
    decryptor = Cipher(algorithms.AES(key.raw), modes.CBC(page[end : end + IV])).decryptor()
    return decryptor.update(page[begin:end]) + decryptor.finalize()
