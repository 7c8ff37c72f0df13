"""A question to all in between. Who may do what, and what is seen of it."""

from typing import Any

from digibarometer.hosting.quick_questions import actions, panels
from digibarometer.live.actions import ActionRule
from digibarometer.live.panels import Panel
from digibarometer.workshops.actions.conditions import while_open
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

PEOPLE = ParticipantSeat | TableSeat

ROWS: list[ActionRule[Any, Any]] = [
    ActionRule(
        actions.AskQuickQuestion,
        actions.ask_quick_question,
        allowed_seats=LeaderSeat,
        precondition=while_open,
        urgent=True,
    ),
    ActionRule(
        actions.AnswerQuickQuestion, actions.answer_quick_question, allowed_seats=PEOPLE, precondition=while_open
    ),
    ActionRule(
        actions.CloseQuickQuestion,
        actions.close_quick_question,
        allowed_seats=LeaderSeat,
        precondition=while_open,
        urgent=True,
    ),
    ActionRule(actions.ShowWords, actions.show_words, allowed_seats=LeaderSeat, precondition=while_open, urgent=True),
]
PANELS: list[Panel] = [panels.my_ask, panels.desk_ask]
