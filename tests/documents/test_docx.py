"""The Word file: real headings, lists and tables; the same bytes; a typed error when the extra is missing."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from btimeeting.documents.docx import DocxMissing, to_docx
from tests.documents.test_blocks_escaping import HARD
from tests.documents.test_pdf import a_referat

if TYPE_CHECKING:
    from docx.document import Document

MADE = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)


def read(content: bytes) -> Document:
    docx = pytest.importorskip("docx", reason="the extra for Word is not installed")
    return docx.Document(io.BytesIO(content))  # type: ignore[no-any-return]


def made_of(markdown: str, language: str = "nn") -> bytes:
    pytest.importorskip("docx", reason="the extra for Word is not installed")
    return to_docx(markdown, language=language, made_at=MADE)


def words(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_without_the_extra_a_typed_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(DocxMissing) as missing:
        to_docx("# a", language="nn", made_at=MADE)
    assert missing.value.extra == "btimeeting[docx]"


def test_headings_tables_and_facts_are_words_own() -> None:
    document = read(made_of(a_referat()))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles[0] == "Heading 1"
    assert {"Heading 2", "Heading 3", "Quote"} <= set(styles)
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [
        "Tiltak",
        "Mål",
        "Ansvarleg",
        "Frå",
        "Skal vurderast",
    ]
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    assert "Ungdom\tNor Eksempel" in [p.text for p in document.paragraphs]


def test_the_footer_has_the_mark_and_page_numbers() -> None:
    line = read(made_of(a_referat())).sections[0].footer.paragraphs[0]
    assert line.text.startswith("Sak 14 · onsdag 25. november 2026 · Merke frå møteloggen: 0123456789abcdef")
    assert 'w:instr="PAGE"' in line._p.xml
    assert 'w:instr="NUMPAGES"' in line._p.xml


def test_the_metadata_hold_the_title_and_no_name() -> None:
    properties = read(made_of(a_referat())).core_properties
    assert properties.title == "Referat: BTI-møte på individnivå"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is not None
    assert properties.created.replace(tzinfo=UTC) == MADE
    assert properties.language == "nn-NO"


def test_the_same_text_and_time_give_the_same_bytes() -> None:
    assert made_of(a_referat()) == made_of(a_referat())


@pytest.mark.parametrize("language", ["nn", "nb", "en"])
def test_word_is_told_which_language_it_is(language: str) -> None:
    document = read(made_of("# a", language))
    tag = {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}[language]
    assert f'w:lang w:val="{tag}"' in document.styles.element.xml


@pytest.mark.parametrize("text", HARD)
def test_a_persons_text_is_only_text(text: str) -> None:
    from btimeeting.documents.markdown import clean, heading, join, lines_of  # noqa: PLC0415 - only here

    document = read(made_of(join(heading(1, "x"), lines_of(text))))
    assert words(document) == "\n".join(["x", *clean(text).split("\n\n")])


def test_lists_lists_in_lists_and_line_breaks_are_kept() -> None:
    document = read(made_of("# x\n\n- ein\n  - inni\n\n  meir\n\n1. to\n\n> sagt\\\nvidare\n\n**feit** `kode`\n"))
    told = [(p.style.name if p.style is not None else "", p.text) for p in document.paragraphs]
    assert told[1:] == [
        ("List Bullet", "ein"),
        ("List Bullet 2", "inni"),
        ("List Continue", "meir"),
        ("List Number", "to"),
        ("Quote", "sagt\nvidare"),
        ("Normal", "feit kode"),
    ]
    assert document.paragraphs[-1].runs[0].bold
