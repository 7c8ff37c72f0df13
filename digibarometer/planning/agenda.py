"""Changing an agenda (each function is called inside a change), and what to think of in it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import StrOrPromise
from digibarometer.planning import rules
from digibarometer.workshops.agenda import rows
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
