"""What happened, one line for each event: for screen readers, pipes, logs and paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta, tzinfo

from btimeeting.documents.labels import group_name, lent_words, phase_title, speaker_name
from btimeeting.domain import events as e
from btimeeting.domain.events import Event, Part
from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import N_, dates, ntr, tr

_PRESENCE = {
    "present": N_("Here now: {who}."),
    "absent": N_("Not here: {who}."),
    "substitute": N_("A substitute is here: {who}."),
    "written": N_("Has sent something to be read out: {who}."),
    "left": N_("Has left: {who}."),
}
_BREAK_INS = {
    "time": N_("about the time"),
    "too_early": N_("an offer came too early"),
    "too_late": N_("a question came too late"),
    "sidetrack": N_("back to the subject"),
    "interruption": N_("let others finish"),
    "jargon": N_("everyday words"),
    "pause": N_("a small break"),
}
_CONSENT = {
    "leaves": N_("{who} leaves the meeting: consent is missing."),
    "oral": N_("Consent for {who} was given orally."),
    "general": N_("The meeting is general guidance while {who} is here."),
    "postponed": N_("The part with {who} is put off until consent is there."),
}
_READ_BACK = {
    "yes": N_("The baton log was read aloud. The family said yes."),
    "changed": N_("The baton log was read aloud and changed as the family wished."),
    "think": N_("The baton log was read aloud. The family wants to think about it."),
}


def line(event: Event, after: Meeting, labels: Mapping[str, str], zone: tzinfo) -> str | None:
    """One line for `event`, with the clock time first; None for what is nobody's business (prompts, references).

    `after` is the meeting with the event folded in, `labels` what services are called while the meeting lives.
    """
    say = _LINES.get(type(event))
    text = say(event, after, labels) if say is not None else ""
    return f"{dates.clock_time(event.moment.at, zone)}  {text}" if text else None


def _who_speaks(m: Meeting, labels: Mapping[str, str]) -> str:
    """Who has the word, and the time that is left of it: all of it when the turn begins."""
    turn = m.run.turn if m.run is not None else None
    if turn is None:
        return ""
    who, time = speaker_name(m, turn.group, labels), _time_of(turn.budget, turn.spent)
    texts = {
        Part.WHOLE: tr("The word goes to: {who}, {time}.", who=who, time=time),
        Part.ASK: tr("Questions from: {who}, {time}.", who=who, time=time),
        Part.ANSWER: tr("Answers for: {who}, {time}.", who=who, time=time),
        Part.READ: tr("{who} reads the baton log aloud.", who=who),
    }
    return texts[turn.part]


def _time_of(budget: timedelta, spent: timedelta) -> str:
    left = budget - spent
    if not spent:
        return dates.duration(budget)
    if left <= timedelta():
        return tr("{time} over the time", time=dates.duration(-left))
    return tr("{time} left", time=dates.duration(left))


def _opened(ev: e.Opened, _m: Meeting, _labels: Mapping[str, str]) -> str:
    total = ev.agenda.total // timedelta(minutes=1)
    return tr(
        "{title}: {n} phases, {minutes}.", title=ev.agenda.title, n=len(ev.agenda.phases), minutes=dates.minutes(total)
    )


def _phase(m: Meeting, labels: Mapping[str, str]) -> str:
    run = m.run
    if run is None:
        return ""
    head = tr("{title} ({time}).", title=phase_title(m, run.phase), time=dates.duration(run.planned))
    return f"{head} {_who_speaks(m, labels)}".rstrip()


def _skipped(ev: e.TurnSkipped, m: Meeting, labels: Mapping[str, str]) -> str:
    return f"{tr('Nothing to add: {who}.', who=group_name(ev.group, labels))} {_who_speaks(m, labels)}".rstrip()


def _passed(ev: e.TurnPassed, m: Meeting, labels: Mapping[str, str]) -> str:
    return f"{tr('Waits until later: {who}.', who=group_name(ev.group, labels))} {_who_speaks(m, labels)}".rstrip()


def _lent(ev: e.Lent, m: Meeting, _labels: Mapping[str, str]) -> str:
    return lent_words(ev, m)


def _presence(ev: e.PresenceChanged, m: Meeting, labels: Mapping[str, str]) -> str:
    group = next((seat.group for seat in m.seats if seat.id == ev.seat), ev.seat)
    return tr(_PRESENCE[ev.presence.value], who=group_name(group, labels))


def _withdrawn(ev: e.ConsentWithdrawn, _m: Meeting, labels: Mapping[str, str]) -> str:
    who = ", ".join(group_name(group, labels) for group in ev.groups)
    return tr("Consent was taken back. The meeting stands still until these have left: {who}.", who=who)


def _decided(ev: e.Decided, _m: Meeting, labels: Mapping[str, str]) -> str:
    if ev.service is None:
        return tr("The family has decided.")
    return tr("The family has decided: help from {who} first.", who=group_name(ev.service, labels))


def _gap(ev: e.GapJudged, _m: Meeting, _labels: Mapping[str, str]) -> str:
    time = dates.duration(ev.seconds)
    if ev.verdict == "count":
        return tr("The machine slept for {time}; that time counts.", time=time)
    return tr("The machine slept for {time}; that time does not count.", time=time)


def _undone(_ev: e.Undone, m: Meeting, labels: Mapping[str, str]) -> str:
    return f"{tr('The last step was taken back.')} {_who_speaks(m, labels)}".rstrip()


def _thanked(_ev: e.Thanked, m: Meeting, _labels: Mapping[str, str]) -> str:
    minutes = round((m.t - m.started_t) / timedelta(minutes=1))
    if m.ended_in is not None:
        title = phase_title(m, m.ended_in)
        text = tr("The meeting was stopped during “{title}” and ended there.", title=title)
        return f"{text} {tr('Thank you for today.')}"
    return tr("Thank you for today. The meeting took {minutes}.", minutes=ntr("{n} minute", "{n} minutes", minutes))


Say = Callable[..., str]
_LINES: dict[type, Say] = {
    e.Opened: _opened,
    e.Started: lambda _ev, m, labels: _phase(m, labels),
    e.PhaseEntered: lambda _ev, m, labels: _phase(m, labels),
    e.TurnEntered: lambda _ev, m, labels: _who_speaks(m, labels),
    e.TurnSkipped: _skipped,
    e.TurnPassed: _passed,
    e.OrderChanged: lambda ev, _m, labels: tr(
        "New order: {who}.", who=", ".join(group_name(group, labels) for group in ev.groups)
    ),
    e.Paused: lambda ev, _m, _labels: tr("Everything is stopped for now.") if ev.stop else tr("Pause."),
    e.Resumed: lambda _ev, m, labels: f"{tr('The meeting goes on.')} {_who_speaks(m, labels)}".rstrip(),
    e.Lent: _lent,
    e.PresenceChanged: _presence,
    e.SeatAdded: lambda ev, _m, labels: tr("Here now: {who}.", who=group_name(ev.seat.group, labels)),
    e.InterpreterSet: lambda _ev, _m, _labels: tr("The times have been set anew for the interpreter."),
    e.BrokeIn: lambda ev, _m, _labels: tr("The viddevakt broke in: {what}.", what=tr(_BREAK_INS[ev.what.value])),
    e.ConsentSettled: lambda ev, _m, labels: tr(_CONSENT[ev.way.value], who=group_name(ev.group, labels)),
    e.ConsentWithdrawn: _withdrawn,
    e.Decided: _decided,
    e.ReadAloud: lambda ev, _m, _labels: tr(_READ_BACK[ev.answer.value]),
    e.WallHidden: lambda _ev, _m, _labels: tr("The wall is black."),
    e.WallShown: lambda _ev, _m, _labels: tr("The wall shows the meeting again."),
    e.Thanked: _thanked,
    e.FamilyLeft: lambda _ev, _m, _labels: tr("The family has left. The employees evaluate the meeting."),
    e.Evaluated: lambda _ev, _m, _labels: tr("The evaluation is written."),
    e.Closed: lambda _ev, _m, _labels: tr("The meeting is closed."),
    e.Approved: lambda ev, _m, _labels: tr("A document was approved, version {version}.", version=ev.version),
    e.GapJudged: _gap,
    e.Undone: _undone,
}
