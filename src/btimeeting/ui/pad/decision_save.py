"""A decision on its way to the record: all of it at once, and what is no longer meant is gone."""

from __future__ import annotations

from btimeeting.domain.moment import Moment
from btimeeting.domain.record import Stafettholdar, Tiltak
from btimeeting.service.pad import Pad
from btimeeting.ui.pad.decision_draft import Draft


def keep(pad: Pad, before: Draft, now: Draft) -> Moment:
    """Write the decision; runs on the stores' thread. Gives when it was durable."""
    kept = {tiltak.id for tiltak in now.tiltak}
    for tiltak in before.tiltak:
        if tiltak.id not in kept:
            pad.records.strike(Tiltak, tiltak.id)
    if before.baton is not None and now.baton is None:
        pad.records.strike(Stafettholdar, before.baton.id)
    entry = now.entry if now.entry.text else None
    if now.made and not now.decision.undecided:
        pad.decide(now.decision, now.tiltak, now.baton, entry, now.group)
    else:
        pad.write(now.decision, *now.tiltak, *([now.baton] if now.baton else []), *([entry] if entry else []))
    return pad.session.clock.now()
