"""What people see of proposals and activities."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import queries
from digibarometer.exercises.activities.models import Activity, EffectEffortVote
from digibarometer.exercises.activities.queries import activity_sources, current_stage, short_list
from digibarometer.exercises.activities.rules import ACTIVITIES, MAX_SHORTLISTED, SCALE
from digibarometer.exercises.activities.wall_columns import PROPOSALS
from digibarometer.live.panels import Invalidation, board_panel, panel
from digibarometer.notes import voting
from digibarometer.notes.board_fill import BoardText, Fill, Space, fill_rows, fill_table
from digibarometer.notes.models import ActivitySeed, Note, NoteQuerySet
from digibarometer.notes.wall_registry import Choice, LinkedNote
from digibarometer.pictures.impact_effort_matrix import impact_effort_matrix
from digibarometer.pictures.svg import Frame
from digibarometer.questions.models import Area, Question
from digibarometer.tables import Level, Table
from digibarometer.workshops import headcounts
from digibarometer.workshops.models import ELSEWHERE, Attendance, Step
from digibarometer.workshops.phase_clock import RingContext, phase_ring
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.schedule import phase_sentence
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot

ON_BOARD, ON_PHONE, ON_DESK = 440, 390, 960
CROWDED = 6  # things to start from: more, and the large clock gives them its room
GROUND = {
    False: Space(28.8, 8.4),
    True: Space(40.6, 11.2),
}  # below their heading, beside the large clock and without it
TO_WEIGH = Space(26.4, 13.2)  # beside the count
BESIDE_MATRIX = Space(16.2, 14.6)
PLAN_HEIGHT, GAPS_HEIGHT, MOST_GAPS = 15.3, 1.6, 2  # the plan below its heading; areas that it leaves out
PLAN, SHORT_PLAN = (14.2, 10.2, 7.8, 7.6), (22, 10, 7.6)  # its columns; without the first steps
MOST_WITH_STEPS = 7  # rows


def panels_for_proposals(snapshot: WorkshopSnapshot, step: Step, notes: Iterable[LinkedNote]) -> list[Invalidation]:
    """What shows proposals, besides the wall itself."""
    if step.kind != ACTIVITIES:
        return []
    touches = [each.ref(snapshot.pk) for each in (desk_ground, desk_shortlist, board_ground)]
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


class OriginsContext(TypedDict):
    """Proposals (key, words, what each grew from) with what they can grow from."""

    at: int
    proposals: list[tuple[str, str, str]]
    linked: list[tuple[str, str]]
    raised: dict[str, str]
    by_area: list[tuple[str, dict[str, str]]]


def _origins(snapshot: WorkshopSnapshot, step: int, notes: NoteQuerySet) -> OriginsContext:
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
def my_origins(snapshot: WorkshopSnapshot, viewer: Viewer, step: int) -> OriginsContext:
    """What one's own proposals grew from."""
    own = Note.objects.filter(author=viewer.participant_id, sitting=viewer.sitting)
    return _origins(snapshot, step, own.filter(step=step, removed_at=None))


@panel
def group_origins(snapshot: WorkshopSnapshot, group: int, step: int) -> OriginsContext:
    """What the group's proposals grew from."""
    return _origins(snapshot, step, Note.objects.visible(step, group))


# What proposals can grow from; of each seed whether something has
SourcesContext = TypedDict(
    "SourcesContext", {"gaps": list[str], "raised": list[tuple[ActivitySeed, bool]], "column": str, "may_grow": bool}
)


@panel
def desk_ground(snapshot: WorkshopSnapshot) -> SourcesContext:
    """What the room has raised, and areas short of their target that nothing answers yet."""
    ground = activity_sources(snapshot)
    grown = set(ground.grew.values())
    raised = [(seed, seed.source in grown) for seed in ActivitySeed.objects.filter(workshop=snapshot.pk)]
    return {
        "gaps": ground.gaps,
        "raised": raised,
        "column": PROPOSALS,
        "may_grow": current_stage(snapshot) in {"propose", "sharpen", "gather"},
    }


# A list of what there is to start from, as large as it fits
SourceList = TypedDict("SourceList", {"texts": list[str], "more": int, "fill": Fill})


class BoardSourcesContext(RingContext):
    """What proposals can grow from: areas far from their target, and what has been raised; how many are written."""

    sentence: str
    gaps: SourceList | None
    raised: SourceList | None
    is_crowded: bool
    proposals: int


@board_panel(_("What to start from"))
def board_ground(snapshot: WorkshopSnapshot) -> BoardSourcesContext:
    """While people write: what there is to grow proposals from."""
    raised = list(ActivitySeed.objects.filter(workshop=snapshot.pk).values_list("text", flat=True)[:MAX_SHORTLISTED])
    gaps = activity_sources(snapshot).gaps[:MAX_SHORTLISTED]
    is_crowded = len(raised) + len(gaps) > CROWDED
    space = GROUND[is_crowded]
    if raised and gaps:
        space = Space(space.width / 2 - 1, space.height)
    columns = 1 if raised and gaps and not is_crowded else 2
    at = snapshot.step.pk if snapshot.step else 0
    return {
        **phase_ring(snapshot),
        "sentence": phase_sentence(snapshot),
        "gaps": _source_list(gaps, space, columns) if gaps else None,
        "raised": _source_list(raised, space, columns) if raised else None,
        "is_crowded": is_crowded,
        "proposals": Note.objects.visible(at).count(),
    }


def _source_list(texts: list[str], space: Space, columns: int) -> SourceList:
    fill = fill_rows(list(map(BoardText, texts)), space, columns)
    return {"texts": texts[: fill.shown], "more": len(texts) - fill.shown, "fill": fill}


class ShortlistContext(TypedDict):
    """What can be taken up, with its dots and whether it is; `gone` lies no longer on the wall."""

    rows: list[tuple[Choice, int, bool]]
    most: int
    taken: int
    is_voted: bool
    is_open: bool
    gone: list[Activity]


@panel
def desk_shortlist(snapshot: WorkshopSnapshot) -> ShortlistContext:
    """Which proposals go on: at most eight, most dots first."""
    step = snapshot.step
    poll = voting.poll_of(step) if step else None
    choices, counts = queries.candidates(snapshot, step) if step else ([], {})
    held = {activity.source: activity for activity in short_list(snapshot.pk)} if step else {}
    rows = [(choice, counts.get(choice.key, 0), choice.key in held) for choice in choices]
    return {
        "rows": rows,
        "most": MAX_SHORTLISTED,
        "taken": len(held),
        "is_voted": bool(counts),
        "is_open": poll is not None and poll.is_open,
        "gone": [held[key] for key in held if key not in {choice.key for choice in choices}],
    }


WeighingContext = TypedDict("WeighingContext", {"activities": list[Activity], "scale": Sequence[int]})


@panel
def room_weighing(snapshot: WorkshopSnapshot) -> WeighingContext:
    """The short list, and the two questions on each."""
    return {"activities": short_list(snapshot.pk), "scale": SCALE}


OwnWeightsContext = TypedDict("OwnWeightsContext", {"said": list[tuple[int, str, int | str | None]]})


@panel
def my_weights(snapshot: WorkshopSnapshot, viewer: Viewer) -> OwnWeightsContext:
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


WeighedContext = TypedDict("WeighedContext", {"done": int, "all": int})


def _weighed(snapshot: WorkshopSnapshot) -> WeighedContext:
    activities = short_list(snapshot.pk)
    whole = Count("pk", filter=Q(effect__isnull=False, effort__isnull=False))
    rows = EffectEffortVote.objects.filter(activity__in=[activity.pk for activity in activities]).values("participant")
    done = sum(row["whole"] >= len(activities) for row in rows.annotate(whole=whole).order_by())
    return {"done": done, "all": headcounts.attending_count(snapshot)}


@panel
def desk_weighing(snapshot: WorkshopSnapshot) -> WeighedContext:
    """How many have weighed everything."""
    return _weighed(snapshot)


class WeighingEntryContext(WeighingContext):
    """For whom somebody can weigh."""

    people: Iterable[Attendance]


@panel
def leader_weigh(snapshot: WorkshopSnapshot) -> WeighingEntryContext:
    """Weighing for somebody without a phone, who is chosen by first name."""
    people = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).select_related("participant", "group")
    ordered = people.order_by("group__number", "participant")
    return {"activities": short_list(snapshot.pk), "scale": SCALE, "people": ordered}


class BoardWeighingContext(WeighedContext):
    """The short list, and how many have weighed it, of all in per cent."""

    activities: list[Activity]
    more: int
    fill: Fill
    share: int


@board_panel(_("How many have weighed"))
def board_weighing(snapshot: WorkshopSnapshot) -> BoardWeighingContext:
    """The short list, and how many have weighed it."""
    weighed, activities = _weighed(snapshot), short_list(snapshot.pk)
    fill = fill_rows([BoardText(each.name, has_sign=True) for each in activities], TO_WEIGH, 2)
    return {
        **weighed,
        "activities": activities[: fill.shown],
        "more": len(activities) - fill.shown,
        "fill": fill,
        "share": round(100 * min(1, weighed["done"] / max(1, weighed["all"]))),
    }


# The picture of effect and effort with its table, and what has no place in it
MatrixContext = TypedDict(
    "MatrixContext", {"table": Table, "svg": str, "missing": list[Activity], "are_at_tables": bool}
)


def _pictured(snapshot: WorkshopSnapshot, width: int, prefix: str, with_names: bool = True) -> MatrixContext:
    activities = short_list(snapshot.pk)
    found, words = queries.weighed_activities(activities), queries.matrix_labels()
    frame = Frame(f"{prefix}-matrix", queries.picture_title(), queries.picture_says(), width, number=Level.text)
    placed = {each.number for each in found}
    missing = [activity for activity in activities if activity.number not in placed]
    return {
        "table": queries.matrix_table(found),
        "svg": impact_effort_matrix(frame, found, words, with_names=with_names) if found else "",
        "missing": missing,
        "are_at_tables": bool(missing) and headcounts.some_have_no_phone(snapshot.pk),
    }


class DeskMatrixContext(MatrixContext):
    """The picture on the desk, and the way to show the plan."""

    activities: list[Activity]
    show_plan: int


@panel
def desk_matrix(snapshot: WorkshopSnapshot) -> DeskMatrixContext:
    """Effect and effort of the short list, as a picture and a table."""
    pictured = _pictured(snapshot, ON_DESK, "desk")
    return {**pictured, "activities": short_list(snapshot.pk), "show_plan": BoardSpot.PLAN}


@panel
def room_matrix(snapshot: WorkshopSnapshot) -> MatrixContext:
    """The matrix of effect and effort on phones."""
    return _pictured(snapshot, ON_PHONE, "room")


class BoardMatrixContext(MatrixContext):
    """The picture on the projector, with the activities and their quadrants beside."""

    listed: list[tuple[Activity, str]]
    more: int
    fill: Fill


@board_panel(_("Effect and effort"))
def board_matrix(snapshot: WorkshopSnapshot) -> BoardMatrixContext:
    """The matrix of effect and effort on the projector, with its numbers explained beside."""
    chosen_first = sorted(short_list(snapshot.pk), key=lambda activity: activity.chosen_at is None)
    listed = [(activity, queries.quadrant_name(activity)) for activity in chosen_first]
    fill = fill_rows([BoardText(f"{each.name} {where}", has_sign=True) for each, where in listed], BESIDE_MATRIX, 1)
    if fill.shown < len(listed):  # the picture says where, too
        listed = [(each, "") for each, _where in listed]
        fill = fill_rows([BoardText(each.name, has_sign=True) for each, _where in listed], BESIDE_MATRIX, 1)
    more = len(listed) - fill.shown
    return {**_pictured(snapshot, ON_BOARD, "board", False), "listed": listed[: fill.shown], "more": more, "fill": fill}


class ActivityContext(TypedDict, total=False):
    """An activity in the plan; empty when it has been taken off the short list."""

    activity: Activity
    quadrant: str
    grew_from: str
    by_area: list[tuple[Area, list[Question]]]
    levels: Sequence[int]
    sides: list[tuple[str, int | None]]
    scale: Sequence[int]
    is_too_few: bool


@panel
def desk_activity(snapshot: WorkshopSnapshot, activity: int) -> ActivityContext:
    """An activity: whether it is chosen, and who does what by when."""
    found = next((each for each in short_list(snapshot.pk) if each.pk == activity), None)
    if found is None:
        return {}
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


PlanContext = TypedDict("PlanContext", {"chosen": list[Activity]})


def _chosen(snapshot: WorkshopSnapshot) -> list[Activity]:
    return [each for each in activity_sources(snapshot).activities if each.chosen_at is not None]


@panel
def room_plan(snapshot: WorkshopSnapshot) -> PlanContext:
    """What has been chosen, on phones."""
    return {"chosen": _chosen(snapshot)}


class BoardPlanContext(PlanContext):
    """What has been chosen, as large as it fits, and the areas that it does not answer."""

    more: int
    fill: Fill
    has_steps: bool
    gaps: list[str]
    more_gaps: int


@board_panel(_("The plan"))
def board_plan(snapshot: WorkshopSnapshot) -> BoardPlanContext:
    """What has been chosen, at ten metres: who, when, and while there is room for it what first."""
    chosen = _chosen(snapshot)
    gaps = activity_sources(snapshot).gaps if chosen else []
    has_steps = len(chosen) <= MOST_WITH_STEPS
    rows = [
        [each.name, *([each.first_step] if has_steps else []), f"{each.owner}, {each.owner_name}", "30 september 2027"]
        for each in chosen
    ]
    height = PLAN_HEIGHT - GAPS_HEIGHT * bool(gaps)
    fill = fill_table(rows, PLAN, height) if has_steps else fill_table(rows, SHORT_PLAN, height, air=0.05)
    return {
        "chosen": chosen[: fill.shown],
        "more": len(chosen) - fill.shown,
        "fill": fill,
        "has_steps": has_steps,
        "gaps": gaps[:MOST_GAPS],
        "more_gaps": len(gaps[MOST_GAPS:]),
    }
