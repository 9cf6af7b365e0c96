"""A demo home with a meeting that has begun just now, to start windows in."""

from __future__ import annotations

from pathlib import Path

from btimeeting import i18n
from btimeeting.cli.demo import demo_home, load_script, prepared
from btimeeting.cli.windows import Opening, stores_of
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain.wishes import Next, Start
from btimeeting.service.system_clock import SystemClock

LANG = "nn"
TO_DIGITS = 3
"""Steps from the start to a turn whose clock is shown in digits: the educator's."""


def meeting_under_way(path: Path, *, steps: int = 0) -> str:
    """Prepare the invented meeting in a fresh home, start it, press Next so many times; returns its id."""
    i18n.use(LANG)
    settings, clock = Settings(home=path), SystemClock()
    with House(demo_home(path), settings, clock) as house:
        meeting_id = prepared(house, load_script(LANG), clock.now().at, clock.today())
        session = stores_of(house, Opening(meeting_id, demo=True)).session
        session.do(Start())
        for _ in range(steps):
            session.do(Next(session.meeting.step))
    return meeting_id


def resume(home: Path) -> tuple[str, ...]:
    """The arguments of Python that take that meeting up."""
    return ("-m", "btimeeting", "meet", "resume", "--lang", LANG, "--home", str(home))
