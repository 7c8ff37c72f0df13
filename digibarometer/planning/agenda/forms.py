"""The forms of the plan."""

import itertools
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas import head_count_scaling
from digibarometer.agendas.models import BetweenSessionsTask, ExpectedAttendance
from digibarometer.i18n import localized
from digibarometer.measures.disclosure_control import LOWEST_THRESHOLD
from digibarometer.planning.agenda import editing
from digibarometer.planning.form_fields import ClockField, DayField
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import Occasion, PhaseKind, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

MOST_MINUTES = 600
MOST_PEOPLE = 200
MOST_BEHIND = 20  # people; more would hide all there is in a room of 24


class PlanForm(forms.Form):
    """Title, dates, start times and the minutes of every phase: one form, so that nothing typed is ever lost."""

    title = LineField(label=_("Title"), max_length=120)
    people = forms.IntegerField(
        label=_("How many people do you expect?"), required=False, min_value=1, max_value=MOST_PEOPLE
    )
    next_round_on = DayField(
        label=_("Next round"), required=False, help_text=_("Shown when the workshop ends, as month and year.")
    )
    threshold = forms.IntegerField(
        label=_("Fewest people behind a figure"), required=False, min_value=LOWEST_THRESHOLD, max_value=MOST_BEHIND
    )

    def __init__(
        self, data: Mapping[str, object] | None, *, snapshot: WorkshopSnapshot, expected: ExpectedAttendance | None
    ) -> None:
        super().__init__(data)
        self.snapshot = snapshot
        self._set_threshold(snapshot)
        self.fields["title"].initial = snapshot.workshop.title
        self.fields["people"].initial = expected.people if expected else None
        self.fields["people"].help_text = _("You get a proposal of other minutes where they do not fit.")
        self.fields["next_round_on"].initial = snapshot.workshop.next_round_on
        self._ask_of_occasions(snapshot)
        self._ask_of_areas(snapshot)
        for phase in snapshot.phases:
            said = _("%(step)s, %(how)s: minutes")
            names = {"step": localized(snapshot.step_of(phase).title), "how": PhaseKind(phase.kind).label}
            self.fields[f"minutes-{phase.pk}"] = forms.IntegerField(
                label=said % names, min_value=1, max_value=MOST_MINUTES, initial=phase.minutes
            )

    def _ask_of_occasions(self, snapshot: WorkshopSnapshot) -> None:
        betweens = {one.occasion_id: one for one in BetweenSessionsTask.objects.filter(workshop=snapshot.pk)}
        for one in snapshot.occasions:
            self.fields[f"on-{one.pk}"] = DayField(label=_("Date"), required=False, initial=one.on)
            self.fields[f"begins-{one.pk}"] = ClockField(label=_("Starts"), required=False, initial=one.begins)
        for one in snapshot.occasions[:-1]:
            between = betweens.get(one.pk)
            asked = {
                f"leaders-{one.pk}": (
                    _("What you who lead do before the next occasion"),
                    between.leaders if between else editing.suggested(),
                ),
                f"participants-{one.pk}": (
                    _("What participants do before the next occasion"),
                    between.participants if between else editing.suggested_to_participants(),
                ),
            }
            for name, (label, initial) in asked.items():
                self.fields[name] = forms.CharField(
                    label=label,
                    max_length=2000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    initial=initial,
                )

    def _ask_of_areas(self, snapshot: WorkshopSnapshot) -> None:
        taken = {step.area_id for step in snapshot.steps_of(ASSESSMENT)}
        self.fields["leave_out"] = forms.TypedMultipleChoiceField(
            label=_("Areas to leave out"),
            coerce=int,
            choices=[(area.pk, str(area)) for area in snapshot.content.areas],
            initial=[area.pk for area in snapshot.content.areas if area.pk not in taken],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _set_threshold(self, snapshot: WorkshopSnapshot) -> None:
        """People are told the number when they come in, so it stands from the first one on."""
        field = self.fields["threshold"]
        field.initial = snapshot.workshop.threshold
        field.disabled = snapshot.workshop.participants.exists()
        field.help_text = (
            _("People have come in and been told this number, so it stands.")
            if field.disabled
            else _("Results on people's own ratings are shown only where so many have answered. 5 suits most rooms.")
        )

    def clean(self) -> None:
        """The occasions come in order."""
        given = self.cleaned_data
        days = [(one, given.get(f"on-{one.pk}")) for one in self.snapshot.occasions]
        for (_before, first), (after, second) in itertools.pairwise(days):
            if first and second and second < first:
                self.add_error(f"on-{after.pk}", _("The second occasion cannot be before the first."))

    def save(self, workshop: Workshop, by: int | None) -> None:
        """Write it. To be called inside a change."""
        given = self.cleaned_data
        threshold = given["threshold"] or workshop.threshold
        workshop.update_and_bump_version(
            title=given["title"], next_round_on=given["next_round_on"], threshold=threshold
        )
        for one in self.snapshot.occasions:
            Occasion.objects.filter(pk=one.pk).update(on=given[f"on-{one.pk}"], begins=given[f"begins-{one.pk}"])
        for one in self.snapshot.occasions[:-1]:
            editing.keep_between(one, given[f"leaders-{one.pk}"], given[f"participants-{one.pk}"])
        editing.set_minutes(workshop, {phase.pk: given[f"minutes-{phase.pk}"] for phase in self.snapshot.phases})
        if "people" in self.changed_data:
            head_count_scaling.set_expected(workshop.pk, given["people"], by)
        if set(given["leave_out"]) != set(self.fields["leave_out"].initial):
            editing.leave_out(workshop, self.snapshot, given["leave_out"])


class OwnStepForm(forms.Form):
    """A step of the leader's own."""

    use_required_attribute = False  # it lies in the plan's form, which may be saved without it
    after = forms.TypedChoiceField(label=_("After"), coerce=int)
    own_title = LineField(label=_("What it is called"), max_length=80)
    own_minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MOST_MINUTES, initial=10)
    text = forms.CharField(
        label=_("What participants do"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    watch_speaker = forms.BooleanField(label=_("Phones say: look at the speaker"), required=False)

    def __init__(self, data: Mapping[str, object] | None = None, *, snapshot: WorkshopSnapshot) -> None:
        super().__init__(data)
        choice = self.fields["after"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(step.pk, localized(step.title)) for step in snapshot.steps]
        choice.initial = (snapshot.step or snapshot.steps[0]).pk if snapshot.steps else None
