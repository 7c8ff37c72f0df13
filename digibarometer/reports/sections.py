"""What the exercises, the room and the plan came to, as sections of result page, report and open files."""

from typing import TypedDict

from django.utils.translation import gettext

from digibarometer.exercises.activities import summary
from digibarometer.exercises.activities.queries import matrix_table, picture_says, picture_title
from digibarometer.exercises.activities.summary import ActivitiesSummary, PlannedActivity
from digibarometer.exercises.base import BulletList, Section, exercises
from digibarometer.hosting import summary as room_summary
from digibarometer.i18n import localized
from digibarometer.results.followup.queries import followup_section as of_the_last_plan
from digibarometer.tables import Day, Table
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


def plan_summary(workshop: Workshop) -> ActivitiesSummary:
    """What the activities came to."""
    return summary.summarize(load_snapshot(workshop.pk))


def page_context(workshop: Workshop) -> dict[str, object] | None:
    """What the result page shows; none where there is nothing to tell."""
    told = plan_summary(workshop)
    if told.is_empty:
        return None
    return {
        "told": told,
        "title": picture_title(),
        "broad": told.svg("page"),
        "narrow": told.svg("page", 390),
        "table": weighed_table(told),
        "plan": plan_table(told),
    }


def weighed_table(told: ActivitiesSummary) -> Table | None:
    """Effect and effort of what was weighed."""
    return matrix_table(told.weighed) if told.weighed else None


def plan_table(told: ActivitiesSummary) -> Table | None:
    """Who does what by when, and how it goes."""
    columns = (
        gettext("Activity"), gettext("First step"), gettext("Owner"), gettext("Done by"), gettext("How it goes")
    )  # fmt: skip
    rows = tuple(
        (
            each.activity.name,
            each.activity.first_step or "–",
            each.activity.owner or "–",
            Day(each.activity.due_on),
            str(each.activity.get_status_display()),
        )
        for each in told.plan
    )
    return Table(gettext("The plan"), columns, rows) if rows else None


def report_context(workshop: Workshop) -> dict[str, object] | None:
    """What the report shows; none where there is nothing to tell."""
    told = plan_summary(workshop)
    if told.is_empty:
        return None
    svg, plan, weighed = told.svg("paper", palette="print"), plan_table(told), weighed_table(told)
    return {
        "heading": gettext("What we do now"),
        "none": "" if plan else gettext("No activity has been chosen yet."),
        "picture": {"svg": svg, "alt": picture_says(), "kicker": picture_title()},
        "plan": plan.plain() if plan else None,
        "weighed": weighed.plain() if weighed else None,
        "gaps_heading": gettext("Far to the target, and no activity"),
        "gaps": list(told.gaps),
    }


class PlanData(TypedDict):
    """The plan as plain values: what is in it, what is not, and areas far from their targets without an activity."""

    plan: list[dict[str, object]]
    not_chosen: list[dict[str, object]]
    gaps: list[str]


def as_json(workshop: Workshop) -> PlanData:
    """The plan as plain values."""
    told = plan_summary(workshop)
    return {
        "plan": [_plain(each) for each in told.plan],
        "not_chosen": [_plain(each) for each in told.rest],
        "gaps": list(told.gaps),
    }


def _plain(planned: PlannedActivity) -> dict[str, object]:
    one = planned.activity
    return {
        "number": one.number,
        "name": one.name,
        "effect": one.effect_middle,
        "effort": one.effort_middle,
        "quadrant": planned.quadrant,
        "dots": one.dots,
        "grew_from": planned.grew_from,
        "owner": one.owner,
        "first_step": one.first_step,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "question": one.question.key if one.question else None,
        "question_text": localized(one.question.short) if one.question else None,
        "from_level": one.from_level,
        "to_level": one.to_level,
        "status": one.status,
    }


def exercise_sections(workshop: Workshop) -> list[Section]:
    """The sections of all exercises, of the room and of the last plan, in the reader's language."""
    snapshot = load_snapshot(workshop.pk)
    of_exercises = (section for exercise in exercises() for section in exercise.report_sections(snapshot))
    return [*of_exercises, *small_sections(snapshot)]


def small_sections(snapshot: WorkshopSnapshot) -> list[Section]:
    """What the room decided, the questions that it parked and was asked, and the last plan: each only where it is."""
    decided, (waiting, answered) = room_summary.decisions(snapshot), room_summary.parked_questions(snapshot)
    found = []
    if decided:
        lists: tuple[BulletList, ...] = (BulletList(gettext("Decisions"), tuple(decided)),)
        found.append(Section("decisions", gettext("What we decided"), lists=lists, figures={"decisions": decided}))
    if waiting or answered:
        named = ((gettext("Not answered yet"), waiting), (gettext("Answered"), answered))
        lists = tuple(BulletList(title, tuple(items)) for title, items in named if items)
        told = {"waiting": waiting, "answered": answered}
        found.append(Section("parked_questions", gettext("Questions that were parked"), lists=lists, figures=told))
    if asked := room_summary.quick_questions(snapshot):
        lists = tuple(BulletList(question, tuple(answers)) for question, answers in asked)
        rows = [{"question": question, "answers": answers} for question, answers in asked]
        found.append(Section("asked", gettext("Questions to the room"), lists=lists, figures={"asked": rows}))
    return [*found, *of_the_last_plan(snapshot.workshop)]


def exercise_data(workshop: Workshop) -> dict[str, object]:
    """What the exercises came to as plain values, by the section's key."""
    return {section.key: section.figures for section in exercise_sections(workshop)}
