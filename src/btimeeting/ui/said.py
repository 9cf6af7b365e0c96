"""A person's text on the screen: shown as it is, never read as markup (a bracket in a name can end a meeting)."""

from __future__ import annotations

import unicodedata

from textual.content import Content

_KEPT = {"\n", "\t"}


def said(text: str, style: str = "") -> Content:
    """`text` as people wrote it, with `style` for all of it; control characters are left out."""
    clean = "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in {"Cc", "Cs"})
    return Content.styled(clean, style) if style else Content(clean)


def told(*parts: str | tuple[str, str]) -> Content:
    """Several texts after one another, each alone or with a style; none of them is markup."""
    return Content("").join([said(part) if isinstance(part, str) else said(*part) for part in parts])
