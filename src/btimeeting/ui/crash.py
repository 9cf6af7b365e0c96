"""What is left on the terminal when the program itself fails: where it happened, and none of its values.

Textual's own page prints local variables, on a projector too: a child's name could stand among them.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from btimeeting.i18n import tr


def crash_text(back: str, failure: BaseException | None = None, *, under_way: bool = False) -> str:
    """Three sentences, then file, line and function of each step. Not the failure's message, which may hold a name.

    `back`: the line that opens the window again. `under_way`: it showed a meeting, which goes on without it.
    """
    failure = failure if failure is not None else sys.exc_info()[1]
    kind = type(failure).__name__ if failure is not None else "?"
    trace: TracebackType | None = failure.__traceback__ if failure is not None else None
    steps = [f"  {Path(at.filename).name}:{at.lineno} {at.name}" for at in traceback.extract_tb(trace)]
    safe = tr("The meeting goes on, and everything that was saved is safe.")
    failed, again = tr("The window failed ({kind}).", kind=kind), tr("Open it again with:")
    said = [failed, safe if under_way else tr("Everything that was saved is safe."), again]
    return "\n".join([" ".join(said), f"  {back}", *steps, ""])
