"""What the exercises came to, each in its own words: every one that is installed is asked."""

from typing import Any

from django.utils.translation import gettext

from digibarometer.exercises.base import BulletList, Section
from digibarometer.exercises.registry import exercises
from digibarometer.hosting import summary
from digibarometer.results.followup.queries import followup_section as of_the_last_plan
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


def exercise_sections(workshop: Workshop) -> list[Section]:
    """The sections of all exercises, of the room and of the last plan, in the reader's language."""
    snapshot = load_snapshot(workshop.pk)
    return [
        *(section for exercise in exercises() for section in exercise.report_sections(snapshot)),
        *_of_the_room(snapshot),
        *of_the_last_plan(snapshot.workshop),
    ]


def _of_the_room(snapshot: WorkshopSnapshot) -> list[Section]:
    """What the room decided, and the questions that it parked; nothing where there are none."""
    decided, (waiting, answered) = summary.decisions(snapshot), summary.parked_questions(snapshot)
    found = []
    if decided:
        lists: tuple[BulletList, ...] = (BulletList(gettext("Decisions"), tuple(decided)),)
        found.append(Section("decisions", gettext("What we decided"), lists=lists, figures={"decisions": decided}))
    if waiting or answered:
        named = ((gettext("Not answered yet"), waiting), (gettext("Answered"), answered))
        lists = tuple(BulletList(title, tuple(items)) for title, items in named if items)
        told = {"waiting": waiting, "answered": answered}
        found.append(Section("parked_questions", gettext("Questions that were parked"), lists=lists, figures=told))
    if asked := summary.quick_questions(snapshot):
        lists = tuple(BulletList(question, tuple(answers)) for question, answers in asked)
        rows = [{"question": question, "answers": answers} for question, answers in asked]
        found.append(Section("asked", gettext("Questions to the room"), lists=lists, figures={"asked": rows}))
    return found


def exercise_data(workshop: Workshop) -> dict[str, Any]:
    """What the exercises came to as plain values, by the section's key."""
    return {section.key: section.figures for section in exercise_sections(workshop)}
