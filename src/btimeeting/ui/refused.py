"""Why a wish was not met, or something not saved, in one sentence each. Nothing here stops the meeting."""

from __future__ import annotations

from collections.abc import Mapping

from btimeeting.documents.labels import group_name
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.i18n import N_, tr

_WHY = {
    Why.NOT_STARTED: N_("The meeting has not been started yet."),
    Why.ALREADY_STARTED: N_("The meeting has been started already."),
    Why.NOT_RUNNING: N_("The clock does not run just now."),
    Why.NOT_PAUSED: N_("There is no pause to end."),
    Why.TIMED_PART_OVER: N_("The timed part of the meeting is over."),
    Why.MEETING_CLOSED: N_("The meeting is over."),
    Why.NOBODY_ELSE_WAITS: N_("Nobody else waits for the word in this phase. Skip them instead, if they wish."),
    Why.FAMILY_IN_ROOM: N_("This waits until the family has gone."),
    Why.FAMILY_HAS_WORD: N_("Towards the family it goes through the leader: give the leader a sign."),
    Why.NOTHING_TO_UNDO: N_("There is nothing to undo."),
    Why.NEXT_IS_ELSEWHERE: N_("«Next» is with the leader now."),
    Why.NO_GAP: N_("The sleep has been judged already."),
}

_NOT_SAVED = {
    "DiskFull": N_("NOT SAVED: the disk is full. The clock goes on. Make room, then press the key again."),
    "StoreBusy": N_("NOT SAVED: another window was writing. The clock goes on. Press the key again."),
    "ReadOnly": N_("NOT SAVED: the home folder cannot be written. The clock goes on."),
}


def refused(refusal: Refusal, labels: Mapping[str, str]) -> str:
    """The sentence for a refusal; "" when nothing needs to be said (somebody else pressed the same key first)."""
    if refusal.why is Why.ALREADY_MOVED:
        return ""
    if refusal.why is Why.CONSENT_MISSING:
        who = group_name(refusal.values.get("group", ""), labels)
        return tr("{who}: consent is not in place, so the word waits.", who=who)
    if refusal.why in _WHY:
        return tr(_WHY[refusal.why])
    return tr("That cannot be done just now.")


def not_a_step() -> str:
    """The sentence for undo pressed right after something that is mended and not undone."""
    return tr("Who is here, and consent, is mended (Ctrl+P), not undone. F9 once more takes back the step before it.")


def not_saved(kind: str) -> str:
    """The sentence for something that could not be written; `kind` is the failure's class name."""
    if kind in _NOT_SAVED:
        return tr(_NOT_SAVED[kind])
    return tr("NOT SAVED ({kind}). The clock goes on. Press the key again.", kind=failure_words(kind))


_KINDS = {
    "DiskFull": N_("the disk is full"),
    "StoreBusy": N_("another window was writing"),
    "ReadOnly": N_("the home folder cannot be written"),
    "HomeNotWritable": N_("the home folder cannot be written"),
    "DiskFailed": N_("the disk does not answer"),
    "OSError": N_("the disk does not answer"),
    "StoreMissing": N_("the file is gone"),
    "StoreDamaged": N_("the file is damaged"),
    "NotFound": N_("it was removed in another window"),
    "Locked": N_("the case was locked in another window"),
    "StillInUse": N_("something else belongs to it"),
}
FOR_GOOD = frozenset({"NotFound", "Locked"})
"""Failures that no second try mends."""


def failure_words(kind: str) -> str:
    """Why something was not done, in a few words; `kind` is the failure's class name, which is never shown."""
    return tr(_KINDS[kind]) if kind in _KINDS else tr("something went wrong in the program")


def unreadable() -> str:
    """The sentence for when other windows' writing cannot be read."""
    return tr("The meeting's file cannot be read just now. The clock goes on; it is tried again all the time.")
