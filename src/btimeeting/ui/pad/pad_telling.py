"""What the pad tells of how saving went: quietly when it went well, in words when it did not."""

from __future__ import annotations

from datetime import tzinfo

from btimeeting.domain.record import LONG, MeetingRecord
from btimeeting.i18n import tr
from btimeeting.ui.pad.decision import Decision
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Failed
from btimeeting.ui.pad.forms import Forms
from btimeeting.ui.pad.notes import Notes
from btimeeting.ui.pad.pad_keys import PadKeys
from btimeeting.ui.pad.places import Place, Spot
from btimeeting.ui.pad.versions import told_of, versions_of
from btimeeting.ui.pad.voices import Voice
from btimeeting.ui.pad.when_words import saved_at
from btimeeting.ui.refused import failure_words

BESIDE = 120
"""Characters of another window's text that are shown beside one's own."""


class PadTelling(PadKeys):
    """Hears of every write; whoever inherits says where one stands."""

    def __init__(self, desk: Desk, zone: tzinfo) -> None:
        super().__init__(desk)
        self._zone = zone
        self._beside = ""
        """What another window did in the notes one sees; said as long as one stays there."""
        self.decision = Decision(desk, zone, self.begun)
        self.record: MeetingRecord | None = None
        self.spot: Spot | None = None
        """Where one writes now; not always where the meeting is."""
        self._told_of: set[tuple[Place, tuple[str, ...]]] = set()
        """Versions that have been told of: once is enough."""

    @property
    def behind(self) -> bool:
        """Whether the meeting is somewhere else than the note one sees."""
        return False

    @property
    def decides(self) -> bool:
        """Whether the decision is what one writes in."""
        return False

    def reread(self) -> None:
        """Read the record anew."""

    # --- two versions of one note --------------------------------------------------------------------------------

    @property
    def versions(self) -> tuple[Place, tuple[str, ...]] | None:
        """The first note of this spot that two windows have written, with its texts."""
        if self.record is None or self.spot is None:
            return None
        found = ((place, versions_of(self.record.notes, place)) for place in self.spot.places)
        return next(((place, texts) for place, texts in found if len(texts) > 1), None)

    def tell_of_versions(self) -> None:
        """Say once that there are two, where nobody else's line stands."""
        found = self.versions
        if found is not None and (found[0], found[1]) not in self._told_of and not self.behind:
            self._told_of.add(found)
            self._beside = told_of(len(found[1]))
            self.head.say(self._beside)

    def settle(self, place: Place, text: str | None) -> None:
        """Somebody has read them: this text stands."""
        if text is not None:
            self._beside = ""
            self.head.say("")
            self.forms.keep(self.notes.settle(place, text))

    # --- how saving went -----------------------------------------------------------------------------------------

    def on_notes_typed(self, message: Notes.Typed) -> None:
        """A key: what was said about an earlier one is over."""
        self.strikes = None
        too_many = len(message.text) - LONG
        if too_many > 0:
            self.head.say(tr("The note is {n} characters too long; the last of it is NOT SAVED.", n=too_many))
        elif not self.behind:
            self.head.say(self._beside)

    def on_notes_told(self, message: Notes.Told) -> None:
        """How a write went: quietly when it went well."""
        answer = message.answer
        if isinstance(answer, Failed):
            self.not_saved(answer.kind)
            return
        self.head.show_state(saved_at(answer.at, self._zone))
        if answer.conflict:
            self.reread()  # and tell that there are two versions now

    def on_notes_beside(self, message: Notes.Beside) -> None:
        """Another window writes in the same note."""
        if not self.behind:
            self._beside = tr("Another window writes in this note too: «{text}»", text=message.text[:BESIDE])
            self.head.say(self._beside)

    def on_notes_left(self) -> None:
        """What other windows wrote under the cursor can be shown now."""
        self.reread()

    def strike_view(self, voice: Voice) -> None:
        """Gone for real; a failure is told as of any row."""
        future = self.decision.strike_view(voice.person)
        if future is not None:
            self.forms.keep(future)

    def say(self, text: str) -> None:
        """A line that can wait, where one writes."""
        if self.decides:
            self.decision.show_state(text, "bold $soon")
        else:
            self.head.say(text)

    def not_saved(self, kind: str) -> None:
        """Say it in words; the text stands."""
        text = tr("NOT SAVED ({kind}) – the text stands here and is tried again", kind=failure_words(kind))
        self.head.show_state(text, "bold $soon")
        if self.decides:
            self.decision.show_state(text, "bold $soon")

    def on_forms_told(self, message: Forms.Told) -> None:
        """How saving a row that is being written went."""
        answer = message.answer
        if isinstance(answer, Failed):
            self.not_saved(answer.kind)
            return
        text = saved_at(answer.at, self._zone)
        self.head.show_state(text)
        if self.decides:
            self.decision.show_state(text, "$quiet")

    def on_forms_kept(self, _message: Forms.Kept) -> None:
        """A row was kept."""
        self.head.show_state(saved_at(self.desk.now(), self._zone))
        self.reread()

    def on_forms_not_kept(self, message: Forms.NotKept) -> None:
        """A row was not."""
        why = failure_words(message.kind)
        self.head.say(tr("NOT SAVED ({kind}). It stands in the row; Enter tries once more.", kind=why))
