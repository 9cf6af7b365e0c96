"""From anonymous to named: a step of its own. Nothing is written before it is told who said yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from btimeeting.domain.child import Case, Child, Parent
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import short_date
from btimeeting.service import cases
from btimeeting.service.ids import new_id
from btimeeting.ui.children.child_parts import identity, of_its_child
from btimeeting.ui.children.draft_form import DraftForm, line_of, save_knob
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.prepare.fields import NotUnderstood, Section, fact, line, pick
from btimeeting.ui.prepare.readings import day_text, read_day, read_givers
from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import Split

_HOW = {"meeting": N_("in a meeting"), "phone": N_("on the telephone"), "writing": N_("in writing")}


@dataclass(frozen=True, slots=True)
class Naming:
    """The child, and who has said yes, how and when."""

    child: Child
    who: str = field(default="", repr=False)
    how: str = "meeting"
    on: date | None = None

    @property
    def yes(self) -> str:
        """The sentence that is kept with the change."""
        day = short_date(self.on) if self.on is not None else ""
        return tr("{who}, {how}, {date}", who=self.who.strip(), how=tr(_HOW[self.how]), date=day)


class NamingScreen(DraftForm[Naming]):
    """The form; on a level that names nobody it says which step comes first."""

    def __init__(self, ways: Ways, case_id: str) -> None:
        super().__init__(ways)
        self._case_id = case_id
        self._case: Case | None = None
        self._today: date | None = None

    def on_mount(self) -> None:
        """Whether the child may be named now."""

        def work(stores: HomeStores) -> tuple[Case | Exception, date]:
            today = stores.clock.today()
            try:
                return cases.may_be_named(stores.unlocked, self.ways.door.profile(), self._case_id), today
            except (cases.NamedTooEarly, cases.NotAnonymous) as why_not:
                return why_not, today

        self.ask(work, self._arrived)

    def _arrived(self, found: tuple[Case | Exception, date]) -> None:
        case, self._today = found
        if isinstance(case, Exception):
            self._refuse(case)
            return
        self._case = case
        self.open_with(Naming(Child(id=new_id(), name="", unit=self.ways.door.unit), on=self._today))

    def _refuse(self, why: Exception) -> None:
        level = getattr(why, "level", "")
        early = tr("On level {level} no child is named: parents may not know yet.", level=level)
        first = tr("Go back and press N: move the case to a level that names the child first.")
        other = tr("Only an anonymous case is given a name; this one has a child, or is about a group.")
        self.query_one("#prepare-head", Split).show(said(tr("Name the child"), "bold"))
        self.tell(f"{early} {first}" if isinstance(why, cases.NamedTooEarly) else other, loud=True)
        self.show_keys()

    def failed(self, failure: BaseException) -> None:
        """The case may have been moved or named meanwhile."""
        if isinstance(failure, cases.NamedTooEarly | cases.NotAnonymous):
            self._refuse(failure)
        else:
            super().failed(failure)

    def heading(self) -> str:
        """The case."""
        number = self._case.number if self._case is not None else ""
        return tr("case {number}", number=number) + " · " + tr("Name the child")

    def parts(self, draft: Naming) -> tuple[Section, ...]:
        """Who said yes comes first."""
        today = self._today or date.min
        how = tuple((code, tr(words)) for code, words in _HOW.items())

        def put_on(d: Naming, text: str) -> Naming:
            return replace(d, on=read_day(text, today, past=True))

        told = tr("The case becomes one about a named child, and that is never undone. Who said yes is kept with it.")
        hint = tr("with parental responsibility, for example Kari Demo (mother)")
        rows = (
            (fact("naming", "", told),),
            (line("who", tr("Who has said yes?"), draft.who, line_of("who"), hint=hint),),
            (
                pick("how", tr("How and when"), draft.how, how, _how, width=28),
                line("on", "", day_text(draft.on), put_on, hint=tr("on which day"), strict=True),
            ),
            *(tuple(of_its_child(one) for one in row) for row in identity(draft.child, today)),
            save_knob(tr("Name the child")),
        )
        return (Section("naming", "", rows),)

    def lacking(self, draft: Naming) -> Mapping[str, str]:
        """The yes, and the name."""
        found: dict[str, str] = {}
        if not draft.who.strip():
            found["who"] = tr("No name is written before somebody with parental responsibility has said yes.")
        if draft.on is None:
            found["on"] = tr("Write the day they said it.")
        if not draft.child.name.strip():
            found["name"] = tr("The child needs a name, or what you call it. Write it here.")
        return found

    def store(self, draft: Naming) -> None:
        """Name it; the case says so from now on."""
        profile = self.ways.door.profile

        def work(stores: HomeStores) -> Case:
            naming = cases.Naming(_with_parents(draft), draft.yes)
            named = cases.name_child(stores.unlocked, stores.clock, profile(), self._case_id, naming)
            self.ways.looker(stores).look("edit", "case", named.id)
            return named

        self.ask(work, lambda _: self.done())

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [tr("An anonymous case gets a name only here, and only when somebody has said yes to it.")]


def _with_parents(draft: Naming) -> Child:
    """Whoever has said yes has parental responsibility: they stand on the child from now on."""
    try:
        givers = read_givers(draft.who)
    except NotUnderstood:
        return draft.child
    parents = tuple(Parent(name=giver.name, relation=giver.relation) for giver in givers)
    return draft.child.model_copy(update={"parents": parents})


def _how(draft: Naming, value: str) -> Naming:
    return replace(draft, how=value)
