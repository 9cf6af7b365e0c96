"""Commands that offer a choice each time: a kind of break-in, a phase, whose word, the wall."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Protocol

from btimeeting.documents.break_ins import BREAK_INS
from btimeeting.documents.labels import group_name, role_name
from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Role
from btimeeting.domain.events import BreakIn, WallStyle
from btimeeting.domain.meeting import Stage, waiting
from btimeeting.domain.moment import ZERO
from btimeeting.domain.seats import Seat
from btimeeting.domain.viddevakt import fits
from btimeeting.i18n import N_, ntr, tr
from btimeeting.ui.command import Command, Entry
from btimeeting.ui.commands import TIMED, Stand
from btimeeting.ui.sight import Sight
from btimeeting.ui.words import Labels

_STYLES = {
    WallStyle.AUTO: N_("Wall: digits for the services, calm for the family"),
    WallStyle.DIGITS: N_("Wall: digits all the time"),
    WallStyle.CALM: N_("Wall: calm all the time"),
}


class Choosing(Stand, Protocol):
    """A stand that also knows the moment and takes break-ins."""

    @property
    def seen(self) -> Sight | None:
        """What is shown now."""

    def break_in(self, what: BreakIn) -> None:
        """Break in."""

    def show_break_ins(self) -> None:
        """The kinds, their keys and the lines to say."""


class BreakInKey(Command[Choosing]):
    """One kind of break-in, by its number on the work page."""

    help = N_("The viddevakt breaks in: time and kind are kept, never a name.")

    def __init__(self, what: BreakIn, number: int) -> None:
        self.what = what
        self.id = f"break-in-{what}"
        self.keys = (str(number),)
        self.name = BREAK_INS[what][0]

    def possible(self, at: Choosing) -> bool:
        """In a timed phase, and never by a slip in the room face."""
        return self._sensible(at) and not at.in_room

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """The kind and its line."""
        if self._sensible(at):
            text = tr("Break in: {kind}", kind=tr(self.name))
            yield Entry(text, tr(BREAK_INS[self.what][1]), lambda: self.do(at), self.keys_text())

    def _sensible(self, at: Choosing) -> bool:
        return at.meeting.stage in TIMED and not at.meeting.stopped and fits(at.meeting, self.what)

    def do(self, at: Choosing) -> None:
        """Break in."""
        at.break_in(self.what)


class BreakIns(Command[Choosing]):
    """The list of break-ins."""

    id = "break-ins"
    keys = ("v",)
    name = N_("Break in")
    help = N_("The viddevakt's seven reasons to break in, and a kind line for each.")

    def possible(self, at: Choosing) -> bool:
        """In a timed phase."""
        return at.meeting.stage in TIMED

    def do(self, at: Choosing) -> None:
        """Show the list."""
        at.show_break_ins()


class ChoiceCommand(Command[Choosing]):
    """A command that is only a set of lines in the list of everything."""

    def do(self, at: Choosing) -> None:
        """The first of its choices."""
        for entry in self.entries(at):
            entry.do()
            return


class StartEarlier(ChoiceCommand):
    """The meeting began a few minutes ago."""

    id = "start-earlier"
    name = N_("The meeting began earlier")
    help = N_("Starts the clock as if it had been pressed then.")

    def possible(self, at: Choosing) -> bool:
        """Before the start."""
        return at.meeting.stage is Stage.WAITING

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """One to ten minutes ago."""
        if not self.possible(at):
            return
        for n in (1, 2, 3, 5, 10):
            text = ntr("It began {n} minute ago", "It began {n} minutes ago", n)
            yield Entry(text, tr(self.help), partial(at.wish, w.Start(n * 60)))


class GoToPhase(ChoiceCommand):
    """Finish this phase early, or go back to one."""

    id = "phase"
    name = N_("Go to a phase")
    help = N_("Finish this phase early, or go back to one that has been.")

    def possible(self, at: Choosing) -> bool:
        """In a timed phase."""
        return at.meeting.stage in TIMED

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """Every phase but the one under way."""
        meeting = at.meeting
        if not self.possible(at) or meeting.agenda is None:
            return
        for index, phase in enumerate(meeting.agenda.phases):
            if index != meeting.current:
                text = tr("Go to phase {n}: {title}", n=index + 1, title=phase.title)
                yield Entry(text, tr(self.help), partial(at.wish, w.GoToPhase(meeting.step, phase.id)))


class GiveWord(ChoiceCommand):
    """Give the word out of order."""

    id = "word"
    name = N_("Give the word to somebody")
    help = N_("Out of order; the others keep their turns.")

    def possible(self, at: Choosing) -> bool:
        """In a timed phase."""
        return at.meeting.stage in TIMED

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """Every group that takes part."""
        meeting = at.meeting
        if not self.possible(at):
            return
        has = meeting.run.turn.group if meeting.run is not None and meeting.run.turn is not None else ""
        waits = [group for group, _ in waiting(meeting)]
        others = [seat.group for seat in meeting.seats if meeting.takes_part(seat.group)]
        for group in dict.fromkeys((*waits, *others)):
            if group != has:
                text = tr("The word to: {who}", who=group_name(group, at.labels))
                yield Entry(text, tr(self.help), partial(at.wish, w.GiveWord(meeting.step, group)))


class FirstInOrder(ChoiceCommand):
    """The services' order."""

    id = "order"
    name = N_("The services' order")
    help = N_("This service speaks first in the rounds to come.")

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """Every service but the first."""
        if at.meeting.stage not in (*TIMED, Stage.WAITING):
            return
        for group in at.meeting.order[1:]:
            text = tr("First in the rounds: {who}", who=group_name(group, at.labels))
            yield Entry(text, tr(self.help), partial(at.wish, w.Reorder((group,))))


def seat_name(seat: Seat, labels: Labels) -> str:
    """A seat by its service or role, numbered where there are more of a kind: «føresette (2)»."""
    name = group_name(seat.group, labels) if seat.role is Role.SERVICE else role_name(seat.role)
    number = seat.id[len(seat.group) :] if seat.role is Role.SERVICE else seat.id[1:]
    return name if number in ("", "1") else f"{name} ({number})"


class WallLooks(ChoiceCommand):
    """How the room is shown the time."""

    id = "wall"
    name = N_("The wall's clock")
    help = N_("How the room is shown the time.")

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """The styles that are not in use."""
        for style, text in _STYLES.items():
            if style is not at.meeting.wall_style and at.meeting.stage is not Stage.CLOSED:
                yield Entry(tr(text), tr(self.help), partial(at.wish, w.SetWall(style=style)))


class JudgeSleep(ChoiceCommand):
    """Whether the time the machine slept counts."""

    id = "sleep"
    name = N_("The machine slept")
    help = N_("Say whether that time counts; it can wait.")

    def possible(self, at: Choosing) -> bool:
        """While there is a sleep nobody has judged."""
        return at.seen is not None and at.seen.clock.gap > ZERO

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """Count it, or not."""
        if self.possible(at):
            yield Entry(tr("The sleep counts"), tr(self.help), partial(at.wish, w.JudgeGap("count")))
            yield Entry(tr("The sleep does not count"), tr(self.help), partial(at.wish, w.JudgeGap("drop")))


class Interpreter(ChoiceCommand):
    """Talk through an interpreter takes longer."""

    id = "interpreter"
    name = N_("Interpreter")
    help = N_("Talk through an interpreter takes longer: the time that is left is reckoned anew.")

    def entries(self, at: Choosing) -> Iterable[Entry]:
        """Half as long again, twice as long, or no longer."""
        texts = ((100, N_("No interpreter")), (150, N_("Interpreter: half as much time again")))
        for percent, text in (*texts, (200, N_("Interpreter: twice the time"))):
            if percent != at.meeting.interpreter_percent and at.meeting.stage is not Stage.CLOSED:
                yield Entry(tr(text), tr(self.help), partial(at.wish, w.SetInterpreter(percent)))


CHOICES: tuple[Command[Choosing], ...] = (
    BreakIns(),
    *(BreakInKey(what, number) for number, what in enumerate(BREAK_INS, 1)),
    StartEarlier(),
    GoToPhase(),
    GiveWord(),
    FirstInOrder(),
    WallLooks(),
    JudgeSleep(),
    Interpreter(),
)
