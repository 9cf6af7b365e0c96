"""What the leader can do in a running meeting. Keys, footer, help and palette all come from here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Form
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.onward import loans, undoable
from btimeeting.i18n import N_, tr
from btimeeting.ui import words
from btimeeting.ui.command import Command, Entry, key_name
from btimeeting.ui.farewell import Farewell
from btimeeting.ui.open_points import word_waits
from btimeeting.ui.words import Labels

TIMED = (Stage.RUNNING, Stage.PAUSED)


class Stand(Protocol):
    """What these commands ask of the meeting screen they are pressed on."""

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is shown."""

    @property
    def labels(self) -> Labels:
        """What groups are called."""

    @property
    def in_room(self) -> bool:
        """Whether the room face is shown."""

    farewell: Farewell
    """What the main key does from «Takk» on."""

    @property
    def may_step(self) -> bool:
        """Whether the last step is long enough ago: a key held down, or a clicker that bounces, moves once."""

    def wish(self, wish: w.Wish) -> None:
        """Ask the meeting."""

    def undo(self) -> None:
        """Take the newest step back."""

    def turn_face(self) -> None:
        """The other face."""

    @property
    def typing(self) -> bool:
        """Whether the next letter would be written into a text."""

    def leave_text(self) -> None:
        """Nobody types any more."""

    def choose_answer(self, step: int) -> None:
        """Mark another answer to the viddevakt's prompt."""

    def give_answer(self) -> None:
        """Give the marked answer."""

    @property
    def prompted(self) -> bool:
        """Whether a prompt stands on the work face."""


class Next(Command[Stand]):
    """The main key: whatever comes next."""

    id = "next"
    keys = ("space", "pagedown")
    typing_keys = ("ctrl+n",)
    name = N_("Next")
    help = N_("The next turn or phase. A clicker's «forward» does the same.")

    def possible(self, at: Stand) -> bool:
        """Until the meeting is over."""
        return at.meeting.stage is not Stage.CLOSED

    def label(self, at: Stand) -> str:
        """What it would do now, as an act; whether it asks first."""
        if at.farewell.asks:
            return tr("Go on …") if at.meeting.stage is Stage.THANKED else tr("End the meeting …")
        return words.next_act(at.meeting, at.labels)

    def short(self, at: Stand) -> str:
        """Whose turn or which phase, without what for."""
        return words.next_act_short(at.meeting, at.labels)

    def do(self, at: Stand) -> None:
        """From the step the person sees."""
        if at.may_step:
            at.farewell.go_on()


class Undo(Command[Stand]):
    """Take the newest step back."""

    id = "undo"
    keys = ("backspace",)
    typing_keys = ("f9",)
    name = N_("Undo")
    help = N_("The newest step was a mistake: the clock is as if it had never been pressed.")
    stays = True

    def possible(self, at: Stand) -> bool:
        """While there is a step to take back."""
        return undoable(at.meeting) is not None

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - one name for it everywhere
        """F9, which works while typing too."""
        return "F9"

    def do(self, at: Stand) -> None:
        """Take it back."""
        at.undo()


class PauseOrGoOn(Command[Stand]):
    """Stop all clocks, or go on: whichever the person sees is not so."""

    id = "pause"
    keys = ("p",)
    typing_keys = ("f8",)
    name = N_("Pause")
    help = N_("All clocks stand. The end of the meeting is reckoned anew when you go on.")

    def possible(self, at: Stand) -> bool:
        """While the clock can run."""
        return at.meeting.stage in TIMED

    def label(self, at: Stand) -> str:
        """What it would do."""
        return tr("Go on") if at.meeting.stage is Stage.PAUSED else tr(self.name)

    def do(self, at: Stand) -> None:
        """Never a toggle: the wish says which of the two is meant."""
        at.wish(w.Resume() if at.meeting.stage is Stage.PAUSED else w.Pause())


class TurnFace(Command[Stand]):
    """Room face or work face."""

    id = "face"
    keys = ("tab",)
    typing_keys = ("f4",)
    name = N_("Work page")
    help = N_("The room page is what everyone may see; the work page has agenda, notes and prompts.")
    stays = True

    def label(self, at: Stand) -> str:
        """The other one; the room is not told what it is that waits there."""
        if not at.in_room:
            return tr("Room page")
        return tr("Work page (something waits)") if _round_without_somebody(at.meeting) else tr("Work page")

    def short(self, at: Stand) -> str:
        """One word."""
        if not at.in_room:
            return tr("Room")
        return tr("Work (waits)") if _round_without_somebody(at.meeting) else tr("Work")

    def possible(self, at: Stand) -> bool:
        """While the family is there: afterwards the case is hidden."""
        return at.meeting.family_in_room

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - one name for it everywhere
        """F4, which works while typing too."""
        return "F4"

    def do(self, at: Stand) -> None:
        """Turn."""
        at.turn_face()


def _round_without_somebody(meeting: Meeting) -> bool:
    """Whether a round goes, or begins next, without a service whose consent is missing."""
    if meeting.agenda is None or meeting.stopped or not word_waits(meeting):
        return False
    at = meeting.current or 0
    return any(Form.ROUND in phase.forms for phase in meeting.agenda.phases[at : at + 2])


class LeaveText(Command[Stand]):
    """Out of the note, so that the space bar is the main key again."""

    id = "leave-text"
    keys = ("escape",)
    name = N_("Out of the note")
    help = N_("Then the space bar is the main key again; what is written stays.")

    def possible(self, at: Stand) -> bool:
        """While somebody types."""
        return at.typing

    def short(self, at: Stand) -> str:  # noqa: ARG002 - always the same
        """One word."""
        return tr("Out")

    def key(self, *, typing: bool) -> str:
        """It works where other letters do not: in the text itself."""
        return key_name(self.keys[0]) if typing else ""

    def do(self, at: Stand) -> None:
        """Leave it."""
        at.leave_text()


class BlackOut(Command[Stand]):
    """Black screens, or light again."""

    id = "dark"
    keys = ("b", "full_stop")
    typing_keys = ("f5",)
    name = N_("Black screen")
    help = N_("The walls and the room page go black; the clock goes on. The same key lights them again.")

    def possible(self, at: Stand) -> bool:
        """While a wall shows anything."""
        return at.meeting.stage not in (Stage.EVALUATING, Stage.CLOSED) and not at.meeting.stopped

    def label(self, at: Stand) -> str:
        """What it would do."""
        return tr("Light the screen") if at.meeting.wall_hidden else tr(self.name)

    def do(self, at: Stand) -> None:
        """The wish says which of the two is meant."""
        at.wish(w.SetWall(hidden=not at.meeting.wall_hidden))


class Stop(Command[Stand]):
    """Pause and hide everything."""

    id = "stop"
    keys = ("x",)
    typing_keys = ("f7",)
    name = N_("Stop")
    help = N_("Pause, and hide everything on all screens, when somebody has to leave or say no.")

    def possible(self, at: Stand) -> bool:
        """Unless it is stopped already."""
        return at.meeting.stage in (*TIMED, Stage.THANKED) and not at.meeting.stopped

    def do(self, at: Stand) -> None:
        """Stop."""
        at.wish(w.Stop())


class MoreTime(Command[Stand]):
    """A minute more."""

    id = "more"
    keys = ("plus",)
    name = N_("A minute more")
    help = N_("Borrowed from a later phase, never from the family or the decision.")

    def possible(self, at: Stand) -> bool:
        """In a timed phase."""
        return at.meeting.stage in TIMED

    def do(self, at: Stand) -> None:
        """Borrow it."""
        at.wish(w.MoreTime(at.meeting.step, loans=len(loans(at.meeting))))


def _has_word(at: Stand) -> str | None:
    run = at.meeting.run
    return None if at.meeting.stage not in TIMED or run is None or run.turn is None else run.turn.group


class Skip(Command[Stand]):
    """Whoever has the word has nothing to add."""

    id = "skip"
    keys = ("s",)
    name = N_("Skip this turn")
    help = N_("Whoever has the word has nothing to add; the time goes to the others.")

    def possible(self, at: Stand) -> bool:
        """While somebody has the word."""
        return _has_word(at) is not None

    def do(self, at: Stand) -> None:
        """Skip them."""
        group = _has_word(at)
        if group is not None and at.may_step:
            at.wish(w.Skip(at.meeting.step, group))


class Pass(Command[Stand]):
    """Whoever has the word wants it later."""

    id = "pass"
    keys = ("l",)
    name = N_("Take this turn later")
    help = N_("Whoever has the word gets it last in this phase instead.")

    def possible(self, at: Stand) -> bool:
        """While somebody has the word and another one waits."""
        return _has_word(at) is not None and words.next_slot(at.meeting) is not None

    def do(self, at: Stand) -> None:
        """Move them last."""
        group = _has_word(at)
        if group is not None and at.may_step:
            at.wish(w.Pass(at.meeting.step, group))


class ChooseLeft(Command[Stand]):
    """Mark the answer to the left of a prompt."""

    id = "prompt-left"
    keys = ("left",)
    name = N_("Mark another answer")
    help = N_("The answers to the viddevakt's prompt: said, let it go, ask the leader.")
    step = -1

    def keys_text(self) -> str:
        """Both ways, in one line."""
        return f"{key_name('left')} {key_name('right')}"

    def possible(self, at: Stand) -> bool:
        """While a prompt is seen."""
        return at.prompted

    def entries(self, at: Stand) -> Iterable[Entry]:  # noqa: ARG002 - marking is not an act of its own
        """None."""
        return ()

    def do(self, at: Stand) -> None:
        """Mark it."""
        at.choose_answer(self.step)


class ChooseRight(ChooseLeft):
    """Mark the answer to the right of a prompt."""

    id = "prompt-right"
    keys = ("right",)
    step = 1

    def keys_text(self) -> str:
        """Told with the other way."""
        return ""


class AnswerPrompt(Command[Stand]):
    """Give the marked answer."""

    id = "prompt-answer"
    keys = ("enter",)
    name = N_("Answer the prompt")
    few = N_("Reply to prompt")
    help = N_("Gives the marked answer to the viddevakt's prompt. It can also wait.")

    def possible(self, at: Stand) -> bool:
        """While a prompt is seen."""
        return at.prompted

    def do(self, at: Stand) -> None:
        """Give it."""
        at.give_answer()


MEETING: tuple[Command[Stand], ...] = (
    Next(),
    Undo(),
    PauseOrGoOn(),
    MoreTime(),
    TurnFace(),
    LeaveText(),
    BlackOut(),
    Stop(),
    Skip(),
    Pass(),
    ChooseLeft(),
    ChooseRight(),
    AnswerPrompt(),
)
