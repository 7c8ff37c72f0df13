"""The step in the agenda: right after the welcome, and only where there is a plan to follow up."""

from django.db.models import F
from msgspec import to_builtins

from digibarometer.questions.agenda_templates.schema import PlainStep, find_guide
from digibarometer.results.followup.queries import earlier_plan
from digibarometer.workshops.factory import GUIDE
from digibarometer.workshops.models import Phase, PhaseKind, Step, Workshop

FOLLOWUP, MINUTES, MINUTES_EACH, MAX_MINUTES = "followup", 5, 2, 20


def add_followup_step(workshop: Workshop) -> Step | None:
    """Put the follow-up into a new workshop's agenda; none where no plan came before. To be called inside a change."""
    plan = earlier_plan(workshop)
    first = workshop.occasions.first()
    if not plan or first is None or workshop.steps.filter(kind=FOLLOWUP).exists():
        return None
    welcome = first.steps.filter(kind=PlainStep.WELCOME).first()
    order = welcome.order + 1 if welcome else 1
    for step in first.steps.filter(order__gte=order).order_by("-order"):
        Step.objects.filter(pk=step.pk).update(order=F("order") + 1)
    written = find_guide(FOLLOWUP)
    made = Step.objects.create(
        workshop=workshop,
        occasion=first,
        order=order,
        kind=FOLLOWUP,
        title=written.title,
        guide={name: to_builtins(getattr(written, name)) for name in GUIDE},
    )
    minutes = min(MAX_MINUTES, MINUTES + MINUTES_EACH * len(plan))
    Phase.objects.create(workshop=workshop, step=made, order=1, kind=PhaseKind.PLENARY, minutes=minutes)
    return made
