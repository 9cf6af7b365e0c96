"""`btimeeting wall`: the projector's window. It opens the journal for reading, and no other file of the home."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.choose import LATEST, SHORTEST_PREFIX
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.store.journal import FileJournal

STYLES = ("auto", "digits", "calm")


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `wall`."""
    text = tr("show the meeting on the wall: the time, who speaks, who is next; no names")
    parser = subparsers.add_parser("wall", parents=[common], help=text, description=text)
    parser.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=tr("the beginning of its id, or «siste»"))
    style = tr("how it shows the time (usually as the meeting has it)")
    parser.add_argument("--style", choices=STYLES, help=style)
    parser.set_defaults(func=run, plain=True, json=False, no_wait=False)


def run(args: Namespace) -> int:
    """Show the wall until it is closed; lines instead where there is no terminal for it."""
    from btimeeting.cli import follow  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.windows import FPS, look_of, on_a_terminal  # noqa: PLC0415 - likewise
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    if not on_a_terminal():
        return follow.run(args)
    with open_house(args, read_only=True) as house:
        source, latest = OnDisk(house), args.meeting in LATEST
        wanted = None if latest else args.meeting
        _try(source, wanted)
        os.environ.setdefault("TEXTUAL_FPS", FPS)  # read when Textual is imported
        from btimeeting.service.watch import Watch  # noqa: PLC0415 - brings the domain
        from btimeeting.ui.wall.window import run_wall  # noqa: PLC0415 - brings Textual, after the words are chosen

        return run_wall(lambda: Watch(source, house.clock, wanted, latest=latest), look_of(house), args.style)


def _try(source: OnDisk, wanted: str | None) -> None:
    """Say at once, on a quiet terminal, what would keep the wall from showing anything. Raises the store's errors.

    A meeting that is not there yet is waited for; a beginning that two meetings share, or that is too short, is not.
    """
    from btimeeting.service.ports import NotFound  # noqa: PLC0415 - brings the domain

    if wanted is not None and len(wanted) < SHORTEST_PREFIX:
        raise NotFound("meeting", wanted)
    journal = source.open()
    if journal is None:
        return
    try:
        if wanted is not None:
            journal.find(wanted)
    except NotFound:
        pass
    finally:
        journal.close()


class OnDisk:
    """The home's journal and console lock (`service.watch.Source`)."""

    def __init__(self, house: House) -> None:
        self._home = house.home
        self.led = house.led
        self._file: tuple[int, int] | None = None

    def open(self) -> FileJournal | None:
        """Open the journal; None while no meeting has ever been opened in this home."""
        from btimeeting.store.journal import FileJournal  # noqa: PLC0415 - heavy

        if self._file is None and not self._home.holds(self._home.journal):
            return None
        file = self._which()
        journal = FileJournal.open_read_only(self._home)
        self._file = file
        return journal

    def check(self) -> None:
        """Open it once more: a connection that is open already goes on reading a file that is not there any more."""
        from btimeeting.store.database import require_readable  # noqa: PLC0415 - heavy
        from btimeeting.store.errors import StoreMissing  # noqa: PLC0415 - heavy

        require_readable(self._home.journal)
        if self._which() != self._file:
            raise StoreMissing(self._home.journal)

    def _which(self) -> tuple[int, int]:
        from btimeeting.store.files import translated_os  # noqa: PLC0415 - heavy

        with translated_os(self._home.journal):
            found = self._home.journal.stat()
        return found.st_dev, found.st_ino
