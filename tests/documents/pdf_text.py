"""The words of a PDF, read back through its own tables from glyphs to letters (what a screen reader hears)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def pdf_words(content: bytes) -> str:
    """All text in reading order, without spaces: lines and columns break words anywhere."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return re.sub(r"\s|\u00ad|\u200b", "", "".join(letter for page in pdf.pages for letter in _page(page)))


def _page(page: pikepdf.Page) -> Iterator[str]:
    fonts = {str(name): _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                pieces = operands[0] if str(operator) == "TJ" else operands
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        codes = bytes(piece)
                        yield from (letters.get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2))


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Glyph code → letters, from the font's ToUnicode table."""
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letters in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letters in _RANGE.findall(block):
            start = bytes.fromhex(letters).decode("utf-16-be")
            for n in range(int(first, 16), int(last, 16) + 1):
                found[n] = start[:-1] + chr(ord(start[-1]) + n - int(first, 16))
    return found
