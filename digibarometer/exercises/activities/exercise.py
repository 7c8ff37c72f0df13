"""Activities' table of contents: who may do what, when, and what can be seen. Its wall stands in notes."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import actions, lifecycle, panels, shortlist, simulated_behaviour, summary
from digibarometer.exercises.activities.queries import activity_sources, current_stage, short_list
from digibarometer.exercises.base import Exercise
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.notes import screen_layout as wall
from digibarometer.notes.models import ActivitySeed
from digibarometer.notes.signals import LinkedNote
from digibarometer.workshops import panels as room
from digibarometer.workshops.component import hand_over_panels
from digibarometer.workshops.models import Phase, Step
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a step of activities, by screen and by what the phase is for."""
    match seat:
        case DeskSeat():
            return [room.desk_step.ref(seat.workshop), *desk_panels(seat), room.leader_note.ref(seat.workshop)]
        case ParticipantSeat() | TableSeat():
            return [*phone_panels(seat), *hand_over_panels(seat)]
    return [*board_panels(seat.snapshot), room.board_corner.ref(seat.workshop)]


def phone_panels(seat: ParticipantSeat | TableSeat) -> list[Invalidation]:
    """Write, sharpen together, vote, weigh, and see what is chosen."""
    of, snapshot = seat.workshop, seat.snapshot
    ready = [room.my_ready.ref(of, seat.person)] if seat.person else []
    match current_stage(snapshot):
        case "weigh":
            mine = [panels.my_weights.ref(of, seat.person)] if seat.person else []
            return [panels.room_weighing.ref(of), *mine, *ready]
        case "choose":
            return [panels.room_plan.ref(of), panels.room_matrix.ref(of)]
        case "gather":
            return list(wall.phone_panels(seat))
        case "sharpen":
            ours = [panels.group_origins.ref(of, seat.group, _step(snapshot))] if seat.group else []
            return [*wall.phone_panels(seat), *ours, *ready]
    own = [panels.my_origins.ref(of, seat.person, _step(snapshot))] if seat.person else []
    return [*wall.phone_panels(seat), *own, *ready]


def _step(snapshot: WorkshopSnapshot) -> int:
    return snapshot.step.pk if snapshot.step else 0


def desk_panels(seat: DeskSeat) -> list[Invalidation]:
    """What the leader looks after."""
    of = seat.workshop
    match current_stage(seat.snapshot):
        case "weigh":
            return [panels.desk_weighing.ref(of), panels.leader_weigh.ref(of), panels.desk_shortlist.ref(of)]
        case "choose":
            each = [panels.desk_activity.ref(of, None, activity.pk) for activity in short_list(of)]
            return [panels.desk_matrix.ref(of), panels.desk_ground.ref(of), *each]
        case "gather":
            first, *rest = wall.desk_panels(seat)
            return [panels.desk_ground.ref(of), first, panels.desk_shortlist.ref(of), *rest]
    return [panels.desk_ground.ref(of), *wall.desk_panels(seat)]


def board_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """What there is to grow from, the wall, how far the weighing has come, the picture, the plan."""
    of = snapshot.pk
    match current_stage(snapshot):
        case "weigh":
            return [panels.board_weighing.ref(of)]
        case "choose":
            return [(panels.board_plan if snapshot.workshop.spot == panels.SHOW_PLAN else panels.board_matrix).ref(of)]
        case "propose":
            has_ground = ActivitySeed.objects.filter(workshop=of).exists() or activity_sources(snapshot).gaps
            return [panels.board_ground.ref(of)] if has_ground else list(wall.board_panels(snapshot))
    return list(wall.board_panels(snapshot))


def phase_begun(snapshot: WorkshopSnapshot, phase: Phase) -> Iterable[Invalidation]:
    """The short list is made when the weighing begins; the votes are opened after it. The move touches everything."""
    shortlist.phase_begun(snapshot, phase)
    return []


def people_changed(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """Somebody has come or gone: how many are to weigh, and for whom the leader can."""
    if snapshot.step is None or snapshot.step.kind != "activities" or current_stage(snapshot) != "weigh":
        return []
    return [each.ref(snapshot.pk) for each in (panels.desk_weighing, panels.leader_weigh, panels.board_weighing)]


def step_closed(snapshot: WorkshopSnapshot, step: Step) -> Iterable[Invalidation]:
    """The room leaves the step: what was not opened is opened."""
    if step.kind == "activities":
        shortlist.open_weights(snapshot)
    return []


def planted(snapshot: WorkshopSnapshot, seed: ActivitySeed, is_planted: bool) -> Iterable[Invalidation]:
    """Something more has been raised, while the room is here: every screen has it to grow proposals from."""
    is_here = snapshot.step is not None and snapshot.step.kind == "activities"
    return [whole_workshop(snapshot.pk)] if is_here else []


def noted(snapshot: WorkshopSnapshot, step: Step, notes: list[LinkedNote]) -> Iterable[Invalidation]:
    """Proposals have changed."""
    return panels.panels_for_proposals(snapshot, step, notes)


PEOPLE = ParticipantSeat | TableSeat
ANYONE = PEOPLE | LeaderSeat

exercise = Exercise(
    key="activities",
    name=_("Activities"),
    kinds=["activities"],
    rows=[
        ActionRule(
            actions.LinkProposal, actions.link, allowed_seats=ANYONE, precondition=actions.while_wall_can_change
        ),
        ActionRule(
            actions.Shortlist, actions.take, allowed_seats=LeaderSeat, precondition=actions.while_open, urgent=True
        ),
        ActionRule(actions.Weigh, actions.weigh, allowed_seats=ANYONE, precondition=actions.while_open),
        ActionRule(
            actions.SetWeight,
            actions.set_weight,
            allowed_seats=LeaderSeat,
            precondition=actions.while_open,
            urgent=True,
        ),
        ActionRule(
            actions.Choose, actions.choose, allowed_seats=LeaderSeat, precondition=actions.while_open, urgent=True
        ),
        ActionRule(actions.WriteActivity, actions.write, allowed_seats=LeaderSeat, precondition=actions.while_open),
        ActionRule(actions.SetDue, actions.set_due, allowed_seats=LeaderSeat, precondition=actions.while_open),
        ActionRule(
            actions.SetLevelChange, actions.set_level_change, allowed_seats=LeaderSeat, precondition=actions.while_open
        ),
    ],
    panels=[
        panels.my_origins,
        panels.group_origins,
        panels.desk_ground,
        panels.board_ground,
        panels.desk_shortlist,
        panels.room_weighing,
        panels.my_weights,
        panels.desk_weighing,
        panels.leader_weigh,
        panels.board_weighing,
        panels.desk_matrix,
        panels.room_matrix,
        panels.board_matrix,
        panels.desk_activity,
        panels.room_plan,
        panels.board_plan,
    ],
    shown=step_panels,
    summary=summary.summarize,
    simulated_actions=simulated_behaviour.simulated_actions,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
)
