"""What `doctor` looks at on the machine: SQLite, the clock, the terminal, the words."""

from __future__ import annotations

import os
import shutil
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from btimeeting.cli.doctor_finding import Finding, Status, failed
from btimeeting.i18n import tr

WIDE, HIGH = 80, 24
"""The smallest terminal the screens are made for (columns, rows)."""
MO_MAGIC = 0x950412DE


def look() -> Iterator[Finding]:
    """Everything about the machine, whatever home is in use."""
    yield sqlite()
    yield clock()
    yield terminal(os.environ, tty=sys.stdout.isatty(), size=shutil.get_terminal_size())
    yield letters(getattr(sys.stdout, "encoding", "") or "")
    yield colours(os.environ, tty=sys.stdout.isatty())
    yield words(_words_folder())


def sqlite() -> Finding:
    """Whether the SQLite in use is free of the bug that damages files several windows write to."""
    from btimeeting.store import driver  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import UnsafeLibrary  # noqa: PLC0415 - with the store

    try:
        driver.require_safe_library()
    except UnsafeLibrary as unsafe:
        return failed("sqlite", unsafe)
    return Finding("sqlite", Status.OK, tr("The SQLite in use is safe with several windows."))


def clock() -> Finding:
    """Whether elapsed time comes from a clock that nobody can set."""
    from btimeeting.service.system_clock import SystemClock  # noqa: PLC0415 - brings the domain

    if SystemClock().now().boot_ns is not None:
        return Finding("clock", Status.OK, tr("Elapsed time is deaf to a changed wall clock."))
    return Finding(
        "clock",
        Status.WARN,
        tr("This system has no boot clock: elapsed time is taken from the wall clock."),
        tr("Do not change the machine's time during a meeting."),
    )


def terminal(environ: Mapping[str, str], *, tty: bool, size: os.terminal_size) -> Finding:
    """Whether the screens fit."""
    if not tty:
        return Finding("terminal", Status.OK, tr("This output is not a terminal; its size was not looked at."))
    if environ.get("TERM", "dumb") in {"dumb", "unknown"} and sys.platform != "win32":
        return Finding(
            "terminal",
            Status.WARN,
            tr("This terminal can show lines only, no screens."),
            tr("Use another terminal, or `btimeeting follow --plain`."),
        )
    shape = f"{size.columns} × {size.lines}"
    if size.columns < WIDE or size.lines < HIGH:
        wanted = f"{WIDE} × {HIGH}"
        return Finding(
            "terminal",
            Status.WARN,
            tr("The terminal is {size}; the screens need {wanted}.", size=shape, wanted=wanted),
            tr("Make the window larger, or its letters smaller."),
        )
    return Finding("terminal", Status.OK, tr("The terminal is {size}.", size=shape))


def letters(encoding: str) -> Finding:
    """Whether å, and the signs of the screens, can be shown."""
    if encoding.replace("-", "").replace("_", "").casefold() == "utf8":
        return Finding("letters", Status.OK, tr("Letters are shown as UTF-8."))
    return Finding(
        "letters",
        Status.WARN,
        tr("Letters are shown as {encoding}, not UTF-8: signs may be missing.", encoding=encoding or "?"),
        tr("Set the terminal to UTF-8, or set PYTHONUTF8=1."),
    )


def colours(environ: Mapping[str, str], *, tty: bool) -> Finding:
    """Whether there are colours enough; nothing is told by colour alone."""
    if environ.get("NO_COLOR"):
        return Finding("colours", Status.OK, tr("Colours are turned off (NO_COLOR)."))
    many = environ.get("COLORTERM", "") in {"truecolor", "24bit"} or "256color" in environ.get("TERM", "")
    if many or not tty or sys.platform == "win32":
        return Finding("colours", Status.OK, tr("There are colours enough."))
    return Finding(
        "colours",
        Status.WARN,
        tr("This terminal has few colours; nothing is told by colour alone, but the screens look plainer."),
        tr("Choose the theme «contrast» in the settings if something is hard to see."),
    )


def words(folder: Path) -> Finding:
    """Whether nynorsk and bokmål are installed, and as complete as each other."""
    from btimeeting.i18n import LANGUAGES  # noqa: PLC0415 - with the words

    said = {name: _sentences(folder / name / "LC_MESSAGES" / "btimeeting.mo") for name in LANGUAGES if name != "en"}
    every = frozenset().union(*said.values())
    lacking = {name: len(every - found) for name, found in said.items() if not found or every - found}
    if not lacking:
        return Finding("words", Status.OK, tr("The words are complete in nynorsk, bokmål and English."))
    return Finding(
        "words",
        Status.BAD,
        tr("Words are missing in: {languages}. English is shown instead.", languages=", ".join(lacking)),
        tr("Reinstall btimeeting, or in a checkout run: python hatch_build.py"),
    )


def _words_folder() -> Path:
    from btimeeting import i18n  # noqa: PLC0415 - only its place is wanted

    return Path(i18n.__file__).parent


def _sentences(mo: Path) -> frozenset[bytes]:
    """The source sentences that a .mo file has words for; none for a file that is missing or not one."""
    try:
        raw = mo.read_bytes()
        magic, _, count, sources, targets = struct.unpack_from("<5I", raw)
        if magic != MO_MAGIC:
            return frozenset()
        pairs = [
            (struct.unpack_from("<2I", raw, sources + 8 * n), struct.unpack_from("<2I", raw, targets + 8 * n))
            for n in range(count)
        ]
    except (OSError, struct.error):
        return frozenset()
    return frozenset(raw[at : at + length] for (length, at), (target_length, _) in pairs if length and target_length)
