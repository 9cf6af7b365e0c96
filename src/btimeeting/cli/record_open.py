"""`btimeeting record open|name|child`: a case about no child, naming the child of one, and what is held on a child."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli import asking
from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED, USAGE
from btimeeting.cli.reasons import add_reason, reason_for
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Iterator

    from btimeeting.cli.held_ask import Typist
    from btimeeting.domain.child import Around, Child, Parent

KINDS = ("anonymous", "system")


def add_parser(actions: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `record open`, `name` and `child`."""
    text = tr("a new case about no named child; the topic is asked for")
    opening = actions.add_parser("open", parents=[common], help=text, description=text)
    kinds = tr("anonymous, or system: a group or its environment")
    opening.add_argument("--kind", choices=KINDS, default="anonymous", metavar=tr("KIND"), help=kinds)
    opening.set_defaults(func=open_case)
    text = tr("name the child of an anonymous case, when its parents have said yes")
    naming = actions.add_parser("name", parents=[common], help=text, description=text)
    naming.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    naming.set_defaults(func=name_child)
    text = tr("who stands around a child, and the child's own voice")
    child = actions.add_parser("child", parents=[common], help=text, description=text)
    child.add_argument("case", metavar=tr("CASE"), help=tr("case number"))
    add_reason(child)
    child.add_argument("--edit", action="store_true", help=tr("write it anew; an empty answer leaves it as it is"))
    child.set_defaults(func=show_child)


def open_case(args: Namespace) -> int:
    """Ask for the topic, show what may tell who it is about, and save it when that is meant."""
    from btimeeting.cli.meant import meant  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.domain.child import CaseKind  # noqa: PLC0415 - likewise
    from btimeeting.service import cases  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        typist = asking.typist()
        topic = typist.ask(tr("What is it about? No names, no birth dates."))
        if not topic:
            typist.tell(tr("Nothing was written. Write what it is about."))
            return USAGE
        said = meant(typist, cases.found_in(house.records, topic))
        case = cases.open_case(house.records, house.clock, CaseKind(args.kind), topic, meant=said)
        if isinstance(case, cases.TellsWho):
            typist.tell(tr("Nothing was saved. Write it again without these."))
            return FAILED
        looker(house).look("edit", "case", case.id)
        sys.stdout.write(f"{case.number}\n")
    return DONE


def name_child(args: Namespace) -> int:
    """Who said yes, then the child; nothing is written before both are told."""
    from btimeeting.cli.held_ask import one  # noqa: PLC0415 - heavy
    from btimeeting.cli.held_lines import child as given_child  # noqa: PLC0415 - likewise
    from btimeeting.cli.record_level import profile_of  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.domain.child import Child  # noqa: PLC0415 - likewise
    from btimeeting.service import cases  # noqa: PLC0415 - likewise
    from btimeeting.service.ids import new_id  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id, today = house.records.find_case(args.case), house.clock.today()
        typist = asking.typist()
        yes = typist.ask(tr("Who has said yes to naming the child, how and when?")) or ""
        question = tr("Name of the child; born; school or kindergarten; youth. Or: alias Fox")
        told = one(typist, question, lambda line: given_child(line, today), None) if yes else None
        if told is None:
            raise cases.NoYes
        child = Child(id=new_id(), name=told.name, alias=told.alias, born=told.born, unit=told.unit, youth=told.youth)
        naming = cases.Naming(child, yes)
        case = cases.name_child(house.records, house.clock, profile_of(house), case_id, naming)
        looker(house).look("edit", "case", case.id)
        typist.tell(tr("The case is about a named child from now on. Who said yes is kept with it."))
    return DONE


def show_child(args: Namespace) -> int:
    """What is held on the child apart from meetings; with --edit it is asked for, line by line."""
    from btimeeting.cli.user import looker  # noqa: PLC0415 - heavy
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - likewise
    from btimeeting.domain.record import Case, Child  # noqa: PLC0415 - likewise

    with open_house(args) as house:
        case_id = house.records.find_case(args.case)
        case = house.records.get(Case, case_id)
        if case.child_id is None:
            say(sys.stderr, tr("This case is about no child."))
            return FAILED
        child = house.records.get(Child, case.child_id)
        looker(house).look("show", "child", child.id, reason_for(house, case_id, args))
        if args.edit:
            new = _asked(asking.typist(), child)
            if new != child:
                house.records.save(new, house.clock.now())
                looker(house).look("edit", "child", child.id)
            child = new
        sys.stdout.writelines(line + "\n" for line in _lines(child))
    return DONE


def _asked(typist: Typist, child: Child) -> Child:
    from btimeeting.cli.held_ask import many  # noqa: PLC0415 - heavy
    from btimeeting.domain.child import Child as Value  # noqa: PLC0415 - likewise

    text = tr("A parent: name; relation; «no» without parental responsibility; language of an interpreter")
    parents = many(typist, text, _parent)
    around = many(typist, tr("A service or person around the child: service; name; what they do"), _around)
    coordinator = typist.ask(tr("Who is child coordinator, if anybody?"))
    plan = typist.ask(tr("Is there an individual plan? yes or no"))
    voice = child.voice.model_dump()
    for field, question in (
        ("statement", tr("The child's own words, to be read aloud")),
        ("who_talks", tr("Who talks with the child?")),
        ("not_to_be_raised", tr("What the child does not want to be raised")),
    ):
        voice[field] = typist.ask(question) or voice[field]
    fields = {
        "parents": parents or child.parents,
        "around": around or child.around,
        "coordinator": coordinator or child.coordinator,
        "individual_plan": _yes(plan) if plan else child.individual_plan,
        "voice": voice,
    }
    return Value.model_validate(child.model_dump() | fields)


def _yes(answer: str) -> bool:
    return answer.casefold() in (tr("yes").casefold(), "yes")


def _parent(answer: str) -> Parent:
    from btimeeting.cli.held_lines import fields  # noqa: PLC0415 - heavy
    from btimeeting.domain.child import Parent as Value  # noqa: PLC0415 - likewise

    who, relation, without, language = fields(answer, 4)
    no = without.casefold() in (tr("no").casefold(), "no")
    return Value(name=who, relation=relation, responsibility=not no, interpreter=language)


def _around(answer: str) -> Around:
    from btimeeting.cli.held_lines import fields  # noqa: PLC0415 - heavy
    from btimeeting.domain.child import Around as Value  # noqa: PLC0415 - likewise

    service, who, task = fields(answer, 3)
    return Value(service=service, name=who, task=task)


def _lines(child: Child) -> Iterator[str]:
    from btimeeting.documents.agenda_problems import clean  # noqa: PLC0415 - heavy

    born = dates.short_date(child.born) if child.born is not None else ""
    yield clean("  ".join(part for part in (child.name, born, "" if child.hidden_address else child.unit) if part))
    for parent in child.parents:
        right = "" if parent.responsibility else tr("without parental responsibility")
        speaks = tr("interpreter: {language}", language=parent.interpreter) if parent.interpreter else ""
        yield clean("    " + ", ".join(part for part in (parent.name, parent.relation, right, speaks) if part))
    for each in child.around:
        yield clean("    " + ", ".join(part for part in (each.service, each.name, each.task) if part))
    if child.coordinator:
        yield clean(tr("Child coordinator: {who}", who=child.coordinator))
    if child.individual_plan:
        yield tr("There is an individual plan: the work goes on there, and the baton log is closed.")
    if child.hidden_address:
        yield tr("SECRET address: nothing about place on any export or wall")
    voice = child.voice
    for name, text in (
        (tr("The child's own words"), voice.statement),
        (tr("Talks with the child"), voice.who_talks),
        (tr("Not to be raised"), voice.not_to_be_raised),
    ):
        if text:
            yield clean(f"{name}: {text}")
