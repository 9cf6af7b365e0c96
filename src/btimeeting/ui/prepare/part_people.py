"""The form's middle parts: who comes, who does what, and the consents."""

from __future__ import annotations

from functools import partial

from btimeeting.documents.consent_words import refusal
from btimeeting.documents.labels import role_name
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, ConsentState, service_key
from btimeeting.domain.openpoints import viddevakt_clashes
from btimeeting.domain.record import MeetingRecord, Participant
from btimeeting.domain.seats import Presence
from btimeeting.i18n import N_, tr
from btimeeting.service import plan
from btimeeting.service.readiness import REFERENTS, meeting_day
from btimeeting.ui.prepare.context import Context
from btimeeting.ui.prepare.fields import Field, Row, Section, fact, knob, line, pick, short
from btimeeting.ui.prepare.part_case import minutes_words
from btimeeting.ui.prepare.readings import day_text, givers_text, read_day, read_givers

ROLES = (
    Role.HEAD,
    Role.FORESETTE,
    Role.CHILD,
    Role.EDUCATOR,
    Role.SERVICE,
    Role.INTERPRETER,
    Role.SUPPORT,
    Role.OTHER,
)
_COMES = (
    (Presence.PRESENT, N_("comes")),
    (Presence.ABSENT, N_("does not come")),
    (Presence.SUBSTITUTE, N_("comes as a substitute")),
    (Presence.WRITTEN, N_("sends something written")),
)
_CONSENT = {
    ConsentState.VALID: N_("valid"),
    ConsentState.MISSING: N_("not in place"),
    ConsentState.REFUSED: N_("has said no"),
    ConsentState.EXPIRED: N_("expired on the day of the meeting"),
    ConsentState.WITHDRAWN: N_("withdrawn"),
    ConsentState.REPLACED: N_("replaced by another"),
}


def people(record: MeetingRecord, context: Context) -> Section:
    """Everybody who is to come, services in speaking order."""
    roles = tuple((role.value, role_name(role)) for role in ROLES)
    rows: list[Row] = []
    for p in sorted(record.participants, key=lambda each: each.order):
        rows += _person(p, roles)
    rows.append(
        (
            knob("add-service", tr("+ a service"), lambda r, _: plan.add_person(r, Role.SERVICE)),
            knob("add-parent", tr("+ a parent"), lambda r, _: plan.add_person(r, Role.FORESETTE)),
            knob("add-child", tr("+ the child or youth"), _add_child),
        )
    )
    rows.append(
        (
            knob("add-interpreter", tr("+ interpreter"), lambda r, _: plan.add_person(r, Role.INTERPRETER)),
            knob("add-support", tr("+ support person"), lambda r, _: plan.add_person(r, Role.SUPPORT)),
            knob("add-other", tr("+ somebody else"), lambda r, _: plan.add_person(r, Role.OTHER)),
        )
    )
    told = minutes_words(record, context)
    if told:
        rows.append((fact("minutes", "", told),))
    return Section("people", tr("People"), tuple(rows))


def _person(p: Participant, roles: tuple[tuple[str, str], ...]) -> list[Row]:
    """Who it is; and under that whether they come."""
    comes = tuple((presence.value, tr(words)) for presence, words in _COMES)
    first = [
        pick(f"role-{p.id}", "", p.role.value, roles, partial(_role, p.id), width=24, owner=p.id),
        line(f"name-{p.id}", "", p.name, partial(_field, p.id, "name"), hint=tr("name"), owner=p.id),
    ]
    if p.role is Role.SERVICE:
        put = partial(_field, p.id, "service")
        first.append(line(f"service-{p.id}", "", p.service, put, hint=tr("service"), owner=p.id, strict=True))
    second = [
        pick(f"comes-{p.id}", "", p.presence.value, comes, partial(_comes, p.id), width=22, owner=p.id, under=True),
        line(f"title-{p.id}", "", p.title, partial(_field, p.id, "title"), hint=tr("title"), owner=p.id),
    ]
    if p.presence is Presence.SUBSTITUTE:
        put = partial(_field, p.id, "substitute_for")
        second.append(line(f"instead-{p.id}", "", p.substitute_for, put, hint=tr("in place of"), owner=p.id))
    return [tuple(first), tuple(second)]


def _comes(person_id: str, record: MeetingRecord, value: str) -> MeetingRecord:
    return plan.change_person(record, person_id, presence=Presence(value))


def _add_child(record: MeetingRecord, _: str) -> MeetingRecord:
    """The child is there itself: its name is known."""
    more = plan.add_person(record, Role.CHILD)
    newest = more.participants[-1]
    name = record.child.name if record.child is not None else ""
    return plan.change_person(more, newest.id, name=name)


def _role(person_id: str, record: MeetingRecord, value: str) -> MeetingRecord:
    return plan.change_person(record, person_id, role=Role(value))


def _field(person_id: str, name: str, record: MeetingRecord, text: str) -> MeetingRecord:
    return plan.change_person(record, person_id, **{name: short(text)})


def duties(record: MeetingRecord, context: Context) -> Section:  # noqa: ARG001 - parts are called alike
    """Who leads, writes, and keeps the structure. A clash is a line."""
    able = [p for p in record.participants if p.role not in (Role.FORESETTE, Role.CHILD) and not plan.is_blank(p)]
    keeper = record.with_duty(Role.VIDDEVAKT)
    if keeper is not None and keeper not in able:
        able.append(keeper)
    choices = (("", tr("nobody yet")), *((p.id, _called(p)) for p in able))
    rows: list[Row] = []
    for duty, label in (
        (Role.LEADER, tr("Leads the meeting")),
        (Role.REFERENT, tr("Writes the minutes")),
        (Role.VIDDEVAKT, tr("Viddevakt")),
    ):
        holder = record.with_duty(duty)
        rows.append(
            (
                pick(
                    f"duty-{duty.value}",
                    label,
                    holder.id if holder is not None else "",
                    choices,
                    partial(_duty, duty),
                    note=_duty_note(record, duty),
                ),
            )
        )
    return Section("duties", tr("Duties"), tuple(rows))


def _called(person: Participant) -> str:
    role = person.service or role_name(person.role)
    return f"{person.name} ({role})" if person.name else role


def _duty(duty: Role, record: MeetingRecord, value: str) -> MeetingRecord:
    return plan.with_duty(record, duty, value)


def _duty_note(record: MeetingRecord, duty: Role) -> str:
    holder = record.with_duty(duty)
    if duty is Role.REFERENT and holder is not None and holder.role not in REFERENTS:
        return tr("▲ Mostly the teacher or the head of the unit writes the minutes.")
    clashes = viddevakt_clashes(record) if duty is Role.VIDDEVAKT else ()
    if clashes:
        also = ", ".join(role_name(role) for role in clashes)
        return tr("▲ The viddevakt is also {role}: it is hard to keep the structure then.", role=also)
    return ""


def consents(record: MeetingRecord, context: Context) -> Section:
    """One block for each service that comes."""
    rows: list[Row] = []
    on = meeting_day(record, context.today, context.zone)
    for nth, service in enumerate(plan.services(record)):
        given = plan.consent_for(record, service)
        form = "" if given is None or given.given_on is None else given.form.value
        state = given.state(on) if given is not None else ConsentState.MISSING
        choices = (
            ("", tr("no consent yet")),
            (ConsentForm.WRITTEN.value, tr("written consent")),
            (ConsentForm.ORAL.value, tr("oral consent")),
        )
        note = f"▲ {tr(_CONSENT[state])}" if form and state is not ConsentState.VALID else ""
        if record.consent_state(service, on) is ConsentState.REFUSED:
            note = f"▲ {_no(record, service)}"
        put = partial(_form, service, context)
        rows.append((pick(f"consent-{nth}", service, form, choices, put, note=note),))
        if given is not None and form:
            rows += _given(nth, service, given, context)
    if not rows:
        rows.append((fact("consent-none", "", tr("Write the services under People first.")),))
    return Section("consent", tr("Consent"), tuple(rows))


def _no(record: MeetingRecord, service: str) -> str:
    """Who said no, and when: so that nobody asks them again every week."""
    found = [c for c in record.consents if c.refused and c.reaches((service_key(service),))]
    told = ", ".join(refusal(no) for no in found)
    return tr("{refusal}: ask again only when something is new.", refusal=told)


def _given(nth: int, service: str, given: Consent, context: Context) -> list[Row]:
    on, until = (partial(_consent_day, service, name, context) for name in ("given_on", "valid_until"))
    about = partial(_consent_line, service, "information")
    days = day_text(given.given_on), day_text(given.valid_until)
    rows: list[Row] = [
        (_givers_field(nth, service, given),),
        (
            line(f"given-{nth}", tr("  on, valid until"), days[0], on, hint=tr("day"), strict=True, width=14),
            line(f"until-{nth}", "", days[1], until, hint=tr("valid until"), strict=True),
        ),
        (line(f"about-{nth}", tr("  about what"), given.information, about, hint=tr("what may be shared")),),
    ]
    if given.form is ConsentForm.ORAL:
        put = partial(_consent_line, service, "heard_by")
        hint, note = tr("who heard it"), _heard(given)
        rows.append((line(f"heard-{nth}", tr("  heard by"), given.heard_by, put, hint=hint, note=note),))
    return rows


def _givers_field(nth: int, service: str, given: Consent) -> Field:
    hint = tr("for example Kari Demo (mother), Ola Demo (father)")
    note = "" if given.givers else tr("▲ Write who says yes: without a name it does not count.")
    text, put = givers_text(given.givers), partial(_givers, service)
    return line(f"givers-{nth}", tr("  given by"), text, put, hint=hint, note=note, strict=True)


def _heard(given: Consent) -> str:
    return "" if given.heard_by else tr("▲ An oral consent counts when it is written down who heard it.")


def _form(service: str, context: Context, record: MeetingRecord, value: str) -> MeetingRecord:
    if not value:
        return plan.with_consent(record, service, given_on=None)
    there = plan.consent_for(record, service)
    given_on = there.given_on if there is not None and there.given_on is not None else context.today
    return plan.with_consent(record, service, form=ConsentForm(value), given_on=given_on)


def _givers(service: str, record: MeetingRecord, text: str) -> MeetingRecord:
    return plan.with_consent(record, service, givers=read_givers(text))


def _consent_day(service: str, field: str, context: Context, record: MeetingRecord, text: str) -> MeetingRecord:
    day = read_day(text, context.today, past=field == "given_on")
    return plan.with_consent(record, service, **{field: day})


def _consent_line(service: str, field: str, record: MeetingRecord, text: str) -> MeetingRecord:
    return plan.with_consent(record, service, **{field: short(text)})
