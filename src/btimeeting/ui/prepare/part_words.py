"""The form's last parts: words prepared before the meeting, what was tried, the services' drafts, what is missing."""

from __future__ import annotations

from functools import partial

from btimeeting.documents.labels import role_name
from btimeeting.domain.agenda import Role
from btimeeting.domain.record import LONG, MeetingRecord, PreparedKind
from btimeeting.i18n import ntr, tr
from btimeeting.service import plan
from btimeeting.service.readiness import lacks
from btimeeting.ui.prepare.context import Context
from btimeeting.ui.prepare.fields import Field, Kind, Row, Section, area, fact, kept, knob, line, pick, short
from btimeeting.ui.prepare.lack_words import sentence

TELLERS = (Role.FORESETTE, Role.CHILD, Role.EDUCATOR)
READERS = (Role.CHILD, Role.FORESETTE, Role.EDUCATOR, Role.HEAD, Role.SERVICE, Role.SUPPORT)


def voices(record: MeetingRecord, context: Context) -> Section:  # noqa: ARG001 - parts are called alike
    """The child's own words, what must not be raised, how family and teacher see it."""
    words = plan.prepared_for(record, PreparedKind.CHILD_WORDS)
    readers = (("", tr("nobody yet")), *((role.value, role_name(role)) for role in READERS))
    reader = words.read_by.value if words is not None and words.read_by is not None else ""
    kept_out, before = tr("what is kept out of this meeting"), tr("written before the meeting")
    own, kind = tr("as the child says it"), PreparedKind
    rows: tuple[Row, ...] = (
        (_area(record, "child-words", tr("The child's own words"), kind.CHILD_WORDS, own),),
        (pick("reader", tr("read aloud by"), reader, readers, _reader),),
        (_area(record, "not-raised", tr("Not to be raised"), kind.NOT_TO_BE_RAISED, kept_out),),
        (_area(record, "family-view", tr("The family's view"), kind.FAMILY_VIEW, before),),
        (_area(record, "educator-view", tr("The teacher's view"), kind.EDUCATOR_VIEW, before),),
    )
    return Section("voices", tr("Voices"), rows)


def _area(record: MeetingRecord, field_id: str, label: str, kind: PreparedKind, hint: str) -> Field:
    there = plan.prepared_for(record, kind)
    return area(field_id, label, there.text if there is not None else "", partial(_words, kind, None), hint=hint)


def _words(kind: PreparedKind, group: str | None, record: MeetingRecord, text: str) -> MeetingRecord:
    return plan.with_prepared(record, kind, group, text=kept(text, LONG))


def _reader(record: MeetingRecord, value: str) -> MeetingRecord:
    return plan.with_prepared(record, PreparedKind.CHILD_WORDS, read_by=Role(value) if value else None)


def tried(record: MeetingRecord, context: Context) -> Section:  # noqa: ARG001 - parts are called alike
    """What has been tried, and how it went."""
    told_by = (("", tr("told by …")), *((role.value, role_name(role)) for role in TELLERS))
    rows: list[Row] = []
    for t in record.tried:
        who = t.told_by.value if t.told_by is not None else ""
        rows.append(
            (
                line(f"tried-{t.id}", "", t.text, partial(_tried, t.id, "text"), hint=tr("what was tried"), owner=t.id),
                line(f"period-{t.id}", "", t.period, partial(_tried, t.id, "period"), hint=tr("when"), owner=t.id),
                line(f"effect-{t.id}", "", t.effect, partial(_tried, t.id, "effect"), hint=tr("effect"), owner=t.id),
                pick(f"told-{t.id}", "", who, told_by, partial(_told, t.id), width=24, owner=t.id),
            )
        )
    rows.append((knob("add-tried", tr("+ something that was tried"), lambda r, _: plan.add_tried(r)),))
    return Section("tried", tr("Tried before"), tuple(rows))


def _tried(tried_id: str, field: str, record: MeetingRecord, text: str) -> MeetingRecord:
    return plan.change_tried(record, tried_id, **{field: short(text)})


def _told(tried_id: str, record: MeetingRecord, value: str) -> MeetingRecord:
    return plan.change_tried(record, tried_id, told_by=Role(value) if value else None)


def drafts(record: MeetingRecord, context: Context) -> Section:
    """What the services think of offering: covered, and hidden in the meeting until they say it."""
    rows: list[Row] = []
    groups = {p.group: p.service for p in record.people(Role.SERVICE) if p.service.strip()}
    for group, service in groups.items():
        there = plan.prepared_for(record, PreparedKind.SERVICE_DRAFT, group)
        text = there.text if there is not None else ""
        field_id = f"draft-{group}"
        put = partial(_words, PreparedKind.SERVICE_DRAFT, group)
        if field_id in context.opened:
            rows.append((area(field_id, service, text, put, hint=tr("a line for each thing it may offer")),))
        else:
            rows.append((Field(field_id, Kind.HIDDEN, service, _covered(text)),))
    if not rows:
        rows.append((fact("draft-none", "", tr("Write the services under People first.")),))
    return Section("drafts", tr("Drafts of the services"), tuple(rows))


def _covered(text: str) -> str:
    lines = len([each for each in text.splitlines() if each.strip()])
    if not lines:
        return tr("nothing written · Enter opens it")
    return ntr("{n} line, hidden · Enter opens it", "{n} lines, hidden · Enter opens it", lines)


def ready(record: MeetingRecord, context: Context) -> Section:
    """One list, green or amber."""
    points = lacks(record, context.agenda, context.today, context.zone)
    rows: list[Row] = [
        (Field(f"lack-{nth}", Kind.WAY, "", f"▲ {sentence(point)}", leads_to=point.section),)
        for nth, point in enumerate(points)
    ]
    told = tr("Nothing of this stops the meeting. Enter leads to what is missing.")
    rows.append((fact("ready-list", "", told if points else "✓ " + tr("Everything is in place.")),))
    return Section("ready", tr("Ready?"), tuple(rows))
