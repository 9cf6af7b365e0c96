"""The fake record as another window sees it."""

from __future__ import annotations

from collections.abc import Iterable

from btimeeting.domain.moment import Moment
from btimeeting.domain.record import Stored
from tests.fakes import DictRecords


class Beside(DictRecords):
    """Another connection to the same record, with a bell of its own."""

    def __init__(self, records: DictRecords) -> None:
        super().__init__()
        self.values, self.papers, self.log = records.values, records.papers, records.log
        self.revisions, self.shared = records.revisions, records
        self._heard = records.saves

    def save_all(self, values: Iterable[Stored], at: Moment, *, reason: str = "") -> None:
        self.fail_with = self.shared.fail_with
        super().save_all(values, at, reason=reason)
        self.shared.saves += 1

    def strike(self, kind: type[Stored], value_id: str) -> None:
        super().strike(kind, value_id)
        self.shared.saves += 1

    def changed(self) -> bool:
        rang, self._heard = self.shared.saves != self._heard, self.shared.saves
        return rang
