"""Someone who works on the figures, with all that one person may see of them together, learns nothing of few people."""

from collections import defaultdict
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.privacy.arithmetic import small_sets_known
from bench.privacy.listing import few_known, few_known_in_groups, known_at_own_table, learned, rooms
from bench.privacy.moves import MENDINGS, first_leak, played
from bench.privacy.rooms import Asked, a_room, asked
from digibarometer.measures import disclosure_control
from digibarometer.measures.by_role import by_role
from digibarometer.measures.disclosure_control import ROLES, Answer, release_figures
from digibarometer.measures.release_figures import ExactCell, ReleaseFigures, RoundedCell

SEEDS = st.integers(0, 10**9)
NOBODY = (0, 0, 0)


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.integers(3, 7), st.integers(2, 5))
def test_adding_and_subtracting_all_releases_and_the_own_groups_spread(seed: int, threshold: int, levels: int) -> None:
    dice = Random(seed)
    question = asked(dice, a_room(dice), threshold, levels)
    assert small_sets_known(question) == []


def small_room(seed: int, threshold: int, levels: int) -> Asked | None:
    """A question whose first release shows roles, in a room that can be listed."""
    dice = Random(seed)
    for _ in range(60):
        people = [(dice.choice(ROLES[1:]), 1 + place % 5) for place in range(dice.randint(12, 18))]
        question = asked(dice, people, threshold, levels)
        if question.releases and any(question.releases[0].roles.values()):
            return question
    return None


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.integers(3, 5), st.integers(2, 4))
def test_listing_every_room_that_a_release_fits(seed: int, threshold: int, levels: int) -> None:
    question = small_room(seed, threshold, levels)
    assume(question is not None)
    assert question
    assert not few_known(question, most=1500)
    assert not few_known_in_groups(question, most=1500)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=14, max_size=18), st.integers(5, 6), st.integers(4, 6))
def test_no_room_with_these_ratings_tells_too_much(ratings: list[int], politicians: int, managers: int) -> None:
    together = tuple(ratings.count(level) for level in range(1, 5))
    everything = list(rooms(together, (politicians, managers, len(ratings) - politicians - managers)))
    assume(len(everything) < 4000)
    alike = defaultdict(list)
    for room in everything:
        alike[by_role(room[0], room[1], room[2], apart=managers >= 5, at_least=5)].append(room)
    for same in alike.values():
        assert learned(same, everything) == []


def test_the_reader_finds_what_a_threshold_alone_gives_away() -> None:
    people = [("politician", 1)] * 3 + [("manager", 2)] * 6 + [("official", 3)] * 12
    said = {place: Answer(*person, 1 + place % 3) for place, person in enumerate(people)}
    release = replace(
        release_figures(said.values(), 3), roles={"manager": RoundedCell(2, 5), "official": RoundedCell(2, 5)}
    )
    assert small_sets_known(Asked(5, 3, [said], [release])) != []


def test_the_reader_finds_a_role_that_is_of_one_mind() -> None:
    room = ((0, 0, 10), (4, 6, 0))
    assert learned([room], list(rooms((4, 6, 10), (10, 10)))) != []


def test_the_reader_takes_away_an_own_rating() -> None:
    everything = list(rooms((1, 4, 5), (5, 5)))
    fits = [room for room in everything if room[0] in {(0, 0, 5), (1, 0, 4)}]
    assert {what.split(" knows ")[0] for what in learned(fits, everything)} >= {"one of role 0 at level 0"}


@pytest.mark.parametrize("release", [0, 1])
def test_the_reader_sees_each_release_by_itself(release: int) -> None:
    people = [("manager", 1)] * 8 + [("official", 2)] * 8
    early = {place: Answer(*person, 2) for place, person in enumerate(people) if place != 0}
    late = {place: Answer(*person, 2) for place, person in enumerate(people)}
    moments = [early, late] if release else [late]
    releases = [ReleaseFigures(5, len(said), (0, len(said), 0)) for said in moments]
    assert bool(small_sets_known(Asked(5, 3, moments, releases))) is bool(release)


def test_counts_by_role_come_with_enough_people_and_different_minds() -> None:
    told = by_role((2, 4, 4), NOBODY, (4, 4, 2), apart=False, at_least=5)
    assert (told.leading, told.official) == (ExactCell((2, 4, 4)), ExactCell((4, 4, 2)))


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_making_groups_anew_moving_people_and_taking_seats_tells_nobody_of_few(seed: int) -> None:
    _room, moves, leaks = played(seed)
    assert leaks == [], moves


@pytest.mark.slow
@pytest.mark.parametrize("mending", MENDINGS)
def test_the_attack_finds_what_each_mending_mended(mending: str) -> None:
    assert first_leak(mending, seed=0, rooms=20_000)


def table_known(threshold: int) -> list[str]:
    """What members of a group of fourteen people know of a role at their own table."""
    dice = Random(516)
    groups = dice.randint(1, 3)
    people = [(dice.choice(ROLES), 1 + place % groups) for place in range(dice.randint(8, 14))]
    question = asked(dice, people, threshold, dice.randint(2, 5))
    return known_at_own_table(question, most=3000) or [] if question.releases else []


def test_a_threshold_of_three_shows_no_more_by_role_than_one_of_five(monkeypatch: pytest.MonkeyPatch) -> None:
    """By role it takes five, whatever the threshold: with three, the only manager at the table could be known."""
    assert table_known(threshold=3) == []
    monkeypatch.setattr(disclosure_control, "FEWEST_IN_ROLE", 3)
    assert table_known(threshold=3) != []
