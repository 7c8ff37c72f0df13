"""What happens to hands at a workshop's moments, and what is left of them when it is closed."""

from collections.abc import Iterable

from django.utils.translation import gettext

from digibarometer.live.panels import Invalidation
from digibarometer.workshops.snapshot import WorkshopSnapshot
from tests.fifth_exercise.models import Hand
from tests.fifth_exercise.panels import progress_panels
from tests.fifth_exercise.rules import FIST


def people_changed(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """Somebody has come or gone: of how many the hands are."""
    return progress_panels(snapshot) if snapshot.is_at(FIST) else []


def unfinished(snapshot: WorkshopSnapshot) -> str | None:
    """A spread that is not opened is never shown: its hands are deleted when the workshop is closed."""
    waits = Hand.objects.filter(question__step=snapshot.step, question__counts=None)
    return gettext("People have answered, and nobody has seen how you stand.") if waits.exists() else None


def merge_seats(stays: int, goes: int) -> None:
    """Of two hands of one person, that of the seat that stays."""
    held = list(Hand.objects.filter(participant=stays).values_list("question", flat=True))
    Hand.objects.filter(participant=goes).exclude(question__in=held).update(participant=stays)


def delete_at_closing(workshop: int) -> None:
    """Delete every hand; the spreads that were opened stay."""
    Hand.objects.filter(workshop=workshop).delete()
