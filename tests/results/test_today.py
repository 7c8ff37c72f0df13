"""Today's picture in the room: the story, targets, and what the leader may do."""

import re
from html import unescape
from typing import Any

import pytest
from django.template import Context, engines
from django.utils import translation

from digibarometer.accounts.models import User
from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.results import actions, panels
from digibarometer.results.component import plenary_side_panels, results_component, step_panels
from digibarometer.results.models import Target
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_questions
from digibarometer.results.story import workshop_pages
from digibarometer.workshops.composition import screen_panels
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import BoardSeat, LeaderSeat
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


def draw(panel, here, *args):
    touch = panel.ref(here.pk, None, *args)
    compiled: Any = engines["django"].get_template(panel.template)
    return compiled.template.render(Context({**panel.draw(here, *args), "now": here, "id": touch.id}))


def move(made, kind, phase_kind=None, spot=None):
    here = a_rated_room.fresh(made)
    step = next(step for step in here.steps if step.kind == kind and (kind != "assessment" or step.area_id))
    phases = [phase for phase in here.phases_of(step) if phase_kind in (None, phase.kind)]
    made.phase, made.spot, made.state = phases[-1], spot, "open"
    made.save()
    return a_rated_room.fresh(made)


@pytest.fixture
def told():
    made = a_rated_room.workshop()
    a_rated_room.rate(made)
    a_rated_room.agree(made)
    here = move(made, "today")
    release_questions(here, all_question_ids(here))
    return made


@pytest.fixture
def leader(told):
    user = User.objects.create_user("leder@example.org")
    return LeaderSeat(a_rated_room.fresh(told), user.pk, "L")


def set_target(leader, **fields):
    return list(actions.set_target(actions.SetTarget(id="1", number=1, **fields), leader))


def test_the_story_is_there_before_anything_is_known():
    made = a_rated_room.workshop()
    here = move(made, "today")
    (page,) = workshop_pages(here)
    assert page.svg() == ""
    assert page.finding in draw(panels.board_story, here)


def test_every_page_has_a_finding_a_question_and_a_table_that_says_what_the_picture_does(told):
    pages = workshop_pages(a_rated_room.fresh(told))
    assert [page.key for page in pages][:4] == ["today", "least-agreed", "disagreement", "roles"]
    for page in pages:
        assert page.finding and page.sentences and page.ask
        assert page.svg().startswith("<svg") and page.rows and page.alt
        assert all(len(row) == len(page.columns) for row in page.rows)


@pytest.mark.parametrize("spot", [None, 1, 3, 99])
def test_the_spot_turns_the_page(told, spot):
    here = move(told, "today", spot=spot)
    pages = workshop_pages(here)
    page = pages[min(spot or 1, len(pages)) - 1]
    for panel in (panels.board_story, panels.room_story):
        assert page.finding in draw(panel, here)
    assert 'aria-current="page"' in draw(panels.desk_story, here)


def test_no_roles_are_compared_where_they_are_few_and_the_page_says_so():
    made = a_rated_room.workshop({"manager": 3, "official": 4})
    a_rated_room.rate(made)
    here = move(made, "today")
    release_questions(here, all_question_ids(here))
    page = next(page for page in workshop_pages(here) if page.key == "roles")
    assert page.picture is None
    assert page.sentences


def test_a_target_is_set_changed_and_taken_back(told, leader):
    area = leader.snapshot.areas[0].pk
    for level in (4, 4, 5):
        touched = set_target(leader, area=area, level=level)
    assert Target.objects.get().level == 5
    assert {touch.panel for touch in touched} >= {"results/board_story", "results/desk_targets", "results/room_story"}
    assert all(isinstance(touch, Invalidation) for touch in touched)
    assert workshop_result(told).areas[0].distance == 5 - workshop_result(told).areas[0].level
    set_target(leader, area=area, level=None)
    set_target(leader, area=area, level=None)
    assert not Target.objects.exists()


def test_a_question_may_have_a_target_of_its_own(told, leader):
    question = leader.snapshot.questions[0]
    set_target(leader, area=question.area_id, question=question.pk, level=5)
    set_target(leader, area=question.area_id, level=4)
    assert workshop_result(told).areas[0].target == 4
    assert workshop_result(told).questions[0].target == 5


def test_the_leader_sets_a_questions_target_under_its_area_and_sees_how_many_are_set(told, leader):
    question, other = leader.snapshot.questions_of(leader.snapshot.areas[0].pk)[:2]
    set_target(leader, area=question.area_id, question=question.pk, level=5)
    html = draw(panels.desk_targets, a_rated_room.fresh(told))
    assert re.search(rf'<details class="targets" id="targets-{question.area_id}">\s*<summary>.*\(1\)', html)
    for one, value in ((question, "5"), (other, "null")):
        form = html[html.index(f'data-area="{one.area_id}" data-question="{one.pk}"') :].partition("</form>")[0]
        assert re.findall(r'value="(\w+)" aria-pressed="true"', form) == [value]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_what_is_not_of_this_workshop_is_refused(leader):
    ours = leader.snapshot
    question = ours.questions[0]
    wrong = [
        {"area": 999_999, "level": 3},
        {"area": ours.areas[0].pk, "level": 6},
        {"area": ours.areas[1].pk, "level": 3, "question": question.pk},
        {"area": question.area_id, "level": 3, "question": 999_999},
    ]
    for fields in wrong:
        with pytest.raises(ActionRefused):
            set_target(leader, **fields)
    assert not Target.objects.exists()


def test_the_heading_names_what_is_furthest_from_its_target(told, leader):
    areas = workshop_result(told).areas
    lowest = min(areas, key=lambda area: area.level)
    for area in areas:
        set_target(leader, area=area.area.pk, level=4)
    with translation.override("en"):
        assert lowest.area.short["en"] in workshop_pages(a_rated_room.fresh(told))[0].finding


def test_the_year_is_the_workshops(told, leader):
    actions.set_target_year(actions.SetTargetYear(id="1", number=1, year=2029), leader)
    told.refresh_from_db()
    assert told.target_year == 2029
    assert "2029" in draw(panels.desk_targets, a_rated_room.fresh(told))


def test_nothing_changes_after_the_end(told, leader):
    leader.snapshot.workshop.state = "ended"
    for row in results_component.rules:
        assert row.precondition(None, leader)


def test_the_spread_stands_on_the_board_beside_the_plenary_of_its_question_only(told):
    here = move(told, "assessment", PhaseKind.PLENARY)
    question = here.current_questions[0]
    assert plenary_side_panels(BoardSeat(here)) == []
    here = move(told, "assessment", PhaseKind.PLENARY, spot=question.pk)
    (touch,) = plenary_side_panels(BoardSeat(here))
    assert touch.args == (question.pk,)
    html = draw(panels.board_question, here, question.pk)
    counts = next(one.counts for one in workshop_result(told).questions if one.question == question)
    assert html.count("<i></i>") == sum(counts) + 1 > 10  # and one beside what a dot means
    assert all(f"<i>{group.number}</i>" in html for group in here.groups.values())
    assert [touch.panel for touch in plenary_side_panels(LeaderSeat(here, 1, ""))] == ["results/desk_spreads"]
    here = move(told, "assessment", PhaseKind.GROUPS, spot=question.pk)
    assert plenary_side_panels(BoardSeat(here)) == []


def test_the_leader_sees_how_the_room_has_rated_under_each_question_in_plenary_only(told):
    here = move(told, "assessment", PhaseKind.PLENARY)
    (touch,) = plenary_side_panels(LeaderSeat(here, 1, ""))
    html = draw(panels.desk_spreads, here)
    assert touch.panel == "results/desk_spreads"
    assert html.count('<ol class="room-dots">') == len(here.current_questions) > 1
    here = move(told, "assessment", PhaseKind.GROUPS)
    assert plenary_side_panels(LeaderSeat(here, 1, "")) == []


def test_a_question_without_a_release_shows_the_groups_alone_and_says_nothing_of_why():
    made = a_rated_room.workshop()
    a_rated_room.rate(made, people=4)
    here = move(made, "assessment", PhaseKind.PLENARY)
    html = draw(panels.board_question, here, here.current_questions[0].pk)
    assert '<ol class="stair' in html and "<i></i>" not in html and "legend" not in html


def test_what_the_room_agrees_on_stands_on_its_step_with_its_words_and_reason(told):
    here = move(told, "assessment", PhaseKind.PLENARY)
    question = here.current_questions[0]
    PlenaryRating.objects.filter(workshop=told, question=question).update(
        level=3, motivation="Vi såg det i två ärenden."
    )
    html = unescape(draw(panels.board_question, here, question.pk))
    assert "Vi enas om nivå 3" in html and question.level_text(3) in html and "Vi såg det i två ärenden." in html
    assert html.count('l3 up-6 set"') == 1 and 'class="words-of-levels"' not in html


def test_each_screen_has_its_panels(told, leader):
    here = move(told, "today")
    assert "results/board_story" in {touch.panel for touch in step_panels(BoardSeat(here))}
    assert {"results/desk_story", "results/desk_targets"} <= {touch.panel for touch in step_panels(leader)}


def test_the_projector_ends_with_the_picture_that_is_the_rooms_own(told):
    told.state = "ended"
    told.save()
    here = a_rated_room.fresh(told)
    at_the_end = screen_panels(BoardSeat(here))
    assert "results/board_thanks" in {touch.panel for touch in at_the_end}
    shown = draw(panels.board_thanks, here)
    assert "<svg" in shown and workshop_pages(here)[0].finding in unescape(shown)


def test_without_a_picture_the_projector_says_thanks_alone():
    made = a_rated_room.workshop(state="ended")
    shown = {touch.panel for touch in screen_panels(BoardSeat(a_rated_room.fresh(made)))}
    assert "workshops/board_over" in shown and "results/board_thanks" not in shown
