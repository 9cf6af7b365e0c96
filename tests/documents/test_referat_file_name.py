"""File names tell what, which case and which day; never who."""

from __future__ import annotations

from datetime import date

import pytest

from btimeeting.documents.file_name import file_name
from btimeeting.domain.record import DocumentKind

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("14", "referat-sak-14-2026-11-25.pdf"),
        ("2026/14 Å", "referat-sak-2026-14-a-2026-11-25.pdf"),
        ("../../etc/passwd", "referat-sak-etc-passwd-2026-11-25.pdf"),
        ("", "referat-2026-11-25.pdf"),
        ("😀", "referat-2026-11-25.pdf"),
        ("9" * 500, f"referat-sak-{'9' * 40}-2026-11-25.pdf"),
    ],
)
def test_a_file_name_is_plain_letters_on_every_system(number: str, name: str) -> None:
    assert file_name(DocumentKind.REFERAT, number, DAY, "pdf") == name


def test_the_kind_of_document_stands_first() -> None:
    assert file_name(DocumentKind.EVALUERING, "14", DAY, "md") == "evaluering-sak-14-2026-11-25.md"
