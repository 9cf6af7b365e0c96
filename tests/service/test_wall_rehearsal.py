"""The wall of a meeting that is only prepared: its own services, the family's calm, and nothing written anywhere."""

from __future__ import annotations

from datetime import date

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Case, MeetingInfo, MeetingRecord
from btimeeting.domain.seats import FAMILY_GROUPS
from btimeeting.service import plan
from btimeeting.service.wall_rehearsal import What, scenes
from tests.builders import bti_agenda
from tests.fakes import StandingClock

TODAY = date(2026, 11, 25)


def _record(*services: str) -> MeetingRecord:
    case = Case(id="case", number="7")
    record = MeetingRecord(info=MeetingInfo(id="m", case_id="case"), case=case)
    for role in (Role.HEAD, Role.FORESETTE, Role.EDUCATOR):
        record = plan.add_person(record, role)
    for service in services:
        record = plan.add_person(record, Role.SERVICE)
        record = plan.change_person(record, record.participants[-1].id, service=service, name="Kari Demo")
    given = Consent(id="c", case_id="case", services=services, givers=(Giver(name="Mor Døme"),), given_on=TODAY)
    return record.model_copy(update={"consents": (given,)})


def test_each_kind_of_moment_is_shown_once_with_the_meetings_own_services() -> None:
    found = scenes(_record("PPT", "Helsestasjonen"), bti_agenda(), StandingClock().now(), TODAY)
    assert [scene.what for scene in found] == [What.WAITING, What.FAMILY, What.SERVICE, What.OVER, What.THANKS]
    by_what = {scene.what: scene for scene in found}
    family, service = by_what[What.FAMILY].meeting.run, by_what[What.SERVICE].meeting.run
    assert family is not None
    assert family.turn is not None
    assert family.turn.group in FAMILY_GROUPS
    assert service is not None
    assert service.turn is not None
    assert by_what[What.SERVICE].labels[service.turn.group] == "PPT"
    assert by_what[What.WAITING].meeting.stage is Stage.WAITING
    assert by_what[What.OVER].moment.at > by_what[What.SERVICE].moment.at


def test_a_meeting_nobody_is_invited_to_has_a_wall_all_the_same() -> None:
    found = scenes(_record(), bti_agenda(), StandingClock().now(), TODAY)
    assert [scene.what for scene in found] == [What.WAITING, What.FAMILY, What.THANKS]
