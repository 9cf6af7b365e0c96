"""What a case is called at the top of its screens, and what those that write in it know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain.followup import Due
from btimeeting.domain.record import Case, Child, Tiltak
from btimeeting.i18n import tr


def case_head(case: Case, child: Child | None) -> str:
    """«sak 14 · Kari Demo»; of a case about no child what it is about."""
    name = child.name if child is not None else " ".join(case.topic.split())
    return " · ".join(part for part in (tr("case {number}", number=case.number), name) if part)


@dataclass(frozen=True, slots=True)
class InCase:
    """What is known of the case something is written in. `named`: it is about a child with a name."""

    case_id: str
    head: str = field(repr=False)
    today: date
    named: bool
    going: tuple[tuple[Due, Tiltak], ...] = ()
    """The tiltak that go on, for an evaluation."""
    next_on: date | None = None

    @classmethod
    def of(
        cls,
        case: Case,
        child: Child | None,
        today: date,
        going: tuple[tuple[Due, Tiltak], ...] = (),
        next_on: date | None = None,
    ) -> InCase:
        """Of what has been read of it."""
        return cls(case.id, case_head(case, child), today, child is not None, going, next_on)
