"""The viddevakt's window: the turn's clock, the speech act, one key for each break-in, one prompt at a time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from btimeeting.domain.events import BreakIn, PromptAnswer
from btimeeting.domain.meeting import Stage
from btimeeting.domain.wishes import Open, Pause, Stop
from btimeeting.service.next_meeting import next_meeting
from btimeeting.service.session import Session
from btimeeting.ui.app import BtiApp
from btimeeting.ui.bridge import Stores
from btimeeting.ui.keeper.face import turns
from btimeeting.ui.keeper.screen import KeeperScreen
from btimeeting.ui.keeper.window import keeper_app
from btimeeting.ui.look import Look
from btimeeting.ui.sight import sight
from btimeeting.ui.widgets.huge_digits import HugeDigits
from btimeeting.ui.widgets.prompt_line import PromptLine
from tests.ui.scenes import MEETING, OSLO, SERVICES, Scene, agenda, screen_text, seats, until

COUNTDOWN = re.compile(r"\d:\d\d")


class Keeper:
    """A running window and the hand on its keyboard."""

    def __init__(self, scene: Scene, app: BtiApp, pilot: Pilot[None]) -> None:
        self.scene, self.app, self.pilot = scene, app, pilot
        assert isinstance(app.screen, KeeperScreen)
        self.screen = app.screen

    async def press(self, *keys: str) -> None:
        """Press keys and let what they did be written."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await asyncio.wrap_future(self.screen._bridge.ask(lambda _: None))

    async def until(self, text: str) -> str:
        """Wait until the window says it."""
        await until(self.pilot, lambda: text in screen_text(self.app))
        return screen_text(self.app)

    async def picture(self) -> str:
        """What a person reads when all that was written is seen."""
        written = self.scene.journal.events[MEETING]
        await until(self.pilot, lambda: self.screen.meeting.seq == len(written))
        self.screen.paint()
        await self.pilot.pause()
        return screen_text(self.app)


@asynccontextmanager
async def keeper(
    scene: Scene, size: tuple[int, int] = (80, 24), led: Callable[[], bool] | None = None
) -> AsyncIterator[Keeper]:
    """The window, showing the meeting; it has the journal and no record."""

    def stores() -> Stores:
        session = Session(scene.journal, scene.clock, MEETING, window="viddevakt")
        return Stores(session, onward=next_meeting, led=led)

    app = keeper_app(stores, Look(OSLO, lambda: "09.30"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, KeeperScreen) and app.screen.seen is not None)
        yield Keeper(scene, app, pilot)


def _in_the_round() -> Scene:
    """The second service's turn in the question round, nearly over."""
    return Scene().to_phase("clarify", 90).walk(1, 150)


@pytest.mark.parametrize("width", [0, 40, 80])
def test_who_has_had_the_word_is_broken_between_groups_and_never_after_a_sign(width: int) -> None:
    scene = Scene().to_phase("describe").walk(2, 40)
    seen = sight(scene.other.meeting, SERVICES, scene.clock.now(), OSLO)
    rows = turns(seen, width).plain.splitlines()
    assert len(rows) == 1 or width < 80
    assert [row for row in rows if row.strip() in "✓–▶○" or row.rstrip()[-1] in "✓–▶○"] == []
    assert " ".join(" ".join(rows).split()) == " ".join(turns(seen, 500).plain.split())


async def test_viddevakt_while_a_parent_speaks(picture_file: SnapshotAssertion) -> None:
    async with keeper(Scene().to_phase("describe")) as one:
        assert await one.picture() == picture_file


@pytest.mark.parametrize(("key", "what"), [(str(n), what) for n, what in enumerate(BreakIn, 1)])
async def test_one_key_for_each_break_in_keeps_time_and_kind_and_shows_the_line(key: str, what: BreakIn) -> None:
    scene = Scene().to_phase("offer" if what is BreakIn.TOO_LATE else "clarify")
    async with keeper(scene) as one:
        await one.press(key)
        await one.picture()
        assert [kind for _, kind, _ in one.screen.meeting.break_ins] == [what]
        assert scene.journal.events[MEETING][-1].by == "viddevakt"
        said = one.screen.query_one(PromptLine).render().plain
        assert said.startswith("Viddevakt  «")
        assert (await one.picture()).count(said.removeprefix("Viddevakt  ")) == 2


async def test_the_line_goes_with_the_turn() -> None:
    scene = Scene().to_phase("clarify")
    async with keeper(scene) as one:
        await one.press("6")
        assert (await one.picture()).count("«Kan du seia det med kvardagsord?»") == 2
        scene.other.next()
        assert (await one.picture()).count("«Kan du seia det med kvardagsord?»") == 1


async def test_the_line_of_a_break_in_gives_way_to_what_the_clock_says_of_the_turn() -> None:
    scene = Scene().to_phase("clarify")
    async with keeper(scene) as one:
        await one.press("6")
        scene.clock.go(190)
        text = await one.picture()
        assert text.count("«Kan du seia det med kvardagsord?»") == 1
        assert "Sagt · La det gå · Spør leiaren" in text


async def test_a_reason_that_makes_no_sense_in_this_phase_has_no_key() -> None:
    scene = Scene().to_phase("clarify")
    async with keeper(scene) as one:
        assert "Spørsmål for seint   ikkje i denne fasen" in await one.picture()
        await one.press("3")
        assert one.screen.meeting.break_ins == ()
        scene.to_phase("offer")
        assert "Tiltak for tidleg    ikkje i denne fasen" in await one.picture()
        await one.press("2")
        assert one.screen.meeting.break_ins == ()


async def test_when_everything_is_stopped_nothing_is_to_be_seen_here_either() -> None:
    scene = Scene().to_phase("clarify")
    async with keeper(scene) as one:
        scene.other.do(Stop())
        text = await one.picture()
        assert "■ stoppa" in text
        assert "Alt er gøymt. Leiaren seier korleis de går vidare." in text
        assert not any(hidden in text for hidden in ("PPT", "Oppklarande", "kvardagsord", "3 av 7"))
        await one.press("6")
        assert one.screen.meeting.break_ins == ()
        scene.other.next()
        assert "▶ PPT" in await one.picture()


async def test_over_the_family_there_is_no_countdown_and_the_leader_says_it() -> None:
    scene = Scene().to_phase("describe")
    async with keeper(scene) as one:
        scene.clock.go(minutes=4)
        text = await one.picture()
        assert not one.screen.query_one("#keeper-digits", HugeDigits).display
        assert "over tida" not in text
        assert "gjennom møteleiaren" in text
        assert not one.screen.prompted
        assert COUNTDOWN.search(re.sub(r"Kontaktlærar/pedagog \(\d:\d\d\)", "", text)) is None  # the teacher's, to come
        await one.press("4")
        assert "gje leiaren eit teikn" in await one.picture()
        assert one.screen.meeting.break_ins == ()
        await one.press("5")  # a service that talks into the mother's turn
        assert (await one.picture()).count("«La den som har ordet, få snakka ferdig.»") == 2  # in the list, and to say
        assert len(one.screen.meeting.break_ins) == 1


async def test_one_calm_prompt_is_answered_by_keys() -> None:
    scene = Scene().to_phase("clarify")
    async with keeper(scene) as one:
        assert "Spør leiaren" not in await one.picture()
        scene.clock.go(190)
        assert "Sagt · La det gå · Spør leiaren" in await one.picture()
        await one.press("right", "right", "enter")
        assert "Spør leiaren" not in await one.picture()
        assert [answer for _, _, answer in one.screen.meeting.prompts_answered] == [PromptAnswer.ASK_LEADER]


async def test_what_has_been_and_what_waits_stand_in_order() -> None:
    scene = Scene().to_phase("clarify", 60).walk(1, 100)
    async with keeper(scene) as one:
        line = next(row for row in (await one.picture()).splitlines() if "▶" in row)
        assert re.fullmatch(r" ✓ PPT \d:\d\d   ▶ Helsestasjonen   ○ Barnevernstenesta \(\d:\d\d\)", line)


async def test_the_viddevakt_cannot_move_the_meeting() -> None:
    scene = Scene().to_phase("clarify")
    async with keeper(scene) as one:
        written = len(scene.journal.events[MEETING])
        await one.press("space", "pagedown", "p", "x", "b", "backspace", "plus", "s")
        await one.picture()
        assert len(scene.journal.events[MEETING]) == written


async def test_a_break_in_before_the_start_is_impossible_and_pause_and_end_are_shown() -> None:
    scene = Scene()
    async with keeper(scene) as one:
        await one.press("1")
        assert one.screen.meeting.break_ins == ()
        assert "○ ikkje starta" in await one.picture()
        scene.to_phase("clarify")
        scene.other.do(Pause())
        assert "❚❚ pause" in await one.picture()
        scene.clock.go(5)
        while scene.other.meeting.stage is not Stage.CLOSED:
            scene.walk(1)
        text = await one.picture()
        assert "Møtet er slutt." in text
        assert "PPT" not in text


async def test_what_could_not_be_written_is_said_and_nothing_is_counted() -> None:
    scene = Scene().to_phase("clarify")
    async with keeper(scene) as one:
        scene.journal.fail_with = OSError("full of names: Åse")
        await one.press("2")
        await until(one.pilot, lambda: "IKKJE LAGRA" in screen_text(one.app))
        assert "Åse" not in screen_text(one.app)
        assert one.screen.meeting.break_ins == ()
        scene.journal.fail_with = None
        await one.press("2")
        assert "IKKJE LAGRA" not in await one.picture()


@pytest.mark.parametrize("stage", ["thanked", "evaluating"])
async def test_viddevakt_at_the_end(stage: str, picture_file: SnapshotAssertion) -> None:
    scene = Scene().to_phase("close")
    while scene.other.meeting.stage.value != stage:
        scene.walk(1)
    async with keeper(scene) as one:
        assert await one.picture() == picture_file


async def test_when_a_meeting_is_over_the_window_goes_on_to_the_next_one_that_begins() -> None:
    scene = Scene().to_phase("close")
    async with keeper(scene) as one:
        while scene.other.meeting.stage is not Stage.CLOSED:
            scene.walk(1)
        assert "Det neste kjem her" in await one.picture()
        scene.clock.go(60)
        following = Session(scene.journal, scene.clock, "decade00decade00", window="console")
        scene.journal.set_labels("decade00decade00", {"t1": "BUP"})
        following.do(Open(agenda=agenda(), seats=seats()))
        await until(one.pilot, lambda: "ikkje starta" in screen_text(one.app))
        for _ in range(4):
            following.next()
        await until(one.pilot, lambda: "BUP" in screen_text(one.app))
        await one.press("2")
        assert scene.journal.events["decade00decade00"][-1].by == "viddevakt"


async def test_it_stays_with_a_meeting_that_goes_on_or_when_the_other_was_left_open_long_ago() -> None:
    scene = Scene().to_phase("clarify")
    viddevakt = Session(scene.journal, scene.clock, MEETING, window="viddevakt")
    other = Session(scene.journal, scene.clock, "decade00decade00")
    other.do(Open(agenda=agenda(), seats=seats()))
    assert next_meeting(viddevakt) is None
    while scene.other.meeting.stage is not Stage.CLOSED:
        scene.walk(1)
    viddevakt.catch_up()
    found = next_meeting(viddevakt)
    assert found is not None
    assert (found.id, found.window) == ("decade00decade00", "viddevakt")
    scene.clock.go(13 * 3600)
    assert next_meeting(viddevakt) is None
