"""Walls as a part of the room: who may do what with notes, themes and votes, and what is seen of them."""

from digibarometer.live.actions import ActionRule
from digibarometer.notes import actions, invalidation, leader_actions, lifecycle, panels, permissions, vote_actions
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

ANYONE = ParticipantSeat | TableSeat | LeaderSeat

notes_component = WorkshopComponent(
    key="notes",
    rows=[
        ActionRule(actions.WriteNote, actions.write, allowed_seats=ANYONE, precondition=permissions.unless_locked),
        ActionRule(actions.MoveNote, actions.move, allowed_seats=ANYONE, precondition=permissions.while_sorting),
        ActionRule(actions.MergeNote, actions.merge, allowed_seats=ANYONE, precondition=permissions.while_sorting),
        ActionRule(
            actions.HighlightNote, actions.highlight_note, allowed_seats=ANYONE, precondition=permissions.while_sorting
        ),
        ActionRule(
            actions.RemoveNote, actions.remove_note, allowed_seats=ANYONE, precondition=permissions.unless_locked
        ),
        ActionRule(actions.SetTheme, actions.set_theme, allowed_seats=ANYONE, precondition=permissions.while_sorting),
        ActionRule(
            actions.DeleteTheme, actions.delete_theme, allowed_seats=ANYONE, precondition=permissions.while_sorting
        ),
        ActionRule(
            vote_actions.CastVote, vote_actions.vote, allowed_seats=ANYONE, precondition=permissions.while_at_the_wall
        ),
        ActionRule(
            leader_actions.LockWall,
            leader_actions.lock,
            allowed_seats=LeaderSeat,
            precondition=permissions.while_at_the_wall,
            urgent=True,
        ),
        ActionRule(
            leader_actions.UndoChange,
            leader_actions.undo,
            allowed_seats=LeaderSeat,
            precondition=permissions.while_at_the_wall,
            urgent=True,
        ),
        ActionRule(
            leader_actions.SetPoll,
            leader_actions.set_poll,
            allowed_seats=LeaderSeat,
            precondition=leader_actions.as_seen_on_wall,
            urgent=True,
        ),
        ActionRule(
            leader_actions.PlantSeed,
            leader_actions.plant,
            allowed_seats=LeaderSeat,
            precondition=permissions.while_at_the_wall,
        ),
    ],
    panels=[
        panels.my_wall,
        panels.my_note,
        panels.group_wall,
        panels.group_note,
        panels.group_theme,
        panels.room_wall,
        panels.room_note,
        panels.room_theme,
        panels.room_wall_state,
        panels.my_marks,
        panels.desk_notes,
        panels.desk_note,
        panels.desk_wall,
        panels.desk_written,
        panels.leader_enter,
        panels.leader_vote,
        panels.desk_poll,
        panels.desk_voted,
        panels.room_ballot,
        panels.my_votes,
        panels.room_result,
        panels.board_wall,
    ],
    on_phase_begun=lifecycle.groups_begin,
    on_step_closed=lifecycle.step_closes,
    on_people_changed=invalidation.panels_for_people,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
)
