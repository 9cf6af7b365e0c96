"""One phase of an agenda file, or one part after the meeting, from its section."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from btimeeting.documents.agenda_cues import cues
from btimeeting.documents.agenda_people import People, chosen
from btimeeting.documents.agenda_problems import Code, Report
from btimeeting.documents.agenda_sections import Section
from btimeeting.documents.agenda_settings import Body, body
from btimeeting.documents.agenda_words import AFTER_KEYS, ENTRIES, FORMS, KEYS, OURS, PHASE_KEYS, Key
from btimeeting.domain.agenda import AfterPart, Entry, Form, Phase

ID: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_OURS: Final = re.compile(rf"\s*(?:{'|'.join(re.escape(mark) for mark in OURS.values())})\.?$", re.IGNORECASE)
_OPENING: Final = frozenset({Entry.PARTICIPANTS, Entry.CONSENT, Entry.REFERENT, Entry.VIDDEVAKT})
_CLOSING: Final = frozenset({Entry.SUMMARY, Entry.NEXT_MEETING})


def phase(section: Section, people: People, report: Report) -> Phase | None:
    """The phase of a section; None when something in it makes that impossible (then it is told)."""
    found = body(section.content, PHASE_KEYS, report)
    forms = chosen(found, Key.FORM, FORMS, Code.UNKNOWN_FORM, report)
    if forms or Key.FORM not in found.settings:
        _agree(found, forms, report)
    entries = chosen(found, Key.ENTRIES, ENTRIES, Code.UNKNOWN_ENTRY, report)
    planned_s = None if section.minutes is None else section.minutes * 60
    said = cues(section.cues, planned_s, people, report)
    permitted, permitted_is_ours = _rule(found.get(Key.PERMITTED))
    not_permitted, not_permitted_is_ours = _rule(found.get(Key.NOT_PERMITTED))
    values = {
        "forms": forms or (Form.PLENUM,),
        "speakers": people.several(found, Key.SPEAKERS),
        "round_over": people.one(found, Key.OVER),
        "answers": people.several(found, Key.ANSWERS),
        "read_aloud_by": people.one(found, Key.READ_ALOUD),
    }
    name = _id(found, default_phase_id(section.name, forms, entries), report)
    if planned_s is None or name is None or not section.name:
        return None
    return Phase.of(
        values
        | {
            "id": name,
            "title": section.name,
            "planned_s": planned_s,
            "entries": entries,
            "permitted": permitted,
            "permitted_is_ours": permitted_is_ours,
            "not_permitted": not_permitted,
            "not_permitted_is_ours": not_permitted_is_ours,
            "prompts": tuple(found.prompts),
            "text": tuple(found.text),
            "cues": said,
        }
    )


def after_part(section: Section, people: People, report: Report) -> AfterPart | None:
    """The part after the meeting of a section; None when something in it makes that impossible (then it is told)."""
    found = body(section.content, AFTER_KEYS, report)
    forms = chosen(found, Key.FORM, FORMS, Code.UNKNOWN_FORM, report)
    if set(forms) - {Form.PLENUM}:
        report.say(found.settings[Key.FORM].line, Code.FORM_HAS_CLOCK, found=found.get(Key.FORM))
    entries = chosen(found, Key.ENTRIES, ENTRIES, Code.UNKNOWN_ENTRY, report)
    participants = people.several(found, Key.PARTICIPANTS)
    responsible = people.one(found, Key.RESPONSIBLE)
    name = _id(found, default_after_id(section.name, found.settings, entries), report)
    if name is None or not section.name:
        return None
    return AfterPart(
        id=name,
        title=section.name,
        participants=participants,
        responsible=responsible,
        storage=found.get(Key.STORAGE),
        recipients=found.get(Key.RECIPIENTS),
        entries=entries,
        prompts=tuple(found.prompts),
        text=tuple(found.text),
    )


def default_phase_id(name: str, forms: Collection[Form], entries: Collection[Entry]) -> str:
    """The id of a phase whose file gives none: from its form, and where that is not enough from what is filled in.

    - a decision is `decide`;
    - a round is `offer` when tiltak are offered in it, `clarify` when questions are asked;
    - turns are `describe` when the challenge or tiltak tried are told, `reflect` when new thoughts are;
    - plenum (or no form) is `welcome` when participants, consent, referent or viddevakt are noted, `close` when the
      summary or the next meeting is.

    Any other phase is called by its name: "Kaffi og prat" is `kaffi-og-prat`.
    """
    asked = set(entries)
    if Form.DECISION in forms:
        return "decide"
    if Form.ROUND in forms:
        known = {"offer": asked & {Entry.OFFERS}, "clarify": asked & {Entry.QUESTIONS}}
    elif Form.TURNS in forms:
        known = {"describe": asked & {Entry.CHALLENGE, Entry.TRIED}, "reflect": asked & {Entry.THOUGHTS}}
    else:
        known = {"welcome": asked & _OPENING, "close": asked & _CLOSING}
    return next((name for name, match in known.items() if match), slug(name))


def default_after_id(name: str, keys: Collection[Key], entries: Collection[Entry]) -> str:
    """The id of a part after the meeting whose file gives none.

    `evaluate` when the evaluation is filled in; `referat` when it says who is responsible, where it is stored or who
    gets it; else its name.
    """
    if Entry.EVALUATION in entries:
        return "evaluate"
    if {Key.RESPONSIBLE, Key.STORAGE, Key.RECIPIENTS} & set(keys):
        return "referat"
    return slug(name)


def slug(name: str) -> str:
    """A name as an id: small letters a–z, digits and hyphens, beginning with a letter."""
    plain = name.casefold().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return (words if words[:1].isalpha() else f"phase-{words}")[:40].strip("-")


def _id(found: Body, default: str, report: Report) -> str | None:
    given = found.get(Key.ID)
    if not given:
        return default
    if ID.fullmatch(given):
        return given
    report.say(found.settings[Key.ID].line, Code.BAD_ID, found=given, guess=slug(given))
    return None


def _rule(text: str) -> tuple[str, bool]:
    """What is permitted (or not), and whether the file marks it as ours."""
    plain = _OURS.sub("", text)
    return plain, plain not in {"", text}


def _agree(found: Body, forms: Collection[Form], report: Report) -> None:
    """Tell where the form and the settings that belong to it do not fit together."""
    if Form.ROUND in forms:
        _needs(found, Form.ROUND, Key.OVER, report)
        if Key.SPEAKERS in found.settings:
            line, language = found.settings[Key.SPEAKERS].line, report.language
            values = {"over": KEYS.word(Key.OVER, language), "key": KEYS.word(Key.SPEAKERS, language)}
            report.say(line, Code.SPEAKERS_IN_ROUND, **values)
    for key, form in ((Key.OVER, Form.ROUND), (Key.ANSWERS, Form.ROUND), (Key.READ_ALOUD, Form.READ_ALOUD)):
        if key in found.settings and form not in forms:
            language = report.language
            values = {"key": KEYS.word(key, language), "form": FORMS.word(form, language)}
            report.say(found.settings[key].line, Code.NEEDS_FORM, **values, form_key=KEYS.word(Key.FORM, language))
    if Form.READ_ALOUD in forms:
        _needs(found, Form.READ_ALOUD, Key.READ_ALOUD, report)
    for form in (Form.TURNS, Form.DECISION):
        if form in forms and Form.ROUND not in forms:
            _needs(found, form, Key.SPEAKERS, report)


def _needs(found: Body, form: Form, key: Key, report: Report) -> None:
    if key not in found.settings:
        language = report.language
        values = {"form": FORMS.word(form, language), "key": KEYS.word(key, language)}
        report.say(found.settings[Key.FORM].line, Code.NEEDS_KEY, **values)
