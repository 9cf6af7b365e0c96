"""Journals written by released versions, which must load for ever: every shape of event, and what it came to mean.

The files under `tests/data/journals/v1` are never changed. A new kind of event, or a new field, gets a line in a new
file beside them.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from btimeeting.domain import event_text
from btimeeting.domain.clock import actual
from btimeeting.domain.events import Event, NextGiven, Part, ReadBack
from btimeeting.domain.evolve import fold
from btimeeting.domain.frozen import plain
from btimeeting.domain.meeting import Stage
from tests.domain.strategies import KINDS

V1 = Path(__file__).resolve().parents[1] / "data" / "journals" / "v1"
LATER = {NextGiven}
"""Kinds that did not exist when the first two files were written."""
FILES = sorted(V1.glob("*.jsonl"))


def lines(path: Path) -> list[str]:
    """One event a line."""
    return path.read_text(encoding="utf-8").splitlines()


def load(path: Path) -> list[Event]:
    """The events of a file."""
    return [event_text.read(line) for line in lines(path)]


def missing(written: Any, kept: Any) -> bool:
    """Whether something that was written is not kept, at any depth."""
    if isinstance(written, dict):
        return any(name not in kept or missing(value, kept[name]) for name, value in written.items())
    if isinstance(written, list):
        return len(written) != len(kept) or any(missing(*pair) for pair in zip(written, kept, strict=True))
    return bool(written != kept)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_loads_and_nothing_that_was_written_is_lost(path: Path) -> None:
    for line in lines(path):
        assert not missing(json.loads(line), plain(event_text.read(line)))


@pytest.mark.parametrize("name", ["whole-meeting", "least-fields"])
def test_every_kind_of_event_is_in_the_samples(name: str) -> None:
    assert {type(event) for event in load(V1 / f"{name}.jsonl")} == set(KINDS) - LATER


def test_every_kind_that_came_later_is_in_a_file_of_its_own() -> None:
    assert {type(event) for path in FILES for event in load(path)} == set(KINDS)


def test_a_meeting_whose_main_key_was_lent_out_and_taken_back_still_means_it() -> None:
    events = load(V1 / "next-given.jsonl")
    assert [fold(events[:n]).next_given for n in range(2, 9)] == [
        None, "viddevakt", "viddevakt", "pad", "pad", None, None
    ]  # fmt: skip
    assert fold(events).stage is Stage.CLOSED


def test_a_meeting_that_was_stopped_and_ended_there_still_means_it() -> None:
    meeting = fold(load(V1 / "ended-early.jsonl"))
    assert (meeting.stage, meeting.ended_in, meeting.stopped_t) == (Stage.CLOSED, "talk", timedelta(seconds=200))
    assert meeting.ended_t == timedelta(seconds=290)


def test_the_whole_meeting_still_means_what_it_meant() -> None:
    meeting = fold(load(V1 / "whole-meeting.jsonl"))
    assert {phase: taken.total_seconds() for phase, _, taken in actual(meeting)} == {
        "welcome": 240, "describe": 405, "clarify": 388, "reflect": 172, "offer": 239, "decide": 260, "close": 150,
    }  # fmt: skip
    assert meeting.stage is Stage.CLOSED
    assert meeting.paused_for == timedelta(seconds=375)
    assert (meeting.decision, meeting.decision_service, meeting.read_back) == ("c3d4e5f6", "t1", ReadBack.YES)
    assert (meeting.evaluation, meeting.approved) == ("d4e5f6a7", (("e5f6a7b8", 1),))
    assert meeting.gated == {"t3"}
    read = next(run for run in meeting.runs if run.phase == "decide").done[-1]
    assert (read.group, read.part, read.spent) == ("t1", Part.READ, timedelta(seconds=50))


def test_a_journal_with_the_least_fields_still_folds() -> None:
    meeting = fold(load(V1 / "least-fields.jsonl"))
    assert (meeting.stage, meeting.seq, meeting.speed, meeting.interpreter_percent) == (Stage.CLOSED, 30, 1, 150)
