"""Rounds side by side: what is said of change, what is not, and that nobody is followed from one to the next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from msgspec import structs

from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.questions.question_sets.drafts import next_version
from digibarometer.questions.question_sets.importer import load_shipped, save_question_set
from digibarometer.questions.question_sets.schema import ChangeSchema, VersionSchema
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.results.comparison.pages import area_page, caveats_page, comparison_pages
from digibarometer.results.outcome import workshop_result
from digibarometer.results.receipt.facts import facts_of
from digibarometer.results.rounds.round_comparison import compare_rounds, previous_round
from digibarometer.results.rounds.round_loader import finished_rounds, load_round
from digibarometer.results.story.overview_page import overview_page
from digibarometer.workshops.snapshot import load_snapshot
from tests.results import rounds_of_a_room

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def lower(role, question, place):
    """Most of the room lies at level 2."""
    return (1, 2, 2, 3)[(place + question.order) % 4]


def higher(role, question, place):
    """Most of the room lies at level 3 in the first area; as before in the others."""
    return lower(role, question, place) + (question.area.order == first_area(question))


def first_area(question):
    return min(area.order for area in question.question_set.areas.all())


def compared(*rounds):
    return compare_rounds(load_round([here.workshop for here in rounds]))


def test_the_rooms_own_levels_are_shown_as_they_are():
    then, now = rounds_of_a_room.held(2021, [2, 3, 2]), rounds_of_a_room.held(2024, [3, 2, 2])
    page = comparison_pages(compared(then, now))[0]
    assert page.finding == "Since 2021 the room puts 1 of 8 areas higher and 1 lower"
    assert [row[-1] for row in page.table.texts()[:3]] == ["+1", "−1", "±0"]
    assert "so they are shown as they are" in " ".join(page.sentences)


def test_what_people_rated_is_said_with_care_and_areas_come_first():
    then, now = rounds_of_a_room.held(2021, [2], lower), rounds_of_a_room.held(2024, [2], higher)
    page = next(page for page in comparison_pages(compared(then, now)) if page.key == "ratings")
    area = now.areas[0].short["en"]
    assert page.finding == f"Probably forward: {area}"
    assert page.rows[0][1] == "probably forward"
    assert {row[1] for row in page.rows[1:]} == {"cannot be told from chance"}
    assert "7 more areas" in page.sentences[0]


def test_nowhere_is_it_said_that_people_stood_still():
    then, now = rounds_of_a_room.held(2021, [2], lower), rounds_of_a_room.held(2024, [2], lower)
    pages = comparison_pages(compared(then, now))
    page = next(page for page in pages if page.key == "ratings")
    assert page.finding == "No area's change can be told from chance"
    assert "does not mean that nothing has happened" in page.sentences[0]
    everything = " ".join(" ".join((one.finding, *one.sentences)) for one in pages).lower()
    assert "stood still" not in everything and "unchanged" not in everything


def test_a_round_without_ratings_is_compared_by_its_levels_alone_and_that_is_said():
    then, now = rounds_of_a_room.held(2021, [2]), rounds_of_a_room.held(2024, [3], lower)
    found = compared(then, now)
    assert "ratings" not in {page.key for page in comparison_pages(found)}
    assert caveats_page(found) == ["2021 has no people's ratings that may be shown, only the room's own levels."]


def test_targets_of_then_stand_beside_the_levels_of_now():
    then = rounds_of_a_room.held(2021, [2], targets={0: 3, 1: 4})
    page = next(one for one in comparison_pages(compared(then, rounds_of_a_room.held(2024, [3]))) if one.key == "aims")
    assert page.finding == "1 of 2 targets from 2021 are reached"
    assert [row[-1] for row in page.rows] == ["Yes", "Not yet"]


def test_a_rooms_make_up_is_mentioned_when_it_has_changed_much():
    then = rounds_of_a_room.held(2021, [2], lower)
    now = rounds_of_a_room.held(2024, [2], lower, mix={"politician": 5, "manager": 5, "official": 30})
    rounds = load_round([then.workshop, now.workshop])
    assert all(one.attendance is None for one in rounds)  # known once a round is closed
    for one, officials in zip(rounds, (20, 30), strict=True):
        object.__setattr__(one, "attendance", {"people": 40, "roles": {"official": officials}})
    said = " ".join(next(page for page in comparison_pages(compare_rounds(rounds)) if page.key == "ratings").sentences)
    assert "50% of the room were officials then, 75% are now" in said


def test_a_new_version_is_matched_by_its_mapping_and_what_is_new_or_gone_is_said():
    then = rounds_of_a_room.held(2021, [2], lower)
    now = rounds_of_a_room.held(2024, [3], lower)
    rounds = load_round([then.workshop, now.workshop])
    old, new = rounds
    gone, dropped = old.keys[0], old.asked[now.areas[0].key][1:]
    object.__setattr__(new, "asked", {**new.asked, now.areas[0].key: dropped})  # as if an agenda had left it out
    found = compare_rounds(rounds)
    assert found.matched.gone[0] == (gone,)
    assert not found.areas[0].is_steady and found.areas[0].levels == (2, 3)  # of what was asked both times
    said = " ".join(caveats_page(found))
    assert "Asked in 2021 but not now" in said and "do not ask for the same" in said
    assert found.areas[1].levels == (2, 3)


def test_another_scale_or_unrelated_questions_are_not_set_beside():
    rounds = load_round([rounds_of_a_room.held(2021, [2]).workshop, rounds_of_a_room.held(2024, [3]).workshop])
    first = rounds[0]
    strange = type(first.question_set)(pk=-1, scale=[{"level": level} for level in range(1, 5)], key="x")
    object.__setattr__(first, "content", type(first.content)(strange, first.content.areas, first.content.questions))
    found = compare_rounds(rounds)
    assert caveats_page(found) == ["2021 had a scale of 4 levels, so its levels cannot be set beside these."]
    assert comparison_pages(found)[0].finding == "These rounds have no levels that can be set beside each other"


def test_six_rounds_take_no_more_queries_than_two_and_keep_their_order():
    held = [rounds_of_a_room.held(year, [2, 3], lower) for year in range(2015, 2021)]
    made = finished_rounds(held[-1].workshop)
    assert [one.pk for one in made] == [one.pk for one in held]
    counts = []
    for rounds in (made[:2], made[:2], made):
        with CaptureQueriesContext(connection) as asked:
            found = compare_rounds(load_round(rounds))
            pages = comparison_pages(found)
        counts.append(len(asked))
    assert counts[1] == counts[2] <= 8
    assert pages[0].columns == ("Area", "2015", "2016", "2017", "2018", "2019", "2020", "Difference")
    assert all("<svg" in page.svg(width) for page in pages[:2] for width in (390, 960))


def test_only_what_was_released_is_read():
    then, now = rounds_of_a_room.held(2021, [2], lower), rounds_of_a_room.held(2024, [3], higher)
    with CaptureQueriesContext(connection) as asked:
        found = compared(then, now)
        comparison_pages(found), caveats_page(found), [area_page(found, area) for area in found.areas]
    said = " ".join(one["sql"] for one in asked)
    assert "results_release" in said
    for private in ("assessment_rating", "workshops_participant", "workshops_attendance", "assessment_opening"):
        assert f'"{private}"' not in said


def test_two_rounds_in_one_year_are_told_apart():
    first, second = rounds_of_a_room.held(2024, [2]), rounds_of_a_room.held(2024, [3], month=11)
    assert [one.name for one in load_round(finished_rounds(second.workshop))] == ["2024-05", "2024-11"]
    assert [one.pk for one in finished_rounds(first.workshop)] == [first.pk, second.pk]


def next_set():
    """The next version: one question reworded, one split in two, two made one, and one new."""
    written = next_version(load_shipped()[0])
    first, second, third, fourth, *rest = written.areas[0].questions
    reworded = structs.replace(first, text={**first.text, "sv": "Vad vill ni med det digitala?"})
    halves = [structs.replace(second, key=f"half-{n}", short={"sv": f"Halva {n}", "en": f"Half {n}"}) for n in (1, 2)]
    new = structs.replace(first, key="brand-new", short={"sv": "Helt ny", "en": "Brand new"})
    joined = structs.replace(third, key="joined", short={"sv": "Ihop", "en": "Joined"})
    area = structs.replace(written.areas[0], questions=[reworded, *halves, joined, *rest])
    other = structs.replace(written.areas[1], questions=[*written.areas[1].questions, new])
    changes = [
        ChangeSchema(kind="split", before=[second.key], after=["half-1", "half-2"]),
        ChangeSchema(kind="merged", before=[third.key, fourth.key], after=["joined"]),
    ]
    areas = [area, other, *written.areas[2:]]
    return save_question_set(structs.replace(written, areas=areas, changes=changes, short_variant=None), None)


def test_questions_of_another_version_are_matched_and_it_is_said_how():
    then = rounds_of_a_room.held(2021, [2], lower)
    now = rounds_of_a_room.held(2024, [3], lower, question_set=next_set())
    found = compared(then, now)
    fits = {one.line.keys: one.line.origins[0].fit for one in found.lines}
    assert fits[("ledning-mal",)] == "reworded" and fits[("half-1", "half-2")] == "split"
    assert fits[("joined",)] == "merged" and fits[("brand-new",)] == "new"
    by_key = {one.line.keys[0]: one for one in found.lines}
    assert by_key["half-1"].levels == (2, 3) and by_key["joined"].levels == (2, 3)
    assert by_key["ledning-mal"].change.word != "too_few"  # one question beside one: people's ratings too
    assert by_key["half-1"].change.word == by_key["joined"].change.word == "too_few"
    assert by_key["brand-new"].levels == (None, 3)
    said = " ".join(caveats_page(found))
    for words in ("Reworded since 2021", "several now", "one now", "Not asked in 2021: Brand new"):
        assert words in said
    assert found.areas[0].is_steady  # nothing in it is new or gone
    assert not found.areas[1].is_steady and found.areas[1].change.word == "too_few"
    assert "Half 1 + Half 2" in {row[0] for row in area_page(found, found.areas[0]).rows}


def somebody_elses(previous=None):
    """Another publisher's set, which happens to call its areas and questions as ours does, in the same words."""
    ours = load_shipped()[0]
    mapped = VersionSchema(key=ours.key, version=ours.version) if previous else None
    written = structs.replace(to_schema(ours), key="lantmateriet", publisher={"sv": "Lantmäteriet"}, previous=mapped)
    return save_question_set(written, None)


@pytest.mark.parametrize("is_mapped", [False, True])
def test_nothing_is_compared_across_question_sets_unless_somebody_has_said_what_became_of_the_questions(is_mapped):
    then = rounds_of_a_room.held(2021, [2], lower, targets={0: 4})
    now = rounds_of_a_room.held(2024, [3], lower, question_set=somebody_elses(previous=is_mapped))
    found = compared(then, now)
    assert {one.line.origins[0].fit for one in found.lines} == {"same" if is_mapped else "unrelated"}
    assert {one.levels[0] for one in found.areas} == {2 if is_mapped else None}
    assert {one.levels[0] for one in found.lines} == {2 if is_mapped else None}
    assert [one.target for one in found.aims] == ([4] if is_mapped else [])
    assert not {one.change.word for one in (*found.areas, *found.lines)} - {"too_few"} or is_mapped
    assert bool(previous_round(load_snapshot(now.pk))) == is_mapped
    on_the_receipt = facts_of(now.workshop).areas
    assert {one.then for one in on_the_receipt} == {2 if is_mapped else None}
    assert [one.aimed for one in on_the_receipt if one.aimed] == ([4] if is_mapped else [])


def half_day(year, level):
    """A round with the short set of questions, where the room agrees on this level for each."""
    snapshot = rounds_of_a_room.held(year, [None])
    snapshot.workshop.is_short = True
    snapshot.workshop.save()
    snapshot.workshop.update_and_bump_version()
    snapshot = load_snapshot(snapshot.pk)
    rounds_of_a_room.agree(snapshot, [level])
    return snapshot


def test_a_half_day_after_a_full_round_says_the_same_of_the_questions_asked_both_times_everywhere():
    then = rounds_of_a_room.held(2024, [4], targets={0: 3, 1: 5})
    now = half_day(2026, 3)
    shared = {one.pk for one in now.questions}
    PlenaryRating.objects.filter(workshop=then.pk, question__in=shared).update(level=2)  # the rest then stood at 4
    found = compared(then, now)
    assert {one.levels for one in found.areas} == {(2, 3)}
    assert comparison_pages(found)[0].finding == "Since 2024 the room puts 8 of 8 areas higher and none lower"
    aims = next(page for page in comparison_pages(found) if page.key == "aims")
    assert aims.finding == "1 of 2 targets from 2024 are reached"
    assert "asked both times" in " ".join(caveats_page(found))

    today = overview_page(workshop_result(now.workshop))
    assert "Since 2024 the room's own level is higher in 8 areas, lower in 0, of 8." in today.sentences
    assert "Only questions that were asked both times are compared." in today.sentences
    assert {row[-1] for row in today.table.texts()} == {"2"}  # the line of 2024 beside today's
    assert {(one.then, one.now) for one in facts_of(now.workshop).areas} == {(2, 3)}


def test_a_full_round_after_a_half_day_draws_no_line_that_is_of_other_questions():
    half_day(2024, 3)
    now = rounds_of_a_room.held(2026, [4])
    shared = {one.key for one in half_day(2020, 3).questions}
    PlenaryRating.objects.filter(workshop=now.pk, question__key__in=shared).update(level=3)
    today = overview_page(workshop_result(now.workshop))
    assert "Since 2024 the room's own level is higher in 0 areas, lower in 0, of 8." in today.sentences
    assert {row[-1] for row in today.table.texts()} == {"–"}
