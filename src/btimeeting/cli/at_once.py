"""Windows whose first frame comes before the home is opened: title and time of day, and all that is heavy behind them.

Only where nobody has to be asked and nothing was chosen that changes that frame: in a demo's home without settings of
its own. A real home asks for its passphrase on a quiet terminal, and that question is its first picture.
"""

from __future__ import annotations

import gc
import json
import os
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.windows import FPS, look_of, on_a_terminal
from btimeeting.i18n import dates

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from btimeeting.cli.wiring import House
    from btimeeting.ui.console import Enter
    from btimeeting.ui.look import Look

HOME_VARIABLE = "BTIMEETING_HOME"
TIME_ZONE = "Europe/Oslo"
"""As in `config`, which is not loaded this early; a test holds them together."""


def possible(args: Namespace) -> bool:
    """Whether these arguments name a demo's home that opens without a question, and there is a terminal."""
    named = getattr(args, "home", None) or os.environ.get(HOME_VARIABLE)
    if not named or getattr(args, "passphrase_file", None) is not None or not on_a_terminal():
        return False
    home = Path(named).expanduser()
    try:
        told = json.loads((home / "home.json").read_bytes())
    except (OSError, ValueError):
        return False  # whoever opens it has the sentence for that
    return isinstance(told, dict) and told.get("demo") is True and not (home / "settings.toml").exists()


def run(open_home: Callable[[], House], behind: Callable[[House], Enter]) -> int:
    """Show the first frame, then open the home and enter what `behind` gives; until the window is closed.

    Raises what opening raised, after the terminal is as it was.
    """
    os.environ.setdefault("TEXTUAL_FPS", FPS)  # read when Textual is imported
    gc.disable()  # what is loaded stays; `run_behind` lets litter be looked for again
    from btimeeting.ui.console import run_behind  # noqa: PLC0415 - brings Textual, after the words are chosen

    with ExitStack() as opened:
        return run_behind(_first_look(), partial(_begin, opened, open_home, behind))


def _first_look() -> Look:
    from btimeeting.service.system_clock import local_time, zone  # noqa: PLC0415 - kept light for --help
    from btimeeting.ui.look import Look  # noqa: PLC0415 - a neighbour of Textual

    return Look(zone=zone(TIME_ZONE), time_of_day=lambda: dates.clock_time(local_time(TIME_ZONE)))


def _begin(opened: ExitStack, open_home: Callable[[], House], behind: Callable[[House], Enter]) -> tuple[Look, Enter]:
    from btimeeting.store.lock import ConsoleLock  # noqa: PLC0415 - heavy

    house = opened.enter_context(open_home())
    lock = ConsoleLock(house.home.console_lock)
    joined = not lock.acquire()
    opened.callback(lock.release)
    return replace(look_of(house), joined=joined, lead=lock.take_over), behind(house)
