"""An agenda as a page: everything in the file stands on it, in the agenda's own language, within 80 columns."""

from __future__ import annotations

import pytest

from btimeeting.documents.agenda_files import find
from btimeeting.documents.agenda_page import WIDTH, page
from btimeeting.documents.agenda_reader import read
from btimeeting.i18n import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_agenda_stands_on_the_page(language: str) -> None:
    agenda = read(find("bti-individ", None, language))
    lines = list(page(agenda))
    shown = " ".join(" ".join(lines).split())
    said = [*agenda.text, agenda.next_meeting, *(role.duty for role in agenda.roles)]
    for phase in agenda.phases:
        said += [phase.title, phase.permitted, phase.not_permitted, *phase.prompts, *phase.text]
        said += [cue.text for cue in phase.cues if "{" not in cue.text]
    for part in agenda.after:
        said += [part.title, part.storage, part.recipients, *part.prompts, *part.text]
    assert [text for text in said if text not in shown] == []
    assert max(map(len, lines)) <= WIDTH


def test_each_phase_stands_with_when_it_begins_and_whose_turn_it_is() -> None:
    lines = [line.strip() for line in page(read(find("bti-individ", None, "nn")))]
    assert [line for line in lines if line.endswith(" min)")] == [
        "0:00 Velkommen (5 min)",
        "5:00 Beskriving av utfordring (5 min)",
        "10:00 Oppklarande runde 1 (10 min)",
        "20:00 Status quo (5 min)",
        "25:00 Oppklarande runde og tilbod om tiltak (10 min)",
        "35:00 Beslutning og dokumentasjon (5 min)",
        "40:00 Avslutning (5 min)",
    ]
    assert "Ordet: føresette, kontaktlærar/pedagog" in lines
    assert "Ikkje lov: tilbod om tiltak (vårt framlegg)" in lines
    assert "kvar tur  viddevakt: {teneste} har {tid}. Neste: {neste teneste}." in lines
