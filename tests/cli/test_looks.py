"""A look is logged, and a full disk keeps nobody out of a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from btimeeting.cli.user import look_in_passing, looker
from btimeeting.cli.windows import Opening, stores_of
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain.record import AccessLine
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.errors import DiskFull, StoreDamaged
from btimeeting.store.records import RecordsStore
from btimeeting.ui.bridge import Stores
from tests.builders import START
from tests.store.record_values import EVERYTHING, moment


def _full(_store: RecordsStore, _line: AccessLine) -> None:
    raise DiskFull(Path("records.db"))


def _entered(house: House) -> Stores:
    """As the console enters: the clock first, then the record."""
    stores = stores_of(house, Opening("meeting-1", demo=True))
    assert stores.rest is not None
    return stores.rest(stores)


def test_entering_a_meeting_is_logged_and_a_full_disk_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    with House(home, Settings(home=home.path), GivenClock(START)) as house:
        house.records.save_all(EVERYTHING, moment())
        _entered(house)
        assert [line.object_id for line in house.records.access_log() if line.action == "open"] == ["meeting-1"]
        monkeypatch.setattr(RecordsStore, "looked", _full)
        assert _entered(house).records is not None
        look_in_passing(house, "list", "records", "")
        with pytest.raises(DiskFull):  # what somebody only wants to read waits until it can be logged
            looker(house).look("show", "case", "case-1")

        def damaged(_store: RecordsStore, _line: AccessLine) -> None:
            raise StoreDamaged(home.records, "corrupt")  # type: ignore[arg-type]

        monkeypatch.setattr(RecordsStore, "looked", damaged)
        with pytest.raises(StoreDamaged):
            look_in_passing(house, "list", "records", "")
