"""A question as a value, and how an answer to it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from btimeeting.documents.anonymity_words import never_kept
from btimeeting.domain.anonymity import identity_number
from btimeeting.domain.whendates import WhenProblem, nearest_when, parse_when, past_when
from btimeeting.i18n import tr
from btimeeting.i18n.dates import short_date
from btimeeting.ui.pad.when_words import problem_words

LINE = 500
"""So many characters a line of the record takes."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. With `choices` (value and words) one of them is chosen, else something is written."""

    id: str
    text: str
    note: str = field(default="", repr=False)
    """A quieter line under it, or several."""
    choices: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    needed: str = ""
    """What is said when nothing is written; "" where it may be left empty."""
    given: str = field(default="", repr=False)
    """What stands there from the beginning."""
    day: bool = False
    """A day is written, from today on; with `past` up to today, with `any_day` whichever."""
    past: bool = False
    any_day: bool = False
    most: int = LINE
    meeting: str = ""
    """Of a day: the ISO date of «next meeting», when one has been agreed."""


Told = Mapping[str, str]
"""The answers so far by the question's id, in the order they were given; a day as an ISO date."""


def read(question: Question, typed: str, today: date) -> tuple[str, str]:
    """The answer, and what is wrong with it."""
    if question.choices:
        return typed, ""
    text = typed.strip() if question.most > LINE else " ".join(typed.split())
    if not text:
        return "", question.needed
    if len(text) > question.most:
        return "", tr("At most {most} characters fit here; this is {n}.", most=question.most, n=len(text))
    if identity_number(text):
        return "", never_kept()
    return _day(question, text, today) if question.day else (text, "")


def _day(question: Question, text: str, today: date) -> tuple[str, str]:
    meeting = day_of(question.meeting)
    if question.past:
        found = past_when(text, today)
    else:
        found = nearest_when(text, today, meeting) if question.any_day else parse_when(text, today, meeting)
    if isinstance(found, WhenProblem):
        return "", problem_words(found)
    if question.past and found > today:
        return "", tr("{date} has not been yet. Write a day that has been, with its year.", date=short_date(found))
    if not (question.past or question.any_day) and found < today:
        return "", tr("{date} has passed. Write a day that is to come.", date=short_date(found))
    return found.isoformat(), ""


def said_of(question: Question, answer: str) -> str:
    """What has been said of a question: «Kven tek han? Ola», «Leiaren er informert: i dag»."""
    text = question.text.removesuffix(".")
    between = " " if text.endswith(("?", ")")) else ": "
    return f"{text}{between}{shown(question, answer)}"


def shown(question: Question, answer: str) -> str:
    """An answer as people read it."""
    if question.choices:
        return dict(question.choices).get(answer, answer)
    found = day_of(answer) if question.day else None
    return short_date(found) if found is not None else answer


def day_of(iso: str) -> date | None:
    """An answered day; None where it was left empty."""
    return date.fromisoformat(iso) if iso else None
