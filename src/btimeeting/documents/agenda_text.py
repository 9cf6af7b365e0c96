"""From bytes to the text of an agenda file, whatever editor saved it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from btimeeting.documents.agenda_problems import Code, Report

MOST_BYTES: Final = 256 * 1024
LONGEST_LINE: Final = 4000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MUCH: Final = 8
"""More lines than this with control characters, and the file is no text at all."""


def load(path: Path, report: Report) -> str | None:
    """The text of the file, whatever its line endings; None when there is nothing to read.

    A file in another encoding is a problem, and is still read as well as it can be, so that everything else that
    is wrong with it is told in the same go.
    """
    raw = _bytes(path, report)
    if raw is None:
        return None
    if len(raw) > MOST_BYTES:
        report.say(1, Code.TOO_BIG, limit=MOST_BYTES // 1024)
        return None
    text = _decode(raw, report)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \t\n\xa0"):
        report.say(1, Code.EMPTY)
        return None
    return _without_controls(text, report)


def _bytes(path: Path, report: Report) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        report.say(0, Code.MISSING)
    except IsADirectoryError:
        report.say(0, Code.FOLDER)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        folder = isinstance(error, PermissionError) and path.is_dir()  # what Windows says of a folder
        reason = error.strerror if isinstance(error, OSError) else None
        report.say(0, Code.FOLDER if folder else Code.UNREADABLE, **({} if folder else {"reason": reason or "?"}))
    return None


def _decode(raw: bytes, report: Report) -> str | None:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return _other(raw, encoding, Code.UTF16, report)
    if b"\x00" in raw:
        report.say(1, Code.NOT_TEXT)
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", raw[: error.start])) + 1
        return _other(raw, "cp1252", Code.NOT_UTF8, report, line)


def _other(raw: bytes, encoding: str, code: Code, report: Report, line: int = 1) -> str | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        report.say(1, Code.NOT_TEXT)
        return None
    report.say(line, code)
    return text


def _without_controls(text: str, report: Report) -> str | None:
    lines = text.split("\n")
    found = [number for number, line in enumerate(lines, 1) if _CONTROL.search(line)]
    if len(found) > _MUCH:
        report.say(1, Code.NOT_TEXT)
        return None
    for number in found:
        report.say(number, Code.CONTROL)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            report.say(number, Code.LONG_LINE, limit=LONGEST_LINE)
    return _CONTROL.sub("", text)
