"""The journal's text: events as JSON, read strictly. One line each; the kind tells which."""

from __future__ import annotations

import json
from typing import Any, get_args

from btimeeting.domain.events import Event
from btimeeting.domain.frozen import NotSo, plain

KINDS: dict[str, Any] = {kind.defaults["kind"]: kind for kind in get_args(Event)}
"""Every kind of event, by the word it has in the journal."""
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # the scanner itself: no search for spaces around


class UnknownKind(Exception):
    """The event is of a kind that this program does not know: a newer one wrote it."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def read(text: str) -> Event:
    """The event of a text. Raises `UnknownKind`, and `NotSo` for what is no event."""
    try:
        told, end = _scan(text, 0)
        kind = KINDS.get(told["kind"])
        if "\\u" in text:
            json.dumps(told, ensure_ascii=False).encode()  # half a character would end the window that shows it
    except (StopIteration, ValueError, TypeError, KeyError, RecursionError):
        raise NotSo("event") from None
    if end != len(text):
        raise NotSo("event")
    if kind is None:
        raise UnknownKind(str(told["kind"])) if isinstance(told["kind"], str) else NotSo("event.kind")
    found: Event = kind.of(told)
    return found


def written(event: Event) -> str:
    """An event's text: JSON with sorted keys, no spaces, characters as themselves."""
    return json.dumps(plain(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
