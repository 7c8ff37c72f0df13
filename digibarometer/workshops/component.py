"""The room itself as a part: who may move it when, and what is seen of it."""

from collections.abc import Sequence

from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.questions.agenda_templates.schema import PlainStep
from digibarometer.workshops import panels, small_groups
from digibarometer.workshops.actions import feedback, groups, run_control, table_screen
from digibarometer.workshops.actions.conditions import (
    if_version_matches,
    if_version_matches_and_open,
    until_closed,
    while_open,
)
from digibarometer.workshops.extension_points import StepKind, WorkshopComponent
from digibarometer.workshops.models import State
from digibarometer.workshops.seats import BoardSeat, DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat


def frame_panels(seat: Seat) -> list[Invalidation]:
    """What stands on this screen whatever the step is."""
    of = seat.workshop
    match seat:
        case ParticipantSeat():
            asks = any(group.asked_id == seat.person for group in seat.snapshot.groups.values())
            return [panels.room_state.ref(of), *([panels.my_table.ref(of, seat.person)] if asks else [])]
        case TableSeat():
            return [panels.room_state.ref(of)]
    return [panels.board_top.ref(of)]


def desk_screen(
    seat: Seat, work: Sequence[Invalidation], beside: Sequence[Invalidation], tools: Sequence[Invalidation]
) -> list[Invalidation]:
    """The desk: the step and what is done in it, the next move, how the room is, the day, and last the drawer.

    The small groups lie in the drawer where the step does not show them: somebody comes late, or must change places.
    """
    of, groups = seat.workshop, small_groups.leader_groups.ref(seat.workshop)
    others = [] if groups in work or is_paused_or_over(seat) or not seat.snapshot.groups else [groups]
    note = [panels.leader_note.ref(of)] if seat.snapshot.step else []
    return [
        panels.desk_top.ref(of),
        panels.desk_step.ref(of),
        *work,
        panels.desk_foot.ref(of),
        panels.desk_people.ref(of),
        *beside,
        panels.desk_agenda.ref(of),
        panels.desk_tools.ref(of),
        *tools,
        *note,
        *others,
        panels.desk_ending.ref(of),
    ]


def with_step_frame(seat: Seat, own: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """A step's own panels between those that every step has: on a table the way to hand its screen over, on the
    projector the code to come in by, unless it is shown large.
    """
    of = seat.workshop
    match seat:
        case TableSeat():
            return [*own, panels.group_hand_over.ref(of, seat.group)]
        case BoardSeat() if panels.board_join.ref(of) not in own:
            return [*own, panels.board_corner.ref(of)]
    return own


def step_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels of a step of the room's own: welcome, breaks, own steps and check-out."""
    of, step = seat.workshop, seat.snapshot.step
    is_check_out = step is not None and step.kind == PlainStep.CHECKOUT
    match seat:
        case DeskSeat() if is_check_out:
            return [panels.desk_check_out.ref(of)]
        case DeskSeat():
            start = [panels.desk_start.ref(of)] if step is None else []
            has_groups = step is None or step.kind == PlainStep.WELCOME
            return [*start, *([small_groups.leader_groups.ref(of)] if has_groups else [])]
        case ParticipantSeat() | TableSeat():
            mine = [panels.my_check_out.ref(of, seat.viewer.participant_id)] if is_check_out and seat.viewer else []
            group = [panels.group_card.ref(of, seat.group)] if seat.group else []
            return [panels.room_instruction.ref(of), *mine, *group]
    if step is None or step.kind == PlainStep.WELCOME:
        return [(panels.board_agenda if is_last_phase(seat) else panels.board_join).ref(of)]
    return [(panels.board_check_out if is_check_out else panels.board_step).ref(of)]


def is_last_phase(seat: Seat) -> bool:
    """Whether this is the last of several phases of a step: at the welcome, when the day is gone through."""
    snapshot, step = seat.snapshot, seat.snapshot.step
    phases = snapshot.phases_of(step) if step else []
    return len(phases) > 1 and snapshot.phase == phases[-1]


def ended_panels(seat: Seat) -> Sequence[Invalidation]:
    """The panels between two occasions, and when the workshop has ended."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [panels.desk_over.ref(of)] if seat.snapshot.workshop.is_over else []
        case ParticipantSeat() | TableSeat():
            return [panels.room_over.ref(of)]
    return [panels.board_over.ref(of)]


def is_paused_or_over(seat: Seat) -> bool:
    """Whether nothing goes on: between two occasions, or after the end."""
    return seat.snapshot.workshop.state in {State.PAUSED, State.ENDED, State.CLOSED}


PEOPLE = ParticipantSeat | TableSeat

room_component = WorkshopComponent(
    key="workshops",
    rules=[
        ActionRule(run_control.MoveTo, run_control.move_to, LeaderSeat, if_version_matches_and_open, urgent=True),
        ActionRule(run_control.Extend, run_control.extend, LeaderSeat, if_version_matches_and_open, urgent=True),
        ActionRule(run_control.Pause, run_control.pause, LeaderSeat, if_version_matches_and_open, urgent=True),
        ActionRule(run_control.SetState, run_control.set_state, LeaderSeat, if_version_matches, urgent=True),
        ActionRule(groups.MakeGroups, groups.make_groups, LeaderSeat, if_version_matches_and_open, urgent=True),
        ActionRule(groups.Place, groups.place, LeaderSeat, while_open, urgent=True),
        ActionRule(groups.NameGroup, groups.name_group, LeaderSeat, while_open, urgent=True),
        ActionRule(table_screen.ShowNames, table_screen.show_names, LeaderSeat, while_open, urgent=True),
        ActionRule(feedback.WriteLeaderNote, feedback.leader_note, LeaderSeat, until_closed),
        ActionRule(feedback.SayReady, feedback.say_ready, PEOPLE, while_open),
        ActionRule(table_screen.HandOver, table_screen.hand_over, TableSeat, while_open, urgent=True),
        ActionRule(table_screen.LendTable, table_screen.lend, ParticipantSeat, while_open, urgent=True),
        ActionRule(feedback.SayOfTheDay, feedback.check_out, PEOPLE, while_open),
    ],
    panels=panels_of(panels, small_groups),
    step_kinds=[
        StepKind(PlainStep.WELCOME, has_work=False, is_recapped=False),
        StepKind(PlainStep.BREAK, has_work=False, is_recapped=False, min_minutes=5),
        StepKind(PlainStep.LUNCH, has_work=False, is_recapped=False, keeps_minutes=True),
        StepKind(PlainStep.OWN, has_work=False),
        StepKind(PlainStep.CHECKOUT, has_work=False, is_recapped=False, keeps_minutes=True),
    ],
    step_panels=step_panels,
    presence_panels=lambda workshop: [panels.desk_top.ref(workshop), panels.desk_start.ref(workshop)],
)
