"""The fold: what a meeting is after one more thing has happened.

`evolve` is total: every event that was ever written can be folded, in any order a journal can hold. What may be
written at all is decided in `decide`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from btimeeting.domain import events as e
from btimeeting.domain.agenda import Role
from btimeeting.domain.derived import changed
from btimeeting.domain.events import USUAL_PERCENT, Event
from btimeeting.domain.facts import FACTS, Fields
from btimeeting.domain.meeting import Meeting, PhaseRun, Stage, runs_with, still_to_come, waiting
from btimeeting.domain.moment import ZERO, between
from btimeeting.domain.seats import Presence, Seat
from btimeeting.domain.turns import (
    HARDLY,
    SECOND,
    end_turn,
    enter,
    give_word,
    interrupt,
    skip_turn,
    with_run,
)

_Entry = tuple[timedelta, timedelta, Event]
"""When (on the meeting's own time), the sleep before it, what happened."""


def evolve(meeting: Meeting, event: Event) -> Meeting:
    """The meeting after `event`. Folding a list in two halves equals folding it at once."""
    return fold((event,), meeting)


def fold(events: Iterable[Event], start: Meeting | None = None) -> Meeting:
    """The meeting after a list of events.

    Between steps the clocks do not change their course, so time is booked at steps and once at the end, and the log
    is put into the meeting once: a thousand events are folded in the time of a few frames (design.md 10).
    """
    log = [] if start is None else list(start.log)
    meeting = Meeting() if start is None else changed(start, log=())
    t, seq, last = meeting.t, meeting.seq, meeting.last
    for event in events:
        nap = ZERO
        now, kind = event.moment, type(event)
        if last is not None:
            gone, nap = between(last, now)
            if meeting.speed != 1:
                gone, nap = gone * meeting.speed, nap * meeting.speed
            t += gone
            if nap:
                nap = min(gone, nap)
        if last is None or now.at >= last.at or last.same_boot(now):
            last = now
        if kind is e.Undone and isinstance(event, e.Undone):
            meeting = _undo(meeting, log, (t, nap, event), event)
        elif kind is e.GapJudged and isinstance(event, e.GapJudged):
            meeting = _judge(log, (t, nap, event), event)
            t = log[-1][0]
        else:
            meeting = _apply(meeting, log, (t, nap, event))
        seq += 1
    return _settle(meeting, t, ZERO, {"seq": seq, "last": last, "log": tuple(log)})


def _undo(meeting: Meeting, log: list[_Entry], entry: _Entry, undone: e.Undone) -> Meeting:
    """The meeting as if the step had never been pressed. The sleep before it belongs to what comes after it then."""
    place, after = 0, Meeting()
    if meeting.before_step is not None and log[meeting.before_step[0]][2].id == undone.target:
        place, after = meeting.before_step  # the newest step, and `decide` asks for no other
    carried, again = ZERO, [*log[place:], entry]
    del log[place:]
    for when, before, event in again:
        if event.id == undone.target and isinstance(event, e.STEPS):
            carried += before
        else:
            after = _apply(after, log, (when, before + carried, event))
            carried = ZERO
    return after


def _judge(log: list[_Entry], entry: _Entry, judged: e.GapJudged) -> Meeting:
    """The meeting when sleep while the clock ran counts like any time, or as if the machine had never slept."""
    after, dropped, again = Meeting(), ZERO, [*log, entry]
    log.clear()
    for when, before, event in again:
        asleep = before if _ticking(after) else ZERO
        if judged.verdict == "drop":
            dropped += asleep
        after = _apply(after, log, (when - dropped, before - asleep, event))
    return after


def _apply(meeting: Meeting, log: list[_Entry], entry: _Entry) -> Meeting:
    """The meeting with one thing more."""
    t, nap, event = entry
    kind = type(event)
    fact = FACTS.get(kind)
    if fact is not None:
        log.append(entry)
        settled = _settle(meeting, t, nap, {}) if nap else meeting
        return changed(settled, **fact(settled, event, t))
    also: Fields = {"before_step": (len(log), meeting)} if kind in _STEPS else {}
    log.append(entry)
    return _FOLDS[kind](_settle(meeting, t, nap, also), event)


def _ticking(meeting: Meeting) -> bool:
    return meeting.stage is Stage.RUNNING and meeting.run is not None


def _settle(meeting: Meeting, t: timedelta, nap: timedelta, also: Fields) -> Meeting:
    """Book the time since the last step: on the phase and turn when the clock runs, on the pause when it stands."""
    passed, stage = max(ZERO, t - meeting.t), meeting.stage
    if stage is Stage.RUNNING and meeting.current is not None:
        also["runs"] = runs_with(meeting, _spend(meeting.runs[meeting.current], passed))
        if nap:
            also["slept"] = meeting.slept + nap
    elif stage is Stage.PAUSED:
        also["paused_for"] = meeting.paused_for + passed
    also["t"] = t
    return changed(meeting, **also)


def _spend(run: PhaseRun, passed: timedelta) -> PhaseRun:
    turn, spent = run.turn, run.spent + passed
    if turn is None:
        return changed(run, spent=spent)
    return changed(run, spent=spent, turn=changed(turn, spent=turn.spent + passed))


# --- one function for each kind of event ------------------------------------------------------------------------


def _opened(m: Meeting, ev: e.Opened) -> Meeting:
    if m.agenda is not None:
        return m
    runs = tuple(
        PhaseRun(phase.id, timedelta(seconds=phase.planned_s * ev.interpreter_percent // 100))
        for phase in ev.agenda.phases
    )
    services = tuple(dict.fromkeys(seat.group for seat in ev.seats if seat.role is Role.SERVICE))
    return changed(
        m,
        agenda=ev.agenda,
        seats=ev.seats,
        order=services,
        duties=tuple(ev.duties.items()),
        consent_missing=ev.consent_missing,
        child_turns=ev.child_turns,
        questions_apart=ev.questions_apart,
        interpreter_percent=ev.interpreter_percent,
        wall_style=ev.wall_style,
        speed=ev.speed,
        demo=ev.demo,
        runs=runs,
        opened_at=ev.moment.at,
    )


def _started(m: Meeting, ev: e.Started) -> Meeting:
    back = timedelta(seconds=ev.backdated_s)
    hidden = m.wall_hidden and not m.stopped
    m = changed(m, stopped=False, wall_hidden=hidden, started_at=ev.moment.at - back / m.speed, started_t=m.t - back)
    if not m.runs:
        return changed(m, stage=Stage.RUNNING)
    now = m.t
    m = enter(changed(m, t=m.started_t), m.runs[0].phase)
    run = m.run
    return m if run is None else changed(with_run(m, _spend(run, back)), t=now)


def _turn_entered(m: Meeting, ev: e.TurnEntered) -> Meeting:
    run = m.run
    if run is None or run.phase != ev.phase:
        return m
    slot = (ev.group, ev.part)
    hardly = run.turn is not None and run.turn.spent < HARDLY
    if hardly and waiting(m)[:1] != (slot,):
        run = interrupt(run)
    if ev.group in run.skipped:
        run = changed(run, skipped=tuple(group for group in run.skipped if group != ev.group))
    return give_word(m, run, slot)


def _turn_skipped(m: Meeting, ev: e.TurnSkipped) -> Meeting:
    run = m.run
    if run is None or run.phase != ev.phase:
        return m
    had_word = run.turn is not None and run.turn.group == ev.group
    run = changed(run, skipped=(*run.skipped, ev.group))
    if not had_word:
        return with_run(m, changed(run, step=run.step + 1))
    return give_word(m, skip_turn(run))


def _turn_passed(m: Meeting, ev: e.TurnPassed) -> Meeting:
    run = m.run
    if run is None or run.phase != ev.phase:
        return m
    passed = (*(group for group in run.passed if group != ev.group), ev.group)
    if run.turn is None or run.turn.group != ev.group:
        return with_run(m, changed(run, passed=passed, step=run.step + 1))
    return give_word(m, changed(interrupt(run), passed=passed))


def _order_changed(m: Meeting, ev: e.OrderChanged) -> Meeting:
    known = tuple(group for group in dict.fromkeys(ev.groups) if group in m.order)
    return changed(m, order=(*known, *(group for group in m.order if group not in known)))


def _new_step(m: Meeting) -> Meeting:
    """The same turn under a new number: who pressed "next" before this happened did not mean what stands now."""
    return m if m.run is None else with_run(m, changed(m.run, step=m.run.step + 1))


def _paused(m: Meeting, ev: e.Paused) -> Meeting:
    m = _stop(m) if ev.stop else changed(m, stopped=False)
    return changed(_new_step(m), stage=Stage.PAUSED)


def _stop(m: Meeting) -> Meeting:
    """Everything hidden; when it was hidden first, if it is so already."""
    return changed(m, stopped=True, wall_hidden=True, stopped_t=m.stopped_t if m.stopped else m.t)


def _resumed(m: Meeting, _ev: e.Resumed) -> Meeting:
    return changed(_new_step(m), stage=Stage.RUNNING, stopped=False, wall_hidden=False)


def _lent(m: Meeting, ev: e.Lent) -> Meeting:
    amount = ev.seconds * SECOND
    runs = tuple(
        changed(run, lent=run.lent + amount)
        if run.phase == ev.phase
        else changed(run, lent=run.lent - amount)
        if run.phase == ev.from_phase
        else run
        for run in m.runs
    )
    m = changed(m, runs=runs)
    run = m.run
    if run is None or run.phase != ev.phase or run.turn is None:
        return m
    return with_run(m, changed(run, turn=changed(run.turn, budget=run.turn.budget + amount)))


def _seat_added(m: Meeting, ev: e.SeatAdded) -> Meeting:
    if any(seat.id == ev.seat.id for seat in m.seats):
        return m
    order = m.order
    if ev.seat.role is Role.SERVICE and ev.seat.group not in order:
        order = (*order, ev.seat.group)
    missing = (*m.consent_missing, ev.seat.group) if ev.consent_missing else m.consent_missing
    return changed(m, seats=(*m.seats, ev.seat), order=order, consent_missing=missing)


def _interpreter_set(m: Meeting, ev: e.InterpreterSet) -> Meeting:
    old = m.interpreter_percent
    planned = {} if m.agenda is None else {phase.id: phase.planned_s for phase in m.agenda.phases}

    def more(whole: timedelta, spent: timedelta) -> timedelta:
        """The rest of a time that has begun, retimed, to the nearest second."""
        left = max(ZERO, whole - spent)
        return (whole - left + left * ev.percent // old + SECOND / 2) // SECOND * SECOND

    def retimed(index: int, run: PhaseRun) -> PhaseRun:
        if index not in still_to_come(m):
            return run
        if not run.visits:
            return changed(run, base=planned[run.phase] * ev.percent // USUAL_PERCENT * SECOND)
        turn = run.turn if run.turn is None else changed(run.turn, budget=more(run.turn.budget, run.turn.spent))
        return changed(run, base=more(run.base, run.spent), turn=turn)

    runs = tuple(retimed(index, run) for index, run in enumerate(m.runs))
    return changed(m, runs=runs, interpreter_percent=ev.percent)


def _consent_settled(m: Meeting, ev: e.ConsentSettled) -> Meeting:
    ways = (*((group, way) for group, way in m.consent_ways if group != ev.group), (ev.group, ev.way))
    m = changed(m, consent_ways=ways)
    return _leave(m, (ev.group,)) if ev.way is e.ConsentWay.LEAVES else m


def _consent_withdrawn(m: Meeting, ev: e.ConsentWithdrawn) -> Meeting:
    missing = tuple(dict.fromkeys((*m.consent_missing, *ev.groups)))
    ways = tuple((group, way) for group, way in m.consent_ways if group not in ev.groups)
    m = _leave(changed(_new_step(m), consent_missing=missing, consent_ways=ways), ev.groups)
    stage = Stage.PAUSED if m.stage is Stage.RUNNING else m.stage
    return changed(_stop(m), stage=stage)


def _leave(m: Meeting, groups: tuple[str, ...]) -> Meeting:
    def gone(seat: Seat) -> Seat:
        here = seat.group in groups and seat.presence.in_room
        return seat.but(presence=Presence.LEFT) if here else seat

    m = changed(m, seats=tuple(gone(seat) for seat in m.seats))
    run = m.run
    if run is None or run.turn is None or run.turn.group not in groups:
        return m
    return give_word(m, run)


def _thanked(m: Meeting, ev: e.Thanked) -> Meeting:
    if m.run is not None and ev.early:
        stopped_t = m.stopped_t if m.stopped else m.t
        m = changed(m, ended_in=m.run.phase, stopped_t=stopped_t, stopped=False, wall_hidden=False)
    if m.run is not None:
        m = with_run(m, end_turn(m.run))
    return changed(m, stage=Stage.THANKED, current=None, ended_t=m.t)


_STEPS = frozenset(e.STEPS)
_FOLDS: dict[type, Callable[..., Meeting]] = {
    e.Opened: _opened,
    e.Started: _started,
    e.TurnEntered: _turn_entered,
    e.PhaseEntered: lambda m, ev: enter(m, ev.phase, back=ev.back),
    e.TurnSkipped: _turn_skipped,
    e.TurnPassed: _turn_passed,
    e.OrderChanged: _order_changed,
    e.Paused: _paused,
    e.Resumed: _resumed,
    e.Lent: _lent,
    e.SeatAdded: _seat_added,
    e.InterpreterSet: _interpreter_set,
    e.ConsentSettled: _consent_settled,
    e.ConsentWithdrawn: _consent_withdrawn,
    e.Thanked: _thanked,
    e.FamilyLeft: lambda m, _ev: changed(m, stage=Stage.EVALUATING, wall_hidden=False),
    e.Closed: lambda m, _ev: changed(m, stage=Stage.CLOSED),
}
