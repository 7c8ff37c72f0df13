"""Fitting an agenda's minutes to the number of people: what would change, and changing it."""

from dataclasses import dataclass

from digibarometer.agendas import rules
from digibarometer.agendas.models import DRAWN_FOR, ExpectedAttendance
from digibarometer.workshops.extension_points import step_kind
from digibarometer.workshops.models import Move, Phase, Step
from digibarometer.workshops.rules import suggested_group_count
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class Changed:
    """A phase whose minutes would be others."""

    step: Step
    phase: Phase
    minutes: int


@dataclass(frozen=True)
class Proposal:
    """The minutes for as many people as are expected, beside those that stand."""

    people: int
    groups: int
    before: int  # groups that the minutes that stand are for
    changes: list[Changed]

    @property
    def more(self) -> int:
        """How many minutes longer the whole becomes; below zero: shorter."""
        return sum(one.minutes - one.phase.minutes for one in self.changes)


def scaling_proposal(snapshot: WorkshopSnapshot, expected: ExpectedAttendance | None) -> Proposal | None:
    """What to change for the people expected; None where the minutes fit, or nobody has said how many."""
    if expected is None or not expected.people:
        return None
    before, after = suggested_group_count(expected.fitted), suggested_group_count(expected.people)
    changes = list(_changes(snapshot, before, after)) if before != after else []
    return Proposal(expected.people, after, before, changes) if changes else None


def _changes(snapshot: WorkshopSnapshot, before: int, after: int) -> list[Changed]:
    been = set(Move.objects.filter(workshop=snapshot.pk).order_by().values_list("phase", flat=True))
    found = []
    for step in snapshot.steps:
        phases = snapshot.phases_of(step) if step_kind(step.kind).reports_back else []
        for place in rules.after_groups([phase.kind for phase in phases]):
            phase = phases[place]
            minutes = rules.minutes_for(phase.minutes, before, after)
            if minutes != phase.minutes and phase.pk not in been:
                found.append(Changed(step, phase, minutes))
    return found


def set_expected(workshop: int, people: int | None, by: int | None) -> None:
    """Keep how many are expected. To be called inside a change."""
    ExpectedAttendance.objects.update_or_create(workshop_id=workshop, defaults={"people": people, "by_id": by})


def resolve_proposal(snapshot: WorkshopSnapshot, expected: ExpectedAttendance, accepted: bool) -> None:
    """Take the proposed minutes, or keep those that stand; either way they count as fitted. Inside a change."""
    offered = scaling_proposal(snapshot, expected)
    for one in offered.changes if offered and accepted else []:
        Phase.objects.filter(pk=one.phase.pk).update(minutes=one.minutes)
    ExpectedAttendance.objects.filter(pk=expected.pk).update(fitted=expected.people or DRAWN_FOR)
