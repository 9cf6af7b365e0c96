"""The stafettlogg of a case: every entry, the newest first, with what it said before; write, correct, copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import pairwise
from typing import ClassVar, Protocol

from textual.binding import BindingType

from btimeeting.documents.case_page_text import kind_name
from btimeeting.documents.stafettlogg_copy import for_copying
from btimeeting.domain.record import StafettloggEntry
from btimeeting.domain.versions import Version
from btimeeting.i18n import N_, ntr, tr
from btimeeting.i18n.dates import short_date
from btimeeting.service.followup import following
from btimeeting.service.stafettlogg import Stafettlogg, read
from btimeeting.ui.children.case_head import InCase
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.finder import FinderScreen, ListRow
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.children.writing import CorrectScreen, WriteScreen
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE


class AtLog(Protocol):
    """What these commands ask of the screen."""

    @property
    def read(self) -> bool:
        """Whether the stafettlogg has been read."""

    @property
    def on_entry(self) -> bool:
        """Whether an entry is marked."""

    def write(self) -> None:
        """A new one."""

    def copy(self) -> None:
        """The marked one, into the clipboard."""


class Write(Command[AtLog]):
    """A new entry."""

    id = "write"
    keys = ("n",)
    name = N_("Write a new entry")
    help = N_("You choose what it is about, and write. Nothing is saved before the last question.")
    few = N_("New entry")

    def possible(self, at: AtLog) -> bool:
        """When it has been read."""
        return at.read

    def do(self, at: AtLog) -> None:
        """Ask."""
        at.write()


class Copy(Command[AtLog]):
    """Copy it."""

    id = "copy"
    keys = ("k",)
    name = N_("Copy this entry")
    help = N_("For the municipality's own Baton log: paste it there. Other programs can read what is copied.")
    few = N_("Copy")

    def possible(self, at: AtLog) -> bool:
        """On an entry."""
        return at.on_entry

    def do(self, at: AtLog) -> None:
        """Copy, and warn."""
        at.copy()


class StafettloggScreen(FinderScreen):
    """The entries. The look at the case has been logged; what is copied is logged of its own."""

    commands = (Write(), *FINDER, Copy(), *HOUSE)
    footer = ("write", "open", "copy", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, ways: Ways, case_id: str) -> None:
        super().__init__(ways)
        self._case_id = case_id
        self._log: Stafettlogg | None = None
        self._at: InCase | None = None

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.reload()

    def on_screen_resume(self) -> None:
        """There may be an entry more."""
        if self._log is not None:
            self.reload()

    def reload(self) -> None:
        """Read it anew."""
        case_id, school = self._case_id, self.ways.door.unit or tr("The school")

        def work(stores: HomeStores) -> tuple[Stafettlogg, InCase]:
            today = stores.clock.today()
            log, waits = read(stores.unlocked, case_id, school), following(stores.unlocked, case_id, today)
            return log, InCase.of(log.case, log.child, today, waits.tiltak, waits.next_on)

        self.ask(work, self._arrived)

    def _arrived(self, found: tuple[Stafettlogg, InCase]) -> None:
        marked = self.marked
        self._log, self._at = found
        entries = self._log.newest_first
        self.head(self._at.head, tr("Baton log"))
        self.show([line for entry in entries for line in _lines(self._log, entry, self.ways.look.zone)])
        if marked is not None:
            self.mark_key(marked.key)
        if entries:
            self.tell(
                ntr("{n} entry. Nothing is ever taken out.", "{n} entries. None is ever taken out.", len(entries))
            )
        else:
            self.tell(tr("Nothing is written in the baton log yet."))

    @property
    def read(self) -> bool:
        """Whether it has been read."""
        return self._at is not None

    @property
    def on_entry(self) -> bool:
        """Whether an entry is marked."""
        return self.marked is not None and self.marked.kind == "entry"

    def _entry(self, entry_id: str) -> StafettloggEntry:
        assert self._log is not None  # noqa: S101 - its lines are shown
        return next(entry for entry in self._log.entries if entry.id == entry_id)

    def open(self, line: ListRow) -> None:
        """Correct it."""
        assert self._at is not None  # noqa: S101 - its lines are shown
        self.app.push_screen(CorrectScreen(self.ways, self._at, self._entry(line.key)))

    def write(self) -> None:
        """A new one."""
        assert self._at is not None  # noqa: S101 - see possible
        self.app.push_screen(WriteScreen(self.ways, self._at))

    def copy(self) -> None:
        """Into the clipboard (OSC 52), without the child's name; that it was taken out is logged first."""
        assert self._log is not None and self.marked is not None  # noqa: S101, PT018 - see possible
        entry = self._entry(self.marked.key)
        text = for_copying(entry, self._log.day(entry))

        def copied(_: None) -> None:
            self.app.copy_to_clipboard(text)
            self.tell(
                tr(
                    "Copied, if this terminal can: paste it in the municipality's Baton log. Other programs can read "
                    "what is copied: copy something else afterwards."
                ),
                loud=True,
            )

        self.ask(lambda stores: self.ways.looker(stores).look("copy", "entry", entry.id), copied)

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("What was written between and in the meetings, the newest first. The family may read all of it."),
            tr("A correction is a new version with a reason; what stood there before is kept under it."),
        ]


def _lines(log: Stafettlogg, entry: StafettloggEntry, zone: tzinfo) -> Iterator[ListRow]:
    """The entry, what belongs to it, and what it said before."""
    on = log.day(entry)
    when = short_date(on) if on is not None else ""
    text = "  ".join(part for part in (when, f"{kind_name(entry.kind)}: {entry.text}") if part)
    yield ListRow(text, tr("Correct this entry"), "entry", entry.id, hang=len(when) + 2 if when else 4)
    who = [tr("said by {who}", who=entry.author)] if entry.author else []
    who += [tr("{who} answers for it", who=entry.owner)] if entry.owner else []
    who += [tr("from {date}", date=short_date(entry.start_on))] if entry.start_on not in (None, on) else []
    who += [tr("to be evaluated {date}", date=short_date(entry.review_on))] if entry.review_on is not None else []
    who += [tr("written by {who}", who=entry.written_by)] if entry.written_by not in ("", entry.author) else []
    if who:
        yield ListRow("    " + ", ".join(who), style="$quiet", hang=4)
    versions = log.versions.get(entry.id, ())
    for before, after in reversed(tuple(pairwise(versions))):
        if _text(before) != _text(after):
            yield ListRow(f"    {_before(before, after, zone)}", style="$quiet", hang=4)


def _before(before: Version, after: Version, zone: tzinfo) -> str:
    when, text = short_date(after.at.astimezone(zone).date()), _text(before)
    if not after.reason:  # changed in the meeting it was written in
        return tr("Before {date}: «{text}»", date=when, text=text)
    return tr("Before {date}: «{text}». Corrected because: {why}", date=when, text=text, why=after.reason)


def _text(version: Version) -> str:
    return version.value.text if isinstance(version.value, StafettloggEntry) else ""
