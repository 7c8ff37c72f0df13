"""Several finished rounds of one municipality, for the tests of comparison and receipt."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.results.models import Target
from digibarometer.results.releases import all_question_ids, release_questions
from digibarometer.workshops.models import Occasion, State
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot
from tests.results import a_rated_room

MIX = {"politician": 10, "manager": 10, "official": 20}


def held(year, levels, rated=None, mix=None, targets=None, is_over=True, month=5, question_set=None):
    """A round where the room agreed on this level in each area (by its place), and people rated so."""
    made = a_rated_room.workshop(mix or MIX, question_set=question_set)
    on = date(year, month, 6)
    Occasion.objects.filter(workshop=made).update(on=on)
    made.made_at = datetime(year, month, 6, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
    made.ended_at, made.state = made.made_at + timedelta(hours=7), State.ENDED if is_over else State.OPEN
    made.save()
    drop_snapshots(made.pk)
    snapshot = load_snapshot(made.pk)
    agree(snapshot, levels)
    if rated is not None:
        a_rated_room.rate(made, level=rated)
        release_questions(load_snapshot(made.pk), all_question_ids(snapshot))
    for place, level in (targets or {}).items():
        Target.objects.create(workshop=made, area=snapshot.areas[place], level=level)
    drop_snapshots(made.pk)
    return load_snapshot(made.pk)


def agree(here, levels):
    """The room agrees on a level for each area; where there are fewer levels than areas the last one holds."""
    for place, area in enumerate(here.areas):
        level = levels[min(place, len(levels) - 1)]
        if level is not None:
            PlenaryRating.objects.bulk_create(
                PlenaryRating(workshop=here.workshop, question=one, level=level) for one in here.questions_of(area.pk)
            )
