"""CPU that it takes to draw a wall's panels after each note, by how many hang there and how alike they are.

    python -m bench.heavy_walls [NOTES …]

Run it in two checkouts, one after the other, to compare them.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WRITTEN = 20  # notes that are written, one by one, on a wall that holds many already
BEGINNINGS = ["karta", "bygg", "plan", "vatten", "skola", "väg"]
WORDS = [f"{beginning}{ending}" for beginning in BEGINNINGS for ending in range(150)]


def texts(kind: str, count: int) -> list[str]:
    """Notes that say different things, or all the same."""
    chance = random.Random(7)
    if kind == "alike":
        return [f"We need more time for this in our own work {number}" for number in range(count)]
    return [" ".join(chance.choice(WORDS) for _ in range(8)) for _ in range(count)]


def measure(room: dict[str, Any], kind: str, count: int) -> None:
    """Fill the wall, write some more notes, and print what each cost to draw."""
    from digibarometer.live.panels import Audience, Invalidation
    from digibarometer.live.render_cache import render_scope
    from digibarometer.live.rendering import PanelRenderer
    from digibarometer.notes.models import Note
    from digibarometer.workshops.composition import build_registry

    workshop, step = room["workshop"], room["step"]
    Note.objects.filter(step=step).delete()
    said = texts(kind, count + WRITTEN + 1)
    columns = room["columns"]

    def note(number: int) -> Note:
        column = columns[number % len(columns)]
        return Note(workshop_id=workshop, step_id=step, key=f"n{number}", column=column, text=said[number])

    Note.objects.bulk_create([note(number) for number in range(count)])
    drawer = PanelRenderer(build_registry())

    def draw(panel: str, *args: int) -> None:
        touch = Invalidation(workshop, f"notes/{panel}", Audience(panel.split("_")[0], workshop), (step, *args))
        drawer.invalidate([touch], ("sv", "en"))
        with render_scope():
            drawer.html(touch, "sv")

    def cost(do: Callable[[], None]) -> float:
        began = time.process_time()
        do()
        return (time.process_time() - began) * 1000

    first = cost(lambda: draw("leader_written", 0))
    desk, board = 0.0, 0.0
    for number in range(count, count + WRITTEN):
        note(number).save()
        desk += cost(lambda: draw("leader_written", 0))
        board += cost(lambda: draw("board_wall"))
    draw("room_wall")
    note(count + WRITTEN).save()
    whole = cost(lambda: draw("room_wall"))
    each = f"each further note: desk {desk / WRITTEN:7.2f} ms, board {board / WRITTEN:6.2f} ms"
    print(
        f"{count:6} notes, {kind:9} first look {first:8.1f} ms   {each}   whole wall after a note {whole:6.1f} ms",
        flush=True,
    )


def main() -> None:
    """Make a room, and measure."""
    counts = [int(count) for count in sys.argv[1:]] or [60, 300, 1500]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DIGIBAROMETER_DATA": folder, "DJANGO_SETTINGS_MODULE": "digibarometer.settings"}
        import django

        django.setup()
        import json

        from bench.rooms import make

        make(1, 40, Path(folder) / "rooms.json", "swot")
        [room] = json.loads((Path(folder) / "rooms.json").read_text())["rooms"]
        for kind in ("different", "alike"):
            for count in counts:
                measure(room, kind, count)


if __name__ == "__main__":
    main()
