"""A meeting for the screens: an invented agenda with real titles, seats, services, and a console on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot

from btimeeting.domain.agenda import AfterPart, Agenda, Cue, Entry, Form, Phase, Role
from btimeeting.domain.events import WallStyle
from btimeeting.domain.seats import Presence, Seat, give_seats
from btimeeting.domain.wishes import Open
from btimeeting.service.session import Session
from btimeeting.ui.app import BtiApp
from btimeeting.ui.bridge import Stores
from btimeeting.ui.console import console_app
from btimeeting.ui.look import Look
from btimeeting.ui.screens.meeting import MeetingScreen
from tests.fakes import Connection, ListJournal, StandingClock

OSLO = ZoneInfo("Europe/Oslo")
MEETING = "c0ffee00c0ffee00"
SERVICES = {"t1": "PPT", "t2": "Helsestasjonen", "t3": "Barnevernstenesta"}
SPEAKERS = (Role.FORESETTE, Role.EDUCATOR)
SIZES = ((80, 24), (120, 36), (200, 50))


def _phase(phase_id: str, title: str, minutes: int, **fields: object) -> Phase:
    return Phase.of({"id": phase_id, "title": title, "planned_s": minutes * 60, **fields})


def agenda() -> Agenda:
    """The individual-level meeting with its titles in nynorsk."""
    rounds = {"forms": (Form.ROUND,), "round_over": Role.SERVICE}
    turns = {"forms": (Form.TURNS,), "speakers": SPEAKERS}
    return Agenda(
        id="bti-individ",
        title="BTI-møte på individnivå",
        total_s=45 * 60,
        phases=(
            _phase(
                "welcome",
                "Velkomen",
                5,
                speakers=(Role.HEAD,),
                cues=(Cue(at_s=0, to=Role.LEADER, text="Velkommen. Me har 45 minutt og sluttar kl. {end}."),),
            ),
            _phase("describe", "Beskriving av utfordringa", 5, permitted="oppleving · tiltak · effekt", **turns),
            _phase(
                "clarify",
                "Oppklarande runde 1",
                10,
                answers=SPEAKERS,
                permitted="spørsmål og svar",
                not_permitted="tilbod om tiltak",
                entries=(Entry.QUESTIONS,),
                cues=(
                    Cue(at_s=0, to=Role.LEADER, text="No tek me ein runde med spørsmål. {first_service} først."),
                    Cue(at_s=None, to=Role.VIDDEVAKT, text="{service} har {time}. Neste: {next_service}."),
                ),
                **rounds,
            ),
            _phase("reflect", "Status quo", 5, permitted="tenestene lyttar", **turns),
            _phase("offer", "Tilbod om tiltak", 10, permitted="konkrete tiltak", entries=(Entry.OFFERS,), **rounds),
            _phase(
                "decide",
                "Avgjerd og dokumentasjon",
                5,
                forms=(Form.DECISION, Form.READ_ALOUD),
                speakers=SPEAKERS,
                read_aloud_by=Role.STAFETTHOLDAR,
                entries=(Entry.TILTAK,),
            ),
            _phase("close", "Avslutning", 5, speakers=(Role.HEAD,), entries=(Entry.SUMMARY,)),
        ),
        after=(
            AfterPart(
                id="evaluate",
                title="Evaluering",
                prompts=(
                    "Kva fungerte bra i møtet?",
                    "Kva kunne ha fungert betre?",
                    "Greidde me å halda oss til møtestrukturen?",
                    "Var møtet nyttig – kom me eit steg vidare, eller blei ting avklarte?",
                    "Kva kan me gjera betre eller læra til neste møte?",
                ),
            ),
        ),
    )


def seats() -> tuple[Seat, ...]:
    """Head, teacher, two parents, a youth, three services."""
    here = Presence.PRESENT
    people = [(Role.HEAD, None, here), (Role.EDUCATOR, None, here), (Role.FORESETTE, None, here)]
    people += [(Role.FORESETTE, None, here), (Role.CHILD, None, here)]
    return give_seats((*people, *((Role.SERVICE, name, here) for name in SERVICES.values())))


class Scene:
    """One meeting in a list, its clock, and what it takes to put a console on it."""

    def __init__(
        self, labels: Mapping[str, str] = SERVICES, style: WallStyle = WallStyle.AUTO, **opening: object
    ) -> None:
        self.journal = ListJournal()
        self.clock = StandingClock()
        self.journal.set_labels(MEETING, labels)
        self.other = Session(self.journal, self.clock, MEETING)
        duties = ((Role.REFERENT, "e1"), (Role.VIDDEVAKT, "t1"))
        given = {"agenda": agenda(), "seats": seats(), "duties": duties, "wall_style": style, **opening}
        self.other.do(Open(**given))  # type: ignore[arg-type]
        self.closed = False

    def walk(self, steps: int, seconds: float = 60) -> Scene:
        """Press the main key so many times in another window, `seconds` apart."""
        for _ in range(steps):
            self.other.next()
            self.clock.go(seconds)
        return self

    def to_phase(self, phase: str, seconds: float = 60) -> Scene:
        """Walk until that phase has just begun."""
        while self.other.meeting.phase is None or self.other.meeting.phase.id != phase:
            self.walk(1, seconds)
        return self

    def stores(self) -> Stores:
        """What the door would open."""
        session = Session(Connection(self.journal), self.clock, MEETING)
        return Stores(session, close=self._close)

    def _close(self) -> None:
        self.closed = True

    def app(self, theme: str = "dark") -> BtiApp:
        """The console on this meeting."""
        return console_app(self.stores, Look(OSLO, lambda: "09.30", theme=theme))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let messages run until the condition holds."""
    for _ in range(1000):
        if holds():
            return
        await pilot.pause(0.004)
    raise AssertionError("it never came to hold")


@asynccontextmanager
async def console(scene: Scene, size: tuple[int, int] = (80, 24), theme: str = "dark") -> AsyncIterator[Console]:
    """A console that shows the meeting; left tidily."""
    app = scene.app(theme)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.furnished)
        yield Console(scene, app, pilot)


class Console:
    """A running console and the hand on its keyboard."""

    def __init__(self, scene: Scene, app: BtiApp, pilot: Pilot[None]) -> None:
        self.scene, self.app, self.pilot = scene, app, pilot
        screen = app.screen
        assert isinstance(screen, MeetingScreen)
        self.screen = screen

    async def press(self, *keys: str) -> None:
        """Press keys and let what they did arrive."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Until everything asked for is written and the screen shows what the journal holds, painted now."""
        await self.pilot.pause()
        await asyncio.wrap_future(self.screen.bridge.ask(lambda _: None))
        await until(self.pilot, lambda: self.screen.meeting.seq == len(self.scene.journal.events[MEETING]))
        self.screen.paint()
        await self.pilot.pause()

    async def picture(self) -> str:
        """What a person reads."""
        await self.settle()
        return screen_text(self.app)


def screen_text(app: App[None]) -> str:
    """The screen as text; a cell that is only a colour is drawn as «█» where it is a digit or a bar."""
    visible_screen_stack.set(app._background_screens)  # what lies below a dialog is drawn with it
    lines = []
    for strip in app.screen._compositor.render_strips(app.size):
        line = ""
        for segment in strip:
            style, text = segment.style, segment.text
            filled = style is not None and style.bgcolor is not None and style.color == style.bgcolor
            line += "█" * len(text) if filled and not text.strip() else text
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"
