"""Words in all records: newest first, a beginning is enough, every search and every hit that is opened is logged."""

from __future__ import annotations

from textual.widgets import Input

from btimeeting.documents.kind_words import kind_name
from btimeeting.i18n import N_, ntr, tr
from btimeeting.i18n.dates import short_date
from btimeeting.service.record_ports import Hit
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.finder import FinderScreen, ListRow
from btimeeting.ui.home_thread import HomeStores

MOST = 50
DATE_WIDE = 11
"""The widest short date: «25 Nov 2026»."""


class SearchScreen(FinderScreen):
    """Enter searches; when the words have been searched for, Enter opens the marked hit."""

    placeholder = N_("Which words? A beginning is enough: «barn» finds «barna»")

    def on_mount(self) -> None:
        """Nothing is looked for yet."""
        super().on_mount()
        self.head(tr("Search"))
        self._asked = ""
        self.hits: tuple[Hit, ...] = ()
        self.tell(tr("All that was written is searched, in all cases. Each search is noted in the access log."))

    @property
    def words(self) -> str:
        """What stands in the line."""
        return " ".join(self.query_one(Input).value.split())

    @property
    def act(self) -> str:
        """Search, or open."""
        if self.words and self.words != self._asked:
            return tr("Search")
        return super().act

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Enter does something else now."""
        self.show_keys()

    def choose(self) -> None:
        """Search, or open."""
        if not self.words or self.words == self._asked:
            super().choose()
            return
        words = self._asked = self.words

        def work(stores: HomeStores) -> tuple[Hit, ...]:
            found = stores.unlocked.search(words, MOST)
            self.ways.looker(stores).searched(found)
            return found

        self.ask(work, self._arrived)

    def _arrived(self, hits: tuple[Hit, ...]) -> None:
        self.hits = hits
        self.head(tr("Search"), ntr("{n} hit", "{n} hits", len(hits)) + ("+" if len(hits) == MOST else ""))
        self.show([_line(nth, hit) for nth, hit in enumerate(hits)])
        self.tell("" if hits else tr("Nothing was found. å is not a: write the word as it is spelt."))

    def open(self, line: ListRow) -> None:
        """The whole text, and the case it stands in."""
        hit = self.hits[int(line.key)]
        case_id = hit.case_id
        if case_id is None:
            return

        def work(stores: HomeStores) -> str:
            self.ways.looker(stores).look("open", hit.kind, hit.id)
            return stores.unlocked.text_of(hit.kind, hit.id)

        def shown(text: str) -> None:
            self.app.push_screen(CaseScreen(self.ways, case_id, (_where(hit), text)))

        self.ask(work, shown)

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("Write one or more words and press Enter. The newest comes first; å is not a."),
            tr("Enter on a hit shows its whole text and the case it stands in."),
        ]


def _where(hit: Hit) -> str:
    when = short_date(hit.on) if hit.on is not None else ""
    return " · ".join(part for part in (kind_name(hit.kind), when) if part)


def _line(nth: int, hit: Hit) -> ListRow:
    when = (short_date(hit.on) if hit.on is not None else "").ljust(DATE_WIDE)
    case = tr("case {number}", number=hit.number) if hit.number else ""
    text = f"{when}  {case:<10}  {kind_name(hit.kind)}: {' '.join(hit.snippet.split())}"
    return ListRow(text, tr("Open the hit") if hit.case_id is not None else "", "hit", str(nth))
