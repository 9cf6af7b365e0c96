"""A whole meeting and its record, as fixtures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from btimeeting.documents.model import Choices
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import MeetingRecord
from tests.documents.a_meeting import OSLO, an_empty_record, the_meeting, the_record


@pytest.fixture
def meeting() -> Meeting:
    return the_meeting()


@pytest.fixture
def record() -> MeetingRecord:
    return the_record()


@pytest.fixture
def empty_record() -> MeetingRecord:
    return an_empty_record()


@pytest.fixture
def choose() -> Callable[..., Choices]:
    """`choose(questions=True)`: what a house adds to the default, in Norwegian time."""
    return lambda **flags: Choices(OSLO, **flags)
