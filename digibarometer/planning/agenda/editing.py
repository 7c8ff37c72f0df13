"""Changing an agenda: its steps, phases and occasions. Each function is to be called inside a change."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas.models import BetweenSessionsTask, RemovedStep
from digibarometer.i18n import localized
from digibarometer.live.actions import Refusal
from digibarometer.questions.agenda_templates.fitting import area_step
from digibarometer.questions.agenda_templates.schema import ASSESSMENT, AgendaStep, AgendaTemplate, shipped_templates
from digibarometer.questions.models import Area
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.workshops.factory import add_step
from digibarometer.workshops.models import Attendance, Move, Occasion, Phase, PhaseKind, Step, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

NEW_PHASE = 5  # minutes
MOST_OCCASIONS = 4

T = TypeVar("T")


class AgendaError(Refusal):
    """The agenda cannot be changed like that."""


def move_step(workshop: Workshop, step: Step, by: int) -> None:
    """Move a step up (-1) or down (1), also to the occasion before or after."""
    occasions = list(workshop.occasions.all())
    steps = [list(workshop.steps.filter(occasion=occasion)) for occasion in occasions]
    for occasion, row in zip(occasions, moved_step(steps, step, by), strict=True):
        put_in_order(occasion, row)


def put_in_order(occasion: Occasion, steps: Collection[Step]) -> None:
    """Let an occasion have these steps, in this order."""
    for order, one in enumerate(steps, start=1):
        if (one.order, one.occasion_id) != (order, occasion.pk):
            Step.objects.filter(pk=one.pk).update(order=order, occasion=occasion)


def visited_steps(workshop: int) -> set[int]:
    """The numbers of the steps that the room has been in."""
    return set(Move.objects.filter(workshop=workshop).order_by().values_list("phase__step", flat=True)) - {None}


def remove_step(workshop: Workshop, step: Step, by: int | None = None) -> None:
    """Take a step out; it can be put back. Raises AgendaError when the room has been in it, or it is the only one."""
    if step.pk in visited_steps(workshop.pk):
        raise AgendaError(_("The room has been in that step. It stays in the agenda."))
    if workshop.steps.count() == 1:
        raise AgendaError(_("An agenda needs at least one step."))
    RemovedStep.objects.create(
        workshop=workshop,
        occasion_id=step.occasion_id,
        order=Step.objects.get(pk=step.pk).order,
        kind=step.kind,
        area_id=step.area_id,
        title=step.title,
        guide=step.guide,
        watch_speaker=step.watch_speaker,
        phases=list(step.phases.values("kind", "minutes", "text")),
        by_id=by,
    )
    Step.objects.filter(pk=step.pk).delete()  # the row itself is the snapshot's, which others read


def restore_step(workshop: Workshop, dropped: RemovedStep) -> Step:
    """Put a step back where it was. Raises AgendaError where its area has come back in another way."""
    if dropped.area_id and workshop.steps.filter(area=dropped.area_id).exists():
        raise AgendaError(_("That area is in the agenda already."))
    occasion = dropped.occasion or workshop.occasions.last()
    assert occasion is not None
    made = Step.objects.create(
        workshop=workshop,
        occasion=occasion,
        order=shift_steps(occasion, dropped.order),
        kind=dropped.kind,
        area_id=dropped.area_id,
        title=dropped.title,
        guide=dropped.guide,
        watch_speaker=dropped.watch_speaker,
    )
    for number, phase in enumerate(dropped.phases, start=1):
        Phase.objects.create(workshop=workshop, step=made, order=number, **phase)
    dropped.delete()
    return made


def shift_steps(occasion: Occasion, order: int) -> int:
    """Shift the steps from a place on, so that one can stand there; answers the place, at most right after the last."""
    order = min(order, occasion.steps.count() + 1)
    occasion.steps.filter(order__gte=order).update(order=F("order") + 1)
    return order


def add_pause(after: Step, kind: str) -> Step:
    """A break or lunch right after a step, as the templates have it."""
    return add_step(after.occasion, shift_steps(after.occasion, after.order + 1), break_template(kind), None)


def break_template(kind: str) -> AgendaStep:
    """The templates' break or lunch."""
    return next(step for template in shipped_templates() for step in template.steps() if step.kind == kind)


def add_phase(step: Step, kind: PhaseKind) -> Phase:
    """One more phase, last in a step."""
    order = step.phases.count() + 1
    return Phase.objects.create(workshop=step.workshop, step=step, order=order, kind=kind, minutes=NEW_PHASE)


def remove_phase(workshop: Workshop, phase: Phase) -> None:
    """Take a phase out. Raises AgendaError when the room has been in it, or it is the step's only one."""
    if Move.objects.filter(workshop=workshop, phase=phase).exists() or workshop.phase_id == phase.pk:
        raise AgendaError(_("The room has been in that phase. It stays in the agenda."))
    left = [one for one in phase.step.phases.all() if one.pk != phase.pk]
    if not left:
        raise AgendaError(_("A step needs at least one phase. Take the whole step out instead."))
    Phase.objects.filter(pk=phase.pk).delete()
    for order, one in enumerate(left, start=1):
        Phase.objects.filter(pk=one.pk).update(order=order)


def set_minutes(workshop: Workshop, minutes: Mapping[int, int]) -> None:
    """Give phases, by number, new minutes."""
    phases = list(workshop.phases.filter(pk__in=list(minutes)))
    for phase in phases:
        phase.minutes = minutes[phase.pk]
    workshop.phases.bulk_update(phases, ["minutes"])


def leave_out(workshop: Workshop, snapshot: WorkshopSnapshot, areas: Collection[int]) -> None:
    """Let the agenda do without these areas, and take in those that it was without.

    Raises AgendaError when the room has been in an area that is to go.
    """
    steps = {step.area_id: step for step in snapshot.steps_of(ASSESSMENT) if step.area_id}
    for number, step in steps.items():
        if number in areas:
            remove_step(workshop, step)
    wanted = [area for area in snapshot.content.areas if area.pk not in areas and area.pk not in steps]
    for area in wanted:
        _take_in(workshop, area)
    workshop.dropped_steps.filter(area__in=wanted).delete()


def _take_in(workshop: Workshop, area: Area) -> None:
    """Put an area's step after that of the area before it, or first where there is none."""
    there = list(workshop.steps.select_related("area", "occasion").filter(kind=ASSESSMENT))
    before = [step for step in there if step.area is None or step.area.order < area.order]
    beside = before[-1] if before else there[0] if there else workshop.steps.select_related("occasion").last()
    if beside is None:
        return
    order = shift_steps(beside.occasion, beside.order + (1 if before or not there else 0))
    model = next(step for step in shipped_templates()[0].steps() if step.area)
    written = next(one for one in to_schema(workshop.question_set).areas if one.key == area.key)
    add_step(beside.occasion, order, area_step(model, written, workshop.is_short), area)


def moved_step(occasions: Sequence[Sequence[T]], step: T, by: int) -> list[list[T]]:
    """The occasions' steps with one of them moved up (-1) or down (1); over the edge it goes to the next occasion.

    At the very first or last place nothing changes.
    """
    after = [list(steps) for steps in occasions]
    day = next(number for number, steps in enumerate(after) if step in steps)
    place = after[day].index(step)
    if 0 <= place + by < len(after[day]):
        after[day].insert(place + by, after[day].pop(place))
    elif 0 <= day + by < len(after):
        after[day].remove(step)
        after[day + by].insert(0 if by > 0 else len(after[day + by]), step)
    return after


def split(steps: Sequence[T], at: T) -> tuple[list[T], list[T]]:
    """An occasion's steps in two: what comes before a step, and it and what comes after."""
    place = list(steps).index(at)
    return list(steps[:place]), list(steps[place:])


def split_occasion(workshop: Workshop, at: Step) -> Occasion:
    """Let a new occasion begin with a step. Raises AgendaError where that cannot be."""
    before, after = split(list(workshop.steps.filter(occasion=at.occasion_id)), at)
    if not before:
        raise AgendaError(_("The occasion begins with that step already."))
    if {step.pk for step in after} & visited_steps(workshop.pk):
        raise AgendaError(_("The room has been in that step or one after it. Begin the new occasion later."))
    if workshop.occasions.count() >= MOST_OCCASIONS:
        raise AgendaError(_("There are four occasions already. That is as many as there can be."))
    held = workshop.occasions.get(pk=at.occasion_id)
    for later in workshop.occasions.filter(order__gt=held.order).order_by("-order"):
        Occasion.objects.filter(pk=later.pk).update(order=later.order + 1)
    made = Occasion.objects.create(workshop=workshop, order=held.order + 1, begins=held.begins)
    put_in_order(made, after)
    if not BetweenSessionsTask.objects.filter(occasion=held).exists():
        keep_between(held, suggested(), suggested_to_participants())
    return made


def join_occasions(workshop: Workshop, occasion: Occasion) -> None:
    """Let an occasion go on in the one before it. Raises AgendaError when people have come to it."""
    before = workshop.occasions.filter(order__lt=occasion.order).last()
    if before is None:
        raise AgendaError(_("There is no occasion before that one."))
    steps = list(workshop.steps.filter(occasion=occasion))
    if {step.pk for step in steps} & visited_steps(workshop.pk) or Attendance.objects.filter(
        occasion=occasion
    ).exists():
        raise AgendaError(_("That occasion has begun. It stays an occasion of its own."))
    put_in_order(before, [*workshop.steps.filter(occasion=before), *steps])
    workshop.dropped_steps.filter(occasion=occasion).update(occasion=before)
    later = list(workshop.occasions.filter(order__gt=occasion.order).order_by("order"))
    Occasion.objects.filter(pk=occasion.pk).delete()
    for one in later:
        Occasion.objects.filter(pk=one.pk).update(order=one.order - 1)


def suggested() -> str:
    """What the templates say is to be done between two occasions, a line each, in the reader's language."""
    return "\n".join(localized(line) for line in next((one.between for one in shipped_templates() if one.between), []))


def suggested_to_participants() -> str:
    """What participants are asked to do between two occasions, where the leader says nothing else."""
    return gettext("Bring an example from your daily work.")


def begin_between(workshop: Workshop, template: AgendaTemplate) -> None:
    """What is to be done between the occasions of a new workshop, as its template says. Inside a change."""
    said = "\n".join(localized(line) for line in template.between) or suggested()
    for occasion in list(workshop.occasions.all())[:-1]:
        keep_between(occasion, said, suggested_to_participants())


def keep_between(occasion: Occasion, leaders: str, participants: str) -> None:
    """Write what is to be done after an occasion."""
    texts = {"leaders": leaders, "participants": participants}
    BetweenSessionsTask.objects.update_or_create(
        occasion=occasion, defaults={"workshop_id": occasion.workshop_id, **texts}
    )
