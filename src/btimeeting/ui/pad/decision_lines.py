"""The decision in lines: the services, what was offered, the baton, what each said."""

from __future__ import annotations

from textual.content import Content

from btimeeting.documents.labels import role_name
from btimeeting.documents.words import holder
from btimeeting.domain.agenda import Role
from btimeeting.domain.events import ReadBack
from btimeeting.domain.record import Acceptance, Answer, Participant, Tiltak
from btimeeting.i18n import N_, tr
from btimeeting.ui.pad.decision_draft import Draft
from btimeeting.ui.pad.when_words import day_month
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.split import EMPTY

ACCEPTANCE = {
    Acceptance.OFFERED: N_("has not answered yet"),
    Acceptance.SERVICE: N_("the service says yes; who it is comes later"),
    Acceptance.ACCEPTED: N_("says yes"),
    Acceptance.DECLINED: N_("says no"),
}
ANSWERS = {
    Answer.YES: N_("yes"),
    Answer.CHANGED: N_("wants it changed"),
    Answer.THINK: N_("must think about it"),
    Answer.NO: N_("sees it otherwise"),
}

_HEARD = {
    None: N_("not read aloud yet"),
    ReadBack.YES: N_("read aloud: the family says yes"),
    ReadBack.CHANGED: N_("read aloud: the family wants it changed"),
    ReadBack.THINK: N_("read aloud: the family must think about it"),
}


def choices(draft: Draft, order: tuple[str, ...]) -> list[tuple[str | None, str]]:
    """The answers to «Kven vil de ha hjelp frå først?»: (group, words); the last two have no group."""
    services = [(group, draft.record.label(group)) for group in order if draft.record.label(group)]
    return [*services, (None, tr("Nobody now, we try ourselves")), (None, tr("Not decided today"))]


def chosen(draft: Draft, found: list[tuple[str | None, str]]) -> int | None:
    """The number of the choice that is made, from 0."""
    if not draft.made:
        return None
    if draft.decision.undecided:
        return len(found) - 1
    if draft.group is None:
        return len(found) - 2 if draft.decision.none_now else None
    return next((n for n, (group, _) in enumerate(found) if group == draft.group), None)


def choice_line(draft: Draft, order: tuple[str, ...]) -> tuple[Content, ...]:
    """«1 ( ) PPT   2 (•) Helsestasjonen …»: never broken inside a choice."""
    found = choices(draft, order)
    now = chosen(draft, found)
    parts = []
    for number, (_, text) in enumerate(found):
        mark = "(•)" if number == now else "( )"
        parts.append(told((f"{number + 1} ", "bold $key"), (f"{mark} {text}", "bold" if number == now else "")))
    return tuple(parts)


def tiltak_lines(draft: Draft) -> list[tuple[Content, ...]]:
    """What was offered, ticked or not; then what nobody had offered."""
    rows = []
    for offer in draft.offers:
        taken = draft.taken(offer)
        if taken is not None:
            rows.append(_tiltak(taken))
        else:
            rows.append((told("[ ] ", offer.text), said(holder(offer.service, offer.owner), "$quiet")))
    return [*rows, *(_tiltak(tiltak) for tiltak in draft.free)]


def _tiltak(tiltak: Tiltak) -> tuple[Content, ...]:
    parts = [holder(tiltak.service, tiltak.owner)]
    if tiltak.start_on is not None:
        parts.append(tr("from {date}", date=day_month(tiltak.start_on)))
    if tiltak.review_on is not None:
        parts.append(tr("evaluated {date}", date=day_month(tiltak.review_on)))
    else:
        parts.append(tr("evaluated at the next meeting"))
    if tiltak.goal:
        parts.append(tr("goal: {goal}", goal=tiltak.goal))
    return told(("[x] ", "bold"), (tiltak.text, "bold")), *(said(part, "$quiet") for part in parts if part)


def baton_line(draft: Draft) -> tuple[Content, ...]:
    """«Stafettholdar vidare: Helsestasjonen ved Kari Demo   har ikkje svart enno»."""
    baton = draft.baton
    if baton is None:
        return (said(tr("Baton holder from here: not chosen"), "$quiet"),)
    later = baton.acceptance is Acceptance.SERVICE
    who = holder(baton.service, "" if later else baton.person)
    return said(tr("Baton holder from here: {who}", who=who)), said(tr(ACCEPTANCE[baton.acceptance]), "bold $now")


def person_words(person: Participant) -> str:
    """«Mor Døme (føresett)»; who has no name is told by title or role."""
    role = person.title or (tr("parent") if person.role is Role.FORESETTE else role_name(person.role))
    return f"{person.name} ({role})" if person.name else role


def voice_line(draft: Draft, person: Participant) -> tuple[Content, ...]:
    """«Mor Døme (føresett)   ja». The view itself stands in the line below, where it is written."""
    voice = draft.voice(person)
    answer = said(tr("not asked"), "$quiet") if voice is None else said(tr(ANSWERS[voice.answer]), "bold $now")
    return said(person_words(person)), answer


def view_line(draft: Draft) -> str:
    """The child's view, as it stands."""
    seen = draft.decision.child_view
    if seen is None:
        return ""
    if seen.obtained:
        return seen.text
    when = day_month(seen.when) if seen.when is not None else ""
    return " · ".join(part for part in (tr("not asked yet"), seen.who_asks, when) if part)


Told = tuple[Content, Content]
"""A line's left and right end."""


def part_lines(draft: Draft, options: list[tuple[str | None, str]], state: Content) -> tuple[Told, ...]:
    """What each part of the decision tells of itself when it is folded, in the order they are asked in."""
    now = chosen(draft, options)
    taken = [*(t for t in map(draft.taken, draft.offers) if t is not None), *draft.free]
    baton = said("   ").join(baton_line(draft))
    heard = [*_together(draft), *(_heard(draft, p) for p in draft.people if draft.voice(p) is not None)]
    return (
        (_line(tr("Help from first"), options[now][1] if now is not None else tr("not chosen")), state),
        (_line(tr("Measures"), " · ".join(tiltak.text for tiltak in taken) or tr("none chosen")), EMPTY),
        (baton, EMPTY),
        (_line(tr("Baton log"), " ".join(draft.entry.text.split())), heard_line(draft)),
        (_line(tr("What each says"), " · ".join(heard) or tr("nobody asked")), EMPTY),
        (_line(tr("The child's view"), view_line(draft) or tr("not asked yet")), EMPTY),
    )


def heard_line(draft: Draft) -> Content:
    """What the family said to the text that was read aloud; or that nobody has read it yet."""
    if not draft.entry.text.strip():
        return EMPTY
    if draft.stale:
        return said(tr("older than the choice – empty it for a new one"), "bold $soon")
    answer = draft.entry.read_back
    return said(tr(_HEARD[answer]), "$quiet" if answer is None else "bold $now")


def _together(draft: Draft) -> list[str]:
    """The parents' answer where none of them answered alone."""
    voices = [c for c in draft.decision.confirmations if c.role is Role.FORESETTE and not c.who]
    return [f"{role_name(Role.FORESETTE)}: {tr(ANSWERS[voice.answer])}" for voice in voices]


def _line(what: str, stands: str) -> Content:
    return told((f"{what}  ", "$quiet"), stands)


def _heard(draft: Draft, person: Participant) -> str:
    voice = draft.voice(person)
    answer = tr(ANSWERS[voice.answer]) if voice is not None else ""
    return f"{person.name or person_words(person)}: {answer}"
