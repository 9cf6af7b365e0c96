"""An agenda as a page to read in a terminal or on paper, in the agenda's own language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from btimeeting.documents.agenda_cues import in_language
from btimeeting.documents.agenda_words import ENTRIES, EVERY_TURN, FORMS, HEADINGS, KEYS, OURS, ROLES, Heading, Key
from btimeeting.domain.agenda import AfterPart, Agenda, Phase, Role
from btimeeting.i18n import LANGUAGES
from btimeeting.i18n.dates import duration

WIDTH = 80
INDENT = "      "


def page(agenda: Agenda) -> Iterator[str]:
    """The lines of the page: the title, the roles, each phase with when it begins, and the parts after the meeting."""
    spoken = agenda.language if agenda.language in LANGUAGES else LANGUAGES[0]
    yield agenda.title
    yield f"{agenda.id} · {agenda.total_s // 60} min"
    for text in agenda.text:
        yield ""
        yield from _wrapped(text, "", further="")
    if agenda.next_meeting:
        yield ""
        yield from _setting(Key.NEXT_MEETING, agenda.next_meeting, spoken, "")
    if agenda.roles:
        yield ""
        yield HEADINGS.word(Heading.ROLES, spoken)
        for role in agenda.roles:
            yield from _wrapped(f"{role.label}: {role.duty}" if role.duty else role.label, "  ")
    begins_s = 0
    for phase in agenda.phases:
        yield ""
        yield f"{duration(begins_s):>5} {phase.title} ({phase.planned_s // 60} min)"
        yield from _phase(phase, spoken)
        begins_s += phase.planned_s
    for part in agenda.after:
        yield ""
        yield f"{HEADINGS.word(Heading.AFTER, spoken)}: {part.title}"
        yield from _after(part, spoken)


def _phase(phase: Phase, spoken: str) -> Iterator[str]:
    ours = OURS[spoken]
    settings = {
        Key.FORM: ", ".join(FORMS.word(form, spoken) for form in phase.forms),
        Key.SPEAKERS: _roles(phase.speakers, spoken),
        Key.OVER: _roles([phase.round_over], spoken),
        Key.ANSWERS: _roles(phase.answers, spoken),
        Key.READ_ALOUD: _roles([phase.read_aloud_by], spoken),
        Key.PERMITTED: f"{phase.permitted} {ours}" if phase.permitted_is_ours else phase.permitted,
        Key.NOT_PERMITTED: f"{phase.not_permitted} {ours}" if phase.not_permitted_is_ours else phase.not_permitted,
        Key.ENTRIES: ", ".join(ENTRIES.word(entry, spoken) for entry in phase.entries),
    }
    for key, value in settings.items():
        yield from _setting(key, value, spoken, INDENT)
    yield from _said(phase.text, phase.prompts)
    if phase.cues:
        yield f"{INDENT}{HEADINGS.word(Heading.CUES, spoken)}"
    for cue in phase.cues:
        when = EVERY_TURN[spoken] if cue.at_s is None else duration(cue.at_s)
        text = f"{when}  {ROLES.word(cue.to, spoken)}: {in_language(cue.text, spoken)}"
        yield from _wrapped(text, INDENT + "  ")


def _after(part: AfterPart, spoken: str) -> Iterator[str]:
    settings = {
        Key.PARTICIPANTS: _roles(part.participants, spoken),
        Key.RESPONSIBLE: _roles([part.responsible], spoken),
        Key.STORAGE: part.storage,
        Key.RECIPIENTS: part.recipients,
        Key.ENTRIES: ", ".join(ENTRIES.word(entry, spoken) for entry in part.entries),
    }
    for key, value in settings.items():
        yield from _setting(key, value, spoken, INDENT)
    yield from _said(part.text, part.prompts)


def _said(text: Iterable[str], prompts: Iterable[str]) -> Iterator[str]:
    for paragraph in text:
        yield from _wrapped(paragraph, INDENT, further="")
    for n, prompt in enumerate(prompts, 1):
        yield from _wrapped(f"{n}. {prompt}", INDENT)


def _setting(key: Key, value: str, spoken: str, indent: str) -> list[str]:
    return _wrapped(f"{KEYS.word(key, spoken)}: {value}", indent) if value else []


def _roles(roles: Iterable[Role | None], spoken: str) -> str:
    return ", ".join(ROLES.word(role, spoken) for role in roles if role is not None)


def _wrapped(text: str, indent: str, further: str = "   ") -> list[str]:
    """`text` over as many lines as it needs; those after the first stand a little `further` in."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + further,
        break_long_words=False,
        break_on_hyphens=False,
    )
