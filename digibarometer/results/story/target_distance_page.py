"""How far it is to the targets: every area that has one, the furthest first."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from digibarometer.i18n import localized
from digibarometer.pictures import GapRow, Side, dumbbell
from digibarometer.results import formatting
from digibarometer.results.outcome import AreaResult, WorkshopResult
from digibarometer.results.story.page import Page, area_name, target_word, tenth
from digibarometer.tables import Cell, Level


def target_distance_page(came_to: WorkshopResult) -> Page | None:
    """Today and target side by side; none while nobody has set a target."""
    apart = [area for area in came_to.areas if area.distance is not None]
    if not apart:
        return None
    apart.sort(key=lambda area: -(area.distance or 0))
    rows = [GapRow(area_name(area), tenth(area.level), _target(area)) for area in apart]
    sides = (Side("today", gettext("Today")), Side("target", target_word(came_to)))
    left = [area for area in apart if (area.distance or 0) > 0]
    table = tuple((localized(area.area.title), Level(area.level), Level(area.target), _left(area)) for area in apart)
    alt = "; ".join(f"{name}: {today}, {goal}" for name, today, goal, _ in table)
    return Page(
        "distance",
        gettext("How far it is to the target"),
        _finding(left),
        (_reading(apart, left), *_half_way(left)),
        _asks(left),
        lambda frame: dumbbell(frame, rows, sides, len(came_to.scale)),
        gettext("Today's level and the target. %(rows)s.") % {"rows": alt},
        (gettext("Area"), gettext("Today"), target_word(came_to), gettext("Left")),
        table,
    )


def _target(area: AreaResult) -> float | None:
    return area.target


def _left(area: AreaResult) -> Cell:
    return Level(area.distance) if (area.distance or 0) > 0 else gettext("reached")


def _finding(left: Sequence[AreaResult]) -> str:
    if not left:
        return gettext("Every area with a target has reached it")
    names = formatting.format_list([area_name(area) for area in left[:2]])
    return gettext("Furthest from the target: %(areas)s") % {"areas": names}


def _reading(apart: Sequence[AreaResult], left: Sequence[AreaResult]) -> str:
    there = len(apart) - len(left)
    if not there:
        return gettext("No area has reached its target yet.")
    said = ngettext(
        "%(count)s of %(all)s areas has reached its target.",
        "%(count)s of %(all)s areas have reached their targets.",
        there,
    )
    return said % {"count": there, "all": len(apart)}


def _half_way(left: Sequence[AreaResult]) -> list[str]:
    """The widest distance in levels, and the areas that are less than one level away."""
    if not left:
        return []
    said = gettext("To the target for %(area)s it is %(levels)s levels.")
    sentences = [said % {"area": area_name(left[0]), "levels": _left(left[0])}]
    near = [area_name(area) for area in left if (area.distance or 0) < 1]
    if near:
        sentences.append(gettext("Less than one level left: %(areas)s.") % {"areas": formatting.format_list(near)})
    return sentences


def _asks(left: Sequence[AreaResult]) -> tuple[str, ...]:
    if not left:
        return (gettext("What keeps us there, and what would make us slip back?"),)
    return (
        gettext("What is the first step towards the target for %(area)s, and who takes it?")
        % {"area": area_name(left[0])},
        gettext("Is the target still the right one?"),
        gettext("Which target can wait, so that another is reached?"),
    )
