"""Asking, apart from what is asked: one line a question, an empty line passes it, the end of input passes the rest."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from typing import Protocol, TextIO, TypeVar

from btimeeting.cli.held_complaints import NotUnderstood, too_long
from btimeeting.cli.narration import say
from btimeeting.i18n import tr

T = TypeVar("T")
N = TypeVar("N")

LONGEST = 20_000
"""Characters in one line of a pipe. More than any answer may have, so that a long one gets its own complaint."""

ENOUGH = 100
"""Complaints after which a pipe is taken for something else than answers, and is read no further."""


class Asker(Protocol):
    """Somebody who can be asked: a person at a terminal, a pipe, a test."""

    def ask(self, question: str) -> str | None:
        """The answer on one line, "" for none; None once there is nobody to ask any more."""

    def complain(self, sentence: str) -> bool:
        """Say why an answer was not understood; gives whether the question is asked again."""

    def tell(self, sentence: str) -> None:
        """Say something that is no question."""


def one(asker: Asker, question: str, read: Callable[[str], T], nothing: N, refused: N | None = None) -> T | N:
    """Ask until the answer is understood; `nothing` for an empty answer and at the end of input.

    `refused` stands for an answer that was not understood and is not asked for again, where that is not `nothing`.
    """
    while line := asker.ask(question):
        try:
            return read(line)
        except NotUnderstood as not_understood:
            if not asker.complain(not_understood.sentence):
                return nothing if refused is None else refused
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

    def __init__(self, source: TextIO, err: TextIO, *, strict: bool = False) -> None:
        """`strict`: each line of a pipe answers its own question only, and whoever asks heeds `refused`."""
        self._source = source
        self._err = err
        self._tty = source.isatty()
        self._strict = strict and not self._tty
        self._line = 0
        self.ended = False
        self.answered = 0
        """How many answers were not empty."""
        self.refused = 0
        """How many answers from a strict pipe could not be used."""
        if not self._tty and hasattr(source, "reconfigure"):
            source.reconfigure(encoding="utf-8-sig", errors="surrogateescape" if strict else "replace")

    def ask(self, question: str) -> str | None:
        """The next line without control characters."""
        if self.ended:
            return None
        if self._tty:
            say(self._err, question)
            self._err.flush()
        raw = self._typed() if self._tty else self._piped()
        self._line += 1
        unfit = _unfit(raw) if self._strict else None
        if unfit is not None:
            self.complain(unfit)
        if not raw or unfit is not None:
            self.ended = True
            return None
        answer = cleaned(raw)
        self.answered += bool(answer)
        return answer

    def complain(self, sentence: str) -> bool:
        """On a line of its own; with the number of the line when it came from a pipe."""
        say(self._err, sentence if self._tty else tr("Line {n}: {complaint}", n=self._line, complaint=sentence))
        self.refused += self._strict
        self.ended = self.ended or self.refused >= ENOUGH
        return not self._strict

    def finish(self) -> None:
        """Complain of what a strict pipe holds after its last answer: a line too many, and nobody knows which."""
        while self._strict and (said := self.ask("")) is not None:
            if said:
                self.complain(tr("There is no question left for this line. Look for one too many above it."))
                return

    def tell(self, sentence: str) -> None:
        """A line to stderr."""
        say(self._err, sentence)

    def _piped(self) -> str:
        return self._source.readline(LONGEST + 1) if self._strict else self._source.readline()

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


def _unfit(line: str) -> str | None:
    """Why a line of a pipe cannot be text somebody wrote; None when it can."""
    if "\0" in line or any(unicodedata.category(char) == "Cs" for char in line):
        return tr("This is not text in UTF-8. Save the answers as UTF-8 and try again.")
    if len(line) > LONGEST:
        return too_long(LONGEST)
    return None


def cleaned(line: str) -> str:
    """A line as it is kept: control characters as spaces, å as one letter, nothing around it."""
    plain = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} else char for char in line)
    return unicodedata.normalize("NFC", plain).strip()
