"""The PDF: archive and accessibility marks, the same bytes every time, every word in it, no name in its metadata."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest

from btimeeting import i18n
from btimeeting.documents.blocks import Block, Facts, Table, plain, sheet, text_of
from btimeeting.documents.evaluering import compose_evaluering
from btimeeting.documents.model import Choices
from btimeeting.documents.pdf import PdfFailed, to_pdf
from btimeeting.documents.referat import compose_referat
from btimeeting.domain.openpoints import open_points
from tests.documents.a_meeting import DAY, HEAD, OSLO, the_meeting, the_record
from tests.documents.pdf_text import pdf_words

MADE = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)


def a_referat(language: str = "nn") -> str:
    i18n.use(language)
    meeting, record = the_meeting(), the_record()
    points = open_points(meeting, record, DAY)
    return compose_referat(meeting, record, points, on=DAY, head=HEAD, options=Choices(OSLO, True, True, True))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pieces(blocks: tuple[Block, ...]) -> list[str]:
    """The text of each block, cell and label, without spaces."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Facts):
            found += [text_of(row.label) for row in block.rows] + [plain([b]) for row in block.rows for b in row.value]
        elif isinstance(block, Table):
            found += [text_of(cell) for row in (block.head, *block.rows) for cell in row]
        else:
            found += plain([block]).split("\n\n")
    return [squeezed(piece) for piece in found]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_file_is_marked_for_the_archive_and_for_screen_readers(language: str) -> None:
    made = to_pdf(a_referat(language), language=language, made_at=MADE)
    assert made.replaced == ()
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == language
        assert "/StructTreeRoot" in pdf.Root
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        with pdf.open_metadata() as marks:
            assert (marks["pdfaid:part"], marks["pdfaid:conformance"], marks["pdfuaid:part"]) == ("2", "A", "1")
        assert all(str(font.Subtype) == "/Type0" for page in pdf.pages for _, font in page.resources.Font.items())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_word_of_the_referat_is_in_the_pdf(language: str) -> None:
    markdown = a_referat(language)
    words = pdf_words(to_pdf(markdown, language=language, made_at=MADE).content)
    missing = [piece for piece in pieces(sheet(markdown).body) if piece not in words]
    assert missing == []


def test_tables_lists_and_headings_are_told_as_such_in_the_structure() -> None:
    content = to_pdf(a_referat(), language="nn", made_at=MADE).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        kinds = {str(o.get("/S")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/P" in o and "/S" in o}
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/L", "/LI", "/Lbl", "/LBody"} <= kinds


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_name_is_in_the_metadata_and_the_author_is_the_one_given(language: str) -> None:
    i18n.use(language)
    evaluation = compose_evaluering(the_meeting(), the_record(), on=DAY, zone=OSLO)
    for markdown in (a_referat(language), evaluation):
        content = to_pdf(markdown, language=language, made_at=MADE, author="Døme skule").content
        with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as marks:
            told = " ".join([str(pdf.docinfo.get("/Title", "")), *(str(value) for value in marks.values())])
            assert marks["dc:title"] == sheet(markdown).title
            assert marks["dc:creator"] == ["Døme skule"]
        for name in ("Nor ", "Eksempel", "Kari", "Liv Prøve", "PPT"):
            assert name not in told


def test_the_same_text_and_time_give_the_same_bytes_and_another_time_does_not() -> None:
    markdown = a_referat()
    first = to_pdf(markdown, language="nn", made_at=MADE)
    assert to_pdf(markdown, language="nn", made_at=MADE) == first
    assert to_pdf(markdown, language="nn", made_at=MADE.replace(hour=12)) != first


def test_pages_are_numbered_and_the_footer_is_on_each() -> None:
    content = to_pdf(a_referat(), language="nn", made_at=MADE).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    words = pdf_words(content)
    assert pages >= 2
    assert [f"{page}/{pages}" in words for page in range(1, pages + 1)] == [True] * pages
    assert words.count("Merkefråmøteloggen:0123456789abcdef") == pages


def test_a_usual_referat_is_two_pages_at_most() -> None:
    i18n.use("nn")
    meeting, record = the_meeting(), the_record()
    markdown = compose_referat(
        meeting, record, open_points(meeting, record, DAY), on=DAY, head=HEAD, options=Choices(OSLO)
    )
    with pikepdf.open(io.BytesIO(to_pdf(markdown, language="nn", made_at=MADE).content)) as pdf:
        assert len(pdf.pages) <= 2


def test_a_text_without_a_title_is_refused_with_a_reason_and_without_its_words() -> None:
    with pytest.raises(PdfFailed) as refused:
        to_pdf("berre løyndomen", language="nn", made_at=MADE)
    assert "title" in refused.value.why
    assert "løyndomen" not in refused.value.why + str(refused.value)
