"""An `Agenda` printed as the file it could have come from: reading that file gives the same agenda.

Needed to show a meeting's own agenda, which was copied into its opening event, and to make a file of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from btimeeting.documents.agenda_cues import in_language
from btimeeting.documents.agenda_phases import default_after_id, default_phase_id
from btimeeting.documents.agenda_sections import looks_like_phase
from btimeeting.documents.agenda_settings import key_at
from btimeeting.documents.agenda_words import ENTRIES, EVERY_TURN, FORMS, HEADINGS, KEYS, OURS, ROLES, Heading, Key
from btimeeting.domain.agenda import AfterPart, Agenda, AgendaRole, Cue, Phase, Role
from btimeeting.i18n import LANGUAGES

Settings = dict[Key, str]


def write(agenda: Agenda) -> str:
    """The agenda as Markdown, in its own language, ended by a line end."""
    language = agenda.language if agenda.language in LANGUAGES else LANGUAGES[0]
    parts = [f"# {_heading(agenda.title)}", _settings(_top(agenda, language), language), *map(_paragraph, agenda.text)]
    if agenda.roles:
        parts += [f"## {HEADINGS.word(Heading.ROLES, language)}", "\n".join(_role(r, language) for r in agenda.roles)]
    for phase in agenda.phases:
        parts += _phase(phase, language)
    for part in agenda.after:
        parts += _after(part, language)
    return "\n\n".join(part for part in parts if part) + "\n"


def _top(agenda: Agenda, language: str) -> Settings:
    return {
        Key.AGENDA: agenda.id,
        Key.LANGUAGE: language,
        Key.TOTAL: f"{agenda.total_s // 60} min",
        Key.REFERAT: _inline(agenda.referat),
        Key.NEXT_MEETING: _inline(agenda.next_meeting),
    }


def _role(role: AgendaRole, language: str) -> str:
    label = role.label if ROLES.find(role.label) is role.role else ROLES.word(role.role, language)
    return f"- {label}: {_inline(role.duty)}" if role.duty else f"- {label}"


def _phase(phase: Phase, language: str) -> Iterator[str]:
    yield f"## {_heading(phase.title)} ({phase.planned_s // 60} min)"
    yield _settings(
        {
            Key.ID: "" if phase.id == default_phase_id(phase.title, phase.forms, phase.entries) else phase.id,
            Key.FORM: ", ".join(FORMS.word(form, language) for form in phase.forms),
            Key.SPEAKERS: _roles(phase.speakers, language),
            Key.OVER: _roles([phase.round_over], language),
            Key.ANSWERS: _roles(phase.answers, language),
            Key.READ_ALOUD: _roles([phase.read_aloud_by], language),
            Key.ENTRIES: ", ".join(ENTRIES.word(entry, language) for entry in phase.entries),
            Key.PERMITTED: _rule(phase.permitted, language, ours=phase.permitted_is_ours),
            Key.NOT_PERMITTED: _rule(phase.not_permitted, language, ours=phase.not_permitted_is_ours),
        },
        language,
    )
    yield from map(_paragraph, phase.text)
    yield _prompts(phase.prompts)
    if phase.cues:
        yield f"### {HEADINGS.word(Heading.CUES, language)}"
        yield "\n".join(_cue(cue, language) for cue in phase.cues)


def _after(part: AfterPart, language: str) -> Iterator[str]:
    yield f"## {HEADINGS.word(Heading.AFTER, language)}: {_heading(part.title)}"
    settings = {
        Key.PARTICIPANTS: _roles(part.participants, language),
        Key.RESPONSIBLE: _roles([part.responsible], language),
        Key.STORAGE: _inline(part.storage),
        Key.RECIPIENTS: _inline(part.recipients),
        Key.ENTRIES: ", ".join(ENTRIES.word(entry, language) for entry in part.entries),
    }
    keys = [key for key, value in settings.items() if value]
    own_id = part.id != default_after_id(part.title, keys, part.entries)
    yield _settings(({Key.ID: part.id} if own_id else {}) | settings, language)
    yield from map(_paragraph, part.text)
    yield _prompts(part.prompts)


def _settings(values: Settings, language: str) -> str:
    return "\n".join(f"- {KEYS.word(key, language)}: {value}" for key, value in values.items() if value)


def _roles(roles: Iterable[Role | None], language: str) -> str:
    return ", ".join(ROLES.word(role, language) for role in roles if role is not None)


def _rule(text: str, language: str, *, ours: bool) -> str:
    return f"{_inline(text)} {OURS[language]}" if ours and text else _inline(text)


def _prompts(prompts: Iterable[str]) -> str:
    return "\n".join(f"{n}. {_paragraph(prompt)}" for n, prompt in enumerate(prompts, 1))


def _cue(cue: Cue, language: str) -> str:
    when = EVERY_TURN[language] if cue.at_s is None else f"{cue.at_s // 60}:{cue.at_s % 60:02}"
    return f"- {when} {ROLES.word(cue.to, language)}: {_inline(in_language(cue.text, language))}"


def _inline(text: str) -> str:
    """Text whose signs stay signs: Markdown's own are escaped, but not a _ inside a word, which means nothing there."""
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])|[\\`*]|<(?=[/!A-Za-z])", lambda sign: "\\" + sign[0], text)


def _heading(text: str) -> str:
    """Text in a heading: a # at its end would be taken for decoration."""
    return re.sub(r"#$", r"\\#", _inline(text))


def _paragraph(text: str) -> str:
    """Text at the beginning of a line: nothing in it may begin a heading, a list or a setting, or look like a phase."""
    raw = _inline(text)
    if key_at(raw, tuple(Key)) is not None:
        raw = raw.replace(":", "\\:", 1)
    if looks_like_phase(raw) is not None:
        head, _, tail = raw.rpartition("(")
        raw = f"{head}\\({tail}"
    return re.sub(r"^(?:([0-9]{1,9})([.)])|([#>+~=-]))", lambda s: f"{s[1] or ''}\\{s[2] or s[3]}", raw)
