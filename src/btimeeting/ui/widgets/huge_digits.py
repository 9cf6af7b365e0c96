"""Digits, and a few words, as large as there is room for: our own glyphs on the line API.

Whole cells are background-coloured spaces, since block characters show seams on a projector; only edges are half
blocks. A glyph is drawn once for each size.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from btimeeting.domain.clock import Heat

_DRAWN = {
    "0": "11111 10001 10001 10001 10001 10001 11111",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "11111 00001 00001 11111 10000 10000 11111",
    "3": "11111 00001 00001 01111 00001 00001 11111",
    "4": "10001 10001 10001 11111 00001 00001 00001",
    "5": "11111 10000 10000 11111 00001 00001 11111",
    "6": "11111 10000 10000 11111 10001 10001 11111",
    "7": "11111 00001 00001 00011 00010 00010 00010",
    "8": "11111 10001 10001 11111 10001 10001 11111",
    "9": "11111 10001 10001 11111 00001 00001 11111",
    ":": "0 0 1 0 1 0 0",
    "−": "00 00 00 11 00 00 00",
    " ": "000 000 000 000 000 000 000",
    "A": "01110 10001 10001 11111 10001 10001 10001",
    "B": "11110 10001 10001 11110 10001 10001 11110",
    "C": "01111 10000 10000 10000 10000 10000 01111",
    "D": "11110 10001 10001 10001 10001 10001 11110",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "F": "11111 10000 10000 11110 10000 10000 10000",
    "G": "01111 10000 10000 10011 10001 10001 01111",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "I": "1 1 1 1 1 1 1",
    "J": "00001 00001 00001 00001 00001 10001 01110",
    "K": "10001 10010 10100 11000 10100 10010 10001",
    "L": "10000 10000 10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 10101 10101 10011 10001 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "P": "11110 10001 10001 11110 10000 10000 10000",
    "R": "11110 10001 10001 11110 10100 10010 10001",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "U": "10001 10001 10001 10001 10001 10001 01110",
    "V": "10001 10001 10001 10001 01010 01010 00100",
    "W": "10001 10001 10001 10101 10101 11011 10001",
    "X": "10001 01010 00100 00100 00100 01010 10001",
    "Y": "10001 10001 01010 00100 00100 00100 00100",
    "Z": "11111 00001 00010 00100 01000 10000 11111",
    "Æ": "01111 10100 10100 11111 10100 10100 10111",
    "Ø": "01111 10011 10011 10101 11001 11001 11110",
    "Å": "00100 00000 01110 10001 11111 10001 10001",
}
GLYPHS = {sign: tuple(rows.split()) for sign, rows in _DRAWN.items()}
ROWS = 7
TEMPLATE = "00:00"
"""What there must be room for: the size of the digits does not change from one second to the next."""
WIDEST, TALLEST = 1.3, 1.45
"""How far from square a glyph's dots may be stretched."""
COARSE = 4.0
"""Below this many cells a dot the scale is a whole number, so that all strokes are equally thick."""
MOST_ROWS = 256
"""So many different rows are kept painted."""

Marks = tuple[str, ...]
"""One row of a picture for each item, one sign for each cell: " " empty, "█" full, "▀" upper half, "▄" lower half."""


def units(text: str) -> int:
    """The width of a text in dots, one dot between the signs."""
    return sum(len(GLYPHS[sign][0]) for sign in text) + max(0, len(text) - 1)


def scale(size: Size, template: str = TEMPLATE) -> tuple[float, float]:
    """Cells per dot across, half-cells per dot down, for what fits in `size`; (0, 0) when nothing does."""
    across, down = size.width / units(template), size.height * 2 / ROWS
    if across < 1 or down < 1:
        return 0.0, 0.0
    across = min(across, down * WIDEST)
    across = float(int(across)) if across < COARSE else across
    down = min(down, across * TALLEST)
    return across, float(int(down)) if down < COARSE else down


@lru_cache(maxsize=256)
def glyph(sign: str, across: float, down: float) -> Marks:
    """A sign drawn at a scale, by nearest neighbour."""
    dots = GLYPHS[sign]
    wide, high = round(len(dots[0]) * across), round(ROWS * down)
    high += high % 2

    def on(x: int, y: int) -> bool:
        row = int(y * ROWS / (ROWS * down))
        return row < ROWS and dots[row][min(int(x / across), len(dots[0]) - 1)] == "1"

    signs = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    return tuple("".join(signs[on(x, y), on(x, y + 1)] for x in range(wide)) for y in range(0, high, 2))


def _alike(one: str, other: str) -> int:
    """How many signs two texts of one length begin with that are the same (whole pieces are compared, not signs)."""
    low, high = 0, len(one)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _columns(old: str, new: str) -> tuple[int, int]:
    """The first column that differs in two rows, and the one after the last; (0, 0) if none does."""
    if old == new:
        return 0, 0
    if len(old) != len(new):
        return 0, max(len(old), len(new))
    return _alike(old, new), len(old) - _alike(old[::-1], new[::-1])


def changed_regions(old: tuple[str, ...], new: tuple[str, ...]) -> list[Region]:
    """Where two equally high pictures differ; rows after each other that differ in the same columns are one region."""
    pairs = list(zip(old, new, strict=True))
    columns = {pair: _columns(*pair) for pair in set(pairs)}
    regions, y = [], 0
    for (first, after), run in groupby(map(columns.__getitem__, pairs)):
        height = len(list(run))
        if first < after:
            regions.append(Region(first, y, after - first, height))
        y += height
    return regions


class HugeDigits(Widget):
    """A time, as large as the widget. Colours come from the style sheet; inverted when the time is over."""

    DEFAULT_CSS = """
    HugeDigits { height: 1fr; width: 1fr; color: $foreground; background: $background; }
    HugeDigits.-soon { color: $soon; }
    HugeDigits.-over { color: $over-text; background: $over; }
    """

    def __init__(self, *, align: str = "center", id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._align = align
        self._text = ""
        self._heat = Heat.QUIET
        self._rows: tuple[str, ...] = ()
        self._style = Style()
        self._painted: dict[str, Strip] = {}
        """Rows as they are painted: many rows of a picture are alike, and so are many of the next."""
        self._painted_width = 0

    def show(self, text: str, heat: Heat = Heat.QUIET) -> None:
        """Show a time such as "9:46" or "−0:12"; only the signs that changed are painted anew."""
        if heat is not self._heat:
            self._heat = heat
            self.set_class(heat is Heat.SOON, "-soon")
            self.set_class(heat is Heat.OVER, "-over")
        if text == self._text:
            return
        before, self._text = self._text, text
        old, self._rows = self._rows, self._draw()
        if len(before) == len(text) and len(old) == len(self._rows):
            regions = changed_regions(old, self._rows)
            if regions:
                self.refresh(*regions)
        else:
            self.refresh()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._rows = self._draw()
        self.refresh()

    def _draw(self) -> tuple[str, ...]:
        """The whole picture, one string for each row of the widget."""
        width, height = self.size
        text = self._text
        if not width or not height or not text or any(sign not in GLYPHS for sign in text):
            return (text.center(width),) if text else ()
        template = TEMPLATE if units(text) <= units(TEMPLATE) else text
        across, down = scale(self.size, template)
        if not across:
            return tuple(text.center(width) if y == height // 2 else " " * width for y in range(height))
        gap = " " * max(1, round(across))
        drawn = [glyph(sign, across, down) for sign in text]
        lines = [gap.join(row) for row in zip(*drawn, strict=True)]
        above = (height - len(lines)) // 2
        put = {"center": str.center, "left": str.ljust}[self._align]
        empty = " " * width
        body = [put(line, width)[:width] for line in lines]
        return (*[empty] * above, *body, *[empty] * (height - above - len(body)))[:height]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows asked for; what colour they have is looked up once and not for each.

        Textual's own way through borders and padding, which there are none of here, takes longer than all else a
        second brings.
        """
        if self._style != self.rich_style or self._painted_width != self.size.width:
            self._style, self._painted_width = self.rich_style, self.size.width
            self._painted.clear()
        strips = [self.render_line(y) for y in crop.line_range]
        filters, (_, background) = self.get_line_filters(), self.background_colors
        for each in filters:
            strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One row: full cells as spaces in the digits' colour."""
        row = self._rows[y] if y < len(self._rows) else ""
        painted = self._painted.get(row)
        if painted is None:
            if len(self._painted) >= MOST_ROWS:
                self._painted.clear()
            painted = self._painted[row] = self._paint(row)
        return painted

    def _paint(self, row: str) -> Strip:
        style = self._style
        full = style + type(style)(bgcolor=style.color)
        segments = []
        for sign, run in groupby(row):
            n = len(list(run))
            segments.append(Segment(" " * n, full) if sign == "█" else Segment(sign * n, style))
        return Strip(segments).adjust_cell_length(self.size.width, style)
