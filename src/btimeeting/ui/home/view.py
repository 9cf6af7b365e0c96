"""Home as it is read and painted: the lines, the mark, the head; what another window writes is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from btimeeting.i18n import tr
from btimeeting.i18n.dates import long_date
from btimeeting.service.overview import Overview, overview
from btimeeting.ui.home.joined import say_joined
from btimeeting.ui.home.line_widgets import HomeButton, HomeRow
from btimeeting.ui.home.rows import Act, HomeLine, lines
from btimeeting.ui.home_thread import Door, HomeStores, StoreThread
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.kit.too_small import TooSmall, tell_size
from btimeeting.ui.look import Look
from btimeeting.ui.messages import DoorShut
from btimeeting.ui.refused import failure_words
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import Split

T = TypeVar("T")
BELL_S = 1.0
"""How often other windows' writing is looked for."""


class HomeView(CommandScreen):
    """The home, without what can be done there."""

    def __init__(self, door: Door, look: Look) -> None:
        """The stores are opened when the screen is there, on their own thread."""
        super().__init__()
        self._door, self._look = door, look
        self.thread = StoreThread(door.open_home)
        self.seen: Overview | None = None
        self.lines: tuple[HomeLine, ...] = ()
        self.marked = 0
        self._reading = False

    def compose(self) -> ComposeResult:
        """Head, lines, footer."""
        yield TooSmall()
        yield Split(id="home-head")
        yield VerticalScroll(id="home-lines", can_focus=False)
        yield Horizontal(id="home-buttons")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Read it all, and listen from then on."""
        say_joined(self, self._look)
        self.reload()
        self.set_interval(BELL_S, self._listen)

    def on_unmount(self) -> None:
        """Close the stores."""
        self.thread.stop()

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Something may be otherwise now."""
        if self.seen is not None:
            self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Too small a window says what it needs."""
        tell_size(self, event.size)

    # --- reading -----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the overview anew."""
        if not self._reading:
            self._reading = True
            self.thread.ask(_read).add_done_callback(self._arrived)

    def _arrived(self, answer: asyncio.Future[Overview]) -> None:
        self._reading = False
        if answer.cancelled() or not self.is_attached:
            return
        failure = answer.exception()
        if failure is None:
            self.call_later(self.show, answer.result())
        elif self.seen is None:
            self.post_message(DoorShut(failure))
        else:
            self._cannot_read(failure)

    def _answer(self, answer: asyncio.Future[T]) -> T | None:
        """What the stores answered; None when they could not, which is said, or when nobody is here any more."""
        if answer.cancelled() or not self.is_attached:
            return None
        failure = answer.exception()
        if failure is None:
            return answer.result()
        self._cannot_read(failure)
        return None

    def _cannot_read(self, failure: BaseException) -> None:
        """Say it; what is shown stays, and it is tried again at the next change."""
        self.say(tr("The home cannot be read just now ({kind})", kind=failure_words(type(failure).__name__)))

    def say(self, text: str) -> None:
        """A line in the head until something else is painted there."""
        self.query_one("#home-head", Split).show(said(text, "bold $soon"))

    def _listen(self) -> None:
        if self.is_active and self.seen is not None and not self._reading:
            self._reading = True
            self.thread.ask(_rang).add_done_callback(self._heard)

    def _heard(self, answer: asyncio.Future[bool]) -> None:
        self._reading = False
        if not answer.cancelled() and answer.exception() is None and answer.result():
            self.reload()
        elif self.is_attached:
            self._paint_head()

    # --- painting ----------------------------------------------------------------------------------------------

    async def show(self, seen: Overview) -> None:
        """Show it; the mark stays on the meeting it was on."""
        before = self.lines[self.marked] if self.lines else None
        self.seen, self.lines = seen, lines(seen, self._look.zone)
        same = [i for i, one in enumerate(self.lines) if before is not None and one.same_as(before)]
        able = self._able()
        self.marked = same[0] if same and same[0] in able else (able[0] if able else 0)
        await _fill(self.query_one("#home-lines", VerticalScroll), HomeRow, self.lines, button=False)
        await _fill(self.query_one("#home-buttons", Horizontal), HomeButton, self.lines, button=True)
        self.paint()

    def _able(self) -> list[int]:
        return [i for i, one in enumerate(self.lines) if one.act is not Act.NOTHING]

    def paint(self) -> None:
        """The head, the marked line, the footer."""
        self._paint_head()
        for button in self.query(HomeButton):
            button.paint(marked=button.nth == self.marked)
        for row in self.query(HomeRow):
            row.paint(marked=row.nth == self.marked and row.line.act is not Act.NOTHING)
            if row.nth == self.marked:
                row.scroll_visible(animate=False)
        self.show_keys()

    def _paint_head(self) -> None:
        if self.seen is None:
            return
        day = long_date(self.seen.today).rsplit(" ", 1)[0]
        where = f"{self._door.unit} · {day}" if self._door.unit else day
        title = self._look.title + (f" · {tr('locked')}" if self.seen.locked else "")
        self.query_one("#home-head", Split).show(said(title, "bold"), said(f"{where}   {self._look.time_of_day()}"))

    @property
    def line(self) -> HomeLine:
        """The marked line."""
        return self.lines[self.marked] if self.lines else HomeLine("")

    def mark(self, by: int) -> None:
        """Mark another line."""
        able = self._able()
        if able:
            at = able.index(self.marked) if self.marked in able else 0
            self.marked = able[(at + by) % len(able)]
            self.paint()


def _read(stores: HomeStores) -> Overview:
    seen = overview(stores.records, stores.journal, stores.clock.today())
    return replace(seen, held_since=stores.held_since, tells_faults=stores.tells_faults)


def _rang(stores: HomeStores) -> bool:
    rang = stores.journal.changed()
    return (stores.records is not None and stores.records.changed()) or rang


async def _fill(box: Widget, kind: type[HomeRow | HomeButton], lines: Sequence[HomeLine], *, button: bool) -> None:
    """Put the lines that belong there into the list, or into the row of buttons."""
    async with box.batch():
        await box.remove_children()
        await box.mount_all([kind(one, nth) for nth, one in enumerate(lines) if one.button is button])
