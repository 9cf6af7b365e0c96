"""Moving about in the pad by keys: from field to field, and the strike key."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, TextArea

from btimeeting.domain.record import Stored
from btimeeting.i18n import tr
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Failed, Saved
from btimeeting.ui.pad.forms import Forms
from btimeeting.ui.pad.head import PadHead
from btimeeting.ui.pad.notes import Notes
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.places import Place
from btimeeting.ui.pad.row_drafts import RowDrafts
from btimeeting.ui.pad.rows import FormRow
from btimeeting.ui.pad.voices import Voice


class PadKeys(Vertical):
    """What the pad is made of, and how one gets about in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.head = PadHead()
        self.notes = Notes(desk)
        self.begun = RowDrafts(desk, self._row_told)
        self.forms = Forms(desk, self.begun)
        self.strikes: object = None
        """What the strike key was pressed for once."""

    def _row_told(self, answer: Saved | Failed) -> None:
        self.post_message(Forms.Told(answer))

    @property
    def inside(self) -> bool:
        """Whether the keys go into the pad."""
        focused = self.screen.focused
        return focused is not None and self in focused.ancestors

    def turned(self, *, in_room: bool) -> None:
        """The screen shows the other face: nobody types in what is out of sight."""
        if self.is_attached and in_room:
            self.screen.set_focus(None)
        elif self.is_attached:
            self.call_after_refresh(self.ready)

    def ready(self) -> None:
        """The pad is in sight."""

    @property
    def stops(self) -> list[Widget]:
        """Everything one can write in now, in order."""
        return [stop for stop in self.query("NoteArea, Input, PickList") if stop.focusable and shown(stop)]

    @property
    def way_out(self) -> PickList | None:
        """Where the keys go out of a text: the list above it, where the arrows go on; None where there is none."""
        stops, focused = self.stops, self.screen.focused
        above = stops[: stops.index(focused)] if focused in stops else []
        return next((stop for stop in reversed(above) if isinstance(stop, PickList)), None)

    def write_or_step(self) -> None:
        """Into the pad; in the pad, into its next field."""
        if self.inside:
            self.action_step(1)
        else:
            self.write()

    def write(self) -> None:
        """Put the cursor in the first note, or the first row."""
        for stop in self.stops[:1]:
            stop.focus()

    def begin(self, row_id: str = "", *, rows: bool = False) -> None:
        """Put the cursor where one begins: in that row, in the first row that was begun, else in the first field."""
        found = [row for row in self.query(FormRow) if shown(row)]
        mine = [row for row in found if row.id == row_id or (rows and any(row.values.values()))]
        if mine and not mine[0].first.is_attached:
            mine[0].call_later(self.begin, row_id, rows=rows)  # it has just been mounted: when its fields stand
        elif mine:
            mine[0].first.focus()
        else:
            self.write()

    def action_step(self, step: int) -> None:
        """The next field."""
        stops, focused = self.stops, self.screen.focused
        if stops:
            at = stops.index(focused) + step if focused in stops else 0
            stops[at % len(stops)].focus()

    def strike(self) -> None:
        """The strike key: asked for by a line first, done the second time. It cannot be undone."""
        target, stands = self.target, (self.target, self._stands)
        if target is not None and self.strikes != stands:
            self.strikes = stands
            self.say(tr("Ctrl+T once more strikes this for good. That cannot be undone."))
        elif target is not None:
            self.strikes = None
            if isinstance(target, Place):
                self.notes.strike(target)
            elif isinstance(target, FormRow):
                self.forms.strike_begun(target)
            elif isinstance(target, Voice):
                self.strike_view(target)
            else:
                self.forms.keep(self.desk.strike_value(*target))
            self.say(tr("Struck. No version of it is kept."))

    def strike_view(self, voice: Voice) -> None:
        """Somebody's own view is gone for real."""

    @property
    def _stands(self) -> str:
        """What stands where the cursor is: whoever has written on is asked anew."""
        focused = self.screen.focused
        return focused.text if isinstance(focused, TextArea) else focused.value if isinstance(focused, Input) else ""

    def say(self, text: str) -> None:
        """A line that can wait."""
        self.head.say(text)

    @property
    def target(self) -> Place | FormRow | Voice | tuple[type[Stored], str] | None:
        """What the strike key would strike: the note, the view, what stands in the row or was kept from it last."""
        place, row, voice = self.notes.place, self.row, self.voice
        if voice is not None:
            return voice if voice.view.value else None
        if place is not None:
            return place if self.notes.has(place) else None
        if row is None:
            return None
        return row if row.touched or self.forms.is_begun(row) else self.forms.newest(row)

    @property
    def voice(self) -> Voice | None:
        """The person in whose view the cursor stands."""
        focused = self.screen.focused
        found = focused.ancestors if isinstance(focused, Input) else ()
        return next((a for a in found if isinstance(a, Voice)), None)

    @property
    def row(self) -> FormRow | None:
        """The row the cursor stands in."""
        focused = self.screen.focused
        return next((a for a in focused.ancestors if isinstance(a, FormRow)), None) if focused is not None else None

    def help_here(self) -> list[str]:
        """How the row the cursor stands in is written, where one cannot see that."""
        row = self.row
        if row is None or not row.query(f"#{row.id}-review"):
            return []
        return [
            tr(
                "A measure on one line: what it is, @ and who does it, ! and when it is evaluated, as in "
                "«sleep advice @Kari !12.1». The fields beside it do the same."
            )
        ]


def shown(widget: Widget) -> bool:
    """Whether it and all around it are displayed."""
    return all(node.display for node in (widget, *widget.ancestors) if isinstance(node, Widget))
