"""Text pictures of one running program: each screen on the way is kept under a heading, in one golden file a view."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from textual.app import App

from tests.ui.scenes import SIZES, screen_text

Size = tuple[int, int]
VIEWS: Final = [*(("nn", size) for size in SIZES), ("nb", SIZES[0]), ("en", SIZES[0])]
"""Three sizes in nynorsk, one in each of the other languages."""
VIEW_NAMES: Final = [f"{language}-{width}x{height}" for language, (width, height) in VIEWS]


class Album:
    """The pictures of one view."""

    def __init__(self, app: App[None], settle: Callable[[], Awaitable[object]]) -> None:
        """`settle` waits until the screen shows what it should."""
        self._app, self._settle = app, settle
        self._pictures: list[str] = []

    async def pages(self, name: str, pages: int, everywhere: int, turn: Callable[[], Awaitable[object]]) -> None:
        """Keep pages that follow each other: all of them where there is least room, else only the first ones."""
        for page in range(pages if self._app.size == SIZES[0] else everywhere):
            await self.look(f"{name} {page + 1}")
            await turn()

    async def look(self, name: str, *, smallest: bool = False) -> None:
        """Keep the picture; `smallest`: only where there is least room."""
        if not smallest or self._app.size == SIZES[0]:
            await self._settle()
            self._pictures.append(f"### {name}\n{screen_text(self._app)}")

    @property
    def text(self) -> str:
        """All of them, as one golden file holds them."""
        return "\n".join(self._pictures)
