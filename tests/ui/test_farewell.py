"""The two last steps ask once, and the main key alone comes to an honest end."""

from __future__ import annotations

import pytest

from btimeeting.domain.meeting import Stage
from btimeeting.domain.wishes import Evaluate
from btimeeting.ui.farewell import STILL
from btimeeting.ui.screens.meeting import MeetingScreen
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import Console, console, until


def _thanked() -> DeskScene:
    scene = DeskScene()
    while scene.other.meeting.stage is not Stage.THANKED:
        scene.walk(1)
    return scene


async def _main_key(one: Console, times: int = 1) -> None:
    for _ in range(times):
        one.scene.clock.go(STILL.total_seconds())
        await one.pilot.press("pagedown")
        await one.settle()


async def test_after_the_thanks_the_main_key_asks_whether_the_family_has_left_and_a_bounce_answers_nothing() -> None:
    async with console(_thanked()) as one:
        await _main_key(one)
        await one.pilot.press("space", "pagedown")
        picture = await one.picture()
        assert "Har familien gått?" in picture
        assert "Enter Ikkje enno" in picture
        assert "F9" not in picture
        assert one.screen.meeting.stage is Stage.THANKED
        await one.press("enter")
        assert isinstance(one.app.screen, MeetingScreen)
        assert "Det hastar ikkje" in await one.picture()
        await one.press("space")
        assert one.screen.meeting.stage is Stage.THANKED
        await _main_key(one)
        assert one.screen.meeting.stage is Stage.EVALUATING


async def test_who_says_that_the_family_has_left_is_not_asked_again() -> None:
    async with console(_thanked()) as one:
        await _main_key(one)
        await one.press("right", "enter")
        assert one.screen.meeting.stage is Stage.EVALUATING


async def test_the_main_key_alone_ends_with_the_questions_put_off_till_later_today() -> None:
    async with console(_thanked()) as one:
        await until(one.pilot, lambda: one.screen.pad.has_record)
        await _main_key(one, 3)
        assert one.screen.meeting.stage is Stage.EVALUATING
        assert one.screen.items()[0].id == "evaluate"
        await _main_key(one)
        assert "Seinare i dag" in await one.picture()
        assert one.screen.meeting.stage is Stage.EVALUATING
        await _main_key(one)
        assert one.screen.meeting.stage is Stage.CLOSED
        assert "evaluate" in [item.id for item in one.screen.items()]


@pytest.mark.parametrize("keys", [("right", "enter"), ("escape",)])
async def test_ending_without_an_answer_can_be_thought_better_of(keys: tuple[str, ...]) -> None:
    async with console(_thanked().walk(1)) as one:
        await until(one.pilot, lambda: one.screen.pad.has_record)
        await _main_key(one)
        await one.pilot.press(*keys)
        await one.settle()
        assert type(one.app.screen).__name__ == ("EvaluationScreen" if "enter" in keys else "MeetingScreen")
        assert one.screen.meeting.stage is Stage.EVALUATING


async def test_when_something_is_answered_the_main_key_ends_the_meeting() -> None:
    scene = _thanked().walk(1)
    scene.other.do(Evaluate("answers-1"))
    async with console(scene) as one:
        await until(one.pilot, lambda: one.screen.pad.has_record)
        assert one.screen.items()[0].id == "next"
        await _main_key(one)
        assert one.screen.meeting.stage is Stage.CLOSED
