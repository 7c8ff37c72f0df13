"""Everything that can be printed of a workshop: what it is, how many, on which paper, and when it cannot be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from digibarometer.paper.typesetting import About, typeset
from digibarometer.planning.printing import cards, forms, posters
from digibarometer.planning.printing.copies import Room, halved
from digibarometer.planning.printing.guide import guide
from digibarometer.workshops.models import State
from digibarometer.workshops.now import Now

TEMPLATES = Path(__file__).parent.parent / "templates" / "planning" / "printing"
Words = str | Promise
TO_CUT = _("Each sheet has the same card twice: cut once, and there are two whole packs in order.")


@dataclass(frozen=True)
class Sheet:
    """One thing to print. `why_not` says in words why there is nothing to print, or nothing at all."""

    key: str  # in its address, and the name of its template
    title: Words
    use: Words
    paper: Words
    data: Callable[[Now], Mapping[str, Any]]
    copies: Callable[[Room], int]
    why_not: Callable[[Now], Words]
    template: str
    hint: Words = ""

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"print_{self.key.replace('-', '_')}"

    def pdf(self, here: Now) -> bytes:
        """The paper, in the language that is on."""
        about = About(
            title=f"{self.title}: {here.workshop.title}",
            author=str(here.workshop.municipality),
            description=str(self.use),
        )
        return typeset(TEMPLATES / f"{self.template}.typ", self.data(here), about)


def _nothing(here: Now) -> Words:
    return ""


def _no_code(here: Now) -> Words:
    return _("The workshop is closed, and its code leads nowhere.") if here.workshop.state == State.CLOSED else ""


def _no_questions(here: Now) -> Words:
    return "" if cards.questions(here) else _("There is no self-assessment in the agenda.")


def _no_swot(here: Now) -> Words:
    return "" if posters.swot_step(here) else _("There is no SWOT in the agenda.")


def _no_cards(here: Now) -> Words:
    if not any(step.kind == "horizon" for step in here.steps):
        return _("There is no horizon scan in the agenda.")
    return "" if cards.chosen_signals(here) else _("No horizon cards are chosen yet.")


def _no_activities(here: Now) -> Words:
    has = any(step.kind == "activities" for step in here.steps)
    return "" if has else _("There are no activities in the agenda.")


SHEETS = [
    Sheet(
        "join-poster", _("Poster with the code"), _("By the door: how to come in."), _("A3"),
        lambda here: posters.join_poster(here, "a3"), lambda room: 1, _no_code, "join_poster",
    ),
    Sheet(
        "join-sheet", _("Sheet with the code"), _("On each table: how to come in."), _("A4"),
        lambda here: posters.join_poster(here, "a4"), lambda room: room.groups, _no_code, "join_poster",
    ),
    Sheet(
        "agenda", _("Agenda"), _("On each table: what we do, and when."), _("A4"),
        posters.agenda, lambda room: room.groups, _nothing, "agenda",
    ),
    Sheet(
        "guide", _("Leader's guide"), _("For who leads: what to say and do in each step, with room for notes."),
        _("A4, both sides"), guide, lambda room: 1, _nothing, "guide",
    ),
    Sheet(
        "swot-posters", _("SWOT poster"), _("One for each group: the four quadrants with prompts."), _("A3"),
        lambda here: posters.swot_posters(here, one_a_page=False), lambda room: room.groups, _no_swot, "swot_posters",
    ),
    Sheet(
        "swot-quadrants", _("SWOT, a poster for each quadrant"), _("On the wall, for all groups together."), _("A3"),
        lambda here: posters.swot_posters(here, one_a_page=True), lambda room: 1, _no_swot, "swot_posters",
    ),
    Sheet(
        "question-cards", _("Question cards"),
        _("A pack for each group: every level in words, and room for one's own."), _("A4, on one side, to cut to A5"),
        lambda here: cards.question_cards(here, one_a_page=False), lambda room: halved(room.groups), _no_questions,
        "question_cards", TO_CUT,
    ),
    Sheet(
        "question-cards-a5", _("Question cards, one on a page"), _("For a printer that takes A5, or to read."),
        _("A5"), lambda here: cards.question_cards(here, one_a_page=True), lambda room: room.groups, _no_questions,
        "question_cards",
    ),
    Sheet(
        "group-sheets", _("Group sheets"), _("For each group: a page for each area, for the secretary to fill in."),
        _("A4"), forms.group_sheets, lambda room: room.groups, _no_questions, "group_sheets",
    ),
    Sheet(
        "horizon-cards", _("Horizon cards"), _("A pack for each group, with room to place them."),
        _("A4, on one side, to cut to A5"), lambda here: cards.horizon_cards(here, one_a_page=False),
        lambda room: halved(room.groups), _no_cards, "horizon_cards", TO_CUT,
    ),
    Sheet(
        "activity-sheets", _("Activity sheets"), _("One for each person: what, who, the first step and when."),
        _("A4, to cut to A5"), forms.activity_sheets, lambda room: halved(room.people), _no_activities,
        "activity_sheets", _("Each sheet has two."),
    ),
]  # fmt: skip
