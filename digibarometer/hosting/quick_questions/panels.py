"""What is seen of an instant question."""

from collections.abc import Iterable
from typing import Any

from digibarometer.hosting.models import Ask, AskAnswer, Projector
from digibarometer.hosting.projector.quick_question import of_board
from digibarometer.hosting.quick_questions import releases
from digibarometer.live.panels import Touch, panel
from digibarometer.workshops import headcounts
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import Now


@panel
def my_ask(now: Now, viewer: Viewer) -> dict[str, Any]:
    """The question that is open, and what I have answered."""
    ask = releases.open_ask(now)
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
        "attending": sum(headcounts.taking_part(now).values()) if ask else 0,
        "is_on_board": bool(asked) and shown.exists(),
    }


def people_changed(here: Now) -> Iterable[Touch]:
    """Somebody has come or gone: of how many the answers are."""
    return [desk_ask.of(here.pk)]
