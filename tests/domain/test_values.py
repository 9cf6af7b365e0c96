"""A changed value is the same as `dataclasses.replace` makes, only sooner."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from btimeeting.domain.derived import changed
from btimeeting.domain.meeting import Meeting, PhaseRun, Turn
from btimeeting.domain.moment import ZERO
from tests.builders import running


@dataclass(frozen=True)
class Thing:
    a: int
    b: str = ""


def test_a_changed_value_equals_a_replaced_one_and_leaves_the_old_as_it_was() -> None:
    thing = Thing(1, "x")
    assert changed(thing, b="y") == replace(thing, b="y") == Thing(1, "y")
    assert thing == Thing(1, "x")


def test_a_changed_value_is_as_frozen_as_any() -> None:
    with pytest.raises(FrozenInstanceError):
        changed(Thing(1), a=2).a = 3  # type: ignore[misc]


def test_a_field_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(TypeError):
        changed(Thing(1), c=2)  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", [Meeting, PhaseRun, Turn])
def test_the_values_it_is_used_on_keep_their_fields_in_a_dictionary_and_make_nothing_of_their_own(kind: type) -> None:
    assert not hasattr(kind, "__slots__")
    assert not hasattr(kind, "__post_init__")


def test_a_meeting_can_be_changed() -> None:
    meeting = running().meeting
    assert changed(meeting, t=ZERO, seq=7) == replace(meeting, t=ZERO, seq=7)
