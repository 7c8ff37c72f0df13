"""Neither numbers, order nor the moment tells who wrote what, or in which group, to somebody who watches the room."""

import re

import pytest

from digibarometer.hosting.models import QuickAnswer, QuickQuestion
from digibarometer.notes.models import Note

WRITERS = ("anna", "cilla", "bo", "anna", "cilla", "bo", "anna", "cilla")


def write(room, step, number, who):
    room.act(who, "notes.write", note=f"w{number}", text=f"Tanke {number}", column="strengths", step=step.pk)


def drawn(room, panel):
    """The panel on the screens that show it, of Anna's workshop."""
    shown = room.every_panel_for_every_audience().items()
    return {html for touch, html in shown if touch.panel == panel and touch.workshop == room.pk}


@pytest.fixture
def swot(room):
    """The SWOT, while everyone writes alone."""
    room.go("swot_alone")
    return room.swot()


def test_a_note_that_comes_to_the_desk_does_not_move_its_groups_number(room, swot):
    """The leader reads each note as it comes, so a number that rises with it would tell whose it is."""
    room.go("swot_groups")
    touched = room.act("cilla", "notes.write", note="w1", text="Bara jag", column="strengths", step=swot.pk)
    assert "notes/leader_unseen_note" in {touch.panel for touch in touched}
    groups = {str(group) for group in room.snapshot.groups.values()}
    (html,) = drawn(room, "notes/leader_wall")
    counted = re.search(r'id="leader_written-\d+-0".*?</div>', html, re.S).group()
    assert not any(group in counted for group in groups)


def test_how_far_each_group_has_come_shows_while_nobody_reads_the_notes(room, swot):
    (html,) = drawn(room, "notes/leader_wall")
    assert str(room.snapshot.groups[room.groups["a"]]) in html


@pytest.mark.parametrize("later", ["swot_groups", "swot_plenary"])
def test_what_is_written_alone_lies_in_an_order_by_chance(room, swot, later):
    for number, who in enumerate(WRITERS * 5):
        write(room, swot, number, who)
    in_time = [f"w{number}" for number in range(len(WRITERS * 5))]
    room.go(later)
    panel = {"swot_groups": "notes/group_wall", "swot_plenary": "notes/room_wall"}[later]
    for html in [html for html in drawn(room, panel) if 'data-note="w1"' in html]:
        shown = [key for key in re.findall(r'data-note="(\w+)"', html) if key in in_time]
        assert shown != sorted(shown, key=in_time.index)
        ids = [int(number) for number in re.findall(r'_note-\d+-(\d+)"[^>]*data-note="w', html)]
        assert ids and ids != sorted(ids)


def test_ones_own_notes_lie_in_the_order_that_one_wrote_them(room, swot):
    for number in range(12):
        write(room, swot, number, "anna")
    html = next(html for html in drawn(room, "notes/my_wall") if "w11" in html)
    shown = re.findall(r'data-note="(w\d+)"', html)
    assert shown == [f"w{number}" for number in range(12)]


def test_what_is_written_together_comes_last(room, swot):
    room.go("swot_plenary")
    for number in range(4):
        write(room, swot, number, "anna")
    (html,) = drawn(room, "notes/room_wall")
    assert re.findall(r'data-note="(w\d)"', html)[-4:] == [f"w{number}" for number in range(4)]


def test_the_number_of_a_note_does_not_grow(room, swot):
    for number in range(20):
        write(room, swot, number, "anna")
    made = list(Note.objects.filter(key__startswith="w").order_by("nth").values_list("pk", flat=True))
    assert made != sorted(made)


def test_the_numbers_of_words_follow_their_text_and_not_who_answered_first(room):
    room.act("eva", "hosting.close_ask", ask=room.ask)
    room.act("eva", "hosting.ask", key="words", kind="words", text="Ett ord?", choices="")
    asked = QuickQuestion.objects.get(key="words")
    for name, word in (("anna", "Öppet"), ("bo", "Bra"), ("cilla", "Dyrt"), ("gun", "Ask"), ("hans", "Nytt")):
        QuickAnswer.objects.create(workshop_id=room.pk, ask=asked, participant_id=room.people[name], text=word)
    room.act("eva", "hosting.close_ask", ask=asked.pk)
    said = list(QuickAnswer.objects.filter(ask=asked).order_by("pk").values_list("text", "participant"))
    assert said == [(word, None) for word in ("Ask", "Bra", "Dyrt", "Nytt", "Öppet")]
