"""`meet held`: a meeting on paper is kept whole, with the times it had, and honest about what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from btimeeting.cli.demo import demo_home
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain import clock
from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.events import Event, Opened, PhaseEntered, ReadBack, Started
from btimeeting.domain.evolve import fold
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.openpoints import OpenPointCode, open_points
from btimeeting.domain.record import Acceptance, Answer, DocumentKind, MeetingRecord, MeetingState
from btimeeting.service.system_clock import SystemClock
from btimeeting.store import home as homes
from btimeeting.store import keys, slots
from btimeeting.store.journal import FileJournal
from tests.builders import bti_agenda
from tests.cli.door import Door, door_with
from tests.store.record_values import all_meetings

OSLO = ZoneInfo("Europe/Oslo")
NAMES = ("Rev Eksempel", "Eli Eksempel", "Rolf Oppdikta", "Liv Prøve", "Ola Døme", "Kari Demo", "Helsestasjonen")

WHOLE = """14
Rev Eksempel; 4.3.2012; Fjordvik skule; ungdom
20.11.2024
9.30
5 6 10 5 11 5 5
rektor, leiar; Rolf Oppdikta; rektor
mor; Eli Eksempel; mor
ungdom; Rev Eksempel; 9. trinn
kontaktlærar, referent; Liv Prøve; kontaktlærar
teneste; Ola Døme; PP-rådgjevar; PPT
teneste, viddevakt; Kari Demo; helsesjukepleiar; Helsestasjonen

PPT, Helsestasjonen; Eli Eksempel (mor); skriftleg; 12.11

Rev søv dårleg.
Fråvær 14 dagar.
Legg seg klokka ni; to månader; hjelper litt; føresette

PPT: Observasjon i klassen @Ola !neste møte
Helsestasjonen: Søvnrettleiing heime @Kari !neste møte

Helsestasjonen
Søvnrettleiing heime @Kari !neste møte > Rev sovnar før elleve
Fast vaksen ved sidedøra @Liv !12.1.2025 start: 23.11.2024

Helsestasjonen; Kari; ja
Me prøver søvnrettleiing heime.
ja
Eli ja, ungdom ja, kontaktlærar ja
Vil at nokon møter han ute.
13.1.2025 kl. 9.30
Alle slapp til.
Første runde blei lang.
Ja.
Ja, me kom vidare.
Ha datoen klar.
"""

door = pytest.fixture(door_with("meet", "paper"), name="door")


@pytest.fixture
def demo(door: Door) -> Door:
    demo_home(door.home)
    return door


class Written:
    """What stands in the home after the command."""

    def __init__(self, path: Path) -> None:
        home = homes.open_home(path)
        with House(home, Settings(home=path), SystemClock()) as house:
            self.ids = [line.id for line in house.journal.meetings()]
            self.events = house.journal.since(self.ids[0])
            self.meeting: Meeting = fold(self.events)
            self.verdict = house.journal.verify(self.ids[0])
            self.labels = house.journal.labels(self.ids[0])
            self.record: MeetingRecord = house.records.meeting(self.ids[0])
            self.records = [record.info.id for record in all_meetings(house.records)]
            self.today = house.clock.today()

    def open(self) -> list[OpenPointCode]:
        return [point.code for point in open_points(self.meeting, self.record, self.today)]


def test_a_whole_meeting_piped_in_is_kept_whole(demo: Door) -> None:
    ran = demo.run("meet", "held", typed=WHOLE, lang="nn")
    written = Written(demo.home)
    record = written.record
    assert ran.code == 0
    assert (record.case.number, record.info.state, record.info.on_paper) == ("14", MeetingState.HELD, True)
    assert record.info.held_on == date(2024, 11, 20)
    assert record.child is not None
    assert (record.child.name, record.child.youth) == ("Rev Eksempel", True)
    assert [p.name for p in record.people(Role.SERVICE)] == ["Ola Døme", "Kari Demo"]
    assert {note.speaker: note.text for note in record.notes} == {"f": "Rev søv dårleg.", "e": "Fråvær 14 dagar."}
    assert [tried.effect for tried in record.tried] == ["hjelper litt"]
    assert [(offer.service, offer.group) for offer in record.offers] == [("PPT", "t1"), ("Helsestasjonen", "t2")]
    assert record.decision is not None
    assert record.decision.services == ("Helsestasjonen",)
    assert [c.answer for c in record.decision.confirmations] == [Answer.YES] * 3
    assert [answer.question for answer in record.answers] == list("abcde")
    assert written.open() == []


def test_tiltak_know_who_from_where_and_the_next_meeting(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE, lang="nn")
    first, second = sorted(Written(demo.home).record.tiltak, key=lambda tiltak: tiltak.service, reverse=True)
    assert (first.owner, first.service, first.goal) == ("Kari Demo", "Helsestasjonen", "Rev sovnar før elleve")
    assert (first.start_on, first.review_on) == (date(2024, 11, 20), date(2025, 1, 13))
    assert first.offer_id in {offer.id for offer in Written(demo.home).record.offers}
    assert (second.owner, second.start_on, second.review_on) == ("Liv Prøve", date(2024, 11, 23), date(2025, 1, 12))


def test_the_baton_and_what_was_read_aloud_are_kept(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE, lang="nn")
    record = Written(demo.home).record
    assert record.stafettholdar is not None
    assert (record.stafettholdar.person, record.stafettholdar.acceptance) == ("Kari Demo", Acceptance.ACCEPTED)
    assert (record.entries[-1].author, record.entries[-1].read_back) == ("Kari Demo", ReadBack.YES)


def test_the_journal_says_which_agenda_and_carries_the_given_times(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE, lang="nn")
    written = Written(demo.home)
    opened = written.events[0]
    assert isinstance(opened, Opened)
    assert opened.agenda.id == "bti-individ"
    assert written.verdict.ok
    assert written.meeting.stage is Stage.CLOSED
    started = next(event for event in written.events if isinstance(event, Started))
    assert started.moment.at.astimezone(OSLO) == datetime(2024, 11, 20, 9, 30, tzinfo=OSLO)
    taken = [spent // timedelta(minutes=1) for _, _, spent in clock.actual(written.meeting)]
    assert taken == [5, 6, 10, 5, 11, 5, 5]
    assert written.meeting.decision_service == "t2"
    assert written.meeting.read_back is ReadBack.YES


def test_the_journal_gets_its_course_in_one_stroke(demo: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    strokes: list[int] = []
    append = FileJournal.append

    def counted(self: FileJournal, meeting_id: str, expected: int, events: Iterable[Event]) -> None:
        fresh = tuple(events)
        strokes.append(len(fresh))
        append(self, meeting_id, expected, fresh)

    monkeypatch.setattr(FileJournal, "append", counted)
    demo.run("meet", "held", typed=WHOLE, lang="nn")
    assert strokes == [len(Written(demo.home).events)]


def test_the_journal_claims_no_turns_nobody_timed(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE, lang="nn")
    kinds = {event.kind for event in Written(demo.home).events}
    assert "turn_entered" not in kinds
    assert {event.by for event in Written(demo.home).events} == {"paper"}


def test_no_name_stands_in_a_plain_file(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE, lang="nn")
    files = [path for path in demo.home.rglob("*") if path.is_file()]
    assert any(path.name == "journal.db" for path in files)
    for path in files:
        raw = path.read_bytes()
        assert [name for name in NAMES if name.encode() in raw] == [], path
    assert Written(demo.home).labels == {}


def test_referat_and_evaluering_are_filed_and_told_on_stdout(demo: Door) -> None:
    ran = demo.run("meet", "held", typed=WHOLE)
    written = Written(demo.home)
    assert [(d.kind, d.version, d.approved_at) for d in written.record.documents] == [
        (DocumentKind.REFERAT, 1, None),
        (DocumentKind.EVALUERING, 1, None),
    ]
    assert [f"paper {kind}" in line for kind, line in zip(("referat", "evaluering"), ran.out.splitlines(), strict=True)]
    assert all(written.ids[0][:6] in line for line in ran.out.splitlines())
    referat, evaluering = (document.markdown for document in written.record.documents)
    assert "on paper" in referat
    assert "Søvnrettleiing heime" in referat
    assert not any(name in evaluering for name in NAMES)
    assert written.record.documents[0].journal_head == written.verdict.head


def test_it_can_be_read_as_any_other_meeting(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE)
    assert "Rev Eksempel" in demo.run("paper", "referat", "siste").out
    assert "case 14" in demo.run("meet", "list").out


def test_what_ends_early_is_kept_and_the_rest_is_open(demo: Door) -> None:
    early = WHOLE.partition("Helsestasjonen\nSøvn")[0]
    ran = demo.run("meet", "held", typed=early)
    written = Written(demo.home)
    assert ran.code == 0
    assert len(written.record.offers) == 2
    assert written.record.decision is None
    assert {OpenPointCode.NO_DECISION, OpenPointCode.NO_NEXT_MEETING, OpenPointCode.NO_EVALUATION} <= set(
        written.open()
    )
    assert "Still open:" in ran.err
    assert ran.err.count("\n  ") >= 3


def test_a_case_number_alone_is_a_meeting_of_today_with_everything_open(demo: Door) -> None:
    ran = demo.run("meet", "held", typed="14\n")
    written = Written(demo.home)
    assert ran.code == 0
    assert (written.record.case.number, written.record.child) == ("14", None)
    assert written.meeting.stage is Stage.CLOSED
    assert OpenPointCode.NO_DECISION in written.open()


@pytest.mark.parametrize("typed", ["", "\n\n\n", "\n" * 40])
def test_nothing_answered_is_nothing_written(demo: Door, typed: str) -> None:
    ran = demo.run("meet", "held", typed=typed)
    assert (ran.code, ran.out) == (1, "")
    assert demo.run("meet", "list").out == ""


def test_a_second_meeting_joins_the_case_and_sees_the_first_ones_tiltak(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE)
    second = "14\nRev Eksempel\n5.2.2025\n"
    assert demo.run("meet", "held", typed=second).code == 0
    written = Written(demo.home)
    assert len(written.ids) == 2
    assert written.record.info.held_on == date(2025, 2, 5)
    assert len(written.record.earlier_tiltak) == 2
    assert written.record.child is not None


def test_another_childs_case_gets_nothing(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE)
    ran = demo.run("meet", "held", typed=WHOLE.replace("Rev Eksempel;", "Nor Eksempel;"))
    assert (ran.code, ran.out) == (1, "")
    assert len(Written(demo.home).ids) == 1


def test_phases_of_unknown_length_take_the_agendas_and_the_document_says_so(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE.replace("5 6 10 5 11 5 5", ""))
    written = Written(demo.home)
    taken = [spent // timedelta(minutes=1) for _, _, spent in clock.actual(written.meeting)]
    assert taken == [5, 5, 10, 5, 10, 5, 5]
    assert all("nobody knew the minutes" in document.reason for document in written.record.documents)


def test_a_phase_of_no_minutes_was_passed_over(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE.replace("5 6 10 5 11 5 5", "5 6 10 0 11 5 5"))
    written = Written(demo.home)
    entered = [event.phase for event in written.events if isinstance(event, PhaseEntered)]
    assert "reflect" not in entered
    assert written.open() == [OpenPointCode.PHASE_SKIPPED]


@pytest.mark.parametrize("minutes", ["0 6 10 5 11 5 5", "5 6 10 5 11 5 0", "0 0 0 0 0 0 0", "5 6 10 5 11 0 5"])
def test_any_phase_may_have_been_passed_over(demo: Door, minutes: str) -> None:
    assert demo.run("meet", "held", typed=WHOLE.replace("5 6 10 5 11 5 5", minutes)).code == 0
    written = Written(demo.home)
    assert written.meeting.stage is Stage.CLOSED
    assert sum(spent // timedelta(minutes=1) for _, _, spent in clock.actual(written.meeting)) == sum(
        map(int, minutes.split())
    )


def test_a_service_without_consent_is_told(demo: Door) -> None:
    demo.run("meet", "held", typed=WHOLE.replace("PPT, Helsestasjonen; Eli", "PPT; Eli"))
    assert OpenPointCode.CONSENT_MISSING in Written(demo.home).open()


def test_a_name_in_the_evaluation_is_warned_of(demo: Door) -> None:
    ran = demo.run("meet", "held", typed=WHOLE.replace("Ha datoen klar.", "Lat Rev få snakka fyrst."))
    assert "Answer e" in ran.err
    assert "Answer a" not in ran.err


def test_hard_text_is_kept_as_text(demo: Door) -> None:
    hard = "[/x] Åse [b] 😀 | `x` <b>"
    demo.run("meet", "held", typed=WHOLE.replace("Rev Eksempel", hard).replace("Rev søv dårleg.", "# " + hard))
    written = Written(demo.home)
    assert written.record.child is not None
    assert written.record.child.name == hard
    assert demo.run("paper", "referat", "--format", "html").code == 0


def test_a_name_of_501_characters_is_told(demo: Door) -> None:
    ran = demo.run("meet", "held", typed=f"14\n{'å' * 501}\n20.11.2024\n")
    assert (ran.code, ran.out) == (2, "")
    assert "500" in ran.err


def test_an_agenda_nobody_has_is_bad_usage(demo: Door) -> None:
    ran = demo.run("meet", "held", "--agenda", "tull", typed=WHOLE)
    assert (ran.code, ran.out) == (2, "")
    assert "bti-individ" in ran.err


def test_a_broken_agenda_is_told_with_its_lines(demo: Door) -> None:
    (demo.home / "agendas" / "vår.md").write_text("# Utan fasar\n", encoding="utf-8")
    ran = demo.run("meet", "held", "--agenda", "vår", typed=WHOLE)
    assert ran.code == 2
    assert "vår.md:" in ran.err


def test_an_own_agenda_asks_for_its_own_phases(demo: Door, tmp_path: Path) -> None:
    agenda = tmp_path / "kort.md"
    agenda.write_text(
        "# Kort møte\n\n- Agenda: kort\n- Språk: nn\n- Samla tid: 10 min\n\n## Roller\n\n"
        "- Rektor/styrar: leiar\n- Føresette: avgjer\n\n"
        "## Velkomen (4 min)\n\n- Form: plenum\n- Ordet: rektor/styrar\n\n"
        "## Slutt (6 min)\n\n- Form: plenum\n- Ordet: rektor/styrar\n",
        encoding="utf-8",
    )
    ran = demo.run("meet", "held", "--agenda", str(agenda), typed="14\nRev Eksempel\n20.11.2024\n9\n3 7\n")
    assert ran.code == 0, ran.err
    written = Written(demo.home)
    assert [spent // timedelta(minutes=1) for _, _, spent in clock.actual(written.meeting)] == [3, 7]
    assert written.record.info.agenda_id == "kort"


# --- a real home ----------------------------------------------------------------------------------------------------


@pytest.fixture
def real(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setattr(slots, "REAL", slots.CHEAP)
    monkeypatch.setattr(slots, "WEAKEST_REAL_KIB", slots.CHEAP.memory_kib)
    keys.create(homes.create(door.home, demo=False), "fire heilt vanlege ord", hint="")
    (tmp_path / "right").write_text("fire heilt vanlege ord", encoding="utf-8")
    (tmp_path / "wrong").write_text("fire heilt vanlege orf", encoding="utf-8")
    return door


def test_a_real_child_waits_for_a_recovery_code(real: Door, tmp_path: Path) -> None:
    ran = real.run("meet", "held", "--passphrase-file", str(tmp_path / "right"), typed=WHOLE)
    assert (ran.code, ran.out) == (1, "")
    assert "keys recovery" in ran.err
    home = homes.open_home(real.home)
    keys.add_recovery(home, keys.unlock(keys.read(home), "fire heilt vanlege ord"), hint="")
    assert real.run("meet", "held", "--passphrase-file", str(tmp_path / "right"), typed=WHOLE).code == 0


def test_a_wrong_passphrase_is_told_before_anything_is_asked(real: Door, tmp_path: Path) -> None:
    home = homes.open_home(real.home)
    keys.add_recovery(home, keys.unlock(keys.read(home), "fire heilt vanlege ord"), hint="")
    ran = real.run("meet", "held", "--passphrase-file", str(tmp_path / "wrong"), typed=WHOLE, tty=True)
    assert ran.code == 3
    assert "Case number" not in ran.err


def test_the_agenda_of_the_tests_has_the_phases_of_the_one_that_ships() -> None:
    shipped = shipped_agenda()
    assert [phase.planned_s for phase in shipped.phases] == [phase.planned_s for phase in bti_agenda().phases]


def shipped_agenda() -> Agenda:
    from btimeeting.documents.agenda_files import find  # noqa: PLC0415 - one test
    from btimeeting.documents.agenda_reader import read  # noqa: PLC0415 - likewise

    return read(find("bti-individ", None, "nn"))
