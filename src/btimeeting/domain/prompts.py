"""What the program may suggest to the viddevakt, and what became of it: words of the journal's format."""

from __future__ import annotations

from enum import StrEnum


class Prompt(StrEnum):
    """What the program may suggest to the viddevakt, from what it can know."""

    TURN_SOON = "turn_soon"
    TURN_OVER = "turn_over"
    SECOND_OVERRUN = "second_overrun"
    EARLY_TILTAK = "early_tiltak"
    PHASE_GONE = "phase_gone"


class PromptAnswer(StrEnum):
    """What the viddevakt did with a prompt."""

    SAID = "said"
    LET_GO = "let_go"
    ASK_LEADER = "ask_leader"
