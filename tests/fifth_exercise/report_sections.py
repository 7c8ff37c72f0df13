"""What a fist of five came to, as result page, report, slides, workbook and open files tell it."""

from django.utils.translation import gettext, ngettext

from digibarometer.exercises.base import BulletList, Column, Section
from digibarometer.i18n import localized
from digibarometer.workshops.snapshot import WorkshopSnapshot
from tests.fifth_exercise import summary
from tests.fifth_exercise.models import Question
from tests.fifth_exercise.rules import FIST

COLUMNS = {
    "question": Column("string", "what the room was asked"),
    "fingers": Column("integer", "0 (against) to 5 (wholly for)"),
    "people": Column("integer", "people who showed so many"),
}


def sections(snapshot: WorkshopSnapshot) -> list[Section]:
    """A section for each question whose spread everyone has seen."""
    return [_section(question) for question in summary.summarize(snapshot)]


def _section(question: Question) -> Section:
    rows = tuple(
        {"question": question.text, "fingers": fingers, "people": people}
        for fingers, people in enumerate(question.counts)
    )
    items = tuple(f"{row['fingers']}: {_people(row['people'])}" for row in rows)
    return Section(
        f"{FIST}-{question.step_id}",
        localized(question.step.title),
        sentences=(summary.sentence(question),),
        lists=(BulletList(gettext("Fingers"), items),),
        figures={"question": question.text, "people": question.counts},
        rows=rows,
        columns=COLUMNS,
    )


def _people(number: int) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
