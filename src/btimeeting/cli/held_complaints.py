"""Why an answer was not understood, as a sentence that says how to write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from btimeeting.domain.tiltakline import LineCode, LineProblem, Mark
from btimeeting.domain.whendates import WhenCode, WhenProblem
from btimeeting.i18n import dates, tr


class NotUnderstood(Exception):
    """An answer that cannot be read; `sentence` says why, and how to write it."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


def about_date(problem: WhenProblem) -> str:
    """What is wrong with a date."""
    return _date_sentence(problem.code, problem.values)


def _date_sentence(code: WhenCode, values: Mapping[str, str]) -> str:
    text = values.get("text", "")
    match code:
        case WhenCode.EMPTY:
            return tr("There is no date here. Write for example 12.1 or in 3 weeks.")
        case WhenCode.NO_SUCH_DAY:
            return tr("There is no such day as «{text}». Look at the calendar.", text=text)
        case WhenCode.WRONG_WEEKDAY:
            day = date.fromisoformat(values["date"])
            return tr("«{text}» is no such weekday: that day is a {weekday}.", text=text, weekday=dates.weekday(day))
        case WhenCode.NO_NEXT_MEETING:
            return tr("No next meeting has been agreed, so a date is needed here.")
        case WhenCode.WHOLE_WEEK:
            return tr("«{text}» is a whole week. Write which day: next Monday, or 12.1.", text=text)
        case WhenCode.FAR_AWAY:
            return tr("«{text}» is too far away. Look at the year.", text=text)
        case _:
            return tr("«{text}» is not a date. Write for example 12.1 or in 3 weeks.", text=text)


def about_line(problem: LineProblem) -> str:
    """What is wrong with a line of tiltak."""
    sign = {Mark.OWNER.value: "@", Mark.REVIEW.value: "!", Mark.START.value: "start:", Mark.GOAL.value: ">"}.get(
        problem.values.get("field", ""), ""
    )
    match problem.code:
        case LineCode.NO_TEXT:
            return tr("What is to be done is missing: measure @who !date.")
        case LineCode.EMPTY:
            return tr("Nothing stands after {sign}. Write it without a space: @Kari or !12.1.", sign=sign)
        case LineCode.TWICE:
            return tr("{sign} stands twice. Write two lines, one for each measure.", sign=sign)
        case LineCode.BAD_DATE:
            values = {name: value for name, value in problem.values.items() if name != "why"}
            return _date_sentence(WhenCode(problem.values["why"]), values)
        case LineCode.BEEN:
            day = dates.long_date(date.fromisoformat(problem.values["date"]))
            return tr("That day has just been; without a year it is read as {date}. Write the year.", date=day)
        case LineCode.REVIEW_BEFORE_START:
            return tr("It would be evaluated before it begins. Look at the two dates.")
        case LineCode.TOO_LONG:
            return too_long(int(problem.values["most"]))


def too_long(most: int) -> str:
    """Too many characters for one line."""
    return tr("That is too long: at most {most} characters.", most=most)
