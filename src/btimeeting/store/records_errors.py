"""What the record refuses: types that carry values, never a person's words."""

from __future__ import annotations

from dataclasses import dataclass

from btimeeting.service.record_ports import StillInUse
from btimeeting.store.errors import StoreError


@dataclass(eq=False)
class NotStorable(StoreError):
    """A value that could not be read back as it is: of what `kind`, and which `fields` are wrong ("" where unknown)."""

    kind: str
    fields: tuple[str, ...]


@dataclass(eq=False)
class StillNeeded(StoreError, StillInUse):
    """A child, case or meeting cannot be struck while other values belong to it."""

    kind: str
    value_id: str


class DocumentStays(StoreError):
    """A document is a version in the record: it is corrected by a new version, and only erasure takes it away."""
