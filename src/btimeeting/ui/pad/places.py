"""Where a note belongs: phase, speaker and field. What the referent writes in which phase (domain.md 5.6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from btimeeting.domain.agenda import Entry, Form, Phase, Role
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.record import NoteField
from btimeeting.domain.seats import LEADER_GROUP
from btimeeting.i18n import N_

_BY_ENTRY = (
    (("describe", Entry.CHALLENGE), (NoteField.CHALLENGE,)),
    (("clarify", Entry.QUESTIONS), (NoteField.QUESTION, NoteField.ANSWER)),
    (("reflect", Entry.THOUGHTS), (NoteField.THOUGHT,)),
    (("offer", Entry.OFFERS), (NoteField.VIEW,)),
    (("close", Entry.SUMMARY), (NoteField.SUMMARY,)),
)
OF_NOBODY = frozenset({NoteField.NOTE, NoteField.SUMMARY})
"""Fields that belong to the phase and not to whoever has the word."""

FIELD_NAMES = {
    NoteField.NOTE: N_("Own note"),
    NoteField.CHALLENGE: N_("Challenge"),
    NoteField.QUESTION: N_("Question"),
    NoteField.ANSWER: N_("Answer"),
    NoteField.THOUGHT: N_("Thoughts"),
    NoteField.VIEW: N_("View"),
    NoteField.SUMMARY: N_("Summary"),
}
FIELD_HINTS = {
    NoteField.NOTE: N_("For yourself; it does not come into the minutes"),
    NoteField.CHALLENGE: N_("In the speaker's own words"),
    NoteField.QUESTION: N_(
        "What the service asks – for your own use: questions and answers do not come into the minutes"
    ),
    NoteField.ANSWER: N_("What is answered"),
    NoteField.THOUGHT: N_("Anything new? Anything to try for oneself?"),
    NoteField.VIEW: N_("How the service sees it – stays out of the minutes, as do offers nobody chooses"),
    NoteField.SUMMARY: N_("What we solve together, and what we try first"),
}
_CHOSEN = {
    NoteField.QUESTION: ("questions", N_("What the service asks")),
    NoteField.VIEW: ("offers", N_("How the service sees it")),
}
"""The hints where the house has chosen these for its referat."""


def hint(field: NoteField, in_referat: Collection[str]) -> str:
    """What to write in a field, and whether it comes into the referat (`Look.in_referat`); to be translated."""
    name, chosen = _CHOSEN.get(field, ("", ""))
    return chosen if name in in_referat else FIELD_HINTS[field]


@dataclass(frozen=True, slots=True)
class Place:
    """One note: the text typed there is saved there, wherever the meeting has gone meanwhile."""

    phase: str
    speaker: str
    field: NoteField


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the meeting is, as the pad sees it."""

    phase: str
    speaker: str
    fields: tuple[NoteField, ...]
    decides: bool = False
    """The family decides here: the decision is shown in place of notes."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The notes that are written here."""
        return tuple(Place(self.phase, self.speaker, field) for field in self.fields)


def fields_of(phase: Phase) -> tuple[NoteField, ...]:
    """What is written in a phase: by its id or what its agenda says is filled in; else an own note."""
    if Form.DECISION in phase.forms:
        return ()
    for (phase_id, entry), fields in _BY_ENTRY:
        if phase.id == phase_id or entry in phase.entries:
            return fields
    return (NoteField.NOTE,)


def spot_of(meeting: Meeting, before: Spot | None = None) -> Spot | None:
    """Where the meeting is; None while there is nothing to write. Between two turns it stays with the last speaker."""
    if meeting.agenda is None or not meeting.family_in_room:
        return None
    phase = meeting.phase or meeting.agenda.phases[0 if meeting.stage is Stage.WAITING else -1]
    fields = fields_of(phase)
    turn = meeting.run.turn if meeting.run is not None else None
    if OF_NOBODY.issuperset(fields):
        speaker = LEADER_GROUP
    elif turn is not None:
        speaker = turn.group
    else:
        speaker = before.speaker if before is not None and before.phase == phase.id else LEADER_GROUP
    return Spot(phase.id, speaker, fields, decides=Form.DECISION in phase.forms)


def spots(meeting: Meeting) -> list[Spot]:
    """Every place notes can stand in, in the order of the meeting: for whoever finishes the referat."""
    found = []
    for phase in meeting.agenda.phases if meeting.agenda is not None else ():
        fields = fields_of(phase)
        if Form.ROUND in phase.forms and fields:
            speakers: tuple[str, ...] = meeting.order
        elif OF_NOBODY.issuperset(fields):
            speakers = (LEADER_GROUP,)
        else:
            child = meeting.groups(Role.CHILD) if phase.id in meeting.child_turns else ()
            after = {Role.FORESETTE: child}  # as they speak in the meeting
            speakers = tuple(g for role in phase.speakers for g in (*meeting.groups(role), *after.get(role, ())))
            speakers = (*speakers, *child)
        found += [Spot(phase.id, s, fields, Form.DECISION in phase.forms) for s in dict.fromkeys(speakers)]
    return found


def decides_next(meeting: Meeting, phase_id: str) -> bool:
    """Whether the family decides in the phase after this one."""
    phases = meeting.agenda.phases if meeting.agenda is not None else ()
    return any(here.id == phase_id and Form.DECISION in after.forms for here, after in pairwise(phases))


__all__ = [
    "FIELD_HINTS",
    "FIELD_NAMES",
    "Place",
    "Spot",
    "decides_next",
    "fields_of",
    "hint",
    "spot_of",
    "spots",
]
