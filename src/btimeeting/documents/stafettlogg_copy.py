"""An entry of the stafettlogg as plain text, for the municipality's own Stafettlogg. It names no case and no child."""

from __future__ import annotations

from datetime import date

from btimeeting.documents.case_page_text import kind_name
from btimeeting.domain.stafettlogg import StafettloggEntry
from btimeeting.i18n import tr
from btimeeting.i18n.dates import short_date


def for_copying(entry: StafettloggEntry, on: date | None) -> str:
    """Day and kind, the text, and what belongs to it, a line each."""
    found = [" · ".join(part for part in (short_date(on) if on is not None else "", kind_name(entry.kind)) if part)]
    found.append(entry.text)
    if entry.owner:
        found.append(tr("Answers for it: {who}", who=entry.owner))
    if entry.start_on is not None and entry.start_on != on:
        found.append(tr("Begins: {date}", date=short_date(entry.start_on)))
    if entry.review_on is not None:
        found.append(tr("To be evaluated: {date}", date=short_date(entry.review_on)))
    if entry.author:
        found.append(tr("Said by: {who}", who=entry.author))
    return "\n".join(found)
