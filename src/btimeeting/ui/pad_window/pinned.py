"""The pad, which can also stay in one place while the meeting goes on."""

from __future__ import annotations

from btimeeting.ui.pad.notes_pad import NotesPad
from btimeeting.ui.pad.places import Spot, spots


class PinnedPad(NotesPad):
    """Follows the meeting unless it is pinned; Ctrl+G follows again."""

    pinned = False
    """Whether it stays where it is."""

    def _writing(self) -> bool:
        """A pinned pad stays like one somebody writes in: it says where the meeting is."""
        return self.pinned or super()._writing()

    def go_along(self) -> None:
        """To where the meeting is, and with it from now on."""
        self.pinned = False
        super().go_along()

    def stay(self) -> None:
        """Stay here."""
        self.pinned = True

    @property
    def places(self) -> list[Spot]:
        """Every place notes can stand in, in the order of the meeting."""
        return spots(self._meeting)

    def look_at(self, step: int) -> None:
        """The notes of the place after (1) or before (−1), wherever the meeting is; then the pad stays there."""
        found, live = self.places, self._live
        if not found or live is None or self.spot is None:
            return
        here = next((n for n, spot in enumerate(found) if _same(spot, self.spot)), -1)
        place = found[(here + step) % len(found)]
        self.visit(live if _same(place, live) else place, self._meeting, self._labels)
        self._live = live
        self.pinned = self.spot != live


def _same(one: Spot, other: Spot) -> bool:
    """A phase that belongs to nobody is one place, whoever has the word in it."""
    return (one.phase, one.speaker) == (other.phase, other.speaker)
