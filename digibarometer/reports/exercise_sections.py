"""What the exercises came to, each in its own words: every one that is installed is asked."""

from typing import Any

from django.utils.translation import gettext

from digibarometer.exercises.base import Listing, Section
from digibarometer.exercises.registry import exercises
from digibarometer.hosting import summary
from digibarometer.results.followup.report_section import told as of_the_last_plan
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import Now, read


def sections(workshop: Workshop) -> list[Section]:
    """The sections of all exercises, of the room and of the last plan, in the reader's language."""
    here = read(workshop.pk)
    return [
        *(section for exercise in exercises() for section in exercise.told(here)),
        *_of_the_room(here),
        *of_the_last_plan(here.workshop),
    ]


def _of_the_room(here: Now) -> list[Section]:
    """What the room decided, and the questions that it parked; nothing where there are none."""
    decided, (waiting, answered) = summary.decisions(here), summary.parked(here)
    found = []
    if decided:
        lists: tuple[Listing, ...] = (Listing(gettext("Decisions"), tuple(decided)),)
        found.append(Section("decisions", gettext("What we decided"), lists=lists, figures={"decisions": decided}))
    if waiting or answered:
        named = ((gettext("Not answered yet"), waiting), (gettext("Answered"), answered))
        lists = tuple(Listing(title, tuple(items)) for title, items in named if items)
        told = {"waiting": waiting, "answered": answered}
        found.append(Section("parked_questions", gettext("Questions that were parked"), lists=lists, figures=told))
    if asked := summary.asked(here):
        lists = tuple(Listing(question, tuple(answers)) for question, answers in asked)
        rows = [{"question": question, "answers": answers} for question, answers in asked]
        found.append(Section("asked", gettext("Questions to the room"), lists=lists, figures={"asked": rows}))
    return found


def figures(workshop: Workshop) -> dict[str, Any]:
    """The same as plain values, by the section's key."""
    return {section.key: section.figures for section in sections(workshop)}
