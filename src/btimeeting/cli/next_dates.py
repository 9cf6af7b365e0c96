"""The dates a unit has set aside for meetings: read from settings.toml as it is now, and written back into it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from btimeeting.cli.wiring import House

_KEY = "next_meetings"
_LIST = re.compile(rf"""^[ \t]*["']?{_KEY}["']?[ \t]*=[ \t]*\[[^\]]*\][^\n]*\n?""", re.MULTILINE)


class SettingsWrittenOddly(Exception):
    """The dates stand in settings.toml in a way that only a person can change. Nothing was written."""


def set_aside(house: House) -> tuple[date, ...]:
    """The dates as the file says now. Raises ConfigError."""
    from btimeeting.config import load  # noqa: PLC0415 - heavy

    return load(house.home.settings, {}, {"home": house.home.path}).next_meetings


def keep(house: House, dates: tuple[date, ...]) -> None:
    """Write the dates into settings.toml; everything else in it stays. Raises SettingsWrittenOddly, StoreError."""
    from btimeeting.store.files import translated_os, write_whole  # noqa: PLC0415 - heavy

    path = house.home.settings
    with translated_os(path):
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    write_whole(path, with_dates(text, dates).encode())


def with_dates(text: str, dates: Iterable[date]) -> str:
    """The settings with these dates. Raises SettingsWrittenOddly when they would not be read back as they are."""
    wanted = sorted(set(dates))
    line = f"{_KEY} = [{', '.join(day.isoformat() for day in wanted)}]\n"
    made = _LIST.sub(line, text, count=1) if _LIST.search(text) else f"{text.rstrip()}\n{line}".lstrip()
    before = tomllib.loads(text)
    try:
        after = tomllib.loads(made)
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrittenOddly from error
    if after.pop(_KEY, None) != wanted or after != {key: value for key, value in before.items() if key != _KEY}:
        raise SettingsWrittenOddly
    return made
