"""`btimeeting record level show|move`: where a case is, where it may go, and what would have to be so."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.cli.reasons import add_reason, reason_for
from btimeeting.i18n import dates, language, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Iterator

    from btimeeting.cli.held_ask import Typist
    from btimeeting.cli.wiring import House
    from btimeeting.domain.level_guards import Checked, MoveRefused
    from btimeeting.domain.levels import Guard, LevelMove, Profile
    from btimeeting.service.levels import Standing


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `level` to the commands of `record`."""
    level = actions.add_parser("level", parents=[common], help=tr("the level of a case: see it, move it"))
    ways = level.add_subparsers(dest="way", metavar=tr("COMMAND"), required=True)
    showing = ways.add_parser("show", parents=[common], help=tr("where the case is, and where it may go"))
    showing.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    showing.add_argument("--json", action="store_true", help=tr("as JSON"))
    add_reason(showing)
    showing.add_argument("--leader", action="store_true", help=tr("with the help that is for the leader alone"))
    showing.set_defaults(func=show)
    moving = ways.add_parser("move", parents=[common], help=tr("move the case; what must be said is asked for"))
    moving.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    moving.add_argument("option", metavar=tr("OPTION"), help=tr("one of those `record level show` lists"))
    moving.add_argument(
        "--service", action="append", default=[], metavar=tr("SERVICE"), help=tr("a service that is asked to help")
    )
    moving.set_defaults(func=move)


def profile_of(house: House) -> Profile:
    """The municipality's profile. Raises NoSuchProfile, ProfileError."""
    from btimeeting.documents.profile_files import find  # noqa: PLC0415 - heavy
    from btimeeting.documents.profile_reader import read  # noqa: PLC0415 - likewise

    return read(find(house.settings.profile, house.home.profiles))


def show(args: Namespace) -> int:
    """Where the case is, every option with its guards, and the transitions so far; the look is logged."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.service.levels import standing  # noqa: PLC0415 - heavy

    with open_house(args) as house:
        profile = profile_of(house)
        case_id = house.records.find_case(args.case)
        looker(house).look("level", "case", case_id, reason_for(house, case_id, args))
        found = standing(house.records, profile, case_id, house.clock.today())
        if args.json:
            sys.stdout.write(json.dumps(_json(found), ensure_ascii=False, indent=2) + "\n")
        else:
            sys.stdout.writelines(line + "\n" for line in _page(found))
        if args.leader:
            sys.stdout.writelines(line + "\n" for line in _help(found))
    return DONE


def move(args: Namespace) -> int:
    """Move the case. What nobody can read from the record is asked for, a line each, and then why."""
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - only when somebody is asked
    from btimeeting.cli.meant import meant_so  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import looker, user_name  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy
    from btimeeting.domain.level_guards import MoveRefused  # noqa: PLC0415 - likewise
    from btimeeting.service.levels import Asked, move_case, standing  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        profile = profile_of(house)
        case_id = house.records.find_case(args.case)
        services = tuple(args.service)
        looker(house).look("level", "case", case_id)
        found = standing(house.records, profile, case_id, house.clock.today(), Asked(services))
        checks = next((checks for option, checks in found.ways if option.id == args.option), None)
        if checks is None:
            return _no_such(found, args.option)
        typist = Typist(sys.stdin, sys.stderr)
        told, why = _asked(typist, checks)
        if not meant_so(typist, house, case_id, *told.values(), why):
            return FAILED
        asked = Asked(services, told)
        answer = move_case(
            house.records, house.clock, profile, case_id, option=args.option, asked=asked, by=user_name(), why=why
        )
        if isinstance(answer, MoveRefused):
            for line in _refused(answer):
                say(sys.stderr, line)
            return FAILED
        looker(house).look("move", "case", case_id)
        sys.stdout.write(_where(profile, answer) + "\n")
    return DONE


def _asked(typist: Typist, checks: tuple[Checked, ...]) -> tuple[dict[Guard, str], str]:
    """What is told of each guard that is not met and can be told, and why; nothing is asked that cannot help."""
    from btimeeting.documents.level_words import guard_name, mend  # noqa: PLC0415 - heavy
    from btimeeting.domain.levels import RECORDED  # noqa: PLC0415 - likewise

    if any(not each.met and each.guard in RECORDED for each in checks):
        return {}, ""
    told = {}
    for each in checks:
        if not each.met:
            told[each.guard] = typist.ask(f"{guard_name(each.guard)} ({mend(each)}): ") or ""
    return told, (typist.ask(tr("Why? ")) or "") if all(told.values()) else ""


def _refused(answer: MoveRefused) -> Iterator[str]:
    from btimeeting.documents.level_words import guard_name, mend  # noqa: PLC0415 - heavy

    yield tr("The case was not moved.")
    for each in answer.lacking:
        yield f"  [ ] {guard_name(each.guard)}: {mend(each)}"
    if not answer.lacking:
        yield "  " + tr("Say why: it is kept with the move.")


def _no_such(found: Standing, option: str) -> int:
    known = ", ".join(each.id for each, _ in found.ways)
    text = tr("From here there is no «{option}». Those there are: {known}.", option=option[:60], known=known)
    say(sys.stderr, text)
    return USAGE


def _where(profile: Profile, made: LevelMove) -> str:
    from btimeeting.documents.level_words import where  # noqa: PLC0415 - heavy

    return where(profile, made.to_step)


def _page(found: Standing) -> Iterator[str]:
    from btimeeting.documents import level_words  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - heavy
    from btimeeting.documents.level_words import guard_name, mend, where  # noqa: PLC0415 - likewise

    yield f"{found.case.number}  {where(found.profile, found.at)}"
    for made in found.moves:
        step = where(found.profile, made.to_step)
        yield f"    {dates.short_date(made.on)}  {step}  ({clean(made.by)}: {clean(made.why)})"
        yield from (f"        {clean(text)}" for text in level_words.said_of_guards(made.told))
    yield ""
    for option, checks in found.ways:
        yield f"{option.id}  {level_words.option_name(found.profile, found.at, option)}"
        for each in checks:
            yield f"    [x] {guard_name(each.guard)}" if each.met else f"    [ ] {guard_name(each.guard)}: {mend(each)}"


def _help(found: Standing) -> Iterator[str]:
    for each in found.profile.helps_at(found.at):
        yield ""
        yield f"{each.title.spoken(language())} ({tr('for the leader alone; nothing of this is stored')})"
        yield f"    {each.text.spoken(language())}"


def _json(found: Standing) -> dict[str, object]:
    level = found.profile.level_at(found.at) if found.at is not None else None
    return {
        "case": found.case.number,
        "profile": found.profile.id,
        "level": level.id if level is not None else None,
        "step": found.at,
        "moves": [move.model_dump(mode="json", exclude={"id", "case_id"}) for move in found.moves],
        "options": [
            {
                "id": option.id,
                "outcome": option.outcome.value,
                "to": option.to,
                "guards": [{"guard": each.guard.value, "met": each.met} for each in checks],
            }
            for option, checks in found.ways
        ],
    }
