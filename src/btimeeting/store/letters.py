"""Norwegian letters: what counts as the same word, and what comes after what.

SQLite's own `lower()`, LIKE and NOCASE know ASCII only, its tokenizer would make å an a, and code points sort Å before
Æ. So both are settled here, before the text reaches a table.
"""

from __future__ import annotations

import re
import unicodedata

# Letters of their own, here and with the neighbours. NFD takes them apart; æ and ø it leaves alone.
_OWN = (("a\u030a", "å"), ("a\u0308", "ä"), ("o\u0308", "ö"))
_ODD = re.compile(r"[^ -~\n\tæøåäö]+")  # all the rest is what it is already: the fast way for nearly every text
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
# æ, ø, å behind z; aa is å in the alphabet of names (Aase, Aagot), as in CLDR's collation for Norwegian.
_RANK = (("aa", "}"), ("å", "}"), ("æ", "{"), ("ä", "{"), ("ø", "|"), ("ö", "|"), ("đ", "d"), ("ŋ", "n"), ("ŧ", "t"))


def fold(text: str) -> str:
    """Return the text as search sees it: NFC, small letters, no marks but those of å ä ö, no invisible characters.

    kafe is kafé, Máret is maret, but Pål is not pal. Folding what is folded changes nothing.
    """
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return _ODD.sub(_plain, small)


def _plain(odd: re.Match[str]) -> str:
    apart = unicodedata.normalize("NFD", odd.group())
    for parts, letter in _OWN:
        apart = apart.replace(parts, letter)
    return unicodedata.normalize("NFC", "".join(map(_kept, apart)))


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):  # marks, soft hyphens, joiners
        return ""
    return " " if category in ("Cc", "Cs") else character


def words(folded: str) -> list[str]:
    """Return the words of a folded text, split where the index splits them."""
    return _WORD.findall(folded)


def sort_key(text: str) -> str:
    """Return a key whose plain byte order is the Norwegian one: æ, ø, å last, «sak 2» before «sak 14»."""
    key = " ".join(words(fold(text)))
    for letter, rank in _RANK:
        key = key.replace(letter, rank)
    return _DIGITS.sub(_by_size, key)


def _by_size(digits: re.Match[str]) -> str:
    number = digits.group().lstrip("0")
    return f"{len(number):03}{number}"


def same_spelling(name: str) -> str:
    """Return what two spellings of one case number have in common: small letters, single spaces, NFC."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
