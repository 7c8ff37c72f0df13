"""What pages outside the room may do: choose what a workshop is to look at, and take that along to its rehearsal."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.horizon import panels
from digibarometer.exercises.horizon.models import Signal
from digibarometer.exercises.horizon.queries import signals
from digibarometer.exercises.horizon.rules import HORIZON, MAX_SIGNALS
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.questions.models import Card
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

NO_CARD = _("That card cannot be chosen here. Reload the page and try again.")
FULL = _("There is room for thirty. Take one away first.")
NOT_A_SCAN = _("There is no horizon scan in that step. Reload the page and try again.")


def scan_or_refuse(snapshot: WorkshopSnapshot, number: int) -> Step:
    """The step of this number, if it is a horizon scan. Raises ActionRefused."""
    step = snapshot.step_or_refuse(number)
    if step.kind != HORIZON:
        raise ActionRefused(NOT_A_SCAN)
    return step


def must_have_room(step: Step) -> None:
    """Raise ActionRefused where there are as many signals as can be read on the radar."""
    if Signal.objects.filter(step=step, removed_at=None).count() >= MAX_SIGNALS:
        raise ActionRefused(FULL)


def select_card(snapshot: WorkshopSnapshot, number: int, card_number: int, chosen: bool) -> list[Invalidation]:
    """Choose the card, or take it off, for the step and card of these ids. Raises ActionRefused."""
    step = scan_or_refuse(snapshot, number)
    mine = (None, snapshot.workshop.municipality_id)
    card = Card.objects.filter(pk=card_number, retired_at=None).first()
    if card is None or card.municipality_id not in mine:
        raise ActionRefused(NO_CARD)
    key = f"card-{step.pk}-{card.pk}"
    held = Signal.objects.filter(workshop=snapshot.pk, key=key).first()
    if chosen == (held is not None and held.removed_at is None):
        return []
    if chosen:
        must_have_room(step)
    removed_at = None if chosen else timezone.now()
    said = {"step": step, "card": card, "removed_at": removed_at}
    last = {"place": Signal.objects.filter(step=step, card__isnull=False).count()}
    Signal.objects.update_or_create(workshop=snapshot.workshop, key=key, defaults=said, create_defaults=said | last)
    return panels.panels_for_signals(snapshot, step)


def copy_chosen_cards(source: Step, copy: Step) -> None:
    """Choose for a step that is a copy the cards that are chosen for the other."""
    for signal in signals(source):
        if signal.card_id:
            select_card(load_snapshot(copy.workshop_id), copy.pk, signal.card_id, chosen=True)
