"""Simulated people read their screens as people do."""

import asyncio
import random
from typing import Any

import pytest
from django.template.loader import render_to_string

from digibarometer.simulation.clients import ScreenClient
from digibarometer.simulation.leader import AnotherLeaderActs, Leader
from digibarometer.simulation.participant import Person
from digibarometer.simulation.roster import roster
from digibarometer.simulation.timing import LeaderBackoff, Pace
from digibarometer.workshops.simulated_people import ScreenModel

QUESTIONS = (
    '<header class="top" id="room_state" data-phase="7"></header>'
    '<section class="pager" id="room_questions">'
    '<form data-do="assessment.rate" data-question="4"><button name="level" value="1"></button>'
    '<button name="level" value="2"></button><button name="level" value="null"></button></form></section>'
)
NOT_DONE = '<form id="my_ready" data-do="room.ready"><button name="ready" value="true">Klar</button></form>'


def my_ratings(**answers):
    """The panel as it is drawn: question 4 is asked, and answered or not."""
    drawn = {"id": "my_ratings", "ratings": [(4, "level" in answers, answers.get("level"))]}
    return render_to_string("assessment/my_ratings.html", drawn)


def someone(html):
    line = ScreenClient("ws://nowhere", "")
    line.view.show(html)
    return Person(roster(24)[0], line, Pace(0), {4: 2.0}, random.Random(1))


def test_of_24_three_are_politicians_six_managers_and_fifteen_officials():
    roles = [member.role for member in roster(24)]
    assert [roles.count(role) for role in ("politician", "manager", "official")] == [3, 6, 15]


@pytest.mark.parametrize("people", [1, 2, 5, 23, 40, 100])
def test_any_number_of_people_can_come(people):
    assert len(roster(people)) == people
    assert len({(member.first_name, member.role) for member in roster(people)}) == people


def test_a_person_rates_before_saying_done():
    act = someone(QUESTIONS + my_ratings() + NOT_DONE).next_act()
    assert (act["do"], act["question"]) == ("assessment.rate", 4)
    assert act["level"] in {1, 2, None}


def test_a_person_who_has_answered_says_done():
    assert someone(QUESTIONS + my_ratings(level=None) + NOT_DONE).next_act() == {"do": "room.ready", "ready": True}


def test_a_person_remembers_a_rating_that_is_not_drawn_back():
    person = someone(QUESTIONS + my_ratings() + NOT_DONE)
    rating = person.next_act()
    for mind in person.minds:
        mind.did(rating, False)
    assert person.next_act() == {"do": "room.ready", "ready": True}


def test_a_group_accepts_what_its_spread_suggests():
    panel = (
        '<section id="group_question-4"><form data-do="assessment.set_group_level" data-question="4">'
        '<button name="level" value="1" aria-pressed="false"></button></form>'
        '<form data-do="assessment.set_group_level" data-question="4"><button name="level" value="3"></button></form>'
        "</section>"
    )
    assert someone(panel).next_act() == {
        "do": "assessment.set_group_level",
        "question": 4,
        "level": 3,
    }  # the only other levels are not on the scale


def test_a_person_acts_in_every_exercise_that_is_installed():
    hand = '<section id="my_hand"><form data-do="fist.show" data-step="3"><button value="0"></button></form></section>'
    act = someone(hand).next_act()
    assert (act["do"], act["step"]) == ("fist.show", 3)
    assert act["fingers"] in range(6)


def test_a_leader_does_what_the_exercise_asks_where_its_panel_is_on_the_desk():
    line, done = ScreenClient("ws://nowhere", ""), []

    async def do(do, **fields):
        done.append(do)

    line.do = do  # type: ignore[method-assign]
    leader = Leader(line, Pace(0), 24, random.Random(1), expected={7})
    asks, opens = (f'<form data-do="fist.{what}" data-step="3"></form>' for what in ("ask", "open"))
    desk = f'{asks}<p class="big num">1 av 1</p>{opens}'
    line.view.show(f'<nav id="desk_agenda" data-phase="7"></nav><section id="desk_fist">{desk}</section>')
    asyncio.run(asyncio.wait_for(leader.phase(), 30))
    assert done == ["fist.ask", "fist.open"]


def test_a_panel_that_comes_replaces_only_itself():
    view = ScreenModel()
    view.show(QUESTIONS + NOT_DONE)
    view.renew(
        "my_ready", '<form id="my_ready" data-do="room.ready"><button name="ready" value="false"></button></form>'
    )
    assert view.forms("room.ready")[0].values() == ["false"]
    assert view.forms("assessment.rate")
    assert view.phase == 7


@pytest.mark.parametrize(
    "clock",
    [
        'data-phase="8"',
        'data-phase="7"></nav><nav id="desk_foot"><form data-do="room.pause"><button value="false"></button></form',
    ],
)
def test_the_leader_lets_go_when_someone_else_leads(clock):
    line = ScreenClient("ws://nowhere", "")
    leader = Leader(line, Pace(0), 24, random.Random(1))
    leader.expected = {7}
    line.view.show('<nav id="desk_agenda" data-phase="7"></nav>')
    leader.look()
    line.view.show(f'<nav id="desk_agenda" {clock}></nav>')
    with pytest.raises(AnotherLeaderActs):
        leader.look()


@pytest.mark.parametrize("how", ["asked back", "left alone"])
def test_the_leader_comes_back_when_asked_or_when_the_desk_is_left_alone(how, tmp_path):
    line, asked = ScreenClient("ws://nowhere", ""), tmp_path / "asked"
    line.view.show('<nav id="desk_agenda" data-version="7"></nav>')
    if how == "asked back":
        asked.touch()
    resting = LeaderBackoff(left_alone=0.01 if how == "left alone" else 60, asked=asked)
    asyncio.run(asyncio.wait_for(resting.rest(line, lambda: False), 5))
    assert not asked.exists()


def test_the_leader_stays_away_while_somebody_leads():
    line, passed = ScreenClient("ws://nowhere", ""), 0.0

    async def so_long_later(seconds):
        nonlocal passed
        passed += seconds
        for _ in range(20):
            await asyncio.sleep(0)

    async def leads():
        loop: Any = asyncio.get_running_loop()
        loop.time = lambda: passed  # the loop's own clock stands still but for this
        rest = asyncio.create_task(LeaderBackoff(left_alone=60).rest(line, lambda: False))
        for version in range(30):
            line.view.show(f'<nav id="desk_agenda" data-version="{version}"></nav>')
            line.changed.set()
            await so_long_later(50)
            assert not rest.done()
        await so_long_later(61)
        await so_long_later(0)
        assert rest.done()

    asyncio.run(leads())
