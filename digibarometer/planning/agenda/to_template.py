"""A workshop's agenda as a template, to be saved for others."""

from typing import Any

from digibarometer.agendas.models import BetweenSessionsTask
from digibarometer.i18n import in_every_language, untranslated
from digibarometer.questions.agenda_templates.schema import (
    ASSESSMENT,
    AgendaOccasion,
    AgendaPhase,
    AgendaStep,
    AgendaTemplate,
    GuidePart,
    Trouble,
)
from digibarometer.workshops.factory import GUIDE
from digibarometer.workshops.models import Occasion, Phase, PhaseKind, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

BEGINS = "08:30"  # where the workshop does not say


def template_from(snapshot: WorkshopSnapshot, title: str) -> AgendaTemplate:
    """The agenda as it stands, with its minutes and what is said at each step."""
    occasions = [_occasion(snapshot, one) for one in snapshot.occasions if _steps(snapshot, one)]
    return AgendaTemplate(
        key="own",
        title=untranslated(title),
        variant="short" if snapshot.workshop.is_short else "full",
        minutes=sum(one.minutes for one in occasions),
        occasions=occasions,
        between=[untranslated(line) for line in _between(snapshot)],
        question_set=snapshot.content.question_set.key,
    )


def _between(snapshot: WorkshopSnapshot) -> list[str]:
    """What those who lead do between the first two occasions, a line each."""
    kept = BetweenSessionsTask.objects.filter(workshop=snapshot.pk).order_by("occasion__order").first()
    return [line.strip() for line in kept.leaders.splitlines() if line.strip()] if kept else []


def _steps(snapshot: WorkshopSnapshot, occasion: Occasion) -> list[Step]:
    return [step for step in snapshot.steps if step.occasion_id == occasion.pk]


def _occasion(snapshot: WorkshopSnapshot, occasion: Occasion) -> AgendaOccasion:
    steps = [_step(snapshot, step, number) for number, step in enumerate(_steps(snapshot, occasion), start=1)]
    return AgendaOccasion(
        key=f"occasion-{occasion.order}",
        title=untranslated(f"{occasion.order}"),
        start=f"{occasion.begins:%H:%M}" if occasion.begins else BEGINS,
        minutes=sum(step.minutes for step in steps),
        steps=steps,
    )


def _step(snapshot: WorkshopSnapshot, step: Step, number: int) -> AgendaStep:
    phases = snapshot.phases_of(step)
    guide: dict[str, Any] = {name: step.guide[name] for name in GUIDE if step.guide.get(name)}
    guide["typical_trouble"] = [Trouble(**one) for one in guide.get("typical_trouble", [])]
    guide["in_phases"] = [GuidePart(**one) for one in guide.get("in_phases", [])]
    is_plain = len(phases) == 1 and phases[0].kind == PhaseKind.PLENARY and not phases[0].text
    return AgendaStep(
        key=f"step-{number}-{step.pk}",
        kind=step.kind,
        title=step.title,
        area=step.area.key if step.area else None,
        trial=step.kind == ASSESSMENT and step.area is None,
        watch_speaker=step.watch_speaker,
        minutes=sum(phase.minutes for phase in phases),
        phases=[] if is_plain else [_phase(phase) for phase in phases],
        **{"purpose": step.title, **guide},
    )


def _phase(phase: Phase) -> AgendaPhase:
    label = in_every_language(lambda: str(PhaseKind(phase.kind).label))
    return AgendaPhase(kind=phase.kind, minutes=phase.minutes, what=phase.text or label)  # type: ignore[arg-type]
