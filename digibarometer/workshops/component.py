"""The room itself as a part: who may move it when, and what is seen of it."""

from collections.abc import Sequence

from digibarometer.live.actions import On
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels
from digibarometer.workshops.actions import conditions, feedback, groups, run_control, table_screen
from digibarometer.workshops.models import State
from digibarometer.workshops.seats import DeskSeat, LeaderSeat, ParticipantSeat, Seat, TableSeat
from digibarometer.workshops.small_groups import leader_groups


def frame(seat: Seat) -> list[Touch]:
    """What stands on this screen whatever the step is."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [each.of(of) for each in (panels.desk_top, panels.desk_agenda, panels.desk_people, panels.desk_foot)]
        case ParticipantSeat():
            asks = any(group.asked_id == seat.person for group in seat.now.groups.values())
            return [panels.room_state.of(of), *([panels.my_table.of(of, seat.person)] if asks else [])]
        case TableSeat():
            return [panels.room_state.of(of)]
    return [panels.board_top.of(of)]


def shown(seat: Seat) -> Sequence[Touch]:
    """The panels of a step of the room's own: welcome, breaks, own steps and check-out."""
    of, step = seat.workshop, seat.now.step
    is_check_out = step is not None and step.kind == "checkout"
    match seat:
        case DeskSeat():
            last = panels.desk_check_out if is_check_out else leader_groups
            return [panels.desk_step.of(of), last.of(of), panels.leader_note.of(of)]
        case ParticipantSeat() | TableSeat():
            mine = [panels.my_check_out.of(of, seat.viewer.participant_id)] if is_check_out and seat.viewer else []
            group = [panels.group_card.of(of, seat.group)] if seat.group else []
            return [panels.room_instruction.of(of), *mine, *group, *lent(seat)]
    if step is None or step.kind == "welcome":
        return [panels.board_agenda.of(of), panels.board_corner.of(of)] if is_last(seat) else [panels.board_join.of(of)]
    return [(panels.board_check_out if is_check_out else panels.board_step).of(of), panels.board_corner.of(of)]


def groups_on_desk(seat: Seat, before: Sequence[Touch]) -> list[Touch]:
    """The small groups on the desk, whatever the step is, where they are made and are not among the panels already:
    somebody comes late, or must change places.
    """
    touch = leader_groups.of(seat.workshop)
    return [touch] if isinstance(seat, DeskSeat) and seat.now.groups and touch not in before else []


def is_last(seat: Seat) -> bool:
    """Whether this is the last of several phases of a step: at the welcome, when the day is gone through."""
    here, step = seat.now, seat.now.step
    phases = here.phases_of(step) if step else []
    return len(phases) > 1 and here.phase == phases[-1]


def lent(seat: ParticipantSeat | TableSeat) -> list[Touch]:
    """On a table screen: the way to hand it over."""
    return [panels.group_hand_over.of(seat.workshop, seat.group)] if isinstance(seat, TableSeat) else []


def over(seat: Seat) -> Sequence[Touch]:
    """The panels between two occasions, and when the workshop has ended."""
    of = seat.workshop
    match seat:
        case DeskSeat():
            return [panels.desk_step.of(of), panels.leader_note.of(of)]
        case ParticipantSeat() | TableSeat():
            return [panels.room_over.of(of)]
    return [panels.board_over.of(of)]


def stands_still(seat: Seat) -> bool:
    """Whether nothing goes on: between two occasions, or after the end."""
    return seat.now.workshop.state in {State.PAUSED, State.ENDED, State.CLOSED}


PEOPLE = ParticipantSeat | TableSeat

room = Part(
    key="workshops",
    rows=[
        On(run_control.MoveTo, run_control.move_to, by=LeaderSeat, when=conditions.as_seen_and_open, urgent=True),
        On(run_control.Extend, run_control.extend, by=LeaderSeat, when=conditions.as_seen_and_open, urgent=True),
        On(run_control.Pause, run_control.pause, by=LeaderSeat, when=conditions.as_seen_and_open, urgent=True),
        On(run_control.SetState, run_control.set_state, by=LeaderSeat, when=conditions.as_seen, urgent=True),
        On(groups.MakeGroups, groups.make_groups, by=LeaderSeat, when=conditions.as_seen_and_open, urgent=True),
        On(groups.Place, groups.place, by=LeaderSeat, when=conditions.while_open, urgent=True),
        On(groups.NameGroup, groups.name_group, by=LeaderSeat, when=conditions.while_open, urgent=True),
        On(table_screen.ShowNames, table_screen.show_names, by=LeaderSeat, when=conditions.while_open, urgent=True),
        On(feedback.WriteLeaderNote, feedback.leader_note, by=LeaderSeat, when=conditions.until_closed),
        On(feedback.SayReady, feedback.say_ready, by=PEOPLE, when=conditions.while_open),
        On(table_screen.HandOver, table_screen.hand_over, by=TableSeat, when=conditions.while_open, urgent=True),
        On(table_screen.LendTable, table_screen.lend, by=ParticipantSeat, when=conditions.while_open, urgent=True),
        On(feedback.SayOfTheDay, feedback.check_out, by=PEOPLE, when=conditions.while_open),
    ],
    panels=[
        panels.room_state, panels.room_instruction, panels.room_over, panels.group_card, panels.group_hand_over,
        panels.my_ready, panels.my_check_out, panels.my_table, panels.desk_top, panels.desk_agenda, panels.desk_step,
        panels.leader_note,
        panels.desk_people, leader_groups, panels.desk_foot, panels.desk_check_out, panels.board_top,
        panels.board_join, panels.board_agenda, panels.board_step, panels.board_check_out, panels.board_over,
        panels.board_corner,
    ],
    kinds=["welcome", "break", "lunch", "own", "checkout"],
    shown=shown,
)  # fmt: skip
