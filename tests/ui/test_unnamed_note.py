"""A note on level 0 from the list of children: what may tell who it is, is shown, and when it deletes itself."""

from __future__ import annotations

from btimeeting.domain.record import Case, CaseKind, LevelMove, StafettloggEntry
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.children_list import ChildrenScreen
from btimeeting.ui.children.one_by_one import AskScreen
from btimeeting.ui.children.stafettlogg_screen import StafettloggScreen
from btimeeting.ui.children.unnamed_note import NoteScreen
from tests.ui.case_scenes import open_case, pick, say, settled
from tests.ui.home_scenes import HomeScene, a_prepared_meeting, at_home
from tests.ui.scenes import screen_text

NASTY = "[/x] Åse [b]"


async def test_what_may_tell_who_it_is_is_shown_before_a_note_is_saved_and_its_case_says_when_it_goes() -> None:
    scene = HomeScene(*a_prepared_meeting(child=NASTY))
    async with at_home(scene, (100, 30)) as hand:
        await hand.pilot.press("b")
        await settled(hand, ChildrenScreen)
        await hand.pilot.press("ctrl+u")
        await settled(hand, NoteScreen)
        await say(hand, "Åse sit åleine. Mor: 912 34 567, 040316 12345")
        text = screen_text(hand.app)
        assert "Eit fødselsnummer blir aldri lagra. Skriv det om att utan." in text
        assert "Åse sit åleine" in text
        await say(hand, "Åse sit åleine. Mor: 912 34 567")
        text = screen_text(hand.app)
        assert "«Åse» kan vera eit namn." in text  # a child of this home
        assert "«912 34 567» kan vera eit telefonnummer." in text
        await pick(hand, "again")  # back, with what was written
        await say(hand, "Eit barn sit åleine ved gjerdet")
        text = screen_text(hand.app)
        assert "Fann ikkje noko namn, nokon fødselsdato eller noko nummer." in text
        assert "Notatet slettar seg sjølv 25.12.2026, om saka då ikkje er komen til nivå 1" in " ".join(text.split())
        assert len(scene.records.cases()) == 1  # nothing is saved yet
        await pick(hand, "save")
        await settled(hand, CaseScreen)
        text = screen_text(hand.app)
        assert "sak 15 · Eit barn sit åleine ved gjerdet" in text
        assert "slettar seg sjølv 25.12.2026" in text
        case = scene.records.get(Case, scene.records.case_by_number("15"))
        assert (case.kind, case.child_id) == (CaseKind.ANONYMOUS, None)
        assert [move.level for move in scene.records.of_case(LevelMove, case.id)] == ["0"]
        await hand.pilot.press("escape")
        await settled(hand, ChildrenScreen)
        assert "2 saker" in screen_text(hand.app)


async def test_what_is_written_later_in_such_a_case_is_read_for_names_too() -> None:
    topic = Case(id="c", number="15", kind=CaseKind.ANONYMOUS, topic="Eit barn sit åleine")
    scene = HomeScene(topic, *a_prepared_meeting(child=NASTY))
    async with at_home(scene, (100, 30)) as hand:
        await open_case(hand)
        await hand.pilot.press("l")
        await settled(hand, StafettloggScreen)
        await hand.pilot.press("n")
        await settled(hand, AskScreen)
        await pick(hand, EntryKind.ATTENTION)
        await say(hand, "Snakka om Åse på møtet")
        await say(hand, "")
        assert "«Åse» kan vera eit namn." in screen_text(hand.app)
        await pick(hand, "again")
        await hand.pilot.press("escape")
        await say(hand, f"Snakka om barnet på møtet {NASTY[:4]}")
        await say(hand, "")
        await settled(hand, StafettloggScreen)
        assert len(scene.records.of_case(StafettloggEntry, "c")) == 1
