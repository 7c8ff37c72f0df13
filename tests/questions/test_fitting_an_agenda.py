"""An agenda is fitted to a question set's areas, and its minutes follow."""

import itertools

import pytest

from digibarometer.content import QUESTION_SETS
from digibarometer.questions.agenda_templates.fitting import fit_agenda
from digibarometer.questions.agenda_templates.schema import PAUSES, find_template, shipped_templates
from digibarometer.questions.content_files.yaml_document import Document
from digibarometer.questions.question_sets.importer import question_set_in
from digibarometer.questions.question_sets.schema import QuestionSetSchema
from tests.questions.writing import question_set, written

OURS = question_set_in(Document(QUESTION_SETS / "oppna-fragor-samhallsbyggnad.yaml")).areas


def areas_of(agenda):
    return [[step.area for step in occasion.steps if step.area] for occasion in agenda.occasions]


def strangers(number):
    content = question_set()
    [model, _other] = content["areas"]
    content["areas"] = [
        {**model, "key": f"area-{n}", "minutes": {"alone": 2, "groups": 3, "plenary": 4}} for n in range(number)
    ]
    return Document(written(content)).read_as(QuestionSetSchema).areas


def adds_up(agenda):
    for occasion in agenda.occasions:
        assert occasion.minutes == sum(step.minutes for step in occasion.steps)
        pauses = [step.kind in PAUSES for step in occasion.steps]
        assert not pauses[0] and not pauses[-1]
        assert (True, True) not in itertools.pairwise(pauses)
    return agenda.minutes == sum(occasion.minutes for occasion in agenda.occasions)


@pytest.mark.parametrize("agenda", shipped_templates(), ids=lambda agenda: agenda.key)
def test_with_the_areas_that_it_is_made_for_an_agenda_stays_as_it_is(agenda):
    assert fit_agenda(agenda, OURS) == agenda


@pytest.mark.parametrize("agenda", shipped_templates(), ids=lambda agenda: agenda.key)
def test_an_area_that_is_left_out_takes_its_minutes_with_it(agenda):
    less = fit_agenda(agenda, [area for area in OURS if area.key != "ledning"])
    gone = next(step for step in agenda.steps() if step.area == "ledning")
    assert less.minutes == agenda.minutes - gone.minutes
    assert adds_up(less)


def test_a_pause_between_areas_that_all_go_goes_too():
    less = fit_agenda(find_template("heldag"), OURS[:1])
    assert areas_of(less) == [["ledning"]]
    assert adds_up(less)


def test_areas_beside_known_ones_come_where_their_neighbours_are():
    own = strangers(1)[0]
    day = fit_agenda(find_template("tva-tillfallen"), [*OURS[:5], own, *OURS[5:]])
    assert areas_of(day) == [[*(area.key for area in OURS[:5]), "area-0"], [area.key for area in OURS[5:]]]
    assert adds_up(day)
    step = next(step for step in day.steps() if step.area == "area-0")
    assert [phase.minutes for phase in step.phases] == [2, 3, 4]
    assert step.title["sv"] == "Självskattning: first (sv)"


@pytest.mark.parametrize("number", [1, 2, 5, 8, 12])
def test_other_questions_are_spread_over_the_same_occasions(number):
    day = fit_agenda(find_template("tva-tillfallen"), strangers(number))
    placed, model = areas_of(day), areas_of(find_template("tva-tillfallen"))
    assert [key for row in placed for key in row] == [f"area-{n}" for n in range(number)]
    assert number == 1 or all(placed)
    assert abs(len(placed[0]) - number * len(model[0]) / 8) <= 1, "as many as the agenda had there, in proportion"
    assert len({step.key for step in day.steps()}) == len(day.steps())
    assert adds_up(day)


def test_without_a_trial_question_that_step_goes():
    day = fit_agenda(find_template("heldag"), OURS, has_trial=False)
    assert not [step for step in day.steps() if step.trial]
    assert adds_up(day)
