"""A meeting the family stopped, from the journal to the paper: real files, and the program as people run it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from btimeeting import i18n
from btimeeting.cli.demo import demo_home
from btimeeting.cli.papers import file_papers
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Role
from btimeeting.domain.record import Case, MeetingInfo
from btimeeting.service.prepare import Person, Plan, prepare
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from tests.builders import START, bti_agenda, seats
from tests.e2e.program import btimeeting

MEETING = "aaaa000000000001"


def stopped_and_ended(folder: Path) -> None:
    """Started, in its second phase, stopped, ended there, closed, approved."""
    demo_home(folder)
    clock = GivenClock(START)
    with House(homes.open_home(folder), Settings(home=folder), clock) as house:
        info = MeetingInfo(id=MEETING, case_id="case-1", planned_start=START)
        prepare(
            house.records, clock, Plan(info, Case(id="case-1", number="14"), None, (Person(Role.HEAD, "Eli Døme"),))
        )
        session = house.session(MEETING)
        session.do(w.Open(agenda=bti_agenda(), seats=seats()))
        wishes = (
            w.Start,
            lambda: w.GoToPhase(session.meeting.step, "describe"),
            w.Stop,
            lambda: w.EndHere(session.meeting.step),
            lambda: w.Next("thanked"),
            lambda: w.Next("evaluating"),
        )
        for wish in wishes:
            clock.put(clock.now().at + timedelta(minutes=1))
            assert session.do(wish())
        i18n.use("nn")
        file_papers(house, session, approved_by="Eli Døme")


def test_follow_and_the_referat_say_that_it_was_stopped_and_where(tmp_path: Path) -> None:
    stopped_and_ended(tmp_path / "home")

    course = btimeeting("follow", "--no-wait", home=tmp_path / "home").stdout
    as_json = btimeeting("follow", "--no-wait", "--json", home=tmp_path / "home").stdout
    referat = btimeeting("paper", "referat", home=tmp_path / "home").stdout

    assert "Alt er stoppa inntil vidare." in course
    assert "Møtet blei stoppa under «describe» og avslutta der. Takk for i dag." in course
    assert '"early": true' in as_json
    assert "under «describe», og avslutta der." in referat
    assert "**Godkjent av:** Eli Døme, " in referat
    assert "Det blei ikkje bestemt noko i møtet." in referat
    assert "Avtala neste møte" in referat
    assert "Kom tilbake til" not in referat
