"""Lines that are read with the room in mind: consent, offers, tiltak, decision, baton, voices, what follows."""

from __future__ import annotations

from datetime import date, time

import pytest

from btimeeting.cli import held_lines as lines
from btimeeting.cli.held_answers import GivenDecision, Room
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import ConsentForm
from btimeeting.domain.events import ReadBack
from btimeeting.domain.record import Acceptance, Answer
from tests.cli.test_held_lines import ROOM, WEDNESDAY, refused


def test_consent_reaches_services_and_names_its_givers() -> None:
    found = ROOM.consent("ppt, Helsestasjonen; Eli Eksempel (mor), Per; munnleg; 12.11; 1.6.2027; Rolf Oppdikta")
    assert found.services == ("PPT", "Helsestasjonen")
    assert [(giver.name, giver.relation) for giver in found.givers] == [("Eli Eksempel", "mor"), ("Per", "")]
    assert (found.form, found.heard_by) == (ConsentForm.ORAL, "Rolf Oppdikta")
    assert (found.given_on, found.valid_until) == (date(2026, 11, 12), date(2027, 6, 1))


def test_consent_without_more_is_written_and_of_the_day() -> None:
    found = ROOM.consent("PPT; Eli")
    assert (found.form, found.given_on, found.valid_until) == (ConsentForm.WRITTEN, WEDNESDAY, None)


@pytest.mark.parametrize("said", ["PPT", "; Eli", "PPT; Eli; kanskje", "PPT; Eli; ; 26.11.2026", "PPT; (mor)"])
def test_a_consent_that_cannot_be_read_is_told(said: str) -> None:
    assert refused("consent", said)


def test_tiltak_is_the_one_line_grammar() -> None:
    found = lines.tiltak("Søvnrettleiing @Kari !12.1 start: 1.12 > Søv før elleve", WEDNESDAY)
    assert (found.text, found.owner, found.goal) == ("Søvnrettleiing", "Kari", "Søv før elleve")
    assert (found.start_on, found.review_on) == (date(2026, 12, 1), date(2027, 1, 12))


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("@Kari !12.1", "missing"),
        ("Søvn @Kari @Ola", "twice"),
        ("Søvn !32.13", "32.13"),
        ("Søvn !12.1 start: 13.1", "evaluated before"),
        ("Søvn frist:", "no date here"),
        ("Søvn mål:", "Nothing stands after"),
    ],
)
def test_what_is_doubtful_in_a_tiltak_is_told(said: str, part: str) -> None:
    assert part in refused("tiltak", said)


def test_the_next_meeting_may_be_named_before_its_day_is_known() -> None:
    found = lines.tiltak("Søvn @Kari !neste møte", WEDNESDAY)
    assert lines.settled(found, date(2027, 1, 13)).review_on == date(2027, 1, 13)
    assert lines.settled(found, None).review_on is None
    plain = lines.tiltak("Søvn @Kari !12.1", WEDNESDAY)
    assert lines.settled(plain, None) == plain


def test_an_offer_belongs_to_a_service_of_the_room() -> None:
    found = ROOM.offer("helsestasjonen: Søvnrettleiing frist: 12.1")
    assert (found.service, found.tiltak.text, found.tiltak.review_on) == (
        "Helsestasjonen",
        "Søvnrettleiing",
        date(2027, 1, 12),
    )
    assert "PPT, Helsestasjonen" in refused("offer", "BUP: Samtale")
    assert refused("offer", "Søvnrettleiing @Kari")
    assert refused("offer", "PPT:")


def test_an_offer_is_taken_as_told_where_nobody_told_who_was_there() -> None:
    assert Room((), WEDNESDAY).offer("BUP: Samtale").service == "BUP"


@pytest.mark.parametrize(
    ("said", "decision"),
    [
        ("helsestasjonen", GivenDecision(("Helsestasjonen",))),
        ("PPT, Helsestasjonen, ppt", GivenDecision(("PPT", "Helsestasjonen"))),
        ("ingen", GivenDecision(none_now=True)),
        ("Ingen no", GivenDecision(none_now=True)),
        ("none", GivenDecision(none_now=True)),
        ("ikkje avgjort; Eli; 1.12", GivenDecision(undecided=True, decides="Eli", by=date(2026, 12, 1))),
        ("not decided", GivenDecision(undecided=True)),
    ],
)
def test_a_decision_is_services_none_for_now_or_not_yet(said: str, decision: GivenDecision) -> None:
    assert ROOM.decision(said) == decision


def test_a_decision_for_somebody_who_was_not_there_is_told() -> None:
    assert "PPT, Helsestasjonen" in refused("decision", "BUP")


@pytest.mark.parametrize(
    ("said", "acceptance"),
    [
        ("Helsestasjonen; Kari; ja", Acceptance.ACCEPTED),
        ("Helsestasjonen; ; tenesta; 1.12", Acceptance.SERVICE),
        ("Helsestasjonen; Kari; spurd", Acceptance.OFFERED),
        ("Helsestasjonen; Kari", Acceptance.OFFERED),
        ("Helsestasjonen; Kari; no", Acceptance.DECLINED),
    ],
)
def test_a_baton_is_accepted_only_when_somebody_said_so(said: str, acceptance: Acceptance) -> None:
    assert ROOM.baton(said).acceptance is acceptance


def test_the_school_may_carry_the_baton() -> None:
    assert ROOM.baton("Fjordvik skule; Liv; ja").service == "Fjordvik skule"
    assert refused("baton", "; Kari; ja")
    assert refused("baton", "PPT; Kari; kanskje")


def test_voices_are_roles_names_or_titles_with_their_own_words() -> None:
    found = ROOM.voices("Eli ja, ungdom tenkja (vil sova på det, og spørja far), kontaktlærar: nei, head agrees")
    assert [(c.role, c.answer, c.who, c.text) for c in found] == [
        (Role.FORESETTE, Answer.YES, "Eli Eksempel", ""),
        (Role.CHILD, Answer.THINK, "", "vil sova på det, og spørja far"),
        (Role.EDUCATOR, Answer.NO, "Liv Prøve", ""),
        (Role.HEAD, Answer.YES, "", ""),
    ]


@pytest.mark.parametrize("said", ["ja", "Eli", "Eli kanskje", "naboen ja", "Eli ja, tull"])
def test_a_voice_that_cannot_be_read_is_told_and_none_of_the_line_is_kept(said: str) -> None:
    assert refused("voices", said)


def test_what_was_said_to_the_reading_aloud() -> None:
    assert ROOM.read_back("endra") is ReadBack.CHANGED
    assert refused("read_back", "nei")


def test_a_childs_view_is_words_or_who_asks_for_it() -> None:
    assert ROOM.view("Vil gå; på skulen").text == "Vil gå; på skulen"
    found = ROOM.view("ikkje innhenta; Liv; 1.12")
    assert (found.obtained, found.who, found.when) == (False, "Liv", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("said", "on", "at"),
    [
        ("13.1", date(2027, 1, 13), None),
        ("13.1 9.30", date(2027, 1, 13), time(9, 30)),
        ("13.1 09:30", date(2027, 1, 13), time(9, 30)),
        ("onsdag 13.1 kl. 9", date(2027, 1, 13), time(9)),
        ("13.1.2027, kl 10.15", date(2027, 1, 13), time(10, 15)),
        ("in 7 weeks at 9.30", date(2027, 1, 13), time(9, 30)),
        ("om 7 veker", date(2027, 1, 13), None),
    ],
)
def test_a_next_meeting_is_a_day_and_perhaps_a_time(said: str, on: date, at: time | None) -> None:
    found = ROOM.next_meeting(said)
    assert (found.on, found.at) == (on, at)


def test_a_next_meeting_may_be_somebodys_to_call() -> None:
    found = ROOM.next_meeting("ikkje avtalt; Rolf")
    assert (found.on, found.who_calls) == (None, "Rolf")


@pytest.mark.parametrize("said", ["25.11.2026", "1.1.2026", "neste møte", "snart", "13.1 kl. 25"])
def test_a_next_meeting_that_is_none_is_told(said: str) -> None:
    assert refused("next_meeting", said)


@pytest.mark.parametrize(
    ("said", "name"),
    [("Kari", "Kari Demo"), ("kari demo", "Kari Demo"), ("PP-rådgjevar", "Ola Døme"), ("Nils", None), ("", None)],
)
def test_somebody_is_known_by_name_first_name_or_title(said: str, name: str | None) -> None:
    found = ROOM.person(said)
    assert (None if found is None else found.name) == name


def test_two_of_one_first_name_are_nobody_in_particular() -> None:
    twins = Room((lines.person("mor; Eli A"), lines.person("teneste; Eli B; x; PPT")), WEDNESDAY)
    assert twins.person("Eli") is None
    assert twins.service_of("Eli") == ""
    assert twins.service_of("Eli B") == "PPT"
    assert twins.service_of("ppt") == "PPT"
