"""The receipt: it leads with what the room said, claims no more than can be carried, and can be changed."""

import itertools

import pytest
from django.utils import translation

from digibarometer.accounts.models import User
from digibarometer.exercises.activities.models import Activity
from digibarometer.results.followup.models import FollowUp, FollowUpStatus
from digibarometer.results.followup.queries import followup_section
from digibarometer.results.outcome import workshop_result
from digibarometer.results.receipt import text
from digibarometer.results.receipt.facts import ActivityFact, AreaFact, Facts
from digibarometer.results.receipt.models import ReceiptEdit
from digibarometer.results.receipt.text import receipt_finding, write_receipt
from digibarometer.results.story import build_pages
from digibarometer.results.story.receipt_page import board_sentences
from tests.results import rounds_of_a_room

NEVER = ("stood still", "unchanged", "proves", "because of", "thanks to", "led to", "caused", "significant")
NEVER_SV = ("stod still", "oförändrad", "bevisar", "tack vare", "ledde till", "på grund av", "signifikant")
SITUATIONS = [  # then, now, target then, ratings, next target
    (2.0, 3.0, 3, "forward", 4),
    (2.0, 3.0, None, "unclear", None),
    (3.0, 2.0, 3, "back", 3),
    (3.0, 2.0, 4, "forward", 2),
    (2.5, 2.5, 2, "unclear", 3),
    (None, 2.5, None, "too_few", 3),
    (2.5, None, 3, "too_few", None),
    (None, None, None, "too_few", None),
]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def facts(*situations, activities=(), year=None):
    areas = [AreaFact(f"Area {place}", *each) for place, each in enumerate(situations, start=1)]
    return Facts("2021", "2024", areas, activities, year)


def said(of):
    return {part.key: " ".join(part.sentences) for part in write_receipt(of)}


@pytest.mark.parametrize("situations", [*itertools.combinations(SITUATIONS, 1), *itertools.combinations(SITUATIONS, 2)])
def test_whatever_has_happened_the_receipt_never_claims_too_much(situations):
    activities = [ActivityFact("Draw the map", became, "Goals") for became in FollowUpStatus]
    of = facts(*situations, activities=activities)
    for language, never in (("en", NEVER), ("sv", NEVER_SV)):
        with translation.override(language):
            everything = " ".join(
                (
                    receipt_finding(of),
                    *board_sentences(of),
                    *(one for part in write_receipt(of) for one in part.sentences),
                )
            )
            assert not [word for word in never if word in everything.lower()]
            assert (
                "None" not in everything.replace("None of the", "")
                and "%(" not in everything
                and "  " not in everything
            )
    for area, (_then, _now, _aimed, ratings, _next) in zip(of.areas, situations, strict=True):
        rated = said(of).get("ratings", "")
        if ratings == "unclear":
            assert f"{area.name}: the difference from 2021 cannot be told from chance" in rated
        if ratings in ("forward", "back"):
            assert f"{area.name}: people's ratings probably lie" in rated


def test_it_leads_with_what_the_room_itself_said():
    of = facts((2.0, 3.0, 3, "unclear", 4), (3.0, 2.6, 4, "forward", 3), year=2027)
    parts = write_receipt(of)
    assert [part.key for part in parts] == ["stated", "ratings", "remains"]
    assert receipt_finding(of) == "1 of 2 areas higher than in 2021, 1 lower"
    assert parts[0].sentences[1:] == (
        "Higher: Area 1 (+1).",
        "Lower: Area 2 (−0.4).",
        "1 of 2 targets from 2021 are reached: Area 1.",
    )
    assert parts[-1].sentences[0] == "Levels left to the targets for 2027: Area 1 (1) and Area 2 (0.4)."


def test_an_activity_was_meant_to_move_something_and_the_room_says_what_came_of_it():
    activity = ActivityFact("Draw the map.", FollowUpStatus.DONE, "Goals", "We use it every day")
    told = said(facts((2.0, 3.0, None, "unclear", None), activities=[activity]))["done"]
    assert "Of the last plan's 1 activity 1 is done." in told
    assert "Done: Draw the map. It was meant to move “Goals”. The room says: “We use it every day”" in told


def test_what_is_not_done_is_not_forgotten():
    activities = [ActivityFact("One", FollowUpStatus.GOING), ActivityFact("Two", FollowUpStatus.NOT_DONE)]
    told = said(facts((2.0, 3.0, None, "unclear", None), activities=activities))["remains"]
    assert "Under way from the last plan: One." in told and "Not done from the last plan: Two." in told
    assert "No new targets have been set yet." in told


def test_on_the_board_it_is_short_enough():
    activities = [ActivityFact("One", FollowUpStatus.DONE)]
    everything = facts(*SITUATIONS, *SITUATIONS, activities=activities, year=2027)
    assert len(board_sentences(everything)) <= 7


# A workshop with a round before it ──────────────────────────────────────────────


@pytest.fixture
def second(db):
    """A second round, a plan after the first, and what the room says of one of its activities."""
    then = rounds_of_a_room.held(2021, [2, 3, 2], targets={0: 3})
    for number, name in enumerate(("Draw the map", "Ask the neighbours"), start=1):
        Activity.objects.create(
            workshop=then.workshop, number=number, source=f"said:{number}", name=name, chosen_at=then.workshop.ended_at
        )
    now = rounds_of_a_room.held(2024, [3, 2, 2], is_over=False)
    activity = Activity.objects.get(name="Draw the map")
    FollowUp.objects.create(
        workshop=now.workshop, activity=activity, became=FollowUpStatus.DONE, led_to="Fewer questions"
    )
    return now


def test_the_receipt_is_the_storys_last_page(second):
    page = build_pages(workshop_result(second.workshop))[-1]
    assert page.key == "receipt"
    assert page.finding == "1 of 8 areas higher than in 2021, 1 lower"
    assert page.table.texts()[0][1:] == ("2", "3", "3", "–")


def test_without_a_round_before_there_is_no_receipt(db):
    only = rounds_of_a_room.held(2024, [3])
    assert text.current_receipt(only.workshop) is None
    assert "receipt" not in {page.key for page in build_pages(workshop_result(only.workshop))}


def test_what_the_room_said_of_the_plan_goes_before_what_the_owner_said(second):
    Activity.objects.filter(name="Draw the map").update(status="stopped")
    told = {part.key: " ".join(part.paragraphs) for part in text.current_receipt(second.workshop)[1]}
    assert "Done: Draw the map. The room says: “Fewer questions”" in told["done"]
    assert "Not done from the last plan: Ask the neighbours." in told["remains"]


def test_a_leader_changes_the_words_and_can_go_back(second):
    eva = User.objects.create_user("eva@example.se", name="Eva")
    written = text.current_receipt(second.workshop)[1][0]
    text.save_edit(second.workshop, "stated", "We moved.\n\nTogether.", eva.pk)
    part = text.current_receipt(second.workshop)[1][0]
    assert part.paragraphs == ("We moved.", "Together.") and part.by == "Eva" and part.written == written.paragraphs
    assert build_pages(workshop_result(second.workshop))[-1].sentences[:2] == ("We moved.", "Together.")
    with translation.override("sv"):
        assert not text.current_receipt(second.workshop)[1][0].is_changed  # in the other language it is as written
    text.save_edit(second.workshop, "stated", "", eva.pk)
    assert text.current_receipt(second.workshop)[1][0].paragraphs == written.paragraphs
    assert ReceiptEdit.objects.count() == 2  # nothing is lost by going back


def test_saving_it_as_it_stands_changes_nothing(second):
    part = text.current_receipt(second.workshop)[1][0]
    text.save_edit(second.workshop, part.key, part.text, None)
    text.save_edit(second.workshop, part.key, "", None)
    assert not ReceiptEdit.objects.exists()
    with pytest.raises(KeyError):
        text.save_edit(second.workshop, "nonsense", "Something", None)


def test_what_the_room_said_of_the_plan_stands_in_the_report_too(second):
    (section,) = followup_section(second.workshop)
    assert section.lists[0].title == "Done" and "The room says: “Fewer questions”" in section.lists[0].items[0]
    assert section.figures["activities"] == [{"name": "Draw the map", "became": "done", "led_to": "Fewer questions"}]
    FollowUp.objects.all().delete()
    assert followup_section(second.workshop) == []
