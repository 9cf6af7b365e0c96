"""The door: arguments, language, joining, exit codes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from btimeeting import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the arguments of this process) and give the exit code."""
    parser = argparse.ArgumentParser(prog="btimeeting")
    parser.add_argument("--version", action="version", version=f"btimeeting {__version__}")
    parser.parse_args(argv)
    parser.print_help()
    return 0
