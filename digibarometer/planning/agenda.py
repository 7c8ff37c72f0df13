"""Changing an agenda (each function is called inside a change), and what to think of in it."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import StrOrPromise
from digibarometer.planning import rules
from digibarometer.questions.agendas import templates
from digibarometer.questions.fitting import step_for
from digibarometer.questions.models import Area
from digibarometer.questions.written import written_of
from digibarometer.workshops.agenda import rows
from digibarometer.workshops.making import add_step
from digibarometer.workshops.models import Move, Step, Workshop
from digibarometer.workshops.now import Now


class Impossible(Exception):
    """The agenda cannot be changed like that; the message says why."""

    def __init__(self, why: StrOrPromise) -> None:
        super().__init__(why)
        self.why = why


def move(workshop: Workshop, step: Step, by: int) -> None:
    """Move a step up (-1) or down (1), also to the occasion before or after."""
    occasions = list(workshop.occasions.all())
    steps = [list(workshop.steps.filter(occasion=occasion)) for occasion in occasions]
    for occasion, row in zip(occasions, rules.moved(steps, step, by), strict=True):
        for order, one in enumerate(row, start=1):
            if (one.order, one.occasion_id) != (order, occasion.pk):
                Step.objects.filter(pk=one.pk).update(order=order, occasion=occasion)


def drop(workshop: Workshop, step: Step) -> None:
    """Take a step out. Raises Impossible when the room has been in it, or it is the only one."""
    if Move.objects.filter(workshop=workshop, phase__step=step).exists():
        raise Impossible(_("The room has been in that step. It stays in the agenda."))
    if workshop.steps.count() == 1:
        raise Impossible(_("An agenda needs at least one step."))
    step.delete()


def set_minutes(workshop: Workshop, minutes: Mapping[int, int]) -> None:
    """Give phases, by number, new minutes."""
    phases = list(workshop.phases.filter(pk__in=list(minutes)))
    for phase in phases:
        phase.minutes = minutes[phase.pk]
    workshop.phases.bulk_update(phases, ["minutes"])


def warnings(here: Now) -> Iterator[str]:
    """What a leader should think of, in plain words."""
    for number, occasion in enumerate(here.occasions, start=1):
        day = [(row.step.kind, row.minutes) for row in rows(here, occasion)]
        names = {"number": number, "minutes": sum(minutes for _kind, minutes in day)}
        if not day:
            yield gettext("Occasion %(number)s has no steps. Move a step there.") % names
        if names["minutes"] > rules.MOST_IN_A_DAY:
            yield gettext("Occasion %(number)s is %(minutes)s minutes long. That is more than a working day.") % names
        if (longest := rules.longest_without_break(day)) > rules.MOST_WITHOUT_BREAK:
            said = gettext("Occasion %(number)s has %(minutes)s minutes in a row without a break. Add one, or shorten.")
            yield said % {**names, "minutes": longest}
    if not any(step.kind == "assessment" for step in here.steps):
        yield gettext("There is no self-assessment in the agenda, so there will be no picture of today.")


def leave_out(workshop: Workshop, here: Now, areas: Collection[int]) -> None:
    """Let the agenda do without these areas, and take in those that it was without; to be called inside a change.

    Raises Impossible when the room has been in an area that is to go.
    """
    steps = {step.area_id: step for step in here.steps if step.kind == "assessment" and step.area_id}
    for number, step in steps.items():
        if number in areas:
            drop(workshop, step)
    wanted = [area for area in here.content.areas if area.pk not in areas and area.pk not in steps]
    for area in wanted:
        _take_in(workshop, area)


def _take_in(workshop: Workshop, area: Area) -> None:
    """Put an area's step after that of the area before it, or first where there is none."""
    there = list(workshop.steps.select_related("area", "occasion").filter(kind="assessment"))
    before = [step for step in there if step.area is None or step.area.order < area.order]
    beside = before[-1] if before else there[0] if there else workshop.steps.select_related("occasion").last()
    if beside is None:
        return
    order = beside.order + (1 if before or not there else 0)
    occasion = beside.occasion
    for step in workshop.steps.filter(occasion=occasion, order__gte=order).order_by("-order"):
        Step.objects.filter(pk=step.pk).update(order=step.order + 1)
    model = next(step for step in templates()[0].steps() if step.area)
    written = next(one for one in written_of(workshop.question_set).areas if one.key == area.key)
    add_step(occasion, order, step_for(model, written, workshop.is_short), area)
