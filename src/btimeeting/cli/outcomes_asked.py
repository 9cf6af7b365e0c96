"""The sentences for what was asked for and is not there, or cannot be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from btimeeting.cli.same_home import command
from btimeeting.i18n import tr


def _what(failure: object) -> str:
    names = {"meeting": tr("meeting"), "case": tr("case"), "document": tr("document")}
    kind = str(getattr(failure, "kind", ""))
    return names.get(kind, kind)


def _none_today(failure: object) -> str:
    if getattr(failure, "under_way", False):
        going = command("meet", "resume")
        return tr("No meeting is prepared for today, but one is under way: {command}", command=going)
    return tr("No meeting is prepared for today. Prepare one with: {command}", command=command("meet", "prepare"))


_LISTS = {"meeting": ("meet", "list"), "case": ("record", "list")}
"""Where one sees what there is of a kind."""


def _not_found(failure: object) -> str:
    kind = str(getattr(failure, "kind", ""))
    told = tr("There is no {what} «{wanted}» here.", what=_what(failure), wanted=getattr(failure, "wanted", ""))
    if kind not in _LISTS:
        return told
    return f"{told} " + tr("See those there are: {command}", command=command(*_LISTS[kind]))


NOT_THERE: Final[dict[str, Callable[[object], str]]] = {
    "NotFound": _not_found,
    "NoTerminal": lambda _: tr(
        "This needs a terminal window of its own. `btimeeting follow` shows a meeting as plain lines."
    ),
    "NonePreparedToday": _none_today,
    "NoneUnderWay": lambda _: tr(
        "No meeting is under way. Start the one that is prepared for today with: {command}",
        command=command("meet", "run"),
    ),
    "NothingPrepared": lambda _: tr(
        "No meeting is prepared. Prepare one with: {command}", command=command("meet", "prepare")
    ),
    "MeetingBegun": lambda _: tr(
        "That meeting has begun: what was written stays. Only a prepared meeting can be removed."
    ),
    "NotSaidYes": lambda _: tr("Nothing was removed. Say it with --yes where nobody can be asked."),
    "MeetingOver": lambda _: tr("That meeting is over. See it with: {command}", command=command("meet", "show")),
    "NoMeeting": lambda _: tr("No meeting has begun here yet. Prepare or start one with: {command}", command=command()),
    "DocxMissing": lambda _: tr("Word files need one more package. Install btimeeting with the extra [docx]."),
}
UNCLEAR: Final[dict[str, Callable[[object], str]]] = {
    "NotUnique": lambda f: tr(
        "«{wanted}» fits {found} of them. Write a little more of it.",
        wanted=getattr(f, "wanted", ""),
        found=getattr(f, "found", 0),
    ),
    "TooShort": lambda f: tr(
        "«{wanted}» is too short: write at least {least} signs of the meeting's id.",
        wanted=getattr(f, "wanted", ""),
        least=getattr(f, "least", 0),
    ),
}
"""Told with the exit code of bad usage."""
