"""The floors of the screens: the least a Textual program can be. `python -m benchmarks.hello [pad]`."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult

HELLO = "Hello, world"


class Hello(App[None]):
    """A line of text."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Static  # noqa: PLC0415 - each floor loads what it shows

        yield Static(HELLO)


class Pad(App[None]):
    """A text to write in, and nothing else."""

    def compose(self) -> ComposeResult:
        from textual.widgets import TextArea  # noqa: PLC0415 - each floor loads what it shows

        yield TextArea(placeholder=HELLO)


if __name__ == "__main__":
    (Pad if sys.argv[1:] == ["pad"] else Hello)().run()
