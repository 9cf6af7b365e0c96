"""What the kinds of values in a record are called, and what somebody did with them, in the language spoken now."""

from __future__ import annotations

from btimeeting.i18n import N_, tr

_KINDS = {
    "child": N_("child"),
    "case": N_("case"),
    "meeting": N_("meeting"),
    "participant": N_("participant"),
    "consent": N_("consent"),
    "prepared": N_("prepared words"),
    "note": N_("note"),
    "tried": N_("tried before"),
    "offer": N_("offer"),
    "tiltak": N_("measure"),
    "stafettholdar": N_("baton holder"),
    "entry": N_("baton log"),
    "decision": N_("decision"),
    "next_meeting": N_("next meeting"),
    "answer": N_("answer in the evaluation"),
    "document": N_("document"),
    "referat": N_("minutes"),
    "evaluering": N_("evaluation"),
    "level_move": N_("level"),
    "records": N_("all the records"),
}
_LOOKS = {
    "search": N_("searched"),
    "found": N_("shown in a search"),
    "open": N_("opened"),
    "list": N_("saw the list"),
    "remove": N_("removed a prepared meeting"),
    "show": N_("read"),
    "log": N_("read the access log"),
    "prepare": N_("prepared the meeting"),
    "enter": N_("entered from paper"),
    "edit": N_("changed"),
    "print": N_("printed"),
    "export": N_("took out"),
    "copy": N_("copied"),
    "archive": N_("told to be in the archive"),
    "lock": N_("locked the case"),
    "unlock": N_("unlocked the case"),
    "level": N_("looked at the level"),
    "consents": N_("read the consents"),
    "move": N_("moved to another level"),
    "forget": N_("raw notes deleted"),
    "erase": N_("erased"),
    "innsyn": N_("made an answer to the family"),
}

_REASONS = {
    "follow_up": N_("follows up the child"),
    "prepare": N_("prepares a meeting"),
    "family": N_("the family has asked"),
    "supervision": N_("supervision or a complaint"),
    "technical": N_("mends something in the program"),
    "parent": N_("a parent"),
    "youth": N_("the youth"),
    "representative": N_("somebody who acts for the family"),
}


def reason_name(reason: str) -> str:
    """Why somebody looked, or on whose behalf; nothing for nothing."""
    return tr(_REASONS[reason]) if reason in _REASONS else reason


def kind_name(kind: str) -> str:
    """What a kind is called; one nobody has named stands as it is."""
    return tr(_KINDS[kind]) if kind in _KINDS else kind


def look_name(action: str) -> str:
    """What was done in a look: «las», «tok ut (pdf)»; one nobody has named stands as it is."""
    verb, _, how = action.partition("-")
    name = tr(_LOOKS[verb]) if verb in _LOOKS else verb
    return f"{name} ({tr('a draft') if how == 'draft' else how})" if how else name
