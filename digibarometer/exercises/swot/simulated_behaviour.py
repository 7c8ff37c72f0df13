"""How believable people act in a SWOT. Actions are named by their wire words, as a phone does."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from digibarometer.i18n import localized
from digibarometer.questions.swot_prompts import QUADRANTS, prompts
from digibarometer.workshops.simulated_people import Act, Lead, NoteWriter, ScreenModel, SimulatedDesk

MOST_NOTES = 6  # that somebody writes


class SwotWriter(NoteWriter):
    """Writes in a voice of the role; some say nearly what others say, as in a real room."""

    columns = QUADRANTS

    def notes(self, step: int) -> Iterator[Act]:
        """One note after another."""
        chance, quadrants = self.character.chance, prompts().quadrants
        voice = chance.choice([voice.key for voice in prompts().voices if voice.role == self.character.role])
        mine = [(each.key, note) for each in quadrants for note in each.example_notes if note.voice == voice]
        for column, note in chance.sample(mine, min(chance.randint(3, MOST_NOTES), len(mine))):
            key = f"{chance.getrandbits(96):024x}"
            yield {"do": "notes.write", "step": step, "note": key, "column": column, "text": note.text}


def themes() -> dict[str, str]:
    """What notes about each area are called together."""
    return {theme.area: localized(theme.name) for theme in prompts().example_themes}


def gathering(view: ScreenModel, chance: random.Random) -> list[Act]:
    """What a leader gathers into themes: notes of a part of the wall that are about the same area."""
    areas = {note.text: note.area for quadrant in prompts().quadrants for note in quadrant.example_notes}
    heaps, names = defaultdict(list), themes()
    for key, lies_in, text in view.notes("room"):
        found = re.fullmatch(r"room-(\d+)-([a-z]+)", lies_in)
        if found and areas.get(text) in names:
            heaps[int(found[1]), found[2], areas[text]].append(key)
    return [
        {
            "do": "notes.gather",
            "step": step,
            "theme": f"{chance.getrandbits(96):024x}",
            "column": column,
            "name": names[area],
            "notes": keys,
        }
        for (step, column, area), keys in heaps.items()
        if len(keys) > 1
    ]


async def gather_notes(desk: SimulatedDesk) -> None:
    """Gather what is alike, before the vote."""
    for act in gathering(desk.view, desk.chance):
        await desk.do(**act)
        await desk.pause(1)


LEADS: Mapping[str, Lead] = {"desk_poll": gather_notes}
