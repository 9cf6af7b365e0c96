"""Open points that are mended by an answer and not in the notes: a consent, a duty, how an earlier tiltak went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Protocol

from textual.app import App

from btimeeting.documents.words import TILTAK_STATES
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, Giver
from btimeeting.domain.openpoints import OpenPointCode as Code
from btimeeting.domain.record import MeetingRecord, Participant, Stored, Tiltak, TiltakState
from btimeeting.domain.whendates import WhenProblem, parse_when
from btimeeting.i18n import tr
from btimeeting.i18n.dates import short_date
from btimeeting.service.ids import new_id
from btimeeting.ui.after.papers import Desktop, Task
from btimeeting.ui.known import Known, person_name
from btimeeting.ui.pad.when_words import problem_words
from btimeeting.ui.room.pick import Blank, Fill, Pick, Row

CONSENTS = (Code.CONSENT_MISSING, Code.CONSENT_ORAL, Code.CONSENT_GENERAL)
DUTIES = {Code.NO_REFERENT: Role.REFERENT, Code.NO_VIDDEVAKT: Role.VIDDEVAKT}
STATES = (TiltakState.GOES_ON, TiltakState.CHANGED, TiltakState.STOPPED, TiltakState.DONE)


class Mending(Protocol):
    """What mending asks of the screen."""

    desktop: Desktop | None

    @property
    def app(self) -> App[Any]:
        """The app."""

    def keep(self, *values: Stored) -> None:
        """Keep these, and look again."""

    def evaluate(self) -> None:
        """The five questions."""


def mend(at: Mending, task: Task) -> bool:
    """Ask what is needed to close an open point; False for one that is mended elsewhere or only told."""
    if at.desktop is None or task.point is None:
        return False
    ask = _asker(task.point.code)
    if ask is not None:
        ask(at, at.desktop, task)
    return ask is not None


def _asker(code: Code) -> Callable[[Mending, Desktop, Task], None] | None:
    if code in CONSENTS:
        return _ask_consent
    if code in DUTIES:
        return partial(_ask_duty, DUTIES[code])
    if code is Code.EARLIER_TILTAK:
        return _ask_earlier
    return _evaluate if code is Code.NO_EVALUATION else None


def _evaluate(at: Mending, _desktop: Desktop, _task: Task) -> None:
    at.evaluate()


def _not_now() -> Row:
    return Row(tr("Not now"), tr("It stands in the minutes with whoever does it."))


# --- consent -----------------------------------------------------------------------------------------------------


def _ask_consent(at: Mending, desktop: Desktop, task: Task) -> None:
    """In writing, or said aloud in the meeting and not noted then."""
    assert task.point is not None  # noqa: S101 - mend has looked
    service = task.point.values.get("service", "")
    rows = [_not_now(), Row(tr("A written consent is here …"), tr("You note who gave it, and which day."))]
    if task.point.code is Code.CONSENT_MISSING:
        rows.append(Row(tr("They said yes aloud in the meeting …"), tr("You note who said it, and who heard it.")))

    def chosen(index: int | None) -> None:
        if index:
            form = ConsentForm.WRITTEN if index == 1 else ConsentForm.ORAL
            _fill_consent(
                at, desktop, Consent(id=new_id(), case_id=desktop.record.case.id, services=(service,), form=form)
            )

    at.app.push_screen(Pick(tr("The consent for {service}", service=service), rows), chosen)


def _fill_consent(
    at: Mending, desktop: Desktop, consent: Consent, given: Mapping[str, str] | None = None, problem: str = ""
) -> None:
    """Who, and which day or who heard it. A day that cannot be read is asked for again, with what was written."""
    record, known = desktop.record, Known(desktop.record, desktop.today)
    givers, held = known.names(Role.FORESETTE), record.info.held_on or desktop.today
    there = given or {"givers": ", ".join(givers) if len(givers) == 1 else "", "day": short_date(desktop.today)}
    names = (*givers, *known.names(Role.CHILD))
    who = Blank(
        "givers", tr("Who gave it? Two names with a comma between"), there["givers"], tr("Write who gave it."), names
    )
    written = consent.form is ConsentForm.WRITTEN
    day = Blank("day", tr("Which day was it given?"), there.get("day", ""), tr("Write which day."))
    heard = Blank("heard", tr("Who hears it?"), known.leader, tr("Write who hears it."), known.names())

    def filled(values: dict[str, str] | None) -> None:
        if values is None:
            return
        found = _past(parse_when(values["day"], held, None), desktop.today) if written else held
        if not isinstance(found, date):
            _fill_consent(at, desktop, consent, values, f"▲ {problem_words(found)}")
            return
        at.keep(_given(record, consent, values, found))

    question = tr("The consent for {service}", service=consent.services[0])
    at.app.push_screen(Fill(question, problem, (who, day if written else heard)), filled)


def _past(found: date | WhenProblem, today: date) -> date | WhenProblem:
    """A day without a year is read as the coming one; a consent that is here was given before."""
    late = isinstance(found, date) and found > today and (found.month, found.day) != (2, 29)
    return found.replace(year=found.year - 1) if late and isinstance(found, date) else found


def _given(record: MeetingRecord, consent: Consent, values: Mapping[str, str], on: date) -> Consent:
    titles = {p.name: p.title for p in record.participants if p.name}
    names = [name.strip() for name in values["givers"].split(",") if name.strip()]
    givers = tuple(Giver(name=name, relation=titles.get(name, "")) for name in names)
    return consent.model_copy(update={"givers": givers, "given_on": on, "heard_by": values.get("heard", "")})


# --- duties, and tiltak of last time -----------------------------------------------------------------------------


def _ask_duty(duty: Role, at: Mending, desktop: Desktop, _task: Task) -> None:
    people = [p for p in sorted(desktop.record.participants, key=lambda p: p.order) if p.role is not Role.CHILD]
    rows = [
        _not_now(),
        *(Row(person_name(p), tr("It is noted in the record and told in the minutes.")) for p in people),
    ]
    question = tr("Who wrote the minutes?") if duty is Role.REFERENT else tr("Who was viddevakt?")

    def chosen(index: int | None) -> None:
        if index:
            at.keep(_with_duty(people[index - 1], duty))

    at.app.push_screen(Pick(question, rows), chosen)


def _with_duty(person: Participant, duty: Role) -> Participant:
    return person.model_copy(update={"duties": (*person.duties, duty)})


def _ask_earlier(at: Mending, desktop: Desktop, task: Task) -> None:
    assert task.point is not None  # noqa: S101 - mend has looked
    text = task.point.values.get("tiltak", "")
    tiltak = next((t for t in desktop.record.earlier_tiltak if t.text == text and t.evaluated_on is None), None)
    if tiltak is None:
        return
    found: Tiltak = tiltak
    rows = [_not_now(), *(Row(tr(TILTAK_STATES[state]), tr("Then a line about what came of it.")) for state in STATES)]

    def chosen(index: int | None) -> None:
        if not index:
            return
        state = STATES[index - 1]

        def filled(values: dict[str, str] | None) -> None:
            effect = values["effect"] if values is not None else ""
            at.keep(found.model_copy(update={"state": state, "effect": effect, "evaluated_on": desktop.today}))

        at.app.push_screen(Fill(found.text, "", (Blank("effect", tr("What came of it?"), found.effect),)), filled)

    at.app.push_screen(Pick(found.text, rows), chosen)
