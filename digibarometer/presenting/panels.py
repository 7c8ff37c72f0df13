"""What is seen of a guest's pages: the page on the projector, its words on phones, and the leader's way to turn it."""

from collections.abc import Sequence
from typing import TypedDict

from digibarometer.hosting.projector import display
from digibarometer.live.panels import Invalidation, panel
from digibarometer.presenting.models import Page, Presentation, State
from digibarometer.workshops.snapshot import WorkshopSnapshot, cached_per_version

INSTEAD = "presentation"  # what the projector shows in the place of the step


@cached_per_version
def is_presenting(snapshot: WorkshopSnapshot) -> bool:
    """Whether a guest's page is on the projector. Showing and taking off raise the version."""
    return display.projector(snapshot.pk).instead == INSTEAD


def board_panels(snapshot: WorkshopSnapshot) -> Sequence[Invalidation]:
    """The page, in the place of the step."""
    return [board_page.ref(snapshot.pk)]


def page_panels(workshop: int) -> list[Invalidation]:
    """What shows which page is on the projector."""
    return [each.ref(workshop) for each in (board_page, room_page, desk_presentation)]


PageContext = TypedDict("PageContext", {"presentation": Presentation | None, "page": Page | None})


def _shown(snapshot: WorkshopSnapshot) -> PageContext:
    one = Presentation.objects.filter(workshop=snapshot.pk, shown__gt=0).first()
    page = Page.objects.filter(presentation=one, number=one.shown).defer("picture").first() if one else None
    return {"presentation": one, "page": page}


@panel
def board_page(snapshot: WorkshopSnapshot) -> PageContext:
    """The page as large as the projector can show it."""
    return _shown(snapshot)


@panel
def room_page(snapshot: WorkshopSnapshot) -> PageContext:
    """The page's words, for those who do not see the projector, and a way to its picture."""
    return _shown(snapshot)


class PresentationContext(PageContext):
    """All that has been brought, and the pages to turn to of the one that is shown."""

    is_on: bool
    rows: list[Presentation]
    numbers: Sequence[int]
    ready: str
    reading: str


@panel
def desk_presentation(snapshot: WorkshopSnapshot) -> PresentationContext:
    """What has been brought, showing it, and turning its pages."""
    shown = _shown(snapshot)
    one = shown["presentation"]
    return {
        **shown,
        "is_on": is_presenting(snapshot),
        "rows": list(Presentation.objects.filter(workshop=snapshot.pk)),
        "numbers": range(1, one.count + 1) if one else [],
        "ready": State.READY,
        "reading": State.READING,
    }
