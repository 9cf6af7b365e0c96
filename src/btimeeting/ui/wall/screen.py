"""The wall's screen: the room face, as large as the terminal, and in words whatever keeps it from being shown."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.timer import Timer

from btimeeting import i18n
from btimeeting.domain.derived import changed
from btimeeting.domain.events import WallStyle
from btimeeting.i18n import tr
from btimeeting.service.watch import View
from btimeeting.ui import words
from btimeeting.ui.command import bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.picture import Kind, picture
from btimeeting.ui.said import said, told
from btimeeting.ui.sight import Sight, sight, to_next_flip
from btimeeting.ui.wall.commands import STYLES, WALL
from btimeeting.ui.wall.watcher import Blind, Seen, Watcher
from btimeeting.ui.widgets.huge_digits import HugeDigits
from btimeeting.ui.widgets.room_face import RoomFace
from btimeeting.ui.widgets.split import Text

LEAST_FLIP_S = 0.1
"""A rehearsal at high speed is painted no oftener than this."""
CHECK_S = 0.9
"""How often it is checked that the watcher still looks; two checks in a row without a look turn the wall grey."""
TOLD_S = 5.0
"""How long the answer to a key stands."""
NO_TIME = "−:−−"
"""What stands where the time stood: a number would be taken for one that lives."""


class WallScreen(CommandScreen):
    """It shows; it never writes. What it is given holds no name of a person and nothing typed about a case."""

    CSS_PATH = "../styles/wall.tcss"
    commands = (*WALL, *HOUSE)
    footer = ("wall-style", "wall-dark", "help")
    opened_by = "wall"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, watcher: Watcher, look: Look, style: WallStyle | None = None) -> None:
        """`watcher` is started when the screen is there, and stopped with it. `style`: this wall's own, if any."""
        super().__init__()
        self._watcher = watcher
        self._look = look
        self._own = style
        self.view: View | None = None
        self.seen: Sight | None = None
        self.dark = False
        self._blind = False
        self._beats, self._still = 0, 0
        self._answer = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The meeting; words instead of it; black; a quiet line below."""
        yield RoomFace(self._look.zone, id="room")
        with Vertical(id="wall-instead"):
            yield HugeDigits(id="wall-no-time")
            yield Text(id="wall-words")
        yield Text(id="wall-dark")
        yield Text(id="wall-line")

    def on_mount(self) -> None:
        """Look for a meeting."""
        self.query_one("#wall-no-time", HugeDigits).show(NO_TIME)
        self.paint()
        self._watcher.start(self)
        self.set_interval(CHECK_S, self.check)

    def on_unmount(self) -> None:
        """Look no more."""
        self._watcher.stop()

    # --- what arrives ----------------------------------------------------------------------------------------

    def on_seen(self, message: Seen) -> None:
        """Show it."""
        before, self.view = self.view, message.view
        now = message.view.meeting
        if before and before.meeting and now and before.meeting.wall_style is not now.wall_style:
            self._own = None
        if self._look.meeting_speaks and now and now.agenda and now.agenda.language in i18n.LANGUAGES:
            i18n.use(now.agenda.language)
        self._blind = False
        self.paint()

    def on_blind(self, _message: Blind) -> None:
        """Show no time that nobody vouches for."""
        self._blind = True
        self.paint()

    def check(self) -> None:
        """Whether the watcher has looked since the last check."""
        beats, was_lost = self._watcher.beats, self.lost
        self._still = self._still + 1 if beats == self._beats else 0
        self._beats = beats
        if self.lost is not was_lost:
            self.paint()

    def on_resize(self) -> None:
        """The picture fills whatever it is given."""
        self.call_after_refresh(self.paint)

    # --- painting --------------------------------------------------------------------------------------------

    @property
    def lost(self) -> bool:
        """Whether the journal cannot be read, or a look at it does not come back."""
        return self._blind or self._still > 1

    def paint(self) -> None:
        """Look at the meeting now, paint what changed, and be back when the next second begins."""
        if not self.is_attached:
            return
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.seen = self._sight()
        self._show_one(self._which())
        self.query_one("#wall-line", Text).show(said(self._line(), "$quiet"))
        if self.seen is not None and not self.lost:
            self._timer = self.set_timer(to_next_flip(self.seen, LEAST_FLIP_S), self.paint)

    def _sight(self) -> Sight | None:
        """What there is to see now, in this wall's own style."""
        view = self.view
        if view is None or view.meeting is None:
            return None
        meeting = view.meeting if self._own is None else changed(view.meeting, wall_style=self._own)
        return sight(meeting, view.labels, self._watcher.now(), self._look.zone, self._look.warn_percent)

    def _which(self) -> str:
        """Paint the one of the three that is to be seen, and give its id."""
        seen = self.seen
        if self.dark or (seen is not None and picture(seen.meeting, seen.clock).kind is Kind.DARK):
            return "wall-dark"
        if self.lost or seen is None:
            self.query_one("#wall-no-time").display = self.lost
            instead = self.query_one("#wall-words", Text)
            if self.lost:
                instead.show(said(tr("This wall cannot read the meeting just now."), "bold"))
            elif self.view is not None:
                keys = tr("F1 help · S the wall's clock · B black wall")
                instead.show(told((tr("Waiting for the meeting"), "bold $now"), "\n\n", (keys, "$quiet")))
            return "wall-instead"
        self.query_one(RoomFace).show(seen.meeting, seen.clock, seen.labels)
        return "room"

    def _show_one(self, which: str) -> None:
        for name in ("room", "wall-instead", "wall-dark"):
            self.query_one(f"#{name}").display = name == which

    def _line(self) -> str:
        """The quiet line below: the answer to a key, or that nobody leads."""
        meeting = self.view.meeting if self.view is not None else None
        if self.dark:
            return ""
        if self._answer:
            return self._answer
        if self.lost or self.view is None or self.view.led or meeting is None:
            return tr("The clock goes on with the leader.") if self.lost else ""
        return words.nobody_leads(meeting)

    # --- what commands ask (commands.Wall) -------------------------------------------------------------------

    @property
    def style(self) -> WallStyle:
        """How this wall shows time now."""
        if self._own is not None:
            return self._own
        meeting = self.view.meeting if self.view is not None else None
        return meeting.wall_style if meeting is not None else WallStyle.AUTO

    def choose_style(self, style: WallStyle) -> None:
        """Show time so, and say it for a moment."""
        self._own = style
        self._answer = tr(STYLES[style])
        self.set_timer(TOLD_S, self._forget_answer)
        self.paint()

    def make_dark(self, *, dark: bool) -> None:
        """Black, or lit again."""
        self.dark = dark
        self.paint()

    def _forget_answer(self) -> None:
        self._answer = ""
        self.paint()

    @property
    def under_way(self) -> bool:
        """Whether the meeting goes on without this window."""
        return self.view is not None and self.view.meeting is not None and words.under_way(self.view.meeting)

    # --- help ------------------------------------------------------------------------------------------------

    def help_here(self) -> list[str]:
        """What a wall is."""
        lines = [
            tr("The wall follows the meeting by itself. It shows no names and changes nothing."),
            tr("Larger letters in the terminal do not make the digits larger: the digits fill the window."),
        ]
        return lines if self.view is None or self.view.led else [*lines, self._look.lead_again()]

    def quit_question(self) -> tuple[str, str]:
        """Closing a wall ends nothing."""
        meeting = self.view.meeting if self.view is not None else None
        again = tr("Open this window again with: {line}", line=self._look.how("wall"))
        return tr("Close this window?"), f"{words.left_behind(meeting)} {again}" if meeting is not None else again
