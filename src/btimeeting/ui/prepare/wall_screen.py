"""The wall rehearsed: the projector's own picture of the meeting that is being prepared, scene by scene."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import BindingType

from btimeeting.domain.derived import changed
from btimeeting.domain.events import WallStyle
from btimeeting.i18n import N_, tr
from btimeeting.service.wall_rehearsal import Scene, What
from btimeeting.ui.command import Command, bindings, key_name
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.said import told
from btimeeting.ui.sight import sight
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.room_face import RoomFace
from btimeeting.ui.widgets.split import Text

_TOLD = {
    What.WAITING: N_("Before the start"),
    What.FAMILY: N_("While the family has the word"),
    What.SERVICE: N_("While a service has the word"),
    What.OVER: N_("When a service has used up its time"),
    What.THANKS: N_("At the end"),
}
_STYLES = {
    WallStyle.AUTO: N_("digits, and calm while the family speaks"),
    WallStyle.CALM: N_("calm all the way"),
    WallStyle.DIGITS: N_("digits all the way"),
}


class Rehearsed(Protocol):
    """What these commands ask of the screen."""

    def turn(self, by: int) -> None:
        """Another scene."""

    def other_style(self) -> None:
        """Another style of time."""

    def leave(self) -> None:
        """Back to the form."""


class NextScene(Command[Rehearsed]):
    """On."""

    id = "scene-next"
    keys: tuple[str, ...] = ("space", "pagedown", "right", "down", "tab")
    name = N_("Next picture")
    help = N_("The wall at another moment of this meeting, with its own agenda and services.")
    by = 1

    def do(self, at: Rehearsed) -> None:
        """Go."""
        at.turn(self.by)


class SceneBefore(NextScene):
    """Back."""

    id = "scene-before"
    keys = ("pageup", "left", "up", "shift+tab")
    name = N_("The picture before")
    by = -1


class OtherStyle(Command[Rehearsed]):
    """Another style."""

    id = "scene-style"
    keys = ("s",)
    name = N_("Another style")
    help = N_("Digits or a calm bar; what is chosen here is chosen for the meeting.")

    def do(self, at: Rehearsed) -> None:
        """Show it so."""
        at.other_style()


class Leave(Command[Rehearsed]):
    """Back."""

    id = "scene-leave"
    keys = ("escape",)
    name = N_("Back to the form")
    help = N_("Nothing has been started.")

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - nobody types here
        """Esc."""
        return key_name("escape")

    def do(self, at: Rehearsed) -> None:
        """Go."""
        at.leave()


class WallRehearsal(CommandScreen):
    """The room face, as the projector shows it, and a line about what one sees. Gives the style that was chosen."""

    CSS_PATH = "../styles/wall.tcss"
    commands = (NextScene(), SceneBefore(), OtherStyle(), Leave(), *HOUSE)
    footer = ("scene-next", "scene-style", "scene-leave", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, scenes: tuple[Scene, ...], style: WallStyle, look: Look) -> None:
        super().__init__()
        self._scenes, self.style, self._look = scenes, style, look
        self._at = 0

    def compose(self) -> ComposeResult:
        """The picture; what it is; the keys."""
        yield RoomFace(self._look.zone, id="room")
        yield Text(id="rehearsal-line")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """The first picture."""
        self.paint()
        self.show_keys()

    def on_resize(self) -> None:
        """The picture fills whatever it is given."""
        self.call_after_refresh(self.paint)

    def paint(self) -> None:
        """The scene, in the style that is chosen. No clock runs here."""
        scene = self._scenes[self._at]
        meeting = changed(scene.meeting, wall_style=self.style)
        seen = sight(meeting, scene.labels, scene.moment, self._look.zone, self._look.warn_percent)
        self.query_one(RoomFace).show(seen.meeting, seen.clock, seen.labels)
        place = f"{self._at + 1}/{len(self._scenes)}  "
        what = f"{tr(_TOLD[scene.what])} · {tr(_STYLES[self.style])}\n"
        how = tr(
            "On the projector itself: open another terminal window there and write  {line}", line=self._look.how("wall")
        )
        self.query_one("#rehearsal-line", Text).show(told((place, "$quiet"), (what, "bold"), (how, "$quiet")))

    def turn(self, by: int) -> None:
        """Another scene; round at the ends."""
        self._at = (self._at + by) % len(self._scenes)
        self.paint()

    def other_style(self) -> None:
        """The next one."""
        order = list(_STYLES)
        self.style = order[(order.index(self.style) + 1) % len(order)]
        self.paint()

    def leave(self) -> None:
        """Back; the form takes the style over."""
        self.dismiss()

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [tr("So the wall will look, with the agenda and the services of this meeting. Nothing is started.")]
