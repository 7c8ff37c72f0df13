"""What people want of the room itself: the leader's moves, groups, being done, handing over, checking out."""

from digibarometer.workshops.actions.conditions import (
    CLOSED,
    OVER,
    LeadersAction,
    as_seen,
    as_seen_and_open,
    until_closed,
    while_open,
)
from digibarometer.workshops.actions.groups import MakeGroups, NameGroup, Place, make_groups, name_group, place
from digibarometer.workshops.actions.moves import Extend, MoveTo, Pause, SetState, extend, move_to, pause, set_state
from digibarometer.workshops.actions.people import (
    HandOver,
    ShowNames,
    hand_over,
    participant_or_refuse,
    person_or_refuse,
    show_names,
)
from digibarometer.workshops.actions.saying import (
    SayOfTheDay,
    SayReady,
    WriteLeaderNote,
    check_out,
    leader_note,
    say_ready,
)
from digibarometer.workshops.leading import MOVED_ON

__all__ = [
    "CLOSED",
    "MOVED_ON",
    "OVER",
    "Extend",
    "HandOver",
    "LeadersAction",
    "MakeGroups",
    "MoveTo",
    "NameGroup",
    "Pause",
    "Place",
    "SayOfTheDay",
    "SayReady",
    "SetState",
    "ShowNames",
    "WriteLeaderNote",
    "as_seen",
    "as_seen_and_open",
    "check_out",
    "extend",
    "hand_over",
    "leader_note",
    "make_groups",
    "move_to",
    "name_group",
    "participant_or_refuse",
    "pause",
    "person_or_refuse",
    "place",
    "say_ready",
    "set_state",
    "show_names",
    "until_closed",
    "while_open",
]
