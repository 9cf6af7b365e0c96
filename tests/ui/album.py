"""Text pictures of one running program in every size: the window is made larger and smaller, not opened anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import App
from textual.pilot import Pilot

from tests.ui.scenes import SIZES, screen_text

LANGUAGES = ("nn", "nb", "en")
LOOKS = 3


async def _nothing() -> None:
    """Nobody has to be waited for."""


class Album:
    """Pictures under headings, in three sizes in nynorsk and in one in each of the other languages."""

    def __init__(
        self,
        app: App[None],
        pilot: Pilot[None],
        language: str = "nn",
        settle: Callable[[], Awaitable[None]] = _nothing,
        sizes: tuple[tuple[int, int], ...] = SIZES,
    ) -> None:
        self._app, self._pilot, self._settle = app, pilot, settle
        self._sizes = sizes if language == "nn" else sizes[:1]
        self._pictures: list[str] = []

    async def look(self, name: str, *, smallest: bool = False) -> None:
        """Take the screen's picture in each size (or in the smallest only), and leave it in the first one."""
        for size in (*(() if smallest else self._sizes[1:]), self._sizes[0]):
            await self._pilot.resize_terminal(*size)
            self._pictures.append(f"### {name} · {size[0]}x{size[1]}\n{await self._at_rest()}")

    async def _at_rest(self) -> str:
        """The picture when two in a row are alike: what lies below a dialog is laid out, and painted, later than it."""
        before, seen = "", ""
        for nth in range(100):
            await self._settle()
            await self._pilot.pause(0.005)
            if nth >= LOOKS:  # a picture is dear
                before, seen = seen, screen_text(self._app)
                if before == seen:
                    return seen
        raise AssertionError("it never came to rest")

    @property
    def text(self) -> str:
        """All of them, as one golden file holds them."""
        return "\n".join(self._pictures)
