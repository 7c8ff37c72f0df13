"""On the desk and on paper the leader's guide says what to say and do in the phase that the room is in."""

import pytest

from digibarometer.questions.agenda_templates.schema import broken_in_agendas, shipped_templates
from digibarometer.workshops.extension_points import step_kinds
from digibarometer.workshops.schedule import guide_for_phase
from digibarometer.workshops.snapshot import load_snapshot


@pytest.fixture
def here(workshop):
    return load_snapshot(workshop.pk)


def test_every_phase_of_every_step_that_ships_has_its_own_part(here):
    steps = [step for agenda in shipped_templates() for step in agenda.steps() if step.phases]
    assert len(steps) > 30
    assert not [
        step.key for step in steps if [part.kind for part in step.in_phases] != [one.kind for one in step.phases]
    ]
    for step in steps:  # and the parts together leave no line out
        assert sorted(line for part in step.in_phases for line in part.does) == list(
            range(1, len(step.leader_does) + 1)
        )


def test_the_second_phase_of_a_kind_has_the_second_part_of_that_kind(here):
    step = next(step for step in here.steps if step.kind == "activities")
    phases = here.phases_of(step)
    said = [guide_for_phase(step, phases, phase).say["sv"] for phase in phases]
    assert len(set(said)) == 5 and "Väg varje förslag" in said[3] and "högst sju" in said[4]


def test_where_the_guide_has_no_part_for_a_phase_all_of_the_step_is_said(here):
    step = here.steps[0]
    phases = here.phases_of(step)
    whole = guide_for_phase(step, phases, None)
    assert whole.is_whole and len(whole.do) == len(step.guide["leader_does"])
    step.guide = {**step.guide, "in_phases": step.guide["in_phases"][:1]}
    assert guide_for_phase(step, phases, phases[0]).is_whole is False
    assert guide_for_phase(step, phases, phases[1]) == whole
    step.guide = {"leader_says": {"sv": "Hej"}}  # a step of the leader's own, or of a workshop from before
    assert guide_for_phase(step, phases, phases[0]).say == {"sv": "Hej"}


def test_a_file_that_names_a_line_that_is_not_there_is_told_so():
    from msgspec import structs

    from digibarometer.questions.agenda_templates.schema import AgendaFile, GuidePart

    agenda = shipped_templates()[0]
    step = structs.replace(agenda.occasions[0].steps[0], in_phases=[GuidePart(kind="alone", does=[99])])
    occasion = structs.replace(agenda.occasions[0], steps=[step, *agenda.occasions[0].steps[1:]])
    file = AgendaFile(
        key="ours", version="1.0.0", languages=["sv", "en"], licence="CC0-1.0", question_set=agenda.question_set,
        agendas=[structs.replace(agenda, occasions=[occasion, *agenda.occasions[1:]])],
    )  # fmt: skip
    assert [where for where, why in broken_in_agendas(file, step_kinds()) if "line 99" in why] == [
        "agendas[0].occasions[0].steps[0].in_phases[0].does"
    ]
