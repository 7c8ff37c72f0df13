"""Who keys in, for whom, and what there is to choose from."""

from typing import TypeVar

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from digibarometer.accounts.permissions import guard
from digibarometer.notes.wall_registry import wall_of
from digibarometer.questions.models import Area
from digibarometer.workshops.models import Group, Participant, Step
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat, find_seat
from digibarometer.workshops.snapshot import WorkshopSnapshot

T = TypeVar("T")
Keying = LeaderSeat | TableSeat | ParticipantSeat


def seat_at_screen(request: HttpRequest, workshop: int) -> Keying | None:
    """Who is at this screen: who leads, else a group's table, else a phone; none: nobody of this workshop."""
    for kind in ("desk", "table", "phone"):
        found = find_seat(kind, workshop, request.COOKIES)
        if isinstance(found, LeaderSeat | TableSeat | ParticipantSeat):
            return found
    return None


def seat_at_screen_or_404(request: HttpRequest, workshop: int) -> Keying:
    """The seat at the screen that paper is keyed in at. Raises Http404 where nobody of this workshop is there."""
    found = seat_at_screen(request, workshop)
    if found is None:
        raise Http404
    return found


def leader_of(sitting: Keying) -> int | None:
    """The leader who keys in; none: the group does it itself."""
    return sitting.user if isinstance(sitting, LeaderSeat) else None


def groups_of(sitting: Keying) -> dict[int, Group]:
    """The groups that one may key in for: one's own; who leads, all."""
    groups = sitting.snapshot.groups
    if isinstance(sitting, LeaderSeat):
        return groups
    return {pk: group for pk, group in groups.items() if pk == sitting.group}


def group_or_404(sitting: Keying, group: int) -> Group:
    """The group, if one may key in for it. Raises Http404."""
    groups = groups_of(sitting)
    if group not in groups:
        raise Http404
    return groups[group]


def area_or_404(snapshot: WorkshopSnapshot, area: int) -> Area:
    """The area, if the workshop has questions in it. Raises Http404."""
    return _found(next((one for one in areas_of(snapshot) if one.pk == area), None))


def areas_of(snapshot: WorkshopSnapshot) -> list[Area]:
    """The areas that there are questions of."""
    return [area for area in snapshot.areas if snapshot.questions_of(area.pk)]


def next_area(snapshot: WorkshopSnapshot, area: Area) -> Area | None:
    """The area after this one."""
    areas = areas_of(snapshot)
    return next(iter(areas[areas.index(area) + 1 :]), None)


def walls_of(snapshot: WorkshopSnapshot) -> list[Step]:
    """The steps that groups write notes in on paper."""
    return [step for step in snapshot.steps if (found := wall_of(step)) and found.is_on_paper]


def wall_or_404(snapshot: WorkshopSnapshot, step: int) -> Step:
    """The step, if it has such a wall. Raises Http404."""
    return _found(next((one for one in walls_of(snapshot) if one.pk == step), None))


def _found(found: T | None) -> T:
    if found is None:
        raise Http404
    return found


def person_or_404(snapshot: WorkshopSnapshot, person: int) -> Participant:
    """A participant of the workshop. Raises Http404."""
    return get_object_or_404(Participant, pk=person, workshop=snapshot.pk)


for_keyers = guard(seat_at_screen_or_404, "workshop", never_cache)
