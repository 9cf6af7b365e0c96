"""Beside the wall, pad and viddevakt say too that the leader's window is gone, as long as it is so."""

from __future__ import annotations

from collections.abc import Iterator
from queue import SimpleQueue
from typing import TypeVar

import pytest
from textual.message import Message

from btimeeting.domain.events import BreakIn
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.wishes import DoBreakIn, GiveNext, Pause
from btimeeting.service.session import Session
from btimeeting.ui import bridge, words
from btimeeting.ui.bridge import Bridge, Stores
from btimeeting.ui.messages import Led, MeetingChanged, SaveFailed, Unreadable
from tests.fakes import Connection
from tests.ui.desk_scenes import DeskScene
from tests.ui.pad_scenes import pad_window
from tests.ui.scenes import MEETING, Scene, screen_text, until
from tests.ui.test_keeper import keeper

M = TypeVar("M", bound=Message)
GONE, ONLY_GONE = "leiarvindauget er borte – klokka går", "leiarvindauget er borte"


class Leads:
    """Whether anybody leads, in the test's hand."""

    def __init__(self, *, now: bool = True) -> None:
        self.now = now

    def __call__(self) -> bool:
        return self.now


@pytest.fixture(autouse=True)
def _asked_at_every_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "CHECK_EVERY", 1)


class Hears:
    """A screen's ear."""

    def __init__(self) -> None:
        self.heard: SimpleQueue[Message] = SimpleQueue()

    def post_message(self, message: Message) -> bool:
        self.heard.put(message)
        return True

    def until(self, kind: type[M]) -> M:
        """What comes next of this kind."""
        while not isinstance(message := self.heard.get(timeout=30), kind):
            pass
        return message

    def settle(self, running: Bridge) -> list[type[Message]]:
        """The kinds of all that is told until two more looks have been taken."""
        for _ in range(2):
            running.ask(lambda _: None).result(30)
        return [type(self.heard.get()) for _ in range(self.heard.qsize())]


@pytest.fixture
def hears() -> Hears:
    return Hears()


@pytest.fixture
def leads() -> Leads:
    return Leads(now=False)


@pytest.fixture
def scene() -> Scene:
    return Scene().to_phase("clarify")


@pytest.fixture
def running(scene: Scene, leads: Leads, hears: Hears) -> Iterator[Bridge]:
    session = Session(Connection(scene.journal), scene.clock, MEETING, window="viddevakt")
    one = Bridge(lambda: Stores(session, led=leads))
    one.start(hears)
    yield one
    one.stop()


def test_it_is_told_when_the_leader_goes_and_comes_and_only_then(running: Bridge, leads: Leads, hears: Hears) -> None:
    assert not hears.until(Led).led
    running.wish(Pause())
    hears.until(MeetingChanged)
    assert Led not in hears.settle(running)
    leads.now = True
    assert hears.until(Led).led
    assert hears.settle(running) == []


def test_that_the_journal_can_be_read_again_is_told_though_nothing_happened(
    running: Bridge, scene: Scene, hears: Hears, monkeypatch: pytest.MonkeyPatch
) -> None:
    hears.until(Led)
    hears.settle(running)

    def gone(_self: Connection) -> bool:
        raise OSError("gone")

    with monkeypatch.context() as away:
        away.setattr(Connection, "changed", gone)
        hears.until(Unreadable)
        assert hears.settle(running) == []
    assert hears.until(MeetingChanged).meeting == scene.other.meeting
    hears.settle(running)
    assert hears.settle(running) == []


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.WAITING, ""),
        (Stage.RUNNING, GONE),
        (Stage.PAUSED, ONLY_GONE),
        (Stage.THANKED, ONLY_GONE),
        (Stage.EVALUATING, ""),
        (Stage.CLOSED, ""),
    ],
)
def test_a_leader_is_missed_only_while_people_sit_together(stage: Stage, said: str) -> None:
    assert words.nobody_leads(Meeting(stage=stage)) == said


async def test_the_viddevakt_is_told_and_the_line_comes_back_and_goes_with_the_leaders_return(leads: Leads) -> None:
    leads.now = True
    scene = Scene().to_phase("clarify")
    async with keeper(scene, led=leads) as one:
        assert ONLY_GONE not in await one.picture()
        assert one.app.under_way
        assert one.app.back == "btimeeting viddevakt"
        scene.other.do(GiveNext("viddevakt"))
        await one.until("Leiaren har gitt deg «Neste».")
        leads.now = False
        await one.until(GONE)
        assert "Leiaren har gitt deg" not in await one.picture()
        scene.other.do(GiveNext(None))
        await one.until("«Neste» er hos leiaren no.")
        assert GONE not in screen_text(one.app)
        scene.other.do(DoBreakIn(BreakIn.JARGON))
        await one.until(GONE)
        await one.press("f1")
        await one.until("Leiarvindauget blir opna att med: btimeeting meet resume")
        await one.press("escape")
        leads.now = True
        await until(one.pilot, lambda: GONE not in screen_text(one.app))


async def test_the_pad_is_told_without_losing_what_could_not_be_saved(leads: Leads) -> None:
    scene = DeskScene()
    scene.to_phase("clarify")
    async with pad_window(scene, led=leads) as one:
        await one.until(GONE)
        one.screen.post_message(SaveFailed("DiskFull"))
        await one.until("IKKJE LAGRA: disken er full.")
        leads.now = True
        await until(one.pilot, lambda: one.screen._led)
        assert "IKKJE LAGRA: disken er full." in await one.picture()
        leads.now = False
        scene.other.do(Pause())
        await one.until(ONLY_GONE)
        text = await one.picture()
        assert "klokka går" not in text
        assert "IKKJE LAGRA" not in text
