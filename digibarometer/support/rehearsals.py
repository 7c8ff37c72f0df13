"""Rehearsals: a copy of a workshop is made, people come to it, and it is thrown away."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from digibarometer.accounts.models import User, new_secret
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.simulation.roster import SimulatedParticipant, roster
from digibarometer.support import simulation_processes
from digibarometer.support.models import Rehearsal
from digibarometer.workshops import attendance, panels
from digibarometer.workshops.extension_points import component_of
from digibarometer.workshops.factory import furnish
from digibarometer.workshops.models import LeaderRole, Occasion, Participant, Phase, Step, Workshop
from digibarometer.workshops.seats import COOKIE, seat_cookie
from digibarometer.workshops.secure_erase import erase_deleted
from digibarometer.workshops.snapshot import current_snapshot

KEPT_FOR = timedelta(days=7)  # until it goes by itself
MIN_SIMULATED, USUAL, MAX_SIMULATED = 5, 24, 40  # people
PACES = {"real": 5.0, "double": 2.5, "fast": 1.0}  # seconds that a small thing takes them
Delete = Callable[[Iterable[Workshop]], None]
COPIED_FIELDS = (
    "municipality",
    "question_set",
    "is_short",
    "is_example",
    "threshold",
    "target_year",
    "show_names",
    "left_out",
)
Row = TypeVar("Row", bound=models.Model)


def create_rehearsal(workshop: Workshop, people: int, unit: float, by: User) -> Rehearsal:
    """Make the copy; whoever made it leads it. Nobody comes yet."""
    title = gettext("Practice: %(title)s") % {"title": workshop.title}

    def change(_touched: list[Invalidation]) -> Rehearsal:
        made = copy_workshop(workshop, title[:120], by)
        goes_on = timezone.localdate() + KEPT_FOR
        return Rehearsal.objects.create(workshop=made, of=workshop, people=people, unit=unit, by=by, goes_on=goes_on)

    return api.apply_change(change)


def start_participants(rehearsal: Rehearsal, address: str) -> None:
    """Seat the simulated people in the occasion that is on, and send them in.

    Raises TooManySimulations, attendance.Closed.
    """
    if simulation_processes.is_running(rehearsal.workshop_id):
        return
    members = roster(rehearsal.people)

    def change(touched: list[Invalidation]) -> list[Participant]:
        snapshot = current_snapshot(rehearsal.workshop_id)
        if snapshot.workshop.is_over:
            raise attendance.Closed
        found = [_seat(snapshot.workshop, member) for member in members]
        for person in found:
            attendance.ensure_attendance(snapshot, person)
        touched += panels.headcount_panels(snapshot)
        return found

    people = api.apply_change(change)
    code = rehearsal.workshop.code or ""
    cookies = [f"{COOKIE}={seat_cookie(person)}" for person in people]
    simulation_processes.start_simulation(
        rehearsal.workshop_id, code, rehearsal.people, rehearsal.unit, address, cookies
    )


def _seat(workshop: Workshop, member: SimulatedParticipant) -> Participant:
    """The member's seat: the one of before, else a new one."""
    who = {"role": member.role, "unit": member.unit, "first_name": member.first_name}
    found = Participant.objects.filter(workshop=workshop, **who).first()
    return found or attendance.make_seat(workshop, new_secret(), **who)


def delete_rehearsal(workshop: Workshop, delete: Delete) -> None:
    """Send the people home and leave nothing of the rehearsal. ValueError for a workshop that is not practice."""
    if not workshop.is_practice:
        raise ValueError("Only a rehearsal can be thrown away.")
    simulation_processes.stop_simulation(workshop.pk)

    def change(touched: list[Invalidation]) -> None:
        touched.append(whole_workshop(workshop.pk))
        delete(Workshop.objects.filter(pk=workshop.pk, is_practice=True))

    api.apply_change(change)
    erase_deleted()


def expired_rehearsals() -> list[Workshop]:
    """Rehearsals whose last day has come."""
    return list(Workshop.objects.filter(is_practice=True, rehearsal__goes_on__lte=timezone.localdate()))


def copy_workshop(workshop: Workshop, title: str, leader: User) -> Workshop:
    """Make the copy, led by `leader`. To be called inside a change."""
    kept = {name: getattr(workshop, name) for name in COPIED_FIELDS}
    made = Workshop.objects.create(title=title, is_practice=True, **kept)
    LeaderRole.objects.create(workshop=made, user=leader)
    occasions, steps = {}, {}
    for occasion in Occasion.objects.filter(workshop=workshop):
        occasions[occasion.pk] = _again(occasion, workshop=made, on=None, behind=0)
    for step in Step.objects.filter(workshop=workshop):
        steps[step.pk] = _again(step, workshop=made, occasion=occasions[step.occasion_id])
    phases = Phase.objects.filter(workshop=workshop)
    Phase.objects.bulk_create([_as_new(phase, workshop=made, step=steps[phase.step_id]) for phase in phases])
    for step in Step.objects.filter(workshop=workshop):
        component_of(step).on_step_copied(step, steps[step.pk])
    furnish(made)
    return made


def _as_new(row: Row, **other: object) -> Row:
    fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**fields, **other})


def _again(row: Row, **other: object) -> Row:
    made = _as_new(row, **other)
    made.save()
    return made
