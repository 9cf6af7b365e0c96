"""The journal's values: frozen, strict, and never telling what they refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain import event_text
from btimeeting.domain import events as e
from btimeeting.domain.event_text import UnknownKind
from btimeeting.domain.events import Event
from btimeeting.domain.frozen import NotSo, plain
from btimeeting.domain.moment import Moment
from btimeeting.domain.seats import Presence, Seat
from tests.builders import HandClock, bti_agenda
from tests.domain.strategies import EVENTS

NOW = HandClock().now()
HEAD: dict[str, Any] = {"id": "event-0001", "by": "console", "moment": NOW}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (e.Started, {"backdated_s": -1}),
        (e.Started, {"backdated_s": 3601}),
        (e.Started, {"backdated_s": "60"}),
        (e.Started, {"backdated_s": True}),
        (e.Started, {"backdated_s": 1.0}),
        (e.Started, {"later": 1}),
        (e.Started, {"id": "short"}),
        (e.Started, {"id": "x" * 65}),
        (e.Started, {"by": 7}),
        (e.Started, {"kind": "opened"}),
        (e.Started, {"moment": {"at": "2026-11-25"}}),
        (e.Started, {"moment": "2026-11-25T08:30:00Z"}),
        (e.Paused, {"stop": 1}),
        (e.OrderChanged, {}),
        (e.OrderChanged, {"groups": "t1"}),
        (e.OrderChanged, {"groups": ["t1", None]}),
        (e.BrokeIn, {"what": "shouting", "phase": "offer"}),
        (e.BrokeIn, {"what": ["time"], "phase": "offer"}),
        (e.InterpreterSet, {"percent": 99}),
        (e.SeatAdded, {"seat": {"id": "Kari", "role": "service", "group": "t9"}}),
        (e.Opened, {"agenda": {**plain(bti_agenda()), "phases": []}, "seats": []}),
        (e.Opened, {"agenda": bti_agenda(), "seats": [], "duties": {"nobody": "h1"}}),
    ],
)
def test_what_a_field_may_not_hold_is_refused_whether_it_is_made_or_read(
    kind: type[Any], fields: dict[str, Any]
) -> None:
    with pytest.raises(NotSo):
        kind(**{**HEAD, **fields})
    told = {"kind": kind.defaults["kind"], **{name: plain(value) for name, value in {**HEAD, **fields}.items()}}
    with pytest.raises(NotSo):
        event_text.read(json.dumps(told, default=plain))


def test_what_is_refused_is_not_told() -> None:
    with pytest.raises(NotSo) as refused:
        Seat(id="Kari Demo", role="service", group="t1")  # type: ignore[arg-type]
    assert "Kari" not in str(refused.value)
    assert "Seat.id" in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '"opened"', "{}", '{"kind": 7}', '{"kind": ["opened"]}', "null"])
def test_a_text_that_is_no_event_is_refused(text: str) -> None:
    with pytest.raises(NotSo):
        event_text.read(text)


def test_nothing_stands_behind_an_event_and_no_half_character_in_it() -> None:
    text = event_text.written(e.Undone(**HEAD, target="event-0000"))
    for broken in (text + text, text + " 1", text.replace("event-0000", "\\ud800")):
        with pytest.raises(NotSo):
            event_text.read(broken)
    with pytest.raises(NotSo):
        event_text.read("[" * 100_000)


def test_an_event_of_a_newer_program_is_told_by_its_kind() -> None:
    with pytest.raises(UnknownKind) as newer:
        event_text.read('{"kind": "sung", "id": "event-0001"}')
    assert newer.value.kind == "sung"


def _broken(told: Any, chance: Any) -> Any:
    """The same with one value, at any depth, replaced or left out."""
    if not isinstance(told, dict | list) or not told or chance.random() < 0.2:
        return chance.choice([None, 7, -1, "tull", [], {}, True, "2026-11-25T08:30:00Z"])
    key = chance.choice(sorted(told) if isinstance(told, dict) else range(len(told)))
    copy = dict(told) if isinstance(told, dict) else list(told)
    if isinstance(copy, dict) and chance.random() < 0.2:
        del copy[key]
    else:
        copy[key] = _broken(copy[key], chance)
    return copy


@given(EVENTS, st.randoms(use_true_random=False))
def test_a_damaged_event_is_refused_or_an_event_that_is_written_as_it_was_read(event: Event, chance: Any) -> None:
    told = _broken(json.loads(event_text.written(event)), chance)
    try:
        found = event_text.read(json.dumps(told))
    except (NotSo, UnknownKind):
        return
    assert event_text.read(event_text.written(found)) == found
    kept = json.loads(event_text.written(found))
    assert _all_of_it_in({name: value for name, value in told.items() if name != "moment"}, kept)


def _all_of_it_in(told: Any, kept: Any) -> bool:
    """Whether what was told stands in what was kept: at any depth, what was left out may have come in."""
    if isinstance(told, dict) and isinstance(kept, dict):
        return all(name in kept and _all_of_it_in(value, kept[name]) for name, value in told.items())
    if isinstance(told, list) and isinstance(kept, list):
        return len(told) == len(kept) and all(map(_all_of_it_in, told, kept))
    return bool(told == kept)


def test_a_value_is_frozen_equal_to_its_like_and_changed_only_into_another() -> None:
    seat = Seat(id="t1", role="service", group="t1")  # type: ignore[arg-type]
    away = seat.but(presence=Presence.LEFT)
    assert (seat.presence, away.presence) == (Presence.PRESENT, Presence.LEFT)
    assert away.but(presence="present") == seat
    assert {seat, away.but(presence="present")} == {seat}
    assert seat != away
    for change in (lambda: setattr(seat, "group", "t2"), lambda: delattr(seat, "group")):
        with pytest.raises(AttributeError):
            change()
    with pytest.raises(NotSo):
        seat.but(group="Kari")


def test_an_instant_is_kept_in_utc_and_one_without_a_zone_is_none() -> None:
    there = datetime(2026, 11, 25, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert Moment(at=there).at.tzinfo is UTC
    assert Moment(at=there).at == there
    with pytest.raises(NotSo):
        Moment(at=there.replace(tzinfo=None))
