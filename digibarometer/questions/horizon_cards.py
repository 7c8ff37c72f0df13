"""Horizon cards, as they are written and as they ship: something that goes on outside, and until when to trust it."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Literal, get_args

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from msgspec import Meta

from digibarometer.content import HORIZON
from digibarometer.questions.content_files.schema import (
    Key,
    Language,
    RequiredText,
    Schema,
    ValidationError,
    Version,
    languages,
)
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.questions.models import Card
from digibarometer.questions.swot_prompts import Role

CardKind = Literal["law", "technology", "residents", "economy", "environment", "work-life"]
Horizon = Literal["now", "soon", "later"]  # now, in 1–3 years, in 3–10 years
HORIZONS = get_args(Horizon)  # a row keeps the place in this list


class SourceSchema(Schema, frozen=True, kw_only=True):
    """Where the facts are from; a general judgement says so by name and has no address."""

    name: Annotated[str, Meta(min_length=1, max_length=300)]
    url: Annotated[str, Meta(pattern=r"^https://[^\s/?#@]+([/?#]\S*)?$", max_length=500)] | None = None


class CardSchema(Schema, frozen=True, kw_only=True):
    """One card."""

    key: Key
    kind: CardKind
    title: RequiredText
    what_happens: RequiredText
    meaning: RequiredText
    horizon: Horizon
    source: SourceSchema
    as_of: Annotated[int, Meta(ge=1900, le=2100)]  # the year that the facts could last be supported
    review_by: date  # after this day it should be looked over


class ExampleObservation(Schema, frozen=True, kw_only=True):
    """What a made-up person has seen for themselves; in Swedish only."""

    role: Role
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    text: Annotated[str, Meta(min_length=1, max_length=280)]


class CardFile(Schema, frozen=True, kw_only=True):
    """Cards in one file."""

    key: Key
    version: Version
    languages: Annotated[list[Language], Meta(min_length=1)]
    licence: Annotated[str, Meta(min_length=1)]
    cards: Annotated[list[CardSchema], Meta(min_length=1)]
    example_observations: list[ExampleObservation] = []


def broken_in_cards(file: CardFile) -> Iterable[ValidationError]:
    """What does not hold in a file of cards: keys that stand twice, texts that are missing."""
    yield from languages(file, file.languages)
    seen: set[str] = set()
    for number, card in enumerate(file.cards):
        if card.key in seen:
            yield f"cards[{number}].key", _("“%(key)s” is another card's key too. Choose another.") % {"key": card.key}
        seen.add(card.key)


@cache
def _shipped() -> list[CardFile]:
    return [Document(path).read_as(CardFile) for path in sorted(HORIZON.glob("*.yaml"))]


def shipped_cards() -> list[CardSchema]:
    """The cards that ship; read once."""
    return [card for file in _shipped() for card in file.cards]


def shipped_observations(role: str) -> list[ExampleObservation]:
    """What made-up people of a role have seen."""
    return [one for file in _shipped() for one in file.example_observations if one.role == role]


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
