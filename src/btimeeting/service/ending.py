"""Ending a case: what stands in the way, and the order in which record and journal let go of each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from btimeeting.domain.record import AccessLine
from btimeeting.service.ports import Journal
from btimeeting.service.record_ports import Ends, Erased, Holding

SHORTEST_NAME = 3
"""Shorter parts of a name («av», «de») say nothing about anybody."""
_WORD = re.compile(r"[^\W\d_]+")


class StillGoing(Exception):
    """A meeting of the case is under way: it is ended first. Carries its id."""

    def __init__(self, meeting_id: str) -> None:
        super().__init__(meeting_id)
        self.meeting_id = meeting_id


class NotArchived(Exception):
    """So many documents of the case are in no archive, and no reason was given."""

    def __init__(self, documents: int) -> None:
        super().__init__(documents)
        self.documents = documents


class NamedInReason(Exception):
    """A reason that stays when the case is gone may name nobody in it. Carries how many of its words do."""

    def __init__(self, words: int) -> None:
        super().__init__(words)
        self.words = words


def require_nothing_going(journal: Journal, holding: Holding) -> None:
    """Raise `StillGoing` for the first meeting of the case that has begun and not been closed."""
    mine = set(holding.meetings)
    for line in journal.meetings():
        if line.id in mine and line.started and not line.closed:
            raise StillGoing(line.id)


def require_nameless(why: str, names: Iterable[str]) -> None:
    """Raise `NamedInReason` when a reason holds a part of one of these names."""
    known = {word for name in names for word in _words(name)}
    named = [word for word in _words(why) if word in known or word.removesuffix("s") in known]  # «Karis mor»
    if named:
        raise NamedInReason(len(named))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_NAME]


def erase_case(records: Ends, journal: Journal, holding: Holding, why: str, line: AccessLine) -> Erased:
    """Erase a case; the journal keeps the nameless course of its meetings, and nothing says whose they were.

    Raises `StillGoing`, `NotArchived`, `NamedInReason`: nothing is touched then.
    """
    require_nothing_going(journal, holding)
    if holding.unarchived and not why.strip():
        raise NotArchived(holding.unarchived)
    require_nameless(why, records.names(holding.case_id))
    erased = records.erase_case(holding.case_id, why.strip(), line)
    for meeting_id in erased.what.meetings:
        journal.forget_labels(meeting_id)
    return erased
