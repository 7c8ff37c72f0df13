"""The workbook to fill in: which sheet holds what, and the file itself. `reading` reads it by the same places."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from digibarometer.exercises.activities.models import Status
from digibarometer.i18n import localized
from digibarometer.questions.models import Area, Question, QuestionSet
from digibarometer.questions.spreadsheet import new_workbook, workbook_bytes, write_cell, write_head
from digibarometer.workshops.models import Role

SET, TITLE, DAY, YEAR = 2, 3, 4, 5  # rows of the first sheet; what is filled in stands in column B
ROLES = {6: Role.POLITICIAN, 7: Role.MANAGER, 8: Role.OFFICIAL}
FIRST = 2  # row below the headings
LEVEL, WHY, TARGET = 4, 5, 6  # columns of the levels, after address, area and question
AREA_TARGET = 3
ROLE, FIRST_ANSWER = 1, 2  # columns of the forms; their second row says what is asked
FIRST_FORM = 3
MOST_FORMS, MOST_ACTIVITIES = 400, 60
DONT_KNOW = "?"
_FILL = PatternFill("solid", fgColor="FFFDE8")  # what is to be filled in


def questions_of(question_set: QuestionSet) -> list[Question]:
    """The questions that count, in order."""
    found = question_set.questions.exclude(area=None).select_related("area")
    return list(found.order_by("area__order", "order"))


def areas_of(question_set: QuestionSet) -> list[Area]:
    """The areas, in order."""
    return list(question_set.areas.order_by("order"))


def set_name(question_set: QuestionSet) -> str:
    """How the file says which questions it is about."""
    return f"{question_set.key} {question_set.version}"


def as_workbook(question_set: QuestionSet) -> bytes:
    """An empty workbook for these questions, in the reader's language."""
    book, page = new_workbook()
    questions, areas = questions_of(question_set), areas_of(question_set)
    _about(page, question_set)
    _levels(book.create_sheet(gettext("Levels")), questions, len(question_set.levels))
    _targets(book.create_sheet(gettext("Targets")), areas)
    _forms(book.create_sheet(gettext("Forms")), questions)
    _activities(book.create_sheet(gettext("Activities")))
    return workbook_bytes(book)


def _about(page: Worksheet, question_set: QuestionSet) -> None:
    page.title = gettext("The round")
    rows = {
        SET: (gettext("Questions (leave as it is)"), set_name(question_set)),
        TITLE: (gettext("Title"), ""),
        DAY: (gettext("Day (year-month-day)"), ""),
        YEAR: (gettext("Target year"), ""),
        **{row: (gettext("People: %(role)s") % {"role": role.label}, "") for row, role in ROLES.items()},
    }
    write_head(page, [gettext("A round done on paper or elsewhere"), gettext("Fill in")])
    for row, (name, value) in rows.items():
        page.cell(row, 1, str(name))
        page.cell(row, 2, value or None).fill = _FILL
    help_ = (
        gettext("Fill in the yellow cells. Only the title and the day are needed; what you do not have can be empty."),
        gettext("On “Forms” each paper form is a row: its role, and a level for each question, or ? for “don't know”."),
        gettext("The forms are not kept. Only figures that at least five people stand behind are."),
    )
    for row, text in enumerate(help_, start=max(ROLES) + 2):
        write_cell(page.cell(row, 1), text)
    _widths(page, [70, 30])


def _levels(page: Worksheet, questions: Sequence[Question], top: int) -> None:
    asked = (gettext("Address"), gettext("Area"), gettext("Question"))
    write_head(page, [*asked, gettext("The room's level"), gettext("Why"), gettext("Target for the question")])
    for row, one in enumerate(questions, start=FIRST):
        area = localized(one.area.title) if one.area else ""
        for column, value in enumerate((one.key, area, localized(one.text)), start=1):
            write_cell(page.cell(row, column), value)
        for column in (LEVEL, WHY, TARGET):
            page.cell(row, column).fill = _FILL
    letters = map(get_column_letter, (LEVEL, TARGET))
    _only_levels(page, [f"{one}{FIRST}:{one}{FIRST + len(questions)}" for one in letters], top)
    _widths(page, [22, 26, 60, 14, 50, 14])


def _targets(page: Worksheet, areas: Sequence[Area]) -> None:
    write_head(page, [gettext("Address"), gettext("Area"), gettext("Target")])
    for row, area in enumerate(areas, start=FIRST):
        page.cell(row, 1, area.key)
        page.cell(row, 2, localized(area.title))
        page.cell(row, AREA_TARGET).fill = _FILL
    _widths(page, [22, 40, 12])


def _forms(page: Worksheet, questions: Sequence[Question]) -> None:
    write_head(page, [gettext("Role"), *(one.key for one in questions)])
    page.cell(2, 1, gettext("(what is asked)"))
    for column, one in enumerate(questions, start=FIRST_ANSWER):
        write_cell(page.cell(2, column), localized(one.short))
    roles = DataValidation(type="list", formula1=f'"{",".join(str(role.label) for role in Role)}"', allow_blank=True)
    roles.add(f"A{FIRST_FORM}:A{FIRST_FORM + MOST_FORMS}")
    page.add_data_validation(roles)
    page.cell(1, 1).comment = Comment(gettext("One paper form a row. ? is “don't know”, empty is no answer."), "")
    page.freeze_panes = "B3"
    _widths(page, [20, *[16] * len(questions)])


def _activities(page: Worksheet) -> None:
    whose = (gettext("Activity"), gettext("Owner"), gettext("Done by"), gettext("How it goes"))
    moves = gettext("Address of the question that it was to move")
    write_head(page, [*whose, moves, gettext("From level"), gettext("To level")])
    states = DataValidation(type="list", formula1=f'"{",".join(str(one.label) for one in Status)}"', allow_blank=True)
    states.add(f"D{FIRST}:D{FIRST + MOST_ACTIVITIES}")
    page.add_data_validation(states)
    _widths(page, [60, 26, 16, 16, 30, 12, 12])


def _only_levels(page: Worksheet, ranges: Iterable[str], top: int) -> None:
    rule = DataValidation(type="whole", operator="between", formula1="1", formula2=str(top), allow_blank=True)
    for cells in ranges:
        rule.add(cells)
    page.add_data_validation(rule)


def _widths(page: Worksheet, widths: Iterable[int]) -> None:
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
