"""Fitting an agenda to a question set: its areas in the set's order, less those that are left out; pure.

The minutes follow: each area takes those that the set gives it, and the occasions and the agenda add up anew.
"""

from collections.abc import Iterator, Sequence

from msgspec import structs

from digibarometer.questions.agenda_templates.schema import (
    PAUSES,
    AgendaOccasion,
    AgendaPhase,
    AgendaStep,
    AgendaTemplate,
)
from digibarometer.questions.content_files.schema import LocalizedText
from digibarometer.questions.question_sets.schema import AreaSchema


def fit_agenda(
    agenda: AgendaTemplate,
    areas: Sequence[AreaSchema],
    *,
    has_trial: bool = True,
    is_short: bool | None = None,
    keeps_minutes: bool = False,
) -> AgendaTemplate:
    """The agenda with these areas, the rest left out. Areas that it does not know come where their neighbours are.

    `is_short` says which minutes an area takes; where it is not said, the agenda's own kind. With `keeps_minutes` an
    area that the agenda knows keeps the phases that it has there. An agenda without any
    self-assessment stays as it is.
    """
    slots = [(n, step) for n, occasion in enumerate(agenda.occasions) for step in occasion.steps if step.area]
    if not slots:
        return agenda
    short = agenda.variant == "short" if is_short is None else is_short
    places = _places([step.area or "" for _n, step in slots], [area.key for area in areas])
    there: dict[int, list[AgendaStep]] = {}
    for area, place in zip(areas, places, strict=True):
        there.setdefault(place, []).append(_slotted(slots[place][1], area, short, keeps_minutes))
    order = iter(range(len(slots)))
    occasions = [_occasion(occasion, there, order, has_trial) for occasion in agenda.occasions]
    kept = [occasion for occasion in occasions if occasion.steps]
    return structs.replace(agenda, occasions=kept, minutes=sum(occasion.minutes for occasion in kept))


def _places(known: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """For each wanted area the slot that it goes to: its own, else that of the one before it; strangers spread out."""
    if not set(known) & set(wanted):
        return [(2 * n + 1) * len(known) // (2 * len(wanted)) for n in range(len(wanted))]
    places, at = [], 0
    for key in wanted:
        at = max(at, known.index(key)) if key in known else at
        places.append(at)
    return places


def _slotted(model: AgendaStep, area: AreaSchema, is_short: bool, keeps_minutes: bool) -> AgendaStep:
    return model if keeps_minutes and model.area == area.key else area_step(model, area, is_short)


def area_step(model: AgendaStep, area: AreaSchema, is_short: bool) -> AgendaStep:
    """The step of an area, made like the one that stands in its slot; its minutes are the area's."""
    minutes = area.short_minutes if is_short else area.minutes
    phases = [structs.replace(phase, minutes=getattr(minutes, phase.kind)) for phase in _one_of_each(model.phases)]
    own = model.area == area.key
    return structs.replace(
        model,
        key=model.key if own else f"{model.key}-{area.key}"[:60].rstrip("-"),
        area=area.key,
        title=model.title if own else _title(model.title, area.title),
        purpose=model.purpose if own or not area.purpose else area.purpose,
        phases=phases,
        minutes=sum(phase.minutes for phase in phases),
    )


def _title(model: LocalizedText, area: LocalizedText) -> LocalizedText:
    """What the model is called, up to a colon, and then the area."""
    kinds = {language: said.partition(": ")[0] for language, said in model.items() if ": " in said}
    return {language: f"{kinds[language]}: {said}" if language in kinds else said for language, said in area.items()}


def _one_of_each(phases: Sequence[AgendaPhase]) -> list[AgendaPhase]:
    """One phase of each kind, as an area has minutes for."""
    return list({phase.kind: phase for phase in phases}.values())


def _occasion(
    occasion: AgendaOccasion, there: dict[int, list[AgendaStep]], order: Iterator[int], has_trial: bool
) -> AgendaOccasion:
    steps: list[AgendaStep] = []
    for step in occasion.steps:
        if step.area:
            steps += there.get(next(order), [])
        elif has_trial or not step.trial:
            steps.append(step)
    steps = list(_without_idle_pauses(steps))
    return structs.replace(occasion, steps=steps, minutes=sum(step.minutes for step in steps))


def _without_idle_pauses(steps: Sequence[AgendaStep]) -> Iterator[AgendaStep]:
    """Pauses go where they would begin or end the occasion; of two in a row the longer stays."""
    kept: list[AgendaStep] = []
    for step in steps:
        if step.kind in PAUSES and (not kept or kept[-1].kind in PAUSES):
            if kept and step.minutes > kept[-1].minutes:
                kept[-1] = step
            continue
        kept.append(step)
    while kept and kept[-1].kind in PAUSES:
        kept.pop()
    yield from kept
