"""The text of the stafettlogg in the decision: made, changed by hand, read aloud, answered."""

from __future__ import annotations

from textual.widgets import TextArea

from btimeeting.domain.agenda import Role
from btimeeting.domain.events import ReadAloud, ReadBack
from btimeeting.domain.record import (
    Answer,
)
from tests.ui.desk_scenes import (
    at_decision,
    deciding,
    the_record,
)
from tests.ui.scenes import MEETING, console, screen_text, until


async def test_a_text_changed_by_hand_stays_and_is_saved_key_by_key() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        area = one.screen.query_one("#decide-text", TextArea)
        area.focus()
        area.text = "Me prøver dette."
        await until(one.pilot, lambda: the_record(scene).entries[0].text == "Me prøver dette.")
        await one.press("escape", "1")  # out of the text the keys go on in the list above it
        assert the_record(scene).entries[0].text == "Me prøver dette."
        assert the_record(scene).entries[0].author == ""


async def test_the_answer_to_the_reading_is_kept_and_the_room_page_is_behind_it() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2", "r")
        await one.press("3")
        assert one.screen.in_room
        assert the_record(scene).entries[0].read_back is ReadBack.THINK
        assert [e.answer for e in scene.journal.events[MEETING] if isinstance(e, ReadAloud)] == [ReadBack.THINK]


async def test_a_text_the_family_wants_changed_is_changed_where_one_works_and_read_aloud_again() -> None:
    scene = deciding()
    async with console(scene, (80, 24)) as one:
        await at_decision(one)
        await one.press("2")
        assert "ikkje lesen opp enno" in await one.picture()
        assert "R Les opp" in await one.picture()
        await one.press("r", "2")
        await until(one.pilot, lambda: one.screen.focused is not None and one.screen.focused.id == "decide-text")
        assert not one.screen.in_room
        assert "familien vil ha han endra" in await one.picture()
        await one.press("!")
        assert the_record(scene).entries[0].text.endswith(".!")
        assert the_record(scene).entries[0].read_back is ReadBack.CHANGED
        await one.press("escape", "f4", "r", "2")  # on the room page nothing of the work comes up by itself
        assert one.screen.in_room
        assert "Teksten skal endrast (F4), og lesast opp att (R)" in await one.picture()


async def test_a_text_by_hand_that_the_choice_has_left_behind_says_so_and_is_made_anew_when_it_is_emptied() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        made = the_record(scene).entries[0].text
        area = one.screen.query_one("#decide-text", TextArea)
        area.focus()
        area.text = "Me prøver dette."
        await until(one.pilot, lambda: the_record(scene).entries[0].text == "Me prøver dette.")
        assert "eldre enn valet" not in await one.picture()
        await one.press("escape", "1")
        assert "eldre enn valet – tøm han for ein ny" in await one.picture()
        area.focus()
        area.text = ""
        await one.press("escape")
        await until(one.pilot, lambda: the_record(scene).entries[0].text not in ("", made))
        assert "eldre enn valet" not in await one.picture()
        assert area.text == the_record(scene).entries[0].text


async def test_a_yes_was_a_yes_to_the_text_as_it_was() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2", "r")
        await one.press("enter")
        record = the_record(scene)
        assert record.entries[0].read_back is ReadBack.YES
        assert record.decision is not None
        assert [(c.role, c.who, c.answer) for c in record.decision.confirmations] == [(Role.FORESETTE, "", Answer.YES)]
        await at_decision(one)
        await one.press("1")
        assert the_record(scene).entries[0].read_back is None


async def test_the_space_bar_asks_for_the_familys_answer_once_and_then_closes_the_reading_without_one() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2", "r")
        before = one.screen.meeting.step
        await one.press("space")
        assert "Kva seier familien? 1, 2 eller 3." in screen_text(one.app)
        await one.press("space")
        assert one.app.screen is one.screen
        assert one.screen.meeting.step == before
        assert the_record(scene).entries[0].read_back is None
