"""What the viddevakt may be prompted about: only what the program can know, one calm prompt at a time, two a phase.

Prompts concern the turns of services and staff. While the family has the word there is none; towards them a
break-in goes through the leader (design.md 1.4, domain.md 5.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from btimeeting.domain.agenda import Entry, Form, Phase
from btimeeting.domain.clock import WARN_PERCENT, spent, turn_spent
from btimeeting.domain.derived import changed
from btimeeting.domain.events import BreakIn, Prompt
from btimeeting.domain.meeting import Meeting, PhaseRun, Stage, Turn, is_family, waiting
from btimeeting.domain.moment import Moment

MOST_A_PHASE = 2
"""More than two prompts in a phase would be a voice of its own in the room."""

FITTING = {
    Prompt.TURN_SOON: BreakIn.TIME,
    Prompt.TURN_OVER: BreakIn.TIME,
    Prompt.SECOND_OVERRUN: BreakIn.TIME,
    Prompt.PHASE_GONE: BreakIn.TIME,
    Prompt.EARLY_TILTAK: BreakIn.TOO_EARLY,
}
"""The break-in that answers a prompt, and whose line is the one to say."""

TO_THE_SPEAKER = frozenset({BreakIn.TIME, BreakIn.SIDETRACK, BreakIn.JARGON})
"""These are said to whoever has the word: over the family they go through the leader (domain.md 5.4).

The others are said to somebody else, a service that talks into a mother's turn for one.
"""


def fits(meeting: Meeting, what: BreakIn) -> bool:
    """Whether a break-in makes sense in the phase under way.

    An offer is too early until the round of offers begins; a question is too late once the round of questions is over.
    """
    if meeting.agenda is None or meeting.current is None:
        return False
    if what is BreakIn.TOO_EARLY:
        return any(Entry.OFFERS in phase.entries for phase in meeting.agenda.phases[meeting.current + 1 :])
    if what is BreakIn.TOO_LATE:
        return any(Entry.QUESTIONS in phase.entries for phase in meeting.agenda.phases[: meeting.current])
    return True


@dataclass(frozen=True, slots=True)
class ActivePrompt:
    """A prompt to show now. `key` names the occasion; `since` is what the phase had spent when it arose."""

    prompt: Prompt
    key: str
    since: timedelta

    @property
    def break_in(self) -> BreakIn:
        """The break-in that fits."""
        return FITTING[self.prompt]


def prompt(meeting: Meeting, now: Moment, warn_percent: int = WARN_PERCENT) -> ActivePrompt | None:
    """The one prompt to show now, or None.

    Two occasions a phase, whether somebody answered them or they passed. A turn that is only nearly over is worth
    the first of them, never the second: a round that keeps its time must not use up what a real overrun needs.
    """
    run, phase = meeting.run, meeting.phase
    if meeting.stage is not Stage.RUNNING or run is None or phase is None:
        return None
    if run.turn is not None and is_family(run.turn.group):
        return None
    arisen = sorted(_occasions(meeting, run, phase, now, warn_percent), key=lambda each: each.since)
    shown: list[str] = []
    for each in arisen:
        room = len(shown) < (1 if each.prompt is Prompt.TURN_SOON else MOST_A_PHASE)
        if room and each.key not in shown:
            shown.append(each.key)
    newest = {each.key: each for each in arisen if each.key in shown}
    open_now = [
        each
        for each in newest.values()
        if _still_on(meeting, each, run, now, warn_percent) and not _answered(meeting, each, run)
    ]
    return max(open_now, key=lambda each: each.since, default=None)


def _occasions(meeting: Meeting, run: PhaseRun, phase: Phase, now: Moment, percent: int) -> Iterator[ActivePrompt]:
    """All that has arisen in the phase, on the phase's own time: a pause moves nothing."""
    turns = _turns(meeting, run, now)
    overran_before = False
    for turn in turns:
        if not turn.skipped and not is_family(turn.group):
            yield from _of_turn(run, turn, percent, overran_before=overran_before)
            overran_before = turn.spent > turn.budget
    if Form.ROUND in phase.forms and phase.answers:
        for nth, when in enumerate(run.noted):
            # noted in the very moment the word moved on: whoever had it until then, or the occasion comes and goes
            speaking = [turn for turn in turns if turn.offset < when] or list(turns[:1])
            if not (speaking and is_family(speaking[-1].group)):
                yield ActivePrompt(Prompt.EARLY_TILTAK, f"{run.phase}.tiltak{nth}", when)
    if spent(meeting, now) >= run.planned:
        yield ActivePrompt(Prompt.PHASE_GONE, f"{run.phase}.gone", run.planned)


def _turns(meeting: Meeting, run: PhaseRun, now: Moment) -> tuple[Turn, ...]:
    """All turns of the phase as they followed each other, the one under way as it is now."""
    current = () if run.turn is None else (changed(run.turn, spent=turn_spent(meeting, now)),)
    return tuple(sorted((*run.before, *run.done, *current), key=lambda turn: turn.n))


def _of_turn(run: PhaseRun, turn: Turn, percent: int, *, overran_before: bool) -> Iterator[ActivePrompt]:
    """One occasion: nearly over, and when it runs over the same one grows."""
    key = f"{run.phase}.{turn.n}"
    if turn.spent >= turn.budget * percent / 100:
        yield ActivePrompt(Prompt.TURN_SOON, key, turn.offset + turn.budget * percent / 100)
    if turn.spent >= turn.budget:
        kind = Prompt.SECOND_OVERRUN if overran_before else Prompt.TURN_OVER
        yield ActivePrompt(kind, key, turn.offset + turn.budget)


def _still_on(meeting: Meeting, each: ActivePrompt, run: PhaseRun, now: Moment, percent: int) -> bool:
    """A prompt about a turn goes with that turn; the one about the phase stays as long as somebody waits there.

    It is quiet while whoever has the word now has hardly begun: their turn was made short enough already.
    """
    if each.prompt is Prompt.PHASE_GONE:
        begun = run.turn is not None and turn_spent(meeting, now) < run.turn.budget * percent / 100
        return bool(waiting(meeting)) and not begun
    if run.turn is None:
        return False
    if each.prompt is Prompt.EARLY_TILTAK:
        return each.since >= run.turn.offset
    return each.key == f"{run.phase}.{run.turn.n}"


def _answered(meeting: Meeting, each: ActivePrompt, run: PhaseRun) -> bool:
    """Whether somebody answered this occasion, or broke in with what fits after it arose.

    «Nearly over» that was let go is asked once more when the turn is over: that is another thing to decide.
    """
    if any(prompt is each.prompt and key == each.key for prompt, key, _ in meeting.prompts_answered):
        return True
    return any(what is each.break_in and when >= each.since for when, what in run.broke_in)
