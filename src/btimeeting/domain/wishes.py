"""What people can ask a meeting for. A wish is not an event: `decide` answers it with events or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.events import BreakIn, ConsentWay, OtherWindow, Part, Prompt, PromptAnswer, ReadBack, WallStyle
from btimeeting.domain.seats import Presence, Seat


@dataclass(frozen=True, slots=True)
class Open:
    """Make the meeting exist. The fields are those of the opening event."""

    agenda: Agenda
    seats: tuple[Seat, ...]
    duties: tuple[tuple[Role, str], ...] = ()
    consent_missing: tuple[str, ...] = ()
    child_turns: tuple[str, ...] = ()
    questions_apart: bool = False
    interpreter_percent: int = 100
    wall_style: WallStyle = WallStyle.AUTO
    speed: int = 1
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Start the clock; `backdated_s` seconds ago."""

    backdated_s: int = 0


@dataclass(frozen=True, slots=True)
class Next:
    """The main key: whatever comes next. `leaves` is the step the person saw (`Meeting.step`)."""

    leaves: str


@dataclass(frozen=True, slots=True)
class GoToPhase:
    """Finish this phase early, or go back to one."""

    leaves: str
    phase: str


@dataclass(frozen=True, slots=True)
class GiveWord:
    """Give the word to a group now, out of order."""

    leaves: str
    group: str
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class Skip:
    """A group has nothing to add in this phase."""

    leaves: str
    group: str


@dataclass(frozen=True, slots=True)
class Pass:
    """A group wants the word later in this phase."""

    leaves: str
    group: str


@dataclass(frozen=True, slots=True)
class Reorder:
    """The services' order from now on."""

    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop all clocks."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The stop key: pause, hide everything."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on."""


@dataclass(frozen=True, slots=True)
class EndHere:
    """The timed part ends in this phase: the family stopped the meeting and does not go on."""

    leaves: str


@dataclass(frozen=True, slots=True)
class MoreTime:
    """More time in this phase, borrowed from a later one by rule."""

    leaves: str
    seconds: int = 60
    loans: int | None = None
    """How many loans stood when it was pressed (`onward.loans`): two who press at once borrow once. None: any."""


@dataclass(frozen=True, slots=True)
class SetPresence:
    """Somebody arrived, left, sent a substitute, did not come."""

    seat: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class AddSeat:
    """Somebody nobody had counted on came."""

    seat: Seat
    consent_missing: bool = False


@dataclass(frozen=True, slots=True)
class SetInterpreter:
    """Talk goes through an interpreter (percent of the usual time, 100 = no longer)."""

    percent: int


@dataclass(frozen=True, slots=True)
class DoBreakIn:
    """The viddevakt breaks in."""

    what: BreakIn


@dataclass(frozen=True, slots=True)
class AnswerPrompt:
    """The viddevakt answers a prompt."""

    prompt: Prompt
    key: str
    answer: PromptAnswer


@dataclass(frozen=True, slots=True)
class NoteTiltak:
    """A tiltak was written; `ref` is its id in the record."""

    ref: str


@dataclass(frozen=True, slots=True)
class SettleConsent:
    """A missing consent is met in one of four ways."""

    group: str
    way: ConsentWay
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """The family takes consent back for these services."""

    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decide:
    """The family's decision stands in the record under `ref`."""

    ref: str
    service: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerReadBack:
    """What the family said when the stafettlogg was read aloud."""

    answer: ReadBack


@dataclass(frozen=True, slots=True)
class SetWall:
    """Black out the walls, light them again, or change their style."""

    hidden: bool | None = None
    style: WallStyle | None = None


@dataclass(frozen=True, slots=True)
class GiveNext:
    """Let the main key work in that window too; None: in the leader's alone again."""

    to: OtherWindow | None


@dataclass(frozen=True, slots=True)
class Evaluate:
    """The evaluation's answers stand in the record under `ref`."""

    ref: str


@dataclass(frozen=True, slots=True)
class Approve:
    """A document was approved."""

    ref: str
    version: int


@dataclass(frozen=True, slots=True)
class JudgeGap:
    """Whether the time the machine slept counts."""

    verdict: Literal["count", "drop"]


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the newest step back. `target` is the step event the person saw (`decide.undoable`)."""

    target: str


Wish = (
    Open
    | Start
    | Next
    | GoToPhase
    | GiveWord
    | Skip
    | Pass
    | Reorder
    | Pause
    | Stop
    | Resume
    | EndHere
    | MoreTime
    | SetPresence
    | AddSeat
    | SetInterpreter
    | DoBreakIn
    | AnswerPrompt
    | NoteTiltak
    | SettleConsent
    | WithdrawConsent
    | Decide
    | AnswerReadBack
    | SetWall
    | GiveNext
    | Evaluate
    | Approve
    | JudgeGap
    | Undo
)
