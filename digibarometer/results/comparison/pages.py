"""The comparison as told pages, a picture each with words and a table; and what cannot be compared, said openly."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext, ngettext

from digibarometer.i18n import localized
from digibarometer.pictures.radar import Series, radar
from digibarometer.pictures.slopegraph import SlopeRow, SlopeWords, slopegraph
from digibarometer.results import formatting
from digibarometer.results.comparison.rating_change_pages import rating_change_page
from digibarometer.results.comparison.target_and_gap_pages import agreement_page, role_gaps_page, targets_page
from digibarometer.results.rounds.round_comparison import AreaComparison, Comparison, LineComparison
from digibarometer.results.rounds.round_loader import Round
from digibarometer.results.story.page import Page
from digibarometer.tables import Level, Row, Step


def comparison_pages(found: Comparison) -> list[Page]:
    """The pages, the room's own levels first: they are its statement, and are shown as they are."""
    made = (
        overview_page(found),
        area_pages(found),
        rating_change_page(found),
        targets_page(found),
        agreement_page(found),
        role_gaps_page(found),
    )
    return [page for page in made if page is not None]


def slope_words() -> SlopeWords:
    """What the lines are called."""
    return SlopeWords(gettext("Higher than then"), gettext("Lower than then"), gettext("The same level"))


def overview_page(found: Comparison) -> Page:
    """All areas, every round: the room's own levels."""
    names = [formatting.area_name(one) for one in found.areas]
    known = [one for one in found.areas if one.step is not None]
    series = _series(found)
    return Page(
        "rounds",
        gettext("The room's own levels, then and now"),
        _finding(found, known),
        (*_sentences(known),),
        (
            gettext("What have you done since then that shows?"),
            gettext("What do you still meet in your everyday work?"),
        ),
        (lambda frame: radar(frame, names, series, found.latest.scale)) if known else None,
        gettext("Levels by area and round. The table beside the picture has every figure."),
        (gettext("Area"), *(one.name for one in found.rounds), gettext("Difference")),
        _area_rows(found),
    )


def _area_rows(found: Comparison) -> tuple[Row, ...]:
    return tuple((localized(one.area.title), *map(Level, one.levels), Step(one.step)) for one in found.areas)


def _series(found: Comparison) -> list[Series]:
    """The latest round, the one that it is compared with, and those between."""
    last = len(found.rounds) - 1
    kinds = {0: "earlier", last: "today"}
    return [
        Series(kinds.get(place, "between"), one.name, [area.levels[place] for area in found.areas])  # type: ignore[arg-type]
        for place, one in reversed(list(enumerate(found.rounds)))
    ]


def _finding(found: Comparison, known: Sequence[AreaComparison]) -> str:
    if not known:
        return gettext("These rounds have no levels that can be set beside each other")
    up = [one for one in known if (one.step or 0) > 0]
    down = [one for one in known if (one.step or 0) < 0]
    then = {"then": found.first.name, "up": len(up), "down": len(down), "all": len(known)}
    if up and down:
        said = gettext("Since %(then)s the room puts %(up)s of %(all)s areas higher and %(down)s lower")
    elif up:
        said = gettext("Since %(then)s the room puts %(up)s of %(all)s areas higher and none lower")
    elif down:
        said = gettext("Since %(then)s the room puts %(down)s of %(all)s areas lower and none higher")
    else:
        said = gettext("The room puts every area at the same level as in %(then)s")
    return said % then


def _sentences(known: Sequence[AreaComparison]) -> list[str]:
    up = sorted((one for one in known if (one.step or 0) > 0), key=lambda one: -(one.step or 0))
    down = sorted((one for one in known if (one.step or 0) < 0), key=lambda one: one.step or 0)
    same = [one for one in known if one.step == 0]
    said = []
    if up:
        said.append(gettext("Higher: %(areas)s.") % {"areas": _steps(up)})
    if down:
        said.append(gettext("Lower: %(areas)s.") % {"areas": _steps(down)})
    if same:
        said.append(gettext("The same level: %(areas)s.") % {"areas": formatting.format_areas(same)})
    said.append(gettext("The levels are what each room agreed on, so they are shown as they are."))
    return said


def _steps(areas: Sequence[AreaComparison]) -> str:
    return formatting.format_list([f"{formatting.area_name(one)} ({Step(one.step)})" for one in areas])


def area_pages(found: Comparison) -> Page | None:
    """A line an area, from round to round."""
    rows = [SlopeRow(formatting.area_name(one), one.levels) for one in found.areas if one.step is not None]
    if not rows:
        return None
    far = max((one for one in found.areas if one.step is not None), key=lambda one: abs(one.step or 0))
    names = [one.name for one in found.rounds]
    said = gettext("The longest way: %(area)s, %(step)s") % {
        "area": formatting.area_name(far),
        "step": Step(far.step),
    }
    return Page(
        "areas",
        gettext("Area by area, round by round"),
        said if far.step else gettext("No area has another level than then"),
        (gettext("Each line is the room's own level of an area."),),
        (),
        lambda frame: slopegraph(frame, names, rows, slope_words(), found.latest.scale),
        gettext("Levels by area and round. The table beside the picture has every figure."),
        (gettext("Area"), *names, gettext("Difference")),
        _area_rows(found),
    )


def area_page(found: Comparison, area: AreaComparison) -> Page:
    """The questions of an area: the room's own levels round by round, and what the ratings can carry."""
    lines = [one for one in found.lines if one.line.area == area.area.key]
    rows = [SlopeRow(formatting.line_name(found.latest, one), one.levels) for one in lines if one.step is not None]
    names = [one.name for one in found.rounds]
    count = len([one for one in lines if one.step is not None])
    said = ngettext(
        "%(count)s of %(all)s question can be compared.", "%(count)s of %(all)s questions can be compared.", len(lines)
    )
    return Page(
        f"area-{area.area.order}",
        localized(area.area.title),
        "",
        (said % {"count": count, "all": len(lines)},),
        (),
        (lambda frame: slopegraph(frame, names, rows, slope_words(), found.latest.scale)) if rows else None,
        gettext("The table beside the picture has every figure."),
        (gettext("Question"), *names, gettext("Difference"), gettext("Question then"), gettext("People's ratings")),
        tuple(_row(found, one) for one in lines),
    )


def _row(found: Comparison, one: LineComparison) -> Row:
    return (
        formatting.line_name(found.latest, one),
        *map(Level, one.levels),
        Step(one.step),
        str(formatting.FIT[one.line.origins[0].fit]),
        formatting.format_change(one.change),
    )


def caveats_page(found: Comparison) -> list[str]:
    """A sentence for each thing that cannot be set beside the latest round."""
    return [said for place, one in enumerate(found.rounds[:-1]) for said in _of_round(found, place, one)]


def _of_round(found: Comparison, place: int, one: Round) -> Iterator[str]:
    then, fits = {"round": one.name}, {line.line.origins[place].fit for line in found.lines}
    if fits == {"other_scale"}:
        said = gettext("%(round)s had a scale of %(levels)s levels, so its levels cannot be set beside these.")
        yield said % {**then, "levels": one.scale}
        return
    if fits == {"unrelated"}:
        yield gettext("%(round)s asked other questions, and nobody has said how they correspond.") % then
        return
    yield from _questions(found, place, one)
    unsteady = [area for area in found.areas if not found.matched.steady[place].get(area.area.key, False)]
    asked = {one.area.key: _asked_both_times(found, place, one) for one in unsteady}
    if some := [one for one in unsteady if asked[one.area.key]]:
        said = gettext(
            "Areas that do not ask for the same as in %(round)s, so that their levels here are of the questions that"
            " were asked both times: %(areas)s."
        )
        names = [
            f"{formatting.area_name(one)} ({formatting.format_question_count(asked[one.area.key])})" for one in some
        ]
        yield said % {**then, "areas": formatting.format_list(names)}
    if none := [one for one in unsteady if not asked[one.area.key]]:
        said = gettext("Areas with no question that was asked in %(round)s too: %(areas)s.")
        yield said % {**then, "areas": formatting.format_areas(none)}
    if place == 0:
        yield from _ratings(found)


def _asked_both_times(found: Comparison, place: int, one: AreaComparison) -> int:
    """How many of the latest round's questions of the area were asked in that round too."""
    lines = [each.line for each in found.lines if each.line.area == one.area.key]
    return sum(len(line.keys) for line in lines if line.origins[place].is_comparable)


def _questions(found: Comparison, place: int, one: Round) -> Iterator[str]:
    then = {"round": one.name}
    said = {
        "new": gettext("Not asked in %(round)s: %(questions)s."),
        "reworded": gettext("Reworded since %(round)s, so read the difference with care: %(questions)s."),
        "split": gettext("One question in %(round)s, several now; the mean is compared: %(questions)s."),
        "merged": gettext("Several questions in %(round)s, one now; the mean is compared: %(questions)s."),
    }
    for fit, text in said.items():
        lines = [line for line in found.lines if line.line.origins[place].fit == fit]
        if lines:
            names = formatting.format_list([formatting.line_name(found.latest, line) for line in lines])
            yield text % {**then, "questions": names}
    if gone := found.matched.gone[place]:
        names = formatting.format_list([localized(one.question(key).short) for key in gone])
        yield gettext("Asked in %(round)s but not now: %(questions)s.") % {**then, "questions": names}


def _ratings(found: Comparison) -> Iterator[str]:
    """Where people's own ratings are missing in one of the two rounds."""
    for one in (found.first, found.latest):
        if not one.tallies:
            yield gettext("%(round)s has no people's ratings that may be shown, only the room's own levels.") % {
                "round": one.name
            }
        elif not one.half_levels:
            yield gettext("%(round)s has no figures for how people rated whole areas.") % {"round": one.name}
