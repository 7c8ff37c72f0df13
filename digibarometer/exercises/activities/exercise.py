"""Activities' table of contents: who may do what, when, and what can be seen. Its wall stands in notes."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import (
    actions,
    lifecycle,
    panels,
    sheets,
    simulated_behaviour,
    summary,
    wall_columns,
)
from digibarometer.exercises.activities.queries import activity_sources, current_stage, short_list
from digibarometer.exercises.activities.rules import ACTIVITIES
from digibarometer.exercises.base import Exercise
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.notes import screen_layout as wall
from digibarometer.notes.models import ActivitySeed
from digibarometer.notes.wall_registry import Wall
from digibarometer.workshops import panels as room
from digibarometer.workshops.extension_points import StepKind, step_kind
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a step of activities, by screen and by what the phase is for."""
    match seat:
        case DeskSeat():
            return desk_panels(seat)
        case ParticipantSeat() | TableSeat():
            return phone_panels(seat)
    return board_panels(seat.snapshot)


def phone_panels(seat: ParticipantSeat | TableSeat) -> list[Invalidation]:
    """Write, sharpen together, vote, weigh, and see what is chosen."""
    of, snapshot = seat.workshop, seat.snapshot
    ready = room.ready_panels(seat)
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
            return [(panels.board_plan if snapshot.workshop.spot == BoardSpot.PLAN else panels.board_matrix).ref(of)]
        case "propose":
            has_ground = ActivitySeed.objects.filter(workshop=of).exists() or activity_sources(snapshot).gaps
            return [panels.board_ground.ref(of)] if has_ground else list(wall.board_panels(snapshot))
    return list(wall.board_panels(snapshot))


def agenda_warnings(snapshot: WorkshopSnapshot) -> Iterator[str]:
    """What to do is chosen when the room has seen where it stands."""
    pictures = [place for place, step in enumerate(snapshot.steps) if step_kind(step.kind).shows_all_areas]
    activities = [place for place, step in enumerate(snapshot.steps) if step.kind == ACTIVITIES]
    if pictures and activities and activities[0] < pictures[0]:
        yield gettext("The activities come before today's picture. It is hard to choose what to do before you see it.")


PEOPLE = ParticipantSeat | TableSeat
ANYONE = PEOPLE | LeaderSeat

exercise = Exercise(
    key="activities",
    name=_("Activities"),
    step_kinds=[StepKind(ACTIVITIES, reports_back=True, keeps_minutes=True)],
    wall=Wall(columns=wall_columns.columns, ballot=wall_columns.ballot),
    rules=[
        ActionRule(actions.LinkProposal, actions.link, ANYONE, actions.while_wall_can_change),
        ActionRule(actions.Shortlist, actions.take, LeaderSeat, actions.while_open, urgent=True),
        ActionRule(actions.Weigh, actions.weigh, ANYONE, actions.while_open),
        ActionRule(actions.SetWeight, actions.set_weight, LeaderSeat, actions.while_open, urgent=True),
        ActionRule(actions.Choose, actions.choose, LeaderSeat, actions.while_open, urgent=True),
        ActionRule(actions.WriteActivity, actions.write, LeaderSeat, actions.while_open),
        ActionRule(actions.SetDue, actions.set_due, LeaderSeat, actions.while_open),
        ActionRule(actions.SetLevelChange, actions.set_level_change, LeaderSeat, actions.while_open),
    ],
    panels=panels_of(panels),
    step_panels=step_panels,
    sheets=sheets.SHEETS,
    simulated_person=simulated_behaviour.Proposer,
    simulated_leading=simulated_behaviour.LEADS,
    recap=summary.recap,
    agenda_warnings=agenda_warnings,
    on_phase_begun=lifecycle.phase_begun,
    on_step_closed=lifecycle.step_closed,
    on_people_changed=lifecycle.people_changed,
    on_seed_planted=lifecycle.seed_planted,
    on_notes_changed=panels.panels_for_proposals,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
)
