"""What the viddevakt may be prompted about: only what the program can know, one calm prompt at a time, two a phase.

Prompts concern the turns of services and staff. While the family has the word there is none; towards them a
break-in goes through the leader (design.md 1.4, domain.md 5.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from btimeeting.domain.agenda import Form, Phase
from btimeeting.domain.clock import WARN_PERCENT, spent, turn_spent
from btimeeting.domain.events import BreakIn, Prompt
from btimeeting.domain.meeting import Meeting, PhaseRun, Stage, Turn, is_family, waiting
from btimeeting.domain.moment import ZERO, Moment

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


@dataclass(frozen=True, slots=True)
class ActivePrompt:
    """A prompt to show now. `key` names the occasion, `since` is when it arose on the meeting's own time."""

    prompt: Prompt
    key: str
    since: timedelta

    @property
    def break_in(self) -> BreakIn:
        """The break-in that fits."""
        return FITTING[self.prompt]


def prompt(meeting: Meeting, now: Moment, warn_percent: int = WARN_PERCENT) -> ActivePrompt | None:
    """The one prompt to show now, or None.

    A turn that is only nearly over counts as an occasion when it runs over, not before: a warning that solved
    itself leaves the two of the phase unused.
    """
    run, phase = meeting.run, meeting.phase
    if meeting.stage is not Stage.RUNNING or run is None or phase is None:
        return None
    if run.turn is not None and is_family(run.turn.group):
        return None
    arisen = sorted(_occasions(meeting, run, phase, now, warn_percent), key=lambda each: each.since)
    counted = [each for each in arisen if each.prompt is not Prompt.TURN_SOON]
    allowed = {each.key for each in counted[:MOST_A_PHASE]}
    used_up = len(counted) >= MOST_A_PHASE
    open_now = [
        each
        for each in arisen
        if (each.key in allowed or (each.prompt is Prompt.TURN_SOON and not used_up))
        and _still_on(each, run)
        and not _answered(meeting, each)
    ]
    return open_now[-1] if open_now else None


def _occasions(meeting: Meeting, run: PhaseRun, phase: Phase, now: Moment, percent: int) -> Iterator[ActivePrompt]:
    overran_before = False
    for turn in (*run.before, *run.done, *((run.turn,) if run.turn is not None else ())):
        if turn.skipped or is_family(turn.group) or turn.budget <= ZERO:
            continue
        used = turn_spent(meeting, now) if turn is run.turn else turn.spent
        found = _of_turn(run, turn, used, percent, overran_before=overran_before)
        overran_before = used > turn.budget
        if found is not None:
            yield found
    if Form.ROUND in phase.forms and phase.answers:
        for nth, (when, where, _) in enumerate(meeting.tiltak_noted):
            if where == run.phase:
                yield ActivePrompt(Prompt.EARLY_TILTAK, f"{run.phase}.tiltak{nth}", when)
    over = spent(meeting, now) - run.planned
    if over > ZERO and waiting(meeting):
        yield ActivePrompt(Prompt.PHASE_GONE, f"{run.phase}.gone", meeting.t + _since_last(meeting, run, now) - over)


def _since_last(meeting: Meeting, run: PhaseRun, now: Moment) -> timedelta:
    return spent(meeting, now) - run.spent


def _of_turn(run: PhaseRun, turn: Turn, used: timedelta, percent: int, *, overran_before: bool) -> ActivePrompt | None:
    key = f"{run.phase}.{turn.n}"
    if used > turn.budget:
        kind = Prompt.SECOND_OVERRUN if overran_before else Prompt.TURN_OVER
        return ActivePrompt(kind, key, turn.began + turn.budget)
    if used * 100 >= turn.budget * percent:
        return ActivePrompt(Prompt.TURN_SOON, key, turn.began + turn.budget * percent / 100)
    return None


def _still_on(each: ActivePrompt, run: PhaseRun) -> bool:
    """A prompt about a turn goes with that turn; the one about the phase stays as long as the phase does."""
    if each.prompt is Prompt.PHASE_GONE:
        return True
    if run.turn is None:
        return False
    if each.prompt is Prompt.EARLY_TILTAK:
        return each.since >= run.turn.began
    return each.key == f"{run.phase}.{run.turn.n}"


def _answered(meeting: Meeting, each: ActivePrompt) -> bool:
    """Whether somebody answered this occasion, or broke in with what fits after it arose.

    «Nearly over» that was let go is asked once more when the turn is over: that is another thing to decide.
    """
    if any(prompt is each.prompt and key == each.key for prompt, key, _ in meeting.prompts_answered):
        return True
    return any(what is each.break_in and when >= each.since for when, what, _ in meeting.break_ins)


def break_in_counts(meeting: Meeting) -> dict[str, Counter[BreakIn]]:
    """Break-ins by phase and kind, for the evaluation: counts, never whose turn it was."""
    counts: dict[str, Counter[BreakIn]] = {}
    for _, what, phase in meeting.break_ins:
        counts.setdefault(phase, Counter())[what] += 1
    return counts
