"""The door as a test opens it: words in, exit code and both streams out, in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from btimeeting.cli import main, parser


class Typed(io.TextIOWrapper):
    """What somebody types (`tty`) or pipes in."""

    def __init__(self, text: str | bytes, *, tty: bool) -> None:
        super().__init__(io.BytesIO(text if isinstance(text, bytes) else text.encode()), encoding="utf-8")
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


class Door:
    """Runs commands on one home, in English unless told otherwise."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def run(self, *words: str, typed: str | bytes = "", tty: bool = False, lang: str = "en") -> Ran:
        """Run `btimeeting WORDS… --home HOME --lang LANG`."""
        self._capfd.readouterr()
        self._monkeypatch.setattr(sys, "stdin", Typed(typed, tty=tty))
        code = main([*words, "--home", str(self.home), "--lang", lang])
        out, err = self._capfd.readouterr()
        assert "Traceback" not in out + err
        return Ran(code, out, err)

    def passphrases(self, *typed: str) -> None:
        """What is typed unseen from now on, one after the other."""
        left = list(typed)
        self._monkeypatch.setattr("getpass.getpass", lambda _prompt: left.pop(0))


def door_with(*commands: str) -> Callable[..., Door]:
    """A fixture's function: a door that knows these commands only (the others may be heavy)."""

    def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Door:
        monkeypatch.setattr(parser, "COMMANDS", commands)
        return Door(tmp_path / "home", monkeypatch, capfd)

    return made
