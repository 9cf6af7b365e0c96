"""A document as Word: real headings, lists and tables, so that a town can lay its own template over them.

python-docx is an extra (`btimeeting[docx]`); without it DocxMissing says so.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from btimeeting.documents.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Inline,
    Numbered,
    Paragraph,
    Quote,
    Rule,
    Table,
    plain,
    sheet,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

EXTRA = "btimeeting[docx]"
_TAGS = {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}
_ACCENT, _GREY, _LABEL_CM = "24506B", "444444", 4.0
_LEVELS = 3
"""How deep a list in a list goes before Word's own styles end."""


class DocxMissing(Exception):
    """The extra for Word files is not installed; `extra` is what to install."""

    def __init__(self) -> None:
        super().__init__(EXTRA)
        self.extra = EXTRA


def to_docx(markdown: str, *, language: str, made_at: datetime, author: str = "") -> bytes:
    """The document a Markdown text is, as a .docx file; the same text and time give the same bytes.

    Raises DocxMissing when python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise DocxMissing from error
    paper = sheet(markdown)
    document = docx.Document()
    _dress(document, language)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = paper.title, author, author
    properties.comments, properties.language = "", _TAGS.get(language, language)
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    properties.revision = 1
    for index, block in enumerate(paper.body):
        _add(document, block)
        if index and isinstance(block, Heading) and block.level == 1:  # a second title begins a page of its own
            document.paragraphs[-1].paragraph_format.page_break_before = True
    _foot(document, plain(paper.footer).replace("\n\n", " · ") or paper.title)
    return _same_bytes(document)


# --- blocks ------------------------------------------------------------------------------------------------------


def _add(document: Document, block: Block, style: str = "Normal", level: int = 1) -> None:
    match block:
        case Heading(depth, runs):
            _write(document.add_heading(level=depth), runs)
        case Paragraph(runs):
            _write(document.add_paragraph(style=style), runs)
        case Bullets(items):
            _add_items(document, items, "List Bullet", level)
        case Numbered(items, _):
            _add_items(document, items, "List Number", level)
        case Facts():
            _add_facts(document, block)
        case Table():
            _add_table(document, block)
        case Quote(inner):
            for each in inner:
                _add(document, each, "Quote", level)
        case Rule():
            document.add_paragraph()


def _add_items(document: Document, items: Iterable[tuple[Block, ...]], style: str, level: int) -> None:
    """A list; an item's later paragraphs are continued without a mark of their own."""
    number = f" {min(level, _LEVELS)}" if level > 1 else ""
    for item in items:
        for index, block in enumerate(item):
            _add(document, block, f"{style if index == 0 else 'List Continue'}{number}", level + 1)


def _add_facts(document: Document, block: Facts) -> None:
    """A label and its value on one line, the values under each other: paragraphs with a hanging indent."""
    from docx.shared import Cm, Pt  # noqa: PLC0415

    for row in block.rows:
        first = row.value[0] if row.value else None
        words = document.add_paragraph()
        words.paragraph_format.left_indent = Cm(_LABEL_CM)
        words.paragraph_format.first_line_indent = Cm(-_LABEL_CM)
        words.paragraph_format.space_after = Pt(3)
        _write(words, row.label, bold=True)
        words.add_run("\t")
        if isinstance(first, Paragraph):
            _write(words, first.runs)
        for rest in row.value[1:] if isinstance(first, Paragraph) else row.value:
            _add(document, rest)
            document.paragraphs[-1].paragraph_format.left_indent = Cm(_LABEL_CM)


def _add_table(document: Document, block: Table) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, runs in zip(table.rows[0].cells, block.head, strict=True):
        _fill(cell, runs, bold=True)
    mark = OxmlElement("w:tblHeader")  # the headings come again on the next page and are read aloud as headings
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no name for it
    for row in block.rows:
        for cell, runs in zip(table.add_row().cells, row, strict=True):
            _fill(cell, runs)
    document.add_paragraph(style="Table Gap")


def _fill(cell: _Cell, runs: Inline, *, bold: bool = False) -> None:
    _write(cell.paragraphs[0], runs, bold=bold)
    cell.paragraphs[0].style = "Table Text"


def _write(paragraph: WordParagraph, runs: Inline, *, bold: bool = False) -> None:
    for run in runs:
        if run.text == "\n":
            paragraph.add_run().add_break()
            continue
        word = paragraph.add_run(run.text)
        word.bold = bold or run.bold or None
        word.italic = run.italic or None
        if run.code:
            word.font.name = "Consolas"


# --- the look ----------------------------------------------------------------------------------------------------


def _dress(document: Document, language: str) -> None:
    """A4, a calm sans serif, our colour on the headings, the language on every word."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.3)
    page.top_margin, page.bottom_margin = Cm(2), Cm(2.3)
    styles = document.styles
    for name, size, colour in (("Normal", 10.5, ""), ("Heading 1", 18, "1A1A1A"), ("Heading 2", 13, _ACCENT),
                               ("Heading 3", 11, "1A1A1A"), ("Quote", 10.5, ""), ("Footer", 8.5, _GREY)):  # fmt: skip
        style: ParagraphStyle = styles[name]
        style.font.name, style.font.size, style.font.italic = "Calibri", Pt(size), False
        _one_font(style.element)
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
    styles["Quote"].paragraph_format.left_indent = Cm(0.6)
    for name, after in (("Table Text", 2), ("Table Gap", 4)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(after)
        style.font.size = Pt(9.5 if name == "Table Text" else 4)
    _speak(document, language)


def _one_font(element: BaseOxmlElement) -> None:
    """Headings name the theme's font too, and Word lets that win."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    for fonts in element.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]


def _speak(document: Document, language: str) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415

    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), _TAGS.get(language, language))


def _foot(document: Document, text: str) -> None:
    """The footer: what the document is, and «1 / 2»."""
    line = document.sections[0].footer.paragraphs[0]
    line.add_run(f"{text}\t")
    line.paragraph_format.tab_stops.clear_all()
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    line.paragraph_format.tab_stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT)
    _field(line, "PAGE")
    line.add_run(" / ")
    _field(line, "NUMPAGES")


def _field(paragraph: WordParagraph, code: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _same_bytes(document: Document) -> bytes:
    """The file with one fixed date on every part inside: a zip otherwise tells when it was made."""
    made = io.BytesIO()
    document.save(made)
    again = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
