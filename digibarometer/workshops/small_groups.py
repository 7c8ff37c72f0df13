"""The small groups as the leader sees and changes them: who sits where, and moving someone."""

from functools import lru_cache
from typing import NamedTuple, TypedDict

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from digibarometer.live.panels import panel
from digibarometer.questions.agenda_templates.schema import PlainStep
from digibarometer.workshops.extension_points import step_kind
from digibarometer.workshops.models import Attendance, Group, Role
from digibarometer.workshops.rules import max_group_count, suggested_group_count
from digibarometer.workshops.snapshot import WorkshopSnapshot


class _Member(NamedTuple):
    """Somebody who takes part, as the leader knows them."""

    pk: int
    role: str
    name: str  # the role's, where they gave none
    unit: str


GroupSeats = TypedDict("GroupSeats", {"group": Group, "seats": str})  # who sits there, as HTML
SinceLastTime = TypedDict("SinceLastTime", {"goes_on": bool, "missing": int, "new": int})


class GroupsContext(SinceLastTime):
    """Who sits where, how many groups can be made, and how many are proposed."""

    groups: list[GroupSeats]
    names: tuple[tuple[int, str], ...]
    without: list[_Member]
    numbers: list[tuple[int, str]]
    number: int
    attending: int
    is_work_on: bool
    is_closed: bool


@panel
def leader_groups(snapshot: WorkshopSnapshot) -> GroupsContext:
    """Making groups: who sits where, by first name, and moving someone."""
    rows = Attendance.objects.filter(occasion=snapshot.occasion, left_at=None).values_list(
        "group", "participant", "participant__role", "participant__first_name", "participant__unit"
    )
    members: dict[int | None, list[_Member]] = {}
    for group_pk, pk, role, first_name, unit in rows:
        members.setdefault(group_pk, []).append(_Member(pk, role, first_name or str(Role(role).label), unit))
    attending = [each.pk for group in members.values() for each in group]
    names = tuple((pk, str(group)) for pk, group in snapshot.groups.items())
    groups: list[GroupSeats] = [
        {"group": group, "seats": _seats(tuple(members.get(pk, ())), names, pk, get_language() or "")}
        for pk, group in snapshot.groups.items()
    ]
    return {
        "groups": groups,
        "names": names,
        "without": members.get(None, []),
        "numbers": [
            (number, _sizes(len(attending), number))
            for number in range(1, max(max_group_count(len(attending)), len(groups)) + 1)
        ],
        "number": len(groups) or suggested_group_count(len(attending)),
        "attending": len(attending),
        "is_work_on": bool(groups) and snapshot.step is not None and step_kind(snapshot.step.kind).has_work,
        **_since_last_time(snapshot, attending),
        "is_closed": bool(groups) and snapshot.step is not None and snapshot.step.kind != PlainStep.WELCOME,
    }


def _sizes(people: int, groups: int) -> str:
    """How many people there are in each of so many groups, and whether that is what is proposed."""
    fewest, one_more = divmod(people, groups)
    each = str(fewest) if not one_more else gettext("%(few)d or %(more)d") % {"few": fewest, "more": fewest + 1}
    said = gettext("%(people)s in each") % {"people": each}
    if groups == suggested_group_count(people):
        said = gettext("%(said)s (proposed)") % {"said": said}
    return said


@lru_cache(1_000)
def _seats(members: tuple[_Member, ...], groups: tuple[tuple[int, str], ...], here: int, language: str) -> str:
    """Who sits in a group, each to be moved to another. Kept by all that it is drawn from: the desk is drawn whole at
    every move of the room, before its phones, and forty people times their buttons took 28 ms of it (measured).
    """
    others = [group for group in groups if group[0] != here]
    return render_to_string("workshops/_group_seats.html", {"members": members, "others": others})


def _since_last_time(snapshot: WorkshopSnapshot, here: list[int]) -> SinceLastTime:
    """Of an occasion that is not the first: how many of the one before have not come, and how many are new."""
    if snapshot.occasion == snapshot.occasions[0]:
        return {"goes_on": False, "missing": 0, "new": 0}
    before = Attendance.objects.filter(workshop=snapshot.pk, occasion__order__lt=snapshot.occasion.order)
    known = set(before.values_list("participant", flat=True))
    last = set(before.filter(occasion__order=snapshot.occasion.order - 1).values_list("participant", flat=True))
    return {"goes_on": True, "missing": len(last - set(here)), "new": len(set(here) - known)}
