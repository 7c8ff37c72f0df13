"""A question to all in between. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.quick_questions import actions, panels
from digibarometer.live.actions import On
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

PEOPLE = ParticipantSeat | TableSeat

ROWS: list[On[Any, Any]] = [
    On(actions.AskRoom, actions.ask_room, by=LeaderSeat, when=while_open, urgent=True),
    On(actions.Answer, actions.answer, by=PEOPLE, when=while_open),
    On(actions.CloseAsk, actions.close_ask, by=LeaderSeat, when=while_open, urgent=True),
    On(actions.ShowWords, actions.show_words, by=LeaderSeat, when=while_open, urgent=True),
]
PANELS: list[Panel] = [panels.my_ask, panels.desk_ask]
