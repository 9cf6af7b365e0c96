"""Writing a consent down: who says yes (or no), to which services, how, about what; confidentiality and law apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from btimeeting.documents.consent_words import LACKS, TOLD
from btimeeting.domain import consent as domain
from btimeeting.domain.child import Parent
from btimeeting.domain.consent import Consent, Giver, service_key
from btimeeting.domain.consent_page import FACTS, lacks
from btimeeting.i18n import N_, tr
from btimeeting.service.consents import ConsentPage, give
from btimeeting.service.ids import new_id
from btimeeting.service.plan import changed
from btimeeting.ui.children.child_parts import area_of, choice_of, text_of
from btimeeting.ui.children.draft_form import DraftForm, save_knob
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.prepare.fields import Field, Put, Row, Section, fact, line, pick, short
from btimeeting.ui.prepare.part_case import flag
from btimeeting.ui.prepare.readings import day_text, givers_text, read_day, read_givers

_FIELDS = {
    "services": "services",
    "heard_by": "heard",
    "given_on": "given",
    "valid_from": "from",
    "valid_until": "until",
}
"""Where the consent's own fields stand in the form; its givers stand in several."""


_YESES = (("", N_("has not said yes yet")), ("1", N_("has said yes")))
_NOES = (("", N_("has not said no")), ("1", N_("has said no")))


class ConsentForm(DraftForm[Consent]):
    """The form. A consent that replaces another begins with what that one holds."""

    def __init__(self, ways: Ways, page: ConsentPage, service: str, instead: Consent | None) -> None:
        super().__init__(ways)
        self._page, self._service, self._instead = page, service, instead

    def on_mount(self) -> None:
        """A new one, or one like the old."""
        fresh = Consent(
            id=new_id(),
            case_id=self._page.case.id,
            services=(self._service,) if self._service else (),
            given_on=self._page.today,
        )
        old = self._instead
        if old is not None:
            kept = ("services", "form", "information", "exceptions", "lifts", "legal_basis", "informed_of")
            fresh = fresh.model_copy(update={name: getattr(old, name) for name in kept})
        self.open_with(fresh)

    def heading(self) -> str:
        """The case, and what is done."""
        what = tr("Replace the consent") if self._instead is not None else tr("New consent")
        what = tr("A no to consent") if self.draft is not None and self.draft.refused else what
        return f"{tr('case {number}', number=self._page.case.number)} · {what}"

    def parts(self, draft: Consent) -> tuple[Section, ...]:
        """Who and when; what about; the law. Of a no who, when and to which services."""
        return (self._given(draft),) if draft.refused else (self._given(draft), _about(draft), _law(draft))

    # --- who and when ------------------------------------------------------------------------------------------

    def _given(self, draft: Consent) -> Section:
        services = ", ".join(draft.services)
        rows: list[Row] = [
            (line("services", tr("Services"), services, _services, hint=tr("one or more"), strict=True),),
            *self._answers(draft),
            (pick("form", tr("How"), draft.form.value, _forms(refused=draft.refused), _form),),
        ]
        if draft.form is domain.ConsentForm.ORAL:
            rows.append((line("heard", tr("Heard by"), draft.heard_by, text_of("heard_by"), hint=tr("who heard it")),))
        on = tr("On which day") if draft.refused else tr("Given on")
        rows.append((self._day("given", on, draft.given_on, tr("day")),))
        if draft.refused:
            rows.append(save_knob(tr("Save the no")))
        else:
            begins, until = tr("the day it was given"), tr("valid until")
            rows.append(
                (
                    self._day("from", tr("Valid from, until"), draft.valid_from, begins),
                    self._day("until", "", draft.valid_until, until),
                )
            )
        return Section("given", tr("Who and when"), tuple(rows))

    def _answers(self, draft: Consent) -> Iterator[Row]:
        """Yes or no, and of whom."""
        if self._instead is None:
            kept = tr("It is kept, so that nobody asks again every week. A yes later counts instead.")
            answers, note = (("", tr("yes")), ("1", tr("no"))), kept if draft.refused else ""
            yield (pick("refused", tr("The answer"), flag(draft.refused), answers, _refused, note=note),)
        said = tuple((value, tr(words)) for value, words in (_NOES if draft.refused else _YESES))
        given = {service_key(giver.name) for giver in draft.givers}
        for nth, name in enumerate(self._page.needed):
            relation, has = self._relation(name), flag(service_key(name) in given)
            called = f"{name} ({relation})" if relation else name
            yield (pick(f"giver-{nth}", called, has, said, partial(self._gives, name)),)
        others = tuple(giver for giver in draft.givers if not self._is_needed(giver.name))
        hint = tr("for example Kari Demo (mother), Ola Demo (father)")
        label = tr("Others who say yes") if self._page.needed else tr("Given by")
        if draft.refused:
            label = tr("Others who say no") if self._page.needed else tr("Said no")
        yield (line("givers", label, givers_text(others), self._others, hint=hint, strict=True),)

    def _relation(self, name: str) -> str:
        parents: tuple[Parent, ...] = self._page.child.parents if self._page.child is not None else ()
        return next((p.relation for p in parents if service_key(p.name) == service_key(name)), "")

    def _is_needed(self, name: str) -> bool:
        return service_key(name) in {service_key(each) for each in self._page.needed}

    def _gives(self, name: str, draft: Consent, value: str) -> Consent:
        rest = tuple(giver for giver in draft.givers if service_key(giver.name) != service_key(name))
        if not value:
            return changed(draft, {"givers": rest})
        child = self._page.child
        own = child is not None and service_key(child.name) == service_key(name)
        return changed(draft, {"givers": (*rest, Giver(name=name, relation=self._relation(name), own=own))})

    def _others(self, draft: Consent, text: str) -> Consent:
        mine = tuple(giver for giver in draft.givers if self._is_needed(giver.name))
        new = tuple(giver for giver in read_givers(text) if not self._is_needed(giver.name))
        return changed(draft, {"givers": (*mine, *new)})

    def _day(self, field: str, label: str, day: date | None, hint: str) -> Field:
        name = next(name for name, there in _FIELDS.items() if there == field)

        def put(draft: Consent, text: str) -> Consent:
            return changed(draft, {name: read_day(text, self._page.today, past=name == "given_on")})

        return line(field, label, day_text(day), put, hint=hint, strict=True)

    # --- saving ------------------------------------------------------------------------------------------------

    def lacking(self, draft: Consent) -> Mapping[str, str]:
        """What is not right, beside its field; nobody who said yes stands beside the first who could."""
        first = "giver-0" if self._page.needed else "givers"
        found = lacks(draft, self._page.today, self._instead)
        return {_FIELDS.get(name, first): tr(LACKS[why]) for name, why in found.items()}

    def store(self, draft: Consent) -> None:
        """Write it down."""

        def work(stores: HomeStores) -> None:
            give(stores.unlocked, stores.clock, draft, self._instead)
            self.ways.looker(stores).look("edit", "case", draft.case_id)

        self.ask(work, lambda _: self.done())

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("A consent is given to services, by everybody who has parental responsibility, and the youth."),
            tr("That it lifts confidentiality is one thing; by what law the school works with the case is another."),
            tr("A no is written down too: who said it, when, to which services."),
        ]


def _services(draft: Consent, text: str) -> Consent:
    names = [" ".join(part.split()) for part in text.replace(";", ",").split(",")]
    once = {service_key(name): short(name) for name in names if name}
    return changed(draft, {"services": tuple(once.values())})


def _refused(draft: Consent, value: str) -> Consent:
    return changed(draft, {"refused": bool(value), "givers": ()})  # who said no has not said yes


def _forms(*, refused: bool) -> tuple[tuple[str, str], ...]:
    if refused:
        return (domain.ConsentForm.WRITTEN.value, tr("in writing")), (domain.ConsentForm.ORAL.value, tr("orally"))
    return (
        (domain.ConsentForm.WRITTEN.value, tr("written consent")),
        (domain.ConsentForm.ORAL.value, tr("oral consent")),
    )


def _form(draft: Consent, value: str) -> Consent:
    return changed(draft, {"form": domain.ConsentForm(value)})


def _about(draft: Consent) -> Section:
    """What may be shared, what not, what the givers were told before, how the child sees it."""
    rows: list[Row] = [
        (area_of("information", tr("What may be shared"), draft.information, tr("for example: sleep, and school")),),
        (area_of("exceptions", tr("Not to be shared"), draft.exceptions, tr("what is kept out")),),
        (area_of("child_view", tr("The child’s view"), draft.child_view, tr("what the child says to it")),),
    ]
    said = (("", tr("no")), ("1", tr("yes")))
    for name in FACTS:
        there = flag(name in draft.informed_of)
        words = tuple((value, f"{tr(TOLD[name])}: {answer}") for value, answer in said)
        untold = name == FACTS[-1] and not draft.informed_of
        note = (
            tr("▲ Somebody has to be told this before a yes counts. Turn what they were told to yes.") if untold else ""
        )
        rows.append((pick(f"told-{name}", "", there, words, _told(name), note=note),))
    return Section("about", tr("What about"), tuple(rows))


def _told(name: str) -> Put:
    def put(draft: Consent, value: str) -> Consent:
        rest = tuple(each for each in draft.informed_of if each != name)
        return changed(draft, {"informed_of": (*rest, name) if value else rest})

    return put


def _law(draft: Consent) -> Section:
    """Two things that are not one: lifting confidentiality, and by what law the school works with the case."""
    lifts = (("1", tr("yes, between these services")), ("", tr("no")))
    told = tr("Consent is rarely the legal basis of a school: its own law mostly is. Ask whoever answers for privacy.")
    return Section(
        "law",
        tr("The law"),
        (
            (pick("lifts", tr("Lifts confidentiality"), flag(draft.lifts), lifts, choice_of("lifts")),),
            (line("basis", tr("By what law"), draft.legal_basis, text_of("legal_basis"), hint=tr("act and section")),),
            (fact("basis-told", "", told),),
            save_knob(tr("Save the consent")),
        ),
    )
