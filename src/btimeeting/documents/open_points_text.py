"""Open points in words: something to do and who does it, never whose fault it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from btimeeting.documents.labels import role_name
from btimeeting.documents.words import holder, minutes_of, quoted, who_does
from btimeeting.domain.agenda import Role
from btimeeting.domain.openpoints import OpenPoint, OpenPointCode
from btimeeting.domain.record import MeetingRecord
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import long_date

Code = OpenPointCode

_TASKS: Mapping[OpenPointCode, str] = {
    Code.CONSENT_MISSING: N_("Settle the consent for {service}"),
    Code.CONSENT_ORAL: N_("Get the consent for {service} in writing"),
    Code.CONSENT_GENERAL: N_("Settle the consent before {service} takes part in the case"),
    Code.CONSENT_POSTPONED: N_("Find a new time with {service}"),
    Code.CONSENT_WITHDRAWN: N_("See to it that {service} is told nothing more about the case"),
    Code.NO_DECISION: N_("Decide what is to be tried first"),
    Code.DECISION_UNCONFIRMED: N_("Ask the family whether the decision is written as they want it; note the answer"),
    Code.YOUTH_UNCONFIRMED: N_("Ask the youth whether the decision is written as they want it; note the answer"),
    Code.FAMILY_THINKS: N_("Hear what the family has come to"),
    Code.VIEWS_DIFFER: N_("Talk further with those who see it otherwise"),
    Code.EDUCATOR_VIEW: N_("Note what the teacher thinks of the decision"),
    Code.CHILD_VIEW: N_("Ask for the child's or youth's own view"),
    Code.CHILD_VIEW_PLANNED: N_("Ask for the child's or youth's own view"),
    Code.NO_STAFETTHOLDAR: N_("Settle who is baton holder"),
    Code.STAFETTHOLDAR_PERSON: N_("Say who in {service} is baton holder"),
    Code.STAFETTHOLDAR_ACCEPT: N_("Settle whether {holder} is baton holder"),
    Code.NO_ENTRY: N_("Write what was decided in the baton log"),
    Code.NOT_READ_BACK: N_("Go through the text in the baton log with the family"),
    Code.TILTAK_OWNER: N_("Agree on who does {tiltak}"),
    Code.TILTAK_START: N_("Agree on when {tiltak} begins"),
    Code.TILTAK_REVIEW: N_("Agree on when {tiltak} is evaluated"),
    Code.TILTAK_AFTER_MEETING: N_("Evaluate {tiltak} at the next meeting ({next}) already, not on {review}"),
    Code.NO_TILTAK: N_("Write down what is to be tried"),
    Code.NO_NEXT_MEETING: N_("Agree on the next meeting"),
    Code.NEXT_MEETING_CALLED: N_("Call the next meeting"),
    Code.EARLIER_TILTAK: N_("Evaluate {tiltak} from last time"),
    Code.PHASE_SKIPPED: N_("Come back to {title}, which was passed over in the meeting"),
    Code.ENDED_EARLY: N_("Hear whether the family wants to go on another time, and how"),
    Code.NO_REFERENT: N_("Settle who writes the minutes"),
    Code.NO_VIDDEVAKT: N_("Ask somebody to be viddevakt next time"),
    Code.VIDDEVAKT_CLASH: N_("Choose a viddevakt next time who is not also {role}"),
    Code.NO_EVALUATION: N_("Evaluate the meeting"),
    Code.SLEEP: N_("Say whether the {length} the machine slept are to be counted"),
    Code.WALL_CLOCK: N_("Check the times: some of them come from the machine's own clock, which anybody can set"),
}


def task(point: OpenPoint) -> str:
    """What there is to do, as plain text without a full stop: «Avtala neste møte, innan onsdag 2. desember 2026»."""
    words = tr(_TASKS[point.code]).format(**_filled(point.values))
    by = point.values.get("by", "")
    return tr("{task}, by {date}", task=words, date=_date(by)) if by else words


def who(point: OpenPoint, record: MeetingRecord) -> str:
    """Who does it: the one who was named, else by duty or role."""
    return point.values.get("who", "") or who_does(record, point.who)


def sentence(point: OpenPoint, record: MeetingRecord) -> str:
    """The whole line as plain text: «Avtala neste møte – Eli Eksempel (rektor/styrar)»."""
    return f"{task(point)} – {who(point, record)}"


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    """The values as a sentence wants them: dates in words, tiltak and titles quoted, roles named."""
    service = values.get("service", "") or tr("the service")
    filled = {"service": service, "holder": holder(service, values.get("person", ""))}
    for name, value in values.items():
        if name in {"review", "next"}:
            filled[name] = _date(value)
        elif name in {"tiltak", "title"}:
            filled[name] = quoted(value)
        elif name == "role":
            filled[name] = role_name(Role(value))
        elif name == "seconds":
            filled["length"] = minutes_of(int(value))
        elif value:
            filled[name] = value
    return filled


def _date(iso: str) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""
