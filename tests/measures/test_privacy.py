"""What a release may hold; the attack works with the ratings' counts in whole numbers, as someone in the room could."""

import json
from collections import Counter
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digibarometer.measures.by_role import COUNTS_FROM
from digibarometer.measures.differencing_attack import Shown
from digibarometer.measures.disclosure_control import (
    ROLES,
    Answer,
    countable_answers,
    may_release_again,
    release_figures,
)
from digibarometer.measures.release_figures import ExactCell, PublishedGap, ReleaseFigures, RoundedCell

ROOMS = st.lists(
    st.builds(
        Answer,
        st.sampled_from(ROLES),
        st.one_of(st.none(), st.integers(1, 5)),
        st.one_of(st.none(), st.integers(1, 5)),
    ),
    max_size=45,
)
THRESHOLDS = st.integers(3, 7)
PARTS = {"politician": {"politician"}, "manager": {"manager"}, "official": {"official"}, "leading": set(ROLES[:2])}


def room(**people: list[int]) -> list[Answer]:
    return [Answer(role, None, level) for role, levels in people.items() for level in levels]


def roles_shown(release: ReleaseFigures) -> dict[str, ExactCell | RoundedCell]:
    cells = {**release.roles, "leading": release.leading}
    return {name: cell for name, cell in cells.items() if cell is not None}


def can_be_worked_out(rows: list[set[str]], wanted: set[str], atoms: tuple[str, ...]) -> bool:
    """Is the wanted set a sum and difference of the rows? By elimination with exact fractions."""
    basis: list[list[Fraction]] = []
    for row in [*rows, wanted]:
        vector = [Fraction(atom in row) for atom in atoms]
        for other in basis:
            lead = next(i for i, x in enumerate(other) if x)
            factor = vector[lead] / other[lead]
            vector = [x - factor * y for x, y in zip(vector, other, strict=True)]
        if any(vector):
            basis.append(vector)
        elif row is wanted:
            return True
    return False


def derivable(rows: list[set[str]], atoms: tuple[str, ...]) -> list[set[str]]:
    subsets = chain.from_iterable(combinations(atoms, size) for size in range(1, len(atoms) + 1))
    return [set(subset) for subset in subsets if can_be_worked_out(rows, set(subset), atoms)]


def test_the_worked_room_shows_officials_and_the_others_together() -> None:
    release = release_figures(room(politician=[3] * 3, manager=[2, 3] * 3, official=[2] * 22), 5)
    assert set(roles_shown(release)) == {"official", "leading"}
    assert release.counts == (0, 25, 6, 0, 0)


def test_managers_and_all_who_lead_would_give_three_politicians_away() -> None:
    release = release_figures(room(politician=[3] * 3, manager=[2] * 6, official=[2] * 5), 5)
    assert set(roles_shown(release)) == {"official", "leading"}


@given(ROOMS, THRESHOLDS)
def test_nothing_is_shown_of_too_few(answers: list[Answer], threshold: int) -> None:
    release = release_figures(answers, 5, threshold)
    rated = [answer for answer in answers if answer.level is not None]
    if len(rated) < threshold:
        assert release == ReleaseFigures(threshold)
    for role in ROLES:
        assert release.roles.get(role) is None or sum(a.role == role for a in rated) >= threshold


@settings(deadline=None)
@given(ROOMS, THRESHOLDS)
def test_subtraction_within_roles_reaches_no_few(answers: list[Answer], threshold: int) -> None:
    release = release_figures(answers, 5, threshold)
    sizes = Counter(answer.role for answer in answers if answer.level is not None)
    atoms = tuple(role for role in ROLES if sizes[role])
    rows = [set(atoms), *(PARTS[name] & set(atoms) for name in roles_shown(release))]
    if release.counts:
        for found in derivable(rows, atoms):
            assert sum(sizes[role] for role in found) >= threshold


@given(ROOMS, THRESHOLDS)
def test_people_per_level_only_of_ten_and_a_rest_of_ten(answers: list[Answer], threshold: int) -> None:
    release = release_figures(answers, 5, threshold)
    raters = release.raters or 0
    for cell in roles_shown(release).values():
        if isinstance(cell, ExactCell):
            assert sum(cell.counts) >= COUNTS_FROM or sum(cell.counts) == raters
            assert raters - sum(cell.counts) in range(COUNTS_FROM, 99) or sum(cell.counts) == raters


@given(ROOMS, THRESHOLDS)
def test_people_per_level_only_where_no_side_could_be_of_one_mind(answers: list[Answer], threshold: int) -> None:
    release = release_figures(answers, 5, threshold)
    sides = [cell for cell in (release.leading, release.roles.get("official")) if isinstance(cell, ExactCell)]
    if len(sides) == 2:
        assert max(release.counts or ()) < min(sum(cell.counts) for cell in sides) - 1


def test_six_who_said_the_same_show_a_level_and_not_their_number() -> None:
    release = release_figures(room(politician=[3, 4] * 6, manager=[2] * 6, official=[1, 2, 3] * 5), 5)
    shown = release.roles["manager"]
    assert isinstance(shown, RoundedCell) and abs(shown.level - 2.0) <= 0.5


def test_counts_of_a_role_when_it_and_the_rest_are_ten_each() -> None:
    release = release_figures(room(politician=[2, 3, 4, 5, 1] * 2, official=[2, 3] * 5), 5)
    assert release.roles["politician"] == ExactCell((2, 2, 2, 2, 2))
    assert isinstance(
        release_figures(room(politician=[2, 3, 4, 5, 1] * 2, official=[2, 3, 4] * 3), 5).leading, RoundedCell
    )


def test_counts_stay_hidden_where_a_role_could_be_of_one_mind_though_it_is_not() -> None:
    release = release_figures(room(politician=[2, 3, 4, 5, 1] * 2, official=[2] * 9 + [3]), 5)
    assert isinstance(release.leading, RoundedCell)


def test_counted_sides_do_not_give_few_politicians_away() -> None:
    release = release_figures(
        room(politician=[1, 2, 3, 4, 5], manager=[1, 2, 3, 4, 5] * 2, official=[1, 2, 3, 4] * 5), 5
    )
    kinds = {name: type(cell) for name, cell in roles_shown(release).items()}
    assert kinds == {"politician": RoundedCell, "manager": RoundedCell, "official": ExactCell, "leading": ExactCell}


@given(st.permutations(range(1, 6)), st.lists(st.sampled_from(ROLES), min_size=8, max_size=20))
def test_what_is_hidden_does_not_depend_on_what_was_rated(turned: list[int], roles: list[str]) -> None:
    answers = [Answer(role, i % 4, i % 5 + 1) for i, role in enumerate(roles)]
    others = [answer._replace(level=turned[i % 5]) for i, answer in enumerate(answers)]
    assert set(roles_shown(release_figures(answers, 5))) == set(roles_shown(release_figures(others, 5)))


@pytest.mark.parametrize(("unsure", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_a_few_who_do_not_know_are_not_counted_aloud(unsure: int, shown: int | None) -> None:
    answers = room(official=[3] * 8) + [Answer("official", 1, None)] * unsure
    assert release_figures(answers, 5).dont_know == shown


def test_a_gap_is_told_in_tenths_only_where_counts_are() -> None:
    release = release_figures(room(politician=[3, 4, 5] * 4, official=[1, 2, 3] * 4), 5)
    assert release.gap == PublishedGap("higher", "politician", 0.9)
    release = release_figures(room(politician=[5, 4] * 2, manager=[4, 3, 4, 5, 2], official=[1, 2, 3] * 5), 5)
    assert release.gap == PublishedGap("higher", "leading")


def test_a_gap_that_only_one_division_explains_is_silent() -> None:
    release = release_figures(room(politician=[5] * 5, official=[1] * 5), 5)
    assert release.gap.word != "higher"


def test_too_few_politicians_are_set_against_officials_with_their_managers() -> None:
    release = release_figures(room(politician=[4] * 3, manager=[4, 3, 4], official=[1, 2, 3] * 5), 5)
    assert release.gap.first == "leading"
    assert release.gap.word == "higher"


@given(ROOMS, THRESHOLDS)
def test_a_gap_is_only_between_shown_cells(answers: list[Answer], threshold: int) -> None:
    release = release_figures(answers, 5, threshold)
    if release.gap.word == "too_few":
        assert release.gap.delta is None
    else:
        assert {release.gap.first, "official"} <= set(roles_shown(release))


@given(ROOMS)
def test_a_tally_survives_being_kept_as_json(answers: list[Answer]) -> None:
    release = release_figures(answers, 5)
    assert ReleaseFigures.from_json(json.loads(json.dumps(release.as_json()))) == release


def test_a_threshold_below_three_and_a_level_off_the_scale_are_refused() -> None:
    with pytest.raises(ValueError):
        release_figures([], 5, threshold=2)
    with pytest.raises(ValueError):
        release_figures(room(official=[6] * 5), 5)


@pytest.mark.parametrize(
    ("before", "now", "may"), [(None, 0, True), (10, 14, False), (10, 15, True), (10, 10, False), (10, 3, False)]
)
def test_a_picture_is_opened_again_only_with_enough_new_answers(before: int | None, now: int, may: bool) -> None:
    assert may_release_again(before, now, 5) is may


def let_in(people: int, role: str = "official", table: int = 1) -> list[Answer]:
    """So many whom a table's screen let in."""
    return [Answer(role, table, 2, 100 * table + place, table) for place in range(people)]


def named(*levels: int, role: str = "official") -> list[Answer]:
    """People with phones of their own."""
    return [Answer(role, None, level, place) for place, level in enumerate(levels)]


@pytest.mark.parametrize(("phones", "made_up", "is_shown"), [(1, 9, False), (3, 9, False), (4, 1, True), (4, 9, True)])
def test_all_whom_one_table_let_in_may_be_one_person_and_count_as_one(phones, made_up, is_shown) -> None:
    found = release_figures(named(*[3] * phones) + let_in(made_up), 5, shown=Shown())
    assert found.raters == (phones + made_up if is_shown else None), "where they are enough each of them is counted"


def test_three_tables_that_nobody_has_a_phone_at_are_shown_their_room() -> None:
    answers = [one for table in (1, 2, 3) for one in let_in(4, table=table)]
    assert release_figures(answers, 5, shown=Shown()).raters == 12


def test_nobody_makes_up_a_role_around_its_only_one() -> None:
    answers = [*named(*[3] * 12), Answer("manager", None, 5, 50), *let_in(11, "manager")]
    assert not roles_shown(release_figures(answers, 5, shown=Shown()))


def test_a_picture_is_not_renewed_by_people_made_up_around_one_who_came_late() -> None:
    early = named(*[3] * 8)
    shown = Shown(figures=(frozenset(one.person for one in early),))
    late = [*early, Answer("official", None, 5, 50), *let_in(6)]
    assert countable_answers(late, 5, shown) == early, "it counts those whom it counted before"


@pytest.mark.parametrize(("others", "is_told"), [(1, False), (3, False), (4, True)])
def test_whoever_does_not_know_for_newcomers_at_a_table_is_not_told_who_else_does_not(others, is_told) -> None:
    unsure = [one._replace(level=None) for one in [*named(*[3] * others), *let_in(9)]]
    rated = [one._replace(person=one.person + 50) for one in named(*[3] * 8)]
    assert release_figures([*rated, *unsure], 5, shown=Shown()).dont_know == (others + 9 if is_told else None)
