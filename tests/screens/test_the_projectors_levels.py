"""The projector in the self-assessment: what it tells of the room, and that nothing stands outside of its place."""

import re
from html import unescape

import pytest

from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating
from digibarometer.results.releases import release_questions
from tests.a_browser import a_chromium
from tests.results import a_rated_room
from tests.screens import a_board
from tests.ten_metres import what_is_cut_off

pytestmark = pytest.mark.django_db
LONG_REASON = "Vi såg det i två ärenden, och gruppen som arbetar närmast kunde visa hur det går till i dag. " * 2


def alone(people, area=True):
    made = a_board.a_room(people=people)
    here = a_board.go(made, "assessment", "alone", area)
    a_rated_room.rate(made, here.current_questions, people=people * 2 // 3)
    a_rated_room.rate(made, here.current_questions[:1])  # whoever has begun is not done
    return a_board.shown(here)


def in_groups(groups, area=True, names=(), language="sv"):
    made = a_board.a_room(groups, names=names)
    here = a_board.go(made, "assessment", "groups", area)
    for place, group in enumerate(here.groups.values()):
        for number, question in enumerate(here.current_questions):
            if place == 0 or (number + place) % 3:
                GroupRating.objects.create(workshop=made, group=group, question=question, level=1 + number % 4)
    return a_board.shown(here, language)


def in_plenary(groups, names=(), spot=None, is_settled=False, apart=4, language="sv"):
    """All together: the area, or its question of that number, with the groups so many levels apart."""
    made = a_board.a_room(groups, 40, names)
    a_rated_room.rate(made)
    here = a_board.go(made, "assessment", "plenary")
    for question in here.current_questions:
        for group in here.groups.values():
            level = 1 + group.number % apart
            GroupRating.objects.create(workshop=made, group=group, question=question, level=level)
        if is_settled:
            PlenaryRating.objects.create(workshop=made, question=question, level=3, motivation=LONG_REASON)
    release_questions(here, [question.pk for question in here.current_questions])
    shown = None if spot is None else here.current_questions[spot].pk
    return a_board.shown(a_board.go(made, "assessment", "plenary", spot=shown), language)


def test_while_people_rate_it_says_what_it_is_about_and_how_many_are_done():
    html = alone(24)
    assert "Här ser vi om kommunen vet vart den vill" in html and "välj den lägre" in html
    assert "16 av 24" in html
    assert html.count('<i class="on"></i>') == 16 and html.count("<i></i>") == 8


def test_many_people_are_dots_in_three_rows_and_very_many_a_bar():
    assert 'class="people"' in alone(40) and 'class="people in-three"' in alone(41)
    html = alone(121)
    assert '<div class="people' not in html and '<progress max="121" value="80"' in html


def test_the_trial_question_stands_with_its_levels_in_words():
    html = alone(6, area=False)
    assert "Hur väl fungerar våra möten på distans?" in html
    assert len(re.findall(r'<span class="level-number l\d">', html)) == 5


def test_while_groups_talk_it_says_which_questions_each_has_a_level_on():
    html = in_groups(2)
    first, second = re.findall(r"<b>Grupp \d</b>.*?</li>", html, re.S)
    assert "Klara" in first and "Har nivå på fråga 1; 2; 3; 4; 5" in first
    assert "4 av 5" in second and "Har nivå på fråga 1; 2; 4; 5" in second
    assert "Vad talar för en lägre nivå?" in html
    assert not re.search(r"level-number|nivå \d", html.partition("<main")[2]), (
        "which level is the group's own until all see it"
    )


def test_an_areas_questions_say_how_far_the_groups_are_apart_and_what_the_room_agreed_on():
    html = unescape(in_plenary(4))
    assert "0 av 5 har en nivå" in html and "3 steg isär" in html and html.count('class="open"') == 5
    html = unescape(in_plenary(4, is_settled=True))
    assert "5 av 5 har en nivå" in html and html.count("<b>Nivå 3</b>") == 5 and "Vi enas" in html


@pytest.mark.browser
def test_nothing_stands_outside_of_its_place_on_any_projector(tmp_path):
    pages = {f"{people} alone": alone(people) for people in (6, 40, 120, 121)} | {
        f"{groups} groups": in_groups(groups) for groups in (2, 5, 8)
    }
    pages |= {
        "the trial question": alone(24, area=False),
        "the trial question in groups": in_groups(5, area=False),
        "long names": in_groups(8, names=a_board.LONG_NAMES),
        "English": in_groups(8, language="en"),
    }
    pages |= {f"the area, {groups} groups": in_plenary(groups) for groups in (2, 5, 8)} | {
        "the area, agreed": in_plenary(8, a_board.LONG_NAMES, is_settled=True),
        "a question": in_plenary(5, spot=0),
        "a question that eight groups agree on": in_plenary(8, a_board.LONG_NAMES, spot=0, apart=1),
        "a question, agreed": in_plenary(8, a_board.LONG_NAMES, spot=0, is_settled=True),
        "a question in English": in_plenary(5, spot=3, language="en"),
    }
    with a_chromium() as browser:
        page = browser.new_page(reduced_motion="reduce")
        found = {name: cut for name, html in pages.items() if (cut := what_is_cut_off(page, tmp_path, name, html))}
    assert not found
