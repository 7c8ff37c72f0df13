"""What is seen of an instant question."""

from collections.abc import Iterable
from typing import Any

from digibarometer.hosting import asking
from digibarometer.hosting.models import Ask, AskAnswer, Projector
from digibarometer.live.panels import Touch, panel
from digibarometer.workshops import people
from digibarometer.workshops.now import Now
from digibarometer.workshops.seats import Viewer


@panel
def my_ask(now: Now, viewer: Viewer) -> dict[str, Any]:
    """The question that is open, and what I have answered."""
    ask = asking.open_ask(now)
    said = AskAnswer.objects.filter(ask=ask, participant=viewer.participant_id).first() if ask else None
    mine = said if said and said.sitting == viewer.sitting else None
    return {
        "ask": ask,
        "mine": mine,
        "is_elsewhere": said is not None and mine is None,
        "options": list(enumerate(ask.options, start=1)) if ask else [],
    }


@panel
def desk_ask(now: Now) -> dict[str, Any]:
    """Asking the room: a new question, how many have answered, and what came of the last one."""
    asked = list(Ask.objects.filter(workshop=now.pk).order_by("-pk"))
    ask = next((one for one in asked if one.closed_at is None), None)
    before = next((one for one in asked if one.closed_at is not None), None)
    shown = Projector.objects.filter(workshop=now.pk, instead="answers")
    return {
        "ask": ask,
        "answered": AskAnswer.objects.filter(ask=ask).count() if ask else 0,
        "before": of_board(before),
        "attending": sum(people.taking_part(now).values()) if ask else 0,
        "is_on_board": bool(asked) and shown.exists(),
    }


def of_board(ask: Ask | None) -> dict[str, Any]:
    """A question as the projector shows it: how many have answered, then what was released."""
    if ask is None:
        return {"ask": None, "answered": 0, "bars": [], "words": [], "said": [], "most": 1, "are_at_tables": False}
    said = list(AskAnswer.objects.filter(ask=ask).order_by("text", "pk"))
    bars = list(zip(ask.options, ask.counts, strict=True)) if ask.counts else []
    return {
        "ask": ask,
        "answered": sum(ask.counts) if ask.counts else len(said),
        "bars": bars,
        "most": max((number for _, number in bars), default=1) or 1,
        "said": said if ask.kind == Ask.Kind.WORDS else [],
        "words": [one.text for one in said if one.is_shown],
        "are_at_tables": not bars and not said and people.some_have_no_phone(ask.workshop_id),
    }


def people_changed(here: Now) -> Iterable[Touch]:
    """Somebody has come or gone: of how many the answers are."""
    return [desk_ask.of(here.pk)]
