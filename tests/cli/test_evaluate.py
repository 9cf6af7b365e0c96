"""`btimeeting evaluate`: it waits for the family to go before it unlocks anything."""

from __future__ import annotations

from pathlib import Path

from btimeeting.cli.wiring import House
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import EvaluationAnswer
from btimeeting.store.home import Home
from tests.cli.panes import Pane
from tests.cli.test_viddevakt import _house, _opened, home
from tests.e2e.program import a_sentence, btimeeting

__all__ = ["home"]


def test_it_waits_for_the_family_to_go_and_keeps_what_is_typed(home: Home) -> None:
    with _house(home) as house:
        session = house.session(_opened(house))
        with Pane(home.path, "evaluate") as window:
            window.until("Familien er i rommet.")
            while session.meeting.stage is not Stage.EVALUATING:
                session.next()
            window.until("Kva fungerte bra i møtet?")
            window.press("Roleg")
            window.until("Roleg")
            window.until("lagra")
            window.when(lambda: _kept(house, session.id) == [("a", 0, "Roleg")], "Roleg, in the record")
            window.kill()
        assert _kept(house, session.id) == [("a", 0, "Roleg")]


def _kept(house: House, meeting_id: str) -> list[tuple[str, int, str]]:
    answers = house.records.meeting(meeting_id).answers
    return [(a.question, a.voice, a.text) for a in answers if isinstance(a, EvaluationAnswer)]


def test_without_a_terminal_or_a_meeting_it_is_a_sentence(home: Home, tmp_path: Path) -> None:
    ran = btimeeting("evaluate", home=home.path)
    assert ran.returncode == 1
    assert "terminalvindauge" in a_sentence(ran)
    with Pane(home.path, "evaluate", loaded=tmp_path / "loaded") as window:
        assert window.ended() == 1
    assert "cryptography" not in (tmp_path / "loaded").read_text().split()
    assert not home.journal.exists()
