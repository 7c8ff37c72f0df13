"""What somebody said for themselves is read only where they said it: no link, no table and no leader shows it."""

import re

import pytest
from django.test import Client

from digibarometer.exercises.activities.models import EffectEffortVote
from digibarometer.exercises.assessment.models import OwnReason, Rating
from digibarometer.hosting.models import QuickAnswer
from digibarometer.live.actions import ActionRefused
from digibarometer.live.rendering import PanelRenderer
from digibarometer.notes.models import Note, Vote
from digibarometer.workshops.attendance import merge_seats
from digibarometer.workshops.models import Group, Participant, SeatTransfer
from digibarometer.workshops.seats import COOKIE, find_seat
from digibarometer.workshops.snapshot import drop_snapshots
from tests.laws.pages import client_of, drawn_at_once
from tests.people import Viewer, move_to_new_phone

SECRET = "ett hemligt skäl"


@pytest.fixture
def anna(room):
    """Anna has rated the first questions, and written why, on her phone."""
    room.go("alone")
    for question in room.questions:
        room.act("anna", "assessment.rate", question=question, level=5)
    room.act("anna", "assessment.write_own_reason", question=room.questions[0], reason=SECRET)
    return Participant.objects.get(pk=room.people["anna"])


def shown_to(room, sitting):
    return PanelRenderer(room.registry).screen(sitting, "sv")[0]


def levels(html):
    """Question → level, as a screen marks them; "elsewhere" where it only says that there is an answer."""
    found = re.findall(r'data-chosen="assessment.rate" data-question="(\d+)" value="([^"]*)"', html)
    return {int(question): value for question, value in found if value}


def phone(room, cookie):
    return find_seat("phone", room.pk, {COOKIE: cookie})


def is_hidden(room, html):
    return SECRET not in html and set(levels(html).values()) <= {"elsewhere"}


def test_the_phone_itself_shows_them(room, anna):
    html = shown_to(room, room.seat("anna"))
    assert levels(html) == dict.fromkeys(room.questions, "5")
    assert SECRET in html


def test_a_link_that_a_leader_makes_brings_the_seat_and_not_the_answers(room, anna):
    new = phone(room, move_to_new_phone(anna, by=room.users["eva"]))
    html = shown_to(room, new)
    assert is_hidden(room, html)
    assert levels(html) == dict.fromkeys(room.questions, "elsewhere"), "it says that they are answered"
    assert "inte på den här skärmen" in html
    assert Rating.objects.filter(participant=anna, level=5).count() == len(room.questions), "and they count"


def test_who_answers_again_on_the_new_phone_reads_that(room, anna):
    new = phone(room, move_to_new_phone(anna, by=room.users["eva"]))
    room.apply(new, room.frame("anna", "assessment.rate", question=room.questions[0], level=2))
    assert levels(shown_to(room, new))[room.questions[0]] == "2"
    assert Rating.objects.get(participant=anna, question=room.questions[0]).level == 2


def test_a_link_works_once(room, anna):
    transfer = SeatTransfer.objects.create(workshop_id=room.pk, participant=anna, started_by=room.users["eva"])
    path = f"/w/{room.pk}/back/{transfer.pk}/{transfer.secret}/"
    with drawn_at_once():
        assert Client().get(path).status_code == 200
        assert Client().post(path).status_code == 302
        assert Client().post(path).status_code == 404
        assert Client().get(path).status_code == 404


def test_no_page_of_a_leader_holds_what_opens_a_seat(room, anna):
    with drawn_at_once():
        page = client_of(room, "eva").get(f"/w/{room.pk}/people/{anna.pk}/").content.decode()
    assert "/back/" not in page
    assert anna.secret_hash not in page


def test_the_old_phone_lets_a_new_one_have_everything(room, anna):
    with drawn_at_once():
        old, new, other = client_of(room, "anna"), Client(), Client()
        move = f"/w/{room.pk}/move/"
        old.post(f"{move}start/")
        assert "<svg" in old.get(move).content.decode()
        transfer = SeatTransfer.objects.get(participant=anna)
        path = f"/w/{room.pk}/back/{transfer.pk}/{transfer.secret}/"
        new.post(path)
        number = str(SeatTransfer.objects.get().number)
        assert number in new.get(path).content.decode()
        assert number in old.get(move).content.decode()
        assert other.get(path).status_code == 404, "whoever else has seen the code gets nothing"
        assert new.post(path).status_code == 404, "not before the old one has said yes"
        assert COOKIE not in new.cookies


def test_the_old_phone_says_yes(room, anna):
    with drawn_at_once():
        old, new = client_of(room, "anna"), Client()
        old.post(f"/w/{room.pk}/move/start/")
        transfer = SeatTransfer.objects.get(participant=anna)
        path = f"/w/{room.pk}/back/{transfer.pk}/{transfer.secret}/"
        new.post(path)
        old.post(f"/w/{room.pk}/move/allow/")
        cookie = new.post(path).cookies[COOKIE].value
    html = shown_to(room, phone(room, cookie))
    assert levels(html) == dict.fromkeys(room.questions, "5")
    assert SECRET in html


def test_a_table_asks_the_phone_first_and_shows_nothing_of_it(room, anna):
    room.act("table", "room.hand_over", to=None)
    room.act("table", "room.hand_over", to=anna.pk)
    assert room.seat("table").viewer is None, "a neighbour who taps a name has nothing"
    assert "room.lend" in shown_to(room, room.seat("anna"))
    room.act("anna", "room.lend", group=room.groups["a"], lend=True)
    table = room.seat("table")
    assert table.person == anna.pk
    assert is_hidden(room, shown_to(room, table))
    assert levels(shown_to(room, room.seat("anna")))[room.questions[0]] == "5", "the phone goes on showing its own"


def test_what_is_said_at_a_table_is_not_read_there_by_the_next(room):
    room.go("alone")
    for _ in range(2):  # blanked, and handed to Gun, who has no phone
        room.act("table", "room.hand_over", to=None)
        room.act("table", "room.hand_over", to=room.people["gun"])
        assert set(levels(shown_to(room, room.seat("table"))).values()) <= {"elsewhere"}
        room.act("table", "assessment.rate", question=room.questions[0], level=4)
        assert levels(shown_to(room, room.seat("table")))[room.questions[0]] == "4"


def test_a_table_is_nobodys_when_the_room_goes_on(room):
    room.go("alone")
    assert room.seat("table").viewer
    room.act("eva", "room.move_to", to=room.phase("groups").pk)
    assert room.seat("table").viewer is None


def test_merging_two_seats_shows_neither_the_others_answers(room, anna):
    spy = Participant.objects.get(pk=room.people["hans"])
    merge_seats(room.snapshot, spy, anna)
    drop_snapshots(None)
    html = shown_to(room, room.seat("hans"))
    assert SECRET not in html
    assert "5" not in levels(html).values()
    assert Rating.objects.filter(participant=spy, level=5).exists(), "but they count"


def test_a_card_that_a_leader_keys_in_takes_their_place_and_the_phone_says_so(room, anna):
    area = room.snapshot.areas[0].pk
    with drawn_at_once():
        page = client_of(room, "eva").get(f"/w/{room.pk}/paper/card/{anna.pk}/{area}/").content.decode()
        assert 'value="5"' not in page, "it does not show what it would replace"
        said = {f"level-{question}": "1" for question in room.questions}
        client_of(room, "eva").post(f"/w/{room.pk}/paper/card/{anna.pk}/{area}/", said)
    kept = set(Rating.objects.filter(participant=anna).values_list("level", "sitting"))
    assert kept == {(1, None)}
    assert set(levels(shown_to(room, room.seat("anna"))).values()) == {"elsewhere"}


def test_what_was_written_elsewhere_is_not_shared_from_here(room, anna):
    new = phone(room, move_to_new_phone(anna, by=room.users["eva"]))
    share = room.frame("anna", "assessment.share_own_reason", question=room.questions[0], shared=True)
    with pytest.raises(ActionRefused):
        room.apply(new, share)
    assert not OwnReason.objects.get(participant=anna).is_shared


def test_own_notes_votes_weights_and_answers_are_hidden_too(room):
    """Anna has written, voted, weighed and answered; a leader's link shows none of it as hers."""
    anna = Participant.objects.get(pk=room.people["anna"])
    room.go("swot_vote")
    room.act("anna", "notes.vote", step=room.snapshot.step.pk, on=f"theme:{room.theme}", dots=1)
    room.act("anna", "hosting.answer", ask=room.ask, value=4)
    new = phone(room, move_to_new_phone(anna, by=room.users["eva"]))
    html = shown_to(room, new)
    assert 'data-chosen="notes.vote"' in html and not re.search(r'data-chosen="notes.vote"[^>]*value="[1-9]', html)
    assert 'id="option-4" name="value" value="4" aria-pressed="true"' not in html
    for where, hidden in (
        ("swot_alone", "säger anna"),
        ("horizon_alone", "En drönare"),
        ("activities_propose", "säger anna"),
    ):
        room.go(where)
        new = phone(room, f"{anna.pk}.") or room.registry.refresh_seat(new, -1)
        assert hidden not in shown_to(room, new), where
    room.go("activities_weigh")
    assert (
        re.findall(r'data-chosen="activities.weigh"[^>]*value="\d', shown_to(room, room.registry.refresh_seat(new, -1)))
        == []
    )
    for model in (Note, Vote, EffectEffortVote, QuickAnswer):
        assert model.objects.exists()


def test_nothing_that_ties_answers_to_a_sitting_outlives_the_workshop(room, anna):
    from digibarometer.results.closing import close

    room.go("ended")
    close(room.snapshot.workshop, room.users["eva"], "Nämnden", "KS 1", "KS 2")
    for model in (Rating, OwnReason, Note, Vote, EffectEffortVote, QuickAnswer):
        assert not model.objects.filter(workshop=room.pk).exclude(sitting=None).exists(), model
    assert not SeatTransfer.objects.filter(workshop=room.pk).exists()
    assert not Group.objects.filter(workshop=room.pk).exclude(held_sitting=None).exists()


def test_an_answer_is_drawn_for_one_sitting(room, anna):
    """Two screens of one person get drawings of their own, whoever draws first."""
    drawer = PanelRenderer(room.registry)
    touch = next(
        touch for touch in room.registry.screen_panels(room.seat("anna")) if touch.panel == "assessment/my_ratings"
    )
    assert "elsewhere" in drawer.html(touch, "sv", Viewer(anna.pk, 1))
    assert "elsewhere" not in drawer.html(touch, "sv", room.seat("anna").viewer)
