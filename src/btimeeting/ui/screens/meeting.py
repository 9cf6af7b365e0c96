"""The running meeting: two faces of one state. The state arrives by message; this screen hands it to the widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Static

from btimeeting.documents.break_ins import BREAK_INS
from btimeeting.domain.events import BreakIn
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.wishes import AnswerPrompt, DoBreakIn, Next, Wish
from btimeeting.i18n import tr
from btimeeting.ui import refused
from btimeeting.ui.advice import leaders_cue, suggestion, viddevakts_line
from btimeeting.ui.after.doors import DOORS
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.choices import CHOICES
from btimeeting.ui.command import bindings
from btimeeting.ui.commands import MEETING
from btimeeting.ui.glimpse import FLUSH_S, being_opened, too_early
from btimeeting.ui.guests.commands import GUESTS
from btimeeting.ui.help_texts import meeting_help
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.dialog import Lines
from btimeeting.ui.kit.too_small import SMALLEST, sentence
from btimeeting.ui.look import Look
from btimeeting.ui.messages import MeetingChanged, RecordRang, Refused, SaveFailed, Unreadable
from btimeeting.ui.next_here import GiveNext, steady
from btimeeting.ui.open_points import open_points
from btimeeting.ui.open_windows import ShowWindows
from btimeeting.ui.pad.commands import PAD
from btimeeting.ui.room.commands import ROOM
from btimeeting.ui.room.now import RoomNow
from btimeeting.ui.said import said
from btimeeting.ui.screens.footers import footer_here
from btimeeting.ui.screens.two_faces import TwoFaces
from btimeeting.ui.sight import Sight, sight, to_next_flip
from btimeeting.ui.undoing import Undoing
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.notice import Notice
from btimeeting.ui.widgets.prompt_line import PromptLine
from btimeeting.ui.widgets.room_face import RoomFace
from btimeeting.ui.words import left_behind, newest_told

ANY_TIME = ("face", *(command.id for command in HOUSE))
"""What works before the meeting is there, too: the other face comes as soon as there are two."""
LEAST_FLIP_S = 0.1
"""A rehearsal at high speed is painted no oftener than this."""


class MeetingScreen(TwoFaces):
    """The console. It starts in the room face; start, going on and a black screen turn back to it."""

    commands = (*MEETING, *PAD, *DOORS, *ROOM, *CHOICES, GiveNext(), ShowWindows(), *GUESTS, *HOUSE)
    footer = ("next", "undo", "face", "pause", "leave-text", "more", "help")
    help_too = ("stop", "dark", "pause", "more", "skip", "pass")
    opened_by = "console"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, bridge: Bridge, look: Look, heard: MeetingChanged | None = None) -> None:
        """`bridge` is started when the screen is there, and stopped with it. `heard`: how the meeting stands."""
        super().__init__(bridge, look)
        self._heard = heard
        self.seen: Sight | None = None
        self._timer: Timer | None = None
        self._line = ""
        """What the viddevakt says just now."""
        self._undoing = Undoing()

    def compose(self) -> ComposeResult:
        """The room face; the work face comes behind it (`furnish`). A line for what could not be done; the footer."""
        next_command = self.command("next")
        hint = tr("{key} starts the meeting", key=next_command.key(typing=False))
        dark = tr("The screens are black. {key} lights them.", key=self.command("dark").key(typing=False))
        stop = tr("Everything is stopped. {key} goes on.", key=next_command.key(typing=False))
        yield RoomFace(self.look.zone, hint=hint, dark_hint=dark, stop_hint=stop, id="room")
        yield Static(said(sentence()), id="too-small")
        yield Notice(id="notice")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Open the meeting; what is known of it already is there from the first frame on."""
        if self._heard is not None:
            self.on_meeting_changed(self._heard)
        else:
            self.query_one(RoomFace).say_instead(being_opened())
        self._bridge.start(self)

    def on_unmount(self) -> None:
        """Finish writing, close the stores."""
        if self.furnished:
            self.pad.finish()
        self._bridge.stop()

    @property
    def bridge(self) -> Bridge:
        """The stores' thread: what is mounted into `#pad` asks it too."""
        return self._bridge

    # --- what arrives ----------------------------------------------------------------------------------------

    def on_meeting_changed(self, message: MeetingChanged) -> None:
        """Show the meeting as it stands now."""
        before, self.meeting, self.labels = self.meeting, message.meeting, message.labels
        self.notice(newest_told(self.meeting, in_room=self.in_room))
        if before.step != self.meeting.step:
            self._line = ""
        if _turns_to_room(before, self.meeting):
            self.show_face(in_room=True)
        self.follow()
        if before.agenda is None:
            self.set_timer(FLUSH_S, self.furnish)

    def on_refused(self, message: Refused) -> None:
        """Say why, quietly; a break-in that was not kept has no line to say."""
        self._line = ""
        self.notice(refused.refused(message.refusal, self.labels))
        self.paint()

    def on_save_failed(self, message: SaveFailed) -> None:
        """Say it in words; the clock goes on, since it is arithmetic on what was written before."""
        self.notice(refused.not_saved(message.kind), loud=True)

    def on_unreadable(self, _message: Unreadable) -> None:
        """Say it; the bridge tries again."""
        self.notice(refused.unreadable(), loud=True)

    def on_prompt_line_answered(self, message: PromptLine.Answered) -> None:
        """Keep what the viddevakt did with a prompt."""
        self.wish(AnswerPrompt(message.suggestion.prompt, message.suggestion.key, message.answer))

    def on_record_rang(self, _message: RecordRang) -> None:
        """What the work face has from the record is read anew, soon."""
        self.room.rang()

    def on_room_now_learnt(self, _message: RoomNow.Learnt) -> None:
        """Names and open points as the record has them now, and in the pad what other windows wrote."""
        self.pad.reread()
        self.paint()

    def on_resize(self, event: events.Resize) -> None:
        """Too small a window says what it needs."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        self.query_one("#too-small").display = small
        self.show_face(in_room=self.in_room, small=small)
        self.call_after_refresh(self.paint)

    # --- painting --------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Look at the meeting now, paint what changed, and be back when the next second begins."""
        if self.meeting.agenda is None or not self.is_attached:
            return
        seen = self.seen = sight(self.meeting, self.labels, self._bridge.now(), self.look.zone, self.look.warn_percent)
        if self.in_room:
            self.query_one(RoomFace).show(self.meeting, seen.clock, self.labels)
        else:
            advice = suggestion(seen, self.look.warn_percent) if not self._line else None
            line = self._line or viddevakts_line(seen)
            points = self.open_points()
            self.work.show(seen, points, leaders_cue(seen, self.room.known), advice, line)
            self.room.beside(len(points))
        self.show_keys()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(to_next_flip(seen, LEAST_FLIP_S), self.paint)

    def notice(self, text: str, *, loud: bool = False) -> None:
        """One line above the footer until something happens; it never takes the focus."""
        self.query_one(Notice).say(text, loud=loud)

    # --- what commands ask (commands.Stand, choices.Choosing) ------------------------------------------------

    def wish(self, wish: Wish) -> None:
        """Ask the meeting; the answer arrives as a message."""
        if isinstance(wish, Next):
            self.pad.moves_along()
        self._bridge.wish(wish)

    def undo(self) -> None:
        """Take the newest step back, unless something has to be said first."""
        first = self._undoing.first(self.meeting, self._bridge.now())
        return self.notice(first) if first else self._bridge.undo()

    def action_do(self, command_id: str) -> None:
        """What every binding calls; nothing can be done to a meeting nobody sees yet, and that is said."""
        if self.meeting.agenda is None and command_id not in ANY_TIME:
            self.pressed_early()
        else:
            super().action_do(command_id)

    def pressed_early(self) -> None:
        """A key came before the meeting did."""
        self.query_one(RoomFace).say_instead(too_early())

    @property
    def may_step(self) -> bool:
        """Whether the newest step is long enough ago."""
        return steady(self.meeting, self._bridge.now())

    def leave_text(self) -> None:
        """Nobody types any more."""
        self.set_focus(self.pad.way_out)

    @property
    def prompted(self) -> bool:
        """Whether a prompt stands on the work face."""
        return not self.in_room and self.query_one(PromptLine).suggestion is not None

    def choose_answer(self, step: int) -> None:
        """Mark another answer."""
        self.query_one(PromptLine).choose(step)

    def give_answer(self) -> None:
        """Give the marked one."""
        self.query_one(PromptLine).answer()

    def break_in(self, what: BreakIn) -> None:
        """Break in, and show the line to say."""
        self._line = tr(BREAK_INS[what][1])
        self.wish(DoBreakIn(what))

    def show_break_ins(self) -> None:
        """The seven reasons, each with its line."""
        lines = [(str(n), f"{tr(name)}: «{tr(line)}»") for n, (name, line) in enumerate(BREAK_INS.values(), 1)]
        self.app.push_screen(Lines(tr("Break in"), [*lines, ("", ""), ("", tr("The numbers work on the work page."))]))

    def open_points(self) -> tuple[str, ...]:
        """What is missing now."""
        return open_points(self.seen, self.room.known) if self.seen is not None else ()

    def footer_now(self) -> Sequence[str]:
        """What is sensible where one stands."""
        return footer_here(self)

    # --- help ------------------------------------------------------------------------------------------------

    def help_here(self) -> list[str]:
        """What this moment of the meeting is about."""
        return [*meeting_help(self.meeting, in_room=self.in_room), *self.pad.help_here()]

    def quit_question(self) -> tuple[str, str]:
        """Closing the window does not end the meeting."""
        again = tr("Take it up again with: {line}", line=self.look.how("console"))
        return tr("Close this window?"), f"{left_behind(self.meeting)} {again}"


def _turns_to_room(before: Meeting, after: Meeting) -> bool:
    """Start, going on, a black screen, a stopped meeting that ends, the family leaving: what everyone may see."""
    started = before.stage in (Stage.WAITING, Stage.PAUSED) and after.stage is Stage.RUNNING
    darkened = after.wall_hidden is not before.wall_hidden and (after.wall_hidden or before.stopped)
    left = after.stage in (Stage.EVALUATING, Stage.CLOSED) and before.stage is not after.stage
    return before.agenda is not None and (started or darkened or left)
