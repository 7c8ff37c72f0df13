"""What ships: our own question set and three agendas."""

import re
from collections import Counter
from typing import get_args

import pytest

from digibarometer.content import AGENDAS, HORIZON, QUESTION_SETS
from digibarometer.questions.agenda_templates.schema import (
    AgendaFile,
    AgendaStep,
    AgendaTemplate,
    find_template,
    shipped_templates,
)
from digibarometer.questions.content_files.schema import texts
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.questions.horizon_cards import CardKind, shipped_cards
from digibarometer.questions.question_sets.importer import question_set_in
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from digibarometer.running.check_content import check

OURS = QUESTION_SETS / "oppna-fragor-samhallsbyggnad.yaml"
SHIPPED = sorted([*QUESTION_SETS.glob("*.yaml"), *AGENDAS.glob("*.yaml")])
INSTALLED_FIRST = {"welcome", "assessment", "swot", "today", "break", "lunch", "own", "checkout"}


@pytest.fixture(scope="module")
def ours() -> QuestionSetSchema:
    return question_set_in(Document(OURS))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_nothing_needs_mending(path):
    assert [str(problem) for problem in check(path)] == []


@pytest.mark.parametrize(
    ("path", "shape"),
    [(OURS, QuestionSetSchema), (AGENDAS / "digibarometern.yaml", AgendaFile)],
    ids=["questions", "agendas"],
)
def test_every_text_is_written_in_swedish_and_english(path, shape):
    found = list(texts(Document(path).read_as(shape)))
    assert len(found) > 300
    assert [place for place, text in found if set(text) != {"sv", "en"} or not all(text.values())] == []


def test_there_are_eight_areas_and_36_questions_with_five_described_levels(ours):
    questions = [question for area in ours.areas for question in area.questions]
    assert (len(ours.areas), len(questions)) == (8, 36)
    assert all([level["level"] for level in question.levels] == [1, 2, 3, 4, 5] for question in questions)


def test_every_question_says_why_what_rises_and_what_to_look_for(ours):
    questions = [question for area in ours.areas for question in area.questions]
    assert all(question.why and question.dimension and question.look_for for question in questions)


def test_the_set_says_that_it_is_our_own_and_not_lantmateriets(ours):
    assert "inte Lantmäteriets frågor" in ours.origin["sv"]
    assert "not Lantmäteriet's questions" in ours.origin["en"]


def test_the_trial_question_is_outside_the_areas(ours):
    assert ours.trial is not None
    assert len(ours.trial.levels) == 5
    assert ours.trial.key not in {question.key for area in ours.areas for question in area.questions}


def test_the_short_variant_has_two_questions_of_every_area(ours):
    chosen = set(ours.short_variant.questions)
    assert [sum(question.key in chosen for question in area.questions) for area in ours.areas] == [2] * 8


def test_no_text_speaks_of_anonymity_marks_or_right_answers(ours):
    said = " ".join(str(text) for _, text in texts(ours)).lower()
    assert not [word for word in ("anonym", "betyg", "rätt svar", "sämst", "tjänstemän") if word in said]


def test_there_are_three_agendas():
    assert [agenda.key for agenda in shipped_templates()] == ["heldag", "tva-tillfallen", "halvdag"]
    assert [len(agenda.occasions) for agenda in shipped_templates()] == [1, 2, 1]
    assert find_template("halvdag").variant == "short"


@pytest.mark.parametrize("agenda", shipped_templates(), ids=lambda agenda: agenda.key)
class TestEveryAgenda:
    def test_takes_every_area_once_in_the_question_sets_order(self, agenda, ours):
        assert [step.area for step in agenda.steps() if step.area] == [area.key for area in ours.areas]
        assert agenda.question_set == ours.key

    def test_gives_every_area_the_minutes_that_the_question_set_asks_for(self, agenda, ours):
        wanted = {area.key: area.short_minutes if agenda.variant == "short" else area.minutes for area in ours.areas}
        for step in agenda.steps():
            if step.area:
                planned = {phase.kind: phase.minutes for phase in step.phases}
                minutes = wanted[step.area]
                assert planned == {"alone": minutes.alone, "groups": minutes.groups, "plenary": minutes.plenary}

    def test_starts_the_assessment_with_the_trial_question(self, agenda):
        first = next(step for step in agenda.steps() if step.kind == "assessment")
        assert first.trial
        assert _phases(first) == [("alone", 2), ("groups", 4), ("plenary", 4)]

    def test_sees_todays_picture_when_every_area_is_done_and_ends_with_the_check_out(self, agenda):
        kinds = [step.kind for step in agenda.steps()]
        assert kinds.index("today") > max(n for n, kind in enumerate(kinds) if kind == "assessment")
        assert kinds[-1] == "checkout"

    def test_has_a_whole_guide_for_every_step(self, agenda):
        assert all(step.leader_does and step.leader_says and step.participants_do for step in agenda.steps())
        assert agenda.before_the_day
        assert agenda.good_to_know

    def test_still_adds_up_when_what_is_not_installed_is_left_out(self, agenda):
        left = agenda.only(INSTALLED_FIRST)
        assert {step.kind for step in left.steps()} <= INSTALLED_FIRST
        assert left.minutes == sum(step.minutes for step in left.steps())
        gone = agenda.left_out(INSTALLED_FIRST)
        assert {step.kind for step in gone} - {"break"} == {"horizon", "activities"}
        assert left.minutes + sum(step.minutes for step in gone) == agenda.minutes

    def test_never_has_two_pauses_in_a_row_nor_one_at_an_end(self, agenda):
        for shown in (agenda, agenda.only(INSTALLED_FIRST)):
            assert not _idle(shown)


def _phases(step: AgendaStep) -> list[tuple[str, int]]:
    return [(phase.kind, phase.minutes) for phase in step.phases]


def _idle(agenda: AgendaTemplate) -> list[str]:
    """Pauses that follow a pause, or that an occasion begins or ends with."""
    idle = []
    for occasion in agenda.occasions:
        pauses = [step.kind in {"break", "lunch"} for step in occasion.steps]
        around = zip([True, *pauses], pauses, [*pauses[1:], True], strict=False)
        pairs = zip(occasion.steps, around, strict=True)
        idle += [step.key for step, (before, now, after) in pairs if now and (before or after)]
    return idle


@pytest.mark.parametrize("number", [0, 1, 2], ids=["question set", "agendas", "horizon cards"])
def test_the_examples_in_the_documentation_can_be_used(tmp_path, number):
    documentation = (AGENDAS.parent.parent.parent / "docs" / "content.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", documentation, re.DOTALL)[number]
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")
    assert [str(problem) for problem in check(path)] == []


class TestHorizonCards:
    def test_have_no_mistakes(self):
        for path in HORIZON.glob("*.yaml"):
            assert check(path) == []

    def test_are_enough_to_choose_from_in_every_kind(self):
        kinds = Counter(card.kind for card in shipped_cards())
        assert set(kinds) == set(get_args(CardKind)) and min(kinds.values()) >= 5

    def test_a_card_without_an_address_says_in_words_where_it_comes_from(self):
        without = [card for card in shipped_cards() if card.source.url is None]
        assert without and all(len(card.source.name) > 10 for card in without)


def test_a_card_that_stands_twice_or_lacks_a_language_is_pointed_out(tmp_path):
    card = "{key: a, kind: law, title: {sv: A, en: A}, what_happens: {sv: B}, meaning: {sv: C, en: C}, horizon: now,"
    card += " source: {name: Någon}, as_of: 2026, review_by: 2027-01-01}"
    file = f"key: k\nversion: 1.0.0\nlanguages: [sv, en]\nlicence: CC0-1.0\ncards:\n  - {card}\n  - {card}\n"
    (path := tmp_path / "cards.yaml").write_text(file, encoding="utf-8")
    said = " ".join(str(problem) for problem in check(path))
    assert "cards[0].what_happens" in said and "cards[1].key" in said
