"""The referent's screen: where the meeting is, its rule and a small clock above, and all the rest is the pad."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer

from btimeeting.domain.events import OtherWindow
from btimeeting.domain.meeting import Meeting, Stage, is_family
from btimeeting.domain.wishes import Next as NextWish
from btimeeting.domain.wishes import Wish
from btimeeting.i18n import tr
from btimeeting.ui import refused, words
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.command import Command, Entry, bindings
from btimeeting.ui.commands import LeaveText
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.messages import Led, MeetingChanged, RecordRang, Refused, SaveFailed, Unreadable
from btimeeting.ui.next_here import NextHere, steady, told_of
from btimeeting.ui.pad.commands import PAD
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad_window.commands import DESKTOP
from btimeeting.ui.pad_window.curtain import Curtain, hidden
from btimeeting.ui.pad_window.pinned import PinnedPad
from btimeeting.ui.said import told
from btimeeting.ui.sight import Sight, sight, to_next_flip
from btimeeting.ui.widgets.heading import HEAT_STYLE, beside, numbered_title
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.notice import Notice
from btimeeting.ui.widgets.split import EMPTY, Split, Text

LEAST_FLIP_S = 0.1
"""A rehearsal at high speed is painted no oftener than this."""
_OF_THE_PAD: Sequence[Command[Any]] = (*PAD, *DESKTOP, LeaveText())
HIDES = frozenset(command.id for command in _OF_THE_PAD)
"""Commands of the pad: none while it is hidden."""
SETTLE_S = 0.5
"""The record's bell rings for every key: it is listened to no oftener than this."""


class PadScreen(CommandScreen):
    """One running meeting; when the family has gone the case is hidden, and this window has nothing more to show."""

    CSS_PATH = "../styles/pad_window.tcss"
    commands = (NextHere(), *PAD, *DESKTOP, LeaveText(), *HOUSE)
    footer = (
        "next",
        "write",
        "along",
        "versions",
        "choose-service",
        "pick",
        "read-aloud",
        "place-before",
        "place-after",
        "stay",
        "help",
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]
    window: OtherWindow = "pad"
    opened_by = "pad"
    in_room = False
    """There is one face only, and it is nobody else's."""

    def __init__(self, bridge: Bridge, look: Look) -> None:
        """`bridge` is started when the screen is there, and stopped with it."""
        super().__init__()
        self._bridge = bridge
        self._look = look
        self.pad = PinnedPad(Desk(bridge), look.zone)
        self.curtain = Curtain()
        self.meeting: Meeting = Meeting()
        self.labels: Mapping[str, str] = {}
        self.seen: Sight | None = None
        self._led = True
        self._timer: Timer | None = None
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        """Where the meeting is, the pad, words instead of it, a line, the footer."""
        yield Split(id="desk-head")
        yield self.curtain
        yield Notice(id="notice")
        yield KeyBar(id="keys")

    async def on_mount(self) -> None:
        """Open the meeting, once the pad is there to show it."""
        await self.query_one("#desk-pad", Container).mount(self.pad)
        self._bridge.start(self)

    def on_unmount(self) -> None:
        """Finish writing, close the stores."""
        self.pad.finish()
        self._bridge.stop()

    # --- what arrives ----------------------------------------------------------------------------------------

    def on_meeting_changed(self, message: MeetingChanged) -> None:
        """Show the meeting as it stands now."""
        before, self.meeting, self.labels = self.meeting, message.meeting, message.labels
        self.notice(told_of(before, self.meeting, self.window))
        self.pad.follow(self.meeting, self.labels)
        self.paint()

    def on_record_rang(self, _message: RecordRang) -> None:
        """Somebody wrote, this window perhaps: what others wrote is shown soon."""
        if self._later is None:
            self._later = self.set_timer(SETTLE_S, self._reread)

    def _reread(self) -> None:
        self._later = None
        if self.meeting.family_in_room:
            self.pad.reread()

    def on_notes_pad_read(self) -> None:
        """The pad has something to show."""
        self.show_keys()

    def on_refused(self, message: Refused) -> None:
        """Say why, quietly."""
        self.notice(refused.refused(message.refusal, self.labels))

    def on_save_failed(self, message: SaveFailed) -> None:
        """Say it in words."""
        self.notice(refused.not_saved(message.kind), loud=True)

    def on_unreadable(self, _message: Unreadable) -> None:
        """Say it; the bridge tries again."""
        self.notice(refused.unreadable(), loud=True)

    def on_led(self, message: Led) -> None:
        """Said quietly as long as it is so; what was said before gives way, but for what could not be done."""
        self._led = message.led
        if not self.query_one(Notice).loud:
            self.notice("")
        self.paint()

    def on_resize(self) -> None:
        """Paint for the new size."""
        self.call_after_refresh(self.paint)

    # --- painting --------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Look at the meeting now, paint what changed, and be back when the next second begins."""
        if self.meeting.agenda is None or not self.is_attached:
            return
        seen = self.seen = sight(
            self.meeting, self.labels, self._bridge.now(), self._look.zone, self._look.warn_percent
        )
        self.curtain.draw(self.meeting)
        self._show_head(seen)
        self.query_one(Notice).stay("" if self._led else words.nobody_leads(self.meeting))
        self.show_keys()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(to_next_flip(seen, LEAST_FLIP_S), self.paint)

    def _show_head(self, seen: Sight) -> None:
        meeting, clock = seen.meeting, seen.clock
        parts: list[str | tuple[str, str]] = [(words.stage_word(meeting), "bold")]
        if meeting.family_in_room:
            parts += [" · ", words.ended_at(clock, seen.zone)]
        ways = [told(*parts)]
        if meeting.run is not None and not _family_speaks(meeting):
            word = words.heat_word(clock.heat)
            time = words.countdown(clock.remaining)
            left = (f"{word} {time}" if word else time, HEAT_STYLE[clock.heat] or "bold")
            parts += ["   ", left]
            ways = [told(*parts), told(words.ended_at(clock, seen.zone), "   ", left), told(left)]
        title = EMPTY if meeting.stopped else numbered_title(meeting)
        self.query_one("#desk-head", Split).show(title, beside(title, self.size.width - 2, ways))
        now, never = words.rule(meeting), words.not_permitted(meeting)
        speaks = words.speaks_now(meeting, seen.labels)
        pinned = (tr("stays here") + "   " if self.pad.pinned else "", "bold $soon")
        rule = told(pinned, (speaks, "bold"), "   ", (" · ".join(filter(None, (now, never))), "$quiet"))
        self.query_one("#desk-rule", Text).show(rule)

    def notice(self, text: str, *, loud: bool = False) -> None:
        """One line above the footer until something happens."""
        self.query_one(Notice).say(text, loud=loud)

    # --- what commands ask (pad.commands.Writing, commands.Stand as far as it goes) ---------------------------

    def turn_face(self) -> None:
        """There is one face only."""

    def leave_text(self) -> None:
        """Nobody types any more."""
        self.set_focus(self.pad.way_out)

    @property
    def may_step(self) -> bool:
        """Whether the newest step is long enough ago."""
        return steady(self.meeting, self._bridge.now())

    def wish(self, wish: Wish) -> None:
        """Ask the meeting; the answer arrives as a message."""
        if isinstance(wish, NextWish):
            self.pad.moves_along()
        self._bridge.wish(wish)

    def action_do(self, command_id: str) -> None:
        """Nothing is done to what is hidden."""
        if not (hidden(self.meeting) and command_id in HIDES):
            super().action_do(command_id)

    def everything(self) -> list[Entry]:
        """All that can be done now."""
        shown = [command for command in self.commands if not (hidden(self.meeting) and command.id in HIDES)]
        return [entry for command in shown for entry in command.entries(self)]

    def footer_now(self) -> Sequence[str]:
        """What is sensible where one stands."""
        if hidden(self.meeting):
            return ("next", "quit", "help")
        if self.typing:
            return ("next", "along", "versions", "keep-row", "next-field", "leave-text", "strike", "help")
        return self.footer

    # --- help ------------------------------------------------------------------------------------------------

    def help_here(self) -> list[str]:
        """What this window is for."""
        lines = [
            tr("This is the minute taker's window: it follows the meeting and writes in its record, and in no other.")
        ]
        if self.meeting.stage in (Stage.RUNNING, Stage.PAUSED):
            lines.append(
                tr("Every key is saved at once. If this window is closed or dies, open it again and write on.")
            )
        lines += self.pad.help_here()
        return lines if self._led else [*lines, self._look.lead_again()]

    def quit_question(self) -> tuple[str, str]:
        """Closing this window ends nothing."""
        again = tr("Open this window again with: {line}", line=self._look.how("pad"))
        return tr("Close this window?"), f"{words.left_behind(self.meeting)} {again}"


def _family_speaks(meeting: Meeting) -> bool:
    """Whether føresette or the youth has the word: no countdown then, here either."""
    run = meeting.run
    return run is not None and run.turn is not None and is_family(run.turn.group)
