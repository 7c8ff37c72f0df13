"""One occasion or several: splitting the agenda at a step, and joining it again. Called inside a change."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas.models import BetweenSessionsTask
from digibarometer.i18n import localized
from digibarometer.planning.agenda import rules
from digibarometer.planning.agenda.editing import AgendaError, put_in_order, visited_steps
from digibarometer.questions.agenda_templates.schema import AgendaTemplate, shipped_templates
from digibarometer.workshops.models import Attendance, Occasion, Step, Workshop

MOST_OCCASIONS = 4


def split_occasion(workshop: Workshop, at: Step) -> Occasion:
    """Let a new occasion begin with a step. Raises AgendaError where that cannot be."""
    before, after = rules.split(list(workshop.steps.filter(occasion=at.occasion_id)), at)
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
