"""The consents of a case, service by service: how each stands, who has given it, who is waited for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from btimeeting.documents.consent_words import state_name, summary, told
from btimeeting.domain.consent import Consent, ConsentState
from btimeeting.domain.consent_page import ServiceConsent
from btimeeting.i18n import N_, tr
from btimeeting.service.consents import ConsentPage, consent_page
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.consent_form import ConsentForm
from btimeeting.ui.children.finder import FinderScreen, ListRow
from btimeeting.ui.children.take_back import TakeBackForm
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.dialog import Lines

NONE = "none"
"""The row of a service without any consent."""
LISTED = 2
"""So much of what stands in a consent is shown in the list: who gave it, and how. Enter shows all of it."""


class NewConsent(Command["ConsentsScreen"]):
    """A new consent for the marked service."""

    id = "new"
    keys = ("n",)
    name = N_("New consent")
    help = N_("Write down a new consent, for the marked service or another one.")

    def possible(self, at: ConsentsScreen) -> bool:
        """When the case has been read, and is about a child."""
        return at.page is not None and at.page.child is not None

    def do(self, at: ConsentsScreen) -> None:
        """The form."""
        at.give()


class TakeBack(Command["ConsentsScreen"]):
    """The consent of the marked service is taken back."""

    id = "take-back"
    keys = ("t",)
    name = N_("Withdrawn")
    help = N_("Note that the consent was taken back, when and by whom. Nobody has to say why.")

    def possible(self, at: ConsentsScreen) -> bool:
        """Where there is one that has not been."""
        return at.takeable is not None

    def do(self, at: ConsentsScreen) -> None:
        """When and by whom."""
        at.take_back()


class Replace(Command["ConsentsScreen"]):
    """A new consent instead of the marked one."""

    id = "replace"
    keys = ("e",)
    name = N_("Replace")
    help = N_("Write down a new consent that takes the place of this one; both are kept.")

    def possible(self, at: ConsentsScreen) -> bool:
        """Where there is one to replace."""
        return at.replaceable is not None

    def do(self, at: ConsentsScreen) -> None:
        """The form, with what the old one holds."""
        at.replace()


class ConsentsScreen(FinderScreen):
    """The list. The look is logged before anything is shown."""

    commands = (*FINDER, NewConsent(), TakeBack(), Replace(), *HOUSE)
    footer = ("open", "new", "take-back", "replace", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, ways: Ways, case_id: str, reason: str = "") -> None:
        """`reason`: why it is read, where the unit asks for it."""
        super().__init__(ways)
        self._case_id, self._reason = case_id, reason
        self.page: ConsentPage | None = None
        self._here = ""

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self._read(again=False)

    def on_screen_resume(self) -> None:
        """A consent may be otherwise now."""
        if self.page is not None:
            self._read(again=True)

    def _read(self, *, again: bool) -> None:
        def work(stores: HomeStores) -> ConsentPage:
            if not again:
                self.ways.looker(stores).look("consents", "case", self._case_id, self._reason)
            return consent_page(stores.unlocked, self.ways.door.profile(), self._case_id, stores.clock.today())

        self.ask(work, self._arrived)

    def _arrived(self, page: ConsentPage) -> None:
        here, self.page = self._here, page
        number = tr("case {number}", number=page.case.number)
        self.head(" · ".join(part for part in (number, page.child.name if page.child else "", tr("Consents")) if part))
        self.show([line for each in page.services for line in _lines(each)])
        keys = [line.key if line.act else "" for line in self.lines]
        if here and here in keys:
            self.rows.highlighted = keys.index(here)
        self.tell(_below(page))
        self.show_keys()

    # --- commands ----------------------------------------------------------------------------------------------

    @property
    def service(self) -> ServiceConsent | None:
        """The marked service."""
        key = self.marked.key if self.marked is not None else ""
        found = self.page.services if self.page is not None else ()
        return next((each for each in found if each.service == key), None)

    @property
    def takeable(self) -> Consent | None:
        """The consent of the marked service, when it can be taken back."""
        found, page = self.service, self.page
        if found is None or found.counts is None or page is None:
            return None
        over = (ConsentState.WITHDRAWN, ConsentState.REPLACED, ConsentState.REFUSED)
        return None if found.counts.state(page.today) in over else found.counts

    @property
    def replaceable(self) -> Consent | None:
        """The consent of the marked service, when another may take its place."""
        return self.takeable

    def open(self, line: ListRow) -> None:
        """Everything that is written in the consents of this service."""
        found, page = self.service, self.page
        self._here = line.key
        if found is None or page is None:
            return
        if line.kind == NONE:
            self.give()
            return
        lines: list[tuple[str, str]] = []
        for each in found.all:
            lines += [("", f"{state_name(each.state(page.today)).capitalize()}:")]
            lines += [(name, text) for name, text in told(each) if text]
            lines += [("", "")]
        self.app.push_screen(Lines(f"{found.service} · {summary(found)}", lines))

    def give(self) -> None:
        """A new one, for the marked service."""
        self._form(None)

    def replace(self) -> None:
        """A new one instead of that of the marked service."""
        self._form(self.replaceable)

    def _form(self, instead: Consent | None) -> None:
        if self.page is not None:
            service = self.service.service if self.service is not None else ""
            self._here = service
            self.app.push_screen(ConsentForm(self.ways, self.page, service, instead))

    def take_back(self) -> None:
        """When and by whom."""
        service, taken = self.service, self.takeable
        if self.page is not None and service is not None and taken is not None:
            self._here = service.service
            self.app.push_screen(TakeBackForm(self.ways, self.page, service.service, taken))

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("Which service may be told what, and since when. Consent is given to a service, not to a person."),
            tr("Enter shows all that is written in the consents of the marked service, the old ones too."),
        ]


def _lines(found: ServiceConsent) -> list[ListRow]:
    """The service and how it stands; under it who has given it, how and until when."""
    good = found.state is ConsentState.VALID
    act = tr("Read it") if found.counts is not None else tr("New consent")
    sign = "✓" if good else "▲"
    kind = "service" if found.counts is not None else NONE
    lines = [ListRow(f"{sign} {found.service}: {summary(found)}", act, kind, found.service, "bold", hang=2)]
    for each in (found.counts, *found.also) if found.counts is not None else ():
        shown = dict(list(told(each))[:LISTED])
        if each.withdrawn_on is not None:
            shown[tr("Withdrawn")] = dict(told(each))[tr("Withdrawn")]
        wide = max(len(name) for name in shown)
        lines += [
            ListRow(f"    {name:<{wide}}  {' '.join(text.split())}", style="$quiet", hang=wide + 6)
            for name, text in shown.items()
        ]
    return [*lines, ListRow("")]


def _below(page: ConsentPage) -> str:
    if page.child is None:
        return tr("This case is about no child: there is nothing to consent to.")
    if not page.services:
        return tr("No service has to do with this case yet. Press N to write down a consent.")
    if page.needed:
        return tr("All of these have to say yes: {who}.", who=", ".join(page.needed))
    return tr("No parent is written down on the child (B on the case): then one giver is enough.")
