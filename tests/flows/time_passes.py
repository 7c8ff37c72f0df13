"""The room's clock is moved by moving all that the room remembers: what happened now happened so much longer ago."""

from tests.flows.devices import run_inside

LONGER_AGO = """
import django; django.setup()
from datetime import timedelta
from django.apps import apps
from django.db import models
from django.db.models import F
from digibarometer.workshops.models import Workshop
ago, workshop = timedelta(seconds={seconds}), {workshop}
moved = 0
for model in apps.get_models():
    names = {{field.name: field for field in model._meta.concrete_fields}}
    times = [name for name, field in names.items() if isinstance(field, models.DateTimeField)]
    days = [name for name, field in names.items() if type(field) is models.DateField and ago.days]
    own = model.objects.filter(pk=workshop) if model is Workshop else None
    if own is None and "workshop" in names and names["workshop"].is_relation:
        own = model.objects.filter(workshop=workshop)
    if own is not None:
        for name in times:
            moved += own.exclude(**{{name: None}}).update(**{{name: F(name) - ago}})
        for name in days:
            for row in own.exclude(**{{name: None}}):
                setattr(row, name, getattr(row, name) - timedelta(days=ago.days))
                row.save(update_fields=[name])
Workshop.objects.get(pk=workshop).update_and_bump_version()
print(moved)
"""


def pass_time(server, workshop, time):
    """So much time passes in the room: clocks that count down, what was moved when, the days of its occasions."""
    moved = run_inside(server, LONGER_AGO.format(seconds=int(time.total_seconds()), workshop=workshop))
    assert int(moved.split()[-1]) > 3, "nothing of the room was moved"
