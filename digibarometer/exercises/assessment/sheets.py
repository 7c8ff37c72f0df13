"""The questions on cards, and sheets for the groups' levels where there is no network."""

from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import localized
from digibarometer.live.actions import StrOrPromise
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.questions.models import Question
from digibarometer.workshops.sheets import TO_CUT, Sheet, double_sided_copies
from digibarometer.workshops.snapshot import WorkshopSnapshot

TEMPLATES = Path(__file__).parent / "templates" / "assessment"


def questions(snapshot: WorkshopSnapshot) -> list[Question]:
    """Every question on a card: the trial question first where the agenda has it, then area by area."""
    has_trial = any(step.area_id is None for step in snapshot.steps_of(ASSESSMENT))
    return [*(snapshot.questions_of(None) if has_trial else []), *snapshot.questions]


def question_cards(snapshot: WorkshopSnapshot, one_a_page: bool) -> dict[str, object]:
    """What the question cards say."""
    asked, question_set = snapshot.questions, snapshot.content.question_set
    places = {question.pk: number for number, question in enumerate(asked, start=1)}
    return {
        "one-a-page": one_a_page,
        "dont_know": {name: localized(said) for name, said in question_set.dont_know.items()},
        "words": {
            "own_level": gettext("My level"),
            "why": gettext("Why? An example:"),
            "role": gettext("Role"),
            "group": gettext("Group"),
        },
        "cards": [
            {
                "text": str(question),
                "area": str(question.area) if question.area else gettext("Trial question"),
                "place": f"{places[question.pk]} / {len(asked)}" if question.pk in places else "",
                "levels": [
                    {"level": level, "name": question_set.level_name(level), "text": question.level_text(level)}
                    for level in question_set.levels
                ],
            }
            for question in questions(snapshot)
        ],
    }


def group_sheets(snapshot: WorkshopSnapshot) -> dict[str, object]:
    """A page for each area, with its questions' levels to ring."""
    question_set = snapshot.content.question_set
    return {
        "words": {
            "level": gettext("Our level"),
            "none": gettext("We cannot say"),
            "why": gettext("Why this level"),
            "other": gettext("We do not agree: the other view"),
            "group": gettext("Group"),
            "secretary": gettext("Secretary"),
            "afterwards": gettext("Give the sheet to the leader, or key it in afterwards: nothing on it is lost."),
        },
        "areas": [
            {
                "title": str(area),
                "questions": [
                    {"text": str(question), "levels": question_set.levels}
                    for question in snapshot.questions_of(area.pk)
                ],
            }
            for area in snapshot.areas
            if snapshot.questions_of(area.pk)
        ],
    }


def _no_questions(snapshot: WorkshopSnapshot) -> StrOrPromise:
    return "" if questions(snapshot) else _("There is no self-assessment in the agenda.")


SHEETS = [
    Sheet(
        key="question-cards",
        title=_("Question cards"),
        use=_("A pack for each group: every level in words, and room for one's own."),
        paper=_("A4, on one side, to cut to A5"),
        data=lambda here: question_cards(here, one_a_page=False),
        copies=lambda room: double_sided_copies(room.groups),
        pages=lambda here: len(questions(here)),
        why_not=_no_questions,
        template=TEMPLATES / "question_cards.typ",
        hint=TO_CUT,
    ),
    Sheet(
        key="question-cards-a5",
        title=_("Question cards, one on a page"),
        use=_("For a printer that takes A5, or to read."),
        paper=_("A5"),
        data=lambda here: question_cards(here, one_a_page=True),
        copies=lambda room: room.groups,
        pages=lambda here: len(questions(here)),
        why_not=_no_questions,
        template=TEMPLATES / "question_cards.typ",
    ),
    Sheet(
        key="group-sheets",
        title=_("Group sheets"),
        use=_("For each group: a page for each area, for the secretary to fill in."),
        paper=_("A4"),
        data=group_sheets,
        copies=lambda room: room.groups,
        pages=lambda here: 0,
        why_not=_no_questions,
        template=TEMPLATES / "group_sheets.typ",
    ),
]
