"""The meeting in words people use: who speaks, what comes next, how time stands. Text only, no Textual."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta, tzinfo

from btimeeting.documents.labels import lent_words, role_name, speaker_name
from btimeeting.domain.agenda import Entry, Form, Phase
from btimeeting.domain.clock import ClockFace, Heat
from btimeeting.domain.events import Lent, Part, ReadAloud, ReadBack
from btimeeting.domain.meeting import Meeting, Slot, Stage, waiting
from btimeeting.domain.moment import ZERO
from btimeeting.domain.onward import index_after
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import clock_time, duration, minutes

Labels = Mapping[str, str]

MINUTE = timedelta(minutes=1)
HAIR = timedelta(milliseconds=1)
"""A timer that fires a hair early must not show the second that is just ending."""

_HEAT = {Heat.QUIET: "", Heat.SOON: N_("▲ nearly over"), Heat.OVER: N_("■ over time")}
_STAGE = {
    Stage.WAITING: N_("○ not started"),
    Stage.RUNNING: N_("● running"),
    Stage.PAUSED: N_("❚❚ pause"),
    Stage.THANKED: N_("✓ thanked"),
    Stage.EVALUATING: N_("● evaluation"),
    Stage.CLOSED: N_("✓ ended"),
}


def countdown(left: timedelta) -> str:
    """Time left as it is shown: rounded up, so that a full phase shows its whole length; −0:12 when over."""
    return duration(math.ceil((left - HAIR).total_seconds()))


def heat_word(heat: Heat) -> str:
    """Sign and word of a clock: nothing while all is well."""
    return tr(_HEAT[heat]) if _HEAT[heat] else ""


def stage_word(meeting: Meeting) -> str:
    """Sign and word of the meeting's stage: «● går», «❚❚ pause»."""
    return tr("■ stopped") if meeting.stopped else tr(_STAGE[meeting.stage])


def under_way(meeting: Meeting) -> bool:
    """Whether people sit together and the meeting goes on, whatever becomes of a window."""
    return meeting.stage in (Stage.RUNNING, Stage.PAUSED, Stage.THANKED, Stage.EVALUATING)


def left_behind(meeting: Meeting) -> str:
    """What becomes of the meeting when a window of it is closed."""
    if meeting.stage is Stage.CLOSED:
        return tr("The meeting is over.")
    return tr("The meeting goes on.") if under_way(meeting) else tr("The meeting has not been started.")


def nobody_leads(meeting: Meeting) -> str:
    """What other windows say, quietly, when the leader's is gone; "" where none is missed: before and after."""
    if meeting.stage is Stage.RUNNING:
        return tr("the leader's window is gone – the clock goes on")
    return tr("the leader's window is gone") if meeting.stage in (Stage.PAUSED, Stage.THANKED) else ""


def phase_number(meeting: Meeting) -> str:
    """«3 av 7»."""
    if meeting.current is None:
        return ""
    return tr("{n} of {all}", n=meeting.current + 1, all=len(meeting.runs))


def phase_title(meeting: Meeting) -> str:
    """The phase under way, or the meeting itself."""
    if meeting.phase is not None:
        return meeting.phase.title
    return meeting.agenda.title if meeting.agenda is not None else ""


def _speaks(meeting: Meeting, slot: Slot, phase: Phase, labels: Labels) -> str:
    """Who has the word and what for: «Helsestasjonen spør». Where nothing is decided, nothing is read aloud."""
    group, part = slot
    who = speaker_name(meeting, group, labels)
    if part is Part.READ:
        return tr("{who} to sum up", who=who) if meeting.decision is None else tr("{who} to read aloud", who=who)
    if part is Part.ANSWER:
        return tr("Answers to {who}", who=who)
    if Form.ROUND in phase.forms and phase.answers:
        return tr("{who} to ask", who=who)
    if Form.ROUND in phase.forms and Entry.OFFERS in phase.entries:
        return tr("{who} to suggest", who=who)
    return tr("{who} to speak", who=who)


def speaks_now(meeting: Meeting, labels: Labels) -> str:
    """Who has the word now; a round that is done says so."""
    run, phase = meeting.run, meeting.phase
    if run is None or phase is None:
        return ""
    if run.turn is None:
        return tr("Everybody has had the word")
    return _speaks(meeting, (run.turn.group, run.turn.part), phase, labels)


def answers_then(meeting: Meeting) -> str:
    """Who answers after the question that is being asked: «føresette og kontaktlærar»; "" when nobody does."""
    run, phase = meeting.run, meeting.phase
    if run is None or phase is None or run.turn is None or run.turn.part is not Part.WHOLE:
        return ""
    return listed([role_name(role) for role in phase.answers])


def listed(names: list[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    if len(names) < 2:  # noqa: PLR2004 - one or none
        return "".join(names)
    return tr("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])


def next_slot(meeting: Meeting) -> Slot | None:
    """Whose turn the main key would open in this phase."""
    coming = waiting(meeting)
    return coming[0] if coming else None


def next_who(meeting: Meeting, labels: Labels) -> str:
    """Who or what comes after this turn, in few words: a group, a phase, or the end."""
    slot = next_slot(meeting)
    if slot is not None:
        return speaker_name(meeting, slot[0], labels)
    index = index_after(meeting)
    if index is None or meeting.agenda is None:
        return tr("thanks and goodbye")
    return meeting.agenda.phases[index].title


def next_act(meeting: Meeting, labels: Labels) -> str:
    """What the main key does now, as an act: «Neste: PPT spør»."""
    match meeting.stage:
        case Stage.WAITING:
            return tr("Start the meeting")
        case Stage.PAUSED:
            return tr("Go on")
        case Stage.THANKED:
            return tr("The family has left – start the evaluation")
        case Stage.EVALUATING:
            return tr("End the meeting")
        case Stage.CLOSED:
            return ""
    slot, phase = next_slot(meeting), meeting.phase
    if slot is not None and phase is not None:
        plain = slot[1] is Part.WHOLE and Form.ROUND not in phase.forms
        what = speaker_name(meeting, slot[0], labels) if plain else _speaks(meeting, slot, phase, labels)
        return tr("Next: {what}", what=what)
    if index_after(meeting) is None:
        return tr("Thank everybody – the family may go")
    return tr("Next phase: {title}", title=next_who(meeting, labels))


def next_act_short(meeting: Meeting, labels: Labels) -> str:
    """The same in fewer words: «Neste: PPT», «Neste: fase 5», «Takk alle»; "" where it is short already."""
    if meeting.stage is Stage.THANKED:
        return tr("The family has left")
    if meeting.stage is not Stage.RUNNING:
        return ""
    slot, index = next_slot(meeting), index_after(meeting)
    if slot is None and index is not None:
        return tr("Next: phase {n}", n=index + 1)
    return tr("Thank everybody") if slot is None else tr("Next: {what}", what=next_who(meeting, labels))


def rule(meeting: Meeting) -> str:
    """The phase's rule in a few words: what is permitted; else nothing."""
    return meeting.phase.permitted if meeting.phase is not None else ""


def not_permitted(meeting: Meeting) -> str:
    """What the phase does not permit, if the agenda says so."""
    if meeting.phase is None or not meeting.phase.not_permitted:
        return ""
    return tr("Not now: {what}", what=meeting.phase.not_permitted)


def ends(meeting: Meeting, clock: ClockFace, zone: tzinfo, *, calm: bool = False) -> str:
    """«Me sluttar kl. 10.17». In the calm style the time the phase is over by is left out: nobody is hurried."""
    over = min(ZERO, clock.remaining) / meeting.speed if calm else ZERO
    return tr("We end at {time}", time=clock_time(clock.planned_end + over, zone))


def ended_at(clock: ClockFace, zone: tzinfo) -> str:
    """«slutt 10.17», for the work face."""
    return tr("end {time}", time=clock_time(clock.planned_end, zone))


def pace(clock: ClockFace) -> str:
    """«1 min bak planen», in whole minutes; nothing within half a minute either way."""
    n = round(clock.pace / MINUTE)
    if n > 0:
        return tr("{n} min behind the plan", n=n)
    if n < 0:
        return tr("{n} min ahead of the plan", n=-n)
    return tr("on time")


def slept(gap: timedelta) -> str:
    """How long the machine slept, rounded to minutes."""
    return minutes(max(1, round(gap / MINUTE)))


def newest_told(meeting: Meeting, *, in_room: bool) -> str:
    """What is said of the newest thing that happened, where nothing else shows it; "" of most."""
    newest = meeting.log[-1][2] if meeting.log else None
    if isinstance(newest, ReadAloud) and newest.answer is ReadBack.CHANGED and in_room:
        return tr("The text is to be changed (F4), and read aloud again (R)")
    if isinstance(newest, Lent):
        return lent_words(newest, meeting)
    return ""
