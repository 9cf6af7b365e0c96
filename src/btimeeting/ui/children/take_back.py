"""A consent is taken back: for which services, on what day, by whom. Nobody has to say why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from btimeeting.documents.words import listed
from btimeeting.domain.consent import Consent
from btimeeting.i18n import tr
from btimeeting.service.consents import ConsentPage, TakenBack, take_back
from btimeeting.ui.children.draft_form import DraftForm, flag_of, line_of, save_knob
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.prepare.fields import NotUnderstood, Row, Section, fact, line, pick
from btimeeting.ui.prepare.readings import day_text, read_day


@dataclass(frozen=True, slots=True)
class Gone:
    """What is written in the form."""

    on: date | None
    by: str = field(default="", repr=False)
    whole: bool = False
    """For all services it reaches, not for the one alone."""


class TakeBackForm(DraftForm[Gone]):
    """The form."""

    def __init__(self, ways: Ways, page: ConsentPage, service: str, taken: Consent) -> None:
        super().__init__(ways)
        self._page, self._service, self._taken = page, service, taken

    def on_mount(self) -> None:
        """The one giver there is has most likely taken it back."""
        givers = self._taken.givers
        self.open_with(Gone(self._page.today, givers[0].name if len(givers) == 1 else ""))

    def heading(self) -> str:
        """The case and the service."""
        return f"{tr('case {number}', number=self._page.case.number)} · {tr('Consent withdrawn')}"

    def parts(self, draft: Gone) -> tuple[Section, ...]:
        """When, by whom, how far."""
        told = tr("From that day {service} is told nothing more. Nobody needs to explain why.", service=self._service)
        names = ", ".join(giver.name for giver in self._taken.givers)
        rows: list[Row] = [
            (fact("told", "", told),),
            (line("on", tr("On which day"), day_text(draft.on), self._put_on, hint=tr("day"), strict=True),),
            (line("by", tr("By whom"), draft.by, line_of("by"), hint=tr("given by {who}", who=names)),),
        ]
        if len(self._taken.services) > 1:
            far = (("", tr("only {service}", service=self._service)), ("1", listed(self._taken.services)))
            rows.append((pick("whole", tr("For"), "1" if draft.whole else "", far, flag_of("whole")),))
        return (Section("gone", self._service, (*rows, save_knob(tr("Save that it is withdrawn")))),)

    def _put_on(self, draft: Gone, text: str) -> Gone:
        day, given = read_day(text, self._page.today, past=True), self._taken.given_on
        if day is not None and given is not None and day < given:
            raise NotUnderstood(tr("That is before it was given. Write the day it was taken back."))
        return replace(draft, on=day)

    def lacking(self, draft: Gone) -> Mapping[str, str]:
        """When and by whom."""
        found: dict[str, str] = {}
        if draft.on is None:
            found["on"] = tr("Write the day it was taken back.")
        if not draft.by.strip():
            found["by"] = tr("Write who took it back.")
        return found

    def store(self, draft: Gone) -> None:
        """Note it."""
        services = self._taken.services if draft.whole else (self._service,)
        taken = TakenBack(services, draft.on or self._page.today, draft.by)

        def work(stores: HomeStores) -> None:
            take_back(stores.unlocked, stores.clock, self._page.case.id, taken)
            self.ways.looker(stores).look("edit", "case", self._page.case.id)

        self.ask(work, lambda _: self.done())
