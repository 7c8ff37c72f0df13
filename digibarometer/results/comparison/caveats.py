"""What cannot be compared, said and not hidden."""

from collections.abc import Iterator

from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.results import formatting
from digibarometer.results.comparison import change_formatting
from digibarometer.results.rounds.round_comparison import AreaComparison, Comparison
from digibarometer.results.rounds.round_loader import Round


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
            f"{change_formatting.area_name(one)} ({formatting.format_question_count(asked[one.area.key])})"
            for one in some
        ]
        yield said % {**then, "areas": formatting.format_list(names)}
    if none := [one for one in unsteady if not asked[one.area.key]]:
        said = gettext("Areas with no question that was asked in %(round)s too: %(areas)s.")
        yield said % {**then, "areas": change_formatting.format_list(none)}
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
            names = formatting.format_list([change_formatting.line_name(found.latest, line) for line in lines])
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
