"""Turns: who gets the word, and how much of the phase's time."""

from __future__ import annotations

from datetime import timedelta
from functools import cache, lru_cache

from btimeeting.domain.agenda import Phase
from btimeeting.domain.derived import changed
from btimeeting.domain.events import USUAL_PERCENT, Part
from btimeeting.domain.meeting import Meeting, PhaseRun, Slot, Stage, Turn, is_family, queue, runs_with, slots
from btimeeting.domain.rounds import ANSWER, ASK, WHOLE, Claim, allot, shares

SECOND = timedelta(seconds=1)
HARDLY = timedelta(seconds=15)
"""Whoever had the word for less than this when it was given to another out of order has not had a turn (ours)."""


def with_run(meeting: Meeting, run: PhaseRun) -> Meeting:
    """The meeting with the phase under way replaced."""
    return changed(meeting, runs=runs_with(meeting, run))


def claims(meeting: Meeting, phase: Phase, run: PhaseRun, coming: tuple[Slot, ...]) -> tuple[Claim, ...]:
    """What each turn still to come may ask for; floors are longer with an interpreter.

    A turn the phase gives the family never falls below its even share of the phase, whatever others have taken.
    """
    usual, family = _claims(meeting.interpreter_percent), family_among(coming)
    found = [usual[part] for _, part in coming]
    if family:
        everybody = slots(meeting, phase)
        even = shares(run.planned // SECOND, len(everybody), usual[Part.WHOLE].floor_s)
        own = dict(zip(everybody, even, strict=True))
        for nth in family:
            found[nth] = Claim(found[nth].weight, own.get(coming[nth], found[nth].floor_s))
    return tuple(found)


@lru_cache(maxsize=1024)
def family_among(coming: tuple[Slot, ...]) -> tuple[int, ...]:
    """Which of these turns are the family's (places in `coming`)."""
    return tuple(nth for nth, (group, _) in enumerate(coming) if is_family(group))


@cache
def _claims(percent: int) -> dict[Part, Claim]:
    """What each part of a turn may ask for, with an interpreter's percent."""
    usual = dict.fromkeys(Part, WHOLE) | {Part.ASK: ASK, Part.ANSWER: ANSWER}
    return {part: Claim(claim.weight, claim.floor_s * percent // USUAL_PERCENT) for part, claim in usual.items()}


def planned_turns(meeting: Meeting) -> tuple[tuple[Slot, timedelta], ...]:
    """The turns still to come in the phase under way and the time each would get now.

    What is spent and what is planned here sum to `max(phase, spent + floors)`, to the second.
    """
    run, phase = meeting.run, meeting.phase
    if run is None or phase is None:
        return ()
    coming = queue(meeting, phase, run)
    given = _given(meeting, phase, run, coming)
    return tuple((slot, seconds * SECOND) for slot, seconds in zip(coming, given, strict=True))


def _given(meeting: Meeting, phase: Phase, run: PhaseRun, coming: tuple[Slot, ...]) -> tuple[int, ...]:
    return allot((run.planned - run.spent) // SECOND, claims(meeting, phase, run, coming))


def end_turn(run: PhaseRun) -> PhaseRun:
    """The phase with nobody having the word; the turn that was stands among those done."""
    return run if run.turn is None else changed(run, turn=None, done=(*run.done, run.turn))


def skip_turn(run: PhaseRun) -> PhaseRun:
    """The phase with nobody having the word; who had it is done, with nothing to add."""
    return run if run.turn is None else changed(run, turn=None, done=(*run.done, changed(run.turn, skipped=True)))


def interrupt(run: PhaseRun) -> PhaseRun:
    """The phase with nobody having the word; whoever had it still waits for a turn."""
    return run if run.turn is None else changed(run, turn=None, before=(*run.before, changed(run.turn, skipped=True)))


def give_word(meeting: Meeting, run: PhaseRun, slot: Slot | None = None) -> Meeting:
    """Begin a turn in the phase under way, which stands as in `run`: for `slot`, or for whoever waits first.

    Whoever has the word in `run` is done. Nobody has it afterwards when nobody waits: the phase's round is done.
    """
    phase = meeting.phase
    return meeting if phase is None else with_run(meeting, _begun(meeting, phase, run, slot))


def _begun(meeting: Meeting, phase: Phase, run: PhaseRun, slot: Slot | None = None) -> PhaseRun:
    coming = queue(meeting, phase, run)
    if slot is not None and coming[:1] != (slot,):
        coming = (slot, *(each for each in coming if each != slot))
    step, had = run.step + 1, run.turn
    turn = (
        Turn(*coming[0], _given(meeting, phase, run, coming)[0] * SECOND, step, meeting.t, run.spent)
        if coming
        else None
    )
    return changed(run, step=step, turn=turn, done=run.done if had is None else (*run.done, had))


def enter(meeting: Meeting, phase_id: str, *, back: bool = False) -> Meeting:
    """Begin a phase, or go back to it (`back`: everybody there may have the word again).

    Whoever is interrupted by going back has the word again when the meeting returns.
    """
    runs = list(meeting.runs)
    ids = [run.phase for run in runs]
    if phase_id not in ids or meeting.agenda is None:
        return meeting
    index = ids.index(phase_id)
    if meeting.current is not None:
        leave = interrupt if index < meeting.current else end_turn
        runs[meeting.current] = leave(runs[meeting.current])
    run = runs[index]
    began = meeting.t if run.began is None else run.began
    if back:
        before = (*run.before, *run.done)
        run = changed(run, visits=run.visits + 1, began=began, before=before, done=(), passed=(), skipped=())
    else:
        run = changed(run, visits=run.visits + 1, began=began)
    runs[index] = _begun(meeting, meeting.agenda.phases[index], run)
    if meeting.stage is Stage.PAUSED:
        meeting = changed(meeting, stopped=False, wall_hidden=False)
    furthest = max(meeting.furthest, index)
    return changed(meeting, runs=tuple(runs), current=index, furthest=furthest, stage=Stage.RUNNING)
