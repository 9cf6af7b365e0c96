"""What an exported file is called: what it is, which case, which day. Never who."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from btimeeting.domain.record import DocumentKind

_MOST = 40
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})


def file_name(kind: DocumentKind, case_number: str, on: date, fmt: str) -> str:
    """«referat-sak-14-2026-11-25.pdf»: plain letters that every system takes; a case without a number is left out.

    `fmt` is the ending (md, html, pdf, docx). No name of a person goes in: a file name is seen in lists and mails.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", case_number).translate(_LETTERS))
    number = re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:_MOST].strip("-")
    return "-".join(part for part in (kind.value, "sak" if number else "", number, on.isoformat()) if part) + f".{fmt}"
