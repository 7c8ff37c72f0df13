"""The short presentation of the workshop: on a page of its own, and on the board at the welcome."""

from functools import cache
from typing import Annotated, TypedDict

import msgspec
from django.conf import settings

from digibarometer.content import INTRO
from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import panel
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.ui.context_processors import ORIGIN
from digibarometer.workshops.models import Move, MoveKind
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.snapshot import WorkshopSnapshot


class IntroSlide(msgspec.Struct, frozen=True):
    """One page: a heading, and what is said under it; how many seconds it stays."""

    title: dict[str, str]
    text: list[dict[str, str]]
    seconds: Annotated[int, msgspec.Meta(ge=5, le=60)]


class IntroFile(msgspec.Struct, frozen=True):
    """The file of the presentation."""

    key: str
    version: str
    pages: Annotated[list[IntroSlide], msgspec.Meta(min_length=1, max_length=8)]


@cache
def intro_slides() -> tuple[IntroSlide, ...]:
    """The pages that ship; read once."""
    return tuple(Document(INTRO).read_as(IntroFile).pages)


def intro_minutes() -> int:
    """About how long it runs by itself."""
    return max(1, round(sum(page.seconds for page in intro_slides()) / 60))


IntroContext = TypedDict("IntroContext", {"pages": tuple[IntroSlide, ...], "origin": StrOrPromise, "began": int | None})


@panel
def board_intro(snapshot: WorkshopSnapshot) -> IntroContext:
    """The presentation, begun when the leader asked for it, so that two boards show the same page."""
    moves = Move.objects.filter(workshop=snapshot.pk, what=MoveKind.SPOT).order_by("-pk")
    asked = moves.values_list("at", flat=True).first()
    return {"pages": intro_slides(), "origin": ORIGIN, "began": int(asked.timestamp()) if asked else None}


# Whether the presentation is on, how long it is, and where its film is
DeskIntroContext = TypedDict("DeskIntroContext", {"show_intro": int, "minutes": int, "film": str})


@panel
def desk_intro(snapshot: WorkshopSnapshot) -> DeskIntroContext:
    """The way to begin the presentation, and to end it."""
    return {
        "show_intro": BoardSpot.INTRO,
        "minutes": intro_minutes(),
        "film": settings.FILM_URL,
    }
