"""What a workshop would share: what room and areas stand for, and how many people in bands. No rating is in it."""

from datetime import date

from django.utils.timezone import localdate

from digibarometer.measures.area_index import area_index
from digibarometer.questions.models import QuestionSet
from digibarometer.reports.documents.share.file_format import (
    Approval,
    AreaLevel,
    Band,
    QuestionLevel,
    Sender,
    SharedQuestionSet,
    ShareFile,
)
from digibarometer.reports.records_metadata import figures_date
from digibarometer.results.outcome import AreaResult, WorkshopResult
from digibarometer.ui.context_processors import ORIGIN

BANDS = (5, 10, 20, 30, 50)  # people, from which each band begins


def shared(came_to: WorkshopResult, by: str) -> ShareFile:
    """What would be shared today, approved by someone of this name; not yet sealed."""
    workshop = came_to.workshop
    core = core_of(workshop.question_set)
    keys = {*core.questions.exclude(area=None).values_list("key", flat=True)}
    areas = [(area, [one for one in area.questions if one.question.key in keys]) for area in came_to.areas]
    return ShareFile(
        format="digibarometern-share/1",
        notice=str(ORIGIN),
        municipality=Sender(workshop.municipality.code, workshop.municipality.name),
        is_example=workshop.is_invented or workshop.is_practice or workshop.municipality.is_example,
        on=_last_day(came_to),
        question_set=SharedQuestionSet(core.key, core.version),
        people=size_band(came_to.attendance["people"]),
        areas=[_area(area, [one.agreed.level for one in asked]) for area, asked in areas if asked],
        questions=[QuestionLevel(one.question.key, one.agreed.level) for _, asked in areas for one in asked],
        approved=Approval(by, localdate()),
    )


def core_of(question_set: QuestionSet) -> QuestionSet:
    """The set whose questions others have too."""
    return question_set.builds_on or question_set


def _area(area: AreaResult, levels: list[int | None]) -> AreaLevel:
    level = area_index(levels)
    return AreaLevel(area.area.key, None if level is None else round(level, 1), area.target)


def size_band(people: int | None) -> Band | None:
    """The band that so many people are in; none for fewer than the first begins with, and where it is hidden."""
    if people is None or people < BANDS[0]:
        return None
    first = max(place for place, least in enumerate(BANDS) if people >= least)
    return Band(BANDS[first], BANDS[first + 1] - 1 if first + 1 < len(BANDS) else None)


def _last_day(came_to: WorkshopResult) -> date:
    days = [held.on for held in came_to.workshop.occasions.all() if held.on]
    return max(days) if days else localdate(figures_date(came_to))
