"""A vote shows how the dots lie only where so many have voted that nobody's own can be seen."""

import pytest

from digibarometer.live.actions import ActionRefused
from digibarometer.notes import voting
from digibarometer.notes.models import Vote
from digibarometer.workshops.models import Participant

ALL = ("anna", "bo", "cilla", "gun", "hans", "ivar")


@pytest.fixture
def step(room):
    """The SWOT while the vote is open."""
    room.go("swot_vote")
    return room.swot().pk


def vote(room, step, *names, dots=1):
    for name in names:
        fields = {"on": "theme", "which": room.theme, "participant": room.people[name]}
        room.act("eva", "notes.vote", step=step, dots=dots, **fields)


def set_poll(room, step, is_open, dots=3):
    room.act("eva", "notes.set_poll", step=step, dots=dots, most=2, open=is_open)


def result(room):
    return [one.dots for one in voting.poll_result(room.swot()) if one.dots]


def seen(room, panel):
    return " ".join(html for touch, html in room.every_panel_for_every_audience().items() if touch.panel == panel)


def test_what_one_or_four_chose_is_not_shown_to_anybody(room, step):
    vote(room, step, "anna", "bo", "cilla", "gun")
    set_poll(room, step, is_open=False)
    assert result(room) == []
    for panel in ("notes/desk_poll", "notes/board_wall", "notes/room_result"):
        said = seen(room, panel)
        assert "Det saknas 1" in said and "handuppräckning" in said, panel


def test_the_leader_can_still_choose_what_an_activity_is_to_grow_from(room, step):
    vote(room, step, "anna")
    set_poll(room, step, is_open=False)
    assert f'data-which="{room.theme}"' in seen(room, "notes/desk_poll")


def test_five_who_have_voted_are_shown(room, step):
    vote(room, step, *ALL[:5])
    set_poll(room, step, is_open=False)
    assert result(room) == [5]


def test_one_who_votes_after_it_was_opened_again_is_not_seen(room, step):
    vote(room, step, *ALL[:5])
    set_poll(room, step, is_open=False)
    set_poll(room, step, is_open=True)
    vote(room, step, "ivar", dots=2)
    set_poll(room, step, is_open=False)
    assert result(room) == [5]
    assert "står resultatet från före kvar" in seen(room, "notes/desk_poll")


def test_one_who_moves_their_dots_meanwhile_is_not_seen_either(room, step):
    vote(room, step, *ALL)
    set_poll(room, step, is_open=False)
    set_poll(room, step, is_open=True)
    vote(room, step, "ivar", dots=2)
    set_poll(room, step, is_open=False)
    assert result(room) == [6]


def test_a_vote_that_many_change_shows_how_it_became(room, step):
    vote(room, step, *ALL)
    set_poll(room, step, is_open=False)
    set_poll(room, step, is_open=True)
    vote(room, step, *ALL[:5], dots=2)
    set_poll(room, step, is_open=False)
    assert result(room) == [11]


def test_a_vote_of_few_can_be_opened_again_until_enough_have_voted(room, step):
    vote(room, step, "anna")
    set_poll(room, step, is_open=False)
    set_poll(room, step, is_open=True)
    vote(room, step, *ALL[1:5])
    set_poll(room, step, is_open=False)
    assert result(room) == [5]
    assert Vote.objects.count() == 5


def test_a_vote_of_few_from_before_shows_nothing_now(room, step):
    poll = voting.poll_of(room.swot())
    poll.closed_at, poll.voters, poll.counts = room.began_at, 1, {f"theme:{room.theme}": 3}
    poll.save()
    assert result(room) == []


def table_votes(room, step, people):
    room.table_lets_in(people, "notes.vote", step=step, on="theme", which=room.theme, dots=1)


def test_whoever_votes_for_newcomers_at_the_table_does_not_see_what_the_only_other_chose(room, step):
    vote(room, step, "ivar", dots=2)
    table_votes(room, step, 6)
    set_poll(room, step, is_open=False)
    assert result(room) == []
    for panel in ("notes/desk_poll", "notes/board_wall", "notes/room_result"):
        said = seen(room, panel)
        assert "7 personer har röstat" in said and "räknas som en" in said and "Det saknas 3" in said, panel


def test_four_with_phones_and_a_table_without_are_shown_their_vote(room, step):
    vote(room, step, *ALL[:4])
    table_votes(room, step, 3)
    set_poll(room, step, is_open=False)
    assert result(room) == [7], "where they are enough each of them is counted"


def test_a_vote_is_not_renewed_by_newcomers_at_a_table_around_one_who_moved_their_dots(room, step):
    vote(room, step, *ALL)
    set_poll(room, step, is_open=False)
    set_poll(room, step, is_open=True)
    vote(room, step, "ivar", dots=2)
    table_votes(room, step, 6)
    set_poll(room, step, is_open=False)
    assert result(room) == [6]
    said = seen(room, "notes/desk_poll")
    assert "står resultatet från före kvar" in said and "räknas som en" in said


def test_a_room_on_paper_sees_the_votes_that_its_leader_keys_in(room, step):
    Participant.objects.filter(workshop=room.pk).update(has_no_phone=True)
    vote(room, step, *ALL[:5])
    set_poll(room, step, is_open=False)
    assert result(room) == [5]


def test_what_a_table_votes_for_somebody_else_there_is_not_keyed_in_by_the_leader(room, step):
    Participant.objects.filter(workshop=room.pk).update(has_no_phone=True, secret_hash="")
    for name in ("anna", "bo", "gun", "hans"):
        fields = {"on": "theme", "which": room.theme, "participant": room.people[name]}
        room.act("table", "notes.vote", step=step, dots=1, **fields)
    vote(room, step, "cilla")
    set_poll(room, step, is_open=False)
    assert result(room) == []


def test_a_table_votes_for_nobody_who_has_a_phone_and_has_not_let_it(room, step):
    with pytest.raises(ActionRefused, match="lämna över"):
        fields = {"on": "theme", "which": room.theme, "participant": room.people["bo"]}
        room.act("table", "notes.vote", step=step, dots=1, **fields)
