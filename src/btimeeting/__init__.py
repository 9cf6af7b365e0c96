"""A strictly timed BTI meeting about one child: run live, written down, followed up."""

from __future__ import annotations

__version__ = "0.1.0"
