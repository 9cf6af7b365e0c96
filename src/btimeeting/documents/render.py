"""A filed document in the format somebody wants. Each format's library is loaded only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from btimeeting.domain.record import Document


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a file, and the characters a PDF had no letters for."""

    data: bytes
    replaced: tuple[str, ...] = ()


def render(document: Document, fmt: str, *, author: str = "") -> Rendered:
    """The document as `md`, `html`, `pdf` or `docx`. Raises PdfFailed, DocxMissing, and KeyError for another format."""
    return render_text(Paper(document.markdown, document.language, document.made_at, author), fmt)


@dataclass(frozen=True, slots=True)
class Paper:
    """A text to be set: filed in the record, or a card that belongs to no meeting."""

    markdown: str = field(repr=False)
    language: str
    made_at: datetime
    author: str = field(default="", repr=False)


def render_text(paper: Paper, fmt: str) -> Rendered:
    """A text as `md`, `html`, `pdf` or `docx`; raises what `render` raises."""
    return _FORMATS[fmt](paper)


def _md(paper: Paper) -> Rendered:
    return Rendered(paper.markdown.encode("utf-8"))


def _html(paper: Paper) -> Rendered:
    from btimeeting.documents.html import to_html  # noqa: PLC0415 - a format, loaded by those who need it

    return Rendered(to_html(paper.markdown, language=paper.language).encode("utf-8"))


def _pdf(paper: Paper) -> Rendered:
    from btimeeting.documents.pdf import to_pdf  # noqa: PLC0415 - a format, loaded by those who need it

    made = to_pdf(paper.markdown, language=paper.language, made_at=paper.made_at, author=paper.author)
    return Rendered(made.content, made.replaced)


def _docx(paper: Paper) -> Rendered:
    from btimeeting.documents.docx import to_docx  # noqa: PLC0415 - a format, loaded by those who need it

    return Rendered(to_docx(paper.markdown, language=paper.language, made_at=paper.made_at, author=paper.author))


_FORMATS = {"md": _md, "html": _html, "pdf": _pdf, "docx": _docx}
