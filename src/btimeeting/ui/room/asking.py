"""What the leader asks for in the room, question by question; each opens only because a key was pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial

from textual.containers import Vertical

from btimeeting.documents.labels import group_name
from btimeeting.domain.agenda import Role
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import Participant
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.wishes import EndHere, Stop
from btimeeting.i18n import tr
from btimeeting.service import in_room
from btimeeting.service.pad import Done, Pad
from btimeeting.ui.command import Entry
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.kit.dialog import Lines
from btimeeting.ui.kit.everything import EverythingScreen
from btimeeting.ui.known import Known
from btimeeting.ui.messages import Refused, SaveFailed
from btimeeting.ui.open_points import gated
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.room import consent, presence
from btimeeting.ui.room.pick import Pick, Row


class Asking(Vertical):
    """The questions, over a meeting and a record that `now.RoomNow` keeps up to date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._meeting = Meeting()
        self._labels: Mapping[str, str] = {}
        self.known: Known | None = None
        """The record as it was read last; None while it is locked, and when the family has gone."""

    def _called(self, group: str) -> str:
        return group_name(group, self._labels)

    def do(self, work: Callable[[Pad], Done]) -> None:
        """Let it be done; a refusal or a failure is told as after any wish."""
        future: Future[Done] = self._desk.run(work)

        def done(answer: asyncio.Future[Done]) -> None:
            if answer.cancelled() or not self.is_attached:
                return
            failure = answer.exception()
            if failure is not None:
                self.screen.post_message(SaveFailed(type(failure).__name__))
            elif isinstance(refusal := answer.result(), Refusal):
                self.screen.post_message(Refused(refusal))

        asyncio.wrap_future(future).add_done_callback(done)

    @property
    def missing(self) -> tuple[str, ...]:
        """The groups whose consent can be settled now."""
        return gated(self._meeting) if self.known is not None and self._meeting.family_in_room else ()

    def ask_consent(self, group: str = "") -> None:
        """What do we do about this service; about which, when several wait and none is named."""
        groups = self.missing
        if group or len(groups) == 1:
            self._ask_way(group or groups[0])
        elif groups:
            rows = (Row(tr("Not now"), ""), *(Row(self._called(each), "") for each in groups))

            def chosen(index: int | None) -> None:
                if index:
                    self._ask_way(groups[index - 1])

            self.app.push_screen(Pick(tr("Consent: which service?"), rows), chosen)

    def _ask_way(self, group: str) -> None:
        service = self._called(group)

        def chosen(index: int | None) -> None:
            match index:
                case consent.GOES:
                    self.do(partial(in_room.go_out, group=group))
                case consent.YES:
                    self._ask_oral(group, service)
                case consent.GENERAL:
                    self.do(partial(in_room.talk_in_general, group=group))
                case consent.LATER:
                    self.do(partial(in_room.put_off, group=group))

        self.app.push_screen(consent.ways(service), chosen)

    def _ask_oral(self, group: str, service: str) -> None:
        if self.known is None:
            return

        def filled(values: dict[str, str] | None) -> None:
            if values is not None:
                self.do(partial(in_room.say_yes, group=group, said=consent.oral_yes(values)))

        self.app.push_screen(consent.oral(service, self.known), filled)

    def take_back(self) -> None:
        """Consent is taken back: stop and hide at once, then ask who goes out."""
        groups = tuple(group for group in self._meeting.order if self._meeting.takes_part(group))
        self.do(lambda pad: pad.session.do(Stop()))

        def chosen(marked: tuple[int, ...] | None) -> None:
            if marked:
                leave = tuple(groups[index] for index in marked)
                self.do(lambda pad: in_room.withdraw(pad, leave))

        self.app.push_screen(consent.take_back(tuple(self._called(group) for group in groups)), chosen)

    @property
    def untold(self) -> bool:
        """Whether a consent was taken back in this meeting and nobody has noted by whom."""
        return self.known is not None and bool(in_room.untold(self.known.record, self._meeting))

    def ask_who_said(self) -> None:
        """By whom: on the work page only, when there is a quiet moment."""
        people = in_room.takers(self.known.record) if self.known is not None else ()

        def chosen(index: int | None) -> None:
            if index:
                by = people[index - 1].name if index <= len(people) else ", ".join(consent.parents(people))
                self.do(partial(in_room.tell_who, by=by))

        self.app.push_screen(consent.who_said(people), chosen)

    def ask_to_end(self) -> None:
        """The meeting ends where it was stopped; one question, and Enter alone leaves everything as it is."""
        seen = self._meeting.step

        def chosen(answer: int | None) -> None:
            if answer:
                self.do(lambda pad: pad.session.do(EndHere(seen)))

        text = tr("You say thank you and goodbye. The minutes say when the meeting was stopped, and nothing about why.")
        self.app.push_screen(Ask(tr("End the meeting here?"), text, (tr("No, wait"), tr("End it here"))), chosen)

    # --- who is here ---------------------------------------------------------------------------------------------

    def presence_entries(self, *, named: bool) -> list[Entry]:
        """Everything that can have happened to somebody; with names only on the work face."""
        if self.known is None:
            return []
        known = self.known if named else None
        lines = list(presence.entries(self._meeting, self._labels, known, self.do, self._ask_substitute))
        if named:
            text = tr("Role, name and service; they get a seat in the meeting and a line in the record.")
            lines.append(Entry(tr("Somebody you had not counted on …"), text, self._ask_newcomer))
        return lines

    def who_is_here(self) -> None:
        """The list, found by writing a few letters of a name."""

        def chosen(entry: Entry | None) -> None:
            if entry is not None:
                entry.do()

        nothing = Entry(tr("Nobody came or went"), tr("Nothing happens."), lambda: None)
        self.app.push_screen(EverythingScreen([nothing, *self.presence_entries(named=True)]), chosen)

    def _ask_substitute(self, person: Participant) -> None:
        def filled(values: dict[str, str] | None) -> None:
            if values is not None:
                self.do(partial(in_room.stand_in, seat=person.seat, name=values["name"]))

        self.app.push_screen(presence.substitute_name(person), filled)

    def _ask_newcomer(self) -> None:
        def filled_as(role: Role, values: dict[str, str] | None) -> None:
            if values is not None:
                self.do(partial(in_room.add, who=presence.new_person(role, values)))

        def chosen(index: int | None) -> None:
            if index and self.known is not None:
                role = presence.NEW_ROLES[index - 1]
                self.app.push_screen(presence.newcomer(role, self.known), partial(filled_as, role))

        self.app.push_screen(presence.which_role(), chosen)

    def show_points(self, points: tuple[str, ...]) -> None:
        """All open points on one page."""
        lines = [("", point) for point in points] or [("", tr("Nothing is missing just now."))]
        self.app.push_screen(Lines(tr("Open points"), lines))
