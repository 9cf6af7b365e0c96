"""The baton: exactly one stafettholdar at any time, the old one (or the school) until the new one has accepted.

Sources: domain.md 1.2 (kept «until another has received and accepted it»), bti-mote-individniva.txt, Beslutning: a
service becomes stafettholdar, its person may be named later. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain.stafettlogg import Acceptance, Stafettholdar

CARRIED = (Acceptance.ACCEPTED, Acceptance.SERVICE)
"""A service may accept before the person is named."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carries the baton. `school`: nobody else has taken it, so the school does. `since` None: from the start."""

    service: str
    person: str = field(default="", repr=False)
    since: date | None = None
    school: bool = False
    baton_id: str | None = None


def carrier(history: Iterable[Stafettholdar], school: str) -> Carrier:
    """The one who carries it now. `history` is in the order it was offered."""
    taken = [each for each in history if each.acceptance in CARRIED]
    if not taken:
        return Carrier(school, school=True)
    last = max(enumerate(taken), key=lambda each: (each[1].from_on or date.min, each[0]))[1]
    return Carrier(last.service, last.person, last.from_on, baton_id=last.id)


def waiting(history: Iterable[Stafettholdar]) -> Stafettholdar | None:
    """The offer nobody has answered yet."""
    return next((each for each in reversed(tuple(history)) if each.acceptance is Acceptance.OFFERED), None)


def offered(history: Iterable[Stafettholdar], new: Stafettholdar) -> tuple[Stafettholdar, ...]:
    """What is written when the baton is offered: an older offer nobody answered is taken back, so only one waits."""
    still = (each for each in history if each.acceptance is Acceptance.OFFERED and each.id != new.id)
    declined = tuple(
        each.model_copy(update={"acceptance": Acceptance.DECLINED, "answered_on": new.offered_on}) for each in still
    )
    return (*declined, new.model_copy(update={"acceptance": Acceptance.OFFERED}))


def answered(
    baton: Stafettholdar, acceptance: Acceptance, on: date, *, person: str = "", told_by: str = "", told_on: date | None
) -> Stafettholdar:
    """The answer to an offer: taken by the service or by a person, or declined; who told the school, and when.

    Whoever has taken it does so from the day of the answer.
    """
    fields: dict[str, object] = {"acceptance": acceptance, "answered_on": on, "told_by": told_by, "told_on": told_on}
    if acceptance in CARRIED:
        fields["from_on"] = on
        fields["person"] = person or baton.person
    return type(baton).model_validate(baton.model_dump() | fields)
