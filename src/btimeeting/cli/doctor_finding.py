"""A finding of `doctor`: what was looked at, how it stands, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from btimeeting.cli.outcomes import explain
from btimeeting.i18n import ntr, tr

if TYPE_CHECKING:
    from btimeeting.store.driver import Connection
    from btimeeting.store.migrations import History


class Status(StrEnum):
    """How a thing stands; the words of the contract (design.md 9)."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found, and what to do when it is not as it should be."""

    id: str
    status: Status
    what: str
    do: str = ""


def failed(name: str, error: Exception) -> Finding:
    """A failure as a finding. Its sentence in `outcomes` ends with how to mend it: that half is what to do."""
    what, stop, do = explain(error)[0].partition(". ")
    return Finding(name, Status.BAD, what + stop.strip(), do)


def whole(name: str, conn: Connection, steps: History) -> Finding:
    """What SQLite itself finds wrong with an open file, and whether it is made of what `steps` make; closes it."""
    from btimeeting.store import database, shape  # noqa: PLC0415 - heavy

    try:
        wrong = database.integrity(conn)
        strange = () if wrong else shape.strange(conn, steps)
    finally:
        database.close(conn)
    file = conn.path.name
    if strange:
        return Finding(
            name,
            Status.BAD,
            tr("{file} is not made as this program makes it: {detail}", file=file, detail=", ".join(strange[:3])),
            tr("Do not delete it: keep it, and take back a backup."),
        )
    if not wrong:
        return Finding(name, Status.OK, tr("{file} is whole.", file=file))
    n = len(wrong)
    what = ntr("{file} is damaged in {n} place.", "{file} is damaged in {n} places.", n, file=file)
    mend = tr("Do not delete it: keep it, and take back a backup.")
    return Finding(name, Status.BAD, what, f"{mend} " + tr("For whoever helps you: {detail}", detail=wrong[0]))
