"""A form about one value: fields are read as one leaves them, and the value is saved when that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType

from btimeeting.i18n import N_, ntr, tr
from btimeeting.service.record_ports import Locked as CaseLocked
from btimeeting.ui.children.asking import AskingScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.prepare.boxes import part_titles, rail
from btimeeting.ui.prepare.commands import (
    Down,
    FieldBefore,
    Form,
    Leave,
    NextField,
    NextSection,
    SectionBefore,
    Turn,
    Up,
)
from btimeeting.ui.prepare.commands import TakeAway as TakeRowAway
from btimeeting.ui.prepare.fields import Field, Kind, NotUnderstood, Put, Section, knob, short
from btimeeting.ui.prepare.form_base import FormBase
from btimeeting.ui.prepare.widgets import Pick, Pressable, field_id
from btimeeting.ui.refused import failure_words
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.heading import fitted
from btimeeting.ui.widgets.split import EMPTY, Split, Text

D = TypeVar("D")
SAVE = "save"
"""The last thing in the form: saves it."""


class Save(Command["DraftForm[object]"]):
    """Save what stands there."""

    id = "save"
    typing_keys = ("ctrl+s",)
    name = N_("Save")
    help = N_("Saves the form. What is missing or cannot be used is told beside its field, and nothing is lost.")

    def do(self, at: DraftForm[object]) -> None:
        """Save it."""
        at.save()


class Out(Leave):
    """Out of the form; what is not saved is asked about first."""

    name = N_("Back")
    help = N_("Back to where you came from; what is not saved is asked about first.")

    def short(self, at: Form) -> str:
        """The word itself is short."""
        return self.label(at)


class Next(NextField):
    """On; nothing is kept by it where one saves."""

    help = N_("Tab and the arrow down go to the next field.")


WALK: tuple[Command[Form], ...] = (
    Next(),
    FieldBefore(),
    Down(),
    Up(),
    NextSection(),
    SectionBefore(),
    TakeRowAway(),
    Turn(),
)
"""The keys every form has."""


def line_of(name: str) -> Put:
    """A line of a form whose draft is a dataclass."""
    return lambda draft, text: replace(draft, **{name: short(text)})


def flag_of(name: str) -> Put:
    """A choice of two, likewise."""
    return lambda draft, value: replace(draft, **{name: bool(value)})


def save_knob(words: str) -> tuple[Field, ...]:
    """The row at the end that saves the form."""
    return (knob(SAVE, words, lambda draft, _: draft),)


class OfDraft(FormBase, AskingScreen, Generic[D]):
    """What each form has of its own."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self.ways = ways
        self.draft: D | None = None
        self._begun: D | None = None
        """The draft as it was before anybody wrote."""
        self._busy = False

    def parts(self, draft: D) -> tuple[Section, ...]:
        """The form as it is now."""
        raise NotImplementedError

    def heading(self) -> str:
        """What the form is about."""
        raise NotImplementedError

    def lacking(self, draft: D) -> Mapping[str, str]:  # noqa: ARG002 - nothing is required by itself
        """Why it cannot be saved, by field."""
        return {}

    def store(self, draft: D) -> None:
        """Write the draft; `saved` when it is done."""
        raise NotImplementedError

    def read(self, field: str) -> None:
        """A field has been read into the draft."""

    def without(self, draft: D, owner: str) -> D:  # noqa: ARG002 - most forms have no rows to take away
        """The draft without the row of that owner."""
        return draft


class DraftForm(OfDraft[D]):
    """The form. The draft is the truth, what is being typed lies beside it; nothing is stored before it is saved."""

    CSS_PATH: ClassVar[str | list[str | PurePath] | None] = ["../styles/prepare.tcss", "../styles/children.tcss"]
    commands = (Save(), *WALK, Out(), *HOUSE)
    footer: ClassVar[Sequence[str]] = ("save", "field-next", "turn", "section-next", "leave", "take-away", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def compose(self) -> ComposeResult:
        """The form, and a quiet line under it."""
        yield from super().compose()
        yield Text(id="finder-line")

    # --- opening -----------------------------------------------------------------------------------------------

    @property
    def is_read(self) -> bool:
        """Whether there is a draft."""
        return self.draft is not None

    def open_with(self, draft: D) -> None:
        """Show this, with the cursor in the first field."""
        self.draft = self._begun = draft
        self.refresh_form()
        self.form.step(1)
        self.show_keys()

    def footer_now(self) -> Sequence[str]:
        """Only the way out, as long as there is nothing to fill in."""
        return self.footer if self.is_read else ("leave", "help")

    def refresh_form(self) -> None:
        """Let every widget show the draft as it is; what is being typed or is wrong stays as it was typed."""
        if self.draft is None or not self.is_attached:
            return
        self.sections = self.parts(self.draft)
        there = {one for section in self.sections for one in section.ids}
        self.problems = {one: why for one, why in self.problems.items() if one in there}
        self.form.show(self.sections, self.problems, {**self._wrong, **self._typed})
        self._paint_head()

    def _paint_head(self) -> None:
        here = self.section_here
        title = self.heading()
        many = len(self.sections) > 1
        titles = part_titles(title, self.sections, here) if many and not self._has_rail else [title]
        doubts = len(self.problems)
        counted = ntr("▲ {n} field is not right yet", "▲ {n} fields are not right yet", doubts) if doubts else ""
        kept = (f"{self.kept_words()}   " if self.kept_words() else "", "$quiet")
        ways = [told(kept, (counted, "$soon")), told(kept, (f"▲ {doubts}" if doubts else "", "$soon"))]
        head = fitted(self.size.width - 2, [said(each, "bold") for each in titles], ways)
        self.query_one("#prepare-head", Split).show(*head)
        self.set_class(self._has_rail, "-rail")
        lack = {s.id for s in self.sections if not self.problems.keys().isdisjoint(s.ids)}
        quiet = {s.id for s in self.sections}
        self.query_one("#prepare-rail", Text).show(rail(self.sections, lack, here, quiet) if many else EMPTY)

    @property
    def _has_rail(self) -> bool:
        """A form of one part needs no list of parts."""
        return super()._has_rail and len(self.sections) > 1

    def kept_words(self) -> str:
        """Whether what stands there is saved."""
        return tr("not saved yet") if self.draft != self._begun else ""

    def tell(self, text: str, *, loud: bool = False) -> None:
        """The line under the form."""
        self.query_one("#finder-line", Text).show(said(text, "bold $soon" if loud else "$quiet") if text else EMPTY)

    # --- writing -----------------------------------------------------------------------------------------------

    def _keep_typed(self) -> None:
        """Take what is being written as far as it can be read; a complaint waits until one leaves the field."""
        self._timer = None
        one = self.field(field_id(self.focused))
        if one is None or one.id not in self._typed or one.strict or one.put is None:
            return
        try:
            self.draft = one.put(self.draft, self._typed[one.id])
        except NotUnderstood:
            return
        self.read(one.id)

    def _commit(self, wanted: str) -> None:
        text = self._typed.pop(wanted, self._wrong.get(wanted))
        if text is None or self.draft is None:
            return
        self.form.taken(wanted, text)
        one = self.field(wanted)
        if one is not None:
            self._put(one, text)

    def _put(self, one: Field, text: str) -> None:
        """Let a field's text into the draft, or say beside it why not; then it stays as it was written."""
        if one.put is None:
            return
        try:
            self.draft = one.put(self.draft, text)
        except NotUnderstood as doubt:
            self.problems[one.id], self._wrong[one.id] = doubt.sentence, text
        else:
            self.problems.pop(one.id, None)
            self._wrong.pop(one.id, None)
            self.read(one.id)
        self.refresh_form()

    def on_pick_picked(self, message: Pick.Picked) -> None:
        """Another choice."""
        one = self.field(message.field)
        if one is not None:
            self._put(one, message.value)

    def on_pressable_pressed(self, message: Pressable.Pressed) -> None:
        """Save, or a row more."""
        one = self.field(message.field)
        if one is not None and one.id == SAVE:
            self.save()
        elif one is not None and one.kind is Kind.KNOB:
            self._put(one, "")

    def take_away(self) -> None:
        """Take the focused row away."""
        owner = self.row_owner
        if self.draft is None or not owner:
            return
        for one in (one for s in self.sections for row in s.rows for one in row if one.owner == owner):
            for kept in (self._typed, self._wrong, self.problems):
                kept.pop(one.id, None)
        self.draft = self.without(self.draft, owner)
        self.read("")
        self.step(-1)
        self.refresh_form()

    # --- saving and leaving ------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save it, or say beside each field why not, with the cursor in the first of them."""
        self._commit(field_id(self.focused))
        if self.draft is None or self._busy:
            return
        wrong = {one: why for one, why in self.problems.items() if one in self._wrong}
        self.problems = {**wrong, **self.lacking(self.draft)}  # what was lacking may have been mended in another field
        if self.problems:
            self.complain()
            return
        self._busy = True
        self.store(self.draft)

    def complain(self) -> None:
        """The cursor into the first field that is not right, and its sentence under it."""
        self.refresh_form()
        ids = [one for section in self.sections for one in section.ids]
        self.form.focus_field(next((one for one in ids if one in self.problems), next(iter(self.problems))))

    def done(self) -> None:
        """It is saved: back to where one came from."""
        self._busy = False
        self.dismiss()

    def failed(self, failure: BaseException) -> None:
        """It was not saved, or could not be read: everything stays as it is."""
        self._busy = False
        if self.draft is None or isinstance(failure, CaseLocked):
            super().failed(failure)
        else:
            told = tr("NOT SAVED ({kind})", kind=failure_words(type(failure).__name__))
            self.tell(f"{told}: {tr('what you wrote stands here still.')}", loud=True)

    def leave(self) -> None:
        """Out; what is not saved is asked about first."""
        self._commit(field_id(self.focused))
        if self.draft == self._begun and not self._wrong:
            self.dismiss()
            return

        def answered(index: int | None) -> None:
            if index == 1:
                self.dismiss()

        consequence = tr("What you have written here is not saved, and is gone when you leave.")
        self.app.push_screen(Ask(tr("Leave?"), consequence, (tr("Stay here"), tr("Leave"))), answered)
