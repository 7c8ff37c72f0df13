"""What must hold in a file of agendas beyond its shape."""

from collections.abc import Collection, Iterator

from digibarometer.questions.agenda_templates.schema import ASSESSMENT, PAUSES, AgendaFile, AgendaStep, AgendaTemplate
from digibarometer.questions.content_files.checks import ValidationError, languages, repeated
from digibarometer.questions.content_files.errors import unknown_word


def broken_in_agendas(file: AgendaFile, kinds: Collection[str]) -> Iterator[ValidationError]:
    """Every rule that the agendas break, where these kinds of steps are known: where, and what to do."""
    yield from languages(file, file.languages)
    yield from repeated((f"agendas[{number}].key", agenda.key) for number, agenda in enumerate(file.agendas))
    for number, agenda in enumerate(file.agendas):
        yield from _agenda(agenda, f"agendas[{number}]", kinds)


def _agenda(agenda: AgendaTemplate, place: str, kinds: Collection[str]) -> Iterator[ValidationError]:
    occasions = [(f"{place}.occasions[{number}]", occasion) for number, occasion in enumerate(agenda.occasions)]
    steps = [(f"{at}.steps[{n}]", step) for at, occasion in occasions for n, step in enumerate(occasion.steps)]
    yield from _adds_up(place, agenda.minutes, sum(occasion.minutes for _, occasion in occasions), "occasions")
    for at, occasion in occasions:
        yield from _adds_up(at, occasion.minutes, sum(step.minutes for step in occasion.steps), "steps")
    for at, step in steps:
        yield from ((f"{at}.kind", unknown_word(kind)) for kind in (step.kind, *step.belongs_to) if kind not in kinds)
        yield from _step(step, at)
        yield from _parts(step, at)
    yield from repeated((f"{at}.key", occasion.key) for at, occasion in occasions)
    yield from repeated((f"{at}.key", step.key) for at, step in steps)
    yield from repeated((f"{at}.area", step.area) for at, step in steps if step.area)


def _step(step: AgendaStep, place: str) -> Iterator[ValidationError]:
    if step.kind in PAUSES:
        if step.phases:
            yield f"{place}.phases", f"“{step.key}” is a {step.kind} and has no phases. Remove them."
    else:
        yield from _adds_up(place, step.minutes, sum(phase.minutes for phase in step.phases), "phases")
    if step.kind == ASSESSMENT and bool(step.area) == step.trial:
        yield place, f"“{step.key}” must have either an area, or trial: true. Write one of them."
    if step.kind != ASSESSMENT and (step.area or step.trial):
        yield place, f"“{step.key}” is not an assessment. Remove its area and trial."
    if step.belongs_to and step.kind not in PAUSES:
        yield f"{place}.belongs_to", "Only a break or a lunch can belong to other kinds. Remove it."


def _parts(step: AgendaStep, place: str) -> Iterator[ValidationError]:
    lines = len(step.leader_does)
    for number, part in enumerate(step.in_phases):
        for line in part.does:
            if line > lines:
                at = f"{place}.in_phases[{number}].does"
                yield at, f"There is no line {line} in leader_does, which has {lines}. Mend the number."


def _adds_up(place: str, said: int, summed: int, parts: str) -> Iterator[ValidationError]:
    if said != summed:
        yield f"{place}.minutes", f"The {parts} add up to {summed} minutes, but {said} is written. Make them equal."
