"""What may tell who an anonymous text is about, in words: shown before it is saved; nothing is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from btimeeting.domain.anonymity import Tells, Trace
from btimeeting.i18n import N_, tr

_TELLS = {
    Tells.NAME: N_("a name"),
    Tells.BIRTH_DATE: N_("a date of birth"),
    Tells.ID_NUMBER: N_("an identity number"),
    Tells.PHONE: N_("a telephone number"),
}


def never_kept() -> str:
    """What is said of a text with a national identity number in it."""
    return tr("An identity number is never kept. Write it again without it.")


def tells_who(found: Iterable[Trace]) -> Iterator[str]:
    """A sentence for each, and what is never kept."""
    told = tuple(found)
    for each in told:
        yield tr("«{text}» may be {what}.", text=each.text, what=tr(_TELLS[each.tells]))
    if any(each.tells is Tells.ID_NUMBER for each in told):
        yield tr("An identity number is never kept.")
