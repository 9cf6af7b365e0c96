"""Cue cards on paper: one page for whoever leads, one for the viddevakt, from the agenda alone.

They never hold a name: a card is left on the table. What differs from meeting to meeting stands in italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from btimeeting.documents.agenda_cues import in_language
from btimeeting.documents.break_ins import BREAK_INS
from btimeeting.documents.labels import role_name
from btimeeting.documents.markdown import RULE, bold, facts, heading, join, md_escape, paragraph, say, table
from btimeeting.documents.words import capital, minutes_of
from btimeeting.domain.agenda import Agenda, Cue, Phase, Role
from btimeeting.i18n import tr
from btimeeting.i18n.dates import duration

SPEAKS = (Role.LEADER, Role.HEAD, Role.STAFETTHOLDAR)
"""Whose lines stand on the leader's card: whoever leads gives the others theirs."""
_OPEN = re.compile(r"\{([^{}]*)\}")
_OURS = "°"


def compose_kort(agenda: Agenda) -> str:
    """Both cards as Markdown, in the language spoken now; it should be the agenda's own, whose lines they are."""
    proposals = any(phase.permitted_is_ours or phase.not_permitted_is_ours for phase in agenda.phases)
    foot = tr("Italics: say what is so in your meeting.")
    if proposals:
        foot = f"{foot} {_OURS} {tr('our proposal; the source does not say so.')}"
    return join(_leaders(agenda), _viddevakts(agenda), RULE, paragraph(foot)) + "\n"


# --- whoever leads -----------------------------------------------------------------------------------------------


def _leaders(agenda: Agenda) -> str:
    rows = [row for begins_s, phase in _timed(agenda) for row in _lines(begins_s, phase, agenda.language)]
    return join(
        heading(1, tr("Cue card: {role}", role=role_name(Role.LEADER))),
        paragraph(_about(agenda)),
        table((tr("Time"), tr("Phase"), tr("Say")), rows),
        facts(
            [
                (tr("A service's consent is missing"), tr("It gets no word before that is settled. Never say who.")),
                (
                    tr("Somebody says no, or has to go out"),
                    tr("Stop the clock and make the screen black. “We take a break. Nobody needs to explain why.”"),
                ),
                (
                    tr("No decision"),
                    tr("“None now, we try by ourselves” is an answer too. Write who decides, and when."),
                ),
            ]
        ),
    )


def _lines(begins_s: int, phase: Phase, language: str) -> Iterator[tuple[str, str, str]]:
    """A row for each line, the phase named on its first; a phase without lines has its prompts, or its rule."""
    title = f"{bold(md_escape(phase.title))} ({minutes_of(phase.planned_s)})"
    cues = [cue for cue in phase.cues if cue.to in SPEAKS and cue.at_s is not None]
    if not cues:
        yield duration(begins_s), title, md_escape(" ".join(phase.prompts) or phase.permitted)
    for cue in cues:
        yield duration(begins_s + (cue.at_s or 0)), title, _said(cue, language)
        title = ""


def _said(cue: Cue, language: str) -> str:
    """The line; somebody else's with who says it before."""
    text = _line(cue.text, language)
    return text if cue.to is Role.LEADER else f"{bold(md_escape(capital(role_name(cue.to))) + ':')} {text}"


# --- viddevakt ---------------------------------------------------------------------------------------------------


def _viddevakts(agenda: Agenda) -> str:
    duty = next((role.duty for role in agenda.roles if role.role is Role.VIDDEVAKT and role.duty), "")
    rules = [
        (
            duration(begins_s),
            f"{bold(md_escape(phase.title))} ({minutes_of(phase.planned_s)})",
            _rule(phase.permitted, ours=phase.permitted_is_ours),
            _rule(phase.not_permitted, ours=phase.not_permitted_is_ours),
        )
        for begins_s, phase in _timed(agenda)
    ]
    kinds = [(str(n), tr(name), tr("“{text}”", text=tr(line))) for n, (name, line) in enumerate(BREAK_INS.values(), 1)]
    return join(
        heading(1, tr("Cue card: {role}", role=role_name(Role.VIDDEVAKT))),
        paragraph(" ".join(filter(None, (_about(agenda), _sentence(duty))))),
        table((tr("Time"), tr("Phase"), tr("Now"), tr("Not now")), rules),
        facts(_every_turn(agenda)),
        heading(2, tr("Break in")),
        paragraph(
            tr(
                "Only while a service or an employee has the word: it helps everybody, and nobody has said anything "
                "wrong. Towards the family you whisper to the meeting leader. At most twice a phase."
            )
        ),
        table((tr("Key"), tr("When"), tr("Say")), kinds),
    )


def _every_turn(agenda: Agenda) -> list[tuple[str, str]]:
    """The lines that belong to every turn, each once."""
    cues = [c for phase in agenda.phases for c in phase.cues if c.to is Role.VIDDEVAKT]
    lines = dict.fromkeys(_line(cue.text, agenda.language) for cue in cues)
    return [(tr("Every turn"), line) for line in lines]


def _rule(text: str, *, ours: bool) -> str:
    return f"{md_escape(text)} {_OURS}" if text and ours else md_escape(text)


# --- both --------------------------------------------------------------------------------------------------------


def _timed(agenda: Agenda) -> Iterator[tuple[int, Phase]]:
    """The phases, each with the second it begins at."""
    begins_s = 0
    for phase in agenda.phases:
        yield begins_s, phase
        begins_s += phase.planned_s


def _about(agenda: Agenda) -> str:
    return say("{title}, {length}.", title=agenda.title, length=minutes_of(agenda.total_s))


def _sentence(duty: str) -> str:
    return md_escape(capital(duty).rstrip(".") + ".") if duty else ""


def _line(text: str, language: str) -> str:
    """A cue as it is said, what is filled in in italics."""
    parts = _OPEN.split(in_language(text, language))
    marked = [_kept(part) if n % 2 == 0 else f"*{md_escape(part)}*" for n, part in enumerate(parts)]
    said = "".join(marked).strip()
    return f"*{said[1:2].upper()}{said[2:]}" if said.startswith("*") else said


def _kept(text: str) -> str:
    """`text` escaped, with the spaces at its ends: it stands between two others."""
    inner = md_escape(text)
    lead, trail = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if lead and inner else ''}{inner}{' ' if trail else ''}"
