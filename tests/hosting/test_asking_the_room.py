"""An instant question is answered on phones; what comes of it is shown by the privacy rule, and words by the leader."""

import pytest

from digibarometer.hosting.models import QuickAnswer, QuickQuestion
from digibarometer.hosting.rules import parse_options
from digibarometer.live.actions import ActionRefused
from digibarometer.live.rendering import PanelRenderer

PEOPLE = ("anna", "bo", "hans", "cilla", "ivar")


@pytest.fixture
def room(room):
    room.go("alone")
    return room


def seen_by(room, name):
    return PanelRenderer(room.registry).screen(room.seat(name), "sv")[0]


def asked(room, kind, **fields):
    room.act("eva", "hosting.ask", key=kind, kind=kind, text="Vad tycker ni?", **fields)
    return QuickQuestion.objects.get(key=kind).pk


def test_a_question_is_on_every_phone_until_it_is_closed(room):
    ask = asked(room, "choice", choices="Kartan\n\n Adresserna \nKartan")
    assert QuickQuestion.objects.get(pk=ask).choices == ["Kartan", "Adresserna"]
    assert "Adresserna" in seen_by(room, "anna")
    room.act("eva", "hosting.close_ask", ask=ask)
    assert "Adresserna" not in seen_by(room, "anna")
    with pytest.raises(ActionRefused):
        room.act("anna", "hosting.answer", ask=ask, value=1)


def test_counts_show_when_enough_have_answered_and_nobodys_answer_is_kept(room):
    ask = asked(room, "scale")
    for person, value in zip(PEOPLE, (1, 3, 3, 5, 5), strict=True):
        room.act(person, "hosting.answer", ask=ask, value=value)
    room.act("eva", "hosting.show_instead", what="answers")
    assert "har svarat" in seen_by(room, "board"), "while it is open only how many"
    room.act("eva", "hosting.close_ask", ask=ask)
    assert QuickQuestion.objects.get(pk=ask).counts == [1, 0, 2, 0, 2]
    assert not QuickAnswer.objects.filter(ask=ask).exists()
    assert 'class="answers"' in seen_by(room, "board")


def test_too_few_answers_are_never_shown_and_not_kept(room):
    ask = asked(room, "scale")
    for person in PEOPLE[:4]:
        room.act(person, "hosting.answer", ask=ask, value=2)
    room.act("eva", "hosting.close_ask", ask=ask)
    assert QuickQuestion.objects.get(pk=ask).counts is None
    assert not QuickAnswer.objects.filter(ask=ask).exists()
    assert "För få har svarat" in seen_by(room, "eva")


@pytest.mark.parametrize("kind", ["scale", "words"])
def test_whoever_answers_for_newcomers_at_the_table_does_not_see_what_the_only_other_said(room, kind):
    ask = asked(room, kind)
    said = {"text": "ord"} if kind == "words" else {"value": 2}
    room.act("ivar", "hosting.answer", ask=ask, **said)
    room.table_lets_in(6, "hosting.answer", ask=ask, **said)
    room.act("eva", "hosting.close_ask", ask=ask)
    assert QuickQuestion.objects.get(pk=ask).counts is None
    assert not QuickAnswer.objects.filter(ask=ask).exists()
    assert "räknas som en" in seen_by(room, "eva"), "seven have answered, and the screen says why they are too few"


def test_four_with_phones_and_a_table_without_see_what_the_room_said(room):
    ask = asked(room, "scale")
    for person in PEOPLE[:4]:
        room.act(person, "hosting.answer", ask=ask, value=3)
    room.table_lets_in(2, "hosting.answer", ask=ask, value=1)
    room.act("eva", "hosting.close_ask", ask=ask)
    assert QuickQuestion.objects.get(pk=ask).counts == [2, 0, 4, 0, 0]


def test_words_go_through_the_leader_before_the_projector(room):
    ask = asked(room, "words")
    for person in PEOPLE:
        room.act(person, "hosting.answer", ask=ask, text=f"ord {len(person)}")
    room.act("eva", "hosting.show_instead", what="answers")
    assert "ord 4" not in seen_by(room, "eva"), "the leader reads them when nobody can be told from the order"
    room.act("eva", "hosting.close_ask", ask=ask)
    assert set(QuickAnswer.objects.filter(ask=ask).values_list("participant", flat=True)) == {None}
    assert "ord 4" in seen_by(room, "eva")
    assert "ord 4" not in seen_by(room, "board")
    words = QuickAnswer.objects.filter(ask=ask, text="ord 4").first().pk
    room.act("eva", "hosting.show_words", words=words, shown=True)
    assert "ord 4" in seen_by(room, "board")


@pytest.mark.parametrize(
    "fields", [{"kind": "choice", "choices": "Bara en"}, {"kind": "scale", "text": "  "}], ids=["one choice", "no text"]
)
def test_a_question_that_cannot_be_answered_is_refused(room, fields):
    with pytest.raises(ActionRefused):
        room.act("eva", "hosting.ask", **{"key": "k", "text": "Vad?", **fields})


def test_an_answer_that_is_none_of_the_choices_is_refused(room):
    with pytest.raises(ActionRefused):
        room.act("anna", "hosting.answer", ask=room.ask, value=6)
    with pytest.raises(ActionRefused):
        room.act("anna", "hosting.answer", ask=room.ask, text="ord")


def test_choices_are_lines_that_are_not_empty_and_not_twice():
    assert parse_options(" a \n\nb\na\n c  d ") == ["a", "b", "c d"]
