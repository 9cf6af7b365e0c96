"""Every look into a record is written down: who, when (UTC), what, and never any content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from btimeeting.domain.record import AccessLine
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Hit, Records

ALL = "records"
"""What a search across all children looked at: no object of its own."""
REASONS: Final = ("follow_up", "prepare", "family", "supervision", "technical")
"""Why somebody may read a case; a code, so that nothing about the case can stand in the log."""


class ReasonNeeded(Exception):
    """The unit asks why before this case is read, and nobody has said it."""


def needs_reason(asked: str, records: Records, case_id: str, today: date) -> bool:
    """Whether the unit's setting (`never`, `unused`, `always`) asks for a reason before this case is read."""
    return asked == "always" or (asked == "unused" and not records.in_use(case_id, today))


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who looks, by the name the machine knows them by."""

    records: Records
    clock: Clock
    user: str

    def look(self, action: str, kind: str, object_id: str, reason: str = "") -> None:
        """Write one look down. `reason` is a code. Raises the record's own errors: what is not logged is not shown."""
        self.records.looked(self._line(action, kind, object_id, reason))

    def searched(self, hits: Iterable[Hit]) -> None:
        """A search across children (domain.md 3.8), and each case something was shown of; not what was asked for."""
        cases = dict.fromkeys(hit.case_id for hit in hits if hit.case_id is not None)
        lines = [self._line("search", ALL, ""), *(self._line("found", "case", case_id) for case_id in cases)]
        self.records.looked_all(lines)

    def _line(self, action: str, kind: str, object_id: str, reason: str = "") -> AccessLine:
        at = self.clock.now().at
        return AccessLine(at=at, user=self.user, action=action, kind=kind, object_id=object_id, reason=reason)
