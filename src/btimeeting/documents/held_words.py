"""A value of the record as a family reads it: a label and a text for each thing that is written in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from enum import Enum

from pydantic import BaseModel

from btimeeting.documents.consent_words import TOLD
from btimeeting.documents.kind_words import kind_name
from btimeeting.documents.labels import group_name, role_name
from btimeeting.documents.level_words import GUARDS, OUTCOMES
from btimeeting.documents.words import TILTAK_STATES
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent
from btimeeting.domain.levels import Guard, Outcome
from btimeeting.domain.record import MeetingInfo, NoteField, TiltakState
from btimeeting.i18n import N_, dates, tr

LEFT_OUT = {
    *("id", "meeting_id", "case_id", "child_id", "offer_id", "replaced_by", "agenda_id", "about", "journal_head"),
    *("seat", "group", "order", "copy_no", "phase", "wall_style", "questions_apart", "shared_screen"),
    *("interpreter_percent", "markdown", "last_answer_e", "youth_consents_at", "youth_alone_from"),
}
"""What says nothing about the child: ids and settings; and what another meeting's evaluation said (question e)."""

LABELS = {
    "absent_recipients": N_("Minutes also to"),
    "acceptance": N_("Answer"),
    "alias": N_("Not the real name"),
    "answer": N_("Answer"),
    "answer_by": N_("Answers by"),
    "answered_on": N_("Answered on"),
    "approved_at": N_("Approved"),
    "approved_by": N_("Approved by"),
    "around": N_("Around the child"),
    "at": N_("Time"),
    "author": N_("Said by"),
    "born": N_("Born"),
    "by": N_("By"),
    "child_view": N_("The child’s view"),
    "closed": N_("Closed"),
    "confirmations": N_("What each one said"),
    "coordinator": N_("Child coordinator"),
    "decide_by": N_("To be decided by"),
    "decides": N_("Who decides"),
    "duties": N_("Duties"),
    "effect": N_("Effect"),
    "evaluated_on": N_("Evaluated"),
    "exceptions": N_("Not to be shared"),
    "field": N_("What it is"),
    "form": N_("How it was given"),
    "from_on": N_("From"),
    "from_step": N_("From step"),
    "guard": N_("About"),
    "given_on": N_("Given on"),
    "givers": N_("Given by"),
    "goal": N_("Goal"),
    "heard_by": N_("Heard by"),
    "held_on": N_("Held on"),
    "hidden_address": N_("Hidden address"),
    "individual_plan": N_("Individual plan"),
    "information": N_("What may be shared"),
    "informed_of": N_("Was informed of"),
    "interpreter": N_("Interpreter"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "legal_basis": N_("By what law"),
    "level": N_("Level"),
    "lifts": N_("Lifts confidentiality"),
    "locked_on": N_("Locked"),
    "locked_why": N_("Why it was locked"),
    "made_at": N_("Made"),
    "name": N_("Name"),
    "none_now": N_("No service for now"),
    "not_to_be_raised": N_("Not to be raised"),
    "note": N_("Note"),
    "number": N_("Case number"),
    "obtained": N_("The child has been heard"),
    "offered_on": N_("Asked on"),
    "on": N_("Date"),
    "on_paper": N_("Run on paper"),
    "opened_on": N_("Opened on"),
    "option": N_("Choice"),
    "outcome": N_("Outcome"),
    "own": N_("The youth’s own"),
    "owner": N_("Who does it"),
    "parents": N_("Parents"),
    "period": N_("Period"),
    "person": N_("Person"),
    "place": N_("Place"),
    "planned_start": N_("Planned"),
    "presence": N_("Attendance"),
    "profile": N_("The municipality’s flow"),
    "question": N_("Question"),
    "read_back": N_("What the family said to it"),
    "read_by": N_("Read by"),
    "reason": N_("Why it was changed"),
    "refused": N_("Said no"),
    "relation": N_("Relation"),
    "responsibility": N_("Parental responsibility"),
    "review_on": N_("To be evaluated"),
    "role": N_("Role"),
    "scope": N_("Individual or system"),
    "service": N_("Service"),
    "services": N_("Services"),
    "speaker": N_("Who"),
    "start_on": N_("Start"),
    "state": N_("State"),
    "statement": N_("In the child’s own words"),
    "substitute_for": N_("In place of"),
    "talked_on": N_("An adult talked with the child on"),
    "task": N_("Task"),
    "text": N_("Text"),
    "title": N_("Title"),
    "to_step": N_("To step"),
    "told": N_("What was told"),
    "told_by": N_("Told by"),
    "told_on": N_("Told on"),
    "topic": N_("Topic"),
    "undecided": N_("Nothing was decided"),
    "unit": N_("School or kindergarten"),
    "valid_from": N_("Valid from"),
    "valid_until": N_("Valid until"),
    "version": N_("Version"),
    "voice": N_("Voice"),
    "when": N_("When"),
    "who": N_("Who"),
    "who_asks": N_("Who asks the child"),
    "who_calls": N_("Who calls"),
    "who_talks": N_("Who talks with the child"),
    "why": N_("Why"),
    "withdrawn_by": N_("Taken back by"),
    "withdrawn_on": N_("Taken back on"),
    "written_by": N_("Written by"),
    "youth": N_("Called a youth"),
}

_LANGUAGES = {"nn": "nynorsk", "nb": "bokmål", "en": "English"}
_CHOICES = {
    "EntryKind.attention": N_("attention"),
    "EntryKind.goal": N_("goal"),
    "EntryKind.tiltak": N_("a measure"),
    "EntryKind.evaluation": N_("evaluation"),
    "EntryKind.meeting": N_("meeting"),
    "EntryKind.stafettholdar": N_("baton holder"),
    "EntryKind.bright_spot": N_("a bright spot"),
    "Scope.individual": N_("about a child"),
    "Scope.system": N_("about a group or an environment"),
    "CaseKind.individual": N_("about a child"),
    "CaseKind.system": N_("about a group or an environment"),
    "CaseKind.anonymous": N_("without a name"),
    "PreparedKind.child_words": N_("the child’s own words"),
    "PreparedKind.family_view": N_("how the family sees it"),
    "PreparedKind.educator_view": N_("how the teacher sees it"),
    "PreparedKind.not_to_be_raised": N_("not to be raised in the meeting"),
    "PreparedKind.service_draft": N_("a service’s draft"),
    "PreparedKind.unread": N_("written in the form, and not understood yet"),
    "Presence.present": N_("present"),
    "Presence.absent": N_("absent"),
    "Presence.substitute": N_("somebody came instead"),
    "Presence.written": N_("sent something in writing"),
    "Presence.left": N_("left before the end"),
    "Acceptance.offered": N_("asked"),
    "Acceptance.service": N_("the service has said yes"),
    "Acceptance.accepted": N_("has said yes"),
    "Acceptance.declined": N_("has said no"),
    "Answer.yes": N_("yes"),
    "Answer.changed": N_("wants it changed"),
    "Answer.think": N_("wants to think it over"),
    "Answer.no": N_("sees it otherwise"),
    "ReadBack.yes": N_("yes"),
    "ReadBack.changed": N_("wants it changed"),
    "ReadBack.think": N_("wants to think it over"),
    "MeetingState.prepared": N_("prepared"),
    "MeetingState.under_way": N_("under way"),
    "MeetingState.held": N_("held"),
    "MeetingState.approved": N_("held, and the minutes approved"),
    "ConsentForm.written": N_("in writing"),
    "ConsentForm.oral": N_("by word of mouth"),
    "NoteField.note": N_("note"),
    "NoteField.challenge": N_("the challenge"),
    "NoteField.question": N_("question"),
    "NoteField.answer": N_("answer"),
    "NoteField.thought": N_("thought"),
    "NoteField.view": N_("view"),
    "NoteField.row": N_("a line half written"),
    "NoteField.summary": N_("summary"),
    "DocumentKind.referat": N_("minutes"),
    "DocumentKind.evaluering": N_("evaluation"),
}


def lines(value: BaseModel, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """Label and text of everything in a value that says something; what is empty or a plain «no» is passed over."""
    for name in type(value).model_fields:
        found = getattr(value, name)
        if name in LEFT_OUT or found in (None, "", (), False):
            continue
        if isinstance(value, MeetingInfo) and name == "language":
            continue  # of the screens, not of anybody
        if isinstance(value, Consent) and value.refused and name in ("refused", "lifts"):
            continue  # told by what the names stand under
        text = _text(name, found, zone)
        if text:
            said_no = name == "givers" and isinstance(value, Consent) and value.refused
            yield label("refused" if said_no else name), text


def label(name: str) -> str:
    """What a field is called; one nobody has named stands as the program calls it."""
    return tr(LABELS[name]) if name in LABELS else name


def _text(name: str, found: object, zone: tzinfo) -> str:
    """A field's value in words."""
    if name == "speaker":
        return group_name(str(found), {})
    if name == "informed_of" and isinstance(found, tuple):
        return "; ".join(tr(TOLD[each]) if each in TOLD else str(each) for each in found)
    if name == "language":
        return _LANGUAGES.get(str(found), str(found))
    match found:
        case bool():
            return tr("yes")
        case Enum():
            return choice(found)
        case datetime():
            local = found.astimezone(zone)
            return f"{dates.long_date(local.date())} {dates.clock_time(local)}"
        case date():
            return dates.long_date(found)
        case time():
            return f"{found:%H.%M}"
        case tuple():
            return "; ".join(_text("", each, zone) for each in found)
        case BaseModel():
            return ", ".join(f"{told}: {text}" for told, text in lines(found, zone))
    return str(found)


def choice(value: Enum) -> str:
    """A choice in words."""
    if isinstance(value, Role):
        return role_name(value)
    if isinstance(value, TiltakState):
        return tr(TILTAK_STATES[value])
    if isinstance(value, Guard):
        return tr(GUARDS[value])
    if isinstance(value, Outcome):
        return tr(OUTCOMES[value])
    known = _CHOICES.get(f"{type(value).__name__}.{value.value}")
    return tr(known) if known is not None else str(value.value)


def what(kind: str, value: BaseModel) -> str:
    """What a value is called above its lines: a note by what it is."""
    field = getattr(value, "field", None)
    return choice(field) if isinstance(field, NoteField) else kind_name(kind)
