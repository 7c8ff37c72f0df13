"""All that a part of the room may declare, and the parts that are installed.

settings.COMPONENTS lists the parts. They hear of what happens in the order of that list, so who listens to a moment,
and before whom, is read there and in the parts' own declarations.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from digibarometer.live.interfaces import Component
from digibarometer.live.panels import Invalidation
from digibarometer.questions.agenda_templates.schema import PlainStep
from digibarometer.workshops.models import Group, Phase, Step, Workshop
from digibarometer.workshops.seats import Seat
from digibarometer.workshops.snapshot import WorkshopSnapshot


class TargetGap(NamedTuple):
    """How far an area (by its number) is from its target."""

    area: int
    level: float
    target: int


@dataclass(frozen=True)
class StepKind:
    """A kind of step in the agenda, and what holds for its steps."""

    key: str
    has_work: bool = True  # people have something to be done with, and say so on their phones
    is_recapped: bool = True  # those who come later are told of it
    shows_all_areas: bool = False  # the room sees what it agreed on in every area
    reports_back: bool = False  # the groups report back, which takes longer the more they are
    keeps_minutes: bool = False  # also when the rest of the day is shortened
    min_minutes: int = 2  # that a phase is never made shorter than


def nothing(*_about: object) -> None:
    """A part that has nothing to do, and nothing to say."""


def no_panels(*_about: object) -> Sequence[Invalidation]:
    """A part that shows nothing, or that touches nothing."""
    return ()


def no_texts(*_about: object) -> Iterable[str]:
    """A part that has nothing to tell."""
    return ()


def no_gaps(_snapshot: WorkshopSnapshot) -> Iterable[TargetGap]:
    """A part that knows of no targets."""
    return ()


def never(_snapshot: WorkshopSnapshot) -> bool:
    """A part in whose steps the leader says more than there is to do."""
    return False


def as_they_are(_seat: Seat, panels: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """A part that changes nothing of what others show."""
    return panels


Panels = Callable[[Seat], Sequence[Invalidation]]  # those that a seat has before it, top to bottom
ChangedPanels = Callable[[Seat, Sequence[Invalidation]], Sequence[Invalidation]]
Touches = Iterable[Invalidation]  # the panels that no longer show what is so


@dataclass(frozen=True, kw_only=True)
class WorkshopComponent(Component):
    """A part of a workshop's room: the room itself, walls, an exercise, the results.

    It declares what is its own and leaves out the rest. What it does at a moment is done inside the change of the
    workshop; what it shows and tells is asked for whenever a screen is drawn, and should be cheap.
    """

    step_kinds: Sequence[StepKind] = ()  # that are its own

    # What stands on a screen, from above
    leading_panels: Panels = no_panels  # before the step's own, whatever the step is
    step_panels: Panels = no_panels  # the step's own, while one of its kinds is on
    side_panels: Panels = no_panels  # after them, whatever the step is
    trailing_panels: Panels = no_panels  # last; the part that leads first comes last
    room_column: Panels = no_panels  # on the desk, beside the step: how the room is
    tools: Panels = no_panels  # on the desk, in the drawer: what is not needed now
    prework_panels: Panels = no_panels  # before the day, in place of a step's, while people may work ahead
    adjust_step_panels: ChangedPanels = as_they_are  # the step's own panels, or those of the end, with more or others
    visible_panels: ChangedPanels = as_they_are  # the whole screen, less what is not to be seen now
    presence_panels: Callable[[int], Touches] = no_panels  # what shows who is connected, by the workshop's number
    projector_sources: Mapping[str, Callable[[WorkshopSnapshot], Sequence[Invalidation]]] = field(
        default_factory=dict
    )  # in place of the step's

    # What it does at a workshop's moments, and which panels that touches
    on_workshop_made: Callable[[Workshop], None] = nothing  # give it what belongs to it from the start
    on_step_copied: Callable[[Step, Step], None] = nothing  # take along to a rehearsal's step what is prepared for one
    on_phase_begun: Callable[[WorkshopSnapshot, Phase], Touches] = no_panels  # the room came into this phase
    on_step_closed: Callable[[WorkshopSnapshot, Step], Touches] = no_panels  # the room left it for another, or ended
    on_workshop_paused: Callable[[WorkshopSnapshot], Touches] = no_panels  # the leader paused it until another day
    on_workshop_ended: Callable[[WorkshopSnapshot], Touches] = no_panels
    on_levels_changed: Callable[[WorkshopSnapshot], Touches] = no_panels  # a level was set, or a reason written
    on_people_changed: Callable[[WorkshopSnapshot], Touches] = no_panels  # somebody has come or gone
    on_people_placed: Callable[[WorkshopSnapshot, Mapping[int, Group]], Touches] = no_panels  # who, in which group
    before_groups_change: Callable[[int], None] = nothing  # people of this workshop are about to change groups
    after_groups_change: Callable[[int], None] = nothing  # and have done so
    on_seats_merged: Callable[[int, int], None] = nothing  # two of one person: the one that stays, the one that goes
    on_workshop_closed: Callable[[int], None] = nothing  # delete what must not outlive the workshop of this number

    # What it tells the others
    kicker: Callable[[WorkshopSnapshot], tuple[str, str] | None] = nothing  # where the room is, for the projector's top
    recap: Callable[[WorkshopSnapshot, Step], Iterable[str]] = no_texts  # what came of a step of its kinds
    unfinished: Callable[[WorkshopSnapshot], str | None] = nothing  # what the room would leave undone in its step
    is_guide_closed: Callable[[WorkshopSnapshot], bool] = never  # the leader has more to do at the desk than to say
    agenda_warnings: Callable[[WorkshopSnapshot], Iterable[str]] = no_texts  # what to think of in the agenda
    target_gaps: Callable[[WorkshopSnapshot], Iterable[TargetGap]] = no_gaps


@cache
def components() -> tuple[WorkshopComponent, ...]:
    """The parts that are installed, in the order of settings.COMPONENTS."""
    return tuple(map(import_string, settings.COMPONENTS))


def level_listeners(snapshot: WorkshopSnapshot) -> list[Invalidation]:
    """What shows the groups' levels and the room's, when one has changed."""
    return [touch for part in components() for touch in part.on_levels_changed(snapshot)]


@cache
def step_kinds() -> Mapping[str, StepKind]:
    """The kinds of steps that are installed, by key."""
    return {kind.key: kind for part in components() for kind in part.step_kinds}


def step_kind(key: str) -> StepKind:
    """What holds for steps of this kind; of one that is not installed any more, what holds for most."""
    return step_kinds().get(key) or StepKind(key)


@cache
def _by_kind() -> Mapping[str, WorkshopComponent]:
    return {kind.key: part for part in components() for kind in part.step_kinds}


def component_of(step: Step | None) -> WorkshopComponent:
    """The part that a step belongs to; the room itself before the first step, and where the part is not installed."""
    return _by_kind().get(step.kind if step else PlainStep.WELCOME, _by_kind()[PlainStep.WELCOME])
