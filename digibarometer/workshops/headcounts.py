"""Who is here: counts by role and group, as many panels show them."""

from collections import Counter
from collections.abc import Collection
from typing import TypedDict

from django.db import connection
from django.utils.translation import ngettext

from digibarometer.live.render_cache import cached_per_render
from digibarometer.measures import disclosure_control
from digibarometer.workshops.models import LeaderRole, Participant, Role
from digibarometer.workshops.snapshot import WorkshopSnapshot, cached_per_version

RoleCount = TypedDict("RoleCount", {"role": Role, "people": int, "words": str})


def attendance_by_role(snapshot: WorkshopSnapshot) -> list[RoleCount]:
    """How many of each role take part in the occasion that is on."""
    counted = _role_counts(snapshot)
    return [{"role": role, "people": counted[role.value], "words": _words(role, counted[role.value])} for role in Role]


def _of_occasion(snapshot: WorkshopSnapshot) -> int | None:
    return snapshot.occasion.pk


@cached_per_render(_of_occasion)
def _role_counts(snapshot: WorkshopSnapshot) -> Counter[str]:
    """Plain SQL: desk and board ask for it whenever somebody comes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.role, COUNT(*) FROM workshops_attendance a"
            " JOIN workshops_participant p ON p.id = a.participant_id"
            " WHERE a.occasion_id = %s AND a.left_at IS NULL GROUP BY p.role",
            [snapshot.occasion.pk],
        )
        return Counter(dict(cursor.fetchall()))


def _words(role: Role, people: int) -> str:
    """What so many of a role are called, after their number."""
    match role:
        case Role.POLITICIAN:
            return ngettext("politician", "politicians", people)
        case Role.MANAGER:
            return ngettext("manager", "managers", people)
    return ngettext("official", "officials", people)


def headcount_by_group(snapshot: WorkshopSnapshot) -> dict[int | None, int]:
    """How many take part in each group of the occasion that is on; None is without a group.

    Plain SQL: the desk asks for it again and again while people come.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT group_id, COUNT(*) FROM workshops_attendance WHERE occasion_id = %s AND left_at IS NULL"
            " GROUP BY group_id",
            [snapshot.occasion.pk],
        )
        return dict(cursor.fetchall())


def attending_count(snapshot: WorkshopSnapshot) -> int:
    """How many take part in the occasion that is on."""
    return sum(headcount_by_group(snapshot).values())


def minimum_people(seats: Collection[int], keyed_in: Collection[int] = ()) -> int:
    """How many people there are for sure behind these seats. This is held against the threshold, never how many seats.

    Somebody at a table can have let in all there who have no phone, and answered for them: together they are one. Who
    leads is trusted with what they have keyed in.
    """
    rows = Participant.objects.filter(pk__in=seats).order_by("attendances__occasion")
    tables = {
        seat: (group or 0) if has_no_phone and seat not in keyed_in else None
        for seat, has_no_phone, group in rows.values_list("pk", "has_no_phone", "attendances__group")
    }
    return disclosure_control.minimum_people(tables.values())


def some_have_no_phone(workshop: int) -> bool:
    """Whether a screen that says that too few have answered must say that those at a table count as one."""
    return Participant.objects.filter(workshop=workshop, has_no_phone=True).exists()


def ready_by_group(snapshot: WorkshopSnapshot) -> dict[int | None, int]:
    """How many of those who are here have said that they are done with the phase, by the group that they sit in."""
    if snapshot.phase is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.group_id, COUNT(*) FROM workshops_phaseready r"
            " JOIN workshops_attendance a ON a.participant_id = r.participant_id"
            " WHERE r.phase_id = %s AND r.is_ready AND a.occasion_id = %s AND a.left_at IS NULL GROUP BY a.group_id",
            [snapshot.phase.pk, snapshot.occasion.pk],
        )
        return dict(cursor.fetchall())


@cached_per_version
def coaches(snapshot: WorkshopSnapshot) -> list[LeaderRole]:
    """The coaches of the workshop, whatever they may."""
    return list(snapshot.workshop.leadings.filter(kind=LeaderRole.Kind.COACH).select_related("user").order_by("pk"))
