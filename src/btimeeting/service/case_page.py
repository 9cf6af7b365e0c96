"""Reading one case whole, to be seen at a glance."""

from __future__ import annotations

from datetime import date

from btimeeting.domain.baton import carrier, waiting
from btimeeting.domain.case_page import CasePage, CaseParts, history
from btimeeting.domain.consent import Consent
from btimeeting.domain.levels import LevelMove, Profile
from btimeeting.domain.record import Case, Child, MeetingInfo, NextMeeting, Stafettholdar, StafettloggEntry, Tiltak
from btimeeting.service.followup import waiting as waiting_for
from btimeeting.service.ports import Records


def case_page(records: Records, profile: Profile, case_id: str, school: str, today: date) -> CasePage:
    """Read a case, as it is at one moment. The number of look-ups is the same however long its history.

    Raises NotFound, Locked.
    """
    with records.one_moment():
        case, child, parts, agreed = _read(records, case_id)
    waits = waiting_for(child, parts.meetings, parts.tiltak, parts.consents, agreed, today=today)
    return CasePage(
        today=today,
        case=case,
        child=child,
        profile=profile,
        at=parts.moves[-1].to_step if parts.moves else None,
        carrier=carrier(parts.batons, "" if child is not None and child.hidden_address else school),
        waiting=waiting(parts.batons),
        due=waits.tiltak,
        next_on=waits.next_on,
        next_id=waits.next_id,
        talk_since=waits.talk_since,
        consents_out=waits.consents_out,
        history=history(parts),
    )


def _read(records: Records, case_id: str) -> tuple[Case, Child | None, CaseParts, NextMeeting | None]:
    case = records.get(Case, case_id)
    child = records.get(Child, case.child_id) if case.child_id is not None else None
    parts = CaseParts(
        meetings=records.of_case(MeetingInfo, case_id),
        moves=records.of_case(LevelMove, case_id),
        entries=records.of_case(StafettloggEntry, case_id),
        batons=records.of_case(Stafettholdar, case_id),
        tiltak=records.of_case(Tiltak, case_id),
        consents=records.of_case(Consent, case_id),
        documents=records.documents(case_id),
    )
    return case, child, parts, records.agreed(case_id)
