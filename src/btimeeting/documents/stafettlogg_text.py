"""What is read aloud: the family's decision in at most five plain sentences, and the leader's summary.

Plain text, no markup, in the language spoken now; whoever writes may change every word of it.
Source: bti-mote-individniva.txt, Beslutning og dokumentasjon, and Avslutning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from btimeeting.documents.words import day_and_time, holder, listed
from btimeeting.domain.record import (
    Acceptance,
    DecisionRecord,
    MeetingRecord,
    NextMeeting,
    NoteField,
    Stafettholdar,
    Tiltak,
)
from btimeeting.domain.seats import FORESETTE_GROUP
from btimeeting.i18n import ntr, tr
from btimeeting.i18n.dates import long_date

MOST_SENTENCES = 5


def entry_text(
    decision: DecisionRecord,
    tiltak: Sequence[Tiltak],
    baton: Stafettholdar | None,
    following: NextMeeting | None,
    today: date,
) -> str:
    """The text for the stafettlogg: what we try, who does it, who carries the baton, from when, when we look at it."""
    sentences = [_tries(decision, tiltak), _does(tiltak), _carries(baton), _starts(tiltak, today)]
    sentences.append(_meets(tiltak, following))
    return " ".join([sentence for sentence in sentences if sentence][:MOST_SENTENCES])


def _tries(decision: DecisionRecord, tiltak: Sequence[Tiltak]) -> str:
    what = listed([inside(each.text) for each in tiltak])
    if decision.undecided:
        return tr("We have not decided anything today.")
    if decision.none_now:
        return tr("The family tries for themselves first: {what}.", what=what) if what else tr(
            "The family wants no service for now and tries for themselves first."
        )  # fmt: skip
    if what:
        return tr("We try {what}.", what=what)
    return tr("The family wants help from {services} first.", services=listed(decision.services))


def _does(tiltak: Sequence[Tiltak]) -> str:
    people = list(dict.fromkeys(each.owner for each in tiltak if each.owner))
    if not people:
        return ""
    return ntr("{who} sees to it that it is done.", "{who} see to it that it is done.", len(people), who=listed(people))


def _carries(baton: Stafettholdar | None) -> str:
    if baton is None:
        return ""
    who = holder(baton.service, baton.person)
    match baton.acceptance:
        case Acceptance.ACCEPTED:
            return tr("{who} is baton holder.", who=who)
        case Acceptance.SERVICE:
            return tr("{service} is baton holder and will say who it is.", service=baton.service)
        case Acceptance.OFFERED:
            return tr("{who} has been asked to be baton holder.", who=who)
        case Acceptance.DECLINED:
            return tr("Who is baton holder has not been settled.")


def _starts(tiltak: Sequence[Tiltak], today: date) -> str:
    days = {each.start_on for each in tiltak}
    day = days.pop() if len(days) == 1 else None
    if day is None:
        return ""
    return tr("We begin today.") if day == today else tr("We begin on {date}.", date=long_date(day))


def _meets(tiltak: Sequence[Tiltak], following: NextMeeting | None) -> str:
    if following is not None and following.on is not None:
        return tr("We look at it together on {when}.", when=day_and_time(following.on, following.at))
    days = sorted({each.review_on for each in tiltak if each.review_on is not None})
    if not days:
        return ""
    if len(days) == 1:
        return tr("We look at it together on {when}.", when=long_date(days[0]))
    return tr("We look at it together, the first time on {when}.", when=long_date(days[0]))


def summary_text(record: MeetingRecord) -> str:
    """What rektor/styrar repeats at the end, as a proposal: the challenge and what is tried first; "" without facts."""
    challenge, what = challenge_of(record), tried_first(record)
    parts = [
        tr("We are to solve this together: {challenge}", challenge=_ended(challenge)) if challenge else "",
        tr("We try this first: {what}.", what=what) if what else "",
    ]
    return " ".join(part for part in parts if part)


def challenge_of(record: MeetingRecord) -> str:
    """The challenge as the parents told it, its first paragraph on one line; "" when nothing was written."""
    told = [n.text for n in record.notes if n.field is NoteField.CHALLENGE and n.speaker == FORESETTE_GROUP]
    return " ".join("\n".join(told).split("\n\n")[0].split())


def tried_first(record: MeetingRecord) -> str:
    """The tiltak as they stand inside a sentence: «søvnrettleiing heime og ein fast vaksen»; "" when there is none."""
    return listed([inside(each.text) for each in record.tiltak])


def inside(text: str) -> str:
    """A tiltak as it stands inside a sentence: no capital (an abbreviation keeps its own), no full stop."""
    said = " ".join(text.split()).rstrip(".;, ")
    first = said.split(" ", 1)[0]
    return said[:1].lower() + said[1:] if first[1:].islower() or len(first) == 1 else said


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?" else f"{text}."
