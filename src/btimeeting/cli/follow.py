"""`btimeeting follow`: the course of a meeting as lines, without names, for screen readers, pipes and logs."""

from __future__ import annotations

import json
import sys
import threading
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from btimeeting.cli.outcomes import DONE
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from collections.abc import Callable

    from btimeeting.cli.wiring import House
    from btimeeting.domain.events import Event
    from btimeeting.domain.meeting import Meeting
    from btimeeting.domain.moment import Moment

POLL_S = 0.25
_OF_EVERY_EVENT = frozenset({"id", "by", "moment", "kind", "agenda"})


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `follow`."""
    text = tr("print the course of a meeting, a line for each thing that happens")
    parser = subparsers.add_parser("follow", parents=[common], help=text, description=text)
    parser.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=tr("the beginning of its id, or «siste»"))
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--plain", action="store_true", help=tr("plain lines (this is the usual)"))
    shape.add_argument("--json", action="store_true", help=tr("one JSON object on each line"))
    parser.add_argument("--no-wait", action="store_true", help=tr("print what is there and end"))
    parser.set_defaults(func=run)


def run(args: Namespace) -> int:
    """Print what is there; then, unless told not to wait, what happens until the meeting is closed."""
    from btimeeting.cli.choose import NoMeeting, choose_meeting  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    with open_house(args, read_only=True) as house:
        if not house.home.holds(house.home.journal):  # a home that has never held a meeting is not a damaged one
            raise NoMeeting
        meeting_id = choose_meeting(house.journal, args.meeting)
        return tell(house, meeting_id, as_json=args.json, wait=not args.no_wait)


def tell(house: House, meeting_id: str, *, as_json: bool, wait: bool) -> int:
    """What is there of a meeting, and, when told to wait, what happens until it is closed."""
    from btimeeting.cli.choose import LogChanged  # noqa: PLC0415 - a neighbour

    house.speak_of(meeting_id, journal_alone=True)
    follower = Follower(house, meeting_id, as_json=as_json)
    follower.catch_up()
    if not house.journal.verify(meeting_id).ok:
        raise LogChanged(meeting_id)
    pulse = threading.Event()
    while wait and not follower.over:
        pulse.wait(POLL_S)
        follower.catch_up()
    return DONE


class Follower:
    """One meeting, told line by line to stdout."""

    def __init__(
        self, house: House, meeting_id: str, *, as_json: bool, out: Callable[[str], object] | None = None
    ) -> None:
        from btimeeting.cli.follow_time import TimeLeft  # noqa: PLC0415 - with the documents
        from btimeeting.domain.meeting import Meeting  # noqa: PLC0415 - brings the domain

        self._house = house
        self._id = meeting_id
        self._as_json = as_json
        self._out = out or sys.stdout.write
        self._time = TimeLeft(house.settings.zone)
        self.meeting: Meeting = Meeting()

    @property
    def over(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.meeting.stage.value == "closed"

    def catch_up(self) -> None:
        """Tell what has been written since the last time, and the times that have passed."""
        from btimeeting.cli.follow_text import line  # noqa: PLC0415 - with the documents
        from btimeeting.domain.evolve import evolve  # noqa: PLC0415 - brings the domain

        journal = self._house.journal
        labels = journal.labels(self._id)
        for event in journal.since(self._id, self.meeting.seq):
            self._tell_time(event.moment)
            self.meeting = evolve(self.meeting, event)
            if self._as_json:
                self._print(json.dumps(as_object(event, self.meeting), ensure_ascii=False))
            else:
                text = line(event, self.meeting, labels, self._house.settings.zone)
                if text:
                    self._print(text)
        self._tell_time(self._house.clock.now())

    def _tell_time(self, now: Moment) -> None:
        """The remaining times that have passed by then (plain lines only)."""
        if not self._as_json:
            for text in self._time.lines(self.meeting, now):
                self._print(text)

    def _print(self, text: str) -> None:
        self._out(text + "\n")
        sys.stdout.flush()


def as_object(event: Event, after: Meeting) -> dict[str, object]:
    """An event for `follow --json`: seq, at, kind; on entering a timed phase also `phase` and `planned_s`."""
    from btimeeting.domain.frozen import plain  # noqa: PLC0415 - kept light for --help

    found: dict[str, object] = {"seq": after.seq, "at": event.moment.at.isoformat(), "kind": event.kind}
    own = {name: value for name, value in plain(event).items() if name not in _OF_EVERY_EVENT}
    found |= own
    entered = event.kind in {"started", "phase_entered"}
    found.pop("phase", None)
    found.pop("planned_s", None)
    if entered and after.run is not None:
        found["phase"] = after.run.phase
        found["planned_s"] = int(after.run.planned.total_seconds())
    elif "phase" in own:
        found["in_phase"] = own["phase"]
    return found
