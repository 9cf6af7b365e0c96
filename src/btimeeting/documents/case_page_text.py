"""One case at a glance, in plain lines: where we are, what is due, then what has happened, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from btimeeting.documents.agenda_problems import clean
from btimeeting.documents.consent_words import ended, refusal
from btimeeting.documents.level_words import came_by, said_of_guards, where
from btimeeting.documents.words import holder
from btimeeting.domain.baton import Carrier
from btimeeting.domain.case_page import CasePage, Happened, What
from btimeeting.domain.followup import Due
from btimeeting.domain.record import DocumentKind, Tiltak
from btimeeting.domain.stafettlogg import Acceptance, EntryKind, Stafettholdar
from btimeeting.i18n import N_, dates, tr

DUES: Final[Mapping[Due, str]] = {
    Due.OVERDUE: N_("should have been evaluated"),
    Due.SOON: N_("is to be evaluated soon"),
    Due.LATER: N_("is to be evaluated"),
    Due.UNDATED: N_("has no evaluation date"),
}
KINDS: Final[Mapping[EntryKind, str]] = {
    EntryKind.ATTENTION: N_("Attention point"),
    EntryKind.GOAL: N_("Goal"),
    EntryKind.TILTAK: N_("Measure"),
    EntryKind.EVALUATION: N_("Evaluation"),
    EntryKind.MEETING: N_("Meeting"),
    EntryKind.STAFETTHOLDAR: N_("Baton holder"),
    EntryKind.BRIGHT_SPOT: N_("Bright spot"),
}
_ANSWERS: Final[Mapping[Acceptance, str]] = {
    Acceptance.OFFERED: N_("is offered the baton"),
    Acceptance.SERVICE: N_("has taken the baton; the person is named later"),
    Acceptance.ACCEPTED: N_("has taken the baton"),
    Acceptance.DECLINED: N_("has not taken the baton"),
}


def kind_name(kind: EntryKind) -> str:
    """What a kind of entry is called."""
    return tr(KINDS[kind])


def carried(found: Carrier) -> str:
    """Who carries the baton, and since when."""
    who = holder(found.service, found.person)
    if found.school:
        return tr("{who} (nobody else has taken it yet)", who=who or tr("The school"))
    if found.since is None:
        return who
    return tr("{who}, since {date}", who=who, date=dates.short_date(found.since))


def offered(found: Stafettholdar) -> str:
    """Who is asked to take the baton; whoever has it keeps it meanwhile."""
    who = holder(found.service, found.person)
    if found.answer_by is not None:
        return tr("{who} is asked to take it, answer by {date}", who=who, date=dates.short_date(found.answer_by))
    return tr("{who} is asked to take it", who=who)


def answered(acceptance: str, service: str, person: str, told_by: str, told_on: date | None = None) -> str:
    """What was answered, who told the school, and the day when it is not the one this stands under."""
    text = f"{holder(service, person)} {tr(_ANSWERS[Acceptance(acceptance)])}"
    if not told_by:
        return text
    if told_on is None:
        return tr("{text} (told by {who})", text=text, who=told_by)
    return tr("{text} (told by {who}, {date})", text=text, who=told_by, date=dates.short_date(told_on))


def due_line(state: Due, tiltak: Tiltak) -> str:
    """One tiltak that goes on: what, who, and how it stands to its day."""
    who = f" ({tiltak.owner})" if tiltak.owner else ""
    comma = "," if state is Due.SOON else ""
    when = f"{comma} {dates.short_date(tiltak.review_on)}" if tiltak.review_on is not None else ""
    return f"{tiltak.text}{who}: {tr(DUES[state])}{when}"


def deletes_itself(on: date) -> str:
    """When a note without a name goes, and what keeps it."""
    day = dates.short_date(on)
    return tr("deletes itself {date}, unless the case has come to level 1 with what the parents were told", date=day)


def head(page: CasePage) -> Iterator[tuple[str, str]]:
    """Where we are: level, baton, next meeting, what is due. A heading, and what stands beside it."""
    yield tr("Level"), where(page.profile, page.at)
    if page.gone_on is not None:
        yield tr("The note"), deletes_itself(page.gone_on)
    yield tr("Baton holder"), carried(page.carrier)
    if page.waiting is not None:
        yield "", offered(page.waiting)
    yield tr("Next meeting"), next_meeting(page)
    for nth, (state, tiltak) in enumerate(page.due):
        yield (tr("Measure") if nth == 0 else ""), due_line(state, tiltak)
    for over in page.consents_out:
        yield tr("Consent"), ended(over)
    for no in page.refusals:
        yield tr("Consent"), tr("{refusal}: ask again only when something is new.", refusal=refusal(no))
    if page.child is not None and page.child.coordinator:
        yield tr("The child"), tr("Child coordinator: {who}", who=page.child.coordinator)
    if page.child is not None and page.child.individual_plan:
        yield tr("The child"), tr("There is an individual plan: the work goes on there, and the baton log is closed.")
    if page.child is not None and page.child.hidden_address:
        yield tr("The child"), tr("SECRET address: nothing about place on any export or wall")
    if page.talk_since is not None:
        yield tr("The child"), tr("Has an adult talked with the child since the last meeting?")


def next_meeting(page: CasePage) -> str:
    """When they meet the next time."""
    if page.next_on is None:
        return tr("Not agreed on")
    day = dates.long_date(page.next_on)
    return tr("{date} has passed; agree on a new day", date=day) if page.next_on < page.today else day


def passed_on(each: Happened) -> str:
    """The baton as it was offered, or answered."""
    v = each.values
    if each.what is What.OFFERED:
        return answered(Acceptance.OFFERED, v["service"], v["person"], "")
    told_on = date.fromisoformat(v["told_on"]) if v["told_on"] else None
    return answered(v["acceptance"], v["service"], v["person"], v["told_by"], told_on)


def happened(each: Happened, page: CasePage) -> str:
    """One thing that happened, without its day."""
    v = each.values
    match each.what:
        case What.MEETING:
            return tr("BTI meeting")
        case What.NAMED:
            return tr("The child is named. Who said yes: {yes}", yes=v["yes"])
        case What.LEVEL:
            return tr(
                "{level} ({who}: {why})", level=came_by(page.profile, v["option"], v["step"]), who=v["by"], why=v["why"]
            )
        case What.ENTRY:
            author = f" ({v['author']})" if v["author"] else ""
            return f"{kind_name(EntryKind(v['kind']))}: {v['text']}{author}"
        case What.TILTAK:
            return tr("Measure begins: {text}", text=v["text"]) + (f" ({v['owner']})" if v["owner"] else "")
        case What.OFFERED | What.ANSWERED:
            return passed_on(each)
        case What.CONSENT:
            return tr("Consent to {services} given by {givers}", services=v["services"], givers=v["givers"])
        case What.REFUSED:
            return tr("{givers} said no to sharing with {services}", services=v["services"], givers=v["givers"])
        case What.WITHDRAWN:
            by = f" ({v['by']})" if v["by"] else ""
            return tr("Consent to {services} withdrawn", services=v["services"]) + by
        case What.DOCUMENT:
            kind = tr("Referat") if v["kind"] == DocumentKind.REFERAT else tr("Evaluation")
            return tr("{kind}, version {version}", kind=kind, version=v["version"])


def lines(page: CasePage, most: int | None = None) -> Iterator[str]:
    """The whole page as plain lines: where we are, then the history, at most so many lines of it."""
    found = tuple(head(page))
    wide = max(len(name) for name, _ in found)
    for name, text in found:
        yield f"{name:<{wide}}  {clean(text)}".rstrip()
    yield ""
    for each in page.history[:most]:
        yield f"{dates.short_date(each.on)}  {clean(happened(each, page))}"
        yield from (f"    {clean(text)}" for text in said_of_guards(each.told))
