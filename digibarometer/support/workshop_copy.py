"""A workshop's copy to practise on: the same agenda, question set and chosen cards; no people and no answers."""

from typing import TypeVar

from django.db import models

from digibarometer.accounts.models import User
from digibarometer.workshops.extension_points import component_of
from digibarometer.workshops.factory import furnish
from digibarometer.workshops.models import LeaderRole, Occasion, Phase, Step, Workshop

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
