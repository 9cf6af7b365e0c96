"""The words, and which language they are in: nynorsk (nn), bokmål (nb) or English (en).

The source sentences are English and stand in the code; nynorsk and bokmål are looked up in
`<language>/LC_MESSAGES/btimeeting.mo`. A sentence nobody has translated is shown in English. Choose the
language once, before the screens are imported (their key bindings hold words):

    use("nn")
    tr("{n} seats", n=3)
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

Language = Literal["nn", "nb", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nn", "nb", "en")
"""Every language the program speaks, nynorsk first."""

_SPELLINGS: Final[Mapping[str, Language]] = {"nn": "nn", "nb": "nb", "no": "nb", "en": "en"}


class UnknownLanguageError(ValueError):
    """A language the program does not speak; `asked` is what was asked for."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"{asked!r} is not one of {', '.join(LANGUAGES)}")
        self.asked = asked


class _Spoken:
    """The language of this process. One for all threads: everyone in the room reads the same words."""

    language: Language = "en"
    words: gettext.NullTranslations = gettext.NullTranslations()


@lru_cache
def _words(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("btimeeting", Path(__file__).parent, [language], fallback=True)


def use(language: str) -> None:
    """Speak `language` from now on in this process: "nn", "nb" or "en".

    Raises UnknownLanguageError for anything else, and the language stays as it was.
    """
    for known in LANGUAGES:
        if language == known:
            _Spoken.words = _words(known)
            _Spoken.language = known
            return
    raise UnknownLanguageError(language)


def words_are_missing() -> bool:
    """Whether the language spoken now has no words here (`.mo` files are made, not kept), so that all is English."""
    return _Spoken.language != "en" and type(_Spoken.words) is gettext.NullTranslations


def language() -> Language:
    """The language spoken now; English, the language of the source, until `use` is called."""
    return _Spoken.language


def tr(msgid: str, /, **values: object) -> str:
    """`msgid` in the language spoken now, its named placeholders filled in when values are given.

    Without values the text is given as it stands, braces and all, so a caller may format it later.
    """
    text = _Spoken.words.gettext(msgid) if msgid else ""  # gettext answers "" with the header of the file
    return text.format(**values) if values else text


def ntr(one: str, many: str, n: int, /, **values: object) -> str:
    """`one` or `many` in the language spoken now, by its own rule for `n`; `{n}` and `values` are filled in."""
    return _Spoken.words.ngettext(one, many, n).format(n=n, **values)


def N_(msgid: str) -> str:  # noqa: N802 - the name translators' tools know
    """Mark a sentence in a table for translation without translating it: `tr` looks it up when it is shown."""
    return msgid


def system_language(environ: Mapping[str, str]) -> Language:
    """The language a machine is set to, from its environment: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.

    As gettext has it, LANGUAGE is a list in order of preference, and counts only where a locale is set.
    Nynorsk where nothing is said or nothing is known: the program's own first language.
    """
    locales = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in locales if value), "")
    if locale.partition(".")[0] in {"", "C", "POSIX"}:
        return LANGUAGES[0]
    for asked in (*environ.get("LANGUAGE", "").split(":"), locale):
        found = _SPELLINGS.get(asked.replace("-", "_").partition("_")[0].partition(".")[0].lower())
        if found is not None:
            return found
    return LANGUAGES[0]
