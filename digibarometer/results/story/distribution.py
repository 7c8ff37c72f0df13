"""How ratings are spread: of a question by role, and the groups beside each other, as far as each may be shown."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from digibarometer.i18n import localized
from digibarometer.measures.release_figures import ExactCell, RoundedCell
from digibarometer.pictures.dot_plot import RoleInk, RoleSpread, Unsure, by_role, dot_plot
from digibarometer.pictures.level_heatmap import HeatRow, level_heatmap
from digibarometer.results import formatting
from digibarometer.results.outcome import QuestionResult, WorkshopResult
from digibarometer.results.story.page import MOST_ROWS, Draw, Page, question_name
from digibarometer.tables import Level, Quantity, Row

SOLO: tuple[RoleInk, ...] = ("politician", "manager", "official")
PAIRED: tuple[RoleInk, ...] = ("leading", "official")


def spread_picture(came_to: WorkshopResult, question: QuestionResult) -> Draw:
    """By role where any role's counts are shown, else all together."""
    shown = roles_shown(question)
    names = [localized(name) for name in came_to.level_names]
    if not any(isinstance(question.cell(ink), ExactCell) for ink in shown):
        hidden = question.tally.dont_know if question.tally else None
        unsure = Unsure(gettext("Don't know"), hidden) if hidden else None
        return lambda frame: dot_plot(frame, question.counts, names, unsure)
    bands = [_band(question, ink) for ink in shown]
    return lambda frame: by_role(frame, bands, len(came_to.scale), names)


def roles_shown(question: QuestionResult) -> tuple[RoleInk, ...]:
    """Roles one by one where politicians or managers may be shown, else the two together against officials."""
    if question.cell("politician") or question.cell("manager"):
        return SOLO
    return PAIRED if question.cell("leading") or question.cell("official") else ()


def _band(question: QuestionResult, ink: RoleInk) -> RoleSpread:
    cell, name = question.cell(ink), str(formatting.ROLES[ink])
    if isinstance(cell, ExactCell):
        return RoleSpread(ink, name, counts=cell.counts)
    if isinstance(cell, RoundedCell):
        note = gettext("rounded, at least %(people)s people") % {"people": cell.at_least}
        return RoleSpread(ink, name, level=cell.level, note=note)
    return RoleSpread(ink, name, note=gettext("too few to show"))


def spread_alt(came_to: WorkshopResult, question: QuestionResult) -> str:
    """The spread of everyone's ratings in words."""
    names = [localized(name) for name in came_to.level_names]
    told = [
        f"{level} {name}: {people}" for level, name, people in zip(came_to.scale, names, question.counts, strict=False)
    ]
    said = gettext("How many chose each level of %(question)s. %(levels)s.")
    return said % {"question": question_name(question), "levels": "; ".join(told)}


def spread_table(came_to: WorkshopResult, question: QuestionResult) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """People per level for all, and for every role as far as it may be shown."""
    columns = (gettext("Role"), *map(str, came_to.scale), gettext("Middle"))
    none = (None,) * len(came_to.scale)
    rows: list[Row] = [(gettext("Everyone"), *map(Quantity, question.counts or none), Level(None))]
    for ink in roles_shown(question):
        cell = question.cell(ink)
        counts = cell.counts if isinstance(cell, ExactCell) else none
        middle = gettext("too few") if cell is None else Level(question.level_of(ink))
        rows.append((str(formatting.ROLES[ink]), *map(Quantity, counts), middle))
    return columns, tuple(rows)


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
