"""A filed document in the format somebody wants. Each format's library is loaded only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from btimeeting.domain.record import Document


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a file, and the characters a PDF had no letters for."""

    data: bytes
    replaced: tuple[str, ...] = ()


def render(document: Document, fmt: str, *, author: str = "") -> Rendered:
    """The document as `md`, `html`, `pdf` or `docx`. Raises PdfFailed, DocxMissing, and KeyError for another format."""
    return _FORMATS[fmt](document, author)


def _md(document: Document, _author: str) -> Rendered:
    return Rendered(document.markdown.encode("utf-8"))


def _html(document: Document, _author: str) -> Rendered:
    from btimeeting.documents.html import to_html  # noqa: PLC0415 - a format, loaded by those who need it

    return Rendered(to_html(document.markdown, language=document.language).encode("utf-8"))


def _pdf(document: Document, author: str) -> Rendered:
    from btimeeting.documents.pdf import to_pdf  # noqa: PLC0415 - a format, loaded by those who need it

    made = to_pdf(document.markdown, language=document.language, made_at=document.made_at, author=author)
    return Rendered(made.content, made.replaced)


def _docx(document: Document, author: str) -> Rendered:
    from btimeeting.documents.docx import to_docx  # noqa: PLC0415 - a format, loaded by those who need it

    return Rendered(to_docx(document.markdown, language=document.language, made_at=document.made_at, author=author))


_FORMATS = {"md": _md, "html": _html, "pdf": _pdf, "docx": _docx}
