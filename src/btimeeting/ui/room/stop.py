"""What the work face says while everything is stopped: what to say, who goes out, how to go on (domain.md 5.7)."""

from __future__ import annotations

from textual.content import Content

from btimeeting.documents.labels import group_name
from btimeeting.domain.events import ConsentWay, ConsentWithdrawn
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.seats import Presence
from btimeeting.i18n import tr
from btimeeting.service.in_room import untold
from btimeeting.ui.command import key_name
from btimeeting.ui.known import Known, person_name
from btimeeting.ui.room import keys
from btimeeting.ui.said import told
from btimeeting.ui.words import Labels


def leaving(meeting: Meeting) -> tuple[str, ...]:
    """The services that are to go out because of a consent: taken back, or never given."""
    taken_back = {group for _, _, event in meeting.log if isinstance(event, ConsentWithdrawn) for group in event.groups}
    sent = {group for group, way in meeting.consent_ways if way in (ConsentWay.LEAVES, ConsentWay.POSTPONED)}
    return tuple(g for g in meeting.order if g in taken_back | sent and not meeting.takes_part(g))


def stopped_lines(meeting: Meeting, labels: Labels, known: Known | None) -> Content:
    """The lines, for whoever leads. Names stand here only: the room's page is black."""
    rows: list[tuple[str, str]] = [
        (tr("Say"), tr("«We take a break now. Nobody needs to explain why.»")),
        *((tr("Goes out"), _who(meeting, group, labels, known)) for group in leaving(meeting)),
    ]
    if not leaving(meeting):
        back, presence = key_name(keys.TAKE_BACK), key_name(keys.PRESENCE)
        text = tr("{back}: consent is taken back · {presence}: somebody goes or comes", back=back, presence=presence)
        rows.append((tr("Goes out"), text))
    if known is not None and untold(known.record, meeting):
        note = tr("{key}: who took the consent back, when there is a quiet moment", key=key_name(keys.WHO_SAID))
        rows.append((tr("Note down"), note))
    text = tr("{key} when they are outside: the clock goes on, the screens are lit.", key=key_name(keys.GO_ON))
    rows.append((tr("Go on"), text))
    end = key_name(keys.END_HERE)
    text = tr("{key} if the family wants to end: you say goodbye, and it is over.", key=end)
    rows.append((tr("End here"), text))
    width = max(len(name) for name, _ in rows) + 2
    lines: list[str | tuple[str, str]] = [
        (tr("■ Stopped: the clock stands, all screens are black, the notes are hidden."), "bold $soon")
    ]
    for name, text in rows:
        lines += ["\n", (name.ljust(width), "bold $quiet"), text]
    return told(*lines)


def _who(meeting: Meeting, group: str, labels: Labels, known: Known | None) -> str:
    """«Helsestasjonen: Kari Demo»."""
    seats = [seat.id for seat in meeting.seats if seat.group == group and seat.presence is Presence.LEFT]
    people = [known.of_seat(seat) for seat in seats] if known is not None else []
    names = [p.name or person_name(p) for p in people if p is not None]
    service = group_name(group, labels)
    return f"{service}: {', '.join(names)}" if names else service
