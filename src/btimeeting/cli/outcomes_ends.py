"""The sentences for what stands in the way of reading, locking or erasing a case; all of them refusals."""

from __future__ import annotations

from collections.abc import Callable

from btimeeting.i18n import ntr, tr


def _locked(failure: object) -> str:
    return tr(
        "Case {number} is locked: nobody can read or change it. To unlock it: {command}",
        number=getattr(failure, "number", ""),
        command=f"btimeeting record unlock '{getattr(failure, 'number', '')}'",
    )


def _still_going(failure: object) -> str:
    return tr(
        "A meeting of this case is under way. End it first: {command}",
        command=f"btimeeting meet resume {getattr(failure, 'meeting_id', '')}",
    )


def _not_archived(failure: object) -> str:
    return ntr(
        "The archive does not have {n} document of this case, so nothing was erased. Say that it has it with "
        "btimeeting record archived, or give a reason with --why.",
        "The archive does not have {n} documents of this case, so nothing was erased. Say that it has them with "
        "btimeeting record archived, or give a reason with --why.",
        getattr(failure, "documents", 0),
    )


def _named(_: object) -> str:
    return tr("The reason names somebody in the case, and it is kept. Write it without names; nothing was done.")


ENDS: dict[str, Callable[[object], str]] = {
    "Locked": _locked,
    "StillGoing": _still_going,
    "NotArchived": _not_archived,
    "NamedInReason": _named,
}
"""By the failure's class name, as in `outcomes`."""
