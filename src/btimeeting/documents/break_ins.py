"""The viddevakt's seven reasons to break in, and a kind line for each (domain.md 5.4): on screen and on paper."""

from __future__ import annotations

from btimeeting.domain.events import BreakIn
from btimeeting.i18n import N_

BREAK_INS = {
    BreakIn.TIME: (N_("Time"), N_("Could you round off in one sentence?")),
    BreakIn.TOO_EARLY: (N_("An offer too early"), N_("That sounds useful – we take it in the round of offers.")),
    BreakIn.TOO_LATE: (N_("A question too late"), N_("Write it down, and we will take care of it.")),
    BreakIn.SIDETRACK: (N_("A sidetrack"), N_("I am helping us back to the challenge.")),
    BreakIn.INTERRUPTION: (N_("An interruption"), N_("Let them finish speaking.")),
    BreakIn.JARGON: (N_("Jargon"), N_("Could you say that in everyday words?")),
    BreakIn.PAUSE: (N_("A pause is needed"), N_("Shall we take a little break?")),
}
"""Kind → its name and the line to say; their order is that of the number keys."""
