"""What people see of the horizon scan."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.exercises.horizon.queries import (
    SignalPlacement,
    by_weight,
    current_stage,
    placements,
    radar_labels,
    radar_points,
    radar_table,
    signal_text,
    signals,
)
from digibarometer.exercises.horizon.rules import HORIZON, SCALE
from digibarometer.i18n import format_number, localized
from digibarometer.live.panels import Invalidation, board_panel, list_item, panel, whole_workshop
from digibarometer.notes import voting
from digibarometer.notes.board_fill import BoardText, Fill, Space, fill_rows
from digibarometer.notes.wall_registry import seed_sources
from digibarometer.pictures.svg import Frame
from digibarometer.pictures.trend_radar import trend_radar
from digibarometer.questions.models import Card, CardKind
from digibarometer.tables import Table
from digibarometer.workshops.headcounts import attending_count
from digibarometer.workshops.models import Step
from digibarometer.workshops.phase_clock import RingContext, phase_ring
from digibarometer.workshops.schedule import phase_sentence
from digibarometer.workshops.seats import Viewer
from digibarometer.workshops.snapshot import WorkshopSnapshot

ON_BOARD, ON_PHONE, ON_DESK = 520, 390, 960
LISTED = Space(41, 14.5)  # all cards by name, below their heading
BESIDE = Space(16, 14.5)  # the list beside the chart
SOME, MANY, MAX_BACKS = 12, 40, 120  # cards on the projector: their size goes by how many there are
LOOKS = ((260, ""), (420, "long"), (100_000, "longest"))  # a card's words, by how many characters they have
TALKED_OF = 6  # signals, the heaviest, that the desk asks "what do we do about it?" of


def panels_for_signals(
    snapshot: WorkshopSnapshot, step: Step, author: int | None = None, signal: int = 0
) -> list[Invalidation]:
    """What shows a step's signals. Where groups place them each has a panel of its own: then screens change whole."""
    of = snapshot.pk
    if current_stage(snapshot) == "place":
        return [whole_workshop(of)]
    touches = [each.ref(of) for each in (room_signals, desk_cards, leader_signals, desk_placing, desk_radar)]
    touches += [each.ref(of) for each in (board_signal, board_scan, board_placing, board_radar, room_radar)]
    if author is not None:
        touches += [my_signals.ref(of, author, step.pk), my_signal.ref(of, author, step.pk, signal)]
    return touches


def panels_for_placement(snapshot: WorkshopSnapshot, signal: Signal, group: int | None) -> list[Invalidation]:
    """What shows where a signal lies."""
    touches = [each.ref(snapshot.pk) for each in (desk_placing, board_placing, desk_radar, board_radar, room_radar)]
    ours = (
        []
        if group is None
        else [group_signal.ref(snapshot.pk, group, signal.pk), group_placing.ref(snapshot.pk, group)]
    )
    return [*ours, *touches]


def panels_for_people(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """Somebody has come or gone: of how many have written."""
    is_on = snapshot.is_at(HORIZON) and current_stage(snapshot) == "scan"
    return [board_scan.ref(snapshot.pk)] if is_on else []


SignalView = TypedDict("SignalView", {"signal": Signal, "card": Card | None, "text": str})
SignalsContext = TypedDict("SignalsContext", {"on_board": SignalView | None, "all": list[SignalView]})


@panel
def room_signals(snapshot: WorkshopSnapshot) -> SignalsContext:
    """What is looked at: the one on the board first, the others folded."""
    found = signals(snapshot.step)
    spot = snapshot.workshop.spot or 0
    return {
        "on_board": _card(found[spot - 1]) if 0 < spot <= len(found) else None,
        "all": [_card(each) for each in found],
    }


def _card(signal: Signal) -> SignalView:
    """A signal as it is shown."""
    return {"signal": signal, "card": signal.card, "text": signal_text(signal)}


OwnSignal = TypedDict("OwnSignal", {"signal": Signal, "id": str})
OwnSignalsContext = TypedDict("OwnSignalsContext", {"mine": list[OwnSignal], "at": int})


@panel
def my_signals(snapshot: WorkshopSnapshot, viewer: Viewer, step: int) -> OwnSignalsContext:
    """A form for an observation, and one's own so far."""
    mine = Signal.objects.filter(step=step, author=viewer.participant_id, sitting=viewer.sitting, removed_at=None)
    return {"mine": [_own(each) for each in mine], "at": step}


def _own(signal: Signal) -> OwnSignal:
    return {"signal": signal, "id": f"my_signal-{signal.author_id}-{signal.step_id}-{signal.pk}"}


@list_item(within=my_signals)
def my_signal(snapshot: WorkshopSnapshot, viewer: Viewer, step: int, signal: int) -> OwnSignal | None:
    """An observation of one's own."""
    mine = Signal.objects.filter(step=step, author=viewer.participant_id, sitting=viewer.sitting, removed_at=None)
    held = mine.filter(pk=signal).first()
    return _own(held) if held else None


GroupPlacingContext = TypedDict("GroupPlacingContext", {"cards": list[tuple[Signal, bool]], "done": int})


@panel
def group_placing(snapshot: WorkshopSnapshot, group: int) -> GroupPlacingContext:
    """What the group has to place, and how far it has come."""
    done = {row.signal_id for row in Placement.objects.filter(group=group, signal__step=snapshot.step) if row.is_whole}
    found = signals(snapshot.step)
    return {"cards": [(each, each.pk in done) for each in found], "done": sum(each.pk in done for each in found)}


class GroupSignalContext(TypedDict):
    """A signal, and where the group has placed it."""

    one_of: SignalView
    signal: Signal
    said: Placement | None
    horizons: list[tuple[int, str]]
    scale: Sequence[int]


@panel
def group_signal(snapshot: WorkshopSnapshot, group: int, signal: int) -> GroupSignalContext:
    """A signal as the group places it."""
    held = Signal.objects.select_related("card").get(workshop=snapshot.pk, pk=signal)
    said = Placement.objects.filter(signal=signal, group=group).first()
    return {
        "one_of": _card(held),
        "signal": held,
        "said": said,
        "horizons": list(enumerate(radar_labels().horizons)),
        "scale": SCALE,
    }


# The library: of each kind its cards, whether each is chosen, and how many are
CardsContext = TypedDict("CardsContext", {"kinds": list[tuple[CardKind, list[tuple[Card, bool]], int]], "chosen": int})


@panel
def desk_cards(snapshot: WorkshopSnapshot) -> CardsContext:
    """The library: cards to choose from, by kind."""
    cards = Card.objects.filter(retired_at=None, municipality=None) | Card.objects.filter(
        retired_at=None, municipality=snapshot.workshop.municipality_id
    )
    chosen = {signal.card_id for signal in signals(snapshot.step) if signal.card_id}
    by_kind: dict[str, list[tuple[Card, bool]]] = {kind.value: [] for kind in CardKind}
    for card in cards:
        by_kind[card.kind].append((card, card.pk in chosen))
    kinds = [(kind, by_kind[kind.value], sum(taken for _, taken in by_kind[kind.value])) for kind in CardKind]
    return {"kinds": kinds, "chosen": len(chosen)}


class LeaderSignalsContext(TypedDict):
    """What is looked at by number, the one on the board, and those to turn to."""

    rows: list[tuple[int, Signal]]
    spot: int
    next: int | None
    before: int | None
    is_beside: bool
    shows: bool


@panel
def leader_signals(snapshot: WorkshopSnapshot) -> LeaderSignalsContext:
    """What is looked at, with the one on the board; the leader shows one after another."""
    found = signals(snapshot.step)
    spot = snapshot.workshop.spot or 0
    return {
        "rows": list(enumerate(found, start=1)),
        "spot": spot,
        "next": spot + 1 if spot < len(found) else None,
        "before": spot - 1 if 1 < spot <= len(found) else None,
        "is_beside": current_stage(snapshot) != "talk",
        "shows": current_stage(snapshot) in ("present", "talk"),
    }


PlacingContext = TypedDict("PlacingContext", {"rows": list[tuple[str, int]], "every": int})


@panel
def desk_placing(snapshot: WorkshopSnapshot) -> PlacingContext:
    """How far each group has come."""
    return _progress(snapshot)


def _progress(snapshot: WorkshopSnapshot) -> PlacingContext:
    found = {each.pk for each in signals(snapshot.step)}
    rows = [
        row for row in Placement.objects.filter(signal__step=snapshot.step) if row.is_whole and row.signal_id in found
    ]
    done = Counter(row.group_id for row in rows)
    return {"rows": [(str(group), done[pk]) for pk, group in snapshot.groups.items()], "every": len(found)}


RadarContext = TypedDict("RadarContext", {"svg": str, "table": Table | None})
TalkedOf = TypedDict("TalkedOf", {"each": SignalPlacement, "is_planted": bool})


class DeskRadarContext(RadarContext):
    """The radar, and the heaviest signals to answer."""

    top: list[TalkedOf]
    is_voted: bool


@panel
def desk_radar(snapshot: WorkshopSnapshot) -> DeskRadarContext:
    """The radar, and of the heaviest signals: what do we do about it?"""
    if snapshot.step is None:
        return {"svg": "", "table": None, "top": [], "is_voted": False}
    among, planted = placements(snapshot.step), seed_sources(snapshot)
    top: list[TalkedOf] = [
        {"each": each, "is_planted": f"horizon:{each.signal.pk}" in planted} for each in by_weight(among)[:TALKED_OF]
    ]
    return {**_radar(among, "desk", ON_DESK), "top": top, "is_voted": voting.poll_of(snapshot.step) is not None}


@panel
def room_radar(snapshot: WorkshopSnapshot) -> RadarContext:
    """The radar on a phone, and the same in a table."""
    return _radar(placements(snapshot.step), "room", ON_PHONE) if snapshot.step else {"svg": "", "table": None}


class BoardSignalContext(TypedDict):
    """The card on the board with its number among so many, and how large its words are; or all of them, by name."""

    one: SignalView | None
    number: int
    look: str
    every: int
    all: list[str]
    more: int
    fill: Fill


@board_panel(_("The card"))
def board_signal(snapshot: WorkshopSnapshot) -> BoardSignalContext:
    """A card as a slide; none on the board: all of them by name, as large as they fit."""
    found = signals(snapshot.step)
    spot = snapshot.workshop.spot or 0
    one = _card(found[spot - 1]) if 0 < spot <= len(found) else None
    names = [str(each) for each in found]
    fill = fill_rows([BoardText(name, has_sign=True) for name in names], LISTED, 3 if len(names) > SOME else 2)
    words = len(one["text"]) + len(localized(one["card"].meaning) if one["card"] else "") if one else 0
    return {
        "one": one,
        "number": spot,
        "look": next(look for most, look in LOOKS if words <= most),
        "every": len(found),
        "all": names[: fill.shown],
        "more": len(names) - fill.shown,
        "fill": fill,
    }


class BoardScanContext(RingContext):
    """How much has been seen, how large each of its cards is, by how many of those who are here; and the clock."""

    sentence: str
    own: int
    backs: range
    look: str
    people: int
    attending: int


@board_panel(_("All that has been seen"))
def board_scan(snapshot: WorkshopSnapshot) -> BoardScanContext:
    """While people write: how many observations there are, each as a card with its back up, and how many write."""
    own = [each for each in signals(snapshot.step) if each.card_id is None]
    people = len({each.author_id for each in own if each.author_id is not None})
    return {
        **phase_ring(snapshot),
        "sentence": phase_sentence(snapshot),
        "own": len(own),
        "backs": range(min(len(own), MAX_BACKS)),
        "look": "few" if len(own) <= SOME else "some" if len(own) <= MANY else "many",
        "people": people,
        "attending": attending_count(snapshot),
    }


GroupTile = TypedDict("GroupTile", {"name": str, "done": int, "pips": list[bool], "is_done": bool})


class BoardPlacingContext(RingContext):
    """How far each group has come, a tile each; and the clock."""

    sentence: str
    tiles: list[GroupTile]
    every: int


@board_panel(_("What to do with the cards"))
def board_placing(snapshot: WorkshopSnapshot) -> BoardPlacingContext:
    """While groups place: what to talk of, the time, and how far they have come."""
    progress = _progress(snapshot)
    every = progress["every"]
    tiles: list[GroupTile] = [
        {
            "name": name,
            "done": done,
            "pips": [number < done for number in range(every)] if every <= SOME else [],
            "is_done": 0 < every <= done,
        }
        for name, done in progress["rows"]
    ]
    return {**phase_ring(snapshot), "sentence": phase_sentence(snapshot), "tiles": tiles, "every": every}


class BoardRadarContext(RadarContext):
    """The chart, and the heaviest signals, which have their numbers in it."""

    top: list[SignalPlacement]
    fill: Fill


@board_panel(_("The radar"))
def board_radar(snapshot: WorkshopSnapshot) -> BoardRadarContext:
    """The chart at ten metres, with what weighs most beside it under the same numbers."""
    if snapshot.step is None:
        return {"svg": "", "table": None, "top": [], "fill": Fill("size-1", 1, 0)}
    among = placements(snapshot.step)
    heavy = [each for each in by_weight(among) if each.together or each.dots or each.signal.answer] or by_weight(among)
    said = [f"{each.signal} {each.when} {each.stance} {each.signal.answer}" for each in heavy[:TALKED_OF]]
    fill = fill_rows([BoardText(text, has_sign=True) for text in said], BESIDE, 1)
    top = heavy[: fill.shown]
    listed = [each.number for each in top]
    return {**_radar(among, "board", ON_BOARD, listed), "top": top, "fill": fill}


def _radar(among: list[SignalPlacement], where: str, width: int, listed: Collection[int] | None = None) -> RadarContext:
    drawn = radar_points(among)
    table, alt = radar_table(drawn), gettext("The table beside says the same.")
    frame = Frame(f"{where}-trend", table.caption, alt, width, number=format_number)
    return {"svg": trend_radar(frame, drawn, radar_labels(), listed=listed) if drawn else "", "table": table}
