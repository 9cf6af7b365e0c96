"""What the leader reads in the room's own moments, as text pictures in nynorsk."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting.domain.record import DecisionRecord, Tiltak
from btimeeting.domain.wishes import Decide
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, console, until

SIZES = ((80, 24), (120, 36))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_the_open_points_of_the_record(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    tiltak = Tiltak(id="tiltak-1", case_id="case-1", meeting_id=MEETING, text="Søvnrettleiing heime")
    scene = DeskScene(DecisionRecord(id="decision-1", meeting_id=MEETING, services=("PPT",)), tiltak)
    scene.to_phase("close")
    scene.other.do(Decide("decision-1", "t1"))
    async with console(scene, size) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("f4", "o")
        assert await one.picture() == picture_file
