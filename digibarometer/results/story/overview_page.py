"""Where we are today: the areas' levels, the targets and the round before."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from digibarometer.i18n import localized
from digibarometer.pictures.dumbbell import GapRow, Side, dumbbell
from digibarometer.pictures.radar import Series, radar
from digibarometer.results import formatting
from digibarometer.results.outcome import AreaResult, WorkshopResult
from digibarometer.results.story.page import Page, area_name, sort_by_agreement, target_word, tenth
from digibarometer.tables import Agreement, Cell, Level, Row


def overview_page(came_to: WorkshopResult) -> Page:
    """The first page, which is always there."""
    areas, kicker = came_to.areas, gettext("Where we are today")
    known = [area for area in areas if area.level is not None]
    if not known:
        return Page(
            "today",
            kicker,
            gettext("The picture is not ready yet"),
            (gettext("It is drawn when the room has agreed on levels, area by area."),),
            (gettext("What do you think that the picture will show?"),),
        )
    names, series, top = [area_name(area) for area in areas], _series(came_to), len(came_to.scale)
    finding, behind = _finding(known)
    return Page(
        "today",
        kicker,
        finding,
        tuple(_sentences(came_to, known)),
        (
            gettext("What must happen first for %(area)s to reach the next level?") % {"area": area_name(behind)},
            gettext("Do you recognise yourselves? What surprises you?"),
            gettext("Which area, if it moved a level, would pull the others along?"),
        ),
        lambda frame: radar(frame, names, series, top),
        gettext("Levels by area. %(levels)s.") % {"levels": "; ".join(map(_in_words, areas))},
        (gettext("Area"), *(one.name for one in series)),
        _rows(areas, series),
    )


def _series(came_to: WorkshopResult) -> list[Series]:
    """Today, and the target and the round before where there are any."""
    areas, before = came_to.areas, came_to.before
    series = [Series("today", gettext("Today"), [area.level for area in areas])]
    if any(area.target is not None for area in areas):
        series.append(Series("target", target_word(came_to), [area.target for area in areas]))
    if before:
        series.append(Series("earlier", before.name, [before.levels.get(area.area.key) for area in areas]))
    return series


def _rows(areas: Sequence[AreaResult], series: Sequence[Series]) -> tuple[Row, ...]:
    return tuple(
        (localized(area.area.title), *(Level(one.values[place]) for one in series)) for place, area in enumerate(areas)
    )


def _in_words(area: AreaResult) -> str:
    said = {"area": area_name(area), "level": Level(area.level), "target": area.target}
    if area.target is None:
        return gettext("%(area)s: %(level)s") % said
    return gettext("%(area)s: %(level)s, target %(target)s") % said


def _finding(known: Sequence[AreaResult]) -> tuple[str, AreaResult]:
    """The heading, and the area to talk about."""
    first, last = max(known, key=_level), min(known, key=_level)
    if _level(first) == _level(last):
        if len(known) == 1:
            said = gettext("%(area)s is at level %(level)s")
            return said % {"area": area_name(first), "level": Level(first.level)}, first
        return gettext("All areas are at level %(level)s") % {"level": Level(first.level)}, first
    said = gettext("Furthest ahead: %(first)s. Furthest behind: %(last)s")
    return said % {"first": area_name(first), "last": area_name(last)}, last


def _level(area: AreaResult) -> float:
    return area.level or 0


def _sentences(came_to: WorkshopResult, known: Sequence[AreaResult]) -> list[str]:
    middle = (len(came_to.scale) + 1) // 2
    reached = sum(_level(area) >= middle for area in known)
    sentences = [
        ngettext(
            "%(count)s of %(all)s areas is at level %(level)s or higher.",
            "%(count)s of %(all)s areas are at level %(level)s or higher.",
            reached,
        )
        % {"count": reached, "all": len(came_to.areas), "level": middle}
    ]
    sentences += _since(came_to)
    least = min((area for area in came_to.areas if area.agreement is not None), key=sort_by_agreement, default=None)
    if least:
        said = gettext("People agree least on %(area)s: %(agreement)s.")
        sentences.append(said % {"area": area_name(least), "agreement": Agreement(least.agreement)})
    return sentences


def _since(came_to: WorkshopResult) -> list[str]:
    """How the room's own levels have moved since the round before: its statement, so without an interval."""
    before = came_to.before
    if not before:
        return []
    steps = before.steps.values()
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    said = gettext("Since %(round)s the room's own level is higher in %(up)s areas, lower in %(down)s, of %(all)s.")
    partly = [gettext("Only questions that were asked both times are compared.")] if before.is_partial else []
    return [said % {"round": before.name, "up": up, "down": down, "all": len(steps)}, *partly]


def target_distance_page(came_to: WorkshopResult) -> Page | None:
    """Today and target side by side; none while nobody has set a target."""
    apart = [area for area in came_to.areas if area.distance is not None]
    if not apart:
        return None
    apart.sort(key=lambda area: -(area.distance or 0))
    rows = [GapRow(area_name(area), tenth(area.level), area.target) for area in apart]
    sides = (Side("today", gettext("Today")), Side("target", target_word(came_to)))
    left = [area for area in apart if (area.distance or 0) > 0]
    table = tuple((localized(area.area.title), Level(area.level), Level(area.target), _left(area)) for area in apart)
    alt = "; ".join(f"{name}: {today}, {goal}" for name, today, goal, _ in table)
    return Page(
        "distance",
        gettext("How far it is to the target"),
        _distance_finding(left),
        (_distance_reading(apart, left), *_half_way(left)),
        _asks(left),
        lambda frame: dumbbell(frame, rows, sides, len(came_to.scale)),
        gettext("Today's level and the target. %(rows)s.") % {"rows": alt},
        (gettext("Area"), gettext("Today"), target_word(came_to), gettext("Left")),
        table,
    )


def _left(area: AreaResult) -> Cell:
    return Level(area.distance) if (area.distance or 0) > 0 else gettext("reached")


def _distance_finding(left: Sequence[AreaResult]) -> str:
    if not left:
        return gettext("Every area with a target has reached it")
    names = formatting.format_list([area_name(area) for area in left[:2]])
    return gettext("Furthest from the target: %(areas)s") % {"areas": names}


def _distance_reading(apart: Sequence[AreaResult], left: Sequence[AreaResult]) -> str:
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
