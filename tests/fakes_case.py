"""The part of the record that is a dictionary (fakes.DictRecords) which is read by case."""

from __future__ import annotations

from typing import Any, TypeVar

from btimeeting.domain.case_page import CaseParts
from btimeeting.domain.consent import Consent
from btimeeting.domain.record import (
    Case,
    Child,
    LevelMove,
    MeetingInfo,
    NextMeeting,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
)

S = TypeVar("S", bound="Stored")


class CaseInDict:
    """Needs the values of the record it belongs to."""

    _all: Any
    get: Any
    documents: Any
    kept: Any

    def of_case(self, kind: type[S], case_id: str) -> tuple[S, ...]:
        return tuple(value for value in self._all(kind) if getattr(value, "case_id", "") == case_id)

    def agreed(self, case_id: str) -> NextMeeting | None:
        mine = {info.id for info in self._all(MeetingInfo) if info.case_id == case_id}
        return next((n for n in reversed(self._all(NextMeeting)) if n.meeting_id in mine), None)

    def case_parts(self, case_id: str) -> CaseParts:
        case = self.get(Case, case_id)
        return CaseParts(
            case=case,
            child=self.get(Child, case.child_id) if case.child_id else None,
            meetings=self.of_case(MeetingInfo, case_id),
            moves=self.of_case(LevelMove, case_id),
            entries=self.of_case(StafettloggEntry, case_id),
            batons=self.of_case(Stafettholdar, case_id),
            tiltak=self.of_case(Tiltak, case_id),
            consents=self.of_case(Consent, case_id),
            documents=self.documents(case_id),
            agreed=self.agreed(case_id),
            written={id_: (v[0].at.isoformat(), v[-1].at.isoformat()) for (_, id_), v in self.kept.items()},
            named=tuple(version for version in self.kept.get((Case, case_id), ()) if version.reason),
        )
