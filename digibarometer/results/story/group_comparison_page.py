"""The groups beside each other, on the questions where they differ most."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from digibarometer.pictures import HeatRow, level_heatmap
from digibarometer.results import formatting
from digibarometer.results.outcome import QuestionResult, WorkshopResult
from digibarometer.results.story.labels import question_name
from digibarometer.results.story.page import MOST_ROWS, Draw, Page
from digibarometer.tables import Row


def group_comparison_page(came_to: WorkshopResult) -> Page | None:
    """A heat map; none where there are not two groups to compare."""
    told = [one for one in came_to.questions if sum(group.level is not None for group in one.groups) >= 2]
    if len(came_to.groups) < 2 or not told:
        return None
    widest = sorted(told, key=lambda one: -one.group_spread)
    chosen = {one.question.pk for one in widest[:MOST_ROWS]}
    rows = [one for one in told if one.question.pk in chosen]
    columns, table = heat_table(came_to, rows)
    return Page(
        "groups",
        gettext("The groups side by side"),
        _finding(widest[0]),
        (_reading(told), gettext("Here are the questions where they differ most.")),
        (
            gettext("Which example made your group choose its level?"),
            gettext("What did another group see that yours did not?"),
        ),
        heat_picture(came_to, rows),
        gettext("The groups' levels on each question. The table has every figure."),
        columns,
        table,
    )


def _finding(widest: QuestionResult) -> str:
    if widest.group_spread > 1:
        return gettext("The groups differ most on %(question)s") % {"question": question_name(widest)}
    return gettext("The groups see much the same thing")


def _reading(told: Sequence[QuestionResult]) -> str:
    alike = sum(one.group_spread <= 1 for one in told)
    said = ngettext(
        "On %(count)s of %(all)s questions the groups are at most one level apart.",
        "On %(count)s of %(all)s questions the groups are at most one level apart.",
        alike,
    )
    return said % {"count": alike, "all": len(told)}


def heat_picture(came_to: WorkshopResult, rows: Sequence[QuestionResult]) -> Draw:
    """A row per question, a column per group."""
    drawn = [HeatRow(question_name(one), [group.level for group in one.groups]) for one in rows]
    return lambda frame: level_heatmap(frame, came_to.groups, drawn, len(came_to.scale))


def heat_table(came_to: WorkshopResult, rows: Sequence[QuestionResult]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The groups' levels as a table."""
    columns = (gettext("Question"), *came_to.groups)
    return columns, tuple((question_name(one), *map(formatting.group_level, one.groups)) for one in rows)
