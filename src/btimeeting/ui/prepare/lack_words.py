"""What a prepared meeting lacks, in one sentence each."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.documents.labels import role_name
from btimeeting.domain.agenda import Role
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import duration
from btimeeting.service.readiness import Lack, Point

_WORDS = {
    Lack.CHILD: N_("The child's name or alias is missing"),
    Lack.BORN: N_("The birth date is missing: it is used to check that this is the right child"),
    Lack.WHEN: N_("Day and time are missing"),
    Lack.PAST: N_("The day has passed: find a new one"),
    Lack.HEAD: N_("The head of the unit has no name here"),
    Lack.FORESETTE: N_("The parents have no name here"),
    Lack.EDUCATOR: N_("The teacher has no name here"),
    Lack.SERVICES: N_("No service is invited"),
    Lack.LEADER: N_("Nobody is named to lead the meeting"),
    Lack.REFERENT: N_("Nobody is named to write the minutes"),
    Lack.REFERENT_OTHER: N_("Mostly the teacher or the head of the unit writes the minutes"),
    Lack.VIDDEVAKT: N_("Nobody is named viddevakt"),
    Lack.CLASH: N_("The viddevakt is also {role}"),
    Lack.SHORT: N_("Each service gets only {time} in {phase}"),
    Lack.CHILD_WORDS: N_("The child's own words are not written down"),
    Lack.READER: N_("Nobody is named to read the child's words aloud"),
    Lack.EARLIER: N_("«{tiltak}» from last time has not been evaluated"),
}
_CONSENT = {
    "missing": N_("Consent is not in place for {service}"),
    "refused": N_("The family has said no to {service}"),
    "expired": N_("The consent for {service} has expired by then"),
    "withdrawn": N_("The consent for {service} has been withdrawn"),
    "replaced": N_("Consent is not in place for {service}"),
}


def sentence(point: Point) -> str:
    """The sentence, without a full stop."""
    values = dict(point.values)
    if point.lack is Lack.CONSENT:
        state = values["state"]
        if values.get("who") and state != "refused":
            return tr("The consent for {service} still waits for {who}", service=values["service"], who=values["who"])
        return tr(_CONSENT[state]).format(service=values["service"])
    if "role" in values:
        values["role"] = role_name(Role(values["role"]))
    if "seconds" in values:
        values["time"] = duration(timedelta(seconds=int(values["seconds"])))
    return tr(_WORDS[point.lack]).format(**values)
