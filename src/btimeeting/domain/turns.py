"""Turns: who gets the word, and how much of the phase's time."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.domain.events import Part
from btimeeting.domain.meeting import Meeting, PhaseRun, Slot, Stage, Turn, is_family, slots, waiting
from btimeeting.domain.moment import ZERO
from btimeeting.domain.rounds import ANSWER, ASK, WHOLE, Claim, allot, shares
from btimeeting.domain.values import changed

SECOND = timedelta(seconds=1)
HARDLY = timedelta(seconds=15)
"""Whoever had the word for less than this when it was given to another out of order has not had a turn (ours)."""


def with_run(meeting: Meeting, run: PhaseRun, at: int | None = None) -> Meeting:
    """The meeting with one phase replaced: the one under way, or the one at index `at`."""
    index = meeting.current if at is None else at
    assert index is not None  # noqa: S101 - only called while a phase is under way
    return changed(meeting, runs=(*meeting.runs[:index], run, *meeting.runs[index + 1 :]))


def claims(meeting: Meeting, coming: tuple[Slot, ...]) -> tuple[Claim, ...]:
    """What each turn still to come may ask for; floors are longer with an interpreter.

    A turn the phase gives the family never falls below its even share of the phase, whatever others have taken.
    """
    run, phase = meeting.run, meeting.phase
    if run is None or phase is None:
        return ()
    everybody = slots(meeting, phase)
    usual = {Part.ASK: ASK, Part.ANSWER: ANSWER}
    floor_s = WHOLE.floor_s * meeting.interpreter_percent // 100
    own = dict(zip(everybody, shares(run.planned // SECOND, len(everybody), floor_s), strict=True))
    found = []
    for slot in coming:
        claim = usual.get(slot[1], WHOLE)
        floor_s = claim.floor_s * meeting.interpreter_percent // 100
        found.append(Claim(claim.weight, own.get(slot, floor_s) if is_family(slot[0]) else floor_s))
    return tuple(found)


def planned_turns(meeting: Meeting, also: Slot | None = None) -> tuple[tuple[Slot, timedelta], ...]:
    """The turns still to come in the phase under way (with `also` first) and the time each would get now.

    What is spent and what is planned here sum to `max(phase, spent + floors)`, to the second.
    """
    run = meeting.run
    if run is None:
        return ()
    coming = waiting(meeting)
    if also is not None:
        coming = (also, *(slot for slot in coming if slot != also))
    given = allot((run.planned - run.spent) // SECOND, claims(meeting, coming))
    return tuple((slot, seconds * SECOND) for slot, seconds in zip(coming, given, strict=True))


def end_turn(run: PhaseRun, *, skipped: bool = False) -> PhaseRun:
    """The phase with nobody having the word; the turn that was stands among those done."""
    if run.turn is None:
        return run
    return changed(run, turn=None, done=(*run.done, changed(run.turn, skipped=skipped)))


def interrupt(run: PhaseRun) -> PhaseRun:
    """The phase with nobody having the word; whoever had it still waits for a turn."""
    if run.turn is None:
        return run
    return changed(run, turn=None, before=(*run.before, changed(run.turn, skipped=True)))


def give_word(meeting: Meeting, slot: Slot | None) -> Meeting:
    """Begin a turn; `slot` None leaves the phase without one (its round is done)."""
    run = meeting.run
    assert run is not None  # noqa: S101 - only called while a phase is under way
    run = changed(run, step=run.step + 1)
    if slot is None:
        return with_run(meeting, run)
    meeting = with_run(meeting, run)
    budget = dict(planned_turns(meeting, slot)).get(slot, ZERO)
    turn = Turn(slot[0], slot[1], budget, run.step, meeting.t)
    return with_run(meeting, changed(run, turn=turn))


def next_word(meeting: Meeting) -> Meeting:
    """Give the word to whoever waits first."""
    coming = waiting(meeting)
    return give_word(meeting, coming[0] if coming else None)


def enter(meeting: Meeting, phase_id: str, *, back: bool = False) -> Meeting:
    """Begin a phase, or go back to it (`back`: everybody there may have the word again).

    Whoever is interrupted by going back has the word again when the meeting returns.
    """
    index = next((i for i, run in enumerate(meeting.runs) if run.phase == phase_id), None)
    if index is None:
        return meeting
    if meeting.run is not None and meeting.current is not None:
        leave = interrupt if index < meeting.current else end_turn
        meeting = with_run(meeting, leave(meeting.run))
    run = meeting.runs[index]
    if back:
        run = changed(run, before=(*run.before, *run.done), done=(), passed=(), skipped=())
    run = changed(run, visits=run.visits + 1, began=meeting.t if run.began is None else run.began)
    meeting = with_run(meeting, run, index)
    if meeting.stage is Stage.PAUSED:
        meeting = changed(meeting, stopped=False, wall_hidden=False)
    meeting = changed(meeting, current=index, furthest=max(meeting.furthest, index), stage=Stage.RUNNING)
    return next_word(meeting)
