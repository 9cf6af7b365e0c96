"""What a wish becomes: one event, none, or a refusal.

While the family is in the room nothing blocks a step (design.md 1.2): the main key is refused only when somebody
else pressed it first. What is missing becomes an open point instead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from btimeeting.domain import events as e
from btimeeting.domain import wishes as w
from btimeeting.domain.clock import gap, turn_spent
from btimeeting.domain.events import Event
from btimeeting.domain.meeting import Meeting, Stage, is_family, waiting
from btimeeting.domain.moment import ZERO, Moment
from btimeeting.domain.onward import index_after, lender, loans, undoable
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.domain.turns import HARDLY, SECOND
from btimeeting.domain.viddevakt import TO_THE_SPEAKER

OTHERS = get_args(e.OtherWindow)
"""Windows in which the main key works only while the leader has given it."""
Decision = tuple[Event, ...] | Refusal


def decide(meeting: Meeting, wish: w.Wish, moment: Moment, event_id: str, by: str | None = None) -> Decision:
    """The events that meet `wish` now (none when it already is so), or why it cannot be.

    `event_id` is random and given by the caller: a retry after a crash brings the same one. `by` is the window.
    """
    if isinstance(wish, w.Open):
        if meeting.agenda is not None:
            return Refusal(Why.ALREADY_OPENED)
    elif meeting.agenda is None:
        return Refusal(Why.NOT_OPENED)
    elif meeting.stage is Stage.CLOSED and not isinstance(wish, w.Approve | w.Evaluate):
        return Refusal(Why.MEETING_CLOSED)
    elif by in OTHERS and isinstance(wish, w.GiveNext | w.Next) and (meeting.next_given, type(wish)) != (by, w.Next):
        return Refusal(Why.NEXT_IS_ELSEWHERE)
    head = {"id": event_id, "by": by, "moment": _not_before(meeting, moment)}
    made = _ANSWERS[type(wish)](meeting, wish, head)
    if made is None:
        return ()
    return made if isinstance(made, Refusal) else (made,)


def _not_before(meeting: Meeting, moment: Moment) -> Moment:
    """The moment, never earlier than the last event (a wall clock set back on another boot)."""
    last = meeting.last
    if last is None or last.same_boot(moment) or moment.at >= last.at:
        return moment
    return moment.but(at=last.at)


# --- one function for each kind of wish ------------------------------------------------------------------------

Head = dict[str, object]
Answer = Event | Refusal | None


def _make(kind: type, head: Head, **fields: object) -> Event:
    return kind(**head, **fields)  # type: ignore[no-any-return]


def _open(_m: Meeting, wish: w.Open, head: Head) -> Answer:
    if not e.USUAL_PERCENT <= wish.interpreter_percent <= e.MOST_PERCENT:
        return Refusal(Why.BAD_VALUE, {"percent": str(wish.interpreter_percent)})
    if not 1 <= wish.speed <= e.HOUR_S:
        return Refusal(Why.BAD_VALUE, {"speed": str(wish.speed)})
    seats = [seat.id for seat in wish.seats]
    if twice := [seat for nth, seat in enumerate(seats) if seat in seats[:nth]]:
        return Refusal(Why.SEAT_TAKEN, {"seat": twice[0]})
    return _make(
        e.Opened,
        head,
        agenda=wish.agenda,
        seats=wish.seats,
        duties=dict(wish.duties),
        consent_missing=wish.consent_missing,
        child_turns=wish.child_turns,
        questions_apart=wish.questions_apart,
        interpreter_percent=wish.interpreter_percent,
        wall_style=wish.wall_style,
        speed=wish.speed,
        demo=wish.demo,
    )


def _start(m: Meeting, wish: w.Start, head: Head) -> Answer:
    if m.stage is not Stage.WAITING:
        return Refusal(Why.ALREADY_STARTED)
    if not 0 <= wish.backdated_s <= e.HOUR_S:
        return Refusal(Why.BAD_VALUE, {"seconds": str(wish.backdated_s)})
    return _make(e.Started, head, backdated_s=wish.backdated_s)


def _next(m: Meeting, wish: w.Next, head: Head) -> Answer:
    if wish.leaves != m.step:
        return Refusal(Why.ALREADY_MOVED)
    match m.stage:
        case Stage.WAITING:
            return _make(e.Started, head)
        case Stage.PAUSED:
            return _make(e.Resumed, head)
        case Stage.THANKED:
            return _make(e.FamilyLeft, head)
        case Stage.EVALUATING:
            return _make(e.Closed, head)
        case _:
            return _onward(m, wish.leaves, head)


def _onward(m: Meeting, leaves: str, head: Head) -> Answer:
    assert m.run is not None  # noqa: S101 - a running meeting is in a phase
    coming = waiting(m)
    if coming:
        group, part = coming[0]
        return _make(e.TurnEntered, head, leaves=leaves, phase=m.run.phase, group=group, part=part)
    index = index_after(m)
    if index is None:
        return _make(e.Thanked, head, leaves=leaves)
    return _entering(m, leaves, index, head)


def _entering(m: Meeting, leaves: str, index: int, head: Head) -> Event:
    assert m.agenda is not None  # noqa: S101 - checked in decide
    phase = m.agenda.phases[index]
    return _make(
        e.PhaseEntered, head, leaves=leaves, phase=phase.id, planned_s=phase.planned_s, back=index < m.furthest
    )


def _timed(m: Meeting, leaves: str) -> Refusal | None:
    """Why a step inside the timed part cannot be taken now, if so."""
    if leaves != m.step:
        return Refusal(Why.ALREADY_MOVED)
    if m.stage is Stage.WAITING:
        return Refusal(Why.NOT_STARTED)
    return Refusal(Why.TIMED_PART_OVER) if m.run is None else None


def _go_to_phase(m: Meeting, wish: w.GoToPhase, head: Head) -> Answer:
    if refusal := _timed(m, wish.leaves):
        return refusal
    index = next((i for i, run in enumerate(m.runs) if run.phase == wish.phase), None)
    if index is None:
        return Refusal(Why.NO_SUCH_PHASE, {"phase": wish.phase})
    return None if index == m.current else _entering(m, wish.leaves, index, head)


def _group_refusal(m: Meeting, leaves: str, group: str) -> Refusal | None:
    if refusal := _timed(m, leaves):
        return refusal
    if not any(seat.group == group for seat in m.seats):
        return Refusal(Why.NO_SUCH_GROUP, {"group": group})
    return None


def _give_word(m: Meeting, wish: w.GiveWord, head: Head) -> Answer:
    if refusal := _group_refusal(m, wish.leaves, wish.group):
        return refusal
    if wish.group in m.gated:
        return Refusal(Why.CONSENT_MISSING, {"group": wish.group})
    assert m.run is not None  # noqa: S101 - checked above
    slot = (wish.group, wish.part)
    if m.run.turn is not None and m.run.turn.slot == slot:
        return None
    if waiting(m)[:1] == (slot,) and (holder := _hardly_begun(m, head)) not in (None, wish.group):
        return _make(e.TurnPassed, head, leaves=wish.leaves, phase=m.run.phase, group=holder)
    return _make(e.TurnEntered, head, leaves=wish.leaves, phase=m.run.phase, group=wish.group, part=wish.part)


def _hardly_begun(m: Meeting, head: Head) -> str | None:
    """The group that got the word a moment ago and has not used it: it wants it later, nobody took its turn."""
    moment = head["moment"]
    assert isinstance(moment, Moment)  # noqa: S101 - put there above
    turn = m.run.turn if m.run is not None else None
    return turn.group if turn is not None and turn_spent(m, moment) < HARDLY else None


def _skip(m: Meeting, wish: w.Skip, head: Head) -> Answer:
    if refusal := _group_refusal(m, wish.leaves, wish.group):
        return refusal
    assert m.run is not None  # noqa: S101 - checked above
    if not _has_or_waits(m, wish.group):
        return Refusal(Why.NO_SUCH_GROUP, {"group": wish.group})
    return _make(e.TurnSkipped, head, leaves=wish.leaves, phase=m.run.phase, group=wish.group)


def _pass(m: Meeting, wish: w.Pass, head: Head) -> Answer:
    if refusal := _group_refusal(m, wish.leaves, wish.group):
        return refusal
    assert m.run is not None  # noqa: S101 - checked above
    if not _has_or_waits(m, wish.group):
        return Refusal(Why.NO_SUCH_GROUP, {"group": wish.group})
    if not any(group != wish.group for group, _ in waiting(m)):
        return Refusal(Why.NOBODY_ELSE_WAITS)
    return _make(e.TurnPassed, head, leaves=wish.leaves, phase=m.run.phase, group=wish.group)


def _has_or_waits(m: Meeting, group: str) -> bool:
    has = m.run is not None and m.run.turn is not None and m.run.turn.group == group
    return has or any(waits == group for waits, _ in waiting(m))


def _reorder(m: Meeting, wish: w.Reorder, head: Head) -> Answer:
    strange = [group for group in wish.groups if group not in m.order]
    if strange:
        return Refusal(Why.NO_SUCH_GROUP, {"group": strange[0]})
    if wish.groups == m.order[: len(wish.groups)]:
        return None
    return _make(e.OrderChanged, head, groups=wish.groups)


def _pause(m: Meeting, _wish: w.Pause, head: Head) -> Answer:
    if m.stage is Stage.PAUSED:
        return None
    return _make(e.Paused, head) if m.stage is Stage.RUNNING else Refusal(Why.NOT_RUNNING)


def _stop(m: Meeting, _wish: w.Stop, head: Head) -> Answer:
    if m.stage is Stage.PAUSED:
        return None if m.stopped else _make(e.Paused, head, stop=True)
    if m.stage is Stage.RUNNING:
        return _make(e.Paused, head, stop=True)
    return None if m.wall_hidden else _make(e.WallHidden, head)


def _resume(m: Meeting, _wish: w.Resume, head: Head) -> Answer:
    if m.stage is Stage.RUNNING:
        return None
    return _make(e.Resumed, head) if m.stage is Stage.PAUSED else Refusal(Why.NOT_PAUSED)


def _end_here(m: Meeting, wish: w.EndHere, head: Head) -> Answer:
    return _timed(m, wish.leaves) or _make(e.Thanked, head, leaves=wish.leaves, early=True)


def _more_time(m: Meeting, wish: w.MoreTime, head: Head) -> Answer:
    if refusal := _timed(m, wish.leaves):
        return refusal
    if wish.loans is not None and wish.loans != len(loans(m)):
        return Refusal(Why.ALREADY_MOVED)
    if not 1 <= wish.seconds <= e.HOUR_S:
        return Refusal(Why.BAD_VALUE, {"seconds": str(wish.seconds)})
    assert m.run is not None  # noqa: S101 - checked above
    return _make(e.Lent, head, seconds=wish.seconds, phase=m.run.phase, from_phase=lender(m, wish.seconds))


def _set_presence(m: Meeting, wish: w.SetPresence, head: Head) -> Answer:
    seat = next((seat for seat in m.seats if seat.id == wish.seat), None)
    if seat is None:
        return Refusal(Why.NO_SUCH_SEAT, {"seat": wish.seat})
    if seat.presence is wish.presence:
        return None
    return _make(e.PresenceChanged, head, seat=wish.seat, presence=wish.presence)


def _add_seat(m: Meeting, wish: w.AddSeat, head: Head) -> Answer:
    if any(seat.id == wish.seat.id for seat in m.seats):
        return Refusal(Why.SEAT_TAKEN, {"seat": wish.seat.id})
    return _make(e.SeatAdded, head, seat=wish.seat, consent_missing=wish.consent_missing)


def _set_interpreter(m: Meeting, wish: w.SetInterpreter, head: Head) -> Answer:
    if not e.USUAL_PERCENT <= wish.percent <= e.MOST_PERCENT:
        return Refusal(Why.BAD_VALUE, {"percent": str(wish.percent)})
    return None if wish.percent == m.interpreter_percent else _make(e.InterpreterSet, head, percent=wish.percent)


def _break_in(m: Meeting, wish: w.DoBreakIn, head: Head) -> Answer:
    if m.run is None:
        return Refusal(Why.NOT_RUNNING)
    if m.run.turn is not None and is_family(m.run.turn.group) and wish.what in TO_THE_SPEAKER:
        return Refusal(Why.FAMILY_HAS_WORD)
    return _make(e.BrokeIn, head, what=wish.what, phase=m.run.phase)


def _answer_prompt(m: Meeting, wish: w.AnswerPrompt, head: Head) -> Answer:
    if any(prompt is wish.prompt and key == wish.key for prompt, key, _ in m.prompts_answered):
        return None
    if wish.key.split(".")[0] not in {run.phase for run in m.runs}:
        return Refusal(Why.NO_SUCH_PROMPT, {"key": wish.key})
    return _make(e.PromptAnswered, head, prompt=wish.prompt, key=wish.key, answer=wish.answer)


def _note_tiltak(m: Meeting, wish: w.NoteTiltak, head: Head) -> Answer:
    if any(ref == wish.ref for _, _, ref in m.tiltak_noted):
        return None
    phase = m.run.phase if m.run is not None else m.stage.value
    return _make(e.TiltakNoted, head, phase=phase, ref=wish.ref)


def _settle_consent(m: Meeting, wish: w.SettleConsent, head: Head) -> Answer:
    if wish.group not in m.order:
        return Refusal(Why.NO_SUCH_GROUP, {"group": wish.group})
    return _make(e.ConsentSettled, head, group=wish.group, way=wish.way, ref=wish.ref)


def _withdraw_consent(m: Meeting, wish: w.WithdrawConsent, head: Head) -> Answer:
    strange = [group for group in wish.groups if group not in m.order]
    if strange or not wish.groups:
        return Refusal(Why.NO_SUCH_GROUP, {"group": strange[0] if strange else ""})
    return _make(e.ConsentWithdrawn, head, groups=wish.groups)


def _decide(m: Meeting, wish: w.Decide, head: Head) -> Answer:
    if wish.service is not None and wish.service not in m.order:
        return Refusal(Why.NO_SUCH_GROUP, {"group": wish.service})
    if (m.decision, m.decision_service) == (wish.ref, wish.service):
        return None
    return _make(e.Decided, head, ref=wish.ref, service=wish.service)


def _set_wall(m: Meeting, wish: w.SetWall, head: Head) -> Answer:
    if wish.style is not None and wish.style is not m.wall_style:
        return _make(e.WallStyled, head, style=wish.style)
    if wish.hidden is not None and wish.hidden is not m.wall_hidden:
        return _make(e.WallHidden if wish.hidden else e.WallShown, head)
    return None


def _evaluate(m: Meeting, wish: w.Evaluate, head: Head) -> Answer:
    if m.family_in_room:
        return Refusal(Why.FAMILY_IN_ROOM)
    return _make(e.Evaluated, head, ref=wish.ref)


def _approve(m: Meeting, wish: w.Approve, head: Head) -> Answer:
    if m.family_in_room:
        return Refusal(Why.FAMILY_IN_ROOM)
    return _make(e.Approved, head, ref=wish.ref, version=wish.version)


def _judge_gap(m: Meeting, wish: w.JudgeGap, head: Head) -> Answer:
    moment = head["moment"]
    assert isinstance(moment, Moment)  # noqa: S101 - put there above
    asleep = gap(m, moment)
    if asleep <= ZERO:
        return Refusal(Why.NO_GAP)
    return _make(e.GapJudged, head, seconds=asleep // SECOND, verdict=wish.verdict)


def _undo(m: Meeting, wish: w.Undo, head: Head) -> Answer:
    newest = undoable(m)
    if newest is None:
        return Refusal(Why.NOTHING_TO_UNDO)
    return _make(e.Undone, head, target=wish.target) if newest.id == wish.target else Refusal(Why.ALREADY_MOVED)


_ANSWERS: dict[type, Callable[..., Answer]] = {
    w.Open: _open,
    w.Start: _start,
    w.Next: _next,
    w.GoToPhase: _go_to_phase,
    w.GiveWord: _give_word,
    w.Skip: _skip,
    w.Pass: _pass,
    w.Reorder: _reorder,
    w.Pause: _pause,
    w.Stop: _stop,
    w.Resume: _resume,
    w.EndHere: _end_here,
    w.MoreTime: _more_time,
    w.SetPresence: _set_presence,
    w.AddSeat: _add_seat,
    w.SetInterpreter: _set_interpreter,
    w.DoBreakIn: _break_in,
    w.AnswerPrompt: _answer_prompt,
    w.NoteTiltak: _note_tiltak,
    w.SettleConsent: _settle_consent,
    w.WithdrawConsent: _withdraw_consent,
    w.Decide: _decide,
    w.AnswerReadBack: lambda _m, wish, head: _make(e.ReadAloud, head, answer=wish.answer),
    w.SetWall: _set_wall,
    w.GiveNext: lambda m, wish, head: None if m.next_given == wish.to else _make(e.NextGiven, head, to=wish.to),
    w.Evaluate: _evaluate,
    w.Approve: _approve,
    w.JudgeGap: _judge_gap,
    w.Undo: _undo,
}
