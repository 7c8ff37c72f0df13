"""Coaches by invitation: who is let in to a workshop, with which rights, and for how long."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User
from digibarometer.live import api
from digibarometer.live.actions import Refusal
from digibarometer.live.panels import Invalidation
from digibarometer.support.models import CoachInvitation
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.models import LeaderRole, Workshop


class CannotCoach(Refusal):
    """The invitation does not let this person in."""


def invite(
    workshop: Workshop, by: User, email: str, rights: Collection[str], begins_on: date | None, ends_on: date | None
) -> CoachInvitation:
    """Make a link that lets one person in as a coach; the same person's older link stops working."""

    def change(_touched: list[Invalidation]) -> CoachInvitation:
        CoachInvitation.objects.filter(workshop=workshop, email__iexact=email, accepted_at=None).delete()
        said = {"email": email, "rights": sorted(rights), "begins_on": begins_on, "ends_on": ends_on}
        return CoachInvitation.objects.create(workshop=workshop, by=by, **said)

    return api.apply_change(change)


def find_invitation(secret: str) -> CoachInvitation | None:
    """The invitation of this secret, while it holds."""
    found = CoachInvitation.objects.filter(secret=secret).select_related("workshop__municipality", "by").first()
    return found if found and found.holds else None


def accept(invitation: CoachInvitation, user: User) -> None:
    """Let the user in as the coach that was asked for; the link does not work again. Raises CannotCoach."""

    def change(touched: list[Invalidation]) -> None:
        still = CoachInvitation.objects.select_for_update().filter(pk=invitation.pk).first()
        if still is None or not still.holds:
            raise CannotCoach(_("This invitation does not work any more. Ask for a new one."))
        workshop = still.workshop
        if user.memberships.filter(municipality=workshop.municipality_id).exists() or is_leader(user, workshop):
            raise CannotCoach(_("You see this workshop already, as one of those who lead. You need no invitation."))
        has_begun = still.begins_on is None or still.begins_on <= timezone.localdate()
        terms = {"rights": still.rights, "begins_on": still.begins_on, "ends_on": still.ends_on, "ended_at": None}
        terms["began_at"] = timezone.now() if has_begun else None
        LeaderRole.objects.update_or_create(
            workshop=workshop, user=user, defaults={"kind": LeaderRole.Kind.COACH.value, **terms}
        )
        CoachInvitation.objects.filter(pk=still.pk).update(accepted_at=timezone.now())
        touched += workshop.update_and_bump_version()

    api.apply_change(change)


def delete_invitations(workshop: int) -> None:
    """When a workshop is closed for good: the addresses of those who were invited go. To be called inside a change."""
    CoachInvitation.objects.filter(workshop=workshop).delete()


def is_leader(user: User, workshop: Workshop) -> bool:
    """Whether the user is named as one who leads."""
    return workshop.leadings.filter(user=user).exclude(kind=LeaderRole.Kind.COACH).exists()


def expire_coaches() -> None:
    """Once a minute: coaches whose time has run out lose their screens, and those whose time begins are shown."""
    coaches, today, now = LeaderRole.objects.filter(kind=LeaderRole.Kind.COACH), timezone.localdate(), timezone.now()
    begun = coaches.filter(begins_on__lte=today, began_at=None, ended_at=None).exclude(ends_on__lt=today)
    for leading in begun.select_related("workshop"):
        if coaches.filter(pk=leading.pk, began_at=None).update(began_at=now):
            _draw_anew(leading.workshop)
    late = coaches.filter(ends_on__lt=today, ended_at=None)
    for leading in late.select_related("workshop"):
        if coaches.filter(pk=leading.pk, ended_at=None).update(ended_at=now):
            _draw_anew(leading.workshop)


def _draw_anew(workshop: Workshop) -> None:
    api.apply_change(lambda touched: touched.extend(workshop.update_and_bump_version()))


support_component = WorkshopComponent(key="support", on_workshop_closed=delete_invitations)
