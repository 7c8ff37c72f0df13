"""The follow-up as a part: its step in the agenda, who may say what became of the last plan, and what is seen of it."""

from collections.abc import Sequence

from django.db.models import F
from msgspec import to_builtins

from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.questions.agenda_templates.schema import PlainStep, find_guide
from digibarometer.results.followup import actions, panels
from digibarometer.results.followup.queries import earlier_plan
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.extension_points import StepKind, WorkshopComponent
from digibarometer.workshops.factory import GUIDE
from digibarometer.workshops.models import Phase, PhaseKind, Step, Workshop
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat

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


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of the step."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [panels.desk_followup.ref(of)]
        case ParticipantSeat() | TableSeat():
            return [room.room_instruction.ref(of), panels.room_followup.ref(of)]
    return [panels.board_followup.ref(of)]


followup_component = WorkshopComponent(
    key="followup",
    rules=[
        ActionRule(actions.SetBecame, actions.set_became, LeaderSeat, while_open, urgent=True),
        ActionRule(actions.WriteLedTo, actions.write_led_to, LeaderSeat, while_open),
    ],
    panels=panels_of(panels),
    step_kinds=[StepKind(FOLLOWUP, has_work=False)],
    step_panels=step_panels,
)
