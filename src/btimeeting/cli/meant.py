"""What may tell who a text is about is shown before it is saved, and asked for (`service.cases`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from btimeeting.i18n import tr

if TYPE_CHECKING:
    from btimeeting.cli.held_ask import Typist
    from btimeeting.cli.wiring import House
    from btimeeting.service.cases import TellsWho


def meant(typist: Typist, found: TellsWho, *, always: bool = False) -> bool:
    """Show what may tell who it is about, and ask whether it is meant so. `always`: say also that nothing was found."""
    from btimeeting.documents.anonymity_words import tells_who  # noqa: PLC0415 - heavy

    if not found.traces:
        if always:
            typist.tell(tr("No name, date of birth or number was found."))
        return True
    for line in tells_who(found.traces):
        typist.tell(line)
    if found.never:
        return False
    answer = typist.ask(tr("Is it nobody who can be known by it? Write yes to save it all the same.")) or ""
    return answer.casefold() in (tr("yes").casefold(), "yes")


def meant_so(typist: Typist, house: House, case_id: str, *texts: str) -> bool:
    """Whether texts may be kept in a case: an identity number never, and without a named child nothing that tells who.

    Shows what was found, and asks; says so when nothing is saved.
    """
    from btimeeting.documents.anonymity_words import never_kept  # noqa: PLC0415 - heavy
    from btimeeting.domain.anonymity import identity_number  # noqa: PLC0415 - likewise
    from btimeeting.domain.record import Case  # noqa: PLC0415 - likewise
    from btimeeting.service.cases import found_in  # noqa: PLC0415 - likewise

    text = "\n".join(texts)
    if identity_number(text):
        typist.tell(never_kept())
        return False
    if house.records.get(Case, case_id).child_id is not None or meant(typist, found_in(house.records, text)):
        return True
    typist.tell(tr("Nothing was saved. Write it again without these."))
    return False
