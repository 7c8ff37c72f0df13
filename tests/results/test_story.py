"""The told story: what each page dares to say, and what it keeps silent about."""

import re
from datetime import timedelta

import pytest
from django.utils import translation

from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.results.models import Target
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_questions
from digibarometer.results.story import build_pages
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def pages_of(made):
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    return {page.key: page for page in build_pages(workshop_result(made))}


def told(level, mix=None):
    """The story of a room where people rated so and agreed on levels."""
    made = a_rated_room.workshop(mix or {"politician": 10, "manager": 10, "official": 20})
    a_rated_room.rate(made, level=level)
    a_rated_room.agree(made)
    return made


def test_the_story_goes_from_the_whole_to_the_single_question():
    made = told(a_rated_room.level_of)
    Target.objects.create(workshop=made, area=a_rated_room.fresh(made).areas[0], level=5)
    keys = list(pages_of(made))
    assert keys[:5] == ["today", "distance", "least-agreed", "disagreement", "roles"]
    assert keys[-1] == "groups" and "unknown" not in keys  # fewer than the threshold do not know


def test_every_page_has_a_reading_several_questions_and_a_table_as_long_as_its_columns():
    made = told(a_rated_room.level_of)
    Target.objects.create(workshop=made, area=a_rated_room.fresh(made).areas[0], level=5)
    for page in pages_of(made).values():
        assert page.reading.endswith(".") and page.finding and len(page.asks) >= 2
        assert page.svg().startswith("<svg") and page.alt
        assert page.rows and all(len(row) == len(page.columns) for row in page.rows)


def test_it_says_in_how_many_areas_politicians_see_us_as_more_mature():
    def level(role, question, place):
        if question.area.order <= 5 and role != "official":
            return 4 + place % 2
        return 2 + place % 2

    page = pages_of(told(level))["roles"]
    assert "more mature than officials do in 5 of 8 areas" in page.reading
    assert [row[-1] for row in page.rows].count("higher") == 5


def test_it_is_silent_where_roles_differ_by_no_more_than_chance():
    pages = pages_of(told(lambda role, question, place: 2 + (place * 7 + question.pk) % 3))
    assert "chance" in pages["roles"].reading
    assert "mature" not in pages["roles"].finding
    assert "differing" not in pages or "chance" in " ".join(pages["differing"].sentences)


def test_it_names_no_question_as_least_agreed_where_all_are_about_alike():
    page = pages_of(told(lambda role, question, place: 2 + place % 3))["least-agreed"]
    assert page.finding == "People agree about as much on all questions"


def test_it_names_the_question_that_stands_apart():
    def level(role, question, place):
        return (1 if place % 2 else 5) if question.order == 3 else 3

    made = told(level)
    page = pages_of(made)["least-agreed"]
    (split,) = [q for q in a_rated_room.fresh(made).questions if q.order == 3]
    assert split.short["en"] in page.finding
    assert page.rows[0][0] == split.short["en"]


def test_a_target_that_is_reached_is_said_so_and_the_furthest_stands_first():
    made = told(3)
    areas = a_rated_room.fresh(made).areas
    for area, level in zip(areas, (1, 5, 4), strict=False):
        Target.objects.create(workshop=made, area=area, level=level)
    page = pages_of(made)["distance"]
    assert "1 of 3 areas has reached its target." in page.reading
    assert page.rows[0][0] == areas[1].title["en"]
    assert page.rows[-1][-1] == "reached"
    assert areas[1].short["en"] in page.finding


def finished(made, level):
    """A round of the same municipality that ended a year before, with every area at this level."""
    earlier = a_rated_room.workshop()
    earlier.state, earlier.made_at = "ended", made.made_at - timedelta(days=400)
    earlier.save()
    for question in a_rated_room.fresh(earlier).questions:
        PlenaryRating.objects.create(workshop=earlier, question=question, level=level)
    return earlier


def test_the_round_before_is_in_picture_table_and_words():
    made = told(3)
    earlier = finished(made, 1)
    page = pages_of(made)["today"]
    year = str((a_rated_room.fresh(earlier).occasion.on or earlier.made_at).year)
    assert year in page.columns and "earlier-line" in page.svg()
    assert f"Since {year} the room's own level is higher in 8 areas, lower in 0, of 8." in page.sentences


@pytest.mark.parametrize("change", [{"state": "open"}, {"is_example": False}])
def test_an_unfinished_round_or_one_of_another_kind_is_not_the_round_before(change):
    made = told(3)
    earlier = finished(made, 1)
    for name, value in change.items():
        setattr(earlier, name, value)
    earlier.save()
    assert "earlier-line" not in pages_of(made)["today"].svg()


def test_no_figure_stands_in_the_story_of_a_room_that_is_too_small():
    made = a_rated_room.workshop({"manager": 2, "official": 2})
    a_rated_room.rate(made)
    pages = pages_of(made)
    assert set(pages) <= {"today", "groups"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_picture_and_table_say_the_same_figures(language):
    made = told(a_rated_room.level_of)
    for area in a_rated_room.fresh(made).areas:
        Target.objects.create(workshop=made, area=area, level=4)
    pages_of(made)
    with translation.override(language):
        pages = {page.key: page for page in build_pages(workshop_result(made))}
        for key in ("today", "distance", "roles", "differing"):
            said = [text.strip() for text in re.findall(r">([^<>]+)</tspan>", pages[key].svg())]
            for row in pages[key].table.texts():
                for figure in row[1:2] if key == "today" else row[1:3]:
                    assert figure in said, (key, row)
