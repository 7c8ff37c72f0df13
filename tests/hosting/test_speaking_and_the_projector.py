"""What a leader says reaches whom it is for, what groups want reaches the leader, and the projector obeys."""

import pytest

from digibarometer.hosting.models import Hand
from digibarometer.hosting.projector import display
from digibarometer.live.actions import ActionRefused
from digibarometer.live.rendering import PanelRenderer


def seen_by(room, name):
    return PanelRenderer(room.registry).screen(room.seat(name), "sv")[0]


def test_a_message_to_one_group_is_seen_by_it_and_nobody_else(room):
    room.go("groups")
    room.act("eva", "hosting.tell", group=room.groups["a"], text="Byt  fråga nu")
    assert "Byt fråga nu" in seen_by(room, "anna")
    assert "Byt fråga nu" in seen_by(room, "table")
    assert "Byt fråga nu" not in seen_by(room, "cilla")
    assert "Byt fråga nu" not in seen_by(room, "board")


def test_it_goes_when_someone_of_the_group_has_read_it_and_the_leader_sees_that(room):
    room.go("groups")
    assert "5 minuter kvar" in seen_by(room, "anna")
    room.act("bo", "hosting.confirm", message=room.message("a"))
    assert "5 minuter kvar" not in seen_by(room, "anna")
    assert "läst" in seen_by(room, "eva")
    with pytest.raises(ActionRefused):
        room.act("cilla", "hosting.confirm", message=room.message("a"))


def test_it_goes_with_the_phase(room):
    room.go("alone")
    room.act("eva", "hosting.tell", text="Var tysta", where="both")
    assert "Var tysta" in seen_by(room, "anna")
    assert "Var tysta" in seen_by(room, "board")
    room.go("groups")
    assert "Var tysta" not in seen_by(room, "anna")
    assert "Var tysta" not in seen_by(room, "board")


def test_what_was_meant_for_the_phase_before_is_refused(room):
    room.go("groups")
    with pytest.raises(ActionRefused):
        room.act("eva", "hosting.tell", text="Sent", phase=room.phase("alone").pk)


def test_a_raised_hand_is_seen_on_the_desk_and_the_answer_by_the_group(room):
    room.go("groups")
    room.act("anna", "hosting.raise_hand", what="help")
    assert "behöver hjälp" in seen_by(room, "eva")
    room.act("eva", "hosting.see_hand", group=room.groups["a"], seen=True)
    assert "Ledaren har sett det" in seen_by(room, "bo")
    room.act("bo", "hosting.raise_hand", what="done")
    assert Hand.objects.get(group=room.groups["a"]).seen_at is None, "another wish is unseen anew"


def test_a_dark_projector_shows_nothing_of_the_room(room):
    room.go("alone")
    room.act("eva", "hosting.pause_projector", paused=True)
    assert "Projektorn är pausad" in seen_by(room, "board")
    assert "board_top" not in seen_by(room, "board")
    room.act("eva", "hosting.pause_projector", paused=False)
    assert "board_top" in seen_by(room, "board")


def test_a_still_projector_shows_what_it_showed_while_the_room_moves_on(room):
    room.go("welcome")
    room.act("eva", "hosting.freeze_projector", frozen=True)
    room.go("alone")
    still = seen_by(room, "board")
    assert 'id="board_join"' in still
    assert "data-until" not in still
    room.act("eva", "hosting.freeze_projector", frozen=False)
    assert 'id="board_join"' not in seen_by(room, "board")


def test_a_hidden_panel_stays_hidden_until_it_is_shown(room):
    room.go("break")
    room.act("eva", "hosting.hide_panel", panel="workshops/board_corner", hidden=True)
    assert 'id="board_corner"' not in seen_by(room, "board")
    room.act("eva", "hosting.hide_panel", panel="workshops/board_corner", hidden=False)
    assert 'id="board_corner"' in seen_by(room, "board")
    with pytest.raises(ActionRefused):
        room.act("eva", "hosting.hide_panel", panel="workshops/board_nothing", hidden=True)


def test_the_names_are_those_of_panels_that_there_are(room):
    assert {room.registry.panels[key].kind for key in display.titles()} == {"board"}
    assert str(display.titles()["followup/board_followup"]) == "Förra planen"
