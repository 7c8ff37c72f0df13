"""My municipalities' workshops; and making one: whose, what it is called, which agenda, when, and which questions."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import Invitation
from digibarometer.accounts.permissions import for_everyone_signed_in, user_of
from digibarometer.accounts.signup_adapter import INVITED
from digibarometer.i18n import localized
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.places.models import Municipality
from digibarometer.planning.agenda import editing
from digibarometer.planning.form_fields import DayField, MunicipalityField
from digibarometer.planning.permissions import for_workshop_makers, municipalities_of, workshops_of
from digibarometer.planning.support.coach_views import coached_by
from digibarometer.planning.support.leader_views import statuses
from digibarometer.questions.agenda_templates.saved import key_of, own_agendas, template_of
from digibarometer.questions.agenda_templates.schema import PAUSES, AgendaTemplate, shipped_templates
from digibarometer.questions.models import Area, QuestionSet
from digibarometer.results.followup.component import add_followup_step
from digibarometer.support import coach_invitations
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.extension_points import step_kinds
from digibarometer.workshops.factory import create_workshop
from digibarometer.workshops.models import Workshop

MOST_IN_A_LIST = 20  # municipalities to choose from; where there are more, one types the name


class NewWorkshopForm(forms.Form):
    """All that is needed to make a workshop; everything can be changed later, but for the questions."""

    title = LineField(
        label=_("Title"), max_length=120, help_text=_("Everyone sees it, such as Digibarometern, spring 2027.")
    )
    template = forms.ChoiceField(label=_("Agenda"), widget=forms.RadioSelect)
    day_1 = DayField(label=_("Date"), required=False, help_text=_("You can leave it empty and set it later."))
    day_2 = DayField(label=_("Date of the second occasion"), required=False, help_text=_("Only for two occasions."))
    question_set: "forms.ModelChoiceField[QuestionSet]" = forms.ModelChoiceField(
        QuestionSet.objects.none(),
        label=_("Question set"),
        empty_label=None,
        help_text=_("It cannot be changed once the workshop is made."),
    )

    def __init__(self, data: Mapping[str, object] | None, *, among: list[Municipality], chosen: str = "") -> None:
        super().__init__(data, initial={"municipality": chosen, "template": shipped_templates()[0].key})
        self.among = among
        self.fields["municipality"] = self._municipality()
        self.order_fields(["municipality", "title", "template", "day_1", "day_2", "question_set"])
        choice = self.fields["template"]
        assert isinstance(choice, forms.ChoiceField)
        self._own = {key_of(one): one for one in own_agendas(one.pk for one in among if len(among) <= MOST_IN_A_LIST)}
        self.templates = [*shipped_templates(), *map(template_of, self._own.values())]
        choice.choices = [(one.key, localized(one.title)) for one in self.templates]
        self._sets = newest_sets(among)
        sets = self.fields["question_set"]
        assert isinstance(sets, forms.ModelChoiceField)
        sets.queryset = QuestionSet.objects.filter(pk__in=self._sets)
        self._ask_for_areas()

    def _ask_for_areas(self) -> None:
        rows: dict[int, list[tuple[str, str]]] = {pk: [] for pk in self._sets}
        for area in Area.objects.filter(question_set__in=self._sets).order_by("question_set", "order"):
            rows[area.question_set_id].append((area.key, str(area)))
        for pk, areas in rows.items():
            self.fields[f"leave_out-{pk}"] = forms.MultipleChoiceField(
                label=_("Areas to leave out"),
                choices=areas,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("The agenda becomes shorter. You can change it in the plan."),
            )

    def _municipality(self) -> forms.Field:
        if len(self.among) <= MOST_IN_A_LIST:
            choices = [(one.pk, one.name) for one in self.among]
            return forms.TypedChoiceField(
                label=_("Municipality"), choices=choices, coerce={one.pk: one for one in self.among}.__getitem__
            )
        widget = forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"})
        return MunicipalityField(
            self.among, label=_("Municipality"), widget=widget, help_text=_("Type its name, or its four digits.")
        )

    def clean(self) -> None:
        """The parts must fit each other: dates with occasions, and the agenda with the questions."""
        given = self.cleaned_data
        agenda = self.agenda_of(given["template"]) if given.get("template") else None
        first, second = given.get("day_1"), given.get("day_2")
        if agenda and second and len(agenda.occasions) == 1:
            self.add_error("day_2", _("This agenda has one occasion. Leave this date empty, or choose two occasions."))
        elif first and second and second < first:
            self.add_error("day_2", _("The second occasion cannot be before the first."))
        own = self._own.get(given.get("template", ""))
        if own and given.get("municipality") not in (None, own.municipality):
            self.add_error("template", _("That agenda is another municipality's. Choose another one."))
        if chosen := given.get("question_set"):
            self._fits(chosen)

    def agenda_of(self, key: str) -> AgendaTemplate:
        """The agenda of this key, one of those that can be chosen."""
        return {one.key: one for one in self.templates}[key]

    @property
    def is_own(self) -> bool:
        """Whether the agenda chosen is a municipality's own, whose minutes are as wanted."""
        return self.cleaned_data["template"] in self._own

    @property
    def owners(self) -> list[Municipality]:
        """The municipalities that have agendas of their own, once each."""
        return list({one.municipality_id: one.municipality for one in self._own.values()}.values())

    def _fits(self, chosen: QuestionSet) -> None:
        """The questions are the municipality's to use, and at least one of their areas is taken."""
        given = self.cleaned_data
        municipality = given.get("municipality")
        if municipality and chosen.municipality not in (None, municipality):
            self.add_error("question_set", _("These questions are another municipality's. Choose another set."))
        out = given.get(f"leave_out-{chosen.pk}", [])
        if out and len(out) == chosen.areas.count():
            self.add_error(f"leave_out-{chosen.pk}", _("Keep at least one area."))

    def left_out_areas(self) -> list[str]:
        """The keys of the areas that the workshop does without."""
        out: list[str] = self.cleaned_data[f"leave_out-{self.cleaned_data['question_set'].pk}"]
        return out

    @property
    def areas(self) -> list[tuple[int, forms.BoundField]]:
        """For each question set that can be chosen, its areas to take or leave out."""
        return [(pk, self[f"leave_out-{pk}"]) for pk in self._sets]

    @property
    def agendas(self) -> list[tuple[AgendaTemplate, forms.boundfield.BoundWidget, list[str], int, str]]:
        """Each template with its radio button, the titles of what is left out, the minutes that remain, and whose."""
        whose = {key: one.municipality.name for key, one in self._own.items()}
        return [
            (one, radio, left_out(one), one.only(step_kinds()).minutes, whose.get(one.key, ""))
            for one, radio in zip(self.templates, self["template"], strict=True)
        ]


def newest_sets(among: list[Municipality]) -> list[int]:
    """Numbers of the newest version of each question set that is everyone's or one of these municipalities'."""
    may = Q(municipality=None) | Q(municipality__in=[one.pk for one in among])
    newest = {one.key: one.pk for one in QuestionSet.objects.filter(may).only("key").order_by("pk")}
    return sorted(newest.values())


def left_out(agenda: AgendaTemplate) -> list[str]:
    """Titles of the steps of an agenda that this installation does not have, each once."""
    steps = [step for step in agenda.left_out(step_kinds()) if step.kind not in PAUSES]
    return list(dict.fromkeys(localized(step.title) for step in steps))


@for_workshop_makers
def create(request: HttpRequest) -> HttpResponse:
    """Make a workshop, and go to its plan."""
    among = municipalities_of(user_of(request))
    form = NewWorkshopForm(request.POST or None, among=among, chosen=request.GET.get("municipality", ""))
    if request.method == "POST" and form.is_valid():
        made = _make(request, form)
        messages.success(request, gettext("The workshop is made. Here is its agenda."))
        if missing := left_out(form.agenda_of(form.cleaned_data["template"])):
            said = gettext("Left out, because this installation does not have it yet: %(steps)s.")
            messages.warning(request, said % {"steps": ", ".join(missing)})
        return redirect("planning:plan", workshop=made.pk)
    return render(request, "planning/new.html", {"form": form})


def _make(request: HttpRequest, form: NewWorkshopForm) -> Workshop:
    user, given = user_of(request), form.cleaned_data

    def change(touched: list[Invalidation]) -> Workshop:
        made = create_workshop(
            given["municipality"],
            given["title"],
            given["question_set"],
            form.agenda_of(given["template"]),
            user,
            [given["day_1"], given["day_2"]],
            is_example=given["municipality"].is_example,
            leave_out=form.left_out_areas(),
            keeps_minutes=form.is_own,
        )
        add_followup_step(made)
        editing.begin_between(made, form.agenda_of(given["template"]))
        touched.append(whole_workshop(made.pk))
        return made

    return api.apply_change(change)


@for_everyone_signed_in
def workshops(request: HttpRequest) -> HttpResponse:
    """The list: what there is, what is next, and the way to each page."""
    user = user_of(request)
    memberships = user.memberships.select_related("municipality")
    own = (
        workshops_of(user)
        .filter(is_practice=False)
        .annotate(minutes=Sum("phases__minutes"))
        .prefetch_related("occasions")
    )
    said = statuses(own)
    context: dict[str, object] = {
        "workshops": [(workshop, said.get(workshop.pk, "")) for workshop in own],
        "rehearsals": workshops_of(user).filter(is_practice=True).select_related("rehearsal"),
        "coached": coached_by(user),
        "memberships": sorted(memberships, key=lambda membership: membership.municipality.name),
        "invited": Invitation.objects.filter(secret=request.session.get(INVITED, ""), accepted_at=None).first(),
        "to_coach": coach_invitations.find_invitation(request.session.get(INVITED, "")),
        "may_make": user.is_superuser or bool(memberships),
    }
    return render(request, "planning/workshops.html", context)
