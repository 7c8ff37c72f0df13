"""A question set with another scale runs from the first rating to the report: four levels without texts, and others."""

import re

import pytest

from digibarometer.live.actions import ActionRefused
from digibarometer.places.importer import load_places
from digibarometer.places.models import Municipality
from digibarometer.questions.agenda_templates.schema import find_template
from digibarometer.questions.question_sets.importer import import_question_set
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_questions
from digibarometer.workshops.factory import create_workshop
from tests import people
from tests.people import Room
from tests.questions.writing import question_set, said, written
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


def without_texts(levels):
    """Two areas of two questions, whose levels nobody describes."""
    content = question_set(levels)
    for area in content["areas"]:
        for question in area["questions"]:
            del question["levels"]
    content["trial"] = {"key": "try", "text": said("Try"), "short": said("Try")}
    return content


@pytest.fixture(params=[4, 3, 7], ids="{} levels".format)
def kept(request):
    load_places()
    return import_question_set(written(without_texts(range(1, request.param + 1))))


@pytest.fixture
def room(kept, monkeypatch):
    """The cast in a workshop with these questions."""
    monkeypatch.setattr(people, "load_shipped", lambda: [kept])
    return Room()


def test_every_level_of_the_scale_can_be_rated_and_no_other(room, kept):
    top = kept.levels[-1]
    for level in (1, top, None):
        room.act("anna", "assessment.rate", question=room.questions[0], level=level)
    for level in (0, top + 1):
        with pytest.raises(ActionRefused):
            room.act("anna", "assessment.rate", question=room.questions[0], level=level)


def test_group_and_room_agree_on_levels_of_the_scale(room, kept):
    top = kept.levels[-1]
    room.go("groups")
    room.act("table", "assessment.set_group_level", question=room.questions[0], level=top)
    room.go("plenary", spot=room.questions[0])
    room.act("eva", "assessment.set_plenary_level", question=room.questions[0], level=top)
    with pytest.raises(ActionRefused):
        room.act("eva", "assessment.set_plenary_level", question=room.questions[0], level=top + 1)


@pytest.mark.parametrize("where", ["alone", "groups", "plenary", "today", "ended"])
def test_every_screen_is_drawn_with_the_names_of_the_levels(room, kept, where):
    room.go(where, spot=room.questions[0] if where == "plenary" else None)
    drawn = room.every_panel_for_every_audience()
    assert len(drawn) > 10
    if where == "alone":
        asked = next(html for touch, html in drawn.items() if "room_questions" in str(touch))
        assert [f"Level {level} (sv)" in asked for level in kept.levels] == [True] * len(kept.levels)
        assert len(re.findall(r'class="level"', asked)) == len(kept.levels) * len(room.snapshot.current_questions)
        assert 'class="level-number l5"' in asked, "the highest level has the deepest colour, whatever its number"


@pytest.fixture
def told(kept, monkeypatch):
    """A workshop where everyone has rated."""
    monkeypatch.setattr(a_rated_room, "load_shipped", lambda: [kept])
    made = a_rated_room.workshop()
    top = kept.levels[-1]
    a_rated_room.rate(made, level=lambda role, question, place: 1 + (place + question.order) % top)
    return made


def test_the_picture_the_page_and_the_files_are_on_the_same_scale(told, kept, client):
    here = a_rated_room.fresh(told)
    release_questions(here, all_question_ids(here))
    came_to = workshop_result(told)
    assert came_to.scale == tuple(kept.levels)
    assert all(len(question.counts) == len(kept.levels) for question in came_to.questions)
    for name in ("", "result.json", "result.csv", "report.pdf"):
        assert client.get(f"/r/{told.result_secret}/{name}").status_code == 200
    csv = client.get(f"/r/{told.result_secret}/result.csv").content.decode()
    columns = [f"people_at_{level}" for level in (*kept.levels, kept.levels[-1] + 1)]
    assert [column in csv for column in columns] == [True] * len(kept.levels) + [False]


def test_an_agenda_made_for_other_questions_takes_these(kept):
    made = create_workshop(Municipality.objects.get(pk="0128"), "Kort", kept, find_template("halvdag"), None)
    here = a_rated_room.fresh(made)
    assert [area.key for area in here.areas] == ["first", "second"]
    assert len(here.questions) == 4, "the set has no short variant, so all its questions are asked"
    assert [step.area.key for step in here.steps if step.area_id] == ["first", "second"]
