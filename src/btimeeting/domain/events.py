"""Everything that can happen in a meeting. These models are the journal's file format.

No event holds a name or a word about a case: people are seats, services are groups, what was written is a random
id that points into the record. A shape that has been released is never changed; a new need is a new kind.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.frozen import Frozen, as_long, within
from btimeeting.domain.moment import Moment
from btimeeting.domain.prompts import Prompt, PromptAnswer
from btimeeting.domain.seats import Presence, Seat

HOUR_S = 3600
"""The most seconds one loan or one backdating can be."""
USUAL_PERCENT, MOST_PERCENT = 100, 300
"""How long talk takes with an interpreter, in percent of the usual."""


OtherWindow = Literal["viddevakt", "pad"]
__all__ = ["Prompt", "PromptAnswer"]


class Part(StrEnum):
    """What a turn is for."""

    WHOLE = "whole"
    """The turn from beginning to end (for a service in the question round: question and answers)."""
    ASK = "ask"
    ANSWER = "answer"
    READ = "read"
    """Reading aloud what stands in the stafettlogg."""


class BreakIn(StrEnum):
    """Why the viddevakt broke in (domain.md 5.4)."""

    TIME = "time"
    TOO_EARLY = "too_early"
    """An offer of tiltak in the question round."""
    TOO_LATE = "too_late"
    """A question where there are no questions any more."""
    SIDETRACK = "sidetrack"
    INTERRUPTION = "interruption"
    JARGON = "jargon"
    PAUSE = "pause"


class ConsentWay(StrEnum):
    """How a missing consent was met in the room (domain.md 5.7)."""

    LEAVES = "leaves"
    ORAL = "oral"
    GENERAL = "general"
    """The meeting becomes general guidance without the case."""
    POSTPONED = "postponed"


class ReadBack(StrEnum):
    """The family's answer when the stafettlogg has been read aloud."""

    YES = "yes"
    CHANGED = "changed"
    THINK = "think"


class WallStyle(StrEnum):
    """How time is shown to the room (design.md 1.4)."""

    AUTO = "auto"
    DIGITS = "digits"
    CALM = "calm"


_NOBODY: dict[Role, str] = {}


class _Event(Frozen):
    id: Annotated[str, as_long(8, 64)]
    """Random; a retry after a crash reuses it."""
    by: str | None = None
    """The window it came from (console, pad, viddevakt …), never a person."""
    moment: Moment


class Opened(_Event):
    """The meeting exists: its agenda, its seats and the house's choices, copied once and for all."""

    kind: Literal["opened"] = "opened"
    agenda: Agenda
    seats: tuple[Seat, ...]
    duties: dict[Role, str] = _NOBODY
    """Which seat leads, writes, keeps the structure."""
    consent_missing: tuple[str, ...] = ()
    """Groups of services whose consent was not valid when the meeting opened."""
    child_turns: tuple[str, ...] = ()
    """Phases in which the child has a turn of its own."""
    questions_apart: bool = False
    """Time question and answer apart."""
    interpreter_percent: Annotated[int, within(USUAL_PERCENT, MOST_PERCENT)] = USUAL_PERCENT
    """How much longer talk takes with the interpreter."""
    wall_style: WallStyle = WallStyle.AUTO
    speed: Annotated[int, within(1, 3600)] = 1
    """Rehearsal: how many seconds of the meeting pass in one second."""
    demo: bool = False


class Started(_Event):
    """The clock runs. `backdated_s`: it began that many seconds ago («starta for 1:30 sidan»)."""

    kind: Literal["started"] = "started"
    backdated_s: Annotated[int, within(0, HOUR_S)] = 0


class TurnEntered(_Event):
    """The word goes to a group within the phase."""

    kind: Literal["turn_entered"] = "turn_entered"
    leaves: str
    """The step it leaves, `phase.n`."""
    phase: str
    group: str
    part: Part = Part.WHOLE


class PhaseEntered(_Event):
    """A timed phase begins, or is gone back to."""

    kind: Literal["phase_entered"] = "phase_entered"
    leaves: str
    phase: str
    planned_s: int
    back: bool = False


class TurnSkipped(_Event):
    """A group has nothing to add in this phase (`group` may be waiting or have the word)."""

    kind: Literal["turn_skipped"] = "turn_skipped"
    leaves: str
    phase: str
    group: str


class TurnPassed(_Event):
    """A group wants the word later in this phase."""

    kind: Literal["turn_passed"] = "turn_passed"
    leaves: str
    phase: str
    group: str


class OrderChanged(_Event):
    """The services' order from now on."""

    kind: Literal["order_changed"] = "order_changed"
    groups: tuple[str, ...]


class Paused(_Event):
    """All clocks stand. `hidden`: the screens are black too (the stop key)."""

    kind: Literal["paused"] = "paused"
    stop: bool = False


class Resumed(_Event):
    """The clocks go on."""

    kind: Literal["resumed"] = "resumed"


class Lent(_Event):
    """A minute more, taken from a later phase by rule; `from_phase` None means the meeting ends later."""

    kind: Literal["lent"] = "lent"
    seconds: Annotated[int, within(1, HOUR_S)]
    phase: str
    from_phase: str | None = None


class PresenceChanged(_Event):
    """Somebody arrived, left, sent a substitute or did not come."""

    kind: Literal["presence_changed"] = "presence_changed"
    seat: str
    presence: Presence


class SeatAdded(_Event):
    """Somebody nobody had counted on came."""

    kind: Literal["seat_added"] = "seat_added"
    seat: Seat
    consent_missing: bool = False


class InterpreterSet(_Event):
    """Talk goes through an interpreter from now on (100: no longer)."""

    kind: Literal["interpreter_set"] = "interpreter_set"
    percent: Annotated[int, within(USUAL_PERCENT, MOST_PERCENT)]


class BrokeIn(_Event):
    """The viddevakt broke in: time and kind, no name."""

    kind: Literal["broke_in"] = "broke_in"
    what: BreakIn
    phase: str


class PromptAnswered(_Event):
    """What the viddevakt did with a prompt."""

    kind: Literal["prompt_answered"] = "prompt_answered"
    prompt: Prompt
    key: str
    """Which occasion it was, `phase.n`."""
    answer: PromptAnswer


class TiltakNoted(_Event):
    """The pad wrote a tiltak; `ref` is its random id in the record."""

    kind: Literal["tiltak_noted"] = "tiltak_noted"
    phase: str
    ref: str


class ConsentSettled(_Event):
    """How the missing consent of a service was met; `ref` points to the text in the record."""

    kind: Literal["consent_settled"] = "consent_settled"
    group: str
    way: ConsentWay
    ref: str | None = None


class ConsentWithdrawn(_Event):
    """The family took a consent back during the meeting: stop, hide, those services leave."""

    kind: Literal["consent_withdrawn"] = "consent_withdrawn"
    groups: tuple[str, ...]


class Decided(_Event):
    """The family's decision stands in the record under `ref`. `service`: the group it wants help from first."""

    kind: Literal["decided"] = "decided"
    ref: str
    service: str | None = None


class ReadAloud(_Event):
    """The stafettlogg was read aloud and the family answered."""

    kind: Literal["read_aloud"] = "read_aloud"
    answer: ReadBack


class WallHidden(_Event):
    """The walls are black."""

    kind: Literal["wall_hidden"] = "wall_hidden"


class WallShown(_Event):
    """The walls show the meeting again."""

    kind: Literal["wall_shown"] = "wall_shown"


class WallStyled(_Event):
    """The room's clock is shown in another style."""

    kind: Literal["wall_styled"] = "wall_styled"
    style: WallStyle


class NextGiven(_Event):
    """The main key works in that window too (the viddevakt's, the referent's); None: in the leader's alone."""

    kind: Literal["next_given"] = "next_given"
    to: OtherWindow | None = None


class Thanked(_Event):
    """The timed part is over; the family says goodbye. `early`: the meeting was stopped, and ends where it stood."""

    kind: Literal["thanked"] = "thanked"
    leaves: str
    early: bool = False


class FamilyLeft(_Event):
    """The family has gone: the case is locked and hidden, the evaluation begins."""

    kind: Literal["family_left"] = "family_left"


class Evaluated(_Event):
    """The evaluation's answers stand in the record."""

    kind: Literal["evaluated"] = "evaluated"
    ref: str


class Closed(_Event):
    """The meeting is over; the table of seat labels is deleted."""

    kind: Literal["closed"] = "closed"


class Approved(_Event):
    """A document was approved: its random id and version in the record."""

    kind: Literal["approved"] = "approved"
    ref: str
    version: int


class GapJudged(_Event):
    """The machine slept, and somebody said whether that time counts."""

    kind: Literal["gap_judged"] = "gap_judged"
    seconds: int
    verdict: Literal["count", "drop"]


class Undone(_Event):
    """The newest step was a mistake: the clock is as if it had never been pressed."""

    kind: Literal["undone"] = "undone"
    target: str


STEPS = (
    Started,
    TurnEntered,
    PhaseEntered,
    TurnSkipped,
    TurnPassed,
    OrderChanged,
    Paused,
    Resumed,
    Lent,
    Thanked,
    FamilyLeft,
)
"""Steps can be undone. Facts (who came, what was decided) are corrected instead."""

Event = (
    Opened
    | Started
    | TurnEntered
    | PhaseEntered
    | TurnSkipped
    | TurnPassed
    | OrderChanged
    | Paused
    | Resumed
    | Lent
    | PresenceChanged
    | SeatAdded
    | InterpreterSet
    | BrokeIn
    | PromptAnswered
    | TiltakNoted
    | ConsentSettled
    | ConsentWithdrawn
    | Decided
    | ReadAloud
    | WallHidden
    | WallShown
    | WallStyled
    | NextGiven
    | Thanked
    | FamilyLeft
    | Evaluated
    | Closed
    | Approved
    | GapJudged
    | Undone
)
"""The union of all kinds, told apart by `kind`: the file format. `event_text` reads and writes it."""
