"""Why not: a reason and the values a sentence needs. The sentences are made where people read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Why a wish was refused."""

    ALREADY_MOVED = "already_moved"
    """Somebody else was first: nothing is wrong, nothing happened twice."""
    NOT_OPENED = "not_opened"
    ALREADY_OPENED = "already_opened"
    NOT_STARTED = "not_started"
    ALREADY_STARTED = "already_started"
    NOT_RUNNING = "not_running"
    NOT_PAUSED = "not_paused"
    TIMED_PART_OVER = "timed_part_over"
    MEETING_CLOSED = "meeting_closed"
    NO_SUCH_PHASE = "no_such_phase"
    NO_SUCH_GROUP = "no_such_group"
    NO_SUCH_SEAT = "no_such_seat"
    SEAT_TAKEN = "seat_taken"
    NOBODY_ELSE_WAITS = "nobody_else_waits"
    CONSENT_MISSING = "consent_missing"
    """A service's turn does not open before its missing consent is met."""
    FAMILY_IN_ROOM = "family_in_room"
    FAMILY_HAS_WORD = "family_has_word"
    """What concerns whoever speaks goes through the leader while that is the family."""
    NOTHING_TO_UNDO = "nothing_to_undo"
    NO_GAP = "no_gap"
    NO_SUCH_PROMPT = "no_such_prompt"
    NEXT_IS_ELSEWHERE = "next_is_elsewhere"
    """This window has not been given the main key, or it was taken back."""
    BAD_VALUE = "bad_value"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A wish that cannot be met, and what to say about it."""

    why: Why
    values: dict[str, str] = field(default_factory=dict)
