"""What was answered about a meeting that was run on paper, and the lines that are read with the room in mind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from btimeeting.cli import held_words as words
from btimeeting.cli.held_complaints import NotUnderstood, about_date
from btimeeting.cli.held_lines import GivenChild, clock_time, coming_day, fields, line, past_day, text, tiltak
from btimeeting.documents.agenda_words import fold
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, Giver, service_key
from btimeeting.domain.events import ReadBack
from btimeeting.domain.record import Acceptance, Answer, Confirmation, Tried
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.domain.whendates import NEXT_TIME, WhenCode, WhenProblem
from btimeeting.i18n import tr
from btimeeting.service.prepare import Person

READ_BACK: Mapping[Answer, ReadBack] = {
    Answer.YES: ReadBack.YES,
    Answer.CHANGED: ReadBack.CHANGED,
    Answer.THINK: ReadBack.THINK,
}
_GIVER = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<relation>[^()]*)\))?")
_CLOCK = r"\d{1,2}[.:]\d{2}"
_DAY_AND_TIME = re.compile(rf"(?P<day>.+?),? +(?:(?:kl\.?|at) *(?P<at>{_CLOCK}|\d{{1,2}})|(?P<time>{_CLOCK}))")
_VOICE = re.compile(r"(?P<said>[^()]+?)\s*(?:\((?P<text>.*)\))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GivenOffer:
    """What a service offered."""

    service: str = field(repr=False)
    tiltak: TiltakLine


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """Whom the family wants help from first: services, nobody for now, or not decided."""

    services: tuple[str, ...] = field(default=(), repr=False)
    none_now: bool = False
    undecided: bool = False
    decides: str = field(default="", repr=False)
    by: date | None = None


@dataclass(frozen=True, slots=True)
class GivenBaton:
    """Who carries the baton from here, or was asked to."""

    service: str = field(repr=False)
    person: str = field(default="", repr=False)
    acceptance: Acceptance = Acceptance.OFFERED
    by: date | None = None


@dataclass(frozen=True, slots=True)
class GivenView:
    """The child's view, or who asks for it and when."""

    obtained: bool
    text: str = field(default="", repr=False)
    who: str = field(default="", repr=False)
    when: date | None = None


@dataclass(frozen=True, slots=True)
class GivenNext:
    """When they meet again, or who calls."""

    on: date | None = None
    at: time | None = None
    who_calls: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that was answered; what was not is empty or None."""

    case_number: str
    day: date
    case_id: str | None = None
    """The case, where it was known before."""
    child: GivenChild | None = None
    start: time | None = None
    seconds: tuple[int | None, ...] = ()
    people: tuple[Person, ...] = field(default=(), repr=False)
    consents: tuple[Consent, ...] = ()
    challenge: tuple[tuple[Role, str], ...] = field(default=(), repr=False)
    tried: tuple[Tried, ...] = ()
    offers: tuple[GivenOffer, ...] = ()
    decision: GivenDecision | None = None
    tiltak: tuple[TiltakLine, ...] = ()
    baton: GivenBaton | None = None
    entry: str = field(default="", repr=False)
    read_back: ReadBack | None = None
    voices: tuple[Confirmation, ...] = ()
    view: GivenView | None = None
    next_meeting: GivenNext | None = None
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Room:
    """Who was there, and the day: what the later lines are read with."""

    people: tuple[Person, ...] = field(repr=False)
    day: date

    @property
    def services(self) -> tuple[str, ...]:
        """The services that were invited, each once, as they were first spelt."""
        found = {service_key(p.service): p.service for p in reversed(self.people) if p.role is Role.SERVICE}
        return tuple(reversed(found.values()))

    def service(self, said: str) -> str | None:
        """A service of the room as it was spelt there."""
        return next((name for name in self.services if service_key(name) == service_key(said)), None)

    def person(self, said: str) -> Person | None:
        """Somebody of the room by name, by first name or by title, where it fits one only."""
        wanted = fold(said)
        by_name = [p for p in self.people if wanted == fold(p.name)]
        by_first = [p for p in self.people if p.name and wanted == fold(p.name.split()[0])]
        by_title = [p for p in self.people if p.title and wanted == fold(p.title)]
        return next((found[0] for found in (by_name, by_first, by_title) if len(found) == 1), None)

    def service_of(self, owner: str) -> str:
        """The service somebody answers for, where that is known."""
        found = self.person(owner)
        return (found.service if found is not None else self.service(owner)) or ""

    def known_service(self, said: str) -> str:
        """The service as it was spelt; a complaint when others were there and this was not."""
        found = self.service(said)
        if found is None and self.services:
            known = ", ".join(self.services)
            raise NotUnderstood(tr("«{word}» was not there. The services were: {known}.", word=said[:60], known=known))
        return found or said

    # --- lines ----------------------------------------------------------------------------------------------------

    def consent(self, answer: str) -> Consent:
        """`services; givers; written or oral; given on; valid until; heard by`. The ids are given when it is kept."""
        services, givers, form, given, until, heard = fields(answer, 6)
        names = tuple(self.service(each) or each for each in _listed(services))
        if not names or not givers:
            raise NotUnderstood(tr("Services and givers are needed: PPT, health clinic; Eli Eksempel (mother)."))
        how = words.find(words.FORMS, form) if form else ConsentForm.WRITTEN
        if how is None:
            raise NotUnderstood(tr("«{word}» is not understood here: written or oral.", word=form[:60]))
        return Consent(
            id="",
            case_id="",
            services=names,
            givers=tuple(_giver(each) for each in _listed(givers)),
            form=how,
            heard_by=heard,
            given_on=past_day(given, self.day) if given else self.day,
            valid_until=coming_day(until, self.day) if until else None,
        )

    def offer(self, answer: str) -> GivenOffer:
        """`service: tiltak @who !date`."""
        service, colon, rest = answer.partition(":")
        if not colon or not rest.strip():
            raise NotUnderstood(tr("The service comes first: Health clinic: advice on sleep @Kari !12.1."))
        return GivenOffer(self.known_service(line(service.strip())), self.tiltak(rest.strip()))

    def tiltak(self, answer: str) -> TiltakLine:
        """`tiltak @who !date`."""
        return tiltak(answer, self.day)

    def decision(self, answer: str) -> GivenDecision:
        """`PPT, Helsestasjonen`, `ingen`, or `ikkje avgjort; who decides; by when`."""
        said, who, by = fields(answer, 3)
        if fold(said) in words.NONE_NOW:
            return GivenDecision(none_now=True)
        if fold(said) in words.NOT_DECIDED:
            return GivenDecision(undecided=True, decides=who, by=coming_day(by, self.day) if by else None)
        return GivenDecision(services=tuple(dict.fromkeys(self.known_service(each) for each in _listed(said))))

    def baton(self, answer: str) -> GivenBaton:
        """`service; person; ja | tenesta | spurd | nei; answers by`."""
        service, person, said, by = fields(answer, 4)
        acceptance = words.find(words.ACCEPTANCES, said) if said else Acceptance.OFFERED
        if acceptance is None:
            raise NotUnderstood(tr("«{word}» is not understood here: yes, service, asked or no.", word=said[:60]))
        if not service:
            raise NotUnderstood(tr("The service comes first: Health clinic; Kari Demo; yes."))
        when = coming_day(by, self.day) if by else None
        return GivenBaton(self.service(service) or service, person, acceptance, when)

    def voices(self, answer: str) -> tuple[Confirmation, ...]:
        """`føresette ja, ungdom tenkja (vil snakka med far), pedagog ja`; a name or a title may stand for the role."""
        return tuple(self._voice(each) for each in re.split(r"[,;](?![^(]*\))", line(answer)) if each.strip())

    def _voice(self, said: str) -> Confirmation:
        found = _VOICE.fullmatch(said.strip())
        parts = found["said"].replace(":", " ").split() if found is not None else []
        for at in range(1, len(parts)):
            who, answer = " ".join(parts[:at]), words.find(words.ANSWERS, " ".join(parts[at:]))
            person = self.person(who)
            role = person.role if person is not None else words.role(who)
            if answer is not None and role is not None and found is not None:
                name = person.name if person is not None else ""
                return Confirmation(role=role, answer=answer, who=name, text=found["text"] or "")
        example = tr("parents yes, youth think")
        raise NotUnderstood(
            tr("«{text}» is not understood. Write for example: {example}.", text=said[:60], example=example)
        )

    def read_back(self, answer: str) -> ReadBack:
        """What the family said when the stafettlogg had been read aloud."""
        found = words.find(words.ANSWERS, answer)
        if found is None or found not in READ_BACK:
            raise NotUnderstood(tr("«{word}» is not understood here: yes, changed or think.", word=answer[:60]))
        return READ_BACK[found]

    def view(self, answer: str) -> GivenView:
        """The child's view in words, or `ikkje innhenta; who asks; when`."""
        said, _, rest = answer.partition(";")
        if fold(said) not in words.NOT_ASKED:
            return GivenView(obtained=True, text=text(answer))
        who, when = fields(rest, 2)
        return GivenView(obtained=False, who=who, when=coming_day(when, self.day) if when else None)

    def next_meeting(self, answer: str) -> GivenNext:
        """`13.1 kl. 9.30`, or `ikkje avtalt; who calls`."""
        said, who = fields(answer, 2)
        if fold(said) in words.NOT_AGREED:
            return GivenNext(who_calls=who)
        found = _DAY_AND_TIME.fullmatch(said)
        day, at = (found["day"], clock_time(found["at"] or found["time"])) if found is not None else (said, None)
        on = coming_day(day, self.day)
        if on == NEXT_TIME:
            raise NotUnderstood(about_date(WhenProblem(WhenCode.NO_NEXT_MEETING)))
        if on <= self.day:
            raise NotUnderstood(tr("The next meeting comes after this one. Look at the date."))
        return GivenNext(on=on, at=at)


def _listed(said: str) -> list[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


def _giver(said: str) -> Giver:
    found = _GIVER.fullmatch(said)
    if found is None:
        raise NotUnderstood(
            tr("«{text}» is not understood. Write for example: {example}.", text=said[:60], example=tr("Eli (mother)"))
        )
    return Giver(name=found["name"], relation=found["relation"] or "")
