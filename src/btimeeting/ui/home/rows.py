"""The home screen's lines: what stands under each heading, and what Enter does there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import Enum

from btimeeting.i18n import ntr, tr
from btimeeting.i18n.dates import clock_time, short_date
from btimeeting.service.overview import Due, Overview, Prepared, Recent, UnderWay


class Act(Enum):
    """What Enter does on a line."""

    ENTER = "enter"
    START = "start"
    PREPARE = "prepare"
    NEW = "new"
    EVALUATE = "evaluate"
    CHILDREN = "children"
    SEARCH = "search"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One line: a heading (no act), or something to choose."""

    left: str = field(repr=False)
    right: str = field(default="", repr=False)
    act: Act = Act.NOTHING
    meeting_id: str = ""
    heading: bool = False
    loud: bool = False
    prepared: bool = False
    button: bool = False
    """Stands in the row of buttons below, not in the list."""
    case_id: str = ""
    tiltak_id: str = ""

    def same_as(self, other: HomeLine) -> bool:
        """Whether both are about the same meeting and do the same."""
        mine, others = (self.meeting_id, self.tiltak_id, self.act), (other.meeting_id, other.tiltak_id, other.act)
        return mine == others


def lines(seen: Overview, zone: tzinfo) -> tuple[HomeLine, ...]:
    """All lines, in the order of the screen."""
    if seen.locked:
        return _locked(seen, zone)
    of_today = seen.on(seen.today, zone)
    today = [_under_way(m, zone) for m in seen.under_way] + [_prepared(m, seen, zone) for m in of_today]
    later = [_prepared(m, seen, zone) for m in seen.prepared if m not in of_today]
    found = _doubted(seen) + _faulty(seen)
    held = any(r.held_on == seen.today for r in seen.recent)
    none = tr("No more meetings today.") if held else tr("No meeting today.")
    found += _part(tr("Today"), today or [HomeLine(f"  {none}")])
    found += _part(tr("Prepared"), later)
    found += _part(tr("To follow up"), [_due(d, seen.today) for d in seen.due])
    found += _part(tr("Latest meetings"), [_recent(r) for r in seen.recent])
    return (*found, *buttons())


def _doubted(seen: Overview) -> list[HomeLine]:
    """The machine's clock may have jumped: whoever sits here sees whether it has."""
    if seen.held_since is None:
        return []
    today, last = short_date(seen.today), short_date(seen.held_since)
    told = tr("The machine says {date}; the home was last used {last}.", date=today, last=last)
    asked = tr("Is the machine's date right? Nothing deletes itself meanwhile.")
    return [HomeLine(f"! {told}", loud=True), HomeLine(f"  {asked}"), HomeLine("")]


def _faulty(seen: Overview) -> list[HomeLine]:
    """The municipality's profile cannot be read: what holds meanwhile, and where its faults are told."""
    if not seen.tells_faults:
        return []
    told = tr("The profile of the levels cannot be read: all are asked for consent.")
    where = tr("What is wrong with it: {line}", line="")
    return [HomeLine(f"! {told}", loud=True), HomeLine(f"  {where}"), HomeLine(f"  {seen.tells_faults}"), HomeLine("")]


def buttons() -> tuple[HomeLine, ...]:
    """What leads on from the home, in a row at the bottom."""
    return (
        HomeLine(tr("Prepare a meeting"), act=Act.NEW, button=True),
        HomeLine(tr("Children"), act=Act.CHILDREN, button=True),
        HomeLine(tr("Search"), act=Act.SEARCH, button=True),
    )


def _locked(seen: Overview, zone: tzinfo) -> tuple[HomeLine, ...]:
    """No case, no service, nothing else than that a meeting goes on."""
    going = [
        HomeLine(
            f"  {tr('BTI meeting {time}', time=clock_time(m.opened_at, zone))} · "
            f"{tr('under way') if m.started else tr('not started yet')}",
            tr("▶ enter"),
            Act.ENTER,
            m.id,
        )
        for m in seen.under_way
    ]
    told = HomeLine(f"  {tr('The home is locked. Press L to give the passphrase.')}")
    nothing = [HomeLine(f"  {tr('No meeting is under way.')}")]
    return (*_part(tr("Today"), going or nothing), told)


def _part(title: str, content: list[HomeLine]) -> list[HomeLine]:
    return [HomeLine(title, heading=True), *content, HomeLine("")] if content else []


def _under_way(m: UnderWay, zone: tzinfo) -> HomeLine:
    left = f"  {clock_time(m.opened_at, zone)}  {tr('BTI meeting')} · {tr('case {number}', number=m.number)}"
    if not m.started:
        state = tr("not started yet")
    elif m.nth:
        state = tr("under way, phase {n}", n=m.nth)
    else:
        state = tr("under way")
    return HomeLine(left, f"{tr('▶ enter')}   ({state})", Act.ENTER, m.id)


def _prepared(m: Prepared, seen: Overview, zone: tzinfo) -> HomeLine:
    today = m in seen.on(seen.today, zone)
    local = m.starts.astimezone(zone) if m.starts is not None else None
    if local is None:
        when = tr("no day yet")
    elif today:
        when = clock_time(local)
    else:
        when = f"{short_date(local.date())}  {clock_time(local)}"
    left = f"  {when}  {tr('BTI meeting')} · {tr('case {number}', number=m.number)}"
    consents = ntr("{have} of {n} consent in place", "{have} of {n} consents in place", m.services, have=m.consents)
    right = f"{consents}   " if m.services and m.consents < m.services else ""
    gone = local is not None and local.date() < seen.today
    right += f"{tr('the day has passed')}   " if gone else ""
    right += tr("▶ start") if today else tr("▶ prepare")
    return HomeLine(left, right, Act.START if today else Act.PREPARE, m.id, prepared=True)


def _due(d: Due, today: date) -> HomeLine:
    left = f"{'!' if d.review_on <= today else ' '} {d.text} · {tr('case {number}', number=d.number)}"
    if d.review_on < today:
        right = tr("evaluation {date} is left to do", date=short_date(d.review_on))
    elif d.review_on == today:
        right = tr("evaluation today")
    else:
        n = (d.review_on - today).days
        right = ntr("evaluation in {n} day", "evaluation in {n} days", n)
    return HomeLine(left, right, Act.EVALUATE, case_id=d.case_id, tiltak_id=d.tiltak_id, loud=d.review_on <= today)


def _recent(r: Recent) -> HomeLine:
    left = f"  {short_date(r.held_on)}  {tr('case {number}', number=r.number)}"
    state = "" if r.approved else tr("minutes not approved")
    points = ntr("{n} open point", "{n} open points", r.points) if r.points else ""
    return HomeLine(left, " · ".join(x for x in (state, points) if x), Act.ENTER, r.id)
