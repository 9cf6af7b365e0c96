"""Reading one case whole, to be seen at a glance."""

from __future__ import annotations

from datetime import date

from btimeeting.domain.baton import carrier, waiting
from btimeeting.domain.case_page import CasePage, history
from btimeeting.domain.levels import Profile
from btimeeting.service.followup import waiting as waiting_for
from btimeeting.service.ports import Records


def case_page(records: Records, profile: Profile, case_id: str, school: str, today: date) -> CasePage:
    """Read a case, as it is at one moment. The number of look-ups is the same however long its history.

    Raises NotFound, Locked.
    """
    parts = records.case_parts(case_id)
    child = parts.child
    waits = waiting_for(child, parts.meetings, parts.tiltak, parts.consents, parts.agreed, today=today)
    return CasePage(
        today=today,
        case=parts.case,
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
