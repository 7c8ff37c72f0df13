"""What came of a step in a few words, for those who were not there: only what all have seen or agreed on together."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from digibarometer.exercises.activities import summary as activities
from digibarometer.exercises.assessment import summary as assessment
from digibarometer.exercises.horizon import summary as horizon
from digibarometer.exercises.swot import summary as swot
from digibarometer.i18n import localized
from digibarometer.results import formatting
from digibarometer.results.models import Target
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_FACTS = 3  # of each kind of thing: it is to be read in two minutes


def recap_facts(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    """The sentences on a step that the room has left, in the language that is on."""
    by_kind = {
        "assessment": _assessment,
        "swot": _swot,
        "horizon": _horizon,
        "activities": _activities,
        "today": _today,
    }
    if step.kind in by_kind:
        yield from by_kind[step.kind](snapshot, step)


def _assessment(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    if step.area is None:
        return
    level = assessment.area_levels(snapshot, assessment.summarize(snapshot)).get(step.area.pk)
    if level is not None:
        names = {"area": localized(step.area.title), "level": formatting.format_level(level)}
        yield gettext("What we agreed on puts %(area)s at level %(level)s.") % names


def _swot(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    for one in swot.summarize(snapshot):
        if one.step.pk != step.pk:
            continue
        yield ngettext("We wrote %(n)s note.", "We wrote %(n)s notes.", one.count) % {"n": one.count}
        first = [str(ranked.choice.text) for ranked in one.voted if ranked.dots and ranked.choice.on == "theme"][
            :MAX_FACTS
        ]
        if first:
            yield gettext("Most dots: %(what)s.") % {"what": _listed(first)}


def _horizon(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    for one in horizon.summarize(snapshot):
        first = [str(placed.signal) for placed in one.signals if placed.dots][:MAX_FACTS]
        if one.step.pk == step.pk and first:
            yield gettext("Means most to us: %(what)s.") % {"what": _listed(first)}


def _activities(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    first = [str(activity.name) for activity in activities.chosen(snapshot.pk) if activity.step_id == step.pk][
        :MAX_FACTS
    ]
    if first:
        yield gettext("We chose: %(what)s.") % {"what": _listed(first)}


def _today(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    areas = {area.pk: localized(area.short) for area in snapshot.areas}
    targets = Target.objects.filter(workshop=snapshot.pk, question=None, area__in=areas).values_list("area", "level")
    aimed = [f"{areas[area]} {level}" for area, level in targets]
    if aimed:
        yield gettext("Our targets: %(what)s.") % {"what": _listed(aimed)}


def _listed(words: list[str]) -> str:
    return ", ".join(words)
