"""What the projector shows in the end: all that the step puts there, unless the leader wants otherwise."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.messages.panels import board_told
from digibarometer.hosting.models import Projector
from digibarometer.hosting.projector.panels import board_cover
from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.snapshot import WorkshopSnapshot

NAMES: dict[str, StrOrPromise] = {
    "workshops/board_top": _("The row at the top"),
    "workshops/board_join": _("How to come in"),
    "workshops/board_agenda": _("The programme"),
    "workshops/board_step": _("What to do now"),
    "workshops/board_check_out": _("The three questions"),
    "workshops/board_over": _("Thanks for today"),
    "workshops/board_corner": _("The code in the corner"),
    "agendas/board_so_far": _("Where we were"),
    "notes/board_wall": _("The wall"),
    "assessment/board_progress": _("How many have answered"),
    "assessment/board_plenary": _("The area's questions"),
    "horizon/board_signal": _("The card"),
    "horizon/board_scan": _("All that has been seen"),
    "horizon/board_placing": _("What to do with the cards"),
    "horizon/board_radar": _("The radar"),
    "activities/board_ground": _("What to start from"),
    "activities/board_weighing": _("How many have weighed"),
    "activities/board_matrix": _("Effect and effort"),
    "activities/board_plan": _("The plan"),
    "results/board_story": _("Today's picture"),
    "results/board_question": _("The question with its picture"),
    "followup/board_followup": _("The last plan"),
}  # the projector's panels as a leader knows them
UNNAMED = _("What the step shows")

screen_of: list[
    Callable[[WorkshopSnapshot], Sequence[Invalidation]]
] = []  # what a step puts on the projector; the screens tell
covers: dict[
    str, Callable[[WorkshopSnapshot], Sequence[Invalidation]]
] = {}  # what is shown in the place of a step, by its name
draws: list[
    Callable[[WorkshopSnapshot, Sequence[Invalidation], str], str]
] = []  # draws panels in a language; the screens do


def projector(workshop: int) -> Projector:
    """How the projector is set; a new one, not kept, where nothing has been set."""
    return Projector.objects.filter(workshop=workshop).first() or Projector(workshop_id=workshop)


def visible_panels(snapshot: WorkshopSnapshot, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """What the projector shows of all that a step puts there."""
    kept = projector(snapshot.pk)
    if kept.paused_at or kept.frozen_at:
        return [board_cover.ref(snapshot.pk)]
    if kept.instead:
        cover = covers[kept.instead](snapshot) if kept.instead in covers else []
        return [*cover, board_cover.ref(snapshot.pk), board_told.ref(snapshot.pk)]
    seen = [touch for touch in touches if touch.panel not in kept.hidden]
    return [*seen, board_cover.ref(snapshot.pk), board_told.ref(snapshot.pk)]


def name_of(key: str) -> StrOrPromise:
    """What a panel of the projector is called."""
    return NAMES.get(key, UNNAMED)


def step_board_panels(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """The panels that the step puts on the projector, hidden ones too."""
    return [touch for shown in screen_of for touch in shown(snapshot)]


def render_projector(snapshot: WorkshopSnapshot, language: str) -> str:
    """What the projector shows now, as HTML, without what the leader has said."""
    kept = projector(snapshot.pk)
    touches = [touch for touch in step_board_panels(snapshot) if touch.panel not in kept.hidden]
    if kept.instead in covers:
        touches = list(covers[kept.instead](snapshot))
    return "".join(draw(snapshot, touches, language) for draw in draws)
