"""What the leader wants of today's picture: targets, and the year that they are for."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.results import panels
from digibarometer.results.models import Target
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


class SetTarget(Action, frozen=True, kw_only=True, tag="results.set_target"):
    """The leader says: the room wants this area (or this question of it) at this level. None takes it back."""

    area: int
    level: int | None
    question: int | None = None
    about = ("area", "question")


def set_target(wanted: SetTarget, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep the target, and draw it wherever it shows."""
    snapshot = seat.snapshot
    if wanted.area not in {area.pk for area in snapshot.areas}:
        raise ActionRefused(_("That area does not belong to this workshop. Reload the page and try again."))
    if wanted.question is not None and snapshot.question_or_refuse(wanted.question).area_id != wanted.area:
        raise ActionRefused(_("That question does not belong to the area. Reload the page and try again."))
    if wanted.level is not None and wanted.level not in snapshot.content.question_set.levels:
        raise ActionRefused(_("That level is not on the scale. Reload the page and try again."))
    held = Target.objects.filter(workshop=snapshot.pk, area=wanted.area, question=wanted.question)
    if wanted.level is None:
        held.delete()
    elif not held.update(level=wanted.level):
        Target.objects.create(
            workshop=snapshot.workshop, area_id=wanted.area, question_id=wanted.question, level=wanted.level
        )
    return shows_levels(snapshot)


def shows_levels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """What shows targets, the groups' levels and the room's."""
    everywhere = (panels.desk_targets, panels.desk_story, panels.board_story, panels.room_story)
    asked = panels.asked_on_board(snapshot)
    on_board = [panels.board_question.ref(snapshot.pk, None, asked)] if asked else []
    return [*(each.ref(snapshot.pk) for each in everywhere), *on_board]


class SetTargetYear(Action, frozen=True, kw_only=True, tag="results.set_target_year"):
    """The leader says which year the targets are for. None takes it back."""

    year: Annotated[int, msgspec.Meta(ge=2000, le=2100)] | None


def set_target_year(wanted: SetTargetYear, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep the year; it belongs to the workshop, so every screen is looked up anew."""
    seat.snapshot.workshop.update_and_bump_version(target_year=wanted.year)
    return [whole_workshop(seat.workshop)]
