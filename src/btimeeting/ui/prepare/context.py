"""What the form needs to know apart from the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from btimeeting.domain.agenda import Agenda
from btimeeting.domain.record import MeetingRecord
from btimeeting.service import plan
from btimeeting.service.child_data import with_people, with_words
from btimeeting.service.looks import Looker
from btimeeting.ui.home_thread import Door, HomeStores


@dataclass(frozen=True, slots=True)
class Context:
    """The day, the zone, the agenda that is chosen and those there are, the dates that are set aside."""

    now: datetime
    today: date
    zone: tzinfo
    agenda: Agenda | None = None
    agendas: tuple[tuple[str, str], ...] = ()
    dates: tuple[date, ...] = ()
    opened: frozenset[str] = frozenset()
    """Hidden texts that somebody has opened."""
    tells_faults: str = ""
    """The line that tells what is wrong with the municipality's profile; empty while it can be read."""


def opened(
    door: Door, zone: tzinfo, meeting_id: str | None, number: str, stores: HomeStores
) -> tuple[MeetingRecord, Context]:
    """A new meeting (in the case of that number, if one is given) or one that is prepared already, with its context.

    Raises NotFound, Locked.
    """
    if meeting_id is None:
        record = plan.fresh(stores.unlocked, door.house)
        if number:
            looker = Looker(stores.unlocked, stores.clock, door.user)
            record = with_people(with_words(record, plan.adopt_case(stores.unlocked, record, number, looker)))
    else:
        record = plan.take_up(stores.unlocked, stores.clock, meeting_id, door.user)
    clock, faults = stores.clock, stores.tells_faults
    context = Context(clock.now().at, clock.today(), zone, None, door.agendas, door.dates(), tells_faults=faults)
    return record, context


def agenda_of(door: Door, record: MeetingRecord, _: HomeStores) -> Agenda | None:
    """The agenda that is chosen; None for a broken file, which is told when the meeting is opened."""
    try:
        return door.agenda(record.info.agenda_id, record.info.language)
    except Exception:  # noqa: BLE001 - whatever is wrong with the file
        return None
