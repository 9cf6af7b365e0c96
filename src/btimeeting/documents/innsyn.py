"""What a family is given when they ask to see all that is held on their child: readable, or as JSON.

First a draft that the school reviews (`innsyn_draft`); then this, with what was left out counted and told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from btimeeting.documents.held_words import lines, what
from btimeeting.documents.kind_words import kind_name, look_name
from btimeeting.documents.labels import role_name
from btimeeting.documents.level_words import where
from btimeeting.documents.markdown import (
    RULE,
    facts,
    heading,
    join,
    lines_of,
    md_escape,
    paragraph,
    say,
    section,
    sentences,
    table,
)
from btimeeting.documents.words import capital, named
from btimeeting.domain.child_file import Asker, ChildFile, Held, nameless
from btimeeting.domain.levels import LevelMove, Profile
from btimeeting.domain.record import AccessLine, Document, MeetingInfo, Stored
from btimeeting.i18n import N_, dates, language, ntr, tr

_HEADING = re.compile(r"^(#{1,4})(?=\s)", re.MULTILINE)
_FOOTER = re.compile(rf"^{RULE}$", re.MULTILINE)
"""A document inside another one has no footer of its own: what stood there is told, the line above it is not."""
_HIDDEN_FIELDS = ("last_answer_e",)
_TYPISTS = ("by", "written_by")
"""Fields that hold a user of the machine."""
ASKERS = {
    Asker.PARENT: N_("a parent"),
    Asker.YOUTH: N_("the youth"),
    Asker.REPRESENTATIVE: N_("somebody who acts for the family"),
}


@dataclass(frozen=True, slots=True)
class Review:
    """What the school decided: the keys of what is given, and what is given in place of something's own words."""

    asker: Asker
    given: frozenset[str]
    instead: Mapping[str, str] = field(default_factory=dict, repr=False)


def compose_innsyn(file: ChildFile, review: Review, *, on: date, zone: tzinfo, profile: Profile | None = None) -> str:
    """All that is held, as Markdown, in the language spoken now. The title holds no name; the text does.

    `profile` tells what the steps of the levels are called; without it only the level is told.
    """
    left_out = sum(held.key not in review.given for held in file.held)
    answer = _Answer(review, zone, staff_names(file), _users(file.log), profile)
    return (
        join(
            heading(1, tr("What we hold about the child")),
            facts(_facts(file, review, on)),
            paragraph(_about(left_out)),
            *(section(2, title, *(answer.item(held) for held in found)) for title, found in grouped(file, zone)),
            section(2, tr("Who has looked"), paragraph(tr("Staff are told by number; each number is one person.")),
                    _log(file.log, zone)),
        )
        + "\n"
    )  # fmt: skip


def _facts(file: ChildFile, review: Review, on: date) -> list[tuple[str, str]]:
    return [
        (tr("Child"), md_escape(named(file.child))),
        (tr("Cases"), md_escape(", ".join(file.numbers))),
        (tr("Asked for by"), tr(ASKERS[review.asker])),
        (tr("Date"), md_escape(capital(dates.long_date(on)))),
    ]


def _about(left_out: int) -> str:
    kept = tr("This is everything that is kept, also what was written while the meetings went on.")
    if not left_out:
        return kept
    return sentences(
        kept,
        ntr(
            "{n} thing has been left out, because it is about somebody else or was said in confidence.",
            "{n} things have been left out, because they are about somebody else or were said in confidence.",
            left_out,
        ),
        tr("Ask the school if you want to know more about why; you can also complain."),
    )


def grouped(file: ChildFile, zone: tzinfo) -> Iterator[tuple[str, Sequence[Held]]]:
    """What belongs together: the child and the cases, then each meeting in the order of their days, documents last."""
    infos = [held.value for held in file.held if isinstance(held.value, MeetingInfo)]
    yield tr("The child and the case"), [held for held in file.held if held.meeting_id is None]
    for info in sorted(infos, key=_begins):
        day = info.held_on or (info.planned_start.astimezone(zone).date() if info.planned_start is not None else None)
        mine = [held for held in file.held if held.meeting_id == info.id]
        title = (
            tr("The meeting {date}", date=dates.long_date(day)) if day is not None else tr("A meeting without a date")
        )
        yield title, sorted(mine, key=lambda held: isinstance(held.value, Document))


def _begins(info: MeetingInfo) -> str:
    if info.held_on is not None:
        return info.held_on.isoformat()
    return info.planned_start.isoformat() if info.planned_start is not None else ""


@dataclass(frozen=True, slots=True)
class _Answer:
    """How each thing is told in this answer."""

    review: Review
    zone: tzinfo
    staff: Mapping[str, str] = field(repr=False)
    users: Mapping[str, str] = field(repr=False)
    profile: Profile | None = None

    def item(self, held: Held) -> str:
        """One thing under its heading, with what it was before; nothing when it is left out."""
        if held.key not in self.review.given:
            return ""
        title = heading(3, md_escape(capital(what(held.kind, held.value))))
        instead = self.review.instead.get(held.key)
        if instead is not None:
            return join(title, lines_of(instead), paragraph(tr("(Told in other words by the school.)")))
        return join(title, self._body(held), *self._earlier(held))

    def _body(self, held: Held) -> str:
        told = facts(self._told(held))
        if isinstance(held.value, Document):
            return join(told, _FOOTER.sub("", _HEADING.sub(r"\1##", held.value.markdown.strip())))
        return told or paragraph(tr("Nothing is written here."))

    def _earlier(self, held: Held) -> Iterator[str]:
        now = dict(self._told(held))
        for before in held.earlier:
            then = dict(self._told(Held(held.kind, before.value, before.at)))
            differs = [(label, text) for label, text in then.items() if now.get(label) != text]
            if differs:
                yield paragraph(say(N_("Before, as written {date}:"), date=when(before.at, self.zone)))
                yield facts(differs)

    def _told(self, held: Held) -> list[tuple[str, str]]:
        """Label and text; a document's own text is not touched, it was sent as it is."""
        told = lines(self._readable(nameless(held.value)), self.zone)
        return [(md_escape(label), lines_of(by_role(text, self.staff))) for label, text in told]

    def _readable(self, value: Stored) -> Stored:
        """Whoever sat at the keyboard by the number they have in the log, and a move by what its steps are called."""
        known = {name: getattr(value, name, "") for name in _TYPISTS}
        fields = {name: self.users[user] for name, user in known.items() if user in self.users}
        if isinstance(value, LevelMove):
            fields |= _steps(value, self.profile)
        return value.model_copy(update=fields) if fields else value


def _steps(move: LevelMove, profile: Profile | None) -> dict[str, str]:
    if profile is None or profile.id != move.profile:
        return dict.fromkeys(("option", "from_step", "to_step"), "")
    ways = {option.id: option.title.spoken(language()) for option in profile.options}
    before = where(profile, move.from_step) if move.from_step is not None else ""
    return {"option": ways.get(move.option, ""), "from_step": before, "to_step": where(profile, move.to_step)}


def _users(log: Sequence[AccessLine]) -> dict[str, str]:
    return {user: tr("staff {number}", number=number) for user, number in _numbered(log).items() if user}


def staff_names(file: ChildFile) -> dict[str, str]:
    """Name → title and service, else role, of everybody who met and is not family (domain.md 3.8: staff by role)."""
    known = {p.name: ", ".join(part for part in (p.title, p.service) if part) for p in file.people(family=False)}
    roles = {p.name: role_name(p.role) for p in file.people(family=False)}
    return {name: told or roles[name] for name, told in known.items() if name.strip()}


def by_role(text: str, staff: Mapping[str, str]) -> str:
    """A text with the full names of staff replaced by what they are."""
    longest_first = "|".join(re.escape(name) for name in sorted(staff, key=len, reverse=True))
    if not longest_first:
        return text
    return re.sub(rf"(?<!\w)(?:{longest_first})(?=s?(?!\w))", lambda name: staff[name[0]], text)  # «Liv Prøves»


def when(at: datetime, zone: tzinfo) -> str:
    """A day and a time of day."""
    local = at.astimezone(zone)
    return f"{dates.short_date(local.date())} {dates.clock_time(local)}"


def _numbered(log: Sequence[AccessLine]) -> dict[str, int]:
    return {user: number for number, user in enumerate(dict.fromkeys(line.user for line in log), 1)}


def _log(log: Sequence[AccessLine], zone: tzinfo) -> str:
    staff = _numbered(log)
    rows = [
        (
            when(line.at, zone),
            tr("staff {number}", number=staff[line.user]),
            look_name(line.action),
            kind_name(line.kind),
        )
        for line in log
    ]
    return table((tr("When"), tr("Who"), tr("What"), tr("Of")), [tuple(map(md_escape, row)) for row in rows])


def as_json(file: ChildFile, review: Review, *, made_at: datetime) -> str:
    """The same as data: every value with its fields, its earlier versions, and the access log with staff by number."""
    staff = _numbered(file.log)
    given = [held for held in file.held if held.key in review.given]
    told: dict[str, Any] = {
        "made_at": made_at.isoformat(),
        "asked_for_by": review.asker.value,
        "left_out": len(file.held) - len(given),
        "held": [_as_object(held, review.instead.get(held.key), staff_names(file)) for held in given],
        "access_log": [
            {"at": line.at.isoformat(), "who": f"staff-{staff[line.user]}", "action": line.action, "kind": line.kind,
             "object_id": line.object_id, "reason": line.reason}
            for line in file.log
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _as_object(held: Held, instead: str | None, names: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": held.kind, "id": held.value.id, "since": held.since.isoformat()}
    if instead is not None:
        return told | {"told_by_the_school": instead}
    earlier = [{"at": before.at.isoformat(), "value": _fields(before.value, names)} for before in held.earlier]
    return told | {"value": _fields(held.value, names), "earlier": earlier}


def _fields(value: Stored, names: Mapping[str, str]) -> dict[str, Any]:
    told = nameless(value).model_dump(mode="json", exclude=set(_HIDDEN_FIELDS))
    return told if isinstance(value, Document) else {name: _by_role(found, names) for name, found in told.items()}


def _by_role(found: Any, names: Mapping[str, str]) -> Any:
    match found:
        case str():
            return by_role(found, names)
        case list():
            return [_by_role(each, names) for each in found]
        case dict():
            return {name: _by_role(each, names) for name, each in found.items()}
    return found
