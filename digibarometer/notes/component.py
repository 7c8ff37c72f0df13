"""Walls as a part of the room: who may do what with notes, themes and votes, and what is seen of them."""

from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import panels_of
from digibarometer.notes import actions, board_panels, invalidation, leader_actions, lifecycle, panels, vote_actions
from digibarometer.notes.permissions import unless_locked, while_at_the_wall, while_sorting
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

ANYONE = ParticipantSeat | TableSeat | LeaderSeat

notes_component = WorkshopComponent(
    key="notes",
    rules=[
        ActionRule(actions.WriteNote, actions.write, ANYONE, unless_locked),
        ActionRule(actions.MoveNote, actions.move, ANYONE, while_sorting),
        ActionRule(actions.MergeNote, actions.merge, ANYONE, while_sorting),
        ActionRule(actions.HighlightNote, actions.highlight_note, ANYONE, while_sorting),
        ActionRule(actions.RemoveNote, actions.remove_note, ANYONE, unless_locked),
        ActionRule(actions.SetTheme, actions.set_theme, ANYONE, while_sorting),
        ActionRule(actions.DeleteTheme, actions.delete_theme, ANYONE, while_sorting),
        ActionRule(vote_actions.CastVote, vote_actions.vote, ANYONE, while_at_the_wall),
        ActionRule(leader_actions.LockWall, leader_actions.lock, LeaderSeat, while_at_the_wall, urgent=True),
        ActionRule(leader_actions.UndoChange, leader_actions.undo, LeaderSeat, while_at_the_wall, urgent=True),
        ActionRule(
            leader_actions.SetPoll, leader_actions.set_poll, LeaderSeat, leader_actions.as_seen_on_wall, urgent=True
        ),
        ActionRule(leader_actions.PlantSeed, leader_actions.plant, LeaderSeat, while_at_the_wall),
    ],
    panels=panels_of(panels, board_panels),
    on_phase_begun=lifecycle.groups_begin,
    on_step_closed=lifecycle.step_closes,
    on_people_changed=invalidation.panels_for_people,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
)
