"""The line above the footer: what was said last, until something happens; else what stands there all the while."""

from __future__ import annotations

from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import EMPTY, Text


class Notice(Text):
    """It takes no room while there is nothing to say."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._said, self._stays = "", ""
        self.loud = False

    def say(self, text: str, *, loud: bool = False) -> None:
        """Say it in place of whatever stands there; "": what stays comes back."""
        self._said, self.loud = text, loud and bool(text)
        self._paint()

    def stay(self, text: str) -> None:
        """What stands there, quietly, as long as nothing else is said."""
        if text != self._stays:
            self._stays = text
            self._paint()

    def _paint(self) -> None:
        text = self._said or self._stays
        self.display = bool(text)
        style = "bold $soon" if self.loud else "" if self._said else "$quiet"
        self.show(said(text, style) if text else EMPTY)
