"""Where the way goes on from a case: what the home hands to these screens, so that they need not know it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from btimeeting.service.looks import Looker
from btimeeting.ui.home_thread import Door, HomeStores, StoreThread
from btimeeting.ui.look import Look


@dataclass(frozen=True, slots=True)
class Ways:
    """The stores' thread, what the command line handed over, and how a meeting is opened."""

    thread: StoreThread
    door: Door
    look: Look
    enter: Callable[[str], None]
    """Opens a meeting that has begun or is over."""
    prepare: Callable[[str], None]
    """Opens the form on a prepared meeting."""
    prepare_in: Callable[[str], None]
    """Opens the form on a new meeting in the case of that number."""

    def looker(self, stores: HomeStores) -> Looker:
        """Whoever sits here, for the access log."""
        return Looker(stores.unlocked, stores.clock, self.door.user)
