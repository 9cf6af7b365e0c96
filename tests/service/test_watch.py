"""Watching: the meeting under way, the next one, and the one in which something happens."""

from __future__ import annotations

import pytest

from btimeeting.domain.meeting import Stage
from btimeeting.domain.wishes import Pause
from btimeeting.service import watch
from btimeeting.service.watch import Watch
from tests.ui.scenes import Scene
from tests.ui.walls import HandSource

OTHER = "beef" * 4


@pytest.fixture(autouse=True)
def _checked_at_every_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "CHECK_EVERY", 1)


def _watching(scene: Scene, wanted: str | None = None, *, latest: bool = False) -> tuple[Watch, HandSource]:
    source = HandSource(scene.journal)
    return Watch(source, scene.clock, wanted, latest=latest), source


def test_a_look_tells_only_what_is_new() -> None:
    scene = Scene().to_phase("clarify")
    looking, source = _watching(scene)
    first = looking.look()
    assert first is not None
    assert first.meeting == scene.other.meeting
    assert first.labels["t1"] == "PPT"
    assert looking.look() is None
    scene.other.next()
    second = looking.look()
    assert second is not None
    assert second.meeting == scene.other.meeting
    source.leads = False
    third = looking.look()
    assert third is not None
    assert (third.led, third.meeting) == (False, second.meeting)


def test_a_service_that_is_called_something_else_is_told_without_any_event() -> None:
    scene, later = Scene(), Scene()
    looking, _ = _watching(scene, scene.other.id)
    looking.look()
    scene.journal.set_labels(scene.other.id, {"t1": "Barnehagen"})
    scene.journal.events[OTHER] = list(later.journal.events[later.other.id])  # so that the bell rings
    told = looking.look()
    assert told is not None
    assert told.labels == {"t1": "Barnehagen"}


def test_whichever_meeting_whoever_leads_goes_on_in_is_followed() -> None:
    scene, later = Scene().to_phase("clarify"), Scene().to_phase("describe")
    looking, _ = _watching(scene)
    looking.look()
    scene.journal.events[OTHER] = list(later.journal.events[later.other.id])
    opened = looking.look()
    assert opened is not None
    assert opened.meeting is not None
    assert opened.meeting.phase is not None
    assert opened.meeting.phase.id == "describe"
    scene.other.do(Pause())
    back = looking.look()
    assert back is not None
    assert back.meeting is not None
    assert back.meeting.stage is Stage.PAUSED


@pytest.mark.parametrize("window", ["paper", "evaluation", "pad"])
def test_a_meeting_under_way_is_not_left_for_one_that_others_write_in(window: str) -> None:
    scene, other = Scene().to_phase("clarify"), Scene().to_phase("describe")
    looking, _ = _watching(scene)
    looking.look()
    written = [event.but(by=window) for event in other.journal.events[other.other.id]]
    for event in written:
        scene.journal.events.setdefault(OTHER, []).append(event)
        assert looking.look() is None


def test_a_meeting_entered_from_paper_is_never_shown_as_live() -> None:
    scene, paper = Scene().to_phase("clarify"), Scene()
    while paper.other.meeting.stage is not Stage.CLOSED:
        paper.walk(1)
    looking, _ = _watching(scene)
    looking.look()
    whole = [event.but(by="paper") for event in paper.journal.events[paper.other.id]]
    scene.journal.append(OTHER, 0, whole)
    assert looking.look() is None
    while scene.other.meeting.stage is not Stage.CLOSED:
        scene.walk(1)
    ended = looking.look()
    assert ended is not None
    assert ended.id == scene.other.id


def test_a_meeting_that_has_ended_stays_until_another_opens_and_is_not_joined_afterwards() -> None:
    scene = Scene()
    looking, _ = _watching(scene)
    looking.look()
    while scene.other.meeting.stage is not Stage.CLOSED:
        scene.walk(1)
    ended = looking.look()
    assert ended is not None
    assert ended.meeting is not None
    assert ended.meeting.stage is Stage.CLOSED
    fresh = _watching(scene)[0].look()
    assert fresh is not None
    assert fresh.meeting is None
    newest = _watching(scene, latest=True)[0].look()
    assert newest is not None
    assert newest.meeting is not None


def test_the_meeting_asked_for_is_kept_whatever_happens_in_others() -> None:
    scene, later = Scene().to_phase("clarify"), Scene().to_phase("describe")
    looking, _ = _watching(scene, scene.other.id[:6])
    looking.look()
    scene.journal.events[OTHER] = list(later.journal.events[later.other.id])
    assert looking.look() is None


def test_after_a_failure_everything_is_told_anew_and_the_same_meeting_is_shown() -> None:
    scene, later = Scene().to_phase("clarify"), Scene().to_phase("describe")
    scene.journal.events[OTHER] = list(later.journal.events[later.other.id])
    looking, source = _watching(scene)
    looking.look()
    scene.other.do(Pause())
    looking.look()
    source.fails = OSError("gone")
    with pytest.raises(OSError, match="gone"):
        looking.look()
    with pytest.raises(OSError, match="gone"):
        looking.look()
    source.fails = None
    again = looking.look()
    assert again is not None
    assert again.meeting == scene.other.meeting
