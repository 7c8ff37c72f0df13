"""What the leader wants of a guest's pages."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.projector.actions import set_projector
from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.presenting.models import Presentation, State
from digibarometer.presenting.panels import INSTEAD, is_presenting, page_panels
from digibarometer.workshops.seats import LeaderSeat

PRESENTATION_IS_GONE = _("That presentation is no longer here. Choose another.")
NO_PAGE = _("The presentation has no such page.")


class ShowPage(Action, frozen=True, tag="presenting.show_page"):
    """The leader says: the projector shows this page; page 0 is the step itself again."""

    presentation: int
    page: Annotated[int, msgspec.Meta(ge=0, le=1000)]


def show_page(wanted: ShowPage, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Put a page on the projector, turn to another, or go back to the step."""
    snapshot = seat.snapshot
    one = Presentation.objects.filter(workshop=snapshot.pk, pk=wanted.presentation, state=State.READY).first()
    if one is None:
        raise ActionRefused(PRESENTATION_IS_GONE)
    if wanted.page > one.count:
        raise ActionRefused(NO_PAGE)
    Presentation.objects.filter(workshop=snapshot.pk).exclude(pk=one.pk).update(shown=0)
    Presentation.objects.filter(pk=one.pk).update(shown=wanted.page)
    if is_presenting(snapshot) == bool(wanted.page):
        return page_panels(snapshot.pk) if wanted.page else []
    return set_projector(seat, instead=INSTEAD if wanted.page else "")
