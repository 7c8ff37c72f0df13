"""What too few of a role cost is told as the privacy rule has it, so that nobody is promised a picture in vain."""

from itertools import product

import pytest
from django.utils.translation import override

from digibarometer.inviting.stakeholder_checklist import role_visibility_warnings, still_wanted
from digibarometer.measures.disclosure_control import ROLES, Answer, release_figures


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def shown(coming, threshold):
    """Whether the room, and each role alone, is shown by the rule, when nobody has seen a small group's answers."""
    answers = [Answer(role, None, 1 + place % 5) for role in ROLES for place in range(coming[role])]
    told = release_figures(answers, 5, threshold)
    return told.counts is not None, {role: told.roles.get(role) for role in ROLES}


def rooms():
    for politician, manager, official in product((0, 1, 4, 5, 10, 30), repeat=3):
        yield {"politician": politician, "manager": manager, "official": official}


@pytest.mark.parametrize("threshold", [3, 5])
def test_what_is_said_not_to_be_shown_is_not_shown(threshold):
    for coming in rooms():
        said = " ".join(role_visibility_warnings(coming, threshold))
        room, roles = shown(coming, threshold)
        assert room == ("no figures" not in said), coming
        if "Nothing is then shown by role" in said:
            assert not any(roles.values()), coming
        if "set together" in said:
            assert roles["politician"] is None and roles["manager"] is None, coming


def test_a_room_with_enough_of_each_role_shows_each_and_nothing_is_said():
    coming = dict.fromkeys(ROLES, 30)
    assert role_visibility_warnings(coming, 5) == [] and still_wanted(coming, 5) == []
    room, roles = shown(coming, 5)
    assert room and all(roles.values())


def test_four_politicians_are_set_together_with_the_managers():
    said = role_visibility_warnings({"politician": 4, "manager": 6, "official": 12}, 5)
    assert said[0].startswith("With fewer than 5 politicians") and "set together" in said[1] and len(said) == 2


def test_one_official_among_many_hides_all_roles():
    said = role_visibility_warnings({"politician": 8, "manager": 6, "official": 1}, 5)
    assert any("Nothing is then shown by role" in one for one in said)


def test_how_many_more_it_takes():
    assert still_wanted({"politician": 4, "manager": 5, "official": 0}, 5) == ["1 more politician", "5 more officials"]
