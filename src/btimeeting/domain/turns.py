"""Turns: who gets the word, and how much of the phase's time."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.domain.events import Part
from btimeeting.domain.meeting import Meeting, PhaseRun, Slot, Stage, Turn, is_family, slots, waiting
from btimeeting.domain.moment import ZERO
from btimeeting.domain.rounds import FLOOR_S, budgets, shares, split_question
from btimeeting.domain.values import changed

SECOND = timedelta(seconds=1)


def with_run(meeting: Meeting, run: PhaseRun, at: int | None = None) -> Meeting:
    """The meeting with one phase replaced: the one under way, or the one at index `at`."""
    index = meeting.current if at is None else at
    assert index is not None  # noqa: S101 - only called while a phase is under way
    return changed(meeting, runs=(*meeting.runs[:index], run, *meeting.runs[index + 1 :]))


def floor_s(meeting: Meeting) -> int:
    """The seconds a turn never falls below, longer with an interpreter."""
    return FLOOR_S * meeting.interpreter_percent // 100


def planned_turns(meeting: Meeting, also: Slot | None = None) -> tuple[tuple[Slot, timedelta], ...]:
    """The turns still to come in the phase under way (with `also` first) and the time each would get now."""
    run, phase = meeting.run, meeting.phase
    if run is None or phase is None:
        return ()
    coming = waiting(meeting)
    if also is not None:
        coming = (also, *(slot for slot in coming if slot != also))
    everybody = slots(meeting, phase)
    own = dict(zip(everybody, shares(run.planned // SECOND, len(everybody), floor_s(meeting)), strict=True))
    kept = tuple(own.get(slot) if is_family(slot[0]) else None for slot in coming)
    if any(slot[1] in (Part.ASK, Part.ANSWER) for slot in coming):
        return _split_budgets(run, coming, floor_s(meeting))
    left = (run.planned - run.spent) // SECOND
    given = budgets(left, kept, floor_s(meeting))
    return tuple((slot, seconds * SECOND) for slot, seconds in zip(coming, given, strict=True))


def _split_budgets(run: PhaseRun, coming: tuple[Slot, ...], floor: int) -> tuple[tuple[Slot, timedelta], ...]:
    """Question and answer timed apart: a service's turn is shared by rule, an answer alone keeps what is its own."""
    groups = tuple(dict.fromkeys(group for group, _ in coming))
    per_group = dict(zip(groups, shares((run.planned - run.spent) // SECOND, len(groups), floor), strict=True))
    found: list[tuple[Slot, timedelta]] = []
    for group, part in coming:
        ask, answer = split_question(per_group[group])
        alone = (group, Part.ASK) not in coming
        seconds = ask if part is Part.ASK else per_group[group] if alone and part is Part.ANSWER else answer
        found.append(((group, part), seconds * SECOND))
    return tuple(found)


def end_turn(run: PhaseRun, *, skipped: bool = False) -> PhaseRun:
    """The phase with nobody having the word; the turn that was stands among those done."""
    if run.turn is None:
        return run
    return changed(run, turn=None, done=(*run.done, changed(run.turn, skipped=skipped)))


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
    """Begin a phase, or go back to it (`back`: everybody there may have the word again)."""
    if meeting.run is not None:
        meeting = with_run(meeting, end_turn(meeting.run))
    index = next((i for i, run in enumerate(meeting.runs) if run.phase == phase_id), None)
    if index is None:
        return meeting
    run = meeting.runs[index]
    if back:
        run = changed(run, before=(*run.before, *run.done), done=(), passed=(), skipped=())
    run = changed(run, visits=run.visits + 1, began=meeting.t if run.began is None else run.began)
    meeting = with_run(meeting, run, index)
    if meeting.stage is Stage.PAUSED:
        meeting = changed(meeting, stopped=False, wall_hidden=False)
    meeting = changed(meeting, current=index, furthest=max(meeting.furthest, index), stage=Stage.RUNNING)
    return next_word(meeting)
