"""What the leader reads in the room's own moments, as text pictures in nynorsk."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from btimeeting.domain.record import DecisionRecord, Tiltak
from btimeeting.domain.wishes import Decide
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, console, until

SIZES = ((80, 24), (120, 36))


class _Text(SingleFileSnapshotExtension):
    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Text)


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
