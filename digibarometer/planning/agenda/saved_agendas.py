"""A municipality's own agendas: saved from a workshop's, and which there are and what they are called."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas.models import BetweenSessionsTask
from digibarometer.i18n import in_every_language, untranslated
from digibarometer.links import button_of
from digibarometer.live import api
from digibarometer.places.models import Municipality
from digibarometer.planning.permissions import for_owners_of_agendas
from digibarometer.questions.agenda_templates.saved import own_agendas, template_of
from digibarometer.questions.agenda_templates.schema import (
    ASSESSMENT,
    AgendaOccasion,
    AgendaPhase,
    AgendaStep,
    AgendaTemplate,
    GuidePart,
    Trouble,
)
from digibarometer.questions.models import OwnAgenda
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.factory import GUIDE
from digibarometer.workshops.models import Occasion, Phase, PhaseKind, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot

BEGINS = "08:30"  # where the workshop does not say


class NameForm(forms.Form):
    """What an agenda is called."""

    use_required_attribute = False  # it may lie in a larger form, which can be saved without it
    template_title = LineField(label=_("What the template is called"), max_length=80)

    def __init__(
        self, data: Mapping[str, object] | None = None, *, municipality: str, of: OwnAgenda | None = None
    ) -> None:
        super().__init__(data, initial={"template_title": of.title if of else ""})
        self.municipality, self.of = municipality, of
        if of:
            self.auto_id = f"id_{of.pk}_%s"

    def clean_template_title(self) -> str:
        """A name that no other agenda of the municipality has."""
        title: str = self.cleaned_data["template_title"]
        others = {one.title.casefold() for one in own_agendas([self.municipality]) if one != self.of}
        if title.casefold() in others:  # not left to the database: SQLite knows no capital Å
            raise forms.ValidationError(_("There is a template of that name already. Choose another name."))
        return title


@for_owners_of_agendas
def agendas(request: HttpRequest, found: Municipality) -> HttpResponse:
    """See the municipality's agendas."""
    return _page(request, found)


def _page(request: HttpRequest, found: Municipality, wrong: NameForm | None = None) -> HttpResponse:
    kept = own_agendas([found.pk])
    forms_of = [wrong if wrong and wrong.of == one else NameForm(municipality=found.pk, of=one) for one in kept]
    rows = [{"own": one, "agenda": template_of(one), "form": form} for one, form in zip(kept, forms_of, strict=True)]
    return render(request, "planning/agendas.html", {"municipality": found, "rows": rows})


@for_owners_of_agendas
@button_of("planning:agendas")
def rename_agenda(request: HttpRequest, found: Municipality, agenda: int) -> HttpResponse | None:
    """Give an agenda another name."""
    kept = get_object_or_404(OwnAgenda, pk=agenda, municipality=found)
    form = NameForm(request.POST, municipality=found.pk, of=kept)
    if not form.is_valid():
        return _page(request, found, form)
    api.apply_change(
        lambda touched: OwnAgenda.objects.filter(pk=agenda).update(title=form.cleaned_data["template_title"])
    )
    messages.success(request, gettext("The name is saved."))
    return None


@for_owners_of_agendas
@button_of("planning:agendas")
def remove_agenda(request: HttpRequest, found: Municipality, agenda: int) -> None:
    """Remove an agenda; workshops made from it stay."""
    get_object_or_404(OwnAgenda, pk=agenda, municipality=found)
    api.apply_change(lambda touched: OwnAgenda.objects.filter(pk=agenda).delete())
    messages.success(request, gettext("The template is removed. Workshops made from it stay as they are."))


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
    guide = {name: step.guide[name] for name in GUIDE if step.guide.get(name)}
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
