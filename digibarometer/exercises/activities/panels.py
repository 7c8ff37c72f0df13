"""What people see of proposals and activities."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q

from digibarometer.exercises.activities import queries
from digibarometer.exercises.activities.models import Weight
from digibarometer.exercises.activities.queries import ground_of, short_list, stage
from digibarometer.exercises.activities.rules import MOST, SCALE
from digibarometer.exercises.activities.wall_columns import PROPOSALS, SEED
from digibarometer.live.panels import Touch, panel
from digibarometer.notes import voting
from digibarometer.notes.models import Note, Seed
from digibarometer.notes.signals import Noted
from digibarometer.pictures import Frame
from digibarometer.pictures.impact_effort_matrix import matrix, matrix_rows
from digibarometer.workshops import headcounts
from digibarometer.workshops.models import ELSEWHERE, Attendance, Step
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import Now

ON_BOARD, ON_PHONE, ON_DESK = 640, 390, 960
SHOW_PLAN = 98  # the spot that puts the plan on the board, instead of the picture


def of_proposals(here: Now, step: Step, notes: Iterable[Noted]) -> list[Touch]:
    """What shows proposals, besides the wall itself."""
    if step.kind != "activities":
        return []
    touches = [desk_ground.of(here.pk), desk_shortlist.of(here.pk)]
    for _, group, author in notes:
        touches += [my_origins.of(here.pk, author, step.pk)] if author is not None else []
        touches += [group_origins.of(here.pk, group, step.pk)] if group is not None else []
    return touches


def of_activity(here: Now, activity: int, is_shown: bool) -> list[Touch]:
    """What shows an activity; `is_shown`: also the picture."""
    touches = [each.of(here.pk) for each in (desk_ground, room_plan, board_plan)]
    touches.append(desk_activity.of(here.pk, None, activity))
    pictures = (desk_matrix, room_matrix, board_matrix)
    weighing = (room_weighing, board_weighing, desk_weighing, leader_weigh, desk_shortlist)
    return touches + ([each.of(here.pk) for each in (*pictures, *weighing)] if is_shown else [])


def _origins(now: Now, step: int, notes: Any) -> dict[str, Any]:
    ground = ground_of(now)
    rows = [
        (key, text, ground.grew.get(pk, ""))
        for pk, key, text in notes.filter(under=None).values_list("pk", "key", "text")
    ]
    return {
        "at": step,
        "proposals": rows,
        "linked": [(text, ground.told(source)) for _, text, source in rows if ground.told(source)],
        "raised": ground.raised,
        "by_area": ground.by_area,
    }


@panel
def my_origins(now: Now, viewer: Viewer, step: int) -> dict[str, Any]:
    """What one's own proposals grew from."""
    own = Note.objects.filter(author=viewer.participant_id, sitting=viewer.sitting)
    return _origins(now, step, own.filter(step=step, removed_at=None))


@panel
def group_origins(now: Now, group: int, step: int) -> dict[str, Any]:
    """What the group's proposals grew from."""
    return _origins(now, step, Note.objects.on_wall(step, group))


@panel
def desk_ground(now: Now) -> dict[str, Any]:
    """What the room has raised, and areas short of their target that nothing answers yet."""
    ground, step = ground_of(now), now.step
    grown = set(ground.grew.values())
    raised = [(seed, seed.source in grown) for seed in Seed.objects.filter(workshop=now.pk)]
    return {
        "gaps": ground.gaps,
        "raised": raised,
        "at": step.pk if step else None,
        "column": PROPOSALS,
        "seed": SEED,
        "may_grow": stage(now) in {"propose", "sharpen", "gather"},
    }


@panel
def board_ground(now: Now) -> dict[str, Any]:
    """While people write: what there is to grow proposals from."""
    raised = list(Seed.objects.filter(workshop=now.pk).values_list("text", flat=True)[:MOST])
    return {"step": now.step, "phase": now.phase, "gaps": ground_of(now).gaps[:MOST], "raised": raised}


@panel
def desk_shortlist(now: Now) -> dict[str, Any]:
    """Which proposals go on: at most eight, most dots first."""
    step = now.step
    if step is None:
        return {"rows": [], "most": MOST, "taken": 0, "at": None}
    poll = voting.poll_of(step)
    choices, counts = queries.candidates(now, step)
    held = {activity.source: activity for activity in short_list(now.pk)}
    rows = [(choice, counts.get(choice.key, 0), choice.key in held) for choice in choices]
    return {
        "rows": rows,
        "most": MOST,
        "taken": len(held),
        "at": step.pk,
        "is_voted": bool(counts),
        "is_open": poll is not None and poll.is_open,
        "gone": [held[key] for key in held if key not in {choice.key for choice in choices}],
    }


@panel
def room_weighing(now: Now) -> dict[str, Any]:
    """The short list, and the two questions on each."""
    return {"activities": short_list(now.pk), "scale": SCALE}


@panel
def my_weights(now: Now, viewer: Viewer) -> dict[str, Any]:
    """What one has said of each; the script marks it."""
    rows = Weight.objects.filter(participant=viewer.participant_id)
    mine: dict[int, tuple[int | str | None, ...]] = {}
    for activity, sitting, *both in rows.values_list("activity", "sitting", "effect", "effort"):
        mine[activity] = tuple(one if sitting == viewer.sitting or one is None else ELSEWHERE for one in both)
    said = [
        (activity.pk, side, mine.get(activity.pk, (None, None))[place])
        for activity in short_list(now.pk)
        for place, side in enumerate(("effect", "effort"))
    ]
    return {"said": said}


def _weighing(now: Now) -> dict[str, Any]:
    activities = short_list(now.pk)
    whole = Count("pk", filter=Q(effect__isnull=False, effort__isnull=False))
    rows = Weight.objects.filter(activity__in=[activity.pk for activity in activities]).values("participant")
    done = sum(row["whole"] >= len(activities) for row in rows.annotate(whole=whole).order_by())
    attending = Attendance.objects.filter(occasion=now.occasion, left_at=None).count()
    return {"activities": activities, "done": done, "all": attending, "scale": SCALE, "step": now.step}


@panel
def desk_weighing(now: Now) -> dict[str, Any]:
    """How many have weighed everything."""
    return _weighing(now)


@panel
def leader_weigh(now: Now) -> dict[str, Any]:
    """Weighing for somebody without a phone, who is chosen by first name."""
    people = Attendance.objects.filter(occasion=now.occasion, left_at=None).select_related("participant", "group")
    return {**_weighing(now), "people": people.order_by("group__number", "participant")}


@panel
def board_weighing(now: Now) -> dict[str, Any]:
    """The short list, and how many have weighed it."""
    return _weighing(now)


def _pictured(now: Now, width: int, prefix: str, with_list: bool) -> dict[str, Any]:
    activities = short_list(now.pk)
    found, words = queries.weighed(activities), queries.words()
    frame = Frame(f"{prefix}-matrix", queries.picture_title(), queries.picture_says(), width, number=queries.say)
    placed = {each.number for each in found}
    missing = [activity for activity in activities if activity.number not in placed]
    return {
        "activities": activities,
        "rows": matrix_rows(frame, found, words),
        "svg": matrix(frame, found, words, with_list=with_list) if found else "",
        "missing": missing,
        "are_at_tables": bool(missing) and headcounts.some_have_no_phone(now.pk),
        "columns": queries.picture_columns(),
        "title": queries.picture_title(),
        "listed": [(activity, queries.quadrant_name(activity)) for activity in activities],
        "threshold": now.workshop.threshold,
    }


@panel
def desk_matrix(now: Now) -> dict[str, Any]:
    """Effect and effort of the short list, as a picture and a table."""
    return {**_pictured(now, ON_DESK, "desk", True), "phase": now.phase, "show_plan": SHOW_PLAN}


@panel
def room_matrix(now: Now) -> dict[str, Any]:
    """The same on phones."""
    return _pictured(now, ON_PHONE, "room", True)


@panel
def board_matrix(now: Now) -> dict[str, Any]:
    """The same at ten metres, with its list beside."""
    told = _pictured(now, ON_BOARD, "board", False)
    listed = sorted(told["listed"], key=lambda each: each[0].chosen_at is None)  # what is chosen first
    return {**told, "listed": listed[:MOST], "more": len(listed[MOST:])}


@panel
def desk_activity(now: Now, activity: int) -> dict[str, Any]:
    """An activity: whether it is chosen, and who does what by when."""
    found = next((each for each in short_list(now.pk) if each.pk == activity), None)
    if found is None:
        return {"activity": None}
    ground = ground_of(now)
    return {
        "activity": found,
        "quadrant": queries.quadrant_name(found),
        "grew_from": ground.told(found.grew_from),
        "by_area": [(area, now.questions_of(area.pk)) for area in now.areas],
        "levels": now.content.question_set.levels,
        "sides": [("effect", found.agreed_effect), ("effort", found.agreed_effort)],
        "scale": SCALE,
        "is_too_few": found.weighed_by is not None and found.effect is None,
    }


def _chosen(now: Now) -> dict[str, Any]:
    ground = ground_of(now)
    chosen = [(each, queries.quadrant_name(each)) for each in ground.activities if each.chosen_at is not None]
    return {"chosen": chosen, "gaps": ground.gaps if chosen else []}


@panel
def room_plan(now: Now) -> dict[str, Any]:
    """What has been chosen, on phones."""
    return _chosen(now)


@panel
def board_plan(now: Now) -> dict[str, Any]:
    """What has been chosen, at ten metres: who, what first, when."""
    return _chosen(now)
