"""Hypothesis: any event that can stand in a journal, any wish somebody can come up with."""

from __future__ import annotations

import typing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from btimeeting.domain import events as e
from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Role
from btimeeting.domain.moment import Moment
from btimeeting.domain.seats import Presence, Seat, give_seats
from tests.builders import bti_agenda, seats

PHASE_NAMES = st.sampled_from(["welcome", "describe", "clarify", "reflect", "offer", "decide", "close", "tull"])
GROUPS = st.sampled_from(["f", "c", "e", "h", "t1", "t2", "t3", "t4", "x"])
REFS = st.sampled_from(["ref-1", "ref-2", "ref-3"])
ROOMS = st.one_of(
    st.integers(0, 12).map(seats),
    st.lists(
        st.tuples(st.sampled_from(list(Role)), st.sampled_from(["A", "B", None]), st.sampled_from(list(Presence))),
        max_size=8,
    ).map(lambda people: give_seats(tuple(people))),
)
SEATS = st.builds(
    Seat,
    id=st.sampled_from(["t1", "t1b", "t4", "f3", "i1"]),
    role=st.sampled_from(list(Role)),
    group=st.sampled_from(["t1", "t4", "f", "i"]),
    presence=st.sampled_from(list(Presence)),
)
MOMENTS = st.one_of(
    st.builds(Moment, at=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))),  # noqa: DTZ001 - aware by `timezones`
    st.builds(
        Moment,
        at=st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 2), timezones=st.just(UTC)),  # noqa: DTZ001 - likewise
        boot_ns=st.integers(0, 10**14),
        mono_ns=st.integers(0, 10**14),
        boot_id=st.sampled_from(["boot-1", "boot-2"]),
    ),
)

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.text("abcdef0123456789", min_size=8, max_size=12),
    "by": st.none() | st.sampled_from(["console", "pad"]),
    "moment": MOMENTS,
    "agenda": st.just(bti_agenda()),
    "seats": ROOMS,
    "duties": st.dictionaries(st.sampled_from(list(Role)), st.sampled_from(["h1", "e1", "t1"]), max_size=3),
    "consent_missing": st.lists(GROUPS, max_size=3).map(tuple) | st.booleans(),
    "child_turns": st.lists(PHASE_NAMES, max_size=3).map(tuple),
    "speed": st.integers(1, 3600),
    "backdated_s": st.integers(0, 3600),
    "leaves": st.sampled_from(["welcome.1", "clarify.2", "tull"]),
    "phase": PHASE_NAMES,
    "from_phase": st.none() | PHASE_NAMES,
    "group": GROUPS,
    "groups": st.lists(GROUPS, max_size=4).map(tuple),
    "part": st.sampled_from(list(e.Part)),
    "planned_s": st.integers(60, 10_000),
    "seconds": st.integers(1, 3600),
    "seat": SEATS | st.sampled_from(["h1", "f1", "t1", "x9"]),
    "presence": st.sampled_from(list(Presence)),
    "percent": st.integers(100, 300),
    "interpreter_percent": st.integers(100, 300),
    "what": st.sampled_from(list(e.BreakIn)),
    "prompt": st.sampled_from(list(e.Prompt)),
    "key": st.sampled_from(["clarify.1", "offer.3", "tull"]),
    "answer": st.sampled_from([*e.PromptAnswer, *e.ReadBack]),
    "ref": REFS,
    "way": st.sampled_from(list(e.ConsentWay)),
    "service": st.none() | GROUPS,
    "style": st.sampled_from(list(e.WallStyle)),
    "wall_style": st.sampled_from(list(e.WallStyle)),
    "version": st.integers(1, 9),
    "verdict": st.sampled_from(["count", "drop"]),
    "questions_apart": st.booleans(),
    "demo": st.booleans(),
    "back": st.booleans(),
    "stop": st.booleans(),
    "early": st.booleans(),
    "to": st.none() | st.sampled_from(["viddevakt", "pad"]),
    "target": st.sampled_from(["event-0001", "event-0002", "event-0005"]),
}
"""A strategy for each field of an event, by its name."""
EXACT: dict[tuple[type, str], st.SearchStrategy[Any]] = {
    (e.Opened, "consent_missing"): st.lists(GROUPS, max_size=3).map(tuple),
    (e.SeatAdded, "consent_missing"): st.booleans(),
    (e.SeatAdded, "seat"): SEATS,
    (e.PresenceChanged, "seat"): st.sampled_from(["h1", "f1", "t1", "x9"]),
    (e.PromptAnswered, "answer"): st.sampled_from(list(e.PromptAnswer)),
    (e.ReadAloud, "answer"): st.sampled_from(list(e.ReadBack)),
    (e.ConsentSettled, "ref"): st.none() | REFS,
}
"""Where one name has two meanings."""

KINDS: tuple[type[Any], ...] = typing.get_args(e.Event)
"""Every kind of event there is."""


def _any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    names = [name for name in kind.fields if name != "kind"]
    return st.builds(kind, **{name: EXACT[kind, name] if (kind, name) in EXACT else FIELDS[name] for name in names})


EVENT_OF = {kind: _any_of(kind) for kind in KINDS}
EVENTS = st.one_of(*EVENT_OF.values())

WALL = st.builds(w.SetWall, hidden=st.none() | st.booleans(), style=st.none() | FIELDS["style"])


NOW = "now"
"""Stands in a wish for the step the meeting is at when the wish is made."""
LEAVES = st.sampled_from([NOW, NOW, NOW, "welcome.1"])
NUMBERS = st.sampled_from([-1, 0, 1, 60, 90, 150, 300, 3600, 3601])
WISHES: st.SearchStrategy[w.Wish] = st.one_of(
    st.builds(w.Next, LEAVES),
    st.builds(w.Next, LEAVES),
    st.builds(w.Start, NUMBERS),
    st.builds(w.GoToPhase, LEAVES, PHASE_NAMES),
    st.builds(w.GiveWord, LEAVES, GROUPS, FIELDS["part"]),
    st.builds(w.Skip, LEAVES, GROUPS),
    st.builds(w.Pass, LEAVES, GROUPS),
    st.builds(w.Reorder, FIELDS["groups"]),
    st.sampled_from([w.Pause(), w.Stop(), w.Resume(), w.JudgeGap("count"), w.JudgeGap("drop")]),
    st.builds(w.MoreTime, LEAVES, NUMBERS, st.none() | st.integers(0, 2)),
    st.builds(w.EndHere, LEAVES),
    st.builds(w.SetPresence, EXACT[e.PresenceChanged, "seat"], FIELDS["presence"]),
    st.builds(w.AddSeat, SEATS, st.booleans()),
    st.builds(w.SetInterpreter, NUMBERS),
    st.builds(w.DoBreakIn, FIELDS["what"]),
    st.builds(w.AnswerPrompt, FIELDS["prompt"], FIELDS["key"], EXACT[e.PromptAnswered, "answer"]),
    st.builds(w.NoteTiltak, REFS),
    st.builds(w.SettleConsent, GROUPS, FIELDS["way"], st.none() | REFS),
    st.builds(w.WithdrawConsent, FIELDS["groups"]),
    st.builds(w.Decide, REFS, FIELDS["service"]),
    st.builds(w.AnswerReadBack, EXACT[e.ReadAloud, "answer"]),
    WALL,
    st.builds(w.GiveNext, FIELDS["to"]),
    st.builds(w.Evaluate, REFS),
    st.builds(w.Approve, REFS, NUMBERS),
    st.builds(w.Undo, FIELDS["target"]),
    st.builds(w.Open, FIELDS["agenda"], ROOMS, interpreter_percent=NUMBERS, speed=NUMBERS),
)


def made_at(wish: w.Wish, step: str) -> w.Wish:
    """The wish, naming the step the meeting is at."""
    return replace(wish, leaves=step) if getattr(wish, "leaves", "") == NOW else wish  # type: ignore[call-arg]
