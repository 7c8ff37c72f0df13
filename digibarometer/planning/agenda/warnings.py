"""What a leader should think of in an agenda, in plain words, and the rules that it follows from."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from digibarometer.i18n import format_minutes
from digibarometer.questions.agenda_templates.schema import ASSESSMENT, PAUSES, PlainStep
from digibarometer.workshops.extension_points import components
from digibarometer.workshops.models import Occasion
from digibarometer.workshops.schedule import ScheduleRow, schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot

MOST_WITHOUT_BREAK = 120  # minutes that people sit before they need a break
MOST_AFTER_LUNCH = 90  # minutes that people rate after lunch before they need one
MOST_WITHOUT_LUNCH = 300  # minutes of an occasion that can do without lunch
MOST_IN_A_DAY = 480  # minutes that an occasion holds, breaks and all
NORM = (420, 480)  # minutes of the whole workshop: 7–8 hours, says the guidance
NOON = (11 * 60, 13 * 60 + 30)  # minutes of the day between which lunch begins


@dataclass(frozen=True)
class Stretch:
    """Minutes in a row, and how many minutes into the occasion they begin."""

    begins: int
    minutes: int


def stretches(steps: Iterable[tuple[str, int]], ended_by: Iterable[str] = PAUSES) -> Iterator[Stretch]:
    """The stretches between steps of some kinds, breaks and lunch unless told; from (kind, minutes) in order."""
    ends, at, begins = frozenset(ended_by), 0, 0
    for kind, minutes in steps:
        if kind in ends:
            yield Stretch(begins, at - begins)
            begins = at + minutes
        at += minutes
    yield Stretch(begins, at - begins)


def rating_after_lunch(steps: Sequence[tuple[str, int]]) -> int:
    """Minutes of self-assessment in a row right after lunch; 0 where lunch is followed by something else."""
    kinds = [kind for kind, _minutes in steps]
    if PlainStep.LUNCH not in kinds:
        return 0
    minutes = 0
    for kind, long in steps[kinds.index(PlainStep.LUNCH) + 1 :]:
        if kind != ASSESSMENT:
            break
        minutes += long
    return minutes


def idle_breaks(kinds: Sequence[str]) -> bool:
    """Whether an occasion begins or ends with a break, or has two in a row."""
    rests = [kind in PAUSES for kind in kinds]
    return bool(rests) and (rests[0] or rests[-1] or any(map(all, itertools.pairwise(rests))))


def agenda_warnings(snapshot: WorkshopSnapshot) -> Iterator[str]:
    """Each thing to think of, occasion by occasion, and then of the whole."""
    several = len(snapshot.occasions) > 1
    for occasion in snapshot.occasions:
        said = gettext("Occasion %(number)s: %(what)s")
        for what in _of_occasion(snapshot, occasion):
            yield said % {"number": occasion.order, "what": what} if several else what
    yield from _of_all(snapshot)


def total_minutes(snapshot: WorkshopSnapshot) -> int:
    """Minutes of all occasions together, breaks and all."""
    return sum(phase.minutes for phase in snapshot.phases)


def norm_minutes(snapshot: WorkshopSnapshot) -> str:
    """How long the whole is, and what the guidance counts with."""
    if snapshot.workshop.is_short:
        return gettext("%(long)s in all: a short variant. A whole workshop takes 7–8 h.") % {
            "long": format_minutes(total_minutes(snapshot))
        }
    names = {"long": format_minutes(total_minutes(snapshot))}
    if total_minutes(snapshot) < NORM[0]:
        return gettext("%(long)s in all. The guidance counts with 7–8 h: is there time to talk?") % names
    if total_minutes(snapshot) > NORM[1] and len(snapshot.occasions) == 1:
        return gettext("%(long)s in all. The guidance counts with 7–8 h.") % names
    return gettext("%(long)s in all, breaks and lunch counted. The guidance counts with 7–8 h.") % names


def _of_occasion(snapshot: WorkshopSnapshot, occasion: Occasion) -> Iterator[str]:
    of = list(schedule_rows(snapshot, occasion))
    day = [(row.step.kind, row.minutes) for row in of]
    if not day:
        yield gettext("There are no steps. Move a step here.")
        return
    whole = sum(minutes for _kind, minutes in day)
    if whole > MOST_IN_A_DAY:
        yield gettext("The day is longer than 8 hours: %(long)s.") % {"long": format_minutes(whole)}
    without_lunch = max(one.minutes for one in stretches(day, [PlainStep.LUNCH]))
    if without_lunch > MOST_WITHOUT_LUNCH:
        yield gettext("%(long)s without lunch. Add lunch, or shorten.") % {"long": format_minutes(without_lunch)}
    for one in stretches(day):
        if one.minutes > MOST_WITHOUT_BREAK:
            yield _too_long(occasion, one)
    if (rating := rating_after_lunch(day)) > MOST_AFTER_LUNCH:
        said = gettext("After lunch you rate for %(long)s in a row. Put a break or something lively in between.")
        yield said % {"long": format_minutes(rating)}
    if idle_breaks([kind for kind, _minutes in day]):
        yield gettext("A break comes first or last, or two breaks come in a row. Move it, or take it out.")
    yield from _late_lunch(of)


def _too_long(occasion: Occasion, one: Stretch) -> str:
    names: dict[str, object] = {"long": format_minutes(one.minutes)}
    if not occasion.begins:
        return gettext("%(long)s in a row without a break. Add one, or shorten.") % names
    begins = datetime.combine(datetime.min, occasion.begins) + timedelta(minutes=one.begins)
    names["clock"] = f"{begins:%H.%M}"
    return gettext("%(long)s in a row without a break, from %(clock)s. Add one, or shorten.") % names


def _late_lunch(of: list[ScheduleRow]) -> Iterator[str]:
    for row in of:
        if row.step.kind == PlainStep.LUNCH and row.clock:
            minute = row.clock.hour * 60 + row.clock.minute
            if not NOON[0] <= minute <= NOON[1]:
                yield gettext("Lunch begins at %(clock)s.") % {"clock": f"{row.clock:%H.%M}"}


def _of_all(snapshot: WorkshopSnapshot) -> Iterator[str]:
    for part in components():
        yield from part.agenda_warnings(snapshot)
    if snapshot.steps_of(PlainStep.CHECKOUT) and snapshot.steps[-1].kind != PlainStep.CHECKOUT:
        yield gettext("The closing is not the last step.")
