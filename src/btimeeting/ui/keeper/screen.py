"""The viddevakt's screen: it asks for break-ins and answers to prompts, and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer

from btimeeting.documents.break_ins import BREAK_INS
from btimeeting.domain.events import BreakIn, OtherWindow
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import Moment, elapsed
from btimeeting.domain.refusals import Why
from btimeeting.domain.wishes import AnswerPrompt as Answer
from btimeeting.domain.wishes import DoBreakIn, Wish
from btimeeting.i18n import tr
from btimeeting.ui import refused, words
from btimeeting.ui.advice import suggestion, viddevakts_line
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.choices import BreakInKey
from btimeeting.ui.command import bindings
from btimeeting.ui.commands import AnswerPrompt, ChooseLeft, ChooseRight
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.keeper.face import KeeperFace
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.messages import Led, MeetingChanged, Refused, SaveFailed, Unreadable
from btimeeting.ui.next_here import NextHere, steady, told_of
from btimeeting.ui.sight import Sight, sight, to_next_flip
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.notice import Notice
from btimeeting.ui.widgets.prompt_line import PromptLine

LINE_STAYS = timedelta(seconds=20)
"""So long the line of a break-in stands there to be said, if the turn lasts so long."""
LEAST_FLIP_S = 0.1
"""A rehearsal at high speed is painted no oftener than this."""


class KeeperScreen(CommandScreen):
    """One calm prompt at a time; a break-in is one key, and keeps its time and kind, never a name."""

    CSS_PATH = "../styles/keeper.tcss"
    commands = (
        NextHere(),
        *(BreakInKey(what, number) for number, what in enumerate(BREAK_INS, 1)),
        ChooseLeft(),
        ChooseRight(),
        AnswerPrompt(),
        *HOUSE,
    )
    footer = ("next", "prompt-answer", "prompt-right", "quit", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]
    window: OtherWindow = "viddevakt"
    opened_by = "viddevakt"
    in_room = False
    """This window is the viddevakt's own: its number keys always work."""

    def __init__(self, bridge: Bridge, look: Look) -> None:
        """`bridge` is started when the screen is there, and stopped with it; it has no record."""
        super().__init__()
        self._bridge = bridge
        self._look = look
        self.meeting: Meeting = Meeting()
        self.labels: Mapping[str, str] = {}
        self.seen: Sight | None = None
        self._led = True
        self._line = ""
        """What to say for the break-in that was just made."""
        self._coming = ""
        """The same, until the break-in is kept."""
        self._said: Moment | None = None
        """When that line came up."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The face, a line for what could not be done, the footer."""
        yield KeeperFace(id="keeper")
        yield Notice(id="notice")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Open the meeting."""
        self._bridge.start(self)

    def on_unmount(self) -> None:
        """Close the journal."""
        self._bridge.stop()

    # --- what arrives ----------------------------------------------------------------------------------------

    def on_meeting_changed(self, message: MeetingChanged) -> None:
        """Show the meeting as it stands now."""
        before, self.meeting, self.labels = self.meeting, message.meeting, message.labels
        self.notice(told_of(before, self.meeting, self.window))
        if before.step != self.meeting.step:
            self._line = ""
        if self._coming and len(self.meeting.break_ins) > len(before.break_ins):
            self._say()
        self.paint()

    def on_refused(self, message: Refused) -> None:
        """Say why, quietly."""
        self._line = self._coming = ""
        if message.refusal.why is not Why.FAMILY_HAS_WORD:  # the face says that all the time
            self.notice(refused.refused(message.refusal, self.labels))
        self.paint()

    def on_save_failed(self, message: SaveFailed) -> None:
        """Say it in words; the line can be said all the same."""
        self.notice(refused.not_saved(message.kind), loud=True)
        if self._coming:
            self._say()
            self.paint()

    def _say(self) -> None:
        self._line, self._coming, self._said = self._coming, "", self._bridge.now()

    def on_unreadable(self, _message: Unreadable) -> None:
        """Say it; the bridge tries again."""
        self.notice(refused.unreadable(), loud=True)

    def on_prompt_line_answered(self, message: PromptLine.Answered) -> None:
        """Keep what was done with a prompt."""
        self._bridge.wish(Answer(message.suggestion.prompt, message.suggestion.key, message.answer))

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
        percent = self._look.warn_percent
        seen = self.seen = sight(self.meeting, self.labels, self._bridge.now(), self._look.zone, percent)
        advice = suggestion(seen, percent)
        if self._line and self._said is not None and elapsed(self._said, seen.moment) >= LINE_STAYS:
            self._line = ""  # it has been said; what the clock says of this turn comes through again
        own = self._line or viddevakts_line(seen)
        self.query_one(KeeperFace).show(seen, None if self._line else advice, own)
        self.query_one(Notice).stay("" if self._led else words.nobody_leads(self.meeting))
        self.show_keys()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(to_next_flip(seen, LEAST_FLIP_S), self.paint)

    def notice(self, text: str, *, loud: bool = False) -> None:
        """One line above the footer until something happens."""
        self.query_one(Notice).say(text, loud=loud)

    # --- what commands ask (choices.Choosing, as far as the viddevakt's commands go) --------------------------

    @property
    def may_step(self) -> bool:
        """Whether the newest step is long enough ago."""
        return steady(self.meeting, self._bridge.now())

    def wish(self, wish: Wish) -> None:
        """Ask the meeting; the answer arrives as a message."""
        self._bridge.wish(wish)

    def break_in(self, what: BreakIn) -> None:
        """Break in; the line to say comes when it is kept."""
        self._coming = tr(BREAK_INS[what][1])
        self._bridge.wish(DoBreakIn(what))

    @property
    def prompted(self) -> bool:
        """Whether a prompt stands there."""
        return self.query_one(PromptLine).suggestion is not None

    def choose_answer(self, step: int) -> None:
        """Mark another answer."""
        self.query_one(PromptLine).choose(step)

    def give_answer(self) -> None:
        """Give the marked one."""
        self.query_one(PromptLine).answer()

    # --- help ------------------------------------------------------------------------------------------------

    def help_here(self) -> list[str]:
        """What the viddevakt's window is for."""
        lines = [tr("The numbers 1 to 7 break in: the time and the kind are kept, never a name.")]
        if self.meeting.stage in (Stage.RUNNING, Stage.PAUSED):
            lines.append(tr("Towards the family it goes through the leader: give the leader a sign."))
        return lines if self._led else [*lines, self._look.lead_again()]

    def quit_question(self) -> tuple[str, str]:
        """Closing this window ends nothing."""
        again = tr("Open this window again with: {line}", line=self._look.how("viddevakt"))
        return tr("Close this window?"), f"{words.left_behind(self.meeting)} {again}"
