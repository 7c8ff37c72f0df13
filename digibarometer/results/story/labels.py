"""What the pages call areas, questions and targets, and the figures that they sort by."""

from django.utils.translation import gettext

from digibarometer.i18n import localized
from digibarometer.results.outcome import AreaResult, QuestionResult, WorkshopResult


def area_name(area: AreaResult) -> str:
    """The area's short name."""
    return localized(area.area.short)


def question_name(one: QuestionResult) -> str:
    """The question's short name."""
    return localized(one.question.short)


def target_word(came_to: WorkshopResult) -> str:
    """The target, and its year where one is set."""
    year = came_to.workshop.target_year
    return gettext("Target %(year)s") % {"year": year} if year else gettext("Target")


def sort_by_agreement(one: AreaResult | QuestionResult) -> float:
    """The consensus to sort by; 0 where there is none."""
    return one.agreement or 0


def sort_by_delta(one: QuestionResult) -> float:
    """How much higher the first role rates than officials; 0 where nothing is told.

    Where no delta may be told, the distance between the rounded levels, in scale lengths.
    """
    if one.tally is None:
        return 0
    gap = one.tally.gap
    if gap.delta is not None:
        return gap.delta
    apart = abs((one.level_of(gap.first) or 0) - (one.level_of("official") or 0)) / len(one.tally.counts or (1,))
    return -apart if gap.word == "lower" else apart


def tenth(value: float | None) -> float | None:
    """As it is shown."""
    return None if value is None else round(value, 1)
