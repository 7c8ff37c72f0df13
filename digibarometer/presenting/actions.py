"""What the leader wants of a guest's pages."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.projector.actions import set_projector
from digibarometer.live.actions import Action, Refused
from digibarometer.live.panels import Touch
from digibarometer.presenting.models import Presentation, State
from digibarometer.presenting.panels import INSTEAD, is_presenting, turned
from digibarometer.workshops.seats import LeaderSeat

GONE = _("That presentation is no longer here. Choose another.")
NO_PAGE = _("The presentation has no such page.")


class ShowPage(Action, frozen=True, tag="presenting.show_page"):
    """The leader says: the projector shows this page; page 0 is the step itself again."""

    presentation: int
    page: Annotated[int, msgspec.Meta(ge=0, le=1000)]

    def about(self) -> str:
        """One wish for the whole projector."""
        return "presenting.show_page"


def show_page(wanted: ShowPage, seat: LeaderSeat) -> Iterable[Touch]:
    """Put a page on the projector, turn to another, or go back to the step."""
    here = seat.now
    one = Presentation.objects.filter(workshop=here.pk, pk=wanted.presentation, state=State.READY).first()
    if one is None:
        raise Refused(GONE)
    if wanted.page > one.count:
        raise Refused(NO_PAGE)
    Presentation.objects.filter(workshop=here.pk).exclude(pk=one.pk).update(shown=0)
    Presentation.objects.filter(pk=one.pk).update(shown=wanted.page)
    if is_presenting(here) == bool(wanted.page):
        return turned(here.pk) if wanted.page else []
    return set_projector(seat, instead=INSTEAD if wanted.page else "")
