"""Huge digits, texts that are never markup, and what the room sees, as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.geometry import Size

from btimeeting.domain import clock as clocks
from btimeeting.domain.agenda import Role
from btimeeting.domain.clock import Heat
from btimeeting.domain.events import Part
from btimeeting.domain.moment import ZERO
from btimeeting.domain.seats import Presence
from btimeeting.domain.wishes import Decide, SetPresence
from btimeeting.ui.advice import leaders_cue
from btimeeting.ui.pad.pick_list import laid
from btimeeting.ui.picture import Kind, picture, share
from btimeeting.ui.said import said, told
from btimeeting.ui.sight import sight
from btimeeting.ui.widgets.heading import fitted
from btimeeting.ui.widgets.huge_digits import GLYPHS, ROWS, TEMPLATE, changed_regions, glyph, scale, units
from btimeeting.ui.widgets.key_bar import Item, fitting
from btimeeting.ui.widgets.split import cut
from btimeeting.ui.words import countdown, ends, speaks_now
from tests.ui.scenes import SERVICES, SIZES, Scene


def test_every_glyph_has_seven_rows_of_one_width() -> None:
    assert {sign for sign, rows in GLYPHS.items() if len(rows) != ROWS or len({len(row) for row in rows}) != 1} == set()


@pytest.mark.parametrize("size", SIZES)
def test_digits_fill_at_least_half_of_the_height_and_never_more_than_the_width(size: tuple[int, int]) -> None:
    width, height = size[0] - 4, size[1] - 11
    across, down = scale(Size(width, height))
    assert across * units(TEMPLATE) <= width
    rows = len(glyph("8", across, down))
    assert rows <= height
    assert rows * 2 >= size[1] - 2


@given(st.integers(25, 300), st.integers(4, 80))
def test_digits_fit_whatever_they_are_given(width: int, height: int) -> None:
    across, down = scale(Size(width, height))
    drawn = [glyph(sign, across, down) for sign in TEMPLATE]
    gaps = max(1, round(across)) * (len(TEMPLATE) - 1)
    assert sum(len(rows[0]) for rows in drawn) + gaps <= width + len(TEMPLATE)
    assert all(len(rows) <= height + 1 for rows in drawn)


@pytest.mark.parametrize("text", ["−9:59", "−11:01", "−59:59"])
def test_the_work_pages_digits_stay_huge_ten_minutes_over(text: str) -> None:
    across, down = scale(Size(28, 5), text)
    assert (across, down) == (1.0, 1.0)


def test_a_narrow_footer_keeps_the_main_key_the_ways_out_and_help() -> None:
    main = Item("next", "Mellomrom", "Neste: Oppklarande runde og tilbod om tiltak", "Neste: fase 5")
    stays = [Item("undo", "F9", "Angre", stays=True), Item("face", "F4", "Romside", stays=True)]
    others = [Item(f"o{n}", "Ctrl+L", f"Noko langt nummer {n}") for n in range(5)]
    items = (main, *others[:3], stays[0], *others[3:], stays[1], Item("help", "F1", "Hjelp"))
    for width, kept in ((78, 6), (300, 6)):
        found = [item.id for item in fitting(items, width)]
        assert {"next", "undo", "face", "help"} <= set(found)
        assert (found[0], found[-1]) == ("next", "help")
        assert len(found) <= kept
    assert fitting(items, 78)[0].text == "Neste: fase 5"


@given(st.lists(st.tuples(*[st.text("█▀ ", min_size=9, max_size=9)] * 2), max_size=5))
def test_of_a_time_that_changed_each_rows_columns_are_painted_anew_and_no_others(rows: list[tuple[str, str]]) -> None:
    old, new = tuple(a for a, _ in rows), tuple(b for _, b in rows)
    painted = {y: region for region in changed_regions(old, new) for y in region.line_range}
    for y, (a, b) in enumerate(rows):
        differ = [x for x in range(9) if a[x] != b[x]]
        assert (painted[y].column_span if y in painted else None) == ((differ[0], differ[-1] + 1) if differ else None)


def test_where_nothing_is_decided_nobody_reads_aloud() -> None:
    scene = Scene().to_phase("decide")
    while scene.other.meeting.run is not None and scene.other.meeting.run.turn is not None:
        if scene.other.meeting.run.turn.part is Part.READ:
            break
        scene.walk(1)
    meeting = scene.other.meeting
    assert speaks_now(meeting, SERVICES) == "Møteleiar oppsummerer"
    seen = sight(meeting, SERVICES, scene.clock.now(), UTC, 20)
    assert leaders_cue(seen) == ("Møteleiar", "Me lèt det stå ope i dag. Kven avgjer, og når?")
    scene.other.do(Decide("decision-1", "t1"))
    assert speaks_now(scene.other.meeting, SERVICES) == "Møteleiar les opp"


def test_the_head_has_the_word_at_the_end_and_whoever_leads_where_no_head_is_here() -> None:
    scene = Scene().to_phase("close")
    assert speaks_now(scene.other.meeting, SERVICES) == "Rektor/styrar har ordet"
    for seat in scene.other.meeting.seats:
        if seat.role is Role.HEAD:
            scene.other.do(SetPresence(seat.id, Presence.LEFT))
    assert speaks_now(scene.other.meeting, SERVICES) == "Møteleiar har ordet"


@given(st.text(max_size=40))
def test_a_persons_text_comes_out_as_it_went_in(text: str) -> None:
    shown = said(text).plain
    assert shown == "".join(sign for sign in text if sign in shown or sign in "\n\t")
    assert told(text, (text, "bold")).plain == shown * 2


@pytest.mark.parametrize("text", ["[/x] Åse [b]", "[red]", "a\\[b]", "[@click=app.quit]x[/]"])
def test_brackets_are_text(text: str) -> None:
    assert said(text).plain == text
    assert said(text).spans == []


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(300, "5:00"), (299.9995, "5:00"), (299.4, "5:00"), (0.2, "0:01"), (0, "0:00"), (-0.4, "0:00"), (-12.3, "−0:12")],
)
def test_a_countdown_is_rounded_up(seconds: float, text: str) -> None:
    assert countdown(timedelta(seconds=seconds)) == text


@given(st.floats(-1000, 1000), st.floats(0, 1000))
def test_a_share_is_between_nothing_and_all(left: float, whole: float) -> None:
    assert 0.0 <= share(timedelta(seconds=left), timedelta(seconds=whole)) <= 1.0


def test_the_room_sees_no_clock_outside_the_timed_part() -> None:
    scene = Scene()
    kinds = []
    for _ in range(40):
        face = clocks.face(scene.other.meeting, scene.clock.now())
        kinds.append(picture(scene.other.meeting, face).kind)
        scene.walk(1)
    assert list(dict.fromkeys(kinds)) == [Kind.WAITING, Kind.DIGITS, Kind.CALM, Kind.THANKS, Kind.QUESTIONS, Kind.ENDED]


@pytest.mark.parametrize("speed", [1, 15])
def test_the_end_stands_still_while_the_family_is_over_their_time_however_fast_it_is_played(speed: int) -> None:
    scene = Scene().to_phase("describe")
    meeting = replace(scene.other.meeting, speed=speed)
    told_ends = []
    for _ in range(3):
        scene.clock.go(minutes=20)
        told_ends.append(ends(meeting, clocks.face(meeting, scene.clock.now()), UTC, calm=True))
    assert len(set(told_ends)) == 1


def test_a_line_is_broken_between_its_parts_and_a_part_only_where_it_is_too_long() -> None:
    parts = (Content("1 ( ) PPT"), Content("2 ( ) Ikkje avgjort i dag"), Content("x" * 30))
    rows = [row.plain for row in laid(parts, 28)]
    assert rows == ["1 ( ) PPT", "    2 ( ) Ikkje avgjort i", "    dag", "    " + "x" * 24, "    " + "x" * 6]
    assert [row.plain for row in laid(parts[:2], 40)] == ["1 ( ) PPT   2 ( ) Ikkje avgjort i dag"]


def test_what_the_family_took_beyond_its_time_is_no_alarm_over_whoever_speaks_next() -> None:
    scene = Scene().to_phase("describe")
    session = scene.other
    scene.clock.go(1000)
    session.next()
    scene.clock.go(3)
    turn = session.face()
    assert turn.remaining < ZERO
    seen = picture(session.meeting, turn)
    assert (seen.kind, seen.heat, seen.left) == (Kind.DIGITS, Heat.QUIET, turn.turn_remaining)
    scene.clock.go(1000)  # whoever speaks for too long now is told as ever
    assert picture(session.meeting, session.face()).heat is Heat.OVER
    late = Scene().to_phase("clarify")
    late.clock.go(1000)  # a service's overrun stays the phase's
    late.other.next()
    assert picture(late.other.meeting, late.other.face()).heat is Heat.OVER


@pytest.mark.parametrize(
    ("width", "seen"),
    [
        (70, "Førebu · sak 14 · 8/10 Førre gong | lagra 10.03   ▲ 4 ting manglar"),
        (60, "Førebu · sak 14 · 8/10 Førre gong | lagra 10.03   ▲ 4"),
        (45, "8/10 Førre gong | lagra 10.03   ▲ 4"),
        (9, "8/10 | lagra 10.03   ▲ 4"),
    ],
)
def test_a_head_without_room_says_less_before_it_is_cut(width: int, seen: str) -> None:
    titles = [Content(each) for each in ("Førebu · sak 14 · 8/10 Førre gong", "8/10 Førre gong", "8/10")]
    ways = [Content(each) for each in ("lagra 10.03   ▲ 4 ting manglar", "lagra 10.03   ▲ 4")]
    assert " | ".join(each.plain for each in fitted(width, titles, ways)) == seen


@pytest.mark.parametrize(
    ("width", "height", "seen"),
    [
        (41, 1, "Søvnen er verst. Prøvd er fast leggjetid."),
        (17, 3, "Søvnen er verst. Prøvd er fast leggjetid."),
        (17, 2, "Søvnen er verst.\nPrøvd er fast …"),
        (14, 2, "Søvnen er\nverst. Prøvd …"),
        (0, 0, "Søvnen er verst. Prøvd er fast leggjetid."),
    ],
)
def test_a_line_to_be_said_that_is_too_long_tells_that_there_is_more(width: int, height: int, seen: str) -> None:
    text = "Søvnen er verst. Prøvd er fast leggjetid."
    assert cut(Content(text), width, height).plain == seen
