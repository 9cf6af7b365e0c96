"""Who took part, which consent was given, what is open, who gets the referat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from btimeeting import i18n
from btimeeting.documents.labels import role_name
from btimeeting.documents.model import Choices, Material, recipients
from btimeeting.documents.open_points_text import sentence, task
from btimeeting.documents.referat import compose_referat
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, Giver
from btimeeting.domain.events import ConsentWay
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.openpoints import OpenPoint, OpenPointCode
from btimeeting.domain.record import Acceptance, MeetingRecord, Stafettholdar
from btimeeting.domain.seats import Presence
from tests.documents.a_meeting import DAY, OSLO

Choose = Callable[..., Choices]
EVERY_VALUE = {
    "service": "PPT", "person": "Liv Prøve", "by": "2026-12-01", "tiltak": "Fast vaksen", "review": "2027-02-01",
    "next": "2027-01-27", "title": "Status quo", "phase": "reflect", "role": "leader", "seconds": "180", "who": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nynorsk() -> None:
    i18n.use("nn")


def compose(meeting: Meeting, record: MeetingRecord, choices: Choices, *points: OpenPoint) -> str:
    return compose_referat(meeting, record, points, on=DAY, head="", options=choices)


def with_people(record: MeetingRecord, seat: str, **values: object) -> MeetingRecord:
    people = tuple(p.model_copy(update=values) if p.seat == seat else p for p in record.participants)
    return record.model_copy(update={"participants": people})


def with_presence(meeting: Meeting, seat: str, presence: Presence) -> Meeting:
    seats = tuple(s.but(presence=presence) if s.id == seat else s for s in meeting.seats)
    return replace(meeting, seats=seats)


def going(meeting: Meeting, record: MeetingRecord) -> list[str]:
    return [p.name for p in recipients(Material.of(meeting, record, DAY, Choices(OSLO)))]


def test_everybody_stands_where_they_were(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    meeting = with_presence(with_presence(meeting, "t2", Presence.LEFT), "t3", Presence.WRITTEN)
    record = with_people(record, "t1", substitute_for="Bo Demo")
    text = compose(with_presence(meeting, "t1", Presence.SUBSTITUTE), record, choose())
    assert "Liv Prøve (PP-rådgjevar, PPT, i staden for Bo Demo)" in text
    assert "- **Gjekk tidlegare:** Siri Døme (helsesjukepleiar, Helsestasjonen)" in text
    assert "- **Skriftleg innspel:** Per Demo (miljøterapeut, Familiesenteret)" in text
    assert "- **Forfall:** Anna Prøve (rettleiar, Ungdomskontakten)" in text


def test_the_journal_knows_better_than_the_record_who_had_to_leave(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    text = compose(with_presence(meeting, "t2", Presence.LEFT), record, choose())
    assert "**Gjekk tidlegare:** Siri Døme" in text


def test_somebody_without_a_name_is_told_by_role(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    record = with_people(record, "f2", name="", title="")
    text = compose(meeting, record, choose())
    assert "Kari Demo (mor); Føresett; Nor Eksempel" in text


def test_consent_is_told_per_service_and_never_who_gave_or_did_not_give_it(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    text = compose(meeting, record, choose())
    consent = text.partition("## Samtykke")[2].partition("##")[0]
    assert "skriftleg til at PPT, Helsestasjonen og Ungdomskontakten er med (måndag 2. november 2026)" in consent
    assert "munnleg til at Familiesenteret er med (onsdag 25. november 2026); Eli Eksempel høyrde det." in consent
    assert "BUP" not in consent
    assert "Kari Demo" not in consent


def test_an_expired_consent_is_not_told_as_one(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    old = tuple(c.model_copy(update={"valid_until": date(2026, 11, 24)}) for c in record.consents)
    assert "## Samtykke" not in compose(meeting, record.model_copy(update={"consents": old}), choose())


def _in_writing_later(record: MeetingRecord, service: str, **fields: object) -> MeetingRecord:
    """Six days after the meeting a consent in writing came for this service."""
    given = {"id": "s9", "case_id": "k1", "services": (service,), "givers": (Giver(name="Kari Demo"),)}
    later = Consent.model_validate({**given, "given_on": date(2026, 12, 1), **fields})
    return record.model_copy(update={"consents": (*record.consents, later)})


def _told_later(meeting: Meeting, record: MeetingRecord, choices: Choices, on: date = date(2026, 12, 2)) -> str:
    text = compose_referat(meeting, record, (), on=on, head="", options=choices)
    return text.partition("## Samtykke")[2].partition("##")[0]


def test_a_consent_that_came_in_writing_after_the_meeting_is_told_with_its_day(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    text = _told_later(meeting, _in_writing_later(record, "Familiesenteret"), choose())
    assert "munnleg til at Familiesenteret er med (onsdag 25. november 2026)" in text
    assert text.strip().endswith(
        "Etter møtet har familien samtykt skriftleg for Familiesenteret (tysdag 1. desember 2026)."
    )


@pytest.mark.parametrize(
    "fields",
    [{"withdrawn_on": date(2026, 12, 2)}, {"form": ConsentForm.ORAL, "heard_by": "Eli Eksempel"}, {"givers": ()}],
)
def test_one_that_was_taken_back_or_is_not_in_writing_is_not_told_as_such(
    fields: dict[str, object], meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    assert "Etter møtet" not in _told_later(meeting, _in_writing_later(record, "Familiesenteret", **fields), choose())


def test_one_that_was_there_in_writing_already_is_told_once(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    assert "Etter møtet" not in _told_later(meeting, _in_writing_later(record, "PPT"), choose())


def test_a_service_whose_consent_came_in_writing_gets_the_referat(meeting: Meeting, record: MeetingRecord) -> None:
    missing = replace(meeting, consent_missing=("t1",))
    without = record.model_copy(update={"consents": ()})
    later = _in_writing_later(without, "PPT")

    def names(on: date, meeting: Meeting = missing) -> list[str]:
        return [p.name for p in recipients(Material.of(meeting, later, on, Choices(OSLO)))]

    assert "Liv Prøve" not in names(DAY)
    assert "Liv Prøve" in names(date(2026, 12, 2))
    sent_out = replace(missing, consent_ways=(("t1", ConsentWay.LEAVES),))
    assert "Liv Prøve" not in names(date(2026, 12, 2), sent_out)


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (ConsentWay.LEAVES, "PPT var ikkje til stades då situasjonen blei drøfta."),
        (ConsentWay.GENERAL, "Med PPT var samtalen generell, utan opplysningar om barnet."),
        (ConsentWay.POSTPONED, "Samtalen med PPT er utsett."),
    ],
)
def test_how_a_missing_consent_was_met_is_told(
    way: ConsentWay, told: str, meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    assert told in compose(replace(meeting, consent_ways=(("t1", way),)), record, choose())


def test_the_referat_goes_to_those_who_were_there_and_to_the_absent_who_were_chosen(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    text = compose(meeting, record, choose())
    assert "Liv Prøve, Siri Døme, Per Demo og Besta Demo. Det blir lagra i mappa til ungdomen." in text
    assert "Anna Prøve" not in going(meeting, record)


def test_a_service_without_a_valid_consent_gets_no_referat(meeting: Meeting, record: MeetingRecord) -> None:
    assert "Liv Prøve" in going(meeting, record)
    assert "Liv Prøve" not in going(replace(meeting, consent_missing=("t1",)), record)
    oral = replace(meeting, consent_missing=("t1",), consent_ways=(("t1", ConsentWay.ORAL),))
    assert "Liv Prøve" in going(oral, record)
    assert "Liv Prøve" not in going(meeting, record.model_copy(update={"consents": ()}))


def test_an_interpreter_gets_no_referat_and_a_person_of_the_familys_does(
    meeting: Meeting, record: MeetingRecord
) -> None:
    assert "Siri Døme" not in going(meeting, with_people(record, "t2", role=Role.INTERPRETER))
    assert "Siri Døme" in going(meeting, with_people(record, "t2", role=Role.SUPPORT, service=""))


# --- open points -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", OpenPointCode)
def test_every_open_point_has_words_in_every_language(
    code: OpenPointCode, language: str, record: MeetingRecord
) -> None:
    i18n.use("en")
    english = task(OpenPoint(code, Role.HEAD, EVERY_VALUE))
    i18n.use(language)
    told = sentence(OpenPoint(code, Role.HEAD, EVERY_VALUE), record)
    assert "{" not in told
    assert told.endswith(f" – Eli Eksempel ({role_name(Role.HEAD)})")
    assert (told.startswith(english)) is (language == "en")


@pytest.mark.parametrize("code", OpenPointCode)
def test_an_open_point_without_values_that_may_be_empty_still_reads(code: OpenPointCode, record: MeetingRecord) -> None:
    values = EVERY_VALUE | {"service": "", "person": "", "by": "", "who": ""}
    assert "  " not in sentence(OpenPoint(code, Role.HEAD, values), record)


def test_an_open_point_says_when_and_who(record: MeetingRecord) -> None:
    point = OpenPoint(OpenPointCode.CHILD_VIEW_PLANNED, Role.HEAD, {"who": "Liv Prøve", "by": "2026-12-01"})
    assert (
        sentence(point, record) == "Innhenta synet til barnet eller ungdomen, innan tysdag 1. desember 2026 – Liv Prøve"
    )


def test_what_is_the_stafettholdars_to_do_is_told_to_who_has_the_baton_now(record: MeetingRecord) -> None:
    point = OpenPoint(OpenPointCode.NO_ENTRY, Role.STAFETTHOLDAR)
    assert sentence(point, record).endswith("– PPT ved Liv Prøve (stafettholdar)")
    assert record.stafettholdar is not None
    asked = record.stafettholdar.model_copy(update={"acceptance": Acceptance.OFFERED})
    assert sentence(point, record.model_copy(update={"stafettholdar": asked})).endswith(
        "– Eli Eksempel (rektor/styrar)"
    )
    present = Stafettholdar(id="h", case_id="k1", meeting_id="m0", service="BUP", acceptance=Acceptance.ACCEPTED)
    both = record.model_copy(update={"stafettholdar": asked, "earlier_stafettholdar": present})
    assert sentence(point, both).endswith("– BUP (stafettholdar)")


def test_open_points_stand_once_each_and_those_of_the_employees_alone_are_left_out(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    points = (
        OpenPoint(OpenPointCode.NO_NEXT_MEETING, Role.HEAD),
        OpenPoint(OpenPointCode.NO_NEXT_MEETING, Role.HEAD),
        OpenPoint(OpenPointCode.NO_EVALUATION, Role.HEAD),
        OpenPoint(OpenPointCode.SLEEP, Role.LEADER, {"seconds": "180"}),
        OpenPoint(OpenPointCode.TILTAK_OWNER, Role.HEAD, {"tiltak": "- *Ro*"}),
    )
    usual = compose(meeting, record, choose(), *points)
    assert usual.count("Avtala neste møte – Eli Eksempel") == 1
    assert "Evaluera møtet" not in usual
    assert "3 minutt" not in usual
    assert r"Avtala kven som gjer «- \*Ro\*»" in usual
    assert "Seia om 3 minutt då maskina sov" in compose(meeting, record, choose(times=True), *points)
