"""Bring the cards that ship into the database."""

from django.db.models.functions import Now

from digibarometer.questions.horizon_cards.schema import HORIZONS, CardSchema, shipped_cards
from digibarometer.questions.models import Card


def load_cards() -> None:
    """The cards that ship, in the database; one that no longer ships is no longer offered. Twice changes nothing."""
    held = {card.key: card for card in Card.objects.filter(municipality=None)}
    for written in shipped_cards():
        fields = _fields(written)
        card = held.pop(written.key, None)
        if card is None:
            Card.objects.create(key=written.key, **fields)
        elif any(getattr(card, name) != value for name, value in fields.items()):
            Card.objects.filter(pk=card.pk).update(**fields)
    gone = [card.pk for card in held.values() if card.retired_at is None]
    Card.objects.filter(pk__in=gone).update(retired_at=Now())


def _fields(written: CardSchema) -> dict[str, object]:
    return {
        "kind": written.kind,
        "title": written.title,
        "what_happens": written.what_happens,
        "meaning": written.meaning,
        "horizon": HORIZONS.index(written.horizon),
        "source": written.source.name,
        "url": written.source.url or "",
        "as_of": written.as_of,
        "review_by": written.review_by,
        "retired_at": None,
    }
