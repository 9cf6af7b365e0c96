"""The form's first parts: the child, the meeting, and what lies before it."""

from __future__ import annotations

from functools import partial

from btimeeting.domain.agenda import Role
from btimeeting.domain.calendar_rules import proposals
from btimeeting.domain.events import WallStyle
from btimeeting.domain.record import MeetingRecord, TiltakState
from btimeeting.domain.rounds import SHORT_TURN_S
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import duration, long_date, short_date
from btimeeting.service import plan
from btimeeting.service.readiness import meeting_day, missing_consents, turn_seconds
from btimeeting.ui.prepare.context import Context
from btimeeting.ui.prepare.fields import Field, Kind, Put, Row, Section, fact, line, pick, short
from btimeeting.ui.prepare.readings import (
    day_text,
    read_born,
    read_percent,
    read_start,
    start_doubt,
    start_words,
)

NUMBER = "number"
"""The one field that may bring another case with it: the screen asks the record itself."""
WALL = "see-wall"
"""Shows the wall of this meeting."""
DATES = "house-dates"
"""The one field that belongs to the unit and not to this meeting."""
LANGUAGES = (("nn", N_("Nynorsk")), ("nb", N_("Bokmål")), ("en", N_("English")))
_STYLES = (
    (WallStyle.AUTO, N_("digits, and calm while the family speaks")),
    (WallStyle.CALM, N_("calm all the way")),
    (WallStyle.DIGITS, N_("digits all the way")),
)
_STATES = (
    (TiltakState.PLANNED, N_("not evaluated yet")),
    (TiltakState.GOES_ON, N_("goes on")),
    (TiltakState.CHANGED, N_("changed")),
    (TiltakState.STOPPED, N_("ended")),
    (TiltakState.DONE, N_("done")),
)


def flag(value: bool) -> str:
    """A choice of two as a field holds it: "1", or nothing."""
    return "1" if value else ""


def child(record: MeetingRecord, context: Context) -> Section:
    """Who the meeting is about."""
    one = record.child
    name = one.name if one is not None else ""
    born = one.born if one is not None else None
    spoken = one.language if one is not None else record.info.language

    def put_name(r: MeetingRecord, text: str) -> MeetingRecord:
        return r if r.child is None and not text.strip() else plan.with_child(r, name=short(text))

    def put_born(r: MeetingRecord, text: str) -> MeetingRecord:
        return plan.with_child(r, born=read_born(text, context.today))

    rows: tuple[Row, ...] = (
        (Field(NUMBER, Kind.LINE, tr("Case number"), record.case.number, strict=True),),
        (line("child", tr("Child or youth"), name, put_name, hint=tr("name, or what you call the child")),),
        (
            pick("alias", tr("The name is"), flag(one.alias if one else False), name_choices(), _child_flag("alias")),
            pick("youth", "", flag(one.youth if one else False), age_choices(), _child_flag("youth")),
        ),
        (line("born", tr("Born"), day_text(born), put_born, hint=tr("day.month.year"), strict=True),),
        (
            pick("child-language", tr("Language at home"), spoken, _languages(), _child_language),
            pick(
                "hidden",
                "",
                flag(one.hidden_address if one else False),
                (("", tr("address is not secret")), ("1", tr("SECRET address"))),
                _child_flag("hidden_address"),
            ),
        ),
    )
    return Section("child", tr("Child"), (*_faulty(context), *rows))


def _faulty(context: Context) -> tuple[Row, ...]:
    """What holds while the municipality's profile cannot be read, and where its faults are told."""
    if not context.tells_faults:
        return ()
    told = tr("The profile of the levels cannot be read: all are asked for consent.")
    where = tr("What is wrong with it: {line}", line=context.tells_faults)
    return ((fact("profile-faults", "", f"! {told} {where}"),),)


def name_choices() -> tuple[tuple[str, str], ...]:
    """Whether a name is the real one."""
    return ("", tr("the real name")), ("1", tr("an alias"))


def age_choices() -> tuple[tuple[str, str], ...]:
    """What a child is called."""
    return ("", tr("is called child")), ("1", tr("is called youth"))


def _languages() -> tuple[tuple[str, str], ...]:
    return tuple((code, tr(name)) for code, name in LANGUAGES)


def _child_flag(field: str) -> Put:
    return lambda record, value: plan.with_child(record, **{field: bool(value)})


def _child_language(record: MeetingRecord, value: str) -> MeetingRecord:
    return plan.with_child(record, language=value)


def meeting(record: MeetingRecord, context: Context) -> Section:
    """When, where, how it is shown."""
    info = record.info
    agendas = context.agendas or ((info.agenda_id, info.agenda_id),)
    rows: list[Row] = [
        (_start(record, context),),
        (line("place", tr("Place"), info.place, _line("place"), hint=tr("which room")),),
        (pick("agenda", tr("Agenda"), info.agenda_id, agendas, _info("agenda_id")),),
        (pick("language", tr("Minutes in"), info.language, _languages(), _info("language")),),
        *((shown,) for shown in _screens(record)),
        (line("interpreter", tr("Interpreter"), info.interpreter, _line("interpreter"), hint=tr("language or name")),),
    ]
    if info.interpreter:
        rows.append(
            (
                line(
                    "percent",
                    tr("Time with interpreter"),
                    f"{info.interpreter_percent} %",
                    _percent,
                    strict=True,
                    note=tr("150 % means that everything takes half as long again."),
                ),
            )
        )
    return Section("meeting", tr("Meeting"), tuple(rows))


def _start(record: MeetingRecord, context: Context) -> Field:
    start = record.info.planned_start
    local = start.astimezone(context.zone) if start is not None else None
    written = f"{day_text(local.date())} {local.hour}.{local.minute:02}" if local is not None else ""
    understood = start_words(start, context.zone)
    note = f"→ {understood} {start_doubt(start, context.zone)}".rstrip() if understood else ""

    def put(r: MeetingRecord, text: str) -> MeetingRecord:
        return plan.with_info(r, planned_start=read_start(text, context.today, r.info.planned_start, context.zone))

    hint = tr("for example Friday 9.30")
    return line("start", tr("Day and time"), written, put, hint=hint, note=note, strict=True)


def _screens(record: MeetingRecord) -> tuple[Field, ...]:
    """Who sees this screen, what stands on the wall, how a round is timed."""
    info = record.info
    seen = (("1", tr("others see this screen (projector)")), ("", tr("only the leader sees this screen")))
    styles = tuple((style.value, tr(words)) for style, words in _STYLES)
    timed = (("", tr("question and answer timed together")), ("1", tr("question and answer timed apart")))
    shared, apart = flag(info.shared_screen), flag(info.questions_apart)
    wall = info.wall_style.value
    return (
        pick("shared", tr("This screen"), shared, seen, _info_flag("shared_screen"), note=_shared_note(record)),
        pick("wall", tr("On the wall"), wall, styles, _info("wall_style"), note=_calm_advice(record)),
        Field(WALL, Kind.KNOB, " ", tr("See what the wall will look like")),
        pick("apart", tr("Questions"), apart, timed, _info_flag("questions_apart")),
    )


def _shared_note(record: MeetingRecord) -> str:
    if record.info.shared_screen:
        return tr("Others see it: the console begins with the room page, without names.")
    return ""


def _calm_advice(record: MeetingRecord) -> str:
    if record.people(Role.CHILD) and record.info.wall_style is not WallStyle.CALM:
        return tr("The child or youth is to be there: calm all the way may be kinder.")
    return ""


def _line(field: str) -> Put:
    return lambda record, text: plan.with_info(record, **{field: short(text)})


def _info(field: str) -> Put:
    return lambda record, value: plan.with_info(record, **{field: value})


def _info_flag(field: str) -> Put:
    return lambda record, value: plan.with_info(record, **{field: bool(value)})


def _percent(record: MeetingRecord, text: str) -> MeetingRecord:
    return plan.with_info(record, interpreter_percent=read_percent(text))


def earlier(record: MeetingRecord, context: Context) -> Section:
    """How last time's tiltak went, and what the last evaluation said to do better."""
    rows: list[Row] = []
    states = tuple((state.value, tr(words)) for state, words in _STATES)
    for t in record.earlier_tiltak:
        due = f" ({tr('evaluated {date}', date=short_date(t.review_on))})" if t.review_on is not None else ""
        rows.append((fact(f"earlier-text-{t.id}", "", f"{t.text}{due}"),))
        state = partial(_earlier_state, t.id, context)
        effect = partial(_earlier_effect, t.id, context)
        rows.append(
            (
                pick(f"earlier-state-{t.id}", tr("How it stands"), t.state.value, states, state, width=24),
                line(f"earlier-effect-{t.id}", "", t.effect, effect, hint=tr("how did it go?")),
            )
        )
    if not rows:
        rows.append((fact("earlier-none", "", tr("There is nothing from an earlier meeting in this case.")),))
    if record.info.last_answer_e:
        rows.append((fact("last-e", tr("Last time's evaluation"), f"«{record.info.last_answer_e}»"),))
    return Section("earlier", tr("Last time and next time"), (*rows, *_next_dates(context)))


def _next_dates(context: Context) -> tuple[Row, ...]:
    """What will be proposed for the next meeting, and where the unit's dates are written, once for all meetings."""
    rule = context.agenda.next_meeting if context.agenda is not None else ""
    days = [long_date(day) for day in proposals(context.dates, rule, context.today)]
    text = "\n".join(day_text(day) for day in context.dates if day > context.today)
    note = tr("For all meetings of the unit, one on each line: 12.1. or Wednesday 27 January.")
    written = Field(DATES, Kind.AREA, tr("Dates set aside"), text, hint=tr("day.month.year"), note=note, strict=True)
    if not days:
        return (fact("next-dates", tr("Next meeting"), tr("No dates are set aside yet. Write them here.")),), (written,)
    return (fact("next-dates", tr("Next meeting"), tr("proposed: {days}", days="; ".join(days))),), (written,)


def _earlier_state(tiltak_id: str, context: Context, record: MeetingRecord, value: str) -> MeetingRecord:
    return plan.evaluate_earlier(record, tiltak_id, context.now, state=TiltakState(value))


def _earlier_effect(tiltak_id: str, context: Context, record: MeetingRecord, text: str) -> MeetingRecord:
    return plan.evaluate_earlier(record, tiltak_id, context.now, effect=short(text))


def minutes_words(record: MeetingRecord, context: Context) -> str:
    """«Kvar teneste får 3:20 …», and what the others have for as long as a consent is missing."""
    if context.agenda is None:
        return ""
    coming = plan.services_coming(record)
    told = _times(turn_seconds(context.agenda, len(coming)))
    missing = missing_consents(record, meeting_day(record, context.today, context.zone))
    waiting = [service for service in coming if service in missing]
    if not told:
        return ""
    words = tr("Each service gets {times}.", times=told)
    if waiting:
        now = _times(turn_seconds(context.agenda, len(coming) - len(waiting)))
        who = ", ".join(waiting)
        words += " " + (
            tr("As long as the consent for {services} is missing, the others get {times}.", services=who, times=now)
            if now
            else tr("As long as the consent for {services} is missing, their turn does not open.", services=who)
        )
    if min(seconds for _, seconds in turn_seconds(context.agenda, len(coming))) <= SHORT_TURN_S:
        words += " " + tr("▲ That is little: can somebody come another time, or send something written?")
    return words


def _times(found: tuple[tuple[str, int], ...]) -> str:
    lengths = {seconds for _, seconds in found}
    if len(lengths) == 1 and len(found) > 1:
        return tr("{time} in each round", time=duration(lengths.pop()))
    return ", ".join(f"{duration(seconds)} ({title})" for title, seconds in found)
