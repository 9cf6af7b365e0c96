"""A whole meeting about an invented child, and its record: Kari Demo, Ola Døme, Liv Prøve and Nor Eksempel."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from btimeeting.domain import events as e
from btimeeting.domain import record as r
from btimeeting.domain.agenda import AfterPart, Agenda, Entry, Form, Phase, Role
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.evolve import fold
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.moment import Moment
from btimeeting.domain.seats import Presence, Seat

DAY = date(2026, 11, 25)
START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""Ten o'clock in Norway."""
HEAD = "0123456789abcdef" * 4
OSLO = ZoneInfo("Europe/Oslo")

PHASES = (
    ("welcome", "Velkomen", 5),
    ("describe", "Beskriving av utfordring", 5),
    ("clarify", "Oppklarande runde 1", 10),
    ("reflect", "Status quo", 5),
    ("offer", "Oppklarande runde og tilbod om tiltak", 10),
    ("decide", "Beslutning og dokumentasjon", 5),
    ("close", "Avslutning", 5),
)
TAKEN = (282, 318, 655, 270, 610, 425, 240)
"""Seconds each phase took."""

QUESTIONS = (
    "Kva fungerte bra i møtet?",
    "Kva kunne fungert betre?",
    "Greidde me å halda oss til møtestrukturen?",
    "Var møtet nyttig – kom me eit steg vidare/blei ting avklart?",
    "Kva kan me gjer betre/læra til neste møte?",
)

AGENDA = Agenda(
    id="bti-individ",
    title="BTI-møte på individnivå",
    total_s=2700,
    phases=tuple(
        Phase(id=i, title=title, planned_s=minutes * 60, forms=(Form.PLENUM,)) for i, title, minutes in PHASES
    ),
    after=(AfterPart(id="evaluate", title="Evaluering", entries=(Entry.EVALUATION,), prompts=QUESTIONS),),
)

PEOPLE = (
    ("h1", "h", Role.HEAD, "Eli Eksempel", "rektor", "", (Role.LEADER,)),
    ("f1", "f", Role.FORESETTE, "Kari Demo", "mor", "", ()),
    ("f2", "f", Role.FORESETTE, "Ola Døme", "far", "", ()),
    ("c1", "c", Role.CHILD, "Nor Eksempel", "elev", "", ()),
    ("e1", "e", Role.EDUCATOR, "Tor Å. Vik-Prøve", "kontaktlærar", "", (Role.REFERENT,)),
    ("t1", "t1", Role.SERVICE, "Liv Prøve", "PP-rådgjevar", "PPT", ()),
    ("t2", "t2", Role.SERVICE, "Siri Døme", "helsesjukepleiar", "Helsestasjonen", ()),
    ("t3", "t3", Role.SERVICE, "Per Demo", "miljøterapeut", "Familiesenteret", (Role.VIDDEVAKT,)),
    ("t4", "t4", Role.SERVICE, "Anna Prøve", "rettleiar", "Ungdomskontakten", ()),
)


def the_meeting(*, pauses: int = 1, thanked: bool = True, stopped_in: str = "") -> Meeting:
    """The meeting's course: seven phases, a pause, three break-ins. `stopped_in`: the phase it is ended in."""
    at, n = START, 0
    told: list[e.Event] = []

    def add(kind: type, **values: object) -> None:
        nonlocal n
        n += 1
        passed_ns = round((at - START).total_seconds() * 1e9)
        moment = Moment(at=at, boot_ns=passed_ns, mono_ns=passed_ns, boot_id="boot-1")
        told.append(kind(id=f"event-{n:04}", moment=moment, **values))

    seats = tuple(Seat(id=s, role=role, group=g) for s, g, role, *_ in PEOPLE)
    add(e.Opened, agenda=AGENDA, seats=seats)
    add(e.Started)
    for index, ((phase, _, minutes), taken) in enumerate(zip(PHASES, TAKEN, strict=True)):
        if index:
            add(e.PhaseEntered, leaves="x", phase=phase, planned_s=minutes * 60)
        if phase == "clarify":
            add(e.BrokeIn, what=e.BreakIn.TOO_EARLY, phase=phase)
            add(e.BrokeIn, what=e.BreakIn.TIME, phase=phase)
            for _ in range(pauses):
                add(e.Paused)
                at += timedelta(minutes=2)
                add(e.Resumed)
        at += timedelta(seconds=taken)
        if phase == stopped_in:
            add(e.Paused, stop=True)
            at += timedelta(minutes=4)
            add(e.Thanked, leaves="x", early=True)
            return fold(told)
    add(e.BrokeIn, what=e.BreakIn.JARGON, phase="close")
    add(e.PresenceChanged, seat="t4", presence=Presence.ABSENT)
    if thanked:
        add(e.Thanked, leaves="close.1")
    return fold(told)


def _people() -> tuple[r.Participant, ...]:
    return tuple(
        r.Participant(
            id=f"p{i}", meeting_id="m1", seat=seat, group=group, role=role, name=name, title=title, service=service,
            duties=duties, order=i, presence=Presence.ABSENT if seat == "t4" else Presence.PRESENT,
        )
        for i, (seat, group, role, name, title, service, duties) in enumerate(PEOPLE)
    )  # fmt: skip


def _tiltak(tiltak_id: str, text: str, **values: object) -> r.Tiltak:
    return r.Tiltak.model_validate({"id": tiltak_id, "case_id": "k1", "meeting_id": "m1", "text": text, **values})


def _note(speaker: str, field: r.NoteField, text: str, phase: str = "describe") -> r.Note:
    return r.Note(id=f"n-{speaker}-{field}", meeting_id="m1", phase=phase, speaker=speaker, field=field, text=text)


NOTES = (
    _note("f", r.NoteField.CHALLENGE, "Morgonane er vanskelege. Nor gruar seg til å gå inn i klasserommet.\n\n"
          "Heime er det godt, og helgene går fint."),
    _note("c", r.NoteField.CHALLENGE, "Det er for mykje lyd når alle kjem samstundes."),
    _note("e", r.NoteField.CHALLENGE, "Nor kjem seint to–tre dagar i veka, men arbeider godt når dagen er i gang."),
    _note("h", r.NoteField.SUMMARY, "Me skal saman gjera morgonane tryggare.", "close"),
    _note("f", r.NoteField.THOUGHT, "Kanskje det er overgangane, og ikkje faga.", "reflect"),
    _note("t1", r.NoteField.QUESTION, "Kva skjer frå bilen til pulten?", "clarify"),
    _note("t1", r.NoteField.ANSWER, "Nor stoppar opp i gangen.", "clarify"),
    _note("t2", r.NoteField.VIEW, "Søvn og ro om kvelden kan hjelpa.", "offer"),
    _note("f", r.NoteField.NOTE, "eit rått notat som ikkje skal med"),
)  # fmt: skip


def the_record() -> r.MeetingRecord:
    """Everything a meeting can leave behind."""
    confirmations = (
        r.Confirmation(role=Role.FORESETTE, answer=r.Answer.YES, who="Kari Demo"),
        r.Confirmation(
            role=Role.FORESETTE, answer=r.Answer.NO, who="Ola Døme", text="Eg ville heller byrja med helsestasjonen."
        ),
        r.Confirmation(role=Role.CHILD, answer=r.Answer.YES, who="Nor Eksempel"),
        r.Confirmation(
            role=Role.EDUCATOR, answer=r.Answer.CHANGED, who="Tor Å. Vik-Prøve", text="Startar etter helga."
        ),
    )
    return r.MeetingRecord(
        info=r.MeetingInfo(id="m1", case_id="k1", held_on=DAY, place="Møterom 2", interpreter="somali",
                           absent_recipients=("Besta Demo",)),
        case=r.Case(id="k1", number="14", child_id="b1"),
        child=r.Child(id="b1", name="Nor Eksempel", unit="Døme skule", youth=True),
        participants=_people(),
        consents=(
            Consent(id="s1", case_id="k1", services=("PPT", "Helsestasjonen", "Ungdomskontakten", "BUP"),
                    givers=(Giver(name="Kari Demo"),), given_on=date(2026, 11, 2)),
            Consent(id="s2", case_id="k1", services=("Familiesenteret",), givers=(Giver(name="Kari Demo"),),
                    given_on=DAY, form="oral", heard_by="Eli Eksempel"),
        ),
        prepared=(
            r.Prepared(id="w1", meeting_id="m1", kind=r.PreparedKind.CHILD_WORDS, text="Ein vaksen å gå til."),
            r.Prepared(id="w2", meeting_id="m1", kind=r.PreparedKind.NOT_TO_BE_RAISED, text="Hemmeleg tema"),
        ),
        notes=NOTES,
        tried=(
            r.Tried(id="a1", meeting_id="m1", text="Eigen inngang", period="september", effect="Hjelpte litt",
                    told_by=Role.EDUCATOR),
            r.Tried(id="a2", meeting_id="m1", text="Køyra til skulen", period="heile hausten", effect="Roleg i bilen",
                    told_by=Role.FORESETTE),
        ),
        offers=(
            r.Offer(id="o1", meeting_id="m1", group="t1", service="PPT", text="Observasjon", owner="Liv Prøve"),
            r.Offer(id="o2", meeting_id="m1", group="t2", service="Helsestasjonen", text="Søvnsamtale",
                    owner="Siri Døme"),
        ),
        tiltak=(
            _tiltak("l1", "Observasjon i klassen og rettleiing til kontaktlæraren", owner="Liv Prøve", service="PPT",
                    start_on=date(2026, 11, 30), review_on=date(2027, 1, 27), offer_id="o1",
                    goal="Nor kjem til første time fire av fem dagar."),
            _tiltak("l2", "Fast vaksen møter Nor ved inngangen", owner="Tor Å. Vik-Prøve", start_on=date(2026, 11, 26),
                    review_on=date(2027, 1, 27), goal="Ein trygg start på dagen."),
        ),
        earlier_tiltak=(
            _tiltak("l0", "Leksefri i oktober", owner="Tor Å. Vik-Prøve", state="done", effect="Meir ro heime"),
        ),
        decision=r.DecisionRecord(
            id="d1", meeting_id="m1", services=("PPT",), confirmations=confirmations,
            child_view=r.ChildView(obtained=True, text="Det er greitt, berre det ikkje blir så mange vaksne."),
        ),
        stafettholdar=r.Stafettholdar(id="h1", case_id="k1", meeting_id="m1", service="PPT", person="Liv Prøve",
                                      acceptance=r.Acceptance.ACCEPTED, from_on=DAY),
        entries=(
            r.StafettloggEntry(id="g1", case_id="k1", meeting_id="m1", author="Liv Prøve",
                               written_by="Tor Å. Vik-Prøve", read_back=e.ReadBack.YES,
                               text="PPT observerer frå 30. november.\nTor møter Nor ved inngangen kvar morgon."),
        ),
        next_meeting=r.NextMeeting(id="x1", meeting_id="m1", on=date(2027, 1, 27), at=time(10, 0), note="Same rom."),
        answers=(
            r.EvaluationAnswer(id="q1", meeting_id="m1", question="a", text="Alle fekk ordet."),
            r.EvaluationAnswer(id="q2", meeting_id="m1", question="b", text="Avgjerda tok lang tid."),
            r.EvaluationAnswer(id="q3", meeting_id="m1", question="c", text="Stort sett.", voice=1),
            r.EvaluationAnswer(id="q4", meeting_id="m1", question="c", text="Nei, ikkje i siste runde.", voice=2),
            r.EvaluationAnswer(id="q5", meeting_id="m1", question="e", text="Ha forslaga klare på førehand."),
        ),
    )  # fmt: skip


def an_empty_record() -> r.MeetingRecord:
    """A meeting walked with the main key alone: nothing was written."""
    return r.MeetingRecord(
        info=r.MeetingInfo(id="m1", case_id="k1", held_on=DAY),
        case=r.Case(id="k1", number="14", child_id="b1"),
        child=r.Child(id="b1", name="Nor Eksempel"),
    )
