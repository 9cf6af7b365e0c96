"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import sqlite3
from pathlib import Path

import sqlcipher3.dbapi2 as dbapi


def machine() -> dict[str, str]:
    """Cores, system, Python and databases, by name."""
    conn = dbapi.connect(":memory:")
    cipher = conn.execute("PRAGMA cipher_version").fetchone()
    conn.close()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "cores": str(cores),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "sqlcipher": f"{cipher[0] if cipher else 'none'} (SQLite {dbapi.sqlite_version})",
        "sqlite3 of the floors": sqlite3.sqlite_version,
        "load": load(),
    }


def load() -> str:
    """How many programs wanted a core in the last minute, other people's among them."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
