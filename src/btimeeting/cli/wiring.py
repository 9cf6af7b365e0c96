"""The only place that builds stores and joins them. Everything heavy is imported inside the functions."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from btimeeting.config import Settings, load

if TYPE_CHECKING:
    from argparse import Namespace

    from btimeeting.service.ports import Clock
    from btimeeting.service.session import Session
    from btimeeting.store.home import Home
    from btimeeting.store.journal import FileJournal
    from btimeeting.store.records import RecordsStore
    from btimeeting.store.secret import DatabaseKey


class PassphraseNeeded(Exception):
    """The home is locked and nobody can be asked (no terminal): --passphrase-file opens it."""


class NotADemo(Exception):
    """`demo --home` was pointed at a home that is not a demo."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass
class House:
    """One opened home folder, and what lies in it, opened as it is needed."""

    home: Home
    settings: Settings
    clock: Clock
    passphrase_file: Path | None = None
    read_only: bool = False
    given_key: DatabaseKey | None = None
    """The key, when it was had before (a window opens its stores on another thread)."""
    _open: list[object] = field(default_factory=list)

    @cached_property
    def journal(self) -> FileJournal:
        """The course of meetings (never a name)."""
        from btimeeting.store.journal import FileJournal  # noqa: PLC0415 - heavy, and not every command needs it

        if self.read_only:
            journal = FileJournal.open_read_only(self.home)
        else:
            journal = FileJournal.open(self.home, self.clock.now().at)
        self._open.append(journal)
        return journal

    @cached_property
    def key(self) -> DatabaseKey:
        """The key of the record: a demo's opens without a question, another's with its passphrase."""
        from btimeeting.store import keys  # noqa: PLC0415 - heavy, and not every command needs it

        if self.given_key is not None:
            return self.given_key
        if self.home.demo:
            return keys.unlock_demo(self.home)
        found = keys.read(self.home)
        return keys.unlock(found, ask_passphrase(self.passphrase_file))

    @cached_property
    def records(self) -> RecordsStore:
        """The child's record (encrypted)."""
        from btimeeting.cli.user import user_name  # noqa: PLC0415 - a neighbour
        from btimeeting.store import home as homes  # noqa: PLC0415 - heavy
        from btimeeting.store.records import RecordsStore  # noqa: PLC0415 - heavy, and not every command needs it

        self.home.holds(self.home.records)
        records = RecordsStore.open(self.home.records, self.key, self.clock.now(), editor=user_name())
        self._open.append(records)
        homes.keep(self.home, self.home.records)
        return records

    def session(self, meeting_id: str, window: str = "console") -> Session:
        """A running meeting, as one window sees it."""
        from btimeeting.service.session import Session  # noqa: PLC0415 - brings the whole domain

        return Session(self.journal, self.clock, meeting_id, window=window, read_only=self.read_only)

    def speak_of(self, meeting_id: str, *, journal_alone: bool = False) -> None:
        """Speak the meeting's own language where nobody chose one: its lines are in it, and a screen is in one.

        `journal_alone`: this window has no record; a meeting that is only prepared then changes nothing.
        """
        from btimeeting.cli import speak_settings  # noqa: PLC0415 - the package itself
        from btimeeting.service.which import language_of  # noqa: PLC0415 - brings the domain

        if self.settings.language is None:
            spoken = language_of(self.journal, None, meeting_id)
            if not spoken and not journal_alone:  # not opened yet: the record is asked only then
                spoken = language_of(self.journal, self.records, meeting_id)
            speak_settings(spoken)

    def led(self) -> bool:
        """Whether a console is open in this home: whether anybody holds its lock."""
        from btimeeting.store.lock import ConsoleLock  # noqa: PLC0415 - not every command asks

        return ConsoleLock(self.home.console_lock).taken()

    def close(self) -> None:
        """Close what was opened, newest first."""
        while self._open:
            self._open.pop().close()  # type: ignore[attr-defined]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def settings_of(args: Namespace) -> Settings:
    """The settings for these arguments; their language is spoken from now on. Raises ConfigError.

    --lang before BTIMEETING_LANG before settings.toml; where none of them says anything, what is spoken stays.
    """
    from btimeeting.cli import speak_settings  # noqa: PLC0415 - the package itself

    given = {"home": getattr(args, "home", None), "language": getattr(args, "lang", None)}
    settings = load(None, os.environ, given)
    speak_settings(settings.language)
    return settings


def open_house(args: Namespace, *, read_only: bool = False) -> House:
    """The home these arguments name. Raises the store's errors for one that is missing, damaged or newer."""
    from btimeeting.service.system_clock import SystemClock  # noqa: PLC0415 - not every command needs the domain
    from btimeeting.store.home import open_home  # noqa: PLC0415 - likewise

    settings = settings_of(args)
    home = open_home(settings.home, writing=not read_only)
    clock = SystemClock(settings.time_zone)
    return House(home, settings, clock, getattr(args, "passphrase_file", None), read_only)


def ask_passphrase(file: Path | None) -> str:
    """The passphrase from a file's first line, else typed unseen. Raises PassphraseNeeded where nobody can be asked."""
    import getpass  # noqa: PLC0415 - only when somebody is asked
    import sys  # noqa: PLC0415 - likewise

    from btimeeting.i18n import tr  # noqa: PLC0415 - likewise

    if file is not None:
        return file.read_text(encoding="utf-8", errors="surrogateescape").split("\n", 1)[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise PassphraseNeeded
    return getpass.getpass(tr("Passphrase: "))
