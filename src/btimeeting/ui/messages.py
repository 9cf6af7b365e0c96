"""What the bridge tells the screens. Frozen values; handlers decide what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message

from btimeeting.domain.meeting import Meeting
from btimeeting.domain.refusals import Refusal
from btimeeting.service.ports import Knock


class MeetingChanged(Message):
    """The meeting stands like this now, whoever did it. `labels` is what the services' groups are called."""

    def __init__(self, meeting: Meeting, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.meeting = meeting
        self.labels = labels


class Refused(Message):
    """A wish of this window could not be met."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


class SaveFailed(Message):
    """Something could not be written, and nothing happened. `kind` is the failure's class name."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind


class Unreadable(Message):
    """What others write cannot be read just now; the bridge tries again."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind


class Led(Message):
    """Whether anybody leads in this home: the leader's window is gone, or there again."""

    def __init__(self, *, led: bool) -> None:
        super().__init__()
        self.led = led


class RecordRang(Message):
    """Somebody wrote in the record, this window perhaps."""


class Knocked(Message):
    """These windows ask to be let in to the record; the one that has waited longest first."""

    def __init__(self, knocks: tuple[Knock, ...]) -> None:
        super().__init__()
        self.knocks = knocks


class DoorShut(Message):
    """The home could not be opened at all: the console ends, and the door says why."""

    def __init__(self, failure: BaseException) -> None:
        super().__init__()
        self.failure = failure


class TookOver(Message):
    """The window that led is gone, and this one leads now: what only the leading one does is its business."""
