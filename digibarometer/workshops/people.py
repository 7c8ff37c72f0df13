"""Who is here: counts by role and group, as many panels show them."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import ngettext

from digibarometer.measures import privacy
from digibarometer.workshops.models import Attendance, Leading, Participant, Ready, Role
from digibarometer.workshops.now import Now


def by_role(here: Now) -> list[dict[str, Any]]:
    """How many of each role take part in the occasion that is on."""
    rows = Attendance.objects.filter(occasion=here.occasion, left_at=None).values_list("participant__role")
    counted = Counter(dict(rows.annotate(Count("pk"))))
    return [{"role": role, "people": counted[role.value], "words": _words(role, counted[role.value])} for role in Role]


def _words(role: Role, people: int) -> str:
    """What so many of a role are called, after their number."""
    match role:
        case Role.POLITICIAN:
            return ngettext("politician", "politicians", people)
        case Role.MANAGER:
            return ngettext("manager", "managers", people)
    return ngettext("official", "officials", people)


def taking_part(here: Now) -> dict[int | None, int]:
    """How many take part in each group of the occasion that is on; None is without a group.

    Plain SQL: the desk asks for it again and again while people come.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT group_id, COUNT(*) FROM workshops_attendance WHERE occasion_id = %s AND left_at IS NULL"
            " GROUP BY group_id",
            [here.occasion.pk],
        )
        return dict(cursor.fetchall())


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
    return privacy.minimum_people(tables.values())


def some_have_no_phone(workshop: int) -> bool:
    """Whether a screen that says that too few have answered must say that those at a table count as one."""
    return Participant.objects.filter(workshop=workshop, has_no_phone=True).exists()


def ready(here: Now) -> dict[int | None, int]:
    """How many of each group have said that they are done with the phase."""
    rows = Ready.objects.filter(phase=here.phase).values_list("group")
    return dict(rows.annotate(done=Count("pk", filter=Q(is_ready=True))))


def coaches(here: Now) -> list[Leading]:
    """The coaches of the workshop, whatever they may."""
    return list(here.workshop.leadings.filter(kind=Leading.Kind.COACH).select_related("user").order_by("pk"))
