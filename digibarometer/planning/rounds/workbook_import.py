"""Reading the workbook: everything that is wrong is told of at once, by sheet and cell, and nothing is guessed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from digibarometer.exercises.activities.models import Status
from digibarometer.i18n import in_every_language
from digibarometer.planning.rounds import workbook_export
from digibarometer.planning.rounds.cell_parsing import CellReader, ImportErrors, open_workbook
from digibarometer.questions.models import QuestionSet
from digibarometer.questions.spreadsheet import Page
from digibarometer.results.imported.importer import PaperForm, PlannedActivitySchema, RoundSchema
from digibarometer.workshops.models import Role

LONGEST_TITLE, LONGEST_NAME, LONGEST_OWNER, LONGEST_WHY = 120, 280, 80, 2_000


def read(content: bytes, question_sets: Collection[QuestionSet]) -> RoundSchema:
    """The round in the file, for one of these question sets. Raises ImportErrors with all that must be mended."""
    return _Reader(open_workbook(content), question_sets).round()


def _labels(choices: Any) -> dict[str, str]:
    """What stands for each choice: its value, and its name in every language, in any capitals."""
    named = in_every_language(lambda: {str(choice.label).casefold(): choice.value for choice in choices})
    return {choice.value: choice.value for choice in choices} | {
        k: v for each in named.values() for k, v in each.items()
    }


class _Reader(CellReader):
    """Goes through the sheets, and notes what is wrong where."""

    def __init__(self, pages: Sequence[Page], question_sets: Collection[QuestionSet]) -> None:
        super().__init__()
        if len(pages) < 5:
            raise ImportErrors([gettext("Sheets are missing. Download the workbook again and fill in that one.")])
        self.about, self.levels, self.targets, self.forms, self.activities = pages[:5]
        named = str(self.about.value(workbook_export.SET, 2) or "").strip()
        known = {workbook_export.set_name(one): one for one in question_sets}
        if named not in known:
            said = gettext("%(cell)s: there are no questions called “%(name)s” here. Download the workbook again.")
            raise ImportErrors([said % {"cell": self.at(self.about, workbook_export.SET, 2), "name": named[:60]}])
        self.question_set = known[named]
        self.top = len(self.question_set.levels)
        self.questions = {one.key: one for one in workbook_export.questions_of(self.question_set)}
        self.areas = {one.key: one for one in workbook_export.areas_of(self.question_set)}
        self.roles, self.states = _labels(Role), _labels(Status)

    def round(self) -> RoundSchema:
        """All of it. Raises ImportErrors."""
        title, on = self.title(), self.day(self.about, workbook_export.DAY, 2, is_needed=True)
        written = RoundSchema(
            question_set=self.question_set,
            title=title,
            on=on or timezone.localdate(),
            target_year=self.whole(self.about, workbook_export.YEAR, 2, 2000, 2100),
            people={
                role.value: number
                for row, role in workbook_export.ROLES.items()
                if (number := self.whole(self.about, row, 2, 0, 999)) is not None
            },
            forms=self.papers(),
            activities=list(self.plan()),
            area_targets=self.column(self.targets, self.areas, workbook_export.AREA_TARGET),
            levels=self.column(self.levels, self.questions, workbook_export.LEVEL),
            question_targets=self.column(self.levels, self.questions, workbook_export.TARGET),
            motivations=self.why(),
        )
        if not written.levels and not written.forms and not self.problems:
            self.problems.append(
                gettext("There are neither levels nor forms in the file. Fill in one of them at least.")
            )
        if self.problems:
            raise ImportErrors(self.problems)
        return written

    # Sheets ───────────────────────────────────────────────────────────────────

    def title(self) -> str:
        """What the round is called."""
        said = self.text(self.about, workbook_export.TITLE, 2, LONGEST_TITLE)
        if not said:
            self.wrong(self.about, workbook_export.TITLE, 2, gettext("give the round a title."))
        return said

    def rows(self, page: Page, known: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
        """Rows whose address is known, each address once."""
        seen: set[str] = set()
        for row in range(workbook_export.FIRST, min(page.max_row, 500) + 1):
            key = str(page.value(row, 1) or "").strip()
            if not key:
                continue
            if key not in known:
                self.wrong(page, row, 1, gettext("there is nothing with the address “%(key)s”.") % {"key": key[:60]})
            elif key in seen:
                self.wrong(page, row, 1, gettext("“%(key)s” stands here twice. Take one away.") % {"key": key})
            else:
                seen.add(key)
                yield row, key

    def column(self, page: Page, known: Mapping[str, Any], column: int) -> dict[str, int]:
        """A level for each address that has one."""
        read = self.rows(page, known) if column != workbook_export.TARGET else self.quietly(page, known)
        found = {key: self.level(page, row, column) for row, key in read}
        return {key: level for key, level in found.items() if level is not None}

    def quietly(self, page: Page, known: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
        """The rows of the page, read without reporting addresses that have been reported already."""
        kept = list(self.problems)
        rows = list(self.rows(page, known))
        self.problems = kept
        yield from rows

    def why(self) -> dict[str, str]:
        """Motivations of the levels."""
        said = {
            key: self.text(self.levels, row, workbook_export.WHY, LONGEST_WHY)
            for row, key in self.quietly(self.levels, self.questions)
        }
        return {key: text for key, text in said.items() if text}

    def papers(self) -> list[PaperForm]:
        """The paper forms."""
        page, keys = self.forms, dict[int, str]()
        for column in range(workbook_export.FIRST_ANSWER, min(page.max_column, 300) + 1):
            key = str(page.value(1, column) or "").strip()
            if key and (key not in self.questions or key in keys.values()):
                self.wrong(
                    page,
                    1,
                    column,
                    gettext("there is nothing with the address “%(key)s”, or it stands here twice.")
                    % {"key": key[:60]},
                )
            elif key:
                keys[column] = key
        last = min(page.max_row, workbook_export.FIRST_FORM + workbook_export.MOST_FORMS)
        found = [self.paper(row, keys) for row in range(workbook_export.FIRST_FORM, last + 1)]
        return [form for form in found if form.answers]

    def paper(self, row: int, keys: Mapping[int, str]) -> PaperForm:
        """One form."""
        answers: dict[str, int | None] = {}
        for column, key in keys.items():
            if str(self.forms.value(row, column) or "").strip() == workbook_export.DONT_KNOW:
                answers[key] = None
            elif (level := self.level(self.forms, row, column)) is not None:
                answers[key] = level
        return PaperForm(self.named(self.forms, row, workbook_export.ROLE, self.roles), answers)

    def plan(self) -> Iterator[PlannedActivitySchema]:
        """The activities."""
        page = self.activities
        for row in range(
            workbook_export.FIRST, min(page.max_row, workbook_export.FIRST + workbook_export.MOST_ACTIVITIES) + 1
        ):
            name = self.text(page, row, 1, LONGEST_NAME)
            if not name:
                if any(page.value(row, column) not in (None, "") for column in range(2, 8)):
                    self.wrong(page, row, 1, gettext("write what the activity is, or empty the row."))
                continue
            question = self.text(page, row, 5, 100)
            if question and question not in self.questions:
                self.wrong(
                    page, row, 5, gettext("there is nothing with the address “%(key)s”.") % {"key": question[:60]}
                )
            yield PlannedActivitySchema(
                name, self.text(page, row, 2, LONGEST_OWNER), self.day(page, row, 3),
                self.named(page, row, 4, self.states) or Status.WAITING, question if question in self.questions else "",
                self.level(page, row, 6), self.level(page, row, 7),
            )  # fmt: skip
