"""Questions wait in the parking lot, decisions are written down, and both follow along to the result."""

import pytest

from digibarometer.hosting.connectivity_panel import desk_board, desk_contact
from digibarometer.hosting.models import ParkedQuestion
from digibarometer.live import api
from digibarometer.live.actions import ActionRefused
from digibarometer.live.rendering import PanelRenderer
from digibarometer.reports.sections import exercise_sections
from digibarometer.workshops.extension_points import components


@pytest.fixture
def room(room):
    room.go("alone")
    return room


def seen_by(room, name):
    return PanelRenderer(room.registry).screen(room.seat(name), "sv")[0]


def test_people_park_questions_only_while_the_leader_lets_them(room):
    room.act("anna", "hosting.park", parked="q1", text="Vem äger kartan?")
    assert "Vem äger kartan?" in seen_by(room, "eva")
    assert "Vem äger kartan?" not in seen_by(room, "bo")
    room.act("eva", "hosting.open_parking", opened=False)
    assert "Parkera en fråga" not in seen_by(room, "anna")
    with pytest.raises(ActionRefused):
        room.act("anna", "hosting.park", parked="q2", text="Och vem betalar?")


def test_nobody_rewrites_another_persons_question(room):
    room.act("anna", "hosting.park", parked="q1", text="Vem äger kartan?")
    with pytest.raises(ActionRefused):
        room.act("bo", "hosting.park", parked="q1", text="Något annat")


def test_one_phone_cannot_fill_the_parking_lot(room):
    for number in range(10):
        room.act("anna", "hosting.park", parked=f"q{number}", text="Varför?")
    with pytest.raises(ActionRefused):
        room.act("anna", "hosting.park", parked="one too many", text="Varför?")
    room.act("bo", "hosting.park", parked="another", text="Varför då?")


def test_parked_questions_show_on_the_projector_when_the_leader_wants(room):
    assert "Vem bestämmer?" not in seen_by(room, "board")
    room.act("eva", "hosting.show_instead", what="parking")
    assert "Vem bestämmer?" in seen_by(room, "board")
    room.act("eva", "hosting.set_parked", parked="parked-bo", state="away")
    assert "Vem bestämmer?" not in seen_by(room, "board")
    room.act("eva", "hosting.set_parked", parked="parked-bo", state="waits")
    room.act("eva", "hosting.show_instead", what="")
    assert "Vem bestämmer?" not in seen_by(room, "board")


def test_decisions_and_questions_follow_along_to_the_result(room):
    room.act("eva", "hosting.decide", decision="d1", text="Vi börjar med kartan")
    room.act("eva", "hosting.decide", decision="d2", text="Ångras")
    room.act("eva", "hosting.decide", decision="d2", text="")
    told = {section.key: section for section in exercise_sections(room.snapshot.workshop)}
    assert told["decisions"].figures == {"decisions": ["Vi börjar med kartan"]}
    assert told["parked_questions"].figures == {"waiting": ["Vem bestämmer?"], "answered": []}


def test_who_parked_a_question_is_gone_when_the_workshop_is_closed(room):
    room.act("anna", "hosting.park", parked="q1", text="Vem äger kartan?")
    for part in components():
        part.on_workshop_closed(room.pk)
    assert set(ParkedQuestion.objects.values_list("writer", flat=True)) == {""}


def test_lost_contact_is_told_by_group_and_count_and_by_nobodys_name(room, monkeypatch):
    lost = {f"p{room.people[name]}": 1_000_000.0 for name in ("anna", "bo", "cilla")}
    monkeypatch.setattr(api, "disconnected_seats", lambda workshop: {**lost, f"t{room.groups['a']}": 1_000_000.0})
    monkeypatch.setattr(api, "connected_seats", lambda workshop: {"l1"})
    told = desk_contact.draw(room.snapshot)
    assert sorted(row["number"] for row in told["phones"]) == [1, 2]
    assert not desk_board.draw(room.snapshot)["is_there"]
    html = seen_by(room, "eva").split('id="desk_contact"')[1].split("</section>")[0]
    assert "2 telefoner saknar kontakt" in html
    assert "Bordsskärmen för Grupp 1" in html
    assert "Anna" not in html
