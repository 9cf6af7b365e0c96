"""Words an answer may be given in: nynorsk, bokmål and English alike, as the agenda files are read.

They are words people type, not words we show, so they stand here and not among the translations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from btimeeting.documents.agenda_words import ROLES, fold
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import ConsentForm
from btimeeting.domain.record import Acceptance, Answer
from btimeeting.domain.seats import Presence

V = TypeVar("V")

SPELLINGS: Final[Mapping[str, Role]] = {
    **dict.fromkeys(("teneste", "tjeneste", "service", "hjelpeteneste", "hjelpetjeneste"), Role.SERVICE),
    **dict.fromkeys(("føresett", "foresatt", "forelder", "parent", "guardian"), Role.FORESETTE),
    **dict.fromkeys(("mor", "far", "mother", "father", "stemor", "stefar"), Role.FORESETTE),
    **dict.fromkeys(("ungdommen", "ungdomen", "barnet", "elev", "eleven", "pupil", "young person"), Role.CHILD),
    **dict.fromkeys(("lærar", "lærer", "ped.leiar", "ped.leder", "pedagogisk leiar"), Role.EDUCATOR),
    **dict.fromkeys(("head of school", "styrer", "enhetsleder"), Role.HEAD),
    **dict.fromkeys(("annan", "annen", "anna", "other"), Role.OTHER),
}
"""One person, where an agenda speaks of all (`ROLES` knows the rest)."""

PRESENCES: Final[Mapping[str, Presence]] = {
    **dict.fromkeys(("forfall", "fråverande", "fraværende", "absent", "ikkje til stades"), Presence.ABSENT),
    **dict.fromkeys(("vara", "vararepresentant", "substitute"), Presence.SUBSTITUTE),
    **dict.fromkeys(("skriftleg innspel", "skriftlig innspill", "written input"), Presence.WRITTEN),
    **dict.fromkeys(("gjekk", "gikk", "left"), Presence.LEFT),
}

ANSWERS: Final[Mapping[str, Answer]] = {
    **dict.fromkeys(("ja", "yes", "einig", "enig", "agrees"), Answer.YES),
    **dict.fromkeys(("endra", "endre", "endring", "endret", "change", "changed"), Answer.CHANGED),
    **dict.fromkeys(("tenkja", "tenke", "må tenkja på det", "må tenke på det", "think"), Answer.THINK),
    **dict.fromkeys(("nei", "no", "ueinig", "uenig", "ikkje einig", "ikke enig", "disagrees"), Answer.NO),
}

ACCEPTANCES: Final[Mapping[str, Acceptance]] = {
    **dict.fromkeys(("ja", "yes", "sa ja", "said yes"), Acceptance.ACCEPTED),
    **dict.fromkeys(("tenesta", "tjenesten", "tenesta sa ja", "tjenesten sa ja", "service"), Acceptance.SERVICE),
    **dict.fromkeys(("spurd", "spurt", "asked"), Acceptance.OFFERED),
    **dict.fromkeys(("nei", "no", "sa nei", "said no"), Acceptance.DECLINED),
}

FORMS: Final[Mapping[str, ConsentForm]] = {
    **dict.fromkeys(("skriftleg", "skriftlig", "written"), ConsentForm.WRITTEN),
    **dict.fromkeys(("munnleg", "muntlig", "munnlig", "oral"), ConsentForm.ORAL),
}

NONE_NOW: Final = frozenset({"ingen", "ingen no", "ingen nå", "none", "none now", "nobody", "prøver sjølve"})
"""«Ingen no, me prøver sjølve»: also an answer (domain.md 5.4)."""
NOT_DECIDED: Final = frozenset({"ikkje avgjort", "ikke avgjort", "ikke bestemt", "not decided"})
NOT_ASKED: Final = frozenset({"ikkje innhenta", "ikke innhentet", "ikkje spurd", "ikke spurt", "not asked"})
NOT_AGREED: Final = frozenset({"ikkje avtalt", "ikke avtalt", "not agreed"})
YOUTH: Final = frozenset({"ungdom", "youth", "young person"})
YES: Final = frozenset({"j", "ja", "y", "yes", "rett", "riktig", "right"})
ALIAS: Final = re.compile(r"(?:alias|dekknamn|dekknavn)\b\s*:?\s*(?P<name>.+)", re.IGNORECASE)


def find(words: Mapping[str, V], word: str) -> V | None:
    """What a word means, whatever its case."""
    return words.get(fold(word))


def role(word: str) -> Role | None:
    """The role a word means for one person: «teneste», «mor», «kontaktlærar», «rektor/styrar»."""
    return SPELLINGS.get(fold(word)) or ROLES.find(word)
