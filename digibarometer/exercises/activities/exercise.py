"""Activities' table of contents: who may do what, when, and what can be seen. Its wall stands in notes."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import actions, lifecycle, panels, shortlist, simulated_behaviour, summary
from digibarometer.exercises.activities.queries import ground_of, short_list, stage
from digibarometer.exercises.base import Exercise
from digibarometer.live.actions import On
from digibarometer.live.panels import Touch
from digibarometer.notes import screen_layout as wall
from digibarometer.notes.models import Seed
from digibarometer.notes.signals import Noted
from digibarometer.workshops import panels as room
from digibarometer.workshops.component import lent
from digibarometer.workshops.models import Phase, Step
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.snapshot import Now


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a step of activities, by screen and by what the phase is for."""
    match seat:
        case DeskSeat():
            return [room.desk_step.of(seat.workshop), *on_desk(seat), room.leader_note.of(seat.workshop)]
        case ParticipantSeat() | TableSeat():
            return [*on_phone(seat), *lent(seat)]
    return [*on_board(seat.now), room.board_corner.of(seat.workshop)]


def on_phone(seat: ParticipantSeat | TableSeat) -> list[Touch]:
    """Write, sharpen together, vote, weigh, and see what is chosen."""
    of, here = seat.workshop, seat.now
    ready = [room.my_ready.of(of, seat.person)] if seat.person else []
    match stage(here):
        case "weigh":
            mine = [panels.my_weights.of(of, seat.person)] if seat.person else []
            return [panels.room_weighing.of(of), *mine, *ready]
        case "choose":
            return [panels.room_plan.of(of), panels.room_matrix.of(of)]
        case "gather":
            return list(wall.on_phone(seat))
        case "sharpen":
            ours = [panels.group_origins.of(of, seat.group, _step(here))] if seat.group else []
            return [*wall.on_phone(seat), *ours, *ready]
    own = [panels.my_origins.of(of, seat.person, _step(here))] if seat.person else []
    return [*wall.on_phone(seat), *own, *ready]


def _step(here: Now) -> int:
    return here.step.pk if here.step else 0


def on_desk(seat: DeskSeat) -> list[Touch]:
    """What the leader looks after."""
    of = seat.workshop
    match stage(seat.now):
        case "weigh":
            return [panels.desk_weighing.of(of), panels.leader_weigh.of(of), panels.desk_shortlist.of(of)]
        case "choose":
            each = [panels.desk_activity.of(of, None, activity.pk) for activity in short_list(of)]
            return [panels.desk_matrix.of(of), panels.desk_ground.of(of), *each]
        case "gather":
            first, *rest = wall.on_desk(seat)
            return [panels.desk_ground.of(of), first, panels.desk_shortlist.of(of), *rest]
    return [panels.desk_ground.of(of), *wall.on_desk(seat)]


def on_board(here: Now) -> list[Touch]:
    """What there is to grow from, the wall, how far the weighing has come, the picture, the plan."""
    of = here.pk
    match stage(here):
        case "weigh":
            return [panels.board_weighing.of(of)]
        case "choose":
            return [(panels.board_plan if here.workshop.spot == panels.SHOW_PLAN else panels.board_matrix).of(of)]
        case "propose":
            has_ground = Seed.objects.filter(workshop=of).exists() or ground_of(here).gaps
            return [panels.board_ground.of(of)] if has_ground else list(wall.on_board(here))
    return list(wall.on_board(here))


def phase_begun(here: Now, phase: Phase) -> Iterable[Touch]:
    """The short list is made when the weighing begins; the votes are opened after it. The move touches everything."""
    shortlist.begins(here, phase)
    return []


def people_changed(here: Now) -> Iterable[Touch]:
    """Somebody has come or gone: how many are to weigh, and for whom the leader can."""
    if here.step is None or here.step.kind != "activities" or stage(here) != "weigh":
        return []
    return [each.of(here.pk) for each in (panels.desk_weighing, panels.leader_weigh, panels.board_weighing)]


def step_closed(here: Now, step: Step) -> Iterable[Touch]:
    """The room leaves the step: what was not opened is opened."""
    if step.kind == "activities":
        shortlist.open_weights(here)
    return []


def planted(here: Now, seed: Seed, is_planted: bool) -> Iterable[Touch]:
    """Something more has been raised, while the room is here: every screen has it to grow proposals from."""
    is_here = here.step is not None and here.step.kind == "activities"
    return room.everything_of(here.pk) if is_here else []


def noted(here: Now, step: Step, notes: list[Noted]) -> Iterable[Touch]:
    """Proposals have changed."""
    return panels.of_proposals(here, step, notes)


PEOPLE = ParticipantSeat | TableSeat
ANYONE = PEOPLE | LeaderSeat

exercise = Exercise(
    key="activities",
    name=_("Activities"),
    kinds=["activities"],
    rows=[
        On(actions.LinkProposal, actions.link, by=ANYONE, when=actions.on_the_wall),
        On(actions.Shortlist, actions.take, by=LeaderSeat, when=actions.while_open, urgent=True),
        On(actions.Weigh, actions.weigh, by=ANYONE, when=actions.while_open),
        On(actions.SetWeight, actions.set_weight, by=LeaderSeat, when=actions.while_open, urgent=True),
        On(actions.Choose, actions.choose, by=LeaderSeat, when=actions.while_open, urgent=True),
        On(actions.WriteActivity, actions.write, by=LeaderSeat, when=actions.while_open),
        On(actions.SetDue, actions.set_due, by=LeaderSeat, when=actions.while_open),
        On(actions.Aim, actions.aim, by=LeaderSeat, when=actions.while_open),
    ],
    panels=[
        panels.my_origins, panels.group_origins, panels.desk_ground, panels.board_ground, panels.desk_shortlist,
        panels.room_weighing, panels.my_weights, panels.desk_weighing, panels.leader_weigh, panels.board_weighing,
        panels.desk_matrix,
        panels.room_matrix, panels.board_matrix, panels.desk_activity, panels.room_plan, panels.board_plan,
    ],
    shown=shown,
    summary=summary.of,
    rehearsal=simulated_behaviour.person,
    on_merge=lifecycle.merge,
    on_close=lifecycle.close,
)  # fmt: skip
