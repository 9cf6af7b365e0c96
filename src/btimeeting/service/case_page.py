"""Reading one case whole, to be seen at a glance."""

from __future__ import annotations

from datetime import date

from btimeeting.domain.baton import carrier, waiting
from btimeeting.domain.case_page import CasePage, history
from btimeeting.domain.levels import Profile
from btimeeting.service.followup import waiting as waiting_for
from btimeeting.service.level_zero import forgotten_on
from btimeeting.service.record_ports import Records


def case_page(
    records: Records, profile: Profile, case_id: str, school: str, today: date, *, note_days: int
) -> CasePage:
    """Read a case, as it is at one moment. The number of look-ups is the same however long its history.

    `note_days`: how long the unit keeps a note without a name.

    Raises NotFound, Locked.
    """
    parts = records.case_parts(case_id)
    child = parts.child
    waits = waiting_for(child, parts.meetings, parts.tiltak, parts.consents, parts.agreed, today=today)
    level = parts.moves[-1].level if parts.moves else None
    closed = bool(parts.moves) and parts.moves[-1].closed
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
        talk_since=None if closed else waits.talk_since,
        consents_out=waits.consents_out,
        refusals=waits.refusals,
        gone_on=None if parts.meetings else forgotten_on(parts.case, level, profile, note_days),
        history=history(parts),
    )
