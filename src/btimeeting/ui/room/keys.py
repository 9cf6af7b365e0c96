"""The room's own keys, named once: the commands bind them and the lines on the work face tell them."""

from __future__ import annotations

CONSENT = "c"
TAKE_BACK = "w"
WHO_SAID = "d"
PRESENCE = "h"
POINTS = "o"
END_HERE = "a"
GO_ON = "space"
"""The main key (commands.Next)."""
