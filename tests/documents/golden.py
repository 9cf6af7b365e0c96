"""Golden files: what a document was when somebody last read it and found it good.

`BTIMEETING_GOLDEN=write` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def agrees(name: str, text: str) -> bool:
    """Whether `text` is what the golden file `name` holds, byte for byte."""
    path = FOLDER / name
    if os.environ.get("BTIMEETING_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8") == text
