"""`btimeeting meet held`: enter a meeting that was run on paper, by question and answer, typed or piped in."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.cli.same_home import command
from btimeeting.i18n import language, tr

if TYPE_CHECKING:
    from btimeeting.cli.held_answers import Held
    from btimeeting.cli.held_ask import Typist
    from btimeeting.cli.held_questions import KnownCase, Setting
    from btimeeting.cli.wiring import House
    from btimeeting.domain.agenda import Agenda
    from btimeeting.domain.record import MeetingRecord
    from btimeeting.service.record_ports import Records


def run(args: Namespace) -> int:
    """Ask, write record and journal, file referat and evaluation, and say where they lie and what is open."""
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - heavy
    from btimeeting.cli.held_questions import OtherChild, ask_all  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args) as house:
        agenda = read_agenda(house, args.agenda)
        if agenda is None:
            return USAGE
        if not _may_hold_a_child(house):
            return FAILED
        typist = Typist(sys.stdin, sys.stderr, strict=True)
        setting = _setting(house, agenda)
        if sys.stdin.isatty():
            _explain(typist)
        try:
            held = ask_all(typist, setting)
        except OtherChild as other:
            typist.tell(tr("Case {number} is another child's. Nothing was written.", number=other.number))
            return FAILED
        typist.finish()
        if typist.refused:
            typist.tell(tr("Nothing was written. Mend the answers from the first complaint on, and try again."))
            return USAGE
        if not typist.answered:
            typist.tell(tr("Nothing was answered, so nothing was written."))
            return FAILED
        for line in enter(house, agenda, held, typist):
            sys.stdout.write(line + "\n")
    return DONE


def enter(house: House, agenda: Agenda, held: Held, typist: Typist) -> list[str]:
    """Write everything; gives where the documents lie. The record is written first, then the journal."""
    from btimeeting.cli.demo import where  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.held_course import Course, lengths, started  # noqa: PLC0415 - heavy
    from btimeeting.cli.held_write import plan  # noqa: PLC0415 - heavy
    from btimeeting.cli.papers import file_papers  # noqa: PLC0415 - heavy
    from btimeeting.domain.record import Case  # noqa: PLC0415 - brings the domain
    from btimeeting.service.prepare import prepare  # noqa: PLC0415 - likewise

    start = started(held, agenda, house.clock.now().at, house.settings.zone)
    known = None if held.case_id is None else house.records.get(Case, held.case_id)
    told = start if held.start is not None else None
    record = prepare(house.records, house.clock, plan(held, agenda, told, known))
    Course(record, agenda, start).write(house.journal, lengths(held, agenda))
    session = house.session(record.info.id)
    filed = file_papers(house, session, reason=_reason(held))
    _tell(house, record, typist)
    return [where(house, document.kind.value, record.info.id) for document in filed]


def read_agenda(house: House, name: str) -> Agenda | None:
    """The agenda that was used; None when there is none of that name or it cannot be read, which is told."""
    from btimeeting.documents.agenda_files import NoSuchAgenda, find  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_problems import AgendaError, sentence  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_reader import read  # noqa: PLC0415 - heavy

    try:
        return read(find(name, house.home.agendas, language()))
    except NoSuchAgenda as missing:
        known = ", ".join(missing.known)
        say(sys.stderr, tr("There is no agenda «{name}». There are: {known}.", name=name, known=known))
    except AgendaError as wrong:
        sys.stderr.writelines(f"{sentence(problem)}\n" for problem in wrong.problems)
    return None


def _may_hold_a_child(house: House) -> bool:
    """Whether a real child may be entered: two ways in, one of them the recovery code (design.md 5)."""
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    if house.home.demo or keys.ready_for_real_meeting(keys.read(house.home)):
        return True
    say(
        sys.stderr,
        tr(
            "Make a recovery code first, or a forgotten passphrase loses the child's record: {command}",
            command=command("keys", "recovery"),
        ),
    )
    return False


def _explain(typist: Typist) -> None:
    typist.tell(tr("One line for each answer. Enter alone passes a question or ends a list."))
    typist.tell(
        tr(
            "Ctrl+D (in Windows Ctrl+Z and Enter) ends early and keeps what you have answered; "
            "Ctrl+C stops, and nothing is written."
        )
    )


def _setting(house: House, agenda: Agenda) -> Setting:
    from btimeeting.cli.held_questions import Setting  # noqa: PLC0415 - heavy

    now = house.clock.now().at
    return Setting(
        agenda=agenda,
        now=now,
        zone=house.settings.zone,
        known_case=lambda number: _known(house, number),
        free_number=free_number(house.records, house.clock.today().year),
    )


def _known(house: House, number: str) -> KnownCase | None:
    """The case people call so; its child's name is shown, so the look is logged."""
    from btimeeting.cli.record import log_look  # noqa: PLC0415 - a neighbour

    found = known_case(house.records, number)
    if found is not None:
        log_look(house, "show", "case", found.id)
    return found


def known_case(records: Records, number: str) -> KnownCase | None:
    """The case people call so, and its child's name. Raises NotUnderstood when several are called so."""
    from btimeeting.cli.held_complaints import NotUnderstood  # noqa: PLC0415 - heavy
    from btimeeting.cli.held_questions import KnownCase  # noqa: PLC0415 - heavy
    from btimeeting.domain.record import Case, Child  # noqa: PLC0415 - brings the domain
    from btimeeting.service.ports import NotFound, NotUnique  # noqa: PLC0415 - likewise

    try:
        case = records.get(Case, records.case_by_number(number))
    except NotFound:
        return None
    except NotUnique as several:
        sentence = tr("{n} cases are called «{number}». Give another number.", n=several.found, number=number)
        raise NotUnderstood(sentence) from None
    return KnownCase(case.id, "" if case.child_id is None else records.get(Child, case.child_id).name)


def free_number(records: Records, year: int) -> str:
    """The first number of the year that no case has: `2026-1`, `2026-2`, and so on."""
    from btimeeting.service.ports import NotFound, NotUnique  # noqa: PLC0415 - brings the domain

    nth = 0
    while True:
        nth += 1
        try:
            records.case_by_number(f"{year}-{nth}")
        except NotFound:
            return f"{year}-{nth}"
        except NotUnique:
            continue


def _reason(held: Held) -> str:
    """Why this version was made; it says so when the minutes in it are the plan's."""
    if None in (held.seconds or (None,)):
        return tr("Entered from paper. Where nobody knew the minutes, the agenda's stand.")
    return tr("Entered from paper.")


def _tell(house: House, record: MeetingRecord, typist: Typist) -> None:
    """What a person should know now: the case's number, names in the evaluation, what is still open."""
    from btimeeting.cli.record import log_look  # noqa: PLC0415 - a neighbour
    from btimeeting.documents.case_words import case_words  # noqa: PLC0415 - heavy
    from btimeeting.documents.open_points_text import sentence  # noqa: PLC0415 - heavy
    from btimeeting.domain.evolve import fold  # noqa: PLC0415 - brings the domain
    from btimeeting.domain.openpoints import open_points  # noqa: PLC0415 - likewise

    log_look(house, "enter", "meeting", record.info.id)
    typist.tell(tr("The meeting is written in case {number}.", number=record.case.number))
    for answer in record.answers:
        named = case_words(answer.text, record)
        if named:
            names = ", ".join(named)
            text = tr("Answer {letter} names the case ({names}); the evaluation is about the meeting alone.")
            typist.tell(text.format(letter=answer.question, names=names))
    meeting = fold(house.journal.since(record.info.id))
    points = open_points(meeting, record, house.clock.today())
    if points:
        typist.tell(tr("Still open:"))
    for point in points:
        typist.tell(f"  {sentence(point, record)}")
    typist.tell(tr("The minutes wait for approval."))
