"""The projector as it is drawn of rows, without a server: tests/ten_metres.py measures it."""

from datetime import timedelta

from django.utils import timezone

from digibarometer.live.rendering import PanelRenderer
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.models import Group
from digibarometer.workshops.seats import BoardSeat
from tests.results import a_rated_room

LONG_NAMES = ("Bygglov, mätning och kartor norra", "Kommunledning", "Plan", "Miljö", "IT", "Gata", "Vatten", "Mark")


def a_room(groups=4, people=24, names=()):
    """People in groups, of which the first ones have names."""
    made = a_rated_room.workshop({"official": people}, groups)
    for number, name in enumerate(names[:groups], start=1):
        Group.objects.filter(workshop=made, number=number).update(name=name)
    return made


def go(made, kind, phase=None, area=True, nth=0, spot=None):
    """To a phase of the first (nth) step of this kind; of the self-assessment, one with an area, or the trial's."""
    steps = [step for step in a_rated_room.fresh(made).steps if step.kind == kind]
    step = [step for step in steps if kind != "assessment" or bool(step.area_id) == area][nth]
    phases = [one for one in a_rated_room.fresh(made).phases_of(step) if phase in (None, one.kind)]
    made.phase, made.spot, made.state = phases[0], spot, "open"
    made.phase_began_at = timezone.now() - timedelta(seconds=70)
    made.save()
    made.update_and_bump_version()
    return a_rated_room.fresh(made)


def shown(here, language="sv"):
    """All that the projector shows, as HTML."""
    return PanelRenderer(build_registry()).screen(BoardSeat(here), language)[0]
