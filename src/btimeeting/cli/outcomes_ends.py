"""The sentences for what stands in the way of reading, handing over, locking or erasing a case."""

from __future__ import annotations

from collections.abc import Callable

from btimeeting.cli.reasons import CODES
from btimeeting.cli.same_home import command
from btimeeting.i18n import ntr, tr


def _locked(failure: object) -> str:
    return tr(
        "Case {number} is locked: nobody can read or change it. To unlock it: {command}",
        number=getattr(failure, "number", ""),
        command=command("record", "unlock", str(getattr(failure, "number", ""))),
    )


def _still_going(failure: object) -> str:
    return tr(
        "A meeting of this case is under way. End it first: {command}",
        command=command("meet", "resume", str(getattr(failure, "meeting_id", ""))),
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


def _reason_needed(_: object) -> str:
    return tr(
        "This unit asks why somebody reads a case. Say it with --reason and one of: {codes}.", codes=", ".join(CODES)
    )


def _not_reviewed(failure: object) -> str:
    """Every fault of a draft, a line each: `FILE:LINE: what, and how to mend it`."""
    name = getattr(failure, "name", "")
    texts = {
        "not_a_draft": tr("this is not a draft of this program; make one without --reviewed"),
        "undecided": tr("this is not decided: write x to give it, or a space to leave it out"),
        "changed": tr("this was changed in the record after the draft was made; make a new draft"),
        "no_mark": tr("the box holds a sign that is neither x nor a space"),
    }
    told = []
    for fault in getattr(failure, "faults", ()):
        if fault.wrong == "missing":
            text = ntr(
                "{n} thing that is held is not in the draft: make a new one",
                "{n} things that are held are not in the draft: make a new one",
                fault.count,
            )
        else:
            text = texts[fault.wrong]
        told.append(f"{name}:{fault.line}: {text}." if fault.line else f"{name}: {text}.")
    return "\n".join(told)


ENDS: dict[str, Callable[[object], str]] = {
    "Locked": _locked,
    "StillGoing": _still_going,
    "NotArchived": _not_archived,
    "NamedInReason": _named,
    "ReasonNeeded": _reason_needed,
}
"""Refusals by the failure's class name, as in `outcomes`."""
BAD_FILES: dict[str, Callable[[object], str]] = {"NotReviewed": _not_reviewed}
"""What is wrong with a file somebody gave."""
