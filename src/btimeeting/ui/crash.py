"""What is left on the terminal when the program itself fails: where it happened, and none of its values.

Textual's own page prints local variables, on a projector too: a child's name could stand among them.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from btimeeting.i18n import tr


def crash_text(back: str, failure: BaseException | None = None) -> str:
    """A sentence, then file, line and function of each step. Not the failure's message, which may hold a name.

    `back`: the line that takes the meeting up again.
    """
    failure = failure if failure is not None else sys.exc_info()[1]
    kind = type(failure).__name__ if failure is not None else "?"
    trace: TracebackType | None = failure.__traceback__ if failure is not None else None
    steps = [f"  {Path(at.filename).name}:{at.lineno} {at.name}" for at in traceback.extract_tb(trace)]
    said = tr(
        "The window failed ({kind}). The meeting goes on, and everything that was saved is safe. "
        "Take it up again with: {line}",
        kind=kind,
        line=back,
    )
    return "\n".join([said, *steps, ""])
