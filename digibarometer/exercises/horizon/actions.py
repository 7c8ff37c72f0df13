"""What people want in the horizon scan, and what then happens."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.horizon import panels
from digibarometer.exercises.horizon.api import must_have_room, scan_or_refuse, select_card
from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.exercises.horizon.rules import SCALE
from digibarometer.links import is_safe_link
from digibarometer.live.actions import Action, ActionRefused, ClientKey, StrOrPromise
from digibarometer.live.panels import Invalidation
from digibarometer.notes.wall_registry import add_activity_seed
from digibarometer.questions.horizon_cards import HORIZONS
from digibarometer.ui.form_renderer import one_line
from digibarometer.workshops.actions.table_screen import sitting_of
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

OVER = _("The workshop has ended, so the horizon scan can no longer change.")
NO_SIGNAL = _("That is no longer looked at. Reload the page and try again.")
NOT_YOURS = _("Only the one who wrote it, or the leader, can change it here.")
NO_TITLE = _("Write in a few words what you have seen.")
NO_LINK = _("A link begins with https:// and has no user name in it. Leave it empty if you have none.")
NOT_ON_SCALE = _("That level is not on the scale. Reload the page and try again.")
NO_GROUP = _("You are not in a group yet. Ask the leader.")

Side = Literal["horizon", "meaning", "is_threat"]
LEVELS = {"horizon": range(len(HORIZONS)), "meaning": SCALE, "is_threat": (0, 1)}
Anyone = ParticipantSeat | TableSeat | LeaderSeat


def while_open(action: Action, seat: Anyone) -> StrOrPromise | None:
    """Until the workshop has ended."""
    return OVER if seat.snapshot.workshop.is_over else None


def signal_or_refuse(snapshot: WorkshopSnapshot, number: int) -> Signal:
    """The signal of this number, while it is looked at. Raises ActionRefused."""
    found = (
        Signal.objects.filter(workshop=snapshot.pk, pk=number, removed_at=None).select_related("step", "card").first()
    )
    if found is None:
        raise ActionRefused(NO_SIGNAL)
    return found


class ChooseCard(Action, frozen=True, tag="horizon.choose"):
    """The leader says: we look at this card, or not."""

    step: int
    card: int
    chosen: bool
    about = ("step", "card")


def choose(wanted: ChooseCard, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Take a card up, or put it back; what groups have said of it is kept."""
    return select_card(seat.snapshot, wanted.step, wanted.card, wanted.chosen)


class WriteSignal(Action, frozen=True, tag="horizon.write"):
    """Someone says: this is what I have seen."""

    step: int
    signal: ClientKey
    title: Annotated[str, msgspec.Meta(max_length=120)]
    text: Annotated[str, msgspec.Meta(max_length=280)] = ""
    link: Annotated[str, msgspec.Meta(max_length=500)] = ""
    about = ("signal",)


def write(wanted: WriteSignal, seat: Anyone) -> Iterable[Invalidation]:
    """Keep an observation, or change one's own."""
    snapshot, step = seat.snapshot, scan_or_refuse(seat.snapshot, wanted.step)
    title, link = one_line(wanted.title), wanted.link.strip()
    if not title:
        raise ActionRefused(NO_TITLE)
    if link and not is_safe_link(link):
        raise ActionRefused(NO_LINK)
    said: dict[str, str | int | None] = {"title": title, "text": wanted.text.strip(), "link": link}
    held = Signal.objects.filter(workshop=snapshot.pk, key=wanted.signal).first()
    if held is None:
        must_have_room(step)
        person = None if isinstance(seat, LeaderSeat) else seat.person
        said |= {"author_id": person, "sitting": sitting_of(seat, person)}
        made = Signal.objects.create(workshop=snapshot.workshop, step=step, key=wanted.signal, **said)
        return panels.panels_for_signals(snapshot, step, person, made.pk)
    _must_be_theirs(held, seat)
    Signal.objects.filter(pk=held.pk).update(**said)
    return panels.panels_for_signals(snapshot, step, held.author_id, held.pk)


def _must_be_theirs(held: Signal, seat: Anyone) -> None:
    is_own = seat.viewer is not None and seat.viewer == (held.author_id, held.sitting)
    if held.removed_at or held.card_id or not (is_own or isinstance(seat, LeaderSeat)):
        raise ActionRefused(NOT_YOURS)


class RemoveSignal(Action, frozen=True, tag="horizon.take_away"):
    """Someone says: take what I wrote away; the leader: take this away."""

    signal: int
    about = ("signal",)


def remove_signal(wanted: RemoveSignal, seat: Anyone) -> Iterable[Invalidation]:
    """Look at it no longer. Twice is harmless."""
    snapshot = seat.snapshot
    held = Signal.objects.filter(workshop=snapshot.pk, pk=wanted.signal).select_related("step").first()
    if held is None:
        raise ActionRefused(NO_SIGNAL)
    if held.removed_at:
        return []
    if not isinstance(seat, LeaderSeat):
        _must_be_theirs(held, seat)
    Signal.objects.filter(pk=held.pk).update(removed_at=timezone.now())
    return panels.panels_for_signals(snapshot, held.step, held.author_id, held.pk)


class PlaceSignal(Action, frozen=True, tag="horizon.place"):
    """The group says (or the leader, for the room): it is here then, means so much, or is a threat (1) or not (0)."""

    signal: int
    on: Side
    level: Annotated[int, msgspec.Meta(ge=0, le=5)] | None
    about = ("signal", "on")


def place(wanted: PlaceSignal, seat: Anyone) -> Iterable[Invalidation]:
    """Keep where a group, or the room, places a signal; the last one counts."""
    snapshot, held = seat.snapshot, signal_or_refuse(seat.snapshot, wanted.signal)
    group = None if isinstance(seat, LeaderSeat) else seat.group
    if group is None and not isinstance(seat, LeaderSeat):
        raise ActionRefused(NO_GROUP)
    if wanted.level is not None and wanted.level not in LEVELS[wanted.on]:
        raise ActionRefused(NOT_ON_SCALE)
    found, _made = Placement.objects.get_or_create(
        workshop=snapshot.workshop, signal=held, group=snapshot.groups.get(group or 0)
    )
    Placement.objects.filter(pk=found.pk).update(**{wanted.on: wanted.level}, at=timezone.now())
    return panels.panels_for_placement(snapshot, held, group)


class AnswerSignal(Action, frozen=True, tag="horizon.answer"):
    """The leader writes down what the room will do about it, in one sentence."""

    signal: int
    text: Annotated[str, msgspec.Meta(max_length=280)]
    about = ("signal",)


def answer(wanted: AnswerSignal, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep what the room will do about it."""
    snapshot, held = seat.snapshot, signal_or_refuse(seat.snapshot, wanted.signal)
    Signal.objects.filter(pk=held.pk).update(answer=wanted.text.strip())
    return panels.panels_for_signals(snapshot, held.step)


class PlantSignal(Action, frozen=True, tag="horizon.plant"):
    """The leader says: an activity is to grow from this, or not."""

    signal: int
    planted: bool
    about = ("signal",)


def plant(wanted: PlantSignal, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Make what the room will do about it (or the signal itself) the seed of an activity."""
    snapshot, held = seat.snapshot, signal_or_refuse(seat.snapshot, wanted.signal)
    text = held.answer or str(held)
    touches = add_activity_seed(snapshot, f"horizon:{held.pk}", text, wanted.planted, seat.user)
    return [*touches, *panels.panels_for_signals(snapshot, held.step)]
