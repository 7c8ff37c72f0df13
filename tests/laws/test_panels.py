"""Every panel can be drawn, stands in an element with its own id, and says who sees it."""

import re

import pytest

from digibarometer.agendas.models import ReplanProposal, StepRecap
from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.live.panels import AUDIENCES
from digibarometer.workshops.composition import build_registry
from digibarometer.workshops.models import Occasion, Phase, Step
from digibarometer.workshops.rules import BoardSpot
from tests.people import WHERE

PANELS = build_registry().panels
SPOTS = {"activities_choose": [BoardSpot.PLAN], "welcome": [BoardSpot.INTRO]}


def late_comers(room):
    """The room has left a step before people came, and the leader has asked for a new plan of the rest."""
    here = room.snapshot
    step = next(step for step in here.steps if step.kind == "swot")
    StepRecap.objects.create(workshop_id=room.pk, step=step, facts=[{"sv": "Kartan", "en": "The map"}])
    plan = {str(phase.pk): phase.minutes for phase in here.phases[-2:]}
    ReplanProposal.objects.create(workshop_id=room.pk, occasion=here.occasion, ends="16:30", before=plan, after=plan)
    room.go("alone")


def another_occasion(room):
    """All have come in on another day."""
    of = {"workshop_id": room.pk}
    step = Step.objects.create(**of, occasion=Occasion.objects.create(**of, order=2), order=1, kind="welcome")
    _coming, talk = [Phase.objects.create(**of, step=step, order=n, kind="plenary", minutes=5) for n in (1, 2)]
    room.snapshot.workshop.update_and_bump_version(phase=talk, spot=None, state="open")


def a_guest(room):
    """A guest's page is on the projector."""
    room.go("alone")
    room.act("eva", "presenting.show_page", presentation=room.presentation(), page=1)


def a_picture_to_end_with(room):
    """The workshop is over, and the room had agreed on levels."""
    snapshot = room.snapshot
    for question in snapshot.questions:
        PlenaryRating.objects.update_or_create(workshop=snapshot.workshop, question=question, defaults={"level": 3})
    room.go("ended")


def everywhere(room):
    """The room is everywhere in turn, with and without something on the board."""
    for where in WHERE:
        for spot in (None, room.questions[0], *SPOTS.get(where, ())):
            room.go(where, spot)
            yield where
    for put in (late_comers, another_occasion, a_guest, a_picture_to_end_with):
        put(room)
        yield put.__name__


@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.slow)])
def test_the_root_of_every_panel_has_its_id(room, language):
    drawn = set()
    for _where in everywhere(room):
        for touch, html in room.every_panel_for_every_audience(language).items():
            assert re.match(rf'\s*<[a-z]+\b[^>]*\bid="{re.escape(touch.id)}"', html), touch
            drawn.add(touch.panel)
            items = [item for item in PANELS.values() if item.within is PANELS[touch.panel]]
            drawn |= {item.key for item in items if re.search(rf'id="{item.name}-[\d-]+" data-in="', html)}
    assert drawn == set(PANELS), "a panel that no screen shows"


def test_ids_on_a_screen_are_never_doubled(room):
    for where in everywhere(room):
        for seat in ("anna", "table", "eva", "frans", "board"):
            ids = [touch.id for touch in room.registry.screen_panels(room.seat(seat))]
            assert len(ids) == len(set(ids)), (where, seat)


def test_a_screen_has_only_panels_of_its_seats_audiences(room):
    for where in everywhere(room):
        for name in ("anna", "cilla", "table", "eva", "frans", "board", "dag", "greta"):
            seat = room.seat(name)
            foreign = [t for t in room.registry.screen_panels(seat) if t.audience not in seat.audiences]
            assert not foreign, (where, name)


@pytest.mark.parametrize("key", sorted(PANELS))
def test_a_panels_name_says_who_sees_it(key):
    assert PANELS[key].kind in AUDIENCES
