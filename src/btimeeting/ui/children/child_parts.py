"""The form of a child's data, part by part: who it is, its parents, who stands around it, its own voice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from btimeeting.documents.labels import role_name
from btimeeting.domain.child import Around, Child, Parent
from btimeeting.domain.consent import service_key
from btimeeting.domain.record import LONG, Prepared, PreparedKind
from btimeeting.i18n import tr
from btimeeting.i18n.dates import short_date
from btimeeting.service.child_data import with_row, with_voice
from btimeeting.service.plan import changed
from btimeeting.ui.prepare.fields import (
    Field,
    NotUnderstood,
    Put,
    Row,
    Section,
    area,
    fact,
    kept,
    knob,
    line,
    pick,
    short,
)
from btimeeting.ui.prepare.part_case import LANGUAGES, age_choices, flag, name_choices
from btimeeting.ui.prepare.readings import day_text, read_born, read_day


@dataclass(frozen=True, slots=True)
class Known:
    """What the form needs to know apart from the child: the day, and what the meetings know."""

    today: date
    met: tuple[Parent, ...] = field(default=(), repr=False)
    """Føresette who were invited to a meeting."""
    words: tuple[tuple[date | None, Prepared], ...] = field(default=(), repr=False)


def parts(child: Child, known: Known) -> tuple[Section, ...]:
    """All of them."""
    return who(child, known.today), parents(child, known), around(child), voice(child, known)


def text_of(name: str) -> Put:
    """A line of the child, or whatever the form is about."""
    return lambda about, text: changed(about, {name: short(text)})


def choice_of(name: str) -> Put:
    """A choice of two, likewise."""
    return lambda about, value: changed(about, {name: bool(value)})


def area_of(name: str, label: str, text: str, hint: str, put: Put | None = None) -> Field:
    """A text of several lines, of the child or whatever the form is about."""

    def put_in(about: Any, written: str) -> Any:
        whole = kept(written, LONG)
        return put(about, whole) if put is not None else changed(about, {name: whole})

    return area(name, label, text, put_in, hint=hint)


def put_name(child: Child, text: str) -> Child:
    """The name, which is never empty."""
    if not text.strip():
        raise NotUnderstood(tr("The child needs a name, or what you call it. Write it here."))
    return changed(child, {"name": short(text)})


def identity(child: Child, today: date) -> tuple[Row, ...]:
    """Name, birth date, school: what every form about a child begins with."""

    def put_born(c: Child, text: str) -> Child:
        return changed(c, {"born": read_born(text, today)})

    real, called = name_choices(), age_choices()
    return (
        (line("name", tr("Child or youth"), child.name, put_name, hint=tr("name, or what you call the child")),),
        (
            pick("alias", tr("The name is"), flag(child.alias), real, choice_of("alias")),
            pick("youth", "", flag(child.youth), called, choice_of("youth")),
        ),
        (line("born", tr("Born"), day_text(child.born), put_born, hint=tr("day.month.year"), strict=True),),
        (line("unit", tr("School/kindergarten"), child.unit, text_of("unit"), hint=tr("and group")),),
    )


def who(child: Child, today: date) -> Section:
    """Who it is. A secret address is said with what follows of it."""
    hidden = (("", tr("address is not secret")), ("1", tr("SECRET address")))
    note = tr("Nothing about place stands on any export or wall.") if child.hidden_address else ""
    spoken = language_words(child.language)
    rows = (
        *identity(child, today),
        (line("language", tr("Language at home"), spoken, _language, hint=tr("the language of the family")),),
        (pick("hidden", tr("Address"), flag(child.hidden_address), hidden, choice_of("hidden_address"), note=note),),
    )
    return Section("child", tr("Child"), rows)


def language_words(code: str) -> str:
    """A language as people write it."""
    return tr(dict(LANGUAGES)[code]) if code in dict(LANGUAGES) else code


def _language(child: Child, text: str) -> Child:
    known = {tr(name).casefold(): code for code, name in LANGUAGES}
    said = short(text)
    return changed(child, {"language": known.get(said.casefold(), said)})


def parents(child: Child, known: Known) -> Section:
    """Føresette: who has parental responsibility, and who wishes for an interpreter."""
    rows = [row for nth, parent in enumerate(child.parents) for row in _parent(nth, parent)]
    rows.append((knob("add-parent", tr("+ a parent"), lambda c, _: _more(c, "parents", Parent(name=""))),))
    there = {service_key(parent.name) for parent in child.parents}
    for nth, met in enumerate(parent for parent in known.met if service_key(parent.name) not in there):
        words = tr("+ {name}, who was invited to a meeting", name=met.name)
        rows.append((knob(f"met-{nth}", words, partial(_met, met)),))
    return Section("parents", tr("Parents"), tuple(rows))


def _parent(nth: int, parent: Parent) -> tuple[Row, Row]:
    put, owner = partial(_in_row, "parents", nth), f"parents-{nth}"
    responsible = (("1", tr("has parental responsibility")), ("", tr("without parental responsibility")))
    has, says = flag(parent.responsibility), partial(_responsible, nth)
    wish, spoken = tr("interpreter: which language"), parent.interpreter
    note = tr("interpreter: {language}", language=spoken) if spoken else ""
    return (
        (
            line(f"parent-{nth}", "", parent.name, partial(put, "name"), hint=tr("name"), owner=owner),
            line(f"relation-{nth}", "", parent.relation, partial(put, "relation"), hint=tr("relation"), owner=owner),
        ),
        (
            pick(f"responsible-{nth}", "", has, responsible, says, width=36, owner=owner, under=True),
            line(f"interpreter-{nth}", "", spoken, partial(put, "interpreter"), hint=wish, owner=owner, note=note),
        ),
    )


def _met(parent: Parent, child: Child, _: str) -> Child:
    return _more(child, "parents", parent)


def _in_row(name: str, nth: int, column: str, child: Child, text: str) -> Child:
    return with_row(child, name, nth, **{column: short(text)})


def _responsible(nth: int, child: Child, value: str) -> Child:
    return with_row(child, "parents", nth, responsibility=bool(value))


def _more(child: Child, name: str, row: Parent | Around) -> Child:
    return changed(child, {name: (*getattr(child, name), row)})


def around(child: Child) -> Section:
    """Services and persons around the child, and who coordinates."""
    rows: list[Row] = []
    for nth, each in enumerate(child.around):
        put, owner = partial(_in_row, "around", nth), f"around-{nth}"
        rows.append(
            (
                line(f"around-{nth}", "", each.service, partial(put, "service"), hint=tr("service"), owner=owner),
                line(f"person-{nth}", "", each.name, partial(put, "name"), hint=tr("name"), owner=owner),
                line(f"task-{nth}", "", each.task, partial(put, "task"), hint=tr("what they do"), owner=owner),
            )
        )
    rows.append((knob("add-around", tr("+ a service or person"), lambda c, _: _more(c, "around", Around())),))
    plan = (("", tr("there is no individual plan")), ("1", tr("there is an individual plan")))
    closed = tr("The work goes on there, and the baton log is closed.") if child.individual_plan else ""
    coordinates = tr("She or he does the coordinating, then.") if child.coordinator else ""
    hint = tr("name, if there is one")
    rows += [
        (
            line(
                "coordinator",
                tr("Child coordinator"),
                child.coordinator,
                text_of("coordinator"),
                hint=hint,
                note=coordinates,
            ),
        ),
        (
            pick(
                "plan",
                tr("Individual plan"),
                flag(child.individual_plan),
                plan,
                choice_of("individual_plan"),
                note=closed,
            ),
        ),
    ]
    return Section("around", tr("Around the child"), tuple(rows))


def voice(child: Child, known: Known) -> Section:
    """Barnets stemme; under it what the child had ready for the meetings."""
    own = child.voice

    def put_when(c: Child, text: str) -> Child:
        return with_voice(c, when=read_day(text, known.today))

    def put_talked(c: Child, text: str) -> Child:
        return with_voice(c, talked_on=read_day(text, known.today, past=True))

    rows: list[Row] = [
        (_area("statement", tr("The child's own words"), own.statement, tr("as the child says it")),),
        (line("read-by", tr("read aloud by"), own.read_by, _voice("read_by"), hint=tr("the child itself, or who")),),
        (
            line("who-talks", tr("Talks with the child"), own.who_talks, _voice("who_talks"), hint=tr("name")),
            line("when", "", day_text(own.when), put_when, hint=tr("on which day"), strict=True, width=24),
        ),
        (line("talked-on", tr("Last talked with"), day_text(own.talked_on), put_talked, hint=tr("day"), strict=True),),
        (_area("not_to_be_raised", tr("Not to be raised"), own.not_to_be_raised, tr("what is kept out of meetings")),),
    ]
    rows += [(fact(f"said-{nth}", *_said(day, words)),) for nth, (day, words) in enumerate(known.words)]
    return Section("voice", tr("The child's voice"), tuple(rows))


def _said(day: date | None, words: Prepared) -> tuple[str, str]:
    when = short_date(day) if day is not None else tr("no day yet")
    if words.kind is PreparedKind.NOT_TO_BE_RAISED:
        return tr("Meeting {date}", date=when), tr("not to be raised: {text}", text=words.text)
    who = role_name(words.read_by) if words.read_by is not None else ""
    return tr("Meeting {date}", date=when), f"«{words.text}»" + (f" ({tr('read aloud by')} {who})" if who else "")


def _voice(name: str) -> Put:
    return lambda child, text: with_voice(child, **{name: short(text)})


def _area(name: str, label: str, text: str, hint: str) -> Field:
    return area_of(name, label, text, hint, lambda child, written: with_voice(child, **{name: written}))


def of_its_child(one: Field) -> Field:
    """A field of the child, in the form of something that has a `child` and more."""
    put = one.put

    def into(draft: Any, text: str) -> Any:
        return replace(draft, child=put(draft.child, text)) if put is not None else draft

    return replace(one, put=into)
