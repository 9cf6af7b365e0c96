"""The head of a window: which phase, and how time stands in as many words as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from btimeeting.domain.clock import Heat
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.ui import words
from btimeeting.ui.said import said, told
from btimeeting.ui.sight import Sight
from btimeeting.ui.widgets.split import GAP

HEAT_STYLE = {Heat.QUIET: "", Heat.SOON: "bold $soon", Heat.OVER: "bold $over"}


def numbered_title(meeting: Meeting, style: str = "bold $now") -> Content:
    """«3 av 7 · OPPKLARANDE RUNDE 1»: the number first, since it is the title that may be long."""
    number = words.phase_number(meeting)
    return told((f"{number} · " if number else "", "$quiet"), (words.phase_title(meeting).upper(), style))


def beside(title: Content, width: int, ways: Sequence[Content]) -> Content:
    """The first of several ways to say something that there is room for beside the title; else the last one."""
    room = width - title.cell_length - GAP
    return next((way for way in ways if way.cell_length <= room), ways[-1])


def fitted(width: int, titles: Sequence[Content], ways: Sequence[Content]) -> tuple[Content, Content]:
    """The first title and the first way to say what stands beside it that there is room for; else the last of both.

    What stands beside it is made shorter before the title is.
    """
    both = ((title, way) for title in titles for way in ways)
    fits = (pair for pair in both if pair[0].cell_length + GAP + pair[1].cell_length <= width)
    return next(fits, (titles[-1], ways[-1]))


def time_in_few_words(seen: Sight) -> list[Content]:
    """How time stands, in fewer and fewer words: what the digits tell as well goes first."""
    meeting, clock = seen.meeting, seen.clock
    if meeting.stage is not Stage.RUNNING or meeting.run is None:
        return [said(words.stage_word(meeting), "bold")]
    end, heat = words.ended_at(clock, seen.zone), words.heat_word(clock.heat)
    state = (heat, HEAT_STYLE[clock.heat]) if heat else (words.stage_word(meeting), "bold")
    return [told(state, " · ", words.pace(clock), " · ", end), told(state, " · ", end), said(end)]
