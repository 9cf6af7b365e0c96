"""The words of an agenda file in nynorsk, bokmål and English: keys, headings, roles, forms, entries, placeholders.

One table of each, so that one reader reads all three languages. The first spelling of a row is the one we write;
the others are understood. These are words of a file format, so they stand here and not among the translations.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, Generic, TypeVar

from btimeeting.domain.agenda import Entry, Form, Role
from btimeeting.i18n import LANGUAGES

_UNSEEN: Final = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Marks nobody sees: soft hyphen, zero-width space and joiner of words, marks of direction, byte order mark."""

W = TypeVar("W", bound=StrEnum)
Spellings = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""How a word is written in nn, nb and en, in that order."""


def norm(text: str) -> str:
    """`text` on one line, with plain spaces (no NBSP), without invisible marks, and with å as one character."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def fold(text: str) -> str:
    """`text` as two spellings of a word are compared: case, spaces around a slash and underscores do not count."""
    return re.sub(r"\s*/\s*", "/", norm(text.replace("_", " ")).casefold())


class Vocabulary(Generic[W]):
    """A closed set of words in three languages."""

    def __init__(self, table: Mapping[W, Spellings]) -> None:
        self._written: dict[tuple[W, str], str] = {
            (value, language): row[0]
            for value, spellings in table.items()
            for language, row in zip(LANGUAGES, spellings, strict=True)
        }
        self._found: dict[str, W] = {}
        for value, spellings in table.items():
            for spelling in (*(word for row in spellings for word in row), value.value):
                self._found.setdefault(fold(spelling), value)

    def find(self, word: str) -> W | None:
        """What `word` means, in whichever of the three languages; None when it means nothing here."""
        return self._found.get(fold(word))

    def word(self, value: W, language: str) -> str:
        """How `value` is written in `language` (nn, nb or en)."""
        return self._written[value, language]

    def guess(self, word: str, language: str, among: Iterable[W] | None = None) -> str:
        """The word most like a misspelt one, the file's own language first; "" when nothing is like it."""
        allowed = set(self._found.values() if among is None else among)
        own = {fold(self.word(value, language)): self.word(value, language) for value in self._sorted(allowed)}
        known = {spelling: own.get(spelling, spelling) for spelling, value in self._found.items() if value in allowed}
        for candidates in (own, known):
            close = difflib.get_close_matches(fold(word), list(candidates), 1, 0.7 if candidates is own else 0.6)
            if close:
                return candidates[close[0]]
        return ""

    def words(self, language: str, among: Iterable[W] | None = None) -> str:
        """Every word there is in `language`, in a row, for a message."""
        return ", ".join(self.word(value, language) for value in self._sorted(among))

    def _sorted(self, among: Iterable[W] | None) -> list[W]:
        allowed = None if among is None else set(among)
        order = dict.fromkeys(self._found.values())
        return [value for value in order if allowed is None or value in allowed]


class RoleVocabulary(Vocabulary[Role]):
    """The roles, where "styrar/rektor" is understood too: both halves mean the same."""

    def find(self, word: str) -> Role | None:
        """What role `word` is; words with slashes between them must all mean the same role."""
        whole = super().find(word)
        if whole is not None or "/" not in word:
            return whole
        halves = {super(RoleVocabulary, self).find(half) for half in word.split("/")}
        return halves.pop() if len(halves) == 1 else None


class Key(StrEnum):
    """A key of a settings list."""

    AGENDA = "agenda"
    LANGUAGE = "language"
    TOTAL = "total"
    REFERAT = "referat"
    NEXT_MEETING = "next_meeting"
    ID = "id"
    FORM = "form"
    SPEAKERS = "speakers"
    OVER = "over"
    ANSWERS = "answers"
    READ_ALOUD = "read_aloud"
    ENTRIES = "entries"
    PERMITTED = "permitted"
    NOT_PERMITTED = "not_permitted"
    PARTICIPANTS = "participants"
    RESPONSIBLE = "responsible"
    STORAGE = "storage"
    RECIPIENTS = "recipients"


KEYS: Final = Vocabulary[Key](
    {
        Key.AGENDA: (("Agenda",), ("Agenda",), ("Agenda",)),
        Key.LANGUAGE: (("Språk",), ("Språk",), ("Language",)),
        Key.TOTAL: (("Samla tid",), ("Samlet tid",), ("Total time",)),
        Key.REFERAT: (("Referat",), ("Referat",), ("Minutes",)),
        Key.NEXT_MEETING: (("Neste møte",), ("Neste møte",), ("Next meeting",)),
        Key.ID: (("Id",), ("Id",), ("Id",)),
        Key.FORM: (("Form",), ("Form",), ("Form",)),
        Key.SPEAKERS: (("Ordet",), ("Ordet",), ("Speakers", "Who speaks")),
        Key.OVER: (("Over",), ("Over",), ("Over", "Round over")),
        Key.ANSWERS: (("Svar",), ("Svar",), ("Answers", "Who answers")),
        Key.READ_ALOUD: (("Opplesing",), ("Opplesning",), ("Read aloud", "Read aloud by")),
        Key.ENTRIES: (("Skjema",), ("Skjema",), ("Fill in", "Entries")),
        Key.PERMITTED: (("Lov",), ("Lov",), ("Permitted", "Allowed")),
        Key.NOT_PERMITTED: (("Ikkje lov",), ("Ikke lov",), ("Not permitted", "Not allowed")),
        Key.PARTICIPANTS: (("Deltakarar",), ("Deltakere", "Deltagere"), ("Participants",)),
        Key.RESPONSIBLE: (("Ansvar",), ("Ansvar",), ("Responsible",)),
        Key.STORAGE: (("Lagring",), ("Lagring",), ("Storage", "Stored in")),
        Key.RECIPIENTS: (("Mottakarar",), ("Mottakere", "Mottagere"), ("Recipients",)),
    }
)

TOP_KEYS: Final = (Key.AGENDA, Key.LANGUAGE, Key.TOTAL, Key.REFERAT, Key.NEXT_MEETING)
PHASE_KEYS: Final = (
    Key.ID, Key.FORM, Key.SPEAKERS, Key.OVER, Key.ANSWERS, Key.READ_ALOUD, Key.ENTRIES, Key.PERMITTED,
    Key.NOT_PERMITTED,
)  # fmt: skip
AFTER_KEYS: Final = (
    Key.ID, Key.FORM, Key.PARTICIPANTS, Key.RESPONSIBLE, Key.STORAGE, Key.RECIPIENTS, Key.ENTRIES,
)  # fmt: skip


class Heading(StrEnum):
    """A heading, or the beginning of one, that is not a phase."""

    ROLES = "roles"
    AFTER = "after"
    CUES = "cues"


HEADINGS: Final = Vocabulary[Heading](
    {
        Heading.ROLES: (("Roller",), ("Roller",), ("Roles",)),
        Heading.AFTER: (("Etter møtet",), ("Etter møtet",), ("After the meeting",)),
        Heading.CUES: (("Replikkar",), ("Replikker",), ("Cues",)),
    }
)


class Spoken(StrEnum):
    """A language, as the setting `Språk` names it."""

    NN = "nn"
    NB = "nb"
    EN = "en"


SPOKEN: Final = Vocabulary[Spoken](
    {
        Spoken.NN: (("nynorsk",), ("nynorsk",), ("Nynorsk",)),
        Spoken.NB: (("bokmål",), ("bokmål",), ("Bokmål",)),
        Spoken.EN: (("engelsk",), ("engelsk",), ("English",)),
    }
)

ROLES: Final = RoleVocabulary(
    {
        Role.HEAD: (
            ("rektor/styrar", "rektor", "styrar", "einingsleiar"),
            ("rektor/styrer", "rektor", "styrer", "enhetsleder"),
            ("head", "head teacher", "headteacher", "principal", "head of kindergarten"),
        ),
        Role.FORESETTE: (("føresette", "foreldre"), ("foresatte", "foreldre"), ("parents", "guardians")),
        Role.CHILD: (("barn/ungdom", "barn", "ungdom"), ("barn/ungdom",), ("child/youth", "child", "youth")),
        Role.EDUCATOR: (
            ("kontaktlærar/pedagog", "kontaktlærar", "pedagog", "pedagogisk leiar"),
            ("kontaktlærer/pedagog", "kontaktlærer", "pedagogisk leder"),
            ("teacher", "contact teacher", "educator", "contact teacher/educator"),
        ),
        Role.SERVICE: (
            ("hjelpetenester", "støttetenester", "tenester"),
            ("hjelpetjenester", "støttetjenester", "tjenester"),
            ("support services", "services"),
        ),
        Role.VIDDEVAKT: (("viddevakt",), ("viddevakt",), ("viddevakt", "structure keeper")),
        Role.REFERENT: (("referent",), ("referent",), ("minute taker",)),
        Role.STAFETTHOLDAR: (("stafettholdar", "stafetthaldar"), ("stafettholder",), ("baton holder",)),
        Role.LEADER: (("møteleiar", "leiar"), ("møteleder", "leder"), ("meeting leader", "leader", "chair")),
        Role.INTERPRETER: (("tolk",), ("tolk",), ("interpreter",)),
        Role.SUPPORT: (("støtteperson",), ("støtteperson",), ("support person",)),
        Role.OTHER: (("andre",), ("andre",), ("others",)),
    }
)

FORMS: Final = Vocabulary[Form](
    {
        Form.PLENUM: (("plenum",), ("plenum",), ("plenum",)),
        Form.TURNS: (("tur",), ("tur",), ("turns", "turn")),
        Form.ROUND: (("runde",), ("runde",), ("round",)),
        Form.DECISION: (("avgjerd",), ("avgjørelse", "beslutning"), ("decision",)),
        Form.READ_ALOUD: (("opplesing",), ("opplesning",), ("reading aloud", "read aloud")),
    }
)

ENTRIES: Final = Vocabulary[Entry](
    {
        Entry.PARTICIPANTS: (("deltakarar",), ("deltakere", "deltagere"), ("participants",)),
        Entry.CONSENT: (("samtykke",), ("samtykke",), ("consent",)),
        Entry.REFERENT: (("referent",), ("referent",), ("minute taker",)),
        Entry.VIDDEVAKT: (("viddevakt",), ("viddevakt",), ("viddevakt", "structure keeper")),
        Entry.CHALLENGE: (("utfordring",), ("utfordring",), ("challenge",)),
        Entry.TRIED: (("prøvde tiltak",), ("prøvde tiltak",), ("measures tried",)),
        Entry.QUESTIONS: (
            ("spørsmål og svar", "spørsmål"),
            ("spørsmål og svar", "spørsmål"),
            ("questions and answers", "questions"),
        ),
        Entry.THOUGHTS: (("nye tankar", "tankar"), ("nye tanker", "tanker"), ("new thoughts", "thoughts")),
        Entry.OFFERS: (
            ("tilbod om tiltak", "tilbod"),
            ("tilbud om tiltak", "tilbud"),
            ("measures offered", "offers"),
        ),
        Entry.CHOSEN_SERVICES: (
            ("valde tenester", "vald teneste"),
            ("valgte tjenester", "valgt tjeneste"),
            ("chosen services", "chosen service"),
        ),
        Entry.TILTAK: (("tiltaksplan", "tiltak"), ("tiltaksplan", "tiltak"), ("action plan", "measures")),
        Entry.STAFETTHOLDAR: (("stafettholdar", "stafetthaldar"), ("stafettholder",), ("baton holder",)),
        Entry.STAFETTLOGG: (("stafettlogg",), ("stafettlogg",), ("baton log",)),
        Entry.SUMMARY: (("oppsummering",), ("oppsummering",), ("summary",)),
        Entry.NEXT_MEETING: (("neste møte",), ("neste møte",), ("next meeting",)),
        Entry.EVALUATION: (("evaluering",), ("evaluering",), ("evaluation",)),
    }
)


class Placeholder(StrEnum):
    """What a cue may leave open between braces; the value is the name a read cue holds: `{next_service}`."""

    SERVICE = "service"
    SERVICES = "services"
    FIRST_SERVICE = "first_service"
    NEXT_SERVICE = "next_service"
    END = "end"
    REFERENT = "referent"
    VIDDEVAKT = "viddevakt"
    YOUTH = "youth"
    EDUCATOR = "educator"
    CHALLENGE = "challenge"
    TILTAK = "tiltak"
    DATE = "date"
    TIME = "time"


PLACEHOLDERS: Final = Vocabulary[Placeholder](
    {
        Placeholder.SERVICE: (("teneste",), ("tjeneste",), ("service",)),
        Placeholder.SERVICES: (("tenester",), ("tjenester",), ("services",)),
        Placeholder.FIRST_SERVICE: (
            ("første teneste", "teneste 1"),
            ("første tjeneste", "tjeneste 1"),
            ("first service",),
        ),
        Placeholder.NEXT_SERVICE: (("neste teneste",), ("neste tjeneste",), ("next service",)),
        Placeholder.END: (("slutt",), ("slutt",), ("end",)),
        Placeholder.REFERENT: (("referent",), ("referent",), ("minute taker",)),
        Placeholder.VIDDEVAKT: (("viddevakt",), ("viddevakt",), ("viddevakt",)),
        Placeholder.YOUTH: (("ungdom", "barn/ungdom"), ("ungdom", "barn/ungdom"), ("youth", "child/youth")),
        Placeholder.EDUCATOR: (("pedagog",), ("pedagog",), ("teacher", "educator")),
        Placeholder.CHALLENGE: (("utfordring", "utfordringa"), ("utfordring", "utfordringen"), ("challenge",)),
        Placeholder.TILTAK: (("tiltak",), ("tiltak",), ("measures", "tiltak")),
        Placeholder.DATE: (("dato",), ("dato",), ("date",)),
        Placeholder.TIME: (("tid",), ("tid",), ("time",)),
    }
)

OURS: Final[Mapping[str, str]] = {"nn": "(vårt framlegg)", "nb": "(vårt forslag)", "en": "(our proposal)"}
"""Marks a rule the source does not state; written last on its line."""

EVERY_TURN: Final[Mapping[str, str]] = {"nn": "kvar tur", "nb": "hver tur", "en": "every turn"}
"""Stands where a cue's time would be."""

MINUTES: Final = r"(?:min|mins|minutt|minutter|minute|minutes)\.?"
"""How minutes may be written, as a pattern; we write "min" in every language."""

AND: Final = r"(?:og|and|&)"
"""What may stand for the last comma in a row of roles or forms, as a pattern."""
