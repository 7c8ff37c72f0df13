"""Walls as a part of the room: who may do what with notes, themes and votes, and what is seen of them."""

from digibarometer.live.actions import On
from digibarometer.live.interfaces import Part
from digibarometer.notes import actions, leader_actions, panels, permissions, vote_actions
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

ANYONE = ParticipantSeat | TableSeat | LeaderSeat

notes = Part(
    key="notes",
    rows=[
        On(actions.WriteNote, actions.write, by=ANYONE, when=permissions.unless_locked),
        On(actions.MoveNote, actions.move, by=ANYONE, when=permissions.while_sorting),
        On(actions.MergeNote, actions.merge, by=ANYONE, when=permissions.while_sorting),
        On(actions.LiftNote, actions.lift, by=ANYONE, when=permissions.while_sorting),
        On(actions.TakeAway, actions.take_away, by=ANYONE, when=permissions.unless_locked),
        On(actions.Gather, actions.gather, by=ANYONE, when=permissions.while_sorting),
        On(actions.DropTheme, actions.drop_theme, by=ANYONE, when=permissions.while_sorting),
        On(vote_actions.CastVote, vote_actions.vote, by=ANYONE, when=permissions.while_at_the_wall),
        On(
            leader_actions.LockWall, leader_actions.lock, by=LeaderSeat, when=permissions.while_at_the_wall, urgent=True
        ),
        On(
            leader_actions.UndoChange,
            leader_actions.undo,
            by=LeaderSeat,
            when=permissions.while_at_the_wall,
            urgent=True,
        ),
        On(
            leader_actions.SetPoll,
            leader_actions.set_poll,
            by=LeaderSeat,
            when=leader_actions.as_seen_on_wall,
            urgent=True,
        ),
        On(leader_actions.PlantSeed, leader_actions.plant, by=LeaderSeat, when=permissions.while_at_the_wall),
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
)
