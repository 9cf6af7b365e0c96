"""What happens without changing the course of any clock: each kind gives the fields of the meeting that change.

The meeting may not have booked the time since its last step, so a fact is told when it happened: `t`, on the
meeting's own time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from btimeeting.domain import events as e
from btimeeting.domain.derived import changed
from btimeeting.domain.meeting import Meeting, PhaseRun, Stage, runs_with

Fields = dict[str, Any]


def _spent(m: Meeting, run: PhaseRun, t: timedelta) -> timedelta:
    """What the phase under way has used at `t`."""
    return run.spent + max(timedelta(), t - m.t) if m.stage is Stage.RUNNING else run.spent


def _broke_in(m: Meeting, ev: e.BrokeIn, t: timedelta) -> Fields:
    fields: Fields = {"break_ins": (*m.break_ins, (t, ev.what, ev.phase))}
    run = m.run
    if run is not None and run.phase == ev.phase:
        fields["runs"] = runs_with(m, changed(run, broke_in=(*run.broke_in, (_spent(m, run, t), ev.what))))
    return fields


def _tiltak_noted(m: Meeting, ev: e.TiltakNoted, t: timedelta) -> Fields:
    fields: Fields = {"tiltak_noted": (*m.tiltak_noted, (t, ev.phase, ev.ref))}
    run = m.run
    if run is not None and run.phase == ev.phase:
        fields["runs"] = runs_with(m, changed(run, noted=(*run.noted, _spent(m, run, t))))
    return fields


def _presence_changed(m: Meeting, ev: e.PresenceChanged, _t: timedelta) -> Fields:
    return {"seats": tuple(seat.but(presence=ev.presence) if seat.id == ev.seat else seat for seat in m.seats)}


FACTS: dict[type, Callable[[Meeting, Any, timedelta], Fields]] = {
    e.BrokeIn: _broke_in,
    e.PromptAnswered: lambda m, ev, _t: {"prompts_answered": (*m.prompts_answered, (ev.prompt, ev.key, ev.answer))},
    e.TiltakNoted: _tiltak_noted,
    e.PresenceChanged: _presence_changed,
    e.Decided: lambda _m, ev, _t: {"decision": ev.ref, "decision_service": ev.service},
    e.ReadAloud: lambda _m, ev, _t: {"read_back": ev.answer},
    e.WallHidden: lambda _m, _ev, _t: {"wall_hidden": True},
    e.WallShown: lambda _m, _ev, _t: {"wall_hidden": False},
    e.WallStyled: lambda _m, ev, _t: {"wall_style": ev.style},
    e.NextGiven: lambda _m, ev, _t: {"next_given": ev.to},
    e.Evaluated: lambda _m, ev, _t: {"evaluation": ev.ref},
    e.Approved: lambda m, ev, _t: {"approved": (*m.approved, (ev.ref, ev.version))},
    e.GapJudged: lambda _m, _ev, _t: {},
    e.Undone: lambda _m, _ev, _t: {},
}
