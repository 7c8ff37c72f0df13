"""The network went down, the groups went on with paper, and somebody keys it in afterwards."""

import pytest

from digibarometer.exercises.assessment.models import GroupRating, Rating
from digibarometer.live.rendering import PanelRenderer
from digibarometer.notes.models import Note
from digibarometer.workshops.models import Attendance, Participant
from digibarometer.workshops.snapshot import drop_snapshots
from tests.laws.pages import client_of, drawn_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(room):
    room.go("groups")
    with drawn_at_once():
        yield room


@pytest.fixture
def area(room):
    return room.snapshot.areas[0]


def sheet(room, area, group="a"):
    return f"/w/{room.pk}/paper/{room.groups[group]}/{area.pk}/"


def shown(room, name):
    """What stands on someone's screen."""
    drop_snapshots(None)
    return PanelRenderer(room.registry).screen(room.seat(name), "sv")[0]


def typed(room, area, **levels):
    """What is typed into the form: everything else is left as it stands."""
    questions = room.snapshot.questions_of(area.pk)
    return {f"{name.split('_')[0]}-{questions[int(name.split('_')[1])].pk}": said for name, said in levels.items()}


def level_of(room, area, place, group="a"):
    question = room.snapshot.questions_of(area.pk)[place]
    return GroupRating.objects.filter(group=room.groups[group], question=question).first()


@pytest.mark.parametrize("who", ["anna", "table", "eva"])
def test_a_groups_phone_its_table_and_the_leader_key_in_its_levels(room, area, who):
    answer = client_of(room, who).post(
        sheet(room, area),
        typed(room, area, level_1="4", reason_1="Vi har exempel", level_2="-", minority_2="En såg en tvåa"),
    )
    assert answer.status_code == 302
    second, third = level_of(room, area, 1), level_of(room, area, 2)
    assert (second.level, second.reason) == (4, "Vi har exempel") and second.from_paper_at
    assert (third.level, third.minority) == (None, "En såg en tvåa")
    assert second.entered_by == (room.users["eva"] if who == "eva" else None)


def test_a_level_from_paper_is_marked_until_the_group_sets_it_on_a_screen(room, area):
    client_of(room, "eva").post(sheet(room, area), typed(room, area, level_1="4"))
    question = room.snapshot.questions_of(area.pk)[1].pk
    assert "Inskrivet från papper." in shown(room, "anna") and "Inskrivet från papper." in shown(room, "bo")
    room.act("anna", "assessment.set_group_level", question=question, level=3)
    assert level_of(room, area, 1).from_paper_at is None


def test_leader_and_board_show_in_plenary_which_levels_come_from_paper(room, area):
    client_of(room, "eva").post(sheet(room, area), typed(room, area, level_1="4"))
    room.go("plenary")
    assert "från papper" in shown(room, "eva") and "från papper" in shown(room, "board")


def test_the_result_page_says_which_levels_come_from_paper(room, area):
    client_of(room, "eva").post(sheet(room, area), typed(room, area, level_1="4", reason_1="Vi har exempel"))
    room.act("eva", "room.move_to", to=room.phase("plenary").pk)
    drop_snapshots(None)
    html = client_of(room, "eva").get(f"/w/{room.pk}/result/").content.decode()
    assert html.count("4, från papper") == 2, "in the table of the groups' levels, and beside why"


def test_what_is_left_empty_changes_nothing(room, area):
    before = level_of(room, area, 0)
    client_of(room, "eva").post(sheet(room, area), typed(room, area, level_1="2"))
    after = level_of(room, area, 0)
    assert (after.level, after.at, after.from_paper_at) == (before.level, before.at, None)


def test_once_the_area_is_opened_to_everyone_it_is_refused_with_words_and_what_was_typed_stands_there(room, area):
    room.go("plenary")
    answer = client_of(room, "anna").post(
        sheet(room, area), typed(room, area, level_1="5", reason_1="Skrevs på papper")
    )
    html = answer.content.decode()
    assert "Området har öppnats för alla" in html and "står kvar" in html
    assert 'value="5"' in html and "Skrevs på papper" in html
    assert level_of(room, area, 1) is None


def test_a_level_that_is_not_on_the_scale_says_what_to_type(room, area):
    html = client_of(room, "eva").post(sheet(room, area), typed(room, area, level_1="7", level_2="3")).content.decode()
    assert "Skriv en nivå från 1 till 5" in html and level_of(room, area, 2) is None


def test_a_group_keys_in_for_no_other_group_and_a_stranger_for_none(room, area):
    assert client_of(room, "anna").post(sheet(room, area, "b"), typed(room, area, level_1="4")).status_code == 404
    assert client_of(room, "table").get(sheet(room, area, "b")).status_code == 404
    for who in ("anonymous", "greta", "frans"):
        assert client_of(room, who).post(sheet(room, area), typed(room, area, level_1="4")).status_code == 404
    person = room.people["anna"]
    assert client_of(room, "anna").get(f"/w/{room.pk}/paper/card/{person}/{area.pk}/").status_code == 404
    assert level_of(room, area, 1) is None


def test_the_way_to_the_page_stands_on_the_desk_and_before_the_group(room):
    way = f'href="/w/{room.pk}/paper/"'
    assert way in shown(room, "eva") and way in shown(room, "anna") and way not in shown(room, "board")


def test_the_page_leads_to_every_area_of_ones_own_group_only(room, area):
    own, all_groups = (client_of(room, who).get(f"/w/{room.pk}/paper/").content.decode() for who in ("anna", "eva"))
    assert sheet(room, area) in own and sheet(room, area, "b") not in own
    assert sheet(room, area, "b") in all_groups and f"1 av {len(room.snapshot.questions_of(area.pk))}" in all_groups


def test_someone_without_a_phone_is_counted_from_their_question_cards(room, area):
    eva = client_of(room, "eva")
    new = {"role": "manager", "first_name": "Rut", "group": room.groups["b"]}
    to = eva.post(f"/w/{room.pk}/paper/", new)["Location"]
    rut = Participant.objects.get(first_name="Rut")
    assert Attendance.objects.get(participant=rut).group_id == room.groups["b"]
    answer = eva.post(to, {**typed(room, area, level_0="4", level_1="vet ej"), "next": "1"})
    assert answer["Location"] == f"/w/{room.pk}/paper/card/{rut.pk}/{room.snapshot.areas[1].pk}/"
    kept = Rating.objects.filter(participant=rut).order_by("question__order")
    assert [(one.level, one.group_id, one.entered_by) for one in kept] == [
        (4, room.groups["b"], room.users["eva"]), (None, room.groups["b"], room.users["eva"]),
    ]  # fmt: skip
    assert "2 frågor har redan svar" in eva.get(to).content.decode()


def test_someone_who_answers_on_a_phone_afterwards_answers_for_themselves(room, area):
    anna, question = room.people["anna"], room.snapshot.questions_of(area.pk)[0]
    client_of(room, "eva").post(f"/w/{room.pk}/paper/card/{anna}/{area.pk}/", typed(room, area, level_0="1"))
    assert Rating.objects.get(participant=anna, question=question).entered_by == room.users["eva"]
    room.act("anna", "assessment.rate", question=question.pk, level=2)
    rating = Rating.objects.get(participant=anna, question=question)
    assert (rating.level, rating.entered_by) == (2, None)


def test_notes_from_paper_hang_on_the_groups_wall_each_once(room):
    room.go("swot_groups")
    address = f"/w/{room.pk}/paper/notes/{room.groups['a']}/{room.swot().pk}/"
    said = {"strengths": "- Kartan är bra\n\n• Vi har mod\n", "threats": "Lagen ändras"}
    for _again in range(2):
        assert client_of(room, "anna").post(address, said).status_code == 302
    hung = Note.objects.filter(group=room.groups["a"], key__startswith="paper-")
    assert sorted(hung.values_list("column", "text")) == [
        ("strengths", "Kartan är bra"), ("strengths", "Vi har mod"), ("threats", "Lagen ändras"),
    ]  # fmt: skip
    assert all(hung.values_list("was_entered", flat=True))
    assert "Vi har mod" in shown(room, "bo") and "Vi har mod" not in shown(room, "cilla")


def test_a_note_that_is_too_long_or_comes_too_late_is_kept_in_the_form(room):
    room.go("swot_groups")
    address = f"/w/{room.pk}/paper/notes/{room.groups['a']}/{room.swot().pk}/"
    long = client_of(room, "table").post(address, {"strengths": "ja " * 100}).content.decode()
    assert "Lappen är för lång" in long and "ja ja ja" in long
    for where in ("swot_plenary", "today"):
        room.act("eva", "room.move_to", to=room.phase(where).pk)
        drop_snapshots(None)
    late = client_of(room, "table").post(address, {"strengths": "Sent men bra"}).content.decode()
    assert "Sent men bra" in late and not Note.objects.filter(text="Sent men bra").exists()
