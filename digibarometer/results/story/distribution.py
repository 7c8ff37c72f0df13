"""How a question's ratings are spread: picture, words and table, by role as far as each may be shown."""

from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.measures.release_figures import ExactCell, RoundedCell
from digibarometer.pictures import RoleSpread, Unsure, by_role, dot_plot
from digibarometer.pictures.dot_plot import RoleInk
from digibarometer.results import formatting
from digibarometer.results.outcome import QuestionResult, WorkshopResult
from digibarometer.results.story.labels import question_name
from digibarometer.results.story.page import Draw
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
