"""Everything that can be printed of a workshop."""

from django.utils.translation import gettext_lazy as _

from digibarometer.planning.printing import cards, posters, worksheets
from digibarometer.planning.printing.guide import guide
from digibarometer.planning.printing.printable import Sheet, Words
from digibarometer.planning.printing.quantities import double_sided_copies
from digibarometer.workshops.models import State
from digibarometer.workshops.snapshot import WorkshopSnapshot

TO_CUT = _("Each sheet has the same card twice: cut once, and there are two whole packs in order.")


def _one(snapshot: WorkshopSnapshot) -> int:
    return 1


def _questions(snapshot: WorkshopSnapshot) -> int:
    return len(cards.questions(snapshot))


def _nothing(snapshot: WorkshopSnapshot) -> Words:
    return ""


def _no_code(snapshot: WorkshopSnapshot) -> Words:
    return _("The workshop is closed, and its code leads nowhere.") if snapshot.workshop.state == State.CLOSED else ""


def _no_questions(snapshot: WorkshopSnapshot) -> Words:
    return "" if cards.questions(snapshot) else _("There is no self-assessment in the agenda.")


def _no_swot(snapshot: WorkshopSnapshot) -> Words:
    return "" if posters.swot_step(snapshot) else _("There is no SWOT in the agenda.")


def _no_cards(snapshot: WorkshopSnapshot) -> Words:
    if not any(step.kind == "horizon" for step in snapshot.steps):
        return _("There is no horizon scan in the agenda.")
    return "" if cards.chosen_signals(snapshot) else _("No horizon cards are chosen yet.")


def _no_activities(snapshot: WorkshopSnapshot) -> Words:
    has = any(step.kind == "activities" for step in snapshot.steps)
    return "" if has else _("There are no activities in the agenda.")


SHEETS = [
    Sheet(
        key="join-poster",
        title=_("Poster with the code"),
        use=_("By the door: how to come in."),
        paper=_("A3"),
        data=lambda here: posters.join_poster(here, "a3"),
        copies=lambda room: 1,
        pages=_one,
        why_not=_no_code,
        template="join_poster",
    ),
    Sheet(
        key="join-sheet",
        title=_("Sheet with the code"),
        use=_("On each table: how to come in."),
        paper=_("A4"),
        data=lambda here: posters.join_poster(here, "a4"),
        copies=lambda room: room.groups,
        pages=_one,
        why_not=_no_code,
        template="join_poster",
    ),
    Sheet(
        key="agenda",
        title=_("Agenda"),
        use=_("On each table: what we do, and when."),
        paper=_("A4"),
        data=posters.agenda,
        copies=lambda room: room.groups,
        pages=lambda here: len(here.occasions),
        why_not=_nothing,
        template="agenda",
    ),
    Sheet(
        key="guide",
        title=_("Leader's guide"),
        use=_("For who leads: what to say and do in each step, with room for notes."),
        paper=_("A4, both sides"),
        data=guide,
        copies=lambda room: 1,
        pages=lambda here: 0,
        why_not=_nothing,
        template="guide",
    ),
    Sheet(
        key="swot-posters",
        title=_("SWOT poster"),
        use=_("One for each group: the four quadrants with prompts."),
        paper=_("A3"),
        data=lambda here: posters.swot_posters(here, one_a_page=False),
        copies=lambda room: room.groups,
        pages=_one,
        why_not=_no_swot,
        template="swot_posters",
    ),
    Sheet(
        key="swot-quadrants",
        title=_("SWOT, a poster for each quadrant"),
        use=_("On the wall, for all groups together."),
        paper=_("A3"),
        data=lambda here: posters.swot_posters(here, one_a_page=True),
        copies=lambda room: 1,
        pages=lambda here: 4,
        why_not=_no_swot,
        template="swot_posters",
    ),
    Sheet(
        key="question-cards",
        title=_("Question cards"),
        use=_("A pack for each group: every level in words, and room for one's own."),
        paper=_("A4, on one side, to cut to A5"),
        data=lambda here: cards.question_cards(here, one_a_page=False),
        copies=lambda room: double_sided_copies(room.groups),
        pages=_questions,
        why_not=_no_questions,
        template="question_cards",
        hint=TO_CUT,
    ),
    Sheet(
        key="question-cards-a5",
        title=_("Question cards, one on a page"),
        use=_("For a printer that takes A5, or to read."),
        paper=_("A5"),
        data=lambda here: cards.question_cards(here, one_a_page=True),
        copies=lambda room: room.groups,
        pages=_questions,
        why_not=_no_questions,
        template="question_cards",
    ),
    Sheet(
        key="group-sheets",
        title=_("Group sheets"),
        use=_("For each group: a page for each area, for the secretary to fill in."),
        paper=_("A4"),
        data=worksheets.group_sheets,
        copies=lambda room: room.groups,
        pages=lambda here: 0,
        why_not=_no_questions,
        template="group_sheets",
    ),
    Sheet(
        key="horizon-cards",
        title=_("Horizon cards"),
        use=_("A pack for each group, with room to place them."),
        paper=_("A4, on one side, to cut to A5"),
        data=lambda here: cards.horizon_cards(here, one_a_page=False),
        copies=lambda room: double_sided_copies(room.groups),
        pages=lambda here: len(cards.chosen_signals(here)),
        why_not=_no_cards,
        template="horizon_cards",
        hint=TO_CUT,
    ),
    Sheet(
        key="activity-sheets",
        title=_("Activity sheets"),
        use=_("One for each person: what, who, the first step and when."),
        paper=_("A4, to cut to A5"),
        data=worksheets.activity_sheets,
        copies=lambda room: double_sided_copies(room.people),
        pages=_one,
        why_not=_no_activities,
        template="activity_sheets",
        hint=_("Each sheet has two."),
    ),
]
