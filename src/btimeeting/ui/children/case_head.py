"""What a case is called at the top of its screens."""

from __future__ import annotations

from btimeeting.domain.record import Case, Child
from btimeeting.i18n import tr


def case_head(case: Case, child: Child | None) -> str:
    """«sak 14 · Kari Demo»; of a case about no child what it is about."""
    name = child.name if child is not None else " ".join(case.topic.split())
    return " · ".join(part for part in (tr("case {number}", number=case.number), name) if part)
