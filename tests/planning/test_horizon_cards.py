"""Horizon cards outside the workshop: found, read, written by a municipality, and chosen before the day."""

import io
import json
import zipfile
from datetime import date

import pytest

from digibarometer.exercises.horizon.models import Signal
from digibarometer.planning.data_export import export_zip
from digibarometer.questions.models import Card
from tests.laws.pages import client_of, drawn_at_once, own_card


@pytest.fixture
def room(room):
    with drawn_at_once():
        yield room


WRITTEN = {
    "title_sv": "Grannen öppnar sina planer",
    "what_happens_sv": "Grannkommunen visar alla planer i 3D.",
    "kind": "technology",
    "horizon": "0",
    "source": "Vi såg det själva",
    "as_of": "2026",
    "review_by": "2027-01-01",
}


def test_a_card_is_found_by_its_words_its_kind_and_by_having_passed_its_date(room):
    card = own_card(room.snapshot.workshop)
    eva = client_of(room, "eva")
    assert "Ett eget kort" in eva.get("/cards/?q=EGET kort").content.decode()
    assert "Ett eget kort" not in eva.get("/cards/?q=eget&kind=economy").content.decode()
    assert "Ett eget kort" not in eva.get("/cards/?q=eget&old=1").content.decode()
    Card.objects.filter(pk=card.pk).update(review_by=date(2020, 1, 1))
    assert "Ett eget kort" in eva.get("/cards/?q=eget&old=1").content.decode()


def test_swedish_is_needed_and_english_is_not(room):
    eva = client_of(room, "eva")
    assert eva.post("/cards/new/", {**WRITTEN, "title_sv": ""}).status_code == 200
    assert eva.post("/cards/new/", {**WRITTEN, "review_by": ""}).status_code == 200
    assert eva.post("/cards/new/", {**WRITTEN, "url": "http://example.se"}).status_code == 200
    assert eva.post("/cards/new/", {**WRITTEN, "url": "https://lantmateriet.se@evil.example/"}).status_code == 200
    assert not Card.objects.filter(title__sv="Grannen öppnar sina planer").exists()
    assert eva.post("/cards/new/", WRITTEN).status_code == 302
    card = Card.objects.get(title__sv="Grannen öppnar sina planer")
    assert card.municipality_id == room.snapshot.workshop.municipality_id
    assert card.title == {"sv": "Grannen öppnar sina planer"}


def test_what_ships_cannot_be_changed_and_others_cards_are_not_there(room):
    shipped = Card.objects.filter(municipality=None).first()
    eva, frans = client_of(room, "eva"), client_of(room, "frans")
    assert eva.get(f"/cards/{shipped.pk}/").status_code == 200
    assert eva.post(f"/cards/{shipped.pk}/edit/", WRITTEN).status_code == 404
    assert eva.post(f"/cards/{shipped.pk}/retire/").status_code == 404
    own = own_card(room.snapshot.workshop)
    assert frans.get(f"/cards/{own.pk}/").status_code == 404
    assert frans.post(f"/cards/{own.pk}/retire/").status_code == 404


def test_a_card_that_a_workshop_has_looked_at_stays_there_as_it_was(room):
    step = room.snapshot.workshop.steps.filter(kind="horizon").first()
    card, eva = own_card(room.snapshot.workshop), client_of(room, "eva")
    Signal.objects.create(workshop=room.snapshot.workshop, step=step, key="card-x", card=card)
    assert eva.post(f"/cards/{card.pk}/edit/", WRITTEN).status_code == 302
    card.refresh_from_db()
    assert card.title == {"sv": "Ett eget kort"}
    assert card.retired_at
    assert Card.objects.get(title__sv="Grannen öppnar sina planer").retired_at is None


def test_cards_are_chosen_before_the_day(room):
    step = room.snapshot.workshop.steps.filter(kind="horizon").first()
    card, eva = own_card(room.snapshot.workshop), client_of(room, "eva")
    path = f"/w/{room.pk}/cards/"
    for chosen, count in (("true", 1), ("true", 1), ("false", 0)):
        said = {"step": step.pk, "card": card.pk, "chosen": chosen}
        assert eva.post(path, said).status_code == 302
        assert Signal.objects.filter(step=step, card=card, removed_at=None).count() == count
    assert eva.post(path, {"step": step.pk, "card": "x", "chosen": "true"}).status_code == 404


def test_cards_of_ones_own_and_those_that_workshops_look_at_are_taken_out(room):
    own_card(room.snapshot.workshop)
    file = zipfile.ZipFile(io.BytesIO(export_zip(room.snapshot.workshop.municipality)))
    told = {card["key"]: card for card in json.loads(file.read("questions.card.json"))}
    assert "kartlagen" in told and "planlagen" not in told  # the one that is looked at, not the whole library
    assert any(card["title"]["sv"] == "Ett eget kort" for card in told.values())
