"""Where SQLite must not lie: network file systems, and folders that a program copies about behind our back.

WAL needs memory that all processes share and locks that hold; a share gives neither, and a syncing folder copies a
database without its -wal. Known limit: on macOS a mounted share is not recognised (no list of mounts to read there).
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "davfs", "vboxsf", "prl_fs"),
    *("ceph", "glusterfs", "lustre", "beegfs"),
    *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.curlftpfs"),
    *("fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.gcsfuse", "fuse.vmhgfs-fuse", "fuse.smbnetfs"),
    *("fuse.onedriver", "fuse.google-drive-ocamlfuse"),
}
# Folder names as the programs make them: "OneDrive - Kommune", "Dropbox (Skule)", "Google Drive", "My Drive" …
_SYNCED = {
    "onedrive": re.compile(r"onedrive\b"),
    "dropbox": re.compile(r"\.?dropbox\b"),
    "google drive": re.compile(r"(google ?drive|googledrive-.*|my drive|min disk)$"),
    "icloud": re.compile(r"(icloud ?drive|mobile documents|com~apple~clouddocs)$"),
    "nextcloud": re.compile(r"nextcloud\d*$"),
    "box": re.compile(r"box( sync|-box)$"),
}
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE


def share_kind(path: Path, mounts: str | None = None) -> str | None:
    """Return what kind of share or syncing folder `path` (which need not exist) lies in, or None.

    `mounts` is the text of /proc/mounts, read here when not given. Links are followed: what counts is where the bytes
    go.
    """
    real = Path(os.path.realpath(path))  # unlike Path.resolve it does not stumble over a circle of links
    for part in real.parts:
        for kind, pattern in _SYNCED.items():
            if pattern.match(part.casefold()):
                return kind
    if sys.platform == "win32":
        return _windows_kind(real)
    return _mounted_kind(real, _read_mounts() if mounts is None else mounts)


def _read_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _mounted_kind(path: Path, mounts: str) -> str | None:
    best: tuple[int, str | None] = (-1, None)
    for line in mounts.splitlines():
        match line.split(" "):
            case [_, folder_field, kind, options, *_]:
                folder = Path(_unescape(folder_field))
            case _:
                continue
        depth = len(folder.parts)
        if depth >= best[0] and (path == folder or folder in path.parents):  # a later mount covers an earlier one
            best = (depth, _named(kind, options))
    return best[1]


def _named(kind: str, options: str) -> str | None:
    if kind == "9p" and "drvfs" in options:  # a Windows drive seen from WSL
        return kind
    return kind if kind.casefold() in _NETWORK else None


def _unescape(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _windows_kind(path: Path) -> str | None:
    if path.drive.startswith("\\\\"):
        return "unc"
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        if ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _REMOTE_DRIVE:
            return "network drive"
    return None
