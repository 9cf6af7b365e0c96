"""What goes to the terminal when a part of a screen changes: that part, from the widgets it is seen in.

Textual 8.2.8 renders every widget of the screen for each change, and writes a changed row from its widget's left edge
on. While a clock runs that is most of what an idle window takes; tests/ui/test_changes.py holds that the screen is the
same.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class Changes(ChopsUpdate):
    """Changed cells and no others."""

    def render_segments(self, console: Console) -> str:
        """What is written: for each span the place, and the cells in it."""
        written: list[str] = []
        for y, first, after in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                start, stop = max(x, first), min(end, after)
                if strip is not None and start < stop:
                    written.append(Control.move_to(start, y).segment.text)
                    written.append(strip.crop(start - x, stop - x).render(console))
        return "".join(written)


class SparingCompositor(Compositor):
    """Asks those widgets to render that a change can be seen in."""

    _wanted: tuple[Region, ...] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """The regions that changed since it was last asked; None when none did."""
        self._wanted = tuple(self._dirty_regions)
        update = super().render_partial_update()
        self._wanted = ()
        return None if update is None else Changes(update.chops, update.spans, update.chop_ends)

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Widget by widget, the foremost first, until everything that changed is covered."""
        if not self._wanted:
            yield from super()._get_renders(crop)
            return
        wanted = [region.intersection(self.size.region) for region in self._wanted]
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if any(map(seen.overlaps, wanted)):
                x, y = seen.offset - region.offset
                yield region, clip, widget.render_lines(Region(x, y, seen.width, seen.height))
                wanted = [each for each in wanted if not seen.contains_region(each)]
