"""A document as PDF: PDF/A-2a for the archive and PDF/UA-1 for readers, in one file, the same bytes every time.

All text travels to typst as JSON data, so nothing a person wrote is ever read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from btimeeting.documents.blocks import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Inline,
    Numbered,
    Paragraph,
    Quote,
    Rule,
    Run,
    Sheet,
    Table,
    plain,
    sheet,
    text_of,
)
from btimeeting.documents.typography import set_well

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[str, ...] = ("a-2a", "ua-1")
_TEMPLATES = Path(__file__).parent / "templates"
_MISSING = re.compile(r'(?:text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
"""They only hold other characters together: they go when those do."""
_SHORT, _HALF_LINE = 24, 52
"""Letters: what a short column holds at most, and all short ones of a table together."""
_LONG_WORD = 20
"""Letters: a word that may need splitting in a narrow column."""
_FOOT = 160


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF file, and the characters no letter could be found for: each stands in it as `[U+1F600]`."""

    content: bytes
    replaced: tuple[str, ...] = ()


class PdfFailed(Exception):
    """The PDF could not be made; `why` is what the typesetter said. The text itself is safe in the record."""

    def __init__(self, why: str) -> None:
        super().__init__("the PDF could not be made")
        self.why = why


def to_pdf(markdown: str, *, language: str, made_at: datetime, author: str = "") -> PdfResult:
    """The document a Markdown text is, as a PDF in A4 with page numbers.

    `language` (nn, nb, en) decides hyphenation and how it is read aloud; `made_at` is the only time in the file, so
    the same text and time give the same bytes. The title in the metadata is the document's first heading: the
    composers keep names out of it. A character the fonts lack never loses a document: see PdfResult. Raises PdfFailed.
    """
    data = json.dumps(_data(sheet(markdown), language, made_at, author), ensure_ascii=False)
    return _compiled(data, int(made_at.timestamp()))


def _compiled(data: str, made: int) -> PdfResult:
    import typst  # noqa: PLC0415 - a format library, loaded by those who need it

    source = (_TEMPLATES / "paper.typ").read_bytes()
    missing: set[str] = set()
    while True:
        shown = data.translate({ord(c): "" if c in _JOINERS else f"[U+{ord(c):04X}]" for c in missing})
        try:
            content = typst.Compiler(source, font_paths=_fonts()).compile(
                input=source,
                format="pdf",
                sys_inputs={"doc": shown},
                pdf_standards=list(STANDARDS),  # type: ignore[arg-type]  # the names are checked by typst
                timestamp=made,
            )
        except typst.TypstError as error:
            found = _missing(error.diagnostic or error.message) - missing
            if not found:
                raise PdfFailed(error.message) from error
            missing |= found
            continue
        if not isinstance(content, bytes):
            raise PdfFailed("typst gave no file")
        return PdfResult(content, tuple(c for c in dict.fromkeys(data) if c in missing - _JOINERS))


@cache
def _fonts() -> typst.Fonts:
    """Our own sans serif and what typst carries; the machine's fonts would make two machines' files differ."""
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False, font_paths=[_TEMPLATES / "fonts"])


def _missing(diagnostic: str) -> set[str]:
    """The characters a failed run names. What stands with them in one sign but is plain Latin stays."""
    texts = (_ESCAPED.sub(_unescaped, found) for found in _MISSING.findall(diagnostic))
    return {c for text in texts for c in text if ord(c) > 0xFF or not c.isprintable()}  # noqa: PLR2004 - Latin-1


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


# --- blocks as JSON data -----------------------------------------------------------------------------------------


def _data(paper: Sheet, language: str, made_at: datetime, author: str) -> dict[str, Any]:
    made = made_at.astimezone(UTC)
    foot = plain(paper.footer).replace("\n\n", " · ") or paper.title
    return {
        "title": paper.title,
        "author": [author] if author else [],
        "lang": language,
        "made": {name: getattr(made, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "foot": foot if len(foot) <= _FOOT else f"{foot[: _FOOT - 1]}…",
        "body": _blocks(paper.body),
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, runs):
            return {"k": "heading", "level": level, "runs": _inline(runs)}
        case Paragraph(runs):
            return {"k": "paragraph", "runs": _inline(runs)}
        case Bullets(items):
            return {"k": "bullets", "items": [_blocks(item) for item in items]}
        case Numbered(items, start):
            return {"k": "numbered", "start": start, "items": [_blocks(item) for item in items]}
        case Facts(rows):
            return {"k": "facts", "rows": [_fact(row) for row in rows]}
        case Table():
            return _table(block)
        case Quote(inner):
            return {"k": "quote", "blocks": _blocks(inner)}
        case Rule():
            return {"k": "rule"}


def _fact(row: Fact) -> dict[str, Any]:
    """The value begins on the label's own line; further paragraphs follow under it."""
    first = row.value[0] if row.value else None
    if not isinstance(first, Paragraph):
        return {"label": _inline(row.label), "first": [], "rest": _blocks(row.value)}
    return {"label": _inline(row.label), "first": _inline(first.runs), "rest": _blocks(row.value[1:])}


def _table(table: Table) -> dict[str, Any]:
    columns = [[text_of(cell) for cell in column] for column in zip(table.head, *table.rows, strict=True)]
    return {
        "k": "table",
        "shares": _shares(columns),
        "head": [_cell(cell) for cell in table.head],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _shares(columns: Sequence[Sequence[str]]) -> list[float]:
    """How much of the width each column asks for: 0 for a short one (as wide as its words), else by what it holds.

    Short ones take at most a good half of the line together, and at least one column parts what is left.
    """
    longest = [max(len(text) for text in column) for column in columns]
    shares = [round(sqrt(min(length, 300)) * 3 + 3, 1) for length in longest]
    left = _HALF_LINE
    for index in sorted(range(1, len(columns)), key=lambda i: longest[i]):
        left -= longest[index]
        if longest[index] <= _SHORT and left >= 0:
            shares[index] = 0
    return shares


def _cell(runs: Inline) -> dict[str, Any]:
    """A cell hyphenates only when it must: a name that is split reads badly, a word over the edge is worse."""
    return {"runs": _inline(runs), "hyphenate": any(len(word) > _LONG_WORD for word in text_of(runs).split())}


def _inline(runs: Inline) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, Any]:
    flags = {"b": run.bold, "i": run.italic, "c": run.code}
    text = run.text if run.text == "\n" or run.code else set_well(run.text)
    return {"s": text} | {sign: True for sign, on in flags.items() if on}
