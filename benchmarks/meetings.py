"""Meetings to measure with: made by the domain's own decisions, from the agenda that comes with the program."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from btimeeting.documents.agenda_files import find
from btimeeting.documents.agenda_reader import read
from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.decide import decide
from btimeeting.domain.events import BreakIn, Event, Prompt, PromptAnswer
from btimeeting.domain.evolve import evolve
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import Moment
from btimeeting.domain.onward import undoable
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.seats import Presence, Seat, give_seats

MEETING: Final = "4f1d0c2ab37e9955"
AT: Final = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
SERVICES: Final = 5


def agenda() -> Agenda:
    """The agenda of the individual-level meeting, as it is shipped."""
    return read(find("bti-individ", None, "nn"))


def moment(seconds: float) -> Moment:
    """So many seconds into the meeting, on a machine that has a boot clock and never slept."""
    ns = 10**12 + round(seconds * 10**9)
    return Moment(at=AT + timedelta(seconds=seconds), boot_ns=ns, mono_ns=ns, boot_id="boot-1")


def seats() -> tuple[Seat, ...]:
    """A full room: head, educator, two parents, a youth, five services."""
    roles = (Role.HEAD, Role.EDUCATOR, Role.FORESETTE, Role.FORESETTE, Role.CHILD)
    people: list[tuple[Role, str | None, Presence]] = [(role, None, Presence.PRESENT) for role in roles]
    people += [(Role.SERVICE, f"teneste {n}", Presence.PRESENT) for n in range(SERVICES)]
    return give_seats(tuple(people))


def busy_meeting(events: int, *, undo_every: int = 0, seed: int = 1) -> tuple[Event, ...]:
    """A meeting of exactly so many events that is still under way.

    People press what they press in a real one, in a mixture of our own: turns and phases (back and forth, or it would
    be over), pauses, break-ins, prompts, tiltak, loans, presence. `undo_every`: so many steps apart one is undone.
    """
    maker = _Maker(random.Random(seed))  # noqa: S311 - which keys are pressed
    maker.must(w.Open(agenda=agenda(), seats=seats(), child_turns=("describe", "reflect")))
    maker.must(w.Start())
    while len(maker.events) < events:
        maker.press()
        if undo_every and len(maker.events) % undo_every == 0 and len(maker.events) < events:
            maker.undo()
    return tuple(maker.events)


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.events: list[Event] = []
        self._chance = chance
        self._meeting = Meeting()
        self._seconds = 0.0

    def must(self, wish: w.Wish) -> None:
        if not self.do(wish):
            raise ValueError(wish)

    def do(self, wish: w.Wish) -> bool:
        self._seconds += self._chance.uniform(1, 30)
        event_id = f"{len(self.events):016x}"
        answer = decide(self._meeting, wish, moment(self._seconds), event_id, "console")
        if isinstance(answer, Refusal):
            return False
        for event in answer:
            self.events.append(event)
            self._meeting = evolve(self._meeting, event)
        return bool(answer)

    def press(self) -> None:
        """One thing that somebody does; what is refused just now is not done."""
        if self._meeting.stage is Stage.PAUSED:
            self.must(w.Resume())
            return
        (make,) = self._chance.choices(list(_PRESSES), list(_PRESSES.values()))
        self.do(make(self._meeting, self._chance))

    def undo(self) -> None:
        newest = undoable(self._meeting)
        if newest is not None and len(self._meeting.log) > 2:
            self.do(w.Undo(newest.id))


def _next(m: Meeting, chance: random.Random) -> w.Wish:
    """The main key; from the last phase back to some earlier one."""
    run = m.run
    if run is not None and m.current == len(m.runs) - 1:
        return w.GoToPhase(m.step, chance.choice(m.runs[:-1]).phase)
    return w.Next(m.step)


def _group(m: Meeting, chance: random.Random) -> str:
    return chance.choice(sorted({seat.group for seat in m.seats}))


def _prompt(m: Meeting, chance: random.Random) -> w.Wish:
    return w.AnswerPrompt(chance.choice(tuple(Prompt)), m.step, chance.choice(tuple(PromptAnswer)))


def _presence(m: Meeting, chance: random.Random) -> w.Wish:
    seat = chance.choice([seat for seat in m.seats if seat.role is Role.SERVICE])
    return w.SetPresence(seat.id, Presence.LEFT if seat.presence.in_room else Presence.PRESENT)


_PRESSES: Final[dict[Callable[[Meeting, random.Random], w.Wish], int]] = {
    _next: 45,
    lambda _m, chance: w.DoBreakIn(chance.choice(tuple(BreakIn))): 10,
    _prompt: 10,
    lambda _m, chance: w.NoteTiltak(f"{chance.getrandbits(64):016x}"): 10,
    lambda _m, _chance: w.Pause(): 5,
    lambda m, chance: w.GiveWord(m.step, _group(m, chance)): 5,
    lambda m, chance: w.Skip(m.step, _group(m, chance)): 5,
    lambda m, chance: w.Pass(m.step, _group(m, chance)): 5,
    lambda m, _chance: w.MoreTime(m.step): 3,
    _presence: 4,
    lambda m, _chance: w.SetWall(hidden=not m.wall_hidden): 4,
}
"""What people press, and how often: half of what comes of it is turns and phases, as in the invented meeting."""
