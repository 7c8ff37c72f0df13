"""Who leads now where several do: who made the latest move, what it was, and who else is at a desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import Membership
from digibarometer.live import api
from digibarometer.live.actions import StrOrPromise
from digibarometer.workshops.models import LeaderRole, Move, MoveKind, Right, Workshop
from digibarometer.workshops.rules import DESK
from digibarometer.workshops.snapshot import WorkshopSnapshot

RECENT_MOVE_SECONDS = timedelta(minutes=1)
MOVED_ON = _("The room has moved on since you saw it. Look at the screen and try again.")
MOVED_BY = _("{who} was before you and has changed what the room sees. Look at the screen and try again.")
DID: dict[str, Callable[[], str]] = {
    MoveKind.TO: lambda: gettext("went on"),
    MoveKind.SPOT: lambda: gettext("changed the board"),
    MoveKind.PAUSE: lambda: gettext("paused"),
    MoveKind.RESUME: lambda: gettext("let the clock run"),
    MoveKind.EXTEND: lambda: gettext("changed the time"),
    MoveKind.END: lambda: gettext("ended the workshop"),
    MoveKind.REOPEN: lambda: gettext("opened it again"),
    MoveKind.REPLAN: lambda: gettext("planned the rest anew"),
}


def workshops_user_may_plan(user: int) -> QuerySet[Workshop]:
    """The workshops that the user may plan: leads, or of a municipality of theirs where they do not only coach.

    Who looks after the installation sees no more than others: a municipality's workshops are its own.
    """
    own = Q(municipality__in=Membership.objects.filter(user=user).values("municipality"))
    leadings, coaches = LeaderRole.objects.filter(user=user), Q(kind=LeaderRole.Kind.COACH)
    led, coached = leadings.exclude(coaches).values("workshop"), leadings.filter(coaches).values("workshop")
    return Workshop.objects.filter(Q(pk__in=led) | own & ~Q(pk__in=coached))


@dataclass(frozen=True)
class LeaderStatus:
    """Who moved the room last, what they did and when, and the names of those who have the desk open."""

    who: str
    did: str
    at: datetime | None
    at_desks: list[str]


def leader_status(snapshot: WorkshopSnapshot) -> LeaderStatus | None:
    """How it stands between those who lead; none where one person leads alone."""
    if not _has_several(snapshot):
        return None
    everyone = LeaderRole.objects.filter(workshop=snapshot.pk).select_related("user").order_by("pk")
    names = {leading.user_id: str(leading.user) for leading in everyone if leading.may(Right.LEAD)}
    if len(names) < 2:
        return None
    here = api.connected_seats(snapshot.pk)
    at_desks = [name for user, name in names.items() if f"{DESK}{user}" in here]
    last = Move.objects.filter(workshop=snapshot.pk, by__isnull=False).select_related("by").order_by("-pk").first()
    if last is None or last.what not in DID:
        return LeaderStatus("", "", None, at_desks)
    return LeaderStatus(str(last.by), DID[last.what](), last.at, at_desks)


def _has_several(snapshot: WorkshopSnapshot) -> bool:
    """Whether it can be that several lead. Plain SQL: the desk asks for it each time that somebody comes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM workshops_leaderrole WHERE workshop_id = %s", [snapshot.pk])
        return bool(cursor.fetchone()[0] > 1)


def stale_screen_message(workshop: int, user: int) -> StrOrPromise:
    """Why a leader's wish is refused when the room has changed; says who was before them, if a colleague just was."""
    last = Move.objects.filter(workshop=workshop).select_related("by").order_by("-pk").first()
    if last is None or last.by is None or last.by_id == user or timezone.now() - last.at > RECENT_MOVE_SECONDS:
        return MOVED_ON
    return format_lazy(MOVED_BY, who=str(last.by).replace("{", "(").replace("}", ")"))
