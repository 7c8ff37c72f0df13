"""Changing the steps of an agenda. Each function is to be called inside a change."""

from collections.abc import Collection, Mapping

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas.models import RemovedStep
from digibarometer.live.actions import Refusal
from digibarometer.planning.agenda import rules
from digibarometer.questions.agenda_templates.fitting import area_step
from digibarometer.questions.agenda_templates.schema import ASSESSMENT, AgendaStep, shipped_templates
from digibarometer.questions.models import Area
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.workshops.factory import add_step
from digibarometer.workshops.models import Move, Occasion, Phase, PhaseKind, Step, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

NEW_PHASE = 5  # minutes


class AgendaError(Refusal):
    """The agenda cannot be changed like that."""


def move_step(workshop: Workshop, step: Step, by: int) -> None:
    """Move a step up (-1) or down (1), also to the occasion before or after."""
    occasions = list(workshop.occasions.all())
    steps = [list(workshop.steps.filter(occasion=occasion)) for occasion in occasions]
    for occasion, row in zip(occasions, rules.moved_step(steps, step, by), strict=True):
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
    step.delete()


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
    phase.delete()
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
