"""Making a workshop from a template of an agenda."""

from collections.abc import Collection, Sequence
from datetime import date, time

from django.db import transaction
from msgspec import to_builtins

from digibarometer.accounts.models import User
from digibarometer.i18n import untranslated
from digibarometer.places.models import Municipality
from digibarometer.questions.agenda_templates.fitting import fit_agenda
from digibarometer.questions.agenda_templates.schema import PAUSES, AgendaStep, AgendaTemplate, PlainStep
from digibarometer.questions.models import Area, QuestionSet
from digibarometer.questions.question_sets.serialization import to_schema
from digibarometer.workshops.extension_points import components, step_kinds
from digibarometer.workshops.models import LeaderRole, Occasion, Phase, PhaseKind, Step, Workshop

GUIDE = ("purpose", "leader_says", "leader_does", "participants_do", "typical_trouble", "in_phases")


def create_workshop(
    municipality: Municipality,
    title: str,
    question_set: QuestionSet,
    template: AgendaTemplate,
    leader: User | None,
    days: Sequence[date | None] = (),
    is_example: bool = False,
    leave_out: Collection[str] = (),
    keeps_minutes: bool = False,
) -> Workshop:
    """A workshop with its agenda, fitted to the question set; areas can be left out, by their keys.

    With `keeps_minutes` an area's minutes are those of the agenda rather than of the question set.

    Steps whose kind is not installed are left out, and said to be.
    """
    is_short = template.variant == "short" and question_set.has_short_variant
    agenda = fitted_template(template, question_set, leave_out, keeps_minutes).only(step_kinds())
    areas = {area.key: area for area in question_set.areas.all()}
    with transaction.atomic():
        question_set.freeze()
        workshop = Workshop.objects.create(
            municipality=municipality,
            question_set=question_set,
            title=title,
            is_short=is_short,
            is_example=is_example,
            left_out=sorted({step.kind for step in template.left_out(step_kinds())} - PAUSES),
        )
        for number, occasion in enumerate(agenda.occasions):
            held = Occasion.objects.create(
                workshop=workshop,
                order=number + 1,
                on=days[number] if number < len(days) else None,
                begins=time.fromisoformat(occasion.start),
            )
            for order, step in enumerate(occasion.steps, start=1):
                add_step(held, order, step, areas.get(step.area or ""))
        if leader:
            LeaderRole.objects.create(workshop=workshop, user=leader)
        furnish(workshop)
    return workshop


def furnish(workshop: Workshop) -> None:
    """Give a new workshop what belongs to it from the start. To be called inside a change."""
    for part in components():
        part.on_workshop_made(workshop)


def fitted_template(
    template: AgendaTemplate, question_set: QuestionSet, leave_out: Collection[str] = (), keeps_minutes: bool = False
) -> AgendaTemplate:
    """The agenda with the areas of this question set, less some, and their minutes."""
    written = to_schema(question_set)
    areas = [area for area in written.areas if area.key not in leave_out]
    is_short = template.variant == "short" and written.short_variant is not None
    has_trial = written.trial is not None
    return fit_agenda(template, areas, has_trial=has_trial, is_short=is_short, keeps_minutes=keeps_minutes)


def add_step(occasion: Occasion, order: int, step: AgendaStep, area: Area | None) -> Step:
    """A row of the agenda; a step without phases is one stretch all together."""
    made = Step.objects.create(
        workshop=occasion.workshop,
        occasion=occasion,
        order=order,
        kind=step.kind,
        area=area,
        title=step.title,
        guide={name: to_builtins(getattr(step, name)) for name in GUIDE},
        watch_speaker=step.watch_speaker,
    )
    stretches = [(phase.kind, phase.minutes, phase.what) for phase in step.phases]
    for number, (kind, minutes, text) in enumerate(stretches or [(PhaseKind.PLENARY.value, step.minutes, {})], start=1):
        Phase.objects.create(workshop=occasion.workshop, step=made, order=number, kind=kind, minutes=minutes, text=text)
    return made


def add_own_step(workshop: Workshop, after: Step, title: str, minutes: int, text: str, watch_speaker: bool) -> Step:
    """A step of the leader's own, right after another one. To be called inside a change."""
    later = workshop.steps.filter(occasion=after.occasion, order__gt=after.order).order_by("-order")
    for step in later:
        step.order += 1
        step.save(update_fields=["order"])
    made = Step.objects.create(
        workshop=workshop,
        occasion=after.occasion,
        order=after.order + 1,
        kind=PlainStep.OWN,
        title=untranslated(title),
        guide={"participants_do": untranslated(text), "leader_says": untranslated(text)},
        watch_speaker=watch_speaker,
    )
    Phase.objects.create(workshop=workshop, step=made, order=1, kind=PhaseKind.PLENARY, minutes=minutes)
    return made
