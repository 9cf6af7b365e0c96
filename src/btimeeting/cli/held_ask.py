"""Asking, apart from what is asked: one line a question, an empty line passes it, the end of input passes the rest."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from typing import Protocol, TextIO, TypeVar

from btimeeting.cli.held_complaints import NotUnderstood
from btimeeting.cli.narration import say
from btimeeting.i18n import tr

T = TypeVar("T")
N = TypeVar("N")


class Asker(Protocol):
    """Somebody who can be asked: a person at a terminal, a pipe, a test."""

    def ask(self, question: str) -> str | None:
        """The answer on one line, "" for none; None once there is nobody to ask any more."""

    def complain(self, sentence: str) -> None:
        """Say why an answer was not understood; the question is asked again."""

    def tell(self, sentence: str) -> None:
        """Say something that is no question."""


def one(asker: Asker, question: str, read: Callable[[str], T], nothing: N) -> T | N:
    """Ask until the answer is understood; `nothing` for an empty answer and at the end of input."""
    while line := asker.ask(question):
        try:
            return read(line)
        except NotUnderstood as not_understood:
            asker.complain(not_understood.sentence)
    return nothing


def many(asker: Asker, question: str, read: Callable[[str], T]) -> tuple[T, ...]:
    """Ask for one more until an empty answer or the end of input; one that is not understood is asked for again."""
    found: list[T] = []
    while line := asker.ask(question):
        try:
            found.append(read(line))
        except NotUnderstood as not_understood:
            asker.complain(not_understood.sentence)
    return tuple(found)


class Typist:
    """Asks at a terminal, or takes the lines of a pipe; questions and complaints go to stderr.

    The questions are written for people only: a pipe gets the complaints, each with the number of its line.
    """

    def __init__(self, source: TextIO, err: TextIO) -> None:
        self._source = source
        self._err = err
        self._tty = source.isatty()
        self._line = 0
        self.ended = False
        self.answered = 0
        """How many answers were not empty."""
        if not self._tty and hasattr(source, "reconfigure"):
            source.reconfigure(encoding="utf-8-sig", errors="replace")

    def ask(self, question: str) -> str | None:
        """The next line without control characters."""
        if self.ended:
            return None
        if self._tty:
            say(self._err, question)
            self._err.flush()
        raw = self._typed() if self._tty else self._source.readline()
        self._line += 1
        if not raw:
            self.ended = True
            return None
        answer = cleaned(raw)
        self.answered += bool(answer)
        return answer

    def complain(self, sentence: str) -> None:
        """On a line of its own; with the number of the line when it came from a pipe."""
        say(self._err, sentence if self._tty else tr("Line {n}: {complaint}", n=self._line, complaint=sentence))

    def tell(self, sentence: str) -> None:
        """A line to stderr."""
        say(self._err, sentence)

    def _typed(self) -> str:
        """A line from the keyboard, with the arrow keys where the system has readline; "" at its end."""
        if self._source is not sys.__stdin__ or not sys.stdout.isatty():
            return self._source.readline()
        try:
            import readline  # noqa: PLC0415 - only at a terminal, and Windows has none

            readline.set_auto_history(False)
        except ImportError:
            pass
        try:
            return input("> ") + "\n"
        except EOFError:
            return ""


def cleaned(line: str) -> str:
    """A line as it is kept: control characters as spaces, å as one letter, nothing around it."""
    plain = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} else char for char in line)
    return unicodedata.normalize("NFC", plain).strip()
