"""Run as a program: closes a workshop of the cast in a data folder, and prints which words are left in its files."""

import os
from pathlib import Path

import django

django.setup()

from digibarometer.exercises.assessment.models import OwnReason  # noqa: E402
from digibarometer.results.closing import close  # noqa: E402
from digibarometer.workshops.models import Participant  # noqa: E402
from tests.people import Room  # noqa: E402

WORDS = ["Ett hemligt skal", "Fornamnet Wilhelmina", "Enheten for hemligheter", "Borttagen lapp"]


def words_in_files():
    """Which of the words stand in the database's files, in whatever page."""
    folder = Path(os.environ["DIGIBAROMETER_DATA"])
    held = b"".join(file.read_bytes() for file in folder.glob("digibarometer.sqlite3*"))
    return [word for word in WORDS if word.encode() in held]


room = Room()
room.go("alone")
Participant.objects.filter(pk=room.people["anna"]).update(first_name=WORDS[1], unit=WORDS[2])
for name in ("anna", "bo", "gun", "hans", "cilla", "ivar"):
    OwnReason.objects.create(
        workshop_id=room.pk, participant_id=room.people[name], question_id=room.questions[0], reason=WORDS[0]
    )
room.go("swot_alone")
for number in range(60):  # more than a page holds, and one that was changed
    room.act("anna", "notes.write", step=room.snapshot.step.pk, note=f"k{number}", column="strengths", text=WORDS[3])
    room.act("anna", "notes.take_away", step=room.snapshot.step.pk, note=f"k{number}", away=True)
print(sorted(words_in_files()))
room.go("ended")
close(room.snapshot.workshop, room.users["eva"], "Nämnden", "KS 1", "KS 2")
print(sorted(words_in_files()))
