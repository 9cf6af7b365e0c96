"""The pictures of the docs: an invented meeting is walked through, and the real screens are saved as SVG.

    python tools/pictures.py [--to docs/pictures]

The names of hosts that Textual writes into its pictures (fonts fetched from the net) are taken out: a picture in
the repository fetches nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

if TYPE_CHECKING:
    from btimeeting.domain.moment import Moment
    from btimeeting.ui.app import BtiApp

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = (100, 30)
START = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Europe/Oslo"))
SCREEN_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
STILL = 6
"""So many looks at an unchanged screen in a row mean that everything asked for has arrived."""
LOOKS = 400
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_FONT = re.compile(r"font-family:\s*[^;]+;")


def without_hosts(svg: str) -> str:
    """The picture without fonts from the net; letters keep their places by `textLength`."""
    bare = _COMMENT.sub("", _FONT_FACE.sub("", svg))
    lines = _FONT.sub(f"font-family: {SCREEN_FONTS};", bare).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


class Walk:
    """A hand on the keyboard of the demo, and a clock that is moved by hand."""

    def __init__(self, pilot: Pilot[None], put: Callable[[datetime], None], folder: Path) -> None:
        self._pilot, self._put, self._folder = pilot, put, folder
        self._at = START

    async def still(self) -> None:
        """Wait until nothing on the screen changes any more."""
        before, same = "", 0
        for _ in range(LOOKS):
            await self._pilot.pause(0.06)
            now = self._text()
            same = same + 1 if now == before else 0
            if same >= STILL:
                return
            before = now
        raise RuntimeError("the screen never came to rest")

    def _text(self) -> str:
        app = self._pilot.app
        for field in app.screen.query("Input, TextArea"):
            field.cursor_blink = False  # type: ignore[attr-defined]  # both have it, their common class has not
        strips = app.screen._compositor.render_strips(app.size)
        return "\n".join(strip.text for strip in strips)

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when the one before has arrived."""
        for key in keys:
            await self._pilot.press(key)
            await self.still()

    async def write(self, text: str) -> None:
        """Write a text where the cursor stands."""
        names = {" ": "space", "@": "at", ".": "full_stop", "!": "exclamation_mark", ",": "comma", "?": "question_mark"}
        await self._pilot.press(*(names.get(char, char) for char in text))
        await self.still()

    async def go(self, seconds: float) -> None:
        """Let time pass, without a key."""
        self._at += timedelta(seconds=seconds)
        self._put(self._at)
        paint = getattr(self._pilot.app.screen, "paint", None)
        if paint is not None:
            paint()  # the meeting's own timer waits for the machine's clock
        await self.still()

    async def turns(self, number: int, seconds: float = 60) -> None:
        """The main key so many times, `seconds` before each."""
        for _ in range(number):
            await self.go(seconds)
            await self.press("ctrl+n")

    def save(self, name: str) -> None:
        """Keep what is on the screen now."""
        path = self._folder / f"{name}.svg"
        path.write_text(without_hosts(self._pilot.app.export_screenshot()), encoding="utf-8")
        print(path.name)


class HandClock:
    """A clock moved by hand, of a machine that has not been started anew."""

    def __init__(self) -> None:
        self._at = START

    def put(self, at: datetime) -> None:
        """Move it."""
        self._at = at

    def now(self) -> Moment:
        """The moment it was put to, on every clock of the machine."""
        from btimeeting.domain.moment import Moment  # noqa: PLC0415 - with the others, see _demo

        ns = round((self._at - START).total_seconds() * 1e9) + 10**15
        return Moment(at=self._at.astimezone(UTC), boot_ns=ns, mono_ns=ns, boot_id="pictures")

    def today(self) -> date:
        """The local date."""
        return self._at.date()


@contextmanager
def _demo(folder: Path) -> Iterator[tuple[BtiApp, Callable[[datetime], None]]]:
    """The app of a fresh demo home in nynorsk, and what moves its clock.

    The words are chosen before the screens are loaded, and only when pictures are made: hence the late imports.
    """
    from btimeeting import i18n  # noqa: PLC0415

    i18n.use("nn")
    from btimeeting.cli import demo  # noqa: PLC0415
    from btimeeting.cli.home import door_of  # noqa: PLC0415
    from btimeeting.cli.windows import look_of  # noqa: PLC0415
    from btimeeting.cli.wiring import House, settings_of  # noqa: PLC0415
    from btimeeting.ui.home.door import home_app  # noqa: PLC0415

    home = demo.demo_home(folder / "home")
    clock = HandClock()
    with House(home, settings_of(argparse.Namespace(home=home.path)), clock) as house:
        demo.prepared(house, demo.load_script(i18n.language()), START, START.date())
        yield home_app(partial(door_of, house, locked=False, demo=True), look_of(house)), clock.put


async def _walk(walk: Walk) -> None:
    await walk.still()
    walk.save("heim")
    await walk.press("f", "pagedown", "pagedown")
    walk.save("forebuing")
    for key in ("escape", "enter", "space", "space"):  # the right child, the room page, the clock
        await walk.press(key)
        await walk.go(2)
    await walk.turns(1, 240)
    await walk.go(50)
    walk.save("romside-familien")
    await walk.press("f4", "n")
    await walk.write("Vonde morgonar. Det verste er søndagskveldane.")
    await walk.turns(3, 90)
    await walk.write("Korleis søv du om natta?")
    await walk.press("tab")
    await walk.write("Vaknar to gonger.")
    await walk.go(65)
    walk.save("arbeidsside")
    await walk.turns(1, 40)
    await walk.press("escape", "f4")
    await walk.go(75)
    walk.save("romside")
    await walk.turns(1, 60)
    await walk.turns(4, 70)  # into the round of offers
    await walk.press("f4", "n", "tab")
    await walk.write("Søvnrettleiing heime @Kari Demo !12.1")
    walk.save("tilbod")
    await walk.press("enter")
    await walk.turns(1, 60)
    await walk.press("2")
    walk.save("avgjerd")
    await walk.press("r")
    walk.save("opplesing")


async def _pictures(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch, _demo(Path(scratch)) as (app, put):
        async with app.run_test(size=SIZE) as pilot:
            await _walk(Walk(pilot, put, folder))


def main(argv: Sequence[str] | None = None) -> int:
    """Make every picture anew."""
    parser = argparse.ArgumentParser(description="Make the pictures of the docs anew.")
    parser.add_argument("--to", type=Path, default=PICTURES, metavar="DIR")
    folder = parser.parse_args(argv).to
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_pictures(folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
