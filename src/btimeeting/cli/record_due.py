"""`btimeeting record due|evaluate|talked`: what waits, how each tiltak went, whether an adult talked with the child."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.cli.reasons import add_reason, reason_for
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Sequence
    from datetime import date

    from btimeeting.cli.held_ask import Typist
    from btimeeting.cli.wiring import House
    from btimeeting.domain.followup import Due
    from btimeeting.domain.record import Tiltak, TiltakState

    Judged = tuple[TiltakState, str, date | None]


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record due`, `evaluate` and `talked`."""
    text = tr("the measures that are to be evaluated now, in all cases or in one")
    due = actions.add_parser("due", parents=[common], help=text, description=text)
    due.add_argument("case", nargs="?", metavar=tr("CASE"), help=tr("case number"))
    add_reason(due)
    due.set_defaults(func=show)
    text = tr("write how each measure that is due went; it is asked for")
    judging = actions.add_parser("evaluate", parents=[common], help=text, description=text)
    judging.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    judging.add_argument("--all", action="store_true", help=tr("also those that are not due yet"))
    judging.set_defaults(func=evaluate)
    text = tr("an adult has talked with the child today; who is asked for")
    talking = actions.add_parser("talked", parents=[common], help=text, description=text)
    talking.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    talking.set_defaults(func=talked)


def show(args: Namespace) -> int:
    """Case number and tiltak, the oldest day first; the look at each case is logged."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - likewise
    from btimeeting.documents.case_page_text import due_line  # noqa: PLC0415 - likewise
    from btimeeting.domain.followup import SOON, due  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        today = house.clock.today()
        if args.case is not None:
            return _of_case(house, args, today)
        found = house.records.tiltak_due(today + SOON)
        who = looker(house)
        for case_id in dict.fromkeys(tiltak.case_id for _, tiltak in found):
            who.look("found", "case", case_id)
        for number, tiltak in found:
            state = due(tiltak, today)
            if state is not None:
                sys.stdout.write(f"{clean(number)}  {clean(due_line(state, tiltak))}\n")
        if not found:
            say(sys.stderr, tr("No measure is to be evaluated now."))
    return DONE


def _of_case(house: House, args: Namespace, today: date) -> int:
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - likewise
    from btimeeting.documents.case_page_text import due_line  # noqa: PLC0415 - likewise
    from btimeeting.service.followup import following  # noqa: PLC0415 - likewise

    case_id = house.records.find_case(args.case)
    looker(house).look("show", "case", case_id, reason_for(house, case_id, args))
    waits = following(house.records, case_id, today)
    for state, tiltak in waits.tiltak:
        sys.stdout.write(clean(due_line(state, tiltak)) + "\n")
    if waits.talk_since is not None:
        sys.stdout.write(tr("Has an adult talked with the child since the last meeting?") + "\n")
    if not waits.tiltak:
        say(sys.stderr, tr("No measure goes on in this case."))
    return DONE


def evaluate(args: Namespace) -> int:
    """Each tiltak in turn: what effect it had, whether it goes on; an empty answer leaves it as it is.

    Typed answers are written tiltak for tiltak, those of a pipe all together or not at all.
    """
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - heavy
    from btimeeting.cli.user import looker  # noqa: PLC0415 - likewise
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.domain.followup import Due  # noqa: PLC0415 - likewise
    from btimeeting.service import followup  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id, today = house.records.find_case(args.case), house.clock.today()
        typist = Typist(sys.stdin, sys.stderr, strict=True)
        looker(house).look("show", "case", case_id)
        waits = followup.following(house.records, case_id, today)
        found, meeting = waits.tiltak, waits.next_on
        wanted = [each for each in found if args.all or each[0] in (Due.OVERDUE, Due.SOON)]
        if not wanted:
            typist.tell(tr("No measure is due in this case. With --all they are all asked about."))
        waiting = []
        for state, tiltak in wanted:
            judged = _judged(typist, state, tiltak, today, meeting)
            if typist.refused:
                typist.tell(tr("Nothing was written. Mend the answers from the first complaint on, and try again."))
                return USAGE
            if judged is not None:
                waiting.append((tiltak, judged))
            if sys.stdin.isatty():
                _write(house, waiting)
                waiting = []
        _write(house, waiting)
    return DONE


def _write(house: House, waiting: Sequence[tuple[Tiltak, Judged]]) -> None:
    from btimeeting.cli.user import looker, user_name  # noqa: PLC0415 - heavy
    from btimeeting.documents.words import TILTAK_STATES  # noqa: PLC0415 - likewise
    from btimeeting.service import followup  # noqa: PLC0415 - likewise

    for tiltak, (how, effect, review_on) in waiting:
        said = tr(TILTAK_STATES[how])
        followup.evaluate(
            house.records, house.clock, tiltak.id, how, effect, by=user_name(), said=said, review_on=review_on
        )
        looker(house).look("edit", "tiltak", tiltak.id)


def _judged(typist: Typist, state: Due, tiltak: Tiltak, today: date, meeting: date | None) -> Judged | None:
    from btimeeting.cli.held_ask import one  # noqa: PLC0415 - heavy
    from btimeeting.cli.held_lines import coming_day  # noqa: PLC0415 - likewise
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - likewise
    from btimeeting.documents.case_page_text import due_line  # noqa: PLC0415 - likewise
    from btimeeting.domain.followup import OVER  # noqa: PLC0415 - likewise

    typist.tell(clean(due_line(state, tiltak)))
    how = one(typist, tr("Goes on, changed, ended or done? (Enter: not evaluated)"), _state, None)
    if how is None:
        return None
    effect = typist.ask(tr("What effect did it have?")) or ""
    again = None
    if how not in OVER:
        again = one(typist, tr("When is it evaluated again?"), lambda line: coming_day(line, today, meeting), None)
    return how, effect, again


def _state(answer: str) -> TiltakState:
    """The state somebody means, by its word in the language spoken, its beginning, or its English name."""
    from btimeeting.cli.held_complaints import NotUnderstood  # noqa: PLC0415 - heavy
    from btimeeting.domain.record import TiltakState  # noqa: PLC0415 - likewise

    words = {
        TiltakState.GOES_ON: (tr("goes on"), "goes on"),
        TiltakState.CHANGED: (tr("changed"), "changed"),
        TiltakState.STOPPED: (tr("ended"), "ended", "stopped"),
        TiltakState.DONE: (tr("done"), "done"),
    }
    said = " ".join(answer.casefold().split())
    found = [state for state, names in words.items() if any(name.startswith(said) for name in names)]
    if len(found) != 1:
        known = ", ".join(names[0] for names in words.values())
        raise NotUnderstood(tr("«{text}» is not understood. Write one of: {known}.", text=answer[:60], known=known))
    return found[0]


def talked(args: Namespace) -> int:
    """Write down who talked with the child; today is the day."""
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - heavy
    from btimeeting.cli.user import looker  # noqa: PLC0415 - likewise
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.service import followup  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        typist = Typist(sys.stdin, sys.stderr)
        who = typist.ask(tr("Who talked with the child?")) or ""
        child = followup.talked(house.records, house.clock, case_id, who)
        if child is None:
            typist.tell(tr("This case is about no child."))
            return FAILED
        looker(house).look("edit", "child", child.id)
        typist.tell(tr("Written down for {date}.", date=dates.short_date(house.clock.today())))
    return DONE
