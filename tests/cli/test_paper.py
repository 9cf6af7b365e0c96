"""`paper`: a document that is not there yet is told with how it comes to be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from btimeeting.cli import demo
from btimeeting.cli.windows import Opening, stores_of
from tests.cli.door import Door, door_with

START = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
door = pytest.fixture(door_with("paper"), name="door")


@pytest.mark.parametrize("kind", ["referat", "familie", "evaluering"])
def test_a_document_nobody_has_approved_is_told_with_the_way_to_it(kind: str, door: Door) -> None:
    with demo.invented_house(demo.demo_home(door.home), START) as house:
        meeting_id = demo.prepared(house, demo.load_script("nn"), START, START.date())
        stores_of(house, Opening(meeting_id, demo=True))
    ran = door.run("paper", kind)
    assert (ran.code, ran.out) == (1, "")
    assert "when the minutes are approved" in ran.err
    assert "press M" in ran.err


def test_a_house_that_keeps_no_evaluation_in_the_record_has_the_referat_alone_and_says_so(door: Door) -> None:
    (demo.demo_home(door.home).path / "settings.toml").write_text("evaluation_in_record = false\n", encoding="utf-8")
    with demo.invented_house(demo.demo_home(door.home), START) as house:
        session = demo.play(house, demo.load_script("nn"), START)
        assert [d.kind.value for d in house.records.meeting(session.id).documents] == ["referat"]
    ran = door.run("paper", "evaluering")
    assert (ran.code, ran.out) == (1, "")
    assert "evaluation_in_record" in ran.err
