"""What stands in the referent's window instead of the pad: while all is stopped, and when the family has gone."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widget import Widget

from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import tr
from btimeeting.ui import words
from btimeeting.ui.said import told
from btimeeting.ui.widgets.split import Text


def hidden(meeting: Meeting) -> bool:
    """Whether nothing of the case is to be seen, and nothing is written."""
    return meeting.stopped or not meeting.family_in_room


class Curtain(Vertical):
    """Holds the rule and the pad, and shows a few words in their place while they are hidden."""

    def __init__(self) -> None:
        super().__init__(id="desk-curtain")
        self._writing: Widget | None = None
        """Where somebody wrote when everything was stopped."""

    def compose(self) -> ComposeResult:
        """The rule, the pad, the words instead of them."""
        yield Text(id="desk-rule")
        yield Container(id="desk-pad")
        yield Text(id="desk-words")

    def draw(self, meeting: Meeting) -> None:
        """Shut it, or open it with the cursor where it was."""
        shut, pad, below = hidden(meeting), self.query_one("#desk-pad"), self.query_one("#desk-words", Text)
        screen = self.screen
        if shut and pad.display:
            self._writing = screen.focused if screen.focused is not None and pad in screen.focused.ancestors else None
            screen.set_focus(None)
        pad.display = self.query_one("#desk-rule").display = not shut
        below.display = shut
        if not shut:
            if self._writing is not None and self._writing.is_attached:
                screen.set_focus(self._writing)
            self._writing = None
        elif meeting.family_in_room:
            text, saved = (
                tr("Everything is hidden. The leader says how you go on."),
                tr("Everything you wrote is saved."),
            )
            below.show(told((words.stage_word(meeting), "bold"), "\n\n", f"{text} {saved}"))
        else:
            text = tr("The case is locked and hidden. Everything you wrote is saved.")
            below.show(told((tr("Thank you for today"), "bold $now"), "\n\n", text))
