"""A new case: about a named child, a child without a name, or a group. What may tell who it is about is shown first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from btimeeting.documents.anonymity_words import never_kept, tells_who
from btimeeting.documents.level_words import guard_name, mend, where
from btimeeting.domain.child import Case, CaseKind, Child
from btimeeting.domain.level_guards import Checked, MoveRefused
from btimeeting.domain.levels import Guard, Profile
from btimeeting.i18n import tr
from btimeeting.service import cases
from btimeeting.service.ids import new_id
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.child_parts import identity, of_its_child
from btimeeting.ui.children.draft_form import DraftForm, flag_of, line_of, save_knob
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.prepare.fields import Row, Section, line, pick, short

TOPIC, MEANT, WHY = "topic", "meant", "why"
NOTHING = cases.TellsWho(())


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is written in the form. `found`: what in the topic may tell who it is about."""

    child: Child
    kind: CaseKind = CaseKind.ANONYMOUS
    topic: str = field(default="", repr=False)
    found: cases.TellsWho = NOTHING
    meant: bool = False
    told: Mapping[Guard, str] = field(default_factory=dict, repr=False)
    why: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Begins:
    """What the form needs to know: the profile, the day, and what a named child's case asks for first."""

    profile: Profile
    today: date
    asked: tuple[Checked, ...]


class NewCaseScreen(DraftForm[NewCase]):
    """The form; when it is saved, the case is shown."""

    def __init__(self, ways: Ways) -> None:
        super().__init__(ways)
        self._begins: Begins | None = None

    def on_mount(self) -> None:
        """What the profile asks for before a child is named."""

        def work(stores: HomeStores) -> Begins:
            profile, today = self.ways.door.profile(), stores.clock.today()
            return Begins(profile, today, cases.asked_first(profile, today))

        self.ask(work, self._arrived)

    def _arrived(self, found: Begins) -> None:
        self._begins = found
        self.open_with(NewCase(Child(id=new_id(), name="", unit=self.ways.door.unit)))

    @property
    def begins(self) -> Begins:
        """The profile, once it is read."""
        assert self._begins is not None  # noqa: S101 - there is a form only then
        return self._begins

    def heading(self) -> str:
        """What this is."""
        return tr("A new case")

    def parts(self, draft: NewCase) -> tuple[Section, ...]:
        """The kind, and what that kind asks for."""
        kinds = (
            (CaseKind.ANONYMOUS.value, tr("a child, without a name")),
            (CaseKind.SYSTEM.value, tr("a group or its environment")),
            (CaseKind.INDIVIDUAL.value, tr("a child, by name")),
        )
        kind = pick("kind", tr("The case is about"), draft.kind.value, kinds, _kind, note=self._about(draft.kind))
        rows = self._named(draft) if draft.kind is CaseKind.INDIVIDUAL else _nameless(draft)
        return (Section("case", "", ((kind,), *rows, save_knob(tr("Save the case")))),)

    def _about(self, kind: CaseKind) -> str:
        if kind is CaseKind.INDIVIDUAL:
            profile = self.begins.profile
            begins = tr("It begins here: {where}.", where=where(profile, cases.way_in(profile).to))
            unnamed = ", ".join(level.id for level in profile.levels if not level.named)
            early = tr("On level {level} no child is named: parents may not know yet.", level=unnamed)
            return f"{early} {begins}" if unnamed else begins
        if kind is CaseKind.SYSTEM:
            return tr("It is about the group or the environment, never about one child.")
        return tr("Nobody is to be known by the words. The child is named later, when its parents have said yes.")

    def _named(self, draft: NewCase) -> tuple[Row, ...]:
        rows: list[Row] = [tuple(of_its_child(one) for one in row) for row in identity(draft.child, self.begins.today)]
        for each in self.begins.asked:
            said = draft.told.get(each.guard, "")
            name, put = f"guard-{each.guard.value}", partial(_told, each.guard)
            rows.append((line(name, guard_name(each.guard), said, put, hint=mend(each)),))
        hint = tr("what makes you open it")
        rows.append((line(WHY, tr("Why"), draft.why, line_of(WHY), hint=hint),))
        return tuple(rows)

    # --- who it may be about -----------------------------------------------------------------------------------

    def read(self, field: str) -> None:
        """Look in the topic for what may tell who it is about."""
        draft = self.draft
        if field != TOPIC or draft is None:
            return
        topic = draft.topic
        self.ask(lambda stores: cases.found_in(stores.unlocked, topic), partial(self._found, topic))

    def _found(self, topic: str, found: cases.TellsWho) -> None:
        if self.draft is not None and self.draft.topic == topic and self.draft.found != found:
            self.draft = replace(self.draft, found=found, meant=False)
            self.refresh_form()

    # --- saving ------------------------------------------------------------------------------------------------

    def lacking(self, draft: NewCase) -> Mapping[str, str]:
        """What has to be written first."""
        if draft.kind is not CaseKind.INDIVIDUAL:
            return {} if draft.topic.strip() else {TOPIC: tr("Nothing was written. Write what it is about.")}
        found: dict[str, str] = {}
        if not draft.child.name.strip():
            found["name"] = tr("The child needs a name, or what you call it. Write it here.")
        for each in self.begins.asked:
            if not draft.told.get(each.guard, "").strip():
                found[f"guard-{each.guard.value}"] = tr("This has to be in place first: {mend}.", mend=mend(each))
        if not draft.why.strip():
            found[WHY] = tr("Write why the case is opened: it is kept with it.")
        return found

    def store(self, draft: NewCase) -> None:
        """Open it, unless something tells who an unnamed one is about."""
        profile, user = self.begins.profile, self.ways.door.user

        def work(stores: HomeStores) -> Case | cases.TellsWho | MoveRefused:
            records, clock = stores.unlocked, stores.clock
            made: Case | cases.TellsWho | MoveRefused
            if draft.kind is CaseKind.INDIVIDUAL:
                new = cases.NamedCase(draft.child, draft.told, user, draft.why)
                made = cases.open_named(records, clock, profile, new)
            else:
                made = cases.open_case(records, clock, draft.kind, draft.topic.strip(), meant=draft.meant)
            if isinstance(made, Case):
                self.ways.looker(stores).look("edit", "case", made.id)
            return made

        self.ask(work, self._saved)

    def _saved(self, made: Case | cases.TellsWho | MoveRefused) -> None:
        self._busy = False
        if isinstance(made, Case):
            self.app.switch_screen(CaseScreen(self.ways, made.id))
        elif isinstance(made, MoveRefused):
            lacking = "; ".join(f"{guard_name(each.guard)}: {mend(each)}" for each in made.lacking)
            self.tell(tr("The case was not opened.") + f" {lacking}", loud=True)
        elif self.draft is not None:
            self.draft = replace(self.draft, found=made)
            self.problems[TOPIC if made.never else MEANT] = _refused(made)
            self.complain()
            self.form.focus_field(TOPIC)  # where one mends it; a space typed into the choice would say yes

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("A case can begin without a name. What may tell who it is about is shown before it is saved."),
            tr("A case about a named child begins on the first level that may name one."),
        ]


def _refused(found: cases.TellsWho) -> str:
    if found.never:
        return never_kept()
    return tr("Write it again without these, or say that nobody can be known by it.")


def _kind(draft: NewCase, value: str) -> NewCase:
    return replace(draft, kind=CaseKind(value))


def _told(guard: Guard, draft: NewCase, text: str) -> NewCase:
    return replace(draft, told={**draft.told, guard: short(text)})


def _nameless(draft: NewCase) -> tuple[Row, ...]:
    """What it is about; under it what may tell who, and whether it is meant so."""
    told = " ".join(tells_who(draft.found.traces))

    def put(d: NewCase, text: str) -> NewCase:
        return replace(d, topic=short(text), meant=False)

    hint = tr("no names, no birth dates")
    topic = line(TOPIC, tr("What it is about"), draft.topic, put, hint=hint, note=f"▲ {told}" if told else "")
    if not draft.found.traces or draft.found.never:
        return ((topic,),)
    choices = (("", tr("no, it is written again")), ("1", tr("yes, nobody can be known by it")))
    meant = pick(MEANT, tr("Save all the same?"), "1" if draft.meant else "", choices, flag_of(MEANT))
    return (topic,), (meant,)
