"""What people see of proposals and activities."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import queries
from digibarometer.exercises.activities.models import EffectEffortVote
from digibarometer.exercises.activities.queries import activity_sources, current_stage, short_list
from digibarometer.exercises.activities.rules import ACTIVITIES, MAX_SHORTLISTED, SCALE
from digibarometer.exercises.activities.wall_columns import PROPOSALS, SEED
from digibarometer.live.panels import Invalidation, board_panel, panel
from digibarometer.notes import voting
from digibarometer.notes.models import ActivitySeed, Note
from digibarometer.notes.wall_registry import LinkedNote
from digibarometer.pictures import Frame
from digibarometer.pictures.impact_effort_matrix import impact_effort_matrix
from digibarometer.tables import Level
from digibarometer.workshops import headcounts
from digibarometer.workshops.models import ELSEWHERE, Attendance, Step
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot

ON_BOARD, ON_PHONE, ON_DESK = 640, 390, 960


def panels_for_proposals(snapshot: WorkshopSnapshot, step: Step, notes: Iterable[LinkedNote]) -> list[Invalidation]:
    """What shows proposals, besides the wall itself."""
    if step.kind != ACTIVITIES:
        return []
    touches = [desk_ground.ref(snapshot.pk), desk_shortlist.ref(snapshot.pk)]
    for _note, group, author in notes:
        touches += [my_origins.ref(snapshot.pk, author, step.pk)] if author is not None else []
        touches += [group_origins.ref(snapshot.pk, group, step.pk)] if group is not None else []
    return touches


def panels_for_activity(snapshot: WorkshopSnapshot, activity: int, is_shown: bool) -> list[Invalidation]:
    """What shows an activity; `is_shown`: also the picture."""
    touches = [each.ref(snapshot.pk) for each in (desk_ground, room_plan, board_plan)]
    touches.append(desk_activity.ref(snapshot.pk, None, activity))
    pictures = (desk_matrix, room_matrix, board_matrix)
    weighing = (room_weighing, board_weighing, desk_weighing, leader_weigh, desk_shortlist)
    return touches + ([each.ref(snapshot.pk) for each in (*pictures, *weighing)] if is_shown else [])


def _origins(snapshot: WorkshopSnapshot, step: int, notes: Any) -> dict[str, Any]:
    ground = activity_sources(snapshot)
    rows = [
        (key, text, ground.grew.get(pk, ""))
        for pk, key, text in notes.filter(under=None).values_list("pk", "key", "text")
    ]
    return {
        "at": step,
        "proposals": rows,
        "linked": [(text, ground.source_text(source)) for _, text, source in rows if ground.source_text(source)],
        "raised": ground.raised,
        "by_area": ground.by_area,
    }


@panel
def my_origins(snapshot: WorkshopSnapshot, viewer: Viewer, step: int) -> dict[str, Any]:
    """What one's own proposals grew from."""
    own = Note.objects.filter(author=viewer.participant_id, sitting=viewer.sitting)
    return _origins(snapshot, step, own.filter(step=step, removed_at=None))


@panel
def group_origins(snapshot: WorkshopSnapshot, group: int, step: int) -> dict[str, Any]:
    """What the group's proposals grew from."""
    return _origins(snapshot, step, Note.objects.visible(step, group))


@panel
def desk_ground(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """What the room has raised, and areas short of their target that nothing answers yet."""
    ground, step = activity_sources(snapshot), snapshot.step
    grown = set(ground.grew.values())
    raised = [(seed, seed.source in grown) for seed in ActivitySeed.objects.filter(workshop=snapshot.pk)]
    return {
        "gaps": ground.gaps,
        "raised": raised,
        "at": step.pk if step else None,
        "column": PROPOSALS,
        "seed": SEED,
        "may_grow": current_stage(snapshot) in {"propose", "sharpen", "gather"},
    }


@board_panel(_("What to start from"))
def board_ground(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """While people write: what there is to grow proposals from."""
    raised = list(ActivitySeed.objects.filter(workshop=snapshot.pk).values_list("text", flat=True)[:MAX_SHORTLISTED])
    return {
        "step": snapshot.step,
        "phase": snapshot.phase,
        "gaps": activity_sources(snapshot).gaps[:MAX_SHORTLISTED],
        "raised": raised,
    }


@panel
def desk_shortlist(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """Which proposals go on: at most eight, most dots first."""
    step = snapshot.step
    if step is None:
        return {"rows": [], "most": MAX_SHORTLISTED, "taken": 0, "at": None}
    poll = voting.poll_of(step)
    choices, counts = queries.candidates(snapshot, step)
    held = {activity.source: activity for activity in short_list(snapshot.pk)}
    rows = [(choice, counts.get(choice.key, 0), choice.key in held) for choice in choices]
    return {
        "rows": rows,
        "most": MAX_SHORTLISTED,
        "taken": len(held),
        "at": step.pk,
        "is_voted": bool(counts),
        "is_open": poll is not None and poll.is_open,
        "gone": [held[key] for key in held if key not in {choice.key for choice in choices}],
    }


@panel
def room_weighing(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The short list, and the two questions on each."""
    return {"activities": short_list(snapshot.pk), "scale": SCALE}


@panel
def my_weights(snapshot: WorkshopSnapshot, viewer: Viewer) -> dict[str, Any]:
    """What one has said of each; the script marks it."""
    rows = EffectEffortVote.objects.filter(participant=viewer.participant_id)
    mine: dict[int, tuple[int | str | None, ...]] = {}
    for activity, sitting, *both in rows.values_list("activity", "sitting", "effect", "effort"):
        mine[activity] = tuple(one if sitting == viewer.sitting or one is None else ELSEWHERE for one in both)
    said = [
        (activity.pk, side, mine.get(activity.pk, (None, None))[place])
        for activity in short_list(snapshot.pk)
        for place, side in enumerate(("effect", "effort"))
    ]
    return {"said": said}


def _weighing(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    activities = short_list(snapshot.pk)
    whole = Count("pk", filter=Q(effect__isnull=False, effort__isnull=False))
    rows = EffectEffortVote.objects.filter(activity__in=[activity.pk for activity in activities]).values("participant")
    done = sum(row["whole"] >= len(activities) for row in rows.annotate(whole=whole).order_by())
    attending = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).count()
    return {"activities": activities, "done": done, "all": attending, "scale": SCALE, "step": snapshot.step}


@panel
def desk_weighing(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """How many have weighed everything."""
    return _weighing(snapshot)


@panel
def leader_weigh(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """Weighing for somebody without a phone, who is chosen by first name."""
    people = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).select_related("participant", "group")
    return {**_weighing(snapshot), "people": people.order_by("group__number", "participant")}


@board_panel(_("How many have weighed"))
def board_weighing(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The short list, and how many have weighed it."""
    return _weighing(snapshot)


def _pictured(snapshot: WorkshopSnapshot, width: int, prefix: str, with_list: bool) -> dict[str, Any]:
    activities = short_list(snapshot.pk)
    found, words = queries.weighed_activities(activities), queries.matrix_labels()
    frame = Frame(f"{prefix}-matrix", queries.picture_title(), queries.picture_says(), width, number=Level.text)
    placed = {each.number for each in found}
    missing = [activity for activity in activities if activity.number not in placed]
    return {
        "activities": activities,
        "table": queries.matrix_table(found),
        "svg": impact_effort_matrix(frame, found, words, with_list=with_list) if found else "",
        "missing": missing,
        "are_at_tables": bool(missing) and headcounts.some_have_no_phone(snapshot.pk),
        "listed": [(activity, queries.quadrant_name(activity)) for activity in activities],
        "threshold": snapshot.workshop.threshold,
    }


@panel
def desk_matrix(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """Effect and effort of the short list, as a picture and a table."""
    return {**_pictured(snapshot, ON_DESK, "desk", True), "phase": snapshot.phase, "show_plan": BoardSpot.PLAN}


@panel
def room_matrix(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The matrix of effect and effort on phones."""
    return _pictured(snapshot, ON_PHONE, "room", True)


@board_panel(_("Effect and effort"))
def board_matrix(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """The matrix of effect and effort on the projector, to be read at ten metres, with its list beside."""
    told = _pictured(snapshot, ON_BOARD, "board", False)
    listed = sorted(told["listed"], key=lambda each: each[0].chosen_at is None)  # what is chosen first
    return {**told, "listed": listed[:MAX_SHORTLISTED], "more": len(listed[MAX_SHORTLISTED:])}


@panel
def desk_activity(snapshot: WorkshopSnapshot, activity: int) -> dict[str, Any]:
    """An activity: whether it is chosen, and who does what by when."""
    found = next((each for each in short_list(snapshot.pk) if each.pk == activity), None)
    if found is None:
        return {"activity": None}
    ground = activity_sources(snapshot)
    return {
        "activity": found,
        "quadrant": queries.quadrant_name(found),
        "grew_from": ground.source_text(found.grew_from),
        "by_area": [(area, snapshot.questions_of(area.pk)) for area in snapshot.areas],
        "levels": snapshot.content.question_set.levels,
        "sides": [("effect", found.agreed_effect), ("effort", found.agreed_effort)],
        "scale": SCALE,
        "is_too_few": found.weighed_by is not None and found.effect is None,
    }


def _chosen(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    ground = activity_sources(snapshot)
    chosen = [(each, queries.quadrant_name(each)) for each in ground.activities if each.chosen_at is not None]
    return {"chosen": chosen, "gaps": ground.gaps if chosen else []}


@panel
def room_plan(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """What has been chosen, on phones."""
    return _chosen(snapshot)


@board_panel(_("The plan"))
def board_plan(snapshot: WorkshopSnapshot) -> dict[str, Any]:
    """What has been chosen, at ten metres: who, what first, when."""
    return _chosen(snapshot)
