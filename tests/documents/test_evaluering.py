"""The evaluation: about the meeting, never about the child."""

from __future__ import annotations

from dataclasses import replace

import pytest

from btimeeting import i18n
from btimeeting.documents.blocks import Heading, parse, text_of
from btimeeting.documents.evaluering import compose_evaluering
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import EvaluationAnswer, MeetingRecord
from tests.documents.a_meeting import AGENDA, DAY, OSLO, QUESTIONS, the_meeting
from tests.documents.golden import agrees


def compose(meeting: Meeting, record: MeetingRecord) -> str:
    return compose_evaluering(meeting, record, on=DAY, zone=OSLO)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_evaluation_reads_as_its_golden_file(language: str, meeting: Meeting, record: MeetingRecord) -> None:
    i18n.use(language)
    assert agrees(f"evaluering.{language}.md", compose(meeting, record))


def test_the_five_questions_stand_word_for_word(meeting: Meeting, record: MeetingRecord) -> None:
    asked = [text_of(b.runs) for b in parse(compose(meeting, record)) if isinstance(b, Heading)]
    assert asked[1:6] == [f"{letter}) {question}" for letter, question in zip("abcde", QUESTIONS, strict=True)]


def test_an_agenda_that_letters_its_questions_itself_gets_no_second_letter(
    meeting: Meeting, record: MeetingRecord
) -> None:
    part = AGENDA.after[0].but(prompts=("a) Kva gjekk bra?",))
    lettered = AGENDA.but(after=(part,))
    assert "## a) Kva gjekk bra?" in compose(replace(meeting, agenda=lettered), record)


def test_no_name_case_number_or_service_is_in_it(meeting: Meeting, record: MeetingRecord) -> None:
    text = compose(meeting, record)
    private = [p.name for p in record.participants] + [p.service for p in record.participants if p.service]
    for words in (*private, "Nor", "Eksempel", "Døme skule", "Sak 14", "Observasjon", "Morgonane"):
        assert words not in text


def test_people_are_counted_by_role(meeting: Meeting, record: MeetingRecord) -> None:
    i18n.use("nn")
    told = "2 føresette, 1 barn/ungdom, 1 kontaktlærar/pedagog, 3 frå hjelpetenestene, 1 rektor/styrar"
    assert f"- **Deltok:** {told}\n" in compose(meeting, record)


def test_a_meeting_that_was_stopped_is_told_as_a_fact(record: MeetingRecord) -> None:
    i18n.use("nn")
    assert "Møtet blei stoppa under «Status quo» og avslutta der." in compose(the_meeting(stopped_in="reflect"), record)


def test_break_ins_are_told_in_all_and_pauses_are_counted(record: MeetingRecord) -> None:
    i18n.use("nn")
    text = compose(the_meeting(pauses=2), record)
    assert "Viddevakta braut inn 3 gonger. Det var 2 pausar, på 4 minutt til saman." in text
    quiet = compose(replace(the_meeting(pauses=0), break_ins=()), record)
    assert "Viddevakta braut ikkje inn. Det var ingen pausar." in quiet


def test_the_time_taken_stands_in_words_beside_question_c_and_in_a_table(
    meeting: Meeting, record: MeetingRecord
) -> None:
    i18n.use("nn")
    text = compose(meeting, record)
    beside = text.partition("## c)")[2].partition("## d)")[0]
    assert "Møtet tok 47 minutt; planen var 45 minutt." in beside
    assert "Mest over tida gjekk «Beslutning og dokumentasjon», med 2 minutt." in beside
    assert "| Beslutning og dokumentasjon | 5:00 | 7:05 |" in text
    assert "| I alt | 45:00 | 46:40 |" in text


def test_a_meeting_without_a_clock_says_so(record: MeetingRecord) -> None:
    i18n.use("nn")
    text = compose(Meeting(agenda=AGENDA), record)
    assert "Inga klokke gjekk, så tida er ikkje kjend." in text
    assert "Planlagd og brukt tid" not in text


def test_answers_of_single_employees_are_told_apart_by_number_only(meeting: Meeting, record: MeetingRecord) -> None:
    i18n.use("nn")
    text = compose(meeting, record)
    assert "- **Stemme 1:** Stort sett.\n- **Stemme 2:** Nei, ikkje i siste runde." in text
    assert text.count("Ikkje svara på.") == 1


def test_an_answer_to_a_question_the_agenda_no_longer_asks_is_not_lost(meeting: Meeting, record: MeetingRecord) -> None:
    stray = EvaluationAnswer(id="q9", meeting_id="m1", question="g", text="Takk for kaffien.")
    text = compose(meeting, record.model_copy(update={"answers": (stray,)}))
    assert "## g)\n\nTakk for kaffien." in text


def test_a_meeting_on_paper_claims_nothing_that_only_a_program_would_know(
    meeting: Meeting, record: MeetingRecord
) -> None:
    info = record.info.model_copy(update={"on_paper": True})
    text = compose(meeting, record.model_copy(update={"info": info}))
    assert "run on paper" in text
    assert "did not break in" not in text
    assert "pauses" not in text
