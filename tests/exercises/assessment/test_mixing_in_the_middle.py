"""Groups are mixed anew in the middle of the work: answers go with their people, words stay with their readers."""

import pytest

from digibarometer.exercises.assessment.models import Opening, OwnReason, Rating
from digibarometer.workshops.models import Attendance

pytestmark = pytest.mark.django_db
WORDS = "Kartan är gammal"


def sits(room):
    return dict(Attendance.objects.filter(occasion=room.snapshot.occasion).values_list("participant", "group"))


def test_what_no_group_has_seen_goes_with_whoever_gave_it(room):
    room.go("alone")
    question = room.questions[0]
    before = sits(room)
    for name, person in room.people.items():
        if person in before:
            Rating.objects.set_rating(room.pk, room.viewer(name), before[person], question, 3)
    room.act("eva", "room.make_groups", groups=3)
    after = sits(room)
    given = Rating.objects.filter(question=question, participant__in=after)
    assert len(set(after.values())) == 3 and given.count() > 4
    assert all(rating.group_id == after[rating.participant_id] for rating in given)


def test_a_reason_is_read_by_those_it_was_shared_with_and_by_nobody_who_took_their_place(room):
    room.go("groups")
    question, group = room.questions[0], room.groups["a"]
    Opening.objects.create(workshop_id=room.pk, group_id=group, question_id=question, counts=[0, 0, 5, 0, 0])
    OwnReason.objects.create(
        workshop_id=room.pk,
        participant_id=room.people["anna"],
        group_id=group,
        question_id=question,
        reason=WORDS,
        is_shared=True,
    )
    read = [html for touch, html in room.every_panel_for_every_audience().items() if WORDS in html]
    assert read
    room.act("eva", "room.place", participant=room.people["anna"], group=room.groups["b"])
    drawn = room.every_panel_for_every_audience()
    assert not [touch.id for touch, html in drawn.items() if WORDS in html and touch.audience != "my"]
