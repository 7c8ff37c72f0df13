"""Who is here: counts by role and group, as many panels show them."""

from collections import Counter
from typing import Any

from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import ngettext

from digibarometer.workshops.models import Attendance, Leading, Ready, Role
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


def ready(here: Now) -> dict[int | None, int]:
    """How many of each group have said that they are done with the phase."""
    rows = Ready.objects.filter(phase=here.phase).values_list("group")
    return dict(rows.annotate(done=Count("pk", filter=Q(is_ready=True))))


def coaches(here: Now) -> list[Leading]:
    """The coaches of the workshop, whatever they may."""
    return list(here.workshop.leadings.filter(kind=Leading.Kind.COACH).select_related("user").order_by("pk"))
