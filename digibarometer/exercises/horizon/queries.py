"""A workshop's signals as they are read: by panels, summary and pages alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from digibarometer.exercises.horizon.models import Placement, Signal
from digibarometer.exercises.horizon.rules import MAX_SIGNALS, CombinedPlacement, Place, Stage, combine, stages
from digibarometer.i18n import localized
from digibarometer.live.render_cache import cached_per_render
from digibarometer.notes import voting
from digibarometer.notes.wall_registry import Choice
from digibarometer.pictures.trend_radar import Signal as Mark
from digibarometer.pictures.trend_radar import TrendWords
from digibarometer.tables import Quantity, Table
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


def current_stage(snapshot: WorkshopSnapshot) -> Stage:
    """What the phase that is on is for."""
    if snapshot.step is None or snapshot.phase is None:
        return "present"
    phases = snapshot.phases_of(snapshot.step)
    return stages([phase.kind for phase in phases])[phases.index(snapshot.phase)]


def _of_step(step: Step | int | None) -> int | None:
    return step.pk if isinstance(step, Step) else step


@cached_per_render(_of_step)
def signals(step: Step | int | None) -> list[Signal]:
    """What the step looks at: cards as they were chosen, then what people have seen themselves, in an order by chance.

    A signal's number is its place in this list, from 1.
    """
    found = Signal.objects.filter(step=step, removed_at=None).select_related("card")
    return list(found.order_by("place", "pk")[:MAX_SIGNALS])


def ballot(snapshot: WorkshopSnapshot, step: Step, poll: str) -> Sequence[Choice]:
    """Every signal of the step."""
    return [Choice("signal", each.pk, each.card.title if each.card else each.title) for each in signals(step)]


@dataclass(frozen=True)
class SignalPlacement:
    """A signal, where it lies, and what it weighs."""

    number: int
    signal: Signal
    together: CombinedPlacement | None
    dots: int = 0

    @property
    def when(self) -> str:
        """When it is here, in words; empty while nobody has placed it."""
        return radar_labels().horizons[self.together.horizon] if self.together else ""

    @property
    def stance(self) -> str:
        """Opportunity or threat, in words; empty while nobody has placed it."""
        if self.together is None:
            return ""
        return radar_labels().threat if self.together.is_threat else radar_labels().opportunity


def radar_labels() -> TrendWords:
    """What the radar says, in the reader's language."""
    return TrendWords(
        horizons=(gettext("Now"), gettext("In 1–3 years"), gettext("In 3–10 years")),
        small=gettext("Means little for us"),
        large=gettext("Means much for us"),
        opportunity=gettext("Opportunity"),
        threat=gettext("Threat"),
        larger=gettext("Larger: more votes"),
    )


def placements(step: Step) -> list[SignalPlacement]:
    """Every signal of a step with its place: the room's own where it has one, else the groups' together."""
    rows: dict[int, list[Placement]] = defaultdict(list)
    for row in Placement.objects.filter(signal__step=step):
        if row.is_whole:
            rows[row.signal_id].append(row)
    poll = voting.poll_of(step)
    counts = voting.counts_shown(poll)
    return [
        SignalPlacement(number, signal, _together(rows[signal.pk]), counts.get(f"signal:{signal.pk}", 0))
        for number, signal in enumerate(signals(step), start=1)
    ]


def _together(rows: Iterable[Placement]) -> CombinedPlacement | None:
    rows = list(rows)
    agreed = [row for row in rows if row.group_id is None]
    return combine([Place(row.horizon, row.meaning, row.is_threat) for row in agreed or rows])  # type: ignore[arg-type]


def by_weight(among: Iterable[SignalPlacement]) -> list[SignalPlacement]:
    """Most dots first, then what means most; what nobody has placed comes last."""
    return sorted(among, key=lambda each: (-each.dots, -(each.together.meaning if each.together else 0), each.number))


def radar_points(among: Iterable[SignalPlacement]) -> list[Mark]:
    """Those that have a place in the picture."""
    return [
        Mark(one.number, str(one.signal), at.horizon, at.meaning, at.is_threat, one.dots)
        for one in among
        if (at := one.together)
    ]


def radar_table(points: Iterable[Mark]) -> Table:
    """The table beside the radar, a row for each signal by number."""
    labels = radar_labels()
    return Table(
        gettext("What is coming, and what it means for us"),
        (
            gettext("What"),
            gettext("When"),
            gettext("Means for us, 1–5"),
            gettext("Opportunity or threat"),
            gettext("Votes"),
        ),
        tuple(
            (
                f"{one.number}. {one.name}",
                labels.horizons[one.horizon],
                Quantity(one.meaning),
                labels.threat if one.is_threat else labels.opportunity,
                Quantity(one.votes),
            )
            for one in sorted(points, key=lambda one: one.number)
        ),
    )


def signal_text(signal: Signal) -> str:
    """What happens, in the reader's language."""
    return localized(signal.card.what_happens) if signal.card else signal.text
